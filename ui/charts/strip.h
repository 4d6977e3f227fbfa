#pragma once

#include <QtGlobal>
#include <memory>
#include <vector>

namespace ui {

/// A stretch of a picture, stored column by column so that a span is one stretch of memory, and drawn from front to
/// back: what is lit stays. A bit for each pixel tells what is lit, so that what lies behind costs next to nothing.
class Strip
{
public:
    /// With so many columns the strip stays in the second-level cache for pictures of usual height.
    static constexpr int mostColumns = 64;

    /// `pixels` holds at least pixelsFor(height) pixels of any content and is the strip's alone as long as it lives.
    Strip(int height, std::shared_ptr<std::vector<quint32>> pixels);
    [[nodiscard]] static size_t pixelsFor(int height);

    void clear();
    /// Lights the rows `top` to `bottom` (both included, inside the picture) of a column where nothing is lit yet.
    void light(int index, int top, int bottom, quint32 colour);
    /// Whether these rows of all columns from `begin` to before `end` were lit when refresh() was called last.
    [[nodiscard]] bool isLit(int begin, int end, int top, int bottom) const;
    /// Brings isLit() up to date.
    void refresh();

    /// Writes the first `count` columns to a picture of 32-bit pixels, from its column `left` on. `under`, of the same
    /// shape, shows where nothing is lit; null: 0.
    void copyTo(uchar *bits, qsizetype bytesPerLine, int left, int count, const uchar *under) const;

private:
    static constexpr int groupColumns = 8;
    static constexpr int groups = mostColumns / groupColumns;

    [[nodiscard]] const quint32 *column(int index) const
    {
        return m_pixels->data() + static_cast<size_t>(m_stride) * static_cast<size_t>(index);
    }
    void copyPixels(uchar *bits, qsizetype bytesPerLine, const uchar *under, int left, int fromRow, int toRow,
        int fromIndex, int toIndex) const;

    int m_height;
    int m_stride;
    size_t m_words; ///< of 64 rows
    std::shared_ptr<std::vector<quint32>> m_pixels;
    std::vector<quint64> m_lit; ///< m_words for each column
    std::vector<quint64> m_litInGroup; ///< what is lit in all columns of a group
    quint32 m_changedGroups = 0;
};

} // namespace ui
