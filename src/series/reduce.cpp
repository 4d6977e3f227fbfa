#include "series/reduce.h"

namespace series {

namespace {

/// Index of the first point from `from` on whose column is not below `column`.
size_t firstInColumn(const Curve &curve, const PixelMap &map, double column, size_t from)
{
    const size_t count = curve.size();
    size_t i = from;
    if (curve.x == nullptr) {
        const double guess = (map.xOf(column) - curve.first) / curve.spacing;
        const double low = static_cast<double>(from);
        i = guess > low ? static_cast<size_t>(std::min(guess, static_cast<double>(count))) : from;
        while (i > from && map.column(curve.xAt(i - 1)) >= column)
            --i;
    } else {
        // Far ahead by growing leaps, then back to the exact place.
        const double *x = curve.x->data();
        size_t leap = 4;
        while (i + leap < count && map.column(x[i + leap]) < column) {
            i += leap;
            leap *= 2;
        }
        size_t high = std::min(i + leap, count);
        while (high - i > 8) {
            const size_t middle = i + (high - i) / 2;
            (map.column(x[middle]) < column ? i : high) = middle;
        }
    }
    while (i < count && map.column(curve.xAt(i)) < column)
        ++i;
    return i;
}

} // namespace

PixelMap::PixelMap(const Range &x, const Range &y, int pixelWidth, int pixelHeight)
    : xLow(x.low)
    , xScale((pixelWidth - 1) / x.size())
    , yHigh(y.high)
    , yScale((pixelHeight - 1) / y.size())
    , width(pixelWidth)
    , height(pixelHeight)
{ }

void ColumnTable::set(const Curve &curve, const PixelMap &map, int begin, int end)
{
    m_begin = begin;
    m_count = end - begin;
    m_first.resize(static_cast<size_t>(m_count) + 1);
    m_cut.resize(static_cast<size_t>(m_count) + 1);
    const size_t count = curve.size();
    m_isEmpty = count == 0 || map.column(curve.xRange.low) >= end || map.column(curve.xRange.high) < begin;
    if (m_isEmpty)
        return;
    size_t i = curve.x == nullptr ? 0 : firstInColumn(curve, map, begin, curve.lowerBound(map.xOf(begin - 1)));
    for (int k = 0; k <= m_count; ++k) {
        const double column = begin + k;
        i = firstInColumn(curve, map, column, i);
        double cut = std::numeric_limits<double>::quiet_NaN();
        if (i > 0 && i < count) {
            const double from = map.column(curve.xAt(i - 1));
            cut = (column - from) / (map.column(curve.xAt(i)) - from);
        }
        m_first[static_cast<size_t>(k)] = i;
        m_cut[static_cast<size_t>(k)] = cut;
    }
}

} // namespace series
