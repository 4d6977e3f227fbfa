#include "ui/runs/runspane.h"

#include "ui/kit/searchfield.h"
#include "ui/kit/theme.h"
#include "ui/runs/chartorder.h"
#include "ui/runs/projectstate.h"
#include "ui/runs/runcolumnsdialog.h"
#include "ui/runs/runstableview.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonObject>
#include <QScopedValueRollback>
#include <map>

namespace ui {

namespace {

/// So many metrics of the summary stand in the table until the person chooses columns.
constexpr qsizetype firstMetrics = 3;
constexpr int leastNameCharacters = 22;
constexpr int usualNameCharacters = 30;

int usualCharacters(const RunColumn &column)
{
    using Kind = RunColumn::Kind;
    switch (column.kind) {
    case Kind::Name:
        return 28;
    case Kind::State:
    case Kind::Runtime:
        return 13;
    case Kind::Creator:
    case Kind::Created:
    case Kind::Group:
    case Kind::JobType:
        return 14;
    case Kind::Tags:
    case Kind::Notes:
        return 20;
    default:
        return std::clamp(static_cast<int>(column.key.size()) + 3, 12, 20);
    }
}

/// Runs are judged by what they reach on data that they did not learn from.
int judgingRank(const QString &key)
{
    const QString prefix = key.section(QLatin1Char('/'), 0, -2);
    switch (sectionRank(prefix)) {
    case 0: // training
        return 3;
    case 1: // validation
        return 0;
    case 2: // test
        return 1;
    default:
        return prefix.isEmpty() ? 2 : 4;
    }
}

/// The metrics that people look for first: losses and scores of the validation, counters last.
QList<RunColumn> likelyMetrics(const QStringList &keys)
{
    std::map<std::pair<int, int>, QStringList> byRank;
    for (const QString &key : keys) {
        if (key.startsWith(QLatin1Char('_')))
            continue;
        const MetricKind kind = metricKind(key);
        const int worth = kind == MetricKind::Loss || kind == MetricKind::Score ? 0 : static_cast<int>(kind);
        byRank[{worth, judgingRank(key) * 2 + (kind == MetricKind::Score ? 1 : 0)}].append(key);
    }
    QList<RunColumn> columns;
    for (const auto &[rank, some] : byRank) {
        for (const QString &key : some) {
            if (columns.size() < firstMetrics)
                columns.append({RunColumn::Kind::Summary, key});
        }
    }
    return columns;
}

} // namespace

void RunsPane::showFirstColumns()
{
    using Kind = RunColumn::Kind;
    QList<RunColumn> columns{{Kind::Name, {}}, {Kind::State, {}}};
    columns += likelyMetrics(m_keys.summary);
    for (const Kind kind : {Kind::Created, Kind::Runtime, Kind::Creator, Kind::Group, Kind::JobType, Kind::Tags})
        columns.append({kind, {}});
    const QScopedValueRollback guard(m_isRestoring, true);
    m_model->setColumns(columns);
    for (int i = 0; i < columns.size(); ++i)
        m_view->setColumnWidth(i, textWidth(m_view, usualCharacters(columns[i])));
    fitFirstColumns();
}

/// Until the person arranges the columns, the names take what is left beside whole columns: none is cut by the edge.
void RunsPane::fitFirstColumns()
{
    if (m_hasChosenColumns)
        return;
    const QHeaderView *header = m_view->horizontalHeader();
    const int leastName = std::clamp(m_view->viewport()->width() / 3, textWidth(m_view, leastNameCharacters),
        textWidth(m_view, usualNameCharacters));
    int others = 0;
    for (int i = 1; i < header->count() && others + header->sectionSize(i) + leastName <= m_view->viewport()->width();
         ++i)
        others += header->sectionSize(i);
    const QScopedValueRollback guard(m_isRestoring, true);
    m_view->setColumnWidth(0, std::max(leastName, m_view->viewport()->width() - others));
}

QList<RunColumn> RunsPane::visualColumns() const
{
    QList<RunColumn> columns;
    const QHeaderView *header = m_view->horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual)
        columns.append(m_model->columns().at(header->logicalIndex(visual)));
    return columns;
}

void RunsPane::chooseColumns()
{
    auto *dialog = new RunColumnsDialog(visualColumns(), m_keys, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const QList<RunColumn> before = m_model->columns();
        {
            const QScopedValueRollback guard(m_isRestoring, true);
            m_model->setColumns(dialog->value());
            for (int i = 0; i < m_model->columns().size(); ++i) {
                if (!before.contains(m_model->columns().at(i)))
                    m_view->setColumnWidth(i, textWidth(m_view, usualCharacters(m_model->columns().at(i))));
            }
        }
        m_hasChosenColumns = true;
        saveColumns();
    });
    dialog->open();
}

void RunsPane::restore()
{
    const QScopedValueRollback guard(m_isRestoring, true);
    m_model->setLooks(RunLooks::fromJson(m_state.part(QStringLiteral("looks")).toObject()));
    restoreColumns();
    const QJsonObject sort = m_state.part(QStringLiteral("sort")).toObject();
    const auto sorted = RunColumn::fromId(sort.value(QStringLiteral("column")).toString());
    const RunColumn by = sorted.value_or(RunColumn{RunColumn::Kind::Created, {}});
    const auto order =
        sorted && !sort.value(QStringLiteral("descending")).toBool() ? Qt::AscendingOrder : Qt::DescendingOrder;
    m_view->horizontalHeader()->setSortIndicator(static_cast<int>(m_model->columns().indexOf(by)), order);
    m_model->sortBy(by, order);
    const QString filter = m_state.part(QStringLiteral("filter")).toString();
    if (!filter.isEmpty() && m_filter->text().isEmpty()) {
        m_filter->setText(filter);
        applyFilter(filter);
    }
}

void RunsPane::restoreColumns()
{
    QList<RunColumn> columns;
    QList<int> widths;
    const QJsonArray kept = m_state.part(QStringLiteral("columns")).toArray();
    for (const auto entry : kept) {
        const auto column = RunColumn::fromId(entry.toObject().value(QStringLiteral("id")).toString());
        if (!column || columns.contains(*column))
            continue;
        columns.append(*column);
        widths.append(entry.toObject().value(QStringLiteral("width")).toInt());
    }
    if (columns.isEmpty() || columns.first().kind != RunColumn::Kind::Name)
        return;
    m_hasChosenColumns = true;
    m_model->setColumns(columns);
    for (int i = 0; i < columns.size(); ++i) {
        if (widths[i] > 0)
            m_view->setColumnWidth(i, widths[i]);
    }
}

void RunsPane::saveColumns()
{
    if (m_isRestoring)
        return;
    m_hasChosenColumns = true;
    QJsonArray columns;
    const QHeaderView *header = m_view->horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int logical = header->logicalIndex(visual);
        columns.append(QJsonObject{{QStringLiteral("id"), m_model->columns().at(logical).id()},
            {QStringLiteral("width"), header->sectionSize(logical)}});
    }
    m_state.setPart(QStringLiteral("columns"), columns);
}

void RunsPane::saveSort()
{
    if (m_isRestoring)
        return;
    m_state.setPart(QStringLiteral("sort"),
        QJsonObject{{QStringLiteral("column"), m_model->sortColumn().id()},
            {QStringLiteral("descending"), m_model->sortOrder() == Qt::DescendingOrder}});
}

} // namespace ui
