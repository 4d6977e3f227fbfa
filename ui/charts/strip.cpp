#include "ui/charts/strip.h"

#include <algorithm>
#include <bit>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ui {

namespace {

constexpr quint64 allRows = ~quint64(0);

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

int strideFor(int height)
{
    // Not a multiple of a cache way, or reading across columns would throw itself out.
    return (height + 15) / 16 * 16 + 16;
}

/// The bits of the rows `top` to `bottom` in the word `word`, which is one of theirs.
quint64 rowBits(size_t word, int top, int bottom)
{
    const int first = static_cast<int>(word) * 64;
    quint64 bits = allRows;
    if (top > first)
        bits &= allRows << (top - first);
    if (bottom < first + 63)
        bits &= allRows >> (first + 63 - bottom);
    return bits;
}

} // namespace

Strip::Strip(int height, std::shared_ptr<std::vector<quint32>> pixels)
    : m_height(height)
    , m_stride(strideFor(height))
    , m_words(static_cast<size_t>(height + 63) / 64)
    , m_pixels(std::move(pixels))
    , m_lit(m_words * mostColumns)
    , m_litInGroup(m_words * groups)
{
    Q_ASSERT(m_pixels->size() >= pixelsFor(height));
}

size_t Strip::pixelsFor(int height)
{
    return static_cast<size_t>(strideFor(height)) * mostColumns;
}

void Strip::clear()
{
    std::fill_n(m_pixels->begin(), pixelsFor(m_height), 0U);
    std::fill(m_lit.begin(), m_lit.end(), 0U);
    std::fill(m_litInGroup.begin(), m_litInGroup.end(), 0U);
    m_changedGroups = 0;
}

void Strip::light(int index, int top, int bottom, quint32 colour)
{
    quint32 *pixels = m_pixels->data() + static_cast<size_t>(m_stride) * static_cast<size_t>(index);
    quint64 *lit = m_lit.data() + m_words * static_cast<size_t>(index);
    for (auto word = static_cast<size_t>(top) / 64; word <= static_cast<size_t>(bottom) / 64; ++word) {
        quint64 fresh = rowBits(word, top, bottom) & ~lit[word];
        if (fresh == 0)
            continue;
        lit[word] |= fresh;
        m_changedGroups |= 1U << (index / groupColumns);
        while (fresh != 0) {
            const int from = std::countr_zero(fresh);
            const int count = std::countr_one(fresh >> from);
            fillPixels(pixels + word * 64 + from, count, colour);
            if (from + count == 64)
                break;
            fresh &= allRows << (from + count);
        }
    }
}

bool Strip::isLit(int begin, int end, int top, int bottom) const
{
    const auto firstWord = static_cast<size_t>(top) / 64;
    const auto lastWord = static_cast<size_t>(bottom) / 64;
    for (int group = begin / groupColumns; group <= (end - 1) / groupColumns; ++group) {
        const quint64 *lit = m_litInGroup.data() + m_words * static_cast<size_t>(group);
        for (size_t word = firstWord; word <= lastWord; ++word) {
            if ((rowBits(word, top, bottom) & ~lit[word]) != 0)
                return false;
        }
    }
    return true;
}

void Strip::refresh()
{
    for (int group = 0; group < groups; ++group) {
        if ((m_changedGroups & (1U << group)) == 0)
            continue;
        quint64 *all = m_litInGroup.data() + m_words * static_cast<size_t>(group);
        const quint64 *lit = m_lit.data() + m_words * static_cast<size_t>(group * groupColumns);
        std::copy_n(lit, m_words, all);
        for (int index = 1; index < groupColumns; ++index) {
            lit += m_words;
            for (size_t word = 0; word < m_words; ++word)
                all[word] &= lit[word];
        }
    }
    m_changedGroups = 0;
}

void Strip::copyPixels(uchar *bits, qsizetype bytesPerLine, const uchar *under, int left, int fromRow, int toRow,
    int fromIndex, int toIndex) const
{
    for (int row = fromRow; row < toRow; ++row) {
        auto *line = reinterpret_cast<quint32 *>(bits + row * bytesPerLine) + left;
        const auto *below =
            under == nullptr ? nullptr : reinterpret_cast<const quint32 *>(under + row * bytesPerLine) + left;
        for (int index = fromIndex; index < toIndex; ++index) {
            const quint32 pixel = column(index)[row];
            line[index] = pixel != 0 || below == nullptr ? pixel : below[index];
        }
    }
}

#if defined(__SSE2__)
namespace {

/// The lit pixels, and where there are none (0), those below.
__m128i overUnder(__m128i pixels, const uchar *under)
{
    const __m128i isUnlit = _mm_cmpeq_epi32(pixels, _mm_setzero_si128());
    const __m128i below = _mm_loadu_si128(reinterpret_cast<const __m128i *>(under));
    return _mm_or_si128(pixels, _mm_and_si128(isUnlit, below));
}

/// Four rows of four columns that lie `stride` pixels apart.
void transposeFour(const quint32 *column, int stride, uchar *to, qsizetype bytesPerLine, const uchar *under)
{
    const auto load = [&](int k) { return _mm_loadu_si128(reinterpret_cast<const __m128i *>(column + k * stride)); };
    const __m128i ab = _mm_unpacklo_epi32(load(0), load(1));
    const __m128i cd = _mm_unpacklo_epi32(load(2), load(3));
    const __m128i abHigh = _mm_unpackhi_epi32(load(0), load(1));
    const __m128i cdHigh = _mm_unpackhi_epi32(load(2), load(3));
    const auto store = [&](int k, __m128i pixels) {
        if (under != nullptr)
            pixels = overUnder(pixels, under + k * bytesPerLine);
        _mm_storeu_si128(reinterpret_cast<__m128i *>(to + k * bytesPerLine), pixels);
    };
    store(0, _mm_unpacklo_epi64(ab, cd));
    store(1, _mm_unpackhi_epi64(ab, cd));
    store(2, _mm_unpacklo_epi64(abHigh, cdHigh));
    store(3, _mm_unpackhi_epi64(abHigh, cdHigh));
}

} // namespace
#endif

void Strip::copyTo(uchar *bits, qsizetype bytesPerLine, int left, int count, const uchar *under) const
{
    int row = 0;
#if defined(__SSE2__)
    for (; row + 4 <= m_height; row += 4) {
        const qsizetype at = row * bytesPerLine + qsizetype(left) * 4;
        int index = 0;
        for (; index + 4 <= count; index += 4) {
            transposeFour(column(index) + row, m_stride, bits + at + qsizetype(index) * 4, bytesPerLine,
                under == nullptr ? nullptr : under + at + qsizetype(index) * 4);
        }
        copyPixels(bits, bytesPerLine, under, left, row, row + 4, index, count);
    }
#endif
    copyPixels(bits, bytesPerLine, under, left, row, m_height, 0, count);
}

} // namespace ui
