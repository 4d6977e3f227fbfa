#include "series/valueblocks.h"

#include <algorithm>

namespace series {

ValueBlocks::ValueBlocks(const ValueBlocks &blocks, const double *y, size_t before, size_t count)
    : m_levels(blocks.m_levels)
    , m_nanBlocks(blocks.m_nanBlocks)
{
    append(y, before, count);
}

void ValueBlocks::append(const double *y, size_t before, size_t count)
{
    if (m_levels.empty())
        m_levels.emplace_back();
    // The last block may have been cut short: it is made anew, and everything above it.
    size_t whole = before / blockSize;
    std::vector<Range> &blocks = m_levels.front();
    blocks.resize(whole);
    blocks.reserve((count + blockSize - 1) / blockSize);
    if (!m_nanBlocks.empty())
        m_nanBlocks.resize(whole + 1);
    for (size_t begin = whole * blockSize; begin < count; begin += blockSize) {
        const size_t size = std::min(blockSize, count - begin);
        Range range;
        addExtremes(range, y + begin, size);
        const bool isNan = hasNan(y + begin, size);
        if (isNan && m_nanBlocks.empty())
            m_nanBlocks.assign(blocks.size() + 1, 0);
        blocks.push_back(range);
        if (!m_nanBlocks.empty())
            m_nanBlocks.push_back(m_nanBlocks.back() + (isNan ? 1 : 0));
    }
    for (size_t level = 1; m_levels[level - 1].size() > fanOut; ++level) {
        if (m_levels.size() == level)
            m_levels.emplace_back();
        const std::vector<Range> &below = m_levels[level - 1];
        std::vector<Range> &above = m_levels[level];
        whole = std::min(whole / fanOut, above.size());
        above.resize(whole);
        for (size_t begin = whole * fanOut; begin < below.size(); begin += fanOut) {
            Range range;
            for (size_t i = begin; i < std::min(begin + fanOut, below.size()); ++i)
                range.add(below[i]);
            above.push_back(range);
        }
    }
}

Range ValueBlocks::range() const
{
    Range range;
    if (!m_levels.empty())
        addBlocks(range, m_levels.size() - 1, 0, m_levels.back().size());
    return range;
}

bool ValueBlocks::areFinite() const
{
    const Range all = range();
    return m_nanBlocks.empty() && (all.isEmpty() || (std::isfinite(all.low) && std::isfinite(all.high)));
}

void ValueBlocks::addBlocks(Range &range, size_t level, size_t begin, size_t end) const
{
    const std::vector<Range> &blocks = m_levels[level];
    if (level + 1 < m_levels.size() && end - begin >= 2 * fanOut) {
        const size_t first = (begin + fanOut - 1) / fanOut;
        const size_t last = end / fanOut;
        addBlocks(range, level + 1, first, last);
        for (; begin < first * fanOut; ++begin)
            range.add(blocks[begin]);
        begin = last * fanOut;
    }
    for (; begin < end; ++begin)
        range.add(blocks[begin]);
}

Range ValueBlocks::outerRange(size_t begin, size_t end) const
{
    Range range;
    if (begin < end)
        addBlocks(range, 0, begin / blockSize, (end - 1) / blockSize + 1);
    return range;
}

void ValueBlocks::addExtremesWithin(Range &range, const double *y, size_t begin, size_t end) const
{
    const size_t first = (begin + blockSize - 1) / blockSize;
    const size_t last = end / blockSize;
    if (first >= last) {
        addExtremes(range, y + begin, end - begin);
        return;
    }
    addBlocks(range, 0, first, last);
    // Points at the edges are read only if their block could add something: rarely.
    const auto addPart = [&](const Range &block, size_t from, size_t to) {
        if (from < to && (block.low < range.low || block.high > range.high))
            addExtremes(range, y + from, to - from);
    };
    const std::vector<Range> &blocks = m_levels.front();
    if (first > 0)
        addPart(blocks[first - 1], begin, first * blockSize);
    if (last < blocks.size())
        addPart(blocks[last], last * blockSize, end);
}

bool ValueBlocks::mayHaveNan(size_t begin, size_t end) const
{
    if (m_nanBlocks.empty() || begin >= end)
        return false;
    return m_nanBlocks[begin / blockSize] != m_nanBlocks[(end - 1) / blockSize + 1];
}

} // namespace series
