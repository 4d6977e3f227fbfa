#include "ui/charts/rasteriser.h"

#include "ui/charts/parallel.h"

#include <vector>

namespace ui {

namespace {

/// So many columns at once: with them the strip stays in the second-level cache for pictures of usual height.
constexpr int stripColumns = 64;

void fillPixels(quint32 *at, int count, quint32 colour)
{
#if defined(__SSE2__)
    if (count >= 4) {
        const __m128i four = _mm_set1_epi32(static_cast<int>(colour));
        quint32 *last = at + count - 4;
        for (; at < last; at += 4)
            _mm_storeu_si128(reinterpret_cast<__m128i *>(at), four);
        _mm_storeu_si128(reinterpret_cast<__m128i *>(last), four);
        return;
    }
#endif
    for (int i = 0; i < count; ++i)
        at[i] = colour;
}

/// A stretch of the picture stored column by column, so that a span is one stretch of memory.
class Strip
{
public:
    explicit Strip(int height)
        : m_height(height)
        // Not a multiple of a cache way, or reading across columns would throw itself out.
        , m_stride((height + 15) / 16 * 16 + 16)
        , m_pixels(static_cast<size_t>(m_stride) * stripColumns)
    { }

    void clear() { std::fill(m_pixels.begin(), m_pixels.end(), 0U); }

    quint32 *column(int index) { return m_pixels.data() + static_cast<size_t>(m_stride) * static_cast<size_t>(index); }

    /// Writes the first `count` columns to the picture, from column `left` on.
    void copyTo(uchar *bits, qsizetype bytesPerLine, int left, int count)
    {
        int row = 0;
#if defined(__SSE2__)
        for (; row + 4 <= m_height; row += 4) {
            int index = 0;
            for (; index + 4 <= count; index += 4)
                transpose4(bits + row * bytesPerLine + (left + index) * 4, bytesPerLine, index, row);
            copyPixels(bits, bytesPerLine, left, row, row + 4, index, count);
        }
#endif
        copyPixels(bits, bytesPerLine, left, row, m_height, 0, count);
    }

private:
    void copyPixels(uchar *bits, qsizetype bytesPerLine, int left, int fromRow, int toRow, int fromIndex, int toIndex)
    {
        for (int row = fromRow; row < toRow; ++row) {
            auto *line = reinterpret_cast<quint32 *>(bits + row * bytesPerLine) + left;
            for (int index = fromIndex; index < toIndex; ++index)
                line[index] = column(index)[row];
        }
    }

#if defined(__SSE2__)
    void transpose4(uchar *to, qsizetype bytesPerLine, int index, int row)
    {
        const auto load = [&](int k) {
            return _mm_loadu_si128(reinterpret_cast<const __m128i *>(column(index + k) + row));
        };
        const __m128i ab = _mm_unpacklo_epi32(load(0), load(1));
        const __m128i cd = _mm_unpacklo_epi32(load(2), load(3));
        const __m128i abHigh = _mm_unpackhi_epi32(load(0), load(1));
        const __m128i cdHigh = _mm_unpackhi_epi32(load(2), load(3));
        const auto store = [&](int k, __m128i pixels) {
            _mm_storeu_si128(reinterpret_cast<__m128i *>(to + k * bytesPerLine), pixels);
        };
        store(0, _mm_unpacklo_epi64(ab, cd));
        store(1, _mm_unpackhi_epi64(ab, cd));
        store(2, _mm_unpacklo_epi64(abHigh, cdHigh));
        store(3, _mm_unpackhi_epi64(abHigh, cdHigh));
    }
#endif

    int m_height;
    int m_stride;
    std::vector<quint32> m_pixels;
};

/// Draws one strip of all lines.
class StripPainter
{
public:
    StripPainter(std::span<const RasterLine> lines, const series::PixelMap &map)
        : m_lines(lines)
        , m_map(map)
        , m_strip(map.height)
    { }

    void paint(int left, uchar *bits, qsizetype bytesPerLine, const std::atomic_bool *stop)
    {
        const int right = std::min(left + stripColumns, m_map.width);
        m_strip.clear();
        m_tableOf = nullptr;
        int untilLook = 64;
        for (const RasterLine &line : m_lines) {
            if (--untilLook == 0) {
                untilLook = 64;
                if (stop != nullptr && stop->load(std::memory_order_relaxed))
                    return;
            }
            if (line.thickness > 1)
                paintThick(line, left, right);
            else
                paintThin(line, left, right);
        }
        m_strip.copyTo(bits, bytesPerLine, left, right - left);
    }

private:
    void prepareTable(const RasterLine &line, int begin, int end)
    {
        const bool isSame = m_tableOf != nullptr && m_table.begin() == begin && m_table.count() == end - begin
            && m_tableOf->sharesX(*line.curve);
        if (!isSame)
            m_table.set(*line.curve, m_map, begin, end);
        m_tableOf = line.curve;
    }

    void paintThin(const RasterLine &line, int left, int right)
    {
        prepareTable(line, left, right);
        const quint32 colour = line.colour;
        series::forEachSpan(*line.curve, m_map, m_table, [this, left, colour](int column, int top, int bottom) {
            fillPixels(m_strip.column(column - left) + top, bottom - top + 1, colour);
        });
    }

    /// A square in place of a pixel: each span grows by it, into the neighbouring columns too.
    void paintThick(const RasterLine &line, int left, int right)
    {
        const int before = (line.thickness - 1) / 2;
        const int after = line.thickness - 1 - before;
        prepareTable(line, left - after, right + before);
        series::forEachSpan(*line.curve, m_map, m_table, [&](int column, int top, int bottom) {
            const int from = std::max(top - before, 0);
            const int to = std::min(bottom + after, m_map.height - 1);
            const int last = std::min(column + after, right - 1);
            for (int at = std::max(column - before, left); at <= last; ++at)
                fillPixels(m_strip.column(at - left) + from, to - from + 1, line.colour);
        });
    }

    std::span<const RasterLine> m_lines;
    series::PixelMap m_map;
    Strip m_strip;
    series::ColumnTable m_table;
    const series::Curve *m_tableOf = nullptr;
};

} // namespace

QImage rasterise(
    std::span<const RasterLine> lines, const series::PixelMap &map, int threads, const std::atomic_bool *stop)
{
    QImage image(map.width, map.height, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return image;
    uchar *bits = image.bits();
    const qsizetype bytesPerLine = image.bytesPerLine();
    const int strips = (map.width + stripColumns - 1) / stripColumns;
    const auto isStopped = [stop] { return stop != nullptr && stop->load(std::memory_order_relaxed); };
    // Strips are dealt out one by one: busy parts of a picture do not hold up one thread alone. The order of the lines
    // holds within each strip, so nothing is locked.
    std::atomic_int next = 0;
    parallelFor(threads, threads, [&](int) {
        StripPainter painter(lines, map);
        for (int strip = next++; strip < strips && !isStopped(); strip = next++)
            painter.paint(strip * stripColumns, bits, bytesPerLine, stop);
    });
    return isStopped() ? QImage() : image;
}

} // namespace ui
