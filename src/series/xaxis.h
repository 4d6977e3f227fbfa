#pragma once

#include "series/curve.h"

#include <QString>

namespace series {

/// What a chart's x axis is.
enum class XKind {
    Step,
    RelativeTime, ///< seconds since the run began (`_runtime`)
    WallTime, ///< seconds since 1970, UTC (`_timestamp`)
    Metric, ///< another metric of the same rows
};

struct XChoice
{
    XKind kind = XKind::Step;
    QString metric; ///< for XKind::Metric

    /// The history's key that holds x; empty for steps.
    [[nodiscard]] QString key() const;
    bool operator==(const XChoice &) const = default;
};

/// The x of each point of `y`, taken from the row of `x` with the same step: for steps that repeat, the first with the
/// first and so on. NaN where `x` was not logged. Needs time in proportion to the points when steps grow.
Numbers matchBySteps(const Points &y, const Points &x);

/// The line of a metric over the chosen x; `x` are the points of choice.key(), not looked at for steps. Null: the run
/// has no such x. `before`: the line of the same choice before some points came; may be null.
CurvePtr curveAlong(const XChoice &choice, const PointsPtr &y, const PointsPtr &x, const CurvePtr &before = {});

} // namespace series
