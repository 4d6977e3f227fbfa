#pragma once

#include "series/reduce.h"

#include <QImage>
#include <QPoint>
#include <atomic>
#include <span>

namespace ui {

class FrameBuffers;

/// A curve and how it is drawn.
struct RasterLine
{
    const series::Curve *curve = nullptr;
    QRgb colour = 0xff000000; ///< opaque
    int thickness = 1; ///< pixels: the side of the square that is moved along the line
};

/// A picture to be drawn, whole or in part.
struct RasterJob
{
    std::span<const RasterLine> lines; ///< later ones over earlier ones
    series::PixelMap map;
    const QImage *under = nullptr; ///< of the picture's size: shows where no line is; null: transparent
    int threads = 1;
    const std::atomic_bool *stop = nullptr; ///< looked at now and then: true gives the work up; may be null
    FrameBuffers *buffers = nullptr; ///< may be null
};

/// Draws the columns of a picture (premultiplied ARGB, map.width x map.height) from `from` to before `to` and leaves
/// the others as they are. Not anti-aliased: exactly the pixels that drawing every segment would light, whatever part
/// is drawn. Any thread. False: given up, and those columns hold anything.
bool rasterise(const RasterJob &job, QImage &picture, int from, int to);

/// The whole picture; null: given up.
QImage rasterise(std::span<const RasterLine> lines, const series::PixelMap &map, int threads,
    const std::atomic_bool *stop = nullptr);

} // namespace ui
