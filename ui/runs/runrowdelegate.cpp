#include "ui/runs/runrowdelegate.h"

#include "ui/kit/theme.h"
#include "ui/runs/runstablemodel.h"

#include <QPainter>

namespace ui {

void RunRowDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    // The row is what has the focus, not the cell.
    option->state &= ~QStyle::State_HasFocus;
    if (!m_highlighted.isEmpty() && index.data(RunsTableModel::RunIdRole).toString() == m_highlighted)
        option->backgroundBrush = themeColours(option->palette).hover;
}

void RunRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
}

} // namespace ui

#include "moc_runrowdelegate.cpp"
