#include "ui/runs/jsonfiltermodel.h"

#include "ui/runs/jsontreemodel.h"

namespace ui {

JsonFilterModel::JsonFilterModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
    setAutoAcceptChildRows(true);
}

void JsonFilterModel::setText(const QString &text)
{
    m_text = text;
    invalidateFilter();
}

bool JsonFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_text.isEmpty())
        return true;
    const QModelIndex key = sourceModel()->index(row, JsonTreeModel::KeyColumn, parent);
    const QModelIndex value = key.siblingAtColumn(JsonTreeModel::ValueColumn);
    return key.data(JsonTreeModel::PathRole).toString().contains(m_text, Qt::CaseInsensitive)
        || value.data().toString().contains(m_text, Qt::CaseInsensitive);
}

} // namespace ui

#include "moc_jsonfiltermodel.cpp"
