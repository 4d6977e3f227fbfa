#pragma once

#include "base/result.h"
#include "ui/charts/plotscene.h"

#include <QFuture>

namespace ui {

/// A chart as it stands, by value: goes to another thread and is not touched by what happens on the screen meanwhile.
struct PlotPicture
{
    PlotScene scene;
    PlotStyle style;
    Frame frame;
    QList<PlotLine> lines;
    PlotOptions options;
};

/// The picture at `scale` device pixels a pixel. Any thread.
QImage pictureImage(const PlotPicture &picture, qreal scale);

/// All write beside and rename, off the GUI thread. Errors: Storage with the system's words.
QFuture<base::Status> savePng(PlotPicture picture, QString file, qreal scale);
/// Vector lines: for each pixel column first, lowest, highest and last point, which draw like all points.
QFuture<base::Status> saveSvg(PlotPicture picture, QString file);
/// One page of the chart's size, with the lines of the SVG.
QFuture<base::Status> savePdf(PlotPicture picture, QString file);
/// Every logged point, also those outside the shown part: run, name, step, x, value as logged, value as smoothed.
/// Numbers in machine format that read back bit for bit.
QFuture<base::Status> saveCsv(PlotPicture picture, QString file);

} // namespace ui
