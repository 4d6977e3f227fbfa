#pragma once

#include "series/curve.h"

#include <span>

namespace series {

/// Where nearly all values of the curves within `x` lie: all but the lowest and the highest hundredth. For a choice of
/// what to show, so that many points are represented by some at even distances; curves without points are passed over.
Range usualRange(std::span<const Curve *const> curves, const Range &x);

/// How many points within `x` have a value outside `y`. Reads few of them.
qint64 countOutside(const Curve &curve, const Range &x, const Range &y);

} // namespace series
