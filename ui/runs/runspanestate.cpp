#include "ui/runs/runspane.h"

#include "ui/kit/searchfield.h"
#include "ui/kit/theme.h"
#include "ui/runs/projectstate.h"
#include "ui/runs/runcolumnsdialog.h"
#include "ui/runs/runstableview.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonObject>
#include <QScopedValueRollback>

namespace ui {

namespace {

/// So many metrics of the summary stand in the table until the person chooses columns.
constexpr qsizetype firstMetrics = 3;

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
        return std::clamp(static_cast<int>(column.key.size()) + 5, 12, 30);
    }
}

/// The metrics that people look for first: those with "loss", "acc" or "score" in their name.
QList<RunColumn> likelyMetrics(const QStringList &keys)
{
    QList<RunColumn> columns;
    for (const char *word : {"loss", "acc", "score", ""}) {
        for (const QString &key : keys) {
            const RunColumn column{RunColumn::Kind::Summary, key};
            if (key.startsWith(QLatin1Char('_')) || !key.contains(QLatin1String(word), Qt::CaseInsensitive)
                || columns.contains(column))
                continue;
            columns.append(column);
            if (columns.size() == firstMetrics)
                return columns;
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
