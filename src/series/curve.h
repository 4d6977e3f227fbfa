#pragma once

#include "series/points.h"
#include "series/range.h"
#include "series/valueblocks.h"

namespace series {

/// A column of numbers that many may hold.
using Numbers = std::shared_ptr<const std::vector<double>>;

/// A line ready to be drawn: x never falls, y is finite or NaN (a gap). Shares the numbers of the points it came from
/// wherever it can. Immutable once made; any thread.
struct Curve
{
    Numbers y;
    std::shared_ptr<const ValueBlocks> blocks; ///< of y; null for an empty curve
    Numbers x; ///< as many as y; null: x is first + index * spacing
    double first = 0;
    double spacing = 1; ///< greater than 0
    bool hasGaps = false; ///< y holds NaN
    qint64 notFinite = 0; ///< logged values that were NaN or infinite
    qint64 notPositive = 0; ///< values (of x or y) that a logarithmic axis cannot show
    Range xRange; ///< of all points, also of gaps
    Range yRange; ///< of the finite ones
    quint64 lineage = 0; ///< curves of the same lineage begin with the same points; 0: none

    [[nodiscard]] size_t size() const { return y == nullptr ? 0 : y->size(); }
    [[nodiscard]] double xAt(size_t i) const
    {
        return x != nullptr ? (*x)[i] : first + static_cast<double>(i) * spacing;
    }
    /// The same x values without comparing them one by one.
    [[nodiscard]] bool sharesX(const Curve &other) const
    {
        return x == other.x && size() == other.size() && first == other.first && spacing == other.spacing;
    }
    /// This curve is `before` with perhaps more points at its end.
    [[nodiscard]] bool continues(const Curve &before) const
    {
        return lineage != 0 && lineage == before.lineage && before.size() > 0 && size() >= before.size();
    }
    /// The first index whose x is not below `value`; size() if there is none.
    [[nodiscard]] size_t lowerBound(double value) const;
};

using CurvePtr = std::shared_ptr<const Curve>;

/// The metric against its steps. Steps that go back are sorted, rows of equal steps keep their order.
/// `before`, made from the points before some came, spares looking at those again; it may be null or of other points.
CurvePtr curveOverSteps(const PointsPtr &points, const CurvePtr &before = {});
/// The metric against other x values (as many as points; NaN: the point has no x and is left out), sorted by x.
CurvePtr curveOver(const PointsPtr &points, const Numbers &x);
/// The same x with other y values (as many as before), as smoothing gives them.
CurvePtr withValues(const CurvePtr &curve, Numbers y);
/// The curve in decimal logarithms of x, y or both. What is not above 0 becomes a gap (y) or is left out (x).
CurvePtr logarithmic(const CurvePtr &curve, bool ofX, bool ofY);
/// The range of the finite y whose x lies in `x`, with what the line shows at the two edges.
Range yRangeWithin(const Curve &curve, const Range &x);

} // namespace series
