#include "series/outliers.h"

#include <algorithm>

namespace series {

namespace {

constexpr double unusualPart = 0.01; ///< on each side
constexpr size_t mostRepresented = 200'000; ///< values that are looked at

constexpr size_t fewestCompared = 4;
constexpr double outlyingFrom = 8;

struct Stretch
{
    size_t begin = 0;
    size_t end = 0;
};

Stretch stretchWithin(const Curve &curve, const Range &x)
{
    Stretch stretch{curve.lowerBound(x.low), curve.lowerBound(x.high)};
    while (stretch.end < curve.size() && curve.xAt(stretch.end) <= x.high)
        ++stretch.end;
    return stretch;
}

} // namespace

std::vector<size_t> outlyingRanges(std::span<const Range> ranges)
{
    struct Reach
    {
        size_t index = 0;
        double distance = 0; ///< of the farther end from the middle of all
    };
    std::vector<double> middles;
    for (const Range &range : ranges) {
        if (!range.isEmpty())
            middles.push_back(range.low / 2 + range.high / 2);
    }
    if (middles.size() < fewestCompared)
        return {};
    const auto half = middles.begin() + static_cast<qptrdiff>(middles.size() / 2);
    std::nth_element(middles.begin(), half, middles.end());
    std::vector<Reach> reaches;
    for (size_t i = 0; i < ranges.size(); ++i) {
        if (!ranges[i].isEmpty())
            reaches.push_back({i, std::max(ranges[i].high - *half, *half - ranges[i].low)});
    }
    std::sort(reaches.begin(), reaches.end(),
        [](const Reach &one, const Reach &other) { return one.distance > other.distance; });
    const auto most = reaches.begin() + static_cast<qptrdiff>(std::max<size_t>(1, reaches.size() / 10));
    const double far = most->distance * outlyingFrom;
    std::vector<size_t> outlying;
    for (auto reach = reaches.begin(); reach != most && far > 0 && reach->distance > far; ++reach)
        outlying.push_back(reach->index);
    std::sort(outlying.begin(), outlying.end());
    return outlying;
}

Range usualRange(std::span<const Curve *const> curves, const Range &x)
{
    std::vector<Stretch> stretches;
    stretches.reserve(curves.size());
    size_t count = 0;
    for (const Curve *curve : curves) {
        stretches.push_back(stretchWithin(*curve, x));
        count += stretches.back().end - stretches.back().begin;
    }
    const size_t distance = count / mostRepresented + 1;
    std::vector<double> values;
    values.reserve(count / distance + curves.size());
    for (size_t i = 0; i < curves.size(); ++i) {
        for (size_t at = stretches[i].begin; at < stretches[i].end; at += distance) {
            if (const double value = (*curves[i]->y)[at]; !std::isnan(value))
                values.push_back(value);
        }
    }
    if (values.empty())
        return {};
    const auto unusual = static_cast<qptrdiff>(static_cast<double>(values.size()) * unusualPart);
    const auto low = values.begin() + unusual;
    std::nth_element(values.begin(), low, values.end());
    const double lowest = *low;
    const auto high = values.end() - 1 - unusual;
    std::nth_element(values.begin(), high, values.end());
    return {lowest, *high};
}

qint64 countOutside(const Curve &curve, const Range &x, const Range &y)
{
    const Stretch stretch = stretchWithin(curve, x);
    qint64 count = 0;
    for (size_t begin = stretch.begin; begin < stretch.end;) {
        const size_t end = std::min(stretch.end, (begin / ValueBlocks::blockSize + 1) * ValueBlocks::blockSize);
        const Range block = curve.blocks->outerRange(begin, end);
        if (block.low < y.low || block.high > y.high) {
            for (size_t i = begin; i < end; ++i)
                count += (*curve.y)[i] < y.low || (*curve.y)[i] > y.high ? 1 : 0;
        }
        begin = end;
    }
    return count;
}

} // namespace series
