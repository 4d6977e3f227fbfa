#include "ui/charts/rasteriser.h"

#include "ui/charts/parallel.h"
#include "ui/charts/strippainter.h"

namespace ui {

QImage rasterise(
    std::span<const RasterLine> lines, const series::PixelMap &map, int threads, const std::atomic_bool *stop)
{
    QImage image(map.width, map.height, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return image;
    uchar *bits = image.bits();
    const qsizetype bytesPerLine = image.bytesPerLine();
    const int strips = (map.width + Strip::mostColumns - 1) / Strip::mostColumns;
    const auto isStopped = [stop] { return stop != nullptr && stop->load(std::memory_order_relaxed); };
    // Strips are dealt out one by one: busy parts of a picture do not hold up one thread alone. The order of the lines
    // holds within each strip, so nothing is locked.
    std::atomic_int next = 0;
    parallelFor(threads, threads, [&](int) {
        StripPainter painter(lines, map);
        for (int strip = next++; strip < strips && !isStopped(); strip = next++) {
            const int left = strip * Strip::mostColumns;
            const int right = std::min(left + Strip::mostColumns, map.width);
            if (painter.paint(left, right, stop))
                painter.strip().copyTo(bits, bytesPerLine, left, right - left, nullptr);
        }
    });
    return isStopped() ? QImage() : image;
}

} // namespace ui
