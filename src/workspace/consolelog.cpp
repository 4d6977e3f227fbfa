#include "workspace/consolelog.h"

#include <algorithm>

namespace workspace {

const domain::ConsoleLine &ConsoleLog::operator[](qsizetype place) const
{
    auto block = m_blocks.begin();
    for (; place >= block->size(); ++block)
        place -= block->size();
    return block->at(place);
}

QList<domain::ConsoleLine> ConsoleLog::lines() const
{
    QList<domain::ConsoleLine> all;
    all.reserve(m_size);
    for (const Block &block : m_blocks)
        all.append(block);
    return all;
}

ConsoleLog::Block &ConsoleLog::blockOf(qint64 number)
{
    const qint64 wanted = number / blockLines;
    auto found = std::lower_bound(m_blocks.begin(), m_blocks.end(), wanted,
        [](const Block &block, qint64 id) { return block.constFirst().number / blockLines < id; });
    if (found == m_blocks.end() || found->constFirst().number / blockLines != wanted)
        found = m_blocks.insert(found, Block());
    return *found;
}

QList<domain::ConsoleLine> ConsoleLog::merge(const QList<domain::ConsoleLine> &lines)
{
    QList<domain::ConsoleLine> news;
    for (const domain::ConsoleLine &line : lines) {
        Block &block = blockOf(line.number);
        const auto place = std::lower_bound(block.constBegin(), block.constEnd(), line.number,
            [](const domain::ConsoleLine &one, qint64 number) { return one.number < number; });
        const bool isKnown = place != block.constEnd() && place->number == line.number;
        if (isKnown && *place == line)
            continue;
        news.append(line);
        const qsizetype at = place - block.constBegin();
        if (isKnown) {
            block[at] = line;
        } else {
            block.insert(at, line);
            ++m_size;
        }
    }
    return news;
}

void ConsoleLog::keepLast(qsizetype most)
{
    while (m_size > most) {
        m_size -= m_blocks.constFirst().size();
        m_blocks.removeFirst();
    }
}

bool ConsoleLog::operator==(const ConsoleLog &other) const
{
    return m_size == other.m_size
        && std::equal(m_blocks.begin(), m_blocks.end(), other.m_blocks.begin(), other.m_blocks.end(),
            [](const Block &one, const Block &two) { return one.isSharedWith(two) || one == two; });
}

} // namespace workspace
