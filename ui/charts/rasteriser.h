#pragma once

#include "series/reduce.h"

#include <QImage>
#include <atomic>
#include <span>

namespace ui {

/// A curve and how it is drawn.
struct RasterLine
{
    const series::Curve *curve = nullptr;
    QRgb colour = 0xff000000; ///< opaque
    int thickness = 1; ///< pixels: the side of the square that is moved along the line
};

/// The lines, later ones over earlier ones, on a transparent picture of map.width x map.height (premultiplied ARGB).
/// Not anti-aliased: exactly the pixels that drawing every segment would light. Any thread; uses up to `threads`.
/// `stop`, if given, is looked at now and then: true gives the work up, and the picture is null.
QImage rasterise(std::span<const RasterLine> lines, const series::PixelMap &map, int threads,
    const std::atomic_bool *stop = nullptr);

} // namespace ui
