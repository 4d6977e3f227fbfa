#include "series/steps.h"

#include <algorithm>

namespace series {

Steps::Steps(std::initializer_list<qint64> steps)
{
    for (const qint64 step : steps)
        push_back(step);
}

Steps::Steps(const std::vector<qint64> &steps)
{
    reserve(steps.size());
    for (const qint64 step : steps)
        push_back(step);
}

void Steps::reserve(size_t count)
{
    m_room = count;
    if (!isEven())
        m_each.reserve(count);
}

void Steps::push_back(qint64 step)
{
    if (isEven()) {
        const quint64 distance = m_count == 0 ? 1 : static_cast<quint64>(step) - static_cast<quint64>(back());
        if (m_count < 2 || distance == m_distance) {
            m_first = m_count == 0 ? step : m_first;
            m_distance = distance;
            ++m_count;
            return;
        }
        spellOut();
    }
    m_each.push_back(step);
}

void Steps::spellOut()
{
    std::vector<qint64> each;
    each.reserve(std::max(m_room, m_count + 1));
    for (size_t i = 0; i < m_count; ++i)
        each.push_back(evenStep(i));
    m_each = std::move(each);
}

void Steps::appendEven(quint64 distance, size_t count)
{
    Q_ASSERT(!empty());
    if (isEven() && (m_count == 1 || distance == m_distance)) {
        m_distance = count > 0 ? distance : m_distance;
        m_count += count;
        return;
    }
    for (size_t i = 0; i < count; ++i)
        push_back(static_cast<qint64>(static_cast<quint64>(back()) + distance));
}

void Steps::append(const Steps &other)
{
    if (other.empty())
        return;
    if (other.isEven()) {
        const size_t more = other.size() - 1;
        const quint64 distance = other.m_distance;
        push_back(other.front());
        appendEven(distance, more);
        return;
    }
    for (const qint64 step : other)
        push_back(step);
}

void Steps::truncate(size_t count)
{
    if (count == 0)
        *this = Steps();
    else if (isEven())
        m_count = std::min(m_count, count);
    else if (count < m_each.size())
        m_each.resize(count);
}

Steps Steps::mid(size_t first, size_t count) const
{
    Steps result;
    if (count == 0)
        return result;
    if (isEven()) {
        result.push_back(evenStep(first));
        result.appendEven(m_distance, count - 1);
        return result;
    }
    result.reserve(count);
    for (size_t i = first; i < first + count; ++i)
        result.push_back(m_each[i]);
    return result;
}

bool operator==(const Steps &a, const Steps &b)
{
    if (a.size() != b.size())
        return false;
    if (a.isEven() && b.isEven())
        return a.empty() || (a.m_first == b.m_first && (a.m_count == 1 || a.m_distance == b.m_distance));
    return std::equal(a.begin(), a.end(), b.begin());
}

} // namespace series
