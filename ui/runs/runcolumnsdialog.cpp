#include "ui/runs/runcolumnsdialog.h"

#include "ui/kit/acceptbox.h"
#include "ui/kit/searchfield.h"
#include "ui/kit/theme.h"
#include "ui/runs/runcells.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QScreen>
#include <QTreeWidget>

namespace ui {

namespace {

constexpr int columnIdRole = Qt::UserRole + 1;

QList<RunColumn> keyColumns(RunColumn::Kind kind, const QStringList &keys)
{
    QList<RunColumn> columns;
    for (const QString &key : keys)
        columns.append({kind, key});
    return columns;
}

} // namespace

RunColumnsDialog::RunColumnsDialog(const QList<RunColumn> &chosen, const RunKeys &keys, QWidget *parent)
    : QDialog(parent)
    , m_chosen(chosen)
{
    setObjectName(QStringLiteral("runColumnsDialog"));
    setWindowTitle(tr("Columns"));
    setAttribute(Qt::WA_DeleteOnClose);
    createWidgets();
    addGroup(tr("Run"), RunColumn::fixedColumns().mid(1));
    addGroup(tr("Config"), keyColumns(RunColumn::Kind::Config, keys.config));
    addGroup(tr("Summary"), keyColumns(RunColumn::Kind::Summary, keys.summary));
}

void RunColumnsDialog::createWidgets()
{
    auto *search = new SearchField(this);
    search->setObjectName(QStringLiteral("columnSearch"));
    search->setPlaceholderText(tr("Find a column"));
    search->setAccessibleName(tr("Find a column"));
    m_tree = new QTreeWidget(this);
    m_tree->setObjectName(QStringLiteral("columns"));
    m_tree->setAccessibleName(tr("Columns of the runs table"));
    m_tree->setColumnCount(1);
    m_tree->header()->hide();
    m_tree->setUniformRowHeights(true);
    search->setView(m_tree);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap(4), gap(4), gap(4), gap(4));
    column->setSpacing(gap(2));
    column->addWidget(search);
    column->addWidget(m_tree);
    column->addWidget(new AcceptBox(tr("Show columns"), *this));
    connect(search, &SearchField::searchChanged, this, &RunColumnsDialog::filter);
    const int room = screen()->availableGeometry().height() - gap(16);
    resize(textWidth(this, 52), std::min(fontMetrics().height() * 28, room));
}

void RunColumnsDialog::addGroup(const QString &title, const QList<RunColumn> &columns)
{
    if (columns.isEmpty())
        return;
    auto *group = new QTreeWidgetItem(m_tree, {title});
    group->setFlags(Qt::ItemIsEnabled);
    for (const RunColumn &column : columns) {
        auto *item = new QTreeWidgetItem(group, {runColumnTitle(column)});
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemNeverHasChildren);
        item->setData(0, columnIdRole, column.id());
        item->setCheckState(0, m_chosen.contains(column) ? Qt::Checked : Qt::Unchecked);
    }
    group->setExpanded(true);
}

void RunColumnsDialog::filter(const QString &text)
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem *group = m_tree->topLevelItem(i);
        bool isAnyThere = false;
        for (int k = 0; k < group->childCount(); ++k) {
            const bool matches = group->child(k)->text(0).contains(text, Qt::CaseInsensitive);
            group->child(k)->setHidden(!matches);
            isAnyThere = isAnyThere || matches;
        }
        group->setHidden(!isAnyThere);
    }
}

QList<RunColumn> RunColumnsDialog::value() const
{
    QList<RunColumn> checked;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *group = m_tree->topLevelItem(i);
        for (int k = 0; k < group->childCount(); ++k) {
            const auto column = RunColumn::fromId(group->child(k)->data(0, columnIdRole).toString());
            if (column && group->child(k)->checkState(0) == Qt::Checked)
                checked.append(*column);
        }
    }
    QList<RunColumn> columns;
    for (const RunColumn &column : m_chosen) {
        if (column.kind == RunColumn::Kind::Name || checked.contains(column))
            columns.append(column);
    }
    for (const RunColumn &column : std::as_const(checked)) {
        if (!columns.contains(column))
            columns.append(column);
    }
    return columns;
}

} // namespace ui

#include "moc_runcolumnsdialog.cpp"
