#include "ui/teams/memberdelegate.h"

#include "domain/team.h"
#include "ui/kit/avatarlabel.h"
#include "ui/teams/memberstablemodel.h"

namespace ui {

void MemberDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto kind = static_cast<domain::Member::Kind>(index.data(MembersTableModel::KindRole).toInt());
    const int diameter = option->fontMetrics.height() + 2;
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = QSize(diameter, diameter);
    option->icon = QIcon(AvatarLabel::picture(index.data(MembersTableModel::PersonNameRole).toString(),
        kind == domain::Member::Kind::ServiceAccount, diameter, option->widget));
}

} // namespace ui

#include "moc_memberdelegate.cpp"
