#include "ui/runs/chartssections.h"

#include <QMap>
#include <algorithm>

namespace ui {

namespace {

/// Length of the digits that begin at `at`.
qsizetype digitsAt(const QString &key, qsizetype at)
{
    qsizetype end = at;
    while (end < key.size() && key.at(end).isDigit())
        ++end;
    return end - at;
}

/// "layer2" before "layer10", in every locale alike.
bool isNaturallyBefore(const QString &a, const QString &b)
{
    qsizetype i = 0;
    qsizetype k = 0;
    while (i < a.size() && k < b.size()) {
        const qsizetype digitsA = digitsAt(a, i);
        const qsizetype digitsB = digitsAt(b, k);
        if (digitsA > 0 && digitsB > 0) {
            const double numberA = a.mid(i, digitsA).toDouble();
            const double numberB = b.mid(k, digitsB).toDouble();
            if (numberA != numberB)
                return numberA < numberB;
            i += digitsA;
            k += digitsB;
            continue;
        }
        const QChar one = a.at(i++).toCaseFolded();
        const QChar other = b.at(k++).toCaseFolded();
        if (one != other)
            return one < other;
    }
    return a.size() - i == b.size() - k ? a < b : a.size() - i < b.size() - k;
}

void sortNaturally(QStringList &keys)
{
    std::sort(keys.begin(), keys.end(), isNaturallyBefore);
}

bool isWanted(const QString &key, const QRegularExpression &filter)
{
    return filter.pattern().isEmpty() || filter.match(key).hasMatch();
}

} // namespace

QRegularExpression chartFilter(const QString &text)
{
    const QRegularExpression expression(text, QRegularExpression::CaseInsensitiveOption);
    if (expression.isValid())
        return expression;
    return QRegularExpression(QRegularExpression::escape(text), QRegularExpression::CaseInsensitiveOption);
}

QList<ChartSection> chartSections(
    const QStringList &keys, const QStringList &systemKeys, const QRegularExpression &filter)
{
    QMap<QString, QStringList> byPrefix;
    for (const QString &key : keys) {
        if (key.startsWith(QLatin1Char('_')) || !isWanted(key, filter))
            continue;
        const qsizetype slash = key.indexOf(QLatin1Char('/'));
        byPrefix[slash > 0 ? key.left(slash) : QString()].append(key);
    }
    QList<ChartSection> sections;
    for (auto it = byPrefix.begin(); it != byPrefix.end(); ++it) {
        sortNaturally(it.value());
        sections.append({QStringLiteral("prefix:") + it.key(), it.key(), it.value(), false});
    }
    QStringList system;
    for (const QString &key : systemKeys) {
        const bool isBookkeeping = key.section(QLatin1Char('.'), -1).startsWith(QLatin1Char('_'));
        if (!isBookkeeping && isWanted(key, filter))
            system.append(key);
    }
    sortNaturally(system);
    if (!system.isEmpty())
        sections.append({QStringLiteral("system"), {}, system, true});
    return sections;
}

} // namespace ui
