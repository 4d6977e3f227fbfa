#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// Paints an entry of the command palette: icon, title and where it is, the kind or the shortcut at the right; a greyed
/// one with its reason below.
class PaletteDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace ui
