#include "ui/runs/runfiltertoken.h"

#include <QCoreApplication>

namespace ui {

namespace {

bool isOperatorStart(const QString &text, qsizetype at)
{
    const QChar c = text[at];
    if (c == QLatin1Char('=') || c == QLatin1Char('<') || c == QLatin1Char('>') || c == QLatin1Char('~'))
        return true;
    return c == QLatin1Char('!') && at + 1 < text.size()
        && (text[at + 1] == QLatin1Char('=') || text[at + 1] == QLatin1Char('~'));
}

bool endsWord(const QString &text, qsizetype at)
{
    const QChar c = text[at];
    return c.isSpace() || c == QLatin1Char('(') || c == QLatin1Char(')') || c == QLatin1Char(',')
        || c == QLatin1Char('"') || isOperatorStart(text, at);
}

FilterToken operatorAt(const QString &text, qsizetype at)
{
    const bool isDouble = at + 1 < text.size()
        && (text[at + 1] == QLatin1Char('=') || (text[at] == QLatin1Char('!') && text[at + 1] == QLatin1Char('~')));
    return {FilterToken::Kind::Operator, text.mid(at, isDouble ? 2 : 1), at};
}

} // namespace

QString filterErrorText(const FilterError &error)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("ui::RunFilter", text); };
    switch (error.kind) {
    case FilterError::Kind::ColumnUnknown:
        return tr("There is no column “%1”.").arg(error.token);
    case FilterError::Kind::ValueExpected:
        return tr("A value is missing after “%1”.").arg(error.token);
    case FilterError::Kind::ListExpected:
        return tr("After “in” comes a list, such as (a, b).");
    case FilterError::Kind::DateExpected:
        return tr("“%1” is no date; write it like 2026-03-31.").arg(error.token);
    case FilterError::Kind::NumberExpected:
        return tr("“%1” is no number.").arg(error.token);
    case FilterError::Kind::ParenthesisMissing:
        return tr("A closing parenthesis is missing.");
    case FilterError::Kind::TextUnexpected:
        return tr("“%1” is not expected here.").arg(error.token);
    case FilterError::Kind::QuoteMissing:
        return tr("A closing quotation mark is missing.");
    case FilterError::Kind::TooDeep:
        return tr("The filter has too many nested parentheses.");
    }
    return {};
}

QList<FilterToken> filterTokens(const QString &text, std::optional<FilterError> &error)
{
    QList<FilterToken> tokens;
    qsizetype at = 0;
    while (at < text.size()) {
        const QChar c = text[at];
        if (c.isSpace()) {
            ++at;
        } else if (c == QLatin1Char('(') || c == QLatin1Char(')') || c == QLatin1Char(',')) {
            const auto kind = c == QLatin1Char('(') ? FilterToken::Kind::Open
                : c == QLatin1Char(')')             ? FilterToken::Kind::Close
                                                    : FilterToken::Kind::Comma;
            tokens.append({kind, QString(c), at});
            ++at;
        } else if (c == QLatin1Char('"')) {
            const qsizetype end = text.indexOf(QLatin1Char('"'), at + 1);
            if (end < 0) {
                error = FilterError{FilterError::Kind::QuoteMissing, at, {}};
                break;
            }
            tokens.append({FilterToken::Kind::Quoted, text.mid(at + 1, end - at - 1), at});
            at = end + 1;
        } else if (isOperatorStart(text, at)) {
            tokens.append(operatorAt(text, at));
            at += tokens.last().text.size();
        } else {
            qsizetype end = at;
            while (end < text.size() && !endsWord(text, end))
                ++end;
            tokens.append({FilterToken::Kind::Word, text.mid(at, end - at), at});
            at = end;
        }
    }
    tokens.append({FilterToken::Kind::End, {}, text.size()});
    return tokens;
}

} // namespace ui
