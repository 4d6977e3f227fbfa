#pragma once

#include "series/curve.h"
#include "series/extremes.h"

#include <algorithm>
#include <cmath>

namespace series {

/// From values to pixels of a picture. The lowest x falls on the centre of the first column, the highest on that of the
/// last; y likewise, with the highest value on top. The ranges must not be empty or a single number.
///
/// A map can be moved sideways by whole pixels without any rounding: what is drawn with the moved map is what was drawn
/// before, moved.
struct PixelMap
{
    PixelMap(const Range &x, const Range &y, int width, int height);

    /// Columns as a number: the pixel is its floor, less `left`.
    [[nodiscard]] double column(double x) const { return 0.5 + (x - xLow) * xScale; }
    [[nodiscard]] double row(double y) const { return 0.5 + (yHigh - y) * yScale; }
    [[nodiscard]] double xOf(double column) const { return xLow + (column - 0.5) / xScale; }
    [[nodiscard]] double yOf(double row) const { return yHigh - (row - 0.5) / yScale; }

    double xLow = 0;
    double xScale = 1;
    double yHigh = 0;
    double yScale = 1;
    int width = 0;
    int height = 0;
    int left = 0; ///< the column at the left edge of the picture

    /// So that another column is at the left edge.
    [[nodiscard]] PixelMap movedTo(int column) const
    {
        PixelMap moved = *this;
        moved.left = column;
        return moved;
    }
    bool operator==(const PixelMap &) const = default;
};

/// For some neighbouring pixel columns: which points of a curve lie in each, and how far between two points the left
/// edge of each falls. Depends on x only, so that curves which share their x share the table.
class ColumnTable
{
public:
    /// For the columns from `begin` to before `end`.
    void set(const Curve &curve, const PixelMap &map, int begin, int end);

    [[nodiscard]] int begin() const { return m_begin; }
    [[nodiscard]] int count() const { return m_count; }
    /// Index of the first point that lies in or right of column begin() + k; k from 0 to count().
    [[nodiscard]] size_t firstPoint(int k) const { return m_first[static_cast<size_t>(k)]; }
    /// Where the left edge of column begin() + k cuts the segment that ends at firstPoint(k), 0 to 1; NaN: no segment.
    [[nodiscard]] double cut(int k) const { return m_cut[static_cast<size_t>(k)]; }
    /// No point and no segment of the curve is here.
    [[nodiscard]] bool isEmpty() const { return m_isEmpty; }

private:
    std::vector<size_t> m_first;
    std::vector<double> m_cut;
    int m_begin = 0;
    int m_count = 0;
    bool m_isEmpty = true;
};

namespace detail {

/// Calls `light(column, top, bottom)` for a range of values unless it lies above or below the picture.
template <typename Light>
inline void emitSpan(const PixelMap &map, int column, const Range &range, Light &light)
{
    if (!(range.low <= range.high))
        return;
    const double top = map.row(range.high);
    const double bottom = map.row(range.low);
    if (top >= map.height || bottom < 0)
        return;
    light(
        column, top <= 0 ? 0 : static_cast<int>(top), bottom >= map.height ? map.height - 1 : static_cast<int>(bottom));
}

/// A column with gaps inside: one span for each connected piece.
template <typename Light>
void emitPieces(const PixelMap &map, int column, double left, const double *y, size_t count, double right, Light &light)
{
    Range piece;
    piece.add(left);
    for (size_t i = 0; i < count; ++i) {
        if (std::isnan(y[i])) {
            emitSpan(map, column, piece, light);
            piece = Range();
        } else {
            piece.add(y[i]);
        }
    }
    piece.add(right);
    emitSpan(map, column, piece, light);
}

} // namespace detail

/// The picture of a polyline: for the columns of the table from its `from`-th to before its `to`-th the rows that its
/// segments touch, as spans `light(int column, int top, int bottom)`, both ends included and inside the picture.
/// Exactly what drawing every segment lights: a column lights the rows from the lowest to the highest value that a
/// segment takes within it; a point without neighbours lights its pixel. More than one span in a column only where gaps
/// part the line.
template <typename Light>
void forEachSpan(const Curve &curve, const PixelMap &map, const ColumnTable &table, int from, int to, Light light)
{
    if (table.isEmpty())
        return;
    const double *y = curve.y->data();
    const ValueBlocks &blocks = *curve.blocks;
    const auto edge = [&table, y](int k) {
        const double cut = table.cut(k);
        if (std::isnan(cut))
            return cut;
        const size_t right = table.firstPoint(k);
        return y[right - 1] + (y[right] - y[right - 1]) * cut;
    };
    double left = edge(from);
    size_t begin = table.firstPoint(from);
    for (int k = from; k < to; ++k) {
        const size_t end = table.firstPoint(k + 1);
        const double right = edge(k + 1);
        const int column = table.begin() + k;
        if (curve.hasGaps && blocks.mayHaveNan(begin, end) && hasNan(y + begin, end - begin)) {
            detail::emitPieces(map, column, left, y + begin, end - begin, right, light);
        } else {
            Range range;
            range.add(left);
            range.add(right);
            if (end - begin < 2 * ValueBlocks::blockSize)
                addExtremes(range, y + begin, end - begin);
            else
                blocks.addExtremesWithin(range, y, begin, end);
            detail::emitSpan(map, column, range, light);
        }
        left = right;
        begin = end;
    }
}

/// The same for all columns of the table.
template <typename Light>
void forEachSpan(const Curve &curve, const PixelMap &map, const ColumnTable &table, Light light)
{
    forEachSpan(curve, map, table, 0, table.count(), light);
}

} // namespace series
