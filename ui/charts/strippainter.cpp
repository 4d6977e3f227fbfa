#include "ui/charts/strippainter.h"

namespace ui {

namespace {

/// How many lines are drawn before the strip's account of what is lit is brought up to date.
constexpr int refreshLines = 8;
constexpr int linesBetweenLooks = 64;

/// How far a line reaches beyond the pixels of its middle: to the left and up, to the right and down.
int reachBefore(const RasterLine &line)
{
    return (line.thickness - 1) / 2;
}

int reachAfter(const RasterLine &line)
{
    return line.thickness - 1 - reachBefore(line);
}

} // namespace

StripPainter::StripPainter(
    std::span<const RasterLine> lines, const series::PixelMap &map, std::shared_ptr<std::vector<quint32>> pixels)
    : m_lines(lines)
    , m_map(map)
    , m_strip(map.height, std::move(pixels))
{ }

bool StripPainter::paint(int left, int right, const std::atomic_bool *stop)
{
    m_left = left;
    m_right = right;
    m_strip.clear();
    for (KeptTable &kept : m_tables)
        kept.of = nullptr;
    int painted = 0;
    for (auto line = m_lines.rbegin(); line != m_lines.rend(); ++line) {
        ++painted;
        if (painted % linesBetweenLooks == 0 && stop != nullptr && stop->load(std::memory_order_relaxed))
            return false;
        if (painted % refreshLines == 0)
            m_strip.refresh();
        paintLine(*line);
    }
    return true;
}

const series::ColumnTable *StripPainter::findTable(const RasterLine &line)
{
    const int margin = line.thickness - 1;
    for (const KeptTable &kept : m_tables) {
        if (kept.of != nullptr && kept.margin == margin && kept.of->sharesX(*line.curve))
            return &kept.table;
    }
    return nullptr;
}

const series::ColumnTable &StripPainter::makeTable(const RasterLine &line)
{
    KeptTable &kept = m_tables[m_nextTable++ % m_tables.size()];
    kept.of = line.curve;
    kept.margin = line.thickness - 1;
    kept.table.set(*line.curve, m_map, m_left - kept.margin, m_right + kept.margin);
    return kept.table;
}

void StripPainter::paintLine(const RasterLine &line)
{
    const series::Curve &curve = *line.curve;
    const series::ColumnTable *table = findTable(line);
    if (table == nullptr) {
        // A line with an x of its own: perhaps two looks at it are enough.
        const int margin = line.thickness - 1;
        if (curve.x != nullptr) {
            const size_t begin = curve.lowerBound(m_map.xOf(m_left - margin - 1));
            const size_t end = curve.lowerBound(m_map.xOf(m_right + margin + 1));
            if (isHidden(line, begin > 0 ? begin - 1 : 0, std::min(end + 1, curve.size()), m_left, m_right))
                return;
        }
        table = &makeTable(line);
    }
    if (table->isEmpty())
        return;
    const auto isHiddenIn = [&](int from, int to) {
        const size_t begin = table->firstPoint(from);
        const size_t end = std::min(table->firstPoint(to) + 1, curve.size());
        return isHidden(line, begin > 0 ? begin - 1 : 0, end, table->begin() + from, table->begin() + to);
    };
    if (isHiddenIn(0, table->count()))
        return;
    for (int from = 0; from < table->count(); from += groupColumns) {
        const int to = std::min(from + groupColumns, table->count());
        if (!isHiddenIn(from, to))
            paintGroup(line, *table, from, to);
    }
}

void StripPainter::paintGroup(const RasterLine &line, const series::ColumnTable &table, int from, int to)
{
    if (line.thickness == 1) {
        series::forEachSpan(*line.curve, m_map, table, from, to,
            [&](int column, int top, int bottom) { m_strip.light(column - m_left, top, bottom, line.colour); });
        return;
    }
    // A square in place of a pixel: each span grows by it, into the neighbouring columns too.
    const int before = reachBefore(line);
    const int after = reachAfter(line);
    series::forEachSpan(*line.curve, m_map, table, from, to, [&](int column, int top, int bottom) {
        const int first = std::max(top - before, 0);
        const int last = std::min(bottom + after, m_map.height - 1);
        for (int at = std::max(column - before, m_left); at <= std::min(column + after, m_right - 1); ++at)
            m_strip.light(at - m_left, first, last, line.colour);
    });
}

bool StripPainter::isHidden(const RasterLine &line, size_t begin, size_t end, int fromColumn, int toColumn) const
{
    const series::Curve &curve = *line.curve;
    if (begin >= end || isHidden(line, curve.blocks->outerRange(begin, end), fromColumn, toColumn))
        return true;
    if (end - begin > 2 * series::ValueBlocks::blockSize)
        return false;
    series::Range values;
    series::addExtremes(values, curve.y->data() + begin, end - begin);
    return isHidden(line, values, fromColumn, toColumn);
}

bool StripPainter::isHidden(const RasterLine &line, const series::Range &values, int fromColumn, int toColumn) const
{
    if (values.isEmpty())
        return true;
    // One row more on both sides: what lies between two points is rounded on its way.
    const double top = m_map.row(values.high) - (1 + reachBefore(line));
    const double bottom = m_map.row(values.low) + (1 + reachAfter(line));
    if (top >= m_map.height || bottom < 0)
        return true;
    const int first = std::max(fromColumn - reachBefore(line), m_left);
    const int last = std::min(toColumn + reachAfter(line), m_right);
    if (first >= last)
        return true;
    return m_strip.isLit(first - m_left, last - m_left, top <= 0 ? 0 : static_cast<int>(top),
        bottom >= m_map.height ? m_map.height - 1 : static_cast<int>(bottom));
}

} // namespace ui
