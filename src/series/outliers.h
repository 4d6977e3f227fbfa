#pragma once

#include "series/curve.h"

#include <span>
#include <vector>

namespace series {

/// Where nearly all values of the curves within `x` lie: all but the lowest and the highest hundredth. For a choice of
/// what to show, so that many points are represented by some at even distances; curves without points are passed over.
Range usualRange(std::span<const Curve *const> curves, const Range &x);

/// How many points within `x` have a value outside `y`. Reads few of them.
qint64 countOutside(const Curve &curve, const Range &x, const Range &y);

/// Which of some curves, by their ranges of y, stretch a common axis so that the others lie flat in it: those that
/// reach more than 8 times as far from the middle of all as the farthest of the others. At most a tenth of them, but
/// one; none among fewer than 4. Empty ranges do not count. Sorted.
std::vector<size_t> outlyingRanges(std::span<const Range> ranges);

} // namespace series
