#pragma once

#include "series/reduce.h"
#include "series/smooth.h"
#include "series/xaxis.h"
#include "ui/charts/plotlayer.h"
#include "ui/charts/plotzoom.h"

#include <QColor>
#include <QImage>
#include <QList>
#include <QSize>
#include <atomic>
#include <memory>

namespace ui {

/// One line of a chart: a metric of a run.
struct PlotLine
{
    QString id; ///< of the run
    QString name; ///< what people call it; foreign text
    QColor colour;
    series::PointsPtr points;
    series::PointsPtr x; ///< of the chosen x axis; null for steps, or when the run has none
    bool isSampled = false; ///< the server gave samples only

    bool operator==(const PlotLine &) const = default;
};

/// How all lines of a chart are shown.
struct PlotOptions
{
    series::XChoice x;
    series::SmoothingChoice smoothing;
    bool isLogX = false;
    bool isLogY = false;
    bool leavesOutOutliers = false; ///< of the y axis, as long as it was not zoomed

    bool operator==(const PlotOptions &) const = default;
};

/// What a line became on its way to the screen; kept from frame to frame, so that only what changed is made again.
struct PreparedLine
{
    QString id; ///< of the run
    series::PointsPtr points; ///< what it was made from
    series::PointsPtr x;
    series::CurvePtr curve; ///< over the chosen x, before smoothing and logarithms; null: the run has no such x
    series::CurvePtr smooth; ///< null: not smoothed
    series::CurvePtr shownRaw; ///< in axis coordinates
    series::CurvePtr shownSmooth; ///< null: not smoothed

    /// The one that is looked at.
    [[nodiscard]] const series::CurvePtr &shown() const { return shownSmooth != nullptr ? shownSmooth : shownRaw; }
};

/// All of them, and the pictures made of them.
struct PreparedLines
{
    PlotOptions options;
    double xExtent = 0;
    series::Range dataX; ///< in axis coordinates
    series::Range wholeX; ///< what is shown of it when x is not zoomed
    QList<PreparedLine> lines; ///< one for each line of the request
    std::vector<PlotLayer> layers; ///< from below: the faint logged lines if smoothed, and those that are looked at
};

struct FrameRequest
{
    QList<PlotLine> lines; ///< in drawing order, the last on top
    PlotOptions options;
    PlotZoom::View view;
    QSize pixels; ///< of the plot area, device pixels
    int thickness = 1; ///< device pixels
    bool isGrowing = true; ///< more points are to come: the x axis grows in steps
    QColor background;
    std::shared_ptr<const PreparedLines> before; ///< of the last frame; may be null
    std::shared_ptr<FrameBuffers> buffers; ///< of the chart; may be null
    std::shared_ptr<std::atomic_bool> stop; ///< true: nobody wants this frame any more
};

struct Frame
{
    QImage image; ///< transparent where there is no line; null: nothing to show, or given up
    series::Range x; ///< in axis coordinates, never empty
    series::Range y;
    series::Range valuesX; ///< of all data, in values: not logarithms; empty: no data
    series::Range valuesY;
    std::shared_ptr<const PreparedLines> prepared;
    qint64 pointCount = 0;
    qint64 notFinite = 0;
    qint64 notPositive = 0;
    qint64 outside = 0; ///< outliers above or below the y axis that was chosen without them
    int stretching = 0; ///< the few lines without which the others would fill a y axis that is much smaller
    int linesWithPoints = 0;
    int linesWithoutX = 0; ///< have the metric, but not the chosen x
    int sampledLines = 0;
    bool isGivenUp = false;
};

/// Prepares, reduces and draws the lines. A pure function for any thread.
Frame makeFrame(const FrameRequest &request);

/// The lines of a frame drawn for another size, by the exact same rules. For hover and export.
series::PixelMap pixelMapOf(const Frame &frame, const QSize &pixels);

} // namespace ui
