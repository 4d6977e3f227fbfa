#include "ui/runs/runframe.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace ui {

namespace {

struct SortItem
{
    quint64 key;
    quint32 slot;
};

/// A key whose order as an integer is the order of the number.
quint64 keyOfNumber(double number)
{
    const auto bits = std::bit_cast<quint64>(number == 0 ? 0.0 : number);
    constexpr quint64 sign = quint64(1) << 63U;
    return (bits & sign) != 0 ? ~bits : bits | sign;
}

/// Stable; 11 bits a pass, and no pass where all digits are the same.
void radixSort(std::vector<SortItem> &items)
{
    constexpr int digitBits = 11;
    constexpr size_t buckets = size_t(1) << digitBits;
    std::vector<SortItem> other(items.size());
    for (int shift = 0; shift < 64; shift += digitBits) {
        std::array<size_t, buckets> count{};
        for (const SortItem &item : items)
            ++count[(item.key >> shift) & (buckets - 1)];
        if (std::ranges::find(count, items.size()) != count.end())
            continue;
        size_t sum = 0;
        for (size_t &n : count)
            sum += std::exchange(n, sum);
        for (const SortItem &item : items)
            other[count[(item.key >> shift) & (buckets - 1)]++] = item;
        items.swap(other);
    }
}

/// Case folded, each run of digits as its length and the digits without leading zeros: compares like people count.
QString naturalKey(const QString &text)
{
    const QString folded = text.toCaseFolded();
    QString key;
    key.reserve(folded.size() + 8);
    for (qsizetype i = 0; i < folded.size();) {
        const QChar c = folded[i];
        if (c < QLatin1Char('0') || c > QLatin1Char('9')) {
            key.append(c);
            ++i;
            continue;
        }
        qsizetype end = i;
        while (end < folded.size() && folded[end] >= QLatin1Char('0') && folded[end] <= QLatin1Char('9'))
            ++end;
        while (i + 1 < end && folded[i] == QLatin1Char('0'))
            ++i;
        // '0' + length keeps digits between punctuation and letters.
        key.append(QLatin1Char('0'));
        key.append(QChar(static_cast<char16_t>(std::min<qsizetype>(end - i, 0xFFFF))));
        key.append(QStringView(folded).mid(i, end - i));
        i = end;
    }
    return key;
}

quint64 prefixOf(const QString &key)
{
    quint64 prefix = 0;
    for (qsizetype i = 0; i < 4; ++i)
        prefix = (prefix << 16U) | (i < key.size() ? key[i].unicode() : 0U);
    return prefix;
}

} // namespace

std::span<const quint32> FrameColumn::ranks() const
{
    if (m_ranks.size() == static_cast<size_t>(m_dictionary.size()))
        return m_ranks;
    struct Entry
    {
        quint64 prefix;
        QString key;
        quint32 word;
    };
    std::vector<Entry> entries;
    entries.reserve(static_cast<size_t>(m_dictionary.size()));
    for (const QString &word : m_dictionary) {
        QString key = naturalKey(word);
        const quint64 prefix = prefixOf(key);
        entries.push_back({prefix, std::move(key), static_cast<quint32>(entries.size())});
    }
    std::ranges::stable_sort(entries,
        [](const Entry &a, const Entry &b) { return a.prefix != b.prefix ? a.prefix < b.prefix : a.key < b.key; });
    m_ranks.resize(entries.size());
    quint32 rank = 0;
    for (size_t i = 0; i < entries.size(); ++i) {
        // Texts that differ in case only are equal.
        if (i > 0 && entries[i].key != entries[i - 1].key)
            ++rank;
        m_ranks[entries[i].word] = rank;
    }
    return m_ranks;
}

void sortSlots(std::vector<quint32> &places, const FrameColumn &column, Qt::SortOrder order)
{
    using Cell = FrameColumn::Cell;
    const quint64 flip = order == Qt::AscendingOrder ? 0 : ~quint64(0);
    std::vector<SortItem> numbers;
    std::vector<SortItem> texts;
    std::vector<quint32> nan;
    std::vector<quint32> missing;
    numbers.reserve(places.size());
    std::span<const quint32> ranks;
    for (const quint32 slot : places) {
        switch (column.cell(slot)) {
        case Cell::Missing:
            missing.push_back(slot);
            break;
        case Cell::Text:
            if (ranks.empty())
                ranks = column.ranks();
            texts.push_back({quint64(ranks[column.word(slot)]) ^ flip, slot});
            break;
        case Cell::Number:
        case Cell::Boolean:
            if (std::isnan(column.number(slot)))
                nan.push_back(slot);
            else
                numbers.push_back({keyOfNumber(column.number(slot)) ^ flip, slot});
            break;
        }
    }
    radixSort(numbers);
    radixSort(texts);
    size_t to = 0;
    for (const SortItem &item : numbers)
        places[to++] = item.slot;
    for (const SortItem &item : texts)
        places[to++] = item.slot;
    for (const quint32 slot : nan)
        places[to++] = slot;
    for (const quint32 slot : missing)
        places[to++] = slot;
}

} // namespace ui
