#include "ui/runs/chartssections.h"

#include "ui/runs/chartorder.h"

#include <QMap>
#include <algorithm>

namespace ui {

namespace {

/// The names are taken apart once a key, not once a comparison: a project may have thousands.
void sortCharts(QStringList &keys)
{
    QMap<MetricKind, QStringList> byKind;
    for (const QString &key : std::as_const(keys))
        byKind[metricKind(key)].append(key);
    keys.clear();
    for (QStringList &some : byKind) {
        std::sort(some.begin(), some.end(), isNaturallyBefore);
        keys += some;
    }
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
    QStringList prefixes = byPrefix.keys();
    std::sort(prefixes.begin(), prefixes.end(), [](const QString &a, const QString &b) {
        const int rankA = sectionRank(a);
        const int rankB = sectionRank(b);
        return rankA == rankB ? isNaturallyBefore(a, b) : rankA < rankB;
    });
    QList<ChartSection> sections;
    for (const QString &prefix : std::as_const(prefixes)) {
        QStringList inOrder = byPrefix.value(prefix);
        sortCharts(inOrder);
        sections.append({QStringLiteral("prefix:") + prefix, prefix, inOrder, false});
    }
    QStringList system;
    for (const QString &key : systemKeys) {
        const bool isBookkeeping = key.section(QLatin1Char('.'), -1).startsWith(QLatin1Char('_'));
        if (!isBookkeeping && isWanted(key, filter))
            system.append(key);
    }
    std::sort(system.begin(), system.end(), isNaturallyBefore);
    if (!system.isEmpty())
        sections.append({QStringLiteral("system"), {}, system, true});
    return sections;
}

} // namespace ui
