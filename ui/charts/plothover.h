#pragma once

#include "ui/charts/plotframe.h"

#include <optional>

namespace ui {

/// A point of a line near the pointer.
struct PlotHover
{
    qsizetype line = -1; ///< index in the frame's lines
    size_t index = 0; ///< of the point in the shown curve
    double x = 0; ///< in axis coordinates
    double y = 0; ///< of what is shown, in axis coordinates
    double valueX = 0; ///< as logged
    double valueRaw = 0;
    std::optional<double> valueSmooth;
    double distance = 0; ///< from the pointer to the drawn line, in pixels
};

/// The line whose drawing comes nearest to the pixel, if within `reach` pixels; its point with the nearest x.
/// Looks at a few columns of each line only: 1,000 lines take a fraction of a millisecond.
std::optional<PlotHover> nearestLine(const Frame &frame, const series::PixelMap &map, const QPointF &pixel, int reach);

/// The point `index` of a line, or of a neighbour that has a value.
std::optional<PlotHover> pointOf(const Frame &frame, qsizetype line, size_t index);
/// The point of a line whose x is nearest to `x` (axis coordinates); gaps are passed over.
std::optional<PlotHover> pointNear(const Frame &frame, qsizetype line, double x);

} // namespace ui
