#pragma once

#include "ui/charts/rasteriser.h"

#include <vector>

namespace ui {

/// Some lines of a chart and the picture of them over what lies under.
struct PlotLayer
{
    struct Line
    {
        series::CurvePtr curve;
        QRgb colour = 0xff000000;
    };

    std::vector<Line> lines; ///< later ones over earlier ones
    series::PixelMap map;
    int thickness = 1;
    QImage image; ///< null: not drawn
};

/// The columns of a picture that are not those of the picture before: some at the left and some at the right.
struct ChangedColumns
{
    int leftEnd = 0; ///< from 0 to before this
    int rightBegin = 0; ///< from this to the end

    [[nodiscard]] bool isWhole() const { return leftEnd >= rightBegin; }
    void add(const ChangedColumns &other);
};

/// What differs if `before`, which was drawn, is moved to where `now` is: what came into sight at the sides, and what
/// lies right of the place where a line was continued.
ChangedColumns changedColumns(const PlotLayer &now, const PlotLayer &before);

/// What a layer is drawn with besides its lines.
struct LayerJob
{
    const PlotLayer *before = nullptr; ///< the layer in the frame before; null: none
    ChangedColumns changed; ///< against `before`
    const QImage *under = nullptr; ///< may be null
    int threads = 1;
    const std::atomic_bool *stop = nullptr; ///< may be null
    FrameBuffers *buffers = nullptr; ///< may be null
};

/// Makes the layer's picture; only the changed columns are drawn. False: given up.
bool drawLayer(PlotLayer &layer, const LayerJob &job);

} // namespace ui
