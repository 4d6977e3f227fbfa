#include "ui/teams/memberssortmodel.h"

#include "ui/teams/memberstablemodel.h"

namespace ui {

MembersSortModel::MembersSortModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(MembersTableModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
    setFilterCaseSensitivity(Qt::CaseInsensitive);
    setFilterKeyColumn(-1);
}

bool MembersSortModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const int leftKind = left.data(MembersTableModel::KindRole).toInt();
    const int rightKind = right.data(MembersTableModel::KindRole).toInt();
    if (leftKind != rightKind)
        return sortOrder() == Qt::AscendingOrder ? leftKind < rightKind : leftKind > rightKind;
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace ui

#include "moc_memberssortmodel.cpp"
