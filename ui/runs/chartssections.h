#pragma once

#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace ui {

/// Some charts under one heading.
struct ChartSection
{
    QString id; ///< stable, for what is remembered
    QString name; ///< foreign text; empty for the keys without prefix and for the system metrics
    QStringList keys; ///< in the order of their charts
    bool isSystem = false;

    bool operator==(const ChartSection &) const = default;
};

/// What a person looks for: a regular expression where the text is one, else the text itself; case does not matter.
/// Empty: everything.
QRegularExpression chartFilter(const QString &text);

/// Metrics by the part before their first "/", in the order of `sectionRank()`, each section with what people compare
/// (losses, scores) first; system metrics last. Bookkeeping keys (with a leading "_") have no chart.
QList<ChartSection> chartSections(
    const QStringList &keys, const QStringList &systemKeys, const QRegularExpression &filter);

} // namespace ui
