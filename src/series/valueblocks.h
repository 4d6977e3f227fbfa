#pragma once

#include "series/extremes.h"

#include <QtGlobal>
#include <vector>

namespace series {

/// Lowest and highest value of each stretch of 64 points, of each 16 of those and so on: with them a million points are
/// as quickly reduced to a picture as ten thousand. About 3 % of the points' memory. Immutable once made; any thread.
class ValueBlocks
{
public:
    static constexpr size_t blockSize = 64;

    ValueBlocks() = default;
    ValueBlocks(const double *y, size_t count) { append(y, 0, count); }
    /// Those of a column that begins with the `before` points which `blocks` were made of.
    ValueBlocks(const ValueBlocks &blocks, const double *y, size_t before, size_t count);

    /// Of all values but NaN.
    [[nodiscard]] Range range() const;
    /// No NaN and no infinity.
    [[nodiscard]] bool areFinite() const;
    /// Of every point from `begin` to before `end`, perhaps of a few more on both sides; NaN is skipped.
    [[nodiscard]] Range outerRange(size_t begin, size_t end) const;
    /// Adds exactly the points from `begin` to before `end`; reads few of them.
    void addExtremesWithin(Range &range, const double *y, size_t begin, size_t end) const;
    /// False: none of the points from `begin` to before `end` is NaN.
    [[nodiscard]] bool mayHaveNan(size_t begin, size_t end) const;

    bool operator==(const ValueBlocks &) const = default;

private:
    static constexpr size_t fanOut = 16;

    void append(const double *y, size_t before, size_t count);
    void addBlocks(Range &range, size_t level, size_t begin, size_t end) const;

    std::vector<std::vector<Range>> m_levels; ///< the first of blocks of points, each next of the one before
    std::vector<quint32> m_nanBlocks; ///< blocks with NaN before each block; empty: none anywhere
};

} // namespace series
