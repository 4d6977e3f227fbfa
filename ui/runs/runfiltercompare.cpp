#include "ui/runs/runfiltercompare.h"

#include <QDateTime>
#include <QHash>
#include <cmath>
#include <limits>

namespace ui {

namespace {

using Op = FilterNode::Op;

/// The numbers that a typed value stands for: a date without a time is a whole day.
struct FilterRange
{
    double from = 0;
    double to = 0; ///< exclusive where it differs from `from`
};

std::optional<FilterRange> dateRange(const QString &text)
{
    const QDate day = QDate::fromString(text, Qt::ISODate);
    if (day.isValid()) {
        return FilterRange{static_cast<double>(day.startOfDay().toMSecsSinceEpoch()),
            static_cast<double>(day.addDays(1).startOfDay().toMSecsSinceEpoch())};
    }
    const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    if (!time.isValid())
        return std::nullopt;
    const auto at = static_cast<double>(time.toMSecsSinceEpoch());
    return FilterRange{at, at};
}

std::optional<double> plainNumber(const QString &text)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (isNumber)
        return number;
    if (text.compare(QLatin1String("nan"), Qt::CaseInsensitive) == 0)
        return std::numeric_limits<double>::quiet_NaN();
    return std::nullopt;
}

std::optional<double> duration(const QString &text)
{
    if (const auto seconds = plainNumber(text))
        return seconds;
    static const QHash<QChar, double> units{
        {QLatin1Char('s'), 1}, {QLatin1Char('m'), 60}, {QLatin1Char('h'), 3600}, {QLatin1Char('d'), 86400}};
    double seconds = 0;
    QString digits;
    for (const QChar c : text) {
        if (c.isDigit() || c == QLatin1Char('.')) {
            digits.append(c);
            continue;
        }
        const auto unit = units.constFind(c.toLower());
        bool isNumber = false;
        const double count = digits.toDouble(&isNumber);
        if (unit == units.constEnd() || !isNumber)
            return std::nullopt;
        seconds += count * unit.value();
        digits.clear();
    }
    return digits.isEmpty() && !text.isEmpty() ? std::optional<double>(seconds) : std::nullopt;
}

std::optional<FilterRange> rangeOf(RunColumn::Kind kind, const QString &text)
{
    if (kind == RunColumn::Kind::Created)
        return dateRange(text);
    const auto number = kind == RunColumn::Kind::Runtime ? duration(text) : plainNumber(text);
    return number ? std::optional<FilterRange>({*number, *number}) : std::nullopt;
}

bool isInRange(double number, const FilterRange &range)
{
    if (std::isnan(range.from))
        return std::isnan(number);
    return range.from == range.to ? number == range.from : number >= range.from && number < range.to;
}

bool holdsForNumber(double number, Op op, const FilterRange &range)
{
    switch (op) {
    case Op::Equal:
    case Op::Contains:
        return isInRange(number, range);
    case Op::Unequal:
    case Op::ContainsNot:
        return !isInRange(number, range);
    case Op::Less:
        return number < range.from;
    case Op::LessOrEqual:
        return range.from == range.to ? number <= range.from : number < range.to;
    case Op::Greater:
        return range.from == range.to ? number > range.from : number >= range.to;
    case Op::GreaterOrEqual:
        return number >= range.from;
    }
    return false;
}

bool holdsForText(const QString &word, Op op, const QString &text)
{
    const int order = QString::compare(word, text, Qt::CaseInsensitive);
    switch (op) {
    case Op::Equal:
        return order == 0;
    case Op::Unequal:
        return order != 0;
    case Op::Less:
        return order < 0;
    case Op::LessOrEqual:
        return order <= 0;
    case Op::Greater:
        return order > 0;
    case Op::GreaterOrEqual:
        return order >= 0;
    case Op::Contains:
        return word.contains(text, Qt::CaseInsensitive);
    case Op::ContainsNot:
        return !word.contains(text, Qt::CaseInsensitive);
    }
    return false;
}

bool holdsForTags(const QString &tags, Op op, const QString &text)
{
    if (op != Op::Equal && op != Op::Unequal)
        return holdsForText(tags, op, text);
    bool isThere = false;
    for (const QString &tag : tags.split(QStringLiteral(", ")))
        isThere = isThere || tag.compare(text, Qt::CaseInsensitive) == 0;
    return isThere == (op == Op::Equal);
}

bool isNegative(Op op)
{
    return op == Op::Unequal || op == Op::ContainsNot;
}

} // namespace

std::vector<quint8> wordsContaining(const FrameColumn &column, const QString &text)
{
    std::vector<quint8> words;
    words.reserve(static_cast<size_t>(column.words().size()));
    for (const QString &word : column.words())
        words.push_back(word.contains(text, Qt::CaseInsensitive) ? 1 : 0);
    return words;
}

std::vector<quint8> compareColumn(
    const FrameColumn &column, RunColumn::Kind kind, FilterNode::Op op, const FilterToken &value)
{
    using Cell = FrameColumn::Cell;
    std::vector<quint8> ofWords;
    ofWords.reserve(static_cast<size_t>(column.words().size()));
    for (const QString &word : column.words()) {
        const bool holds =
            kind == RunColumn::Kind::Tags ? holdsForTags(word, op, value.text) : holdsForText(word, op, value.text);
        ofWords.push_back(holds ? 1 : 0);
    }
    const auto range = rangeOf(kind, value.text);
    const quint8 otherwise = isNegative(op) ? 1 : 0;
    std::vector<quint8> mask(column.size(), otherwise);
    for (size_t slot = 0; slot < mask.size(); ++slot) {
        switch (column.cell(slot)) {
        case Cell::Missing:
            break;
        case Cell::Text:
            mask[slot] = ofWords[column.word(slot)];
            break;
        case Cell::Number:
            if (range)
                mask[slot] = holdsForNumber(column.number(slot), op, *range) ? 1 : 0;
            break;
        case Cell::Boolean:
            if (range)
                mask[slot] = holdsForNumber(column.number(slot), op, *range) ? 1 : 0;
            else
                mask[slot] = holdsForText(column.number(slot) != 0 ? QStringLiteral("true") : QStringLiteral("false"),
                                 op, value.text)
                    ? 1
                    : 0;
            break;
        }
    }
    return mask;
}

std::optional<FilterError> checkFilterValue(RunColumn::Kind kind, const FilterToken &value)
{
    if (kind == RunColumn::Kind::Created && !dateRange(value.text))
        return FilterError{FilterError::Kind::DateExpected, value.position, value.text};
    if (kind == RunColumn::Kind::Runtime && !duration(value.text))
        return FilterError{FilterError::Kind::NumberExpected, value.position, value.text};
    return std::nullopt;
}

} // namespace ui
