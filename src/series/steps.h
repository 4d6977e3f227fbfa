#pragma once

#include <QtGlobal>
#include <compare>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <vector>

namespace series {

/// The steps of points, in logged order. Most metrics are logged every so many steps: as long as that holds, the steps
/// are told by the first, their distance and their number, and take no memory. Used like a vector that cannot be
/// written to but at its end.
class Steps
{
public:
    class Iterator;
    using value_type = qint64;
    using const_iterator = Iterator;

    Steps() = default;
    Steps(std::initializer_list<qint64> steps);
    Steps(const std::vector<qint64> &steps); // not explicit: these are the same steps

    [[nodiscard]] size_t size() const { return isEven() ? m_count : m_each.size(); }
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] qint64 operator[](size_t i) const { return isEven() ? evenStep(i) : m_each[i]; }
    [[nodiscard]] qint64 front() const { return (*this)[0]; }
    [[nodiscard]] qint64 back() const { return (*this)[size() - 1]; }
    [[nodiscard]] Iterator begin() const;
    [[nodiscard]] Iterator end() const;

    /// Each step is as far from the one before as all others. True also for fewer than two.
    [[nodiscard]] bool isEven() const { return m_each.empty(); }
    /// Of even steps, as the difference of two 64-bit numbers that may wrap round.
    [[nodiscard]] quint64 distance() const { return m_distance; }
    /// Memory beside the object itself.
    [[nodiscard]] size_t bytes() const { return m_each.capacity() * sizeof(qint64); }

    void reserve(size_t count);
    void push_back(qint64 step);
    /// `count` more steps, each `distance` from the one before; there is one already.
    void appendEven(quint64 distance, size_t count);
    void append(const Steps &other);
    /// Forgets all but the first `count`.
    void truncate(size_t count);
    [[nodiscard]] Steps mid(size_t first, size_t count) const;

    friend bool operator==(const Steps &a, const Steps &b);

private:
    // Unsigned on purpose: the whole range of 64 bits wraps round and comes back.
    [[nodiscard]] qint64 evenStep(size_t i) const
    {
        return static_cast<qint64>(static_cast<quint64>(m_first) + i * m_distance);
    }
    void spellOut();

    qint64 m_first = 0;
    quint64 m_distance = 1;
    size_t m_count = 0;
    size_t m_room = 0; ///< how many steps were announced
    std::vector<qint64> m_each; ///< empty: even
};

/// Gives steps by value.
class Steps::Iterator
{
public:
    using iterator_concept = std::random_access_iterator_tag;
    using iterator_category = std::input_iterator_tag;
    using value_type = qint64;
    using difference_type = std::ptrdiff_t;
    using reference = qint64;
    using pointer = void;

    Iterator() = default;
    Iterator(const Steps &steps, size_t at)
        : m_steps(&steps)
        , m_at(static_cast<std::ptrdiff_t>(at))
    { }
    qint64 operator*() const { return (*m_steps)[static_cast<size_t>(m_at)]; }
    qint64 operator[](std::ptrdiff_t by) const { return (*m_steps)[static_cast<size_t>(m_at + by)]; }
    Iterator &operator+=(std::ptrdiff_t by)
    {
        m_at += by;
        return *this;
    }
    Iterator &operator-=(std::ptrdiff_t by) { return *this += -by; }
    Iterator &operator++() { return *this += 1; }
    Iterator &operator--() { return *this += -1; }
    Iterator operator++(int)
    {
        const Iterator before = *this;
        ++*this;
        return before;
    }
    Iterator operator--(int)
    {
        const Iterator before = *this;
        --*this;
        return before;
    }
    friend Iterator operator+(Iterator it, std::ptrdiff_t by) { return it += by; }
    friend Iterator operator+(std::ptrdiff_t by, Iterator it) { return it += by; }
    friend Iterator operator-(Iterator it, std::ptrdiff_t by) { return it -= by; }
    friend std::ptrdiff_t operator-(const Iterator &a, const Iterator &b) { return a.m_at - b.m_at; }
    friend bool operator==(const Iterator &a, const Iterator &b) { return a.m_at == b.m_at; }
    friend std::strong_ordering operator<=>(const Iterator &a, const Iterator &b) { return a.m_at <=> b.m_at; }

private:
    const Steps *m_steps = nullptr;
    std::ptrdiff_t m_at = 0;
};

inline Steps::Iterator Steps::begin() const
{
    return {*this, 0};
}

inline Steps::Iterator Steps::end() const
{
    return {*this, size()};
}

} // namespace series
