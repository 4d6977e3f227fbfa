#include "ui/charts/rasteriser.h"

#include "ui/charts/framebuffers.h"
#include "ui/charts/parallel.h"
#include "ui/charts/strippainter.h"

namespace ui {

bool rasterise(const RasterJob &job, QImage &picture, int from, int to)
{
    Q_ASSERT(picture.width() == job.map.width && picture.height() == job.map.height);
    Q_ASSERT(job.under == nullptr || job.under->bytesPerLine() == picture.bytesPerLine());
    uchar *bits = picture.bits();
    const uchar *under = job.under == nullptr ? nullptr : job.under->constBits();
    const qsizetype bytesPerLine = picture.bytesPerLine();
    const int strips = (to - from + Strip::mostColumns - 1) / Strip::mostColumns;
    const auto isStopped = [&job] { return job.stop != nullptr && job.stop->load(std::memory_order_relaxed); };
    const size_t stripPixels = Strip::pixelsFor(job.map.height);
    // Strips are dealt out one by one: busy parts of a picture do not hold up one thread alone. The order of the lines
    // holds within each strip, so nothing is locked.
    std::atomic_int next = 0;
    const int threads = std::min(job.threads, strips);
    parallelFor(threads, threads, [&](int) {
        StripPainter painter(job.lines, job.map,
            job.buffers == nullptr ? std::make_shared<std::vector<quint32>>(stripPixels)
                                   : job.buffers->pixels(stripPixels));
        for (int strip = next++; strip < strips && !isStopped(); strip = next++) {
            const int left = from + strip * Strip::mostColumns;
            const int right = std::min(left + Strip::mostColumns, to);
            if (painter.paint(job.map.left + left, job.map.left + right, job.stop))
                painter.strip().copyTo(bits, bytesPerLine, left, right - left, under);
        }
    });
    return !isStopped();
}

QImage rasterise(
    std::span<const RasterLine> lines, const series::PixelMap &map, int threads, const std::atomic_bool *stop)
{
    QImage image(map.width, map.height, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return image;
    return rasterise({lines, map, nullptr, threads, stop, nullptr}, image, 0, map.width) ? image : QImage();
}

} // namespace ui
