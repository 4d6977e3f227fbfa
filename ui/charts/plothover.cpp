#include "ui/charts/plothover.h"

#include <cmath>

namespace ui {

namespace {

double distanceToSpan(const QPointF &pixel, int column, int top, int bottom)
{
    const double dx = pixel.x() - (column + 0.5);
    const double above = top - pixel.y();
    const double below = pixel.y() - (bottom + 1);
    const double dy = std::max({above, below, 0.0});
    return std::hypot(dx, dy);
}

/// How far above or below the pixel the line at least is, in all columns of the table.
double verticalDistance(
    const series::Curve &curve, const series::PixelMap &map, const series::ColumnTable &table, double y)
{
    constexpr double beyondAll = 1e9;
    if (table.isEmpty())
        return beyondAll;
    const size_t begin = table.firstPoint(0);
    const series::Range range = curve.blocks->outerRange(
        begin > 0 ? begin - 1 : 0, std::min(table.firstPoint(table.count()) + 1, curve.size()));
    return range.isEmpty() ? beyondAll : std::max(map.row(range.high) - y, y - map.row(range.low));
}

} // namespace

std::optional<PlotHover> nearestLine(const Frame &frame, const series::PixelMap &map, const QPointF &pixel, int reach)
{
    if (frame.prepared == nullptr)
        return std::nullopt;
    const int begin = std::max(0, static_cast<int>(pixel.x()) - reach);
    const int end = std::min(map.width, static_cast<int>(pixel.x()) + reach + 1);
    if (begin >= end)
        return std::nullopt;
    qsizetype best = -1;
    double bestDistance = reach;
    series::ColumnTable table;
    const series::Curve *tableOf = nullptr;
    // From the front to the back, in ever fewer columns: of equals the first wins.
    for (qsizetype i = frame.prepared->lines.size() - 1; i >= 0; --i) {
        const series::CurvePtr &curve = frame.prepared->lines.at(i).shown();
        if (curve == nullptr)
            continue;
        if (tableOf == nullptr || !tableOf->sharesX(*curve))
            table.set(*curve, map, begin, end);
        tableOf = curve.get();
        const int from = std::max(begin, static_cast<int>(std::floor(pixel.x() - bestDistance)));
        const int to = std::min(end, static_cast<int>(std::floor(pixel.x() + bestDistance)) + 1);
        if (from >= to)
            break;
        if (verticalDistance(*curve, map, table, pixel.y()) > bestDistance + 1)
            continue;
        series::forEachSpan(*curve, map, table, from - begin, to - begin, [&](int column, int top, int bottom) {
            const double distance = distanceToSpan(pixel, column, top, bottom);
            if (distance < bestDistance || (best < 0 && distance <= bestDistance)) {
                bestDistance = distance;
                best = i;
            }
        });
    }
    if (best < 0)
        return std::nullopt;
    auto hover = pointNear(frame, best, map.xOf(pixel.x()));
    if (hover)
        hover->distance = bestDistance;
    return hover;
}

std::optional<PlotHover> pointOf(const Frame &frame, qsizetype line, size_t index)
{
    if (frame.prepared == nullptr || line < 0 || line >= frame.prepared->lines.size())
        return std::nullopt;
    const PreparedLine &prepared = frame.prepared->lines.at(line);
    const series::CurvePtr &shown = prepared.shown();
    if (shown == nullptr || index >= shown->size() || std::isnan((*shown->y)[index]))
        return std::nullopt;
    // A logarithmic x axis leaves out the points before it: the rest is at the end of the curve.
    const size_t logged = index + (prepared.curve->size() - shown->size());
    PlotHover hover;
    hover.line = line;
    hover.index = index;
    hover.x = shown->xAt(index);
    hover.y = (*shown->y)[index];
    hover.valueX = prepared.curve->xAt(logged);
    hover.valueRaw = (*prepared.curve->y)[logged];
    if (prepared.smooth != nullptr)
        hover.valueSmooth = (*prepared.smooth->y)[logged];
    return hover;
}

std::optional<PlotHover> pointNear(const Frame &frame, qsizetype line, double x)
{
    if (frame.prepared == nullptr || line < 0 || line >= frame.prepared->lines.size())
        return std::nullopt;
    const series::CurvePtr &shown = frame.prepared->lines.at(line).shown();
    if (shown == nullptr || shown->size() == 0)
        return std::nullopt;
    const size_t right = shown->lowerBound(x);
    size_t after = right;
    while (after < shown->size() && std::isnan((*shown->y)[after]))
        ++after;
    size_t before = right;
    while (before > 0 && std::isnan((*shown->y)[before - 1]))
        --before;
    const bool hasAfter = after < shown->size();
    if (before == 0)
        return hasAfter ? pointOf(frame, line, after) : std::nullopt;
    const bool afterIsNearer = hasAfter && shown->xAt(after) - x < x - shown->xAt(before - 1);
    return pointOf(frame, line, afterIsNearer ? after : before - 1);
}

} // namespace ui
