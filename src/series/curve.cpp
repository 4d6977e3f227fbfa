#include "series/curve.h"

#include "series/extremes.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace series {

namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();
constexpr qint64 exactSteps = qint64(1) << 53; ///< beyond it a double is not every integer

Numbers valuesOf(const PointsPtr &points)
{
    return {points, &points->values};
}

/// Sets y and what follows from it: infinities become gaps.
void takeValues(Curve &curve, Numbers y)
{
    auto blocks = std::make_shared<const ValueBlocks>(y->data(), y->size());
    if (blocks->areFinite()) {
        curve.yRange = blocks->range();
        curve.blocks = std::move(blocks);
        curve.y = std::move(y);
        return;
    }
    bool hasInfinities = false;
    for (const double value : *y) {
        if (std::isfinite(value)) {
            curve.yRange.add(value);
        } else {
            ++curve.notFinite;
            hasInfinities = hasInfinities || !std::isnan(value);
        }
    }
    curve.hasGaps = curve.notFinite > 0;
    if (hasInfinities) {
        auto finite = std::make_shared<std::vector<double>>(*y);
        for (double &value : *finite)
            value = std::isfinite(value) ? value : gap;
        y = std::move(finite);
        blocks = std::make_shared<const ValueBlocks>(y->data(), y->size());
    }
    curve.blocks = std::move(blocks);
    curve.y = std::move(y);
}

void takeXRange(Curve &curve)
{
    if (curve.size() == 0)
        return;
    curve.xRange.add(curve.xAt(0));
    curve.xRange.add(curve.xAt(curve.size() - 1));
}

/// Steps that grow by the same number each time need no x values of their own.
bool isUniform(const Steps &steps)
{
    if (steps.size() < 2)
        return true;
    return steps.isEven() && steps.distance() > 0 && steps.distance() <= static_cast<quint64>(exactSteps)
        && steps.front() > -exactSteps && steps.back() < exactSteps && steps.front() < steps.back();
}

/// Whether the points go on as they did when the curve was made of the first of them: evenly, and without gaps.
bool canContinue(const Curve &before, const Points &points)
{
    const size_t count = before.size();
    if (points.lineage == 0 || before.lineage != points.lineage || before.x != nullptr || before.notFinite > 0
        || count < 2 || count > points.size() || points.steps.back() >= exactSteps)
        return false;
    for (size_t i = count; i < points.size(); ++i) {
        if (static_cast<double>(points.steps[i] - points.steps[i - 1]) != before.spacing
            || !std::isfinite(points.values[i]))
            return false;
    }
    return true;
}

CurvePtr continued(const Curve &before, const PointsPtr &points)
{
    auto curve = std::make_shared<Curve>();
    curve->first = before.first;
    curve->spacing = before.spacing;
    curve->lineage = before.lineage;
    curve->y = valuesOf(points);
    curve->blocks =
        std::make_shared<const ValueBlocks>(*before.blocks, points->values.data(), before.size(), points->size());
    curve->yRange = before.yRange;
    addExtremes(curve->yRange, points->values.data() + before.size(), points->size() - before.size());
    takeXRange(*curve);
    return curve;
}

/// Leaves out points without x and sorts the rest.
CurvePtr sortedCurve(const PointsPtr &points, const std::vector<double> &x)
{
    std::vector<size_t> order(x.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::erase_if(order, [&x](size_t i) { return !std::isfinite(x[i]); });
    std::ranges::stable_sort(order, {}, [&x](size_t i) { return x[i]; });
    auto sortedX = std::make_shared<std::vector<double>>();
    auto sortedY = std::make_shared<std::vector<double>>();
    sortedX->reserve(order.size());
    sortedY->reserve(order.size());
    for (const size_t i : order) {
        sortedX->push_back(x[i]);
        sortedY->push_back(points->values[i]);
    }
    auto curve = std::make_shared<Curve>();
    curve->x = std::move(sortedX);
    takeValues(*curve, std::move(sortedY));
    takeXRange(*curve);
    return curve;
}

Numbers logarithms(const std::vector<double> &values, qint64 &notPositive)
{
    auto logs = std::make_shared<std::vector<double>>();
    logs->reserve(values.size());
    for (const double value : values) {
        if (value <= 0)
            ++notPositive;
        logs->push_back(value > 0 ? std::log10(value) : gap);
    }
    return logs;
}

/// Where x may be shown: those not above 0 come first, because x is sorted.
CurvePtr logarithmicX(const CurvePtr &curve)
{
    const size_t begin = curve->lowerBound(std::numeric_limits<double>::denorm_min());
    auto x = std::make_shared<std::vector<double>>();
    x->reserve(curve->size() - begin);
    for (size_t i = begin; i < curve->size(); ++i)
        x->push_back(std::log10(curve->xAt(i)));
    auto logs = std::make_shared<Curve>();
    logs->lineage = curve->lineage;
    logs->x = std::move(x);
    logs->notPositive = curve->notPositive + static_cast<qint64>(begin);
    takeValues(*logs,
        begin == 0 ? curve->y
                   : std::make_shared<const std::vector<double>>(
                       curve->y->begin() + static_cast<qptrdiff>(begin), curve->y->end()));
    logs->notFinite = curve->notFinite;
    takeXRange(*logs);
    return logs;
}

} // namespace

