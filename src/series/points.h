#pragma once

#include "series/steps.h"

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
    Steps steps;
    std::vector<double> values; ///< as many as steps
    /// Points of the same lineage begin with the same points: the longer ones continue the shorter. 0: not known.
    quint64 lineage = 0;

    [[nodiscard]] size_t size() const { return values.size(); }
    [[nodiscard]] bool empty() const { return values.empty(); }
    /// Whether the points are the same.
    bool operator==(const Points &other) const { return steps == other.steps && values == other.values; }
};

/// A number that no other points of this process have. Any thread.
quint64 newLineage();

using PointsPtr = std::shared_ptr<const Points>;

} // namespace series
