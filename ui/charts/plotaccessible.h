#pragma once

namespace ui {

/// Lets screen readers see a PlotView as a chart whose value is its summary. More than once does nothing.
void installPlotAccessibility();

} // namespace ui