size_t Curve::lowerBound(double value) const
{
    if (x != nullptr)
        return static_cast<size_t>(std::ranges::lower_bound(*x, value) - x->begin());
    const double guess = std::ceil((value - first) / spacing);
    const auto count = static_cast<double>(size());
    auto i = static_cast<size_t>(std::clamp(std::isnan(guess) ? 0.0 : guess, 0.0, count));
    // The division rounds; what counts is the same x that is drawn.
    while (i > 0 && xAt(i - 1) >= value)
        --i;
    while (i < size() && xAt(i) < value)
        ++i;
    return i;
}

CurvePtr curveOverSteps(const PointsPtr &points, const CurvePtr &before)
{
    if (before != nullptr && canContinue(*before, *points))
        return continued(*before, points);
    auto curve = std::make_shared<Curve>();
    if (isUniform(points->steps)) {
        if (!points->empty())
            curve->first = static_cast<double>(points->steps.front());
        if (points->size() > 1)
            curve->spacing = static_cast<double>(points->steps[1] - points->steps[0]);
    } else {
        auto x = std::make_shared<std::vector<double>>();
        x->reserve(points->size());
        for (const qint64 step : points->steps)
            x->push_back(static_cast<double>(step));
        if (!std::ranges::is_sorted(*x))
            return sortedCurve(points, *x);
        curve->x = std::move(x);
    }
    curve->lineage = points->lineage;
    takeValues(*curve, valuesOf(points));
    takeXRange(*curve);
    return curve;
}

CurvePtr curveOver(const PointsPtr &points, const Numbers &x)
{
    Q_ASSERT(x->size() == points->size());
    const bool isComplete = std::ranges::all_of(*x, [](double value) { return std::isfinite(value); });
    if (!isComplete || !std::ranges::is_sorted(*x))
        return sortedCurve(points, *x);
    auto curve = std::make_shared<Curve>();
    curve->x = x;
    takeValues(*curve, valuesOf(points));
    takeXRange(*curve);
    return curve;
}

CurvePtr withValues(const CurvePtr &curve, Numbers y)
{
    Q_ASSERT(y->size() == curve->size());
    auto other = std::make_shared<Curve>();
    other->x = curve->x;
    other->first = curve->first;
    other->spacing = curve->spacing;
    takeValues(*other, std::move(y));
    other->notFinite = curve->notFinite;
    other->notPositive = curve->notPositive;
    takeXRange(*other);
    return other;
}

CurvePtr logarithmic(const CurvePtr &curve, bool ofX, bool ofY)
{
    CurvePtr result = ofX ? logarithmicX(curve) : curve;
    if (!ofY)
        return result;
    qint64 notPositive = result->notPositive;
    const Numbers logs = logarithms(*result->y, notPositive);
    auto other = std::make_shared<Curve>();
    other->lineage = result->lineage;
    other->x = result->x;
    other->first = result->first;
    other->spacing = result->spacing;
    takeValues(*other, logs);
    other->notFinite = result->notFinite;
    other->notPositive = notPositive;
    takeXRange(*other);
    return other;
}

Range yRangeWithin(const Curve &curve, const Range &x)
{
    Range range;
    const size_t begin = curve.lowerBound(x.low);
    size_t end = curve.lowerBound(x.high);
    while (end < curve.size() && curve.xAt(end) <= x.high)
        ++end;
    if (end > begin)
        curve.blocks->addExtremesWithin(range, curve.y->data(), begin, end);
    const auto addCrossing = [&](size_t right, double at) {
        if (right == 0 || right >= curve.size())
            return;
        const double from = curve.xAt(right - 1);
        const double width = curve.xAt(right) - from;
        const double left = (*curve.y)[right - 1];
        const double value = width > 0 ? left + ((*curve.y)[right] - left) * ((at - from) / width) : gap;
        if (std::isfinite(value))
            range.add(value);
    };
    addCrossing(begin, x.low);
    addCrossing(end, x.high);
    return range;
}

} // namespace series
