#pragma once

#include <QList>
#include <QString>
#include <optional>

namespace ui {

/// Why a filter cannot be used, with the place in the typed text; the words are in filterErrorText().
struct FilterError
{
    enum class Kind {
        ColumnUnknown,
        ValueExpected,
        ListExpected,
        DateExpected,
        NumberExpected,
        ParenthesisMissing,
        TextUnexpected,
        QuoteMissing,
        TooDeep
    };

    Kind kind = Kind::TextUnexpected;
    qsizetype position = 0;
    QString token; ///< what was found there; foreign text

    bool operator==(const FilterError &) const = default;
};

/// One sentence for people.
QString filterErrorText(const FilterError &error);

struct FilterToken
{
    enum class Kind { Word, Quoted, Operator, Open, Close, Comma, End };

    Kind kind = Kind::End;
    QString text;
    qsizetype position = 0;
};

/// Cuts the text of a filter into tokens; the last is End. An unclosed quote is told by `error`.
QList<FilterToken> filterTokens(const QString &text, std::optional<FilterError> &error);

} // namespace ui
