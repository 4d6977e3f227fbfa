#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// The name's cell: the avatar before the name.
class MemberDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace ui
