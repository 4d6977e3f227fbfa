#include "series/xaxis.h"

#include <algorithm>
#include <unordered_map>

namespace series {

namespace {

constexpr double noX = std::numeric_limits<double>::quiet_NaN();

Numbers matchSorted(const Points &y, const Points &x)
{
    auto result = std::make_shared<std::vector<double>>(y.size(), noX);
    size_t at = 0;
    for (size_t i = 0; i < y.size(); ++i) {
        while (at < x.size() && x.steps[at] < y.steps[i])
            ++at;
        if (at < x.size() && x.steps[at] == y.steps[i])
            (*result)[i] = x.values[at++];
    }
    return result;
}

/// Steps that went back: the n-th point of a step goes with the n-th x of that step.
Numbers matchUnsorted(const Points &y, const Points &x)
{
    std::unordered_map<qint64, std::vector<double>> bySteps;
    for (size_t i = x.size(); i-- > 0;)
        bySteps[x.steps[i]].push_back(x.values[i]);
    auto result = std::make_shared<std::vector<double>>(y.size(), noX);
    for (size_t i = 0; i < y.size(); ++i) {
        const auto found = bySteps.find(y.steps[i]);
        if (found == bySteps.end() || found->second.empty())
            continue;
        (*result)[i] = found->second.back();
        found->second.pop_back();
    }
    return result;
}

} // namespace

QString XChoice::key() const
{
    switch (kind) {
    case XKind::Step:
        return {};
    case XKind::RelativeTime:
        return QStringLiteral("_runtime");
    case XKind::WallTime:
        return QStringLiteral("_timestamp");
    case XKind::Metric:
        return metric;
    }
    return {};
}

Numbers matchBySteps(const Points &y, const Points &x)
{
    if (y.steps == x.steps) // logged together: nothing to look up
        return std::make_shared<const std::vector<double>>(x.values);
    const bool isSorted = std::ranges::is_sorted(y.steps) && std::ranges::is_sorted(x.steps);
    return isSorted ? matchSorted(y, x) : matchUnsorted(y, x);
}

CurvePtr curveAlong(const XChoice &choice, const PointsPtr &y, const PointsPtr &x, const CurvePtr &before)
{
    if (choice.kind == XKind::Step)
        return curveOverSteps(y, before);
    if (x == nullptr)
        return nullptr;
    return curveOver(y, matchBySteps(*y, *x));
}

} // namespace series
