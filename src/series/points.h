#pragma once

#include <QtGlobal>
#include <cstddef>
#include <memory>
#include <vector>

namespace series {

/// One metric of one run: every point that was logged, in the order of the history's rows. Values keep all bits; NaN
/// and infinities are values. Steps grow usually but may repeat or go back (rows that were sent out of order).
/// Immutable once shared; may be read from any thread.
struct Points
{
    std::vector<qint64> steps;
    std::vector<double> values; ///< as many as steps

    [[nodiscard]] size_t size() const { return values.size(); }
    [[nodiscard]] bool empty() const { return values.empty(); }
    bool operator==(const Points &) const = default;
};

using PointsPtr = std::shared_ptr<const Points>;

} // namespace series
