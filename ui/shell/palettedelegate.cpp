#include "ui/shell/palettedelegate.h"

#include "ui/kit/theme.h"
#include "ui/shell/palettemodel.h"

#include <QIcon>
#include <QPainter>

namespace ui {

namespace {

struct PaletteLineColours
{
    QColor title;
    QColor second;
};

PaletteLineColours lineColours(const QStyleOptionViewItem &option, bool isEnabled)
{
    const ThemeColours &theme = themeColours(option.palette);
    if ((option.state & QStyle::State_Selected) != 0)
        return {isEnabled ? theme.selectionText : theme.muted, theme.muted};
    return {isEnabled ? theme.text : theme.muted, theme.muted};
}

void drawElided(QPainter *painter, const QRect &area, const QString &text, Qt::Alignment alignment)
{
    const QString shown = painter->fontMetrics().elidedText(text, Qt::ElideRight, area.width());
    painter->drawText(area, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
}

} // namespace

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeColours &theme = themeColours(option.palette);
    const QString reason = index.data(PaletteModel::ReasonRole).toString();
    const bool isSelected = (option.state & QStyle::State_Selected) != 0;
    const PaletteLineColours colours = lineColours(option, reason.isEmpty());
    painter->save();
    if (isSelected)
        painter->fillRect(option.rect, theme.selection);
    QRect area = option.rect.adjusted(gap(3), 0, -gap(3), 0);
    const int lineHeight = option.fontMetrics.height() + gap(2);
    QRect line(area.left(), area.top(), area.width(), reason.isEmpty() ? area.height() : lineHeight);
    const int side = iconSide();
    const QRect sign(line.left(), line.top() + (line.height() - side) / 2, side, side);
    const QIcon::Mode mode = isSelected ? QIcon::Selected : reason.isEmpty() ? QIcon::Normal : QIcon::Disabled;
    index.data(Qt::DecorationRole).value<QIcon>().paint(painter, sign, Qt::AlignCenter, mode);
    line.setLeft(sign.right() + gap(2) + 1);
    const QString shortcut = index.data(PaletteModel::ShortcutRole).toString();
    const QString right = shortcut.isEmpty() ? index.data(PaletteModel::KindRole).toString() : shortcut;
    painter->setFont(option.font);
    painter->setPen(colours.second);
    const int rightWidth = option.fontMetrics.horizontalAdvance(right) + 1;
    drawElided(painter, line, right, Qt::AlignRight);
    line.setRight(line.right() - rightWidth - gap(3));
    const QString title = index.data().toString();
    painter->setPen(colours.title);
    drawElided(painter, line, title, Qt::AlignLeft);
    QRect detail = line;
    detail.setLeft(std::min(line.right(), line.left() + option.fontMetrics.horizontalAdvance(title) + gap(2)));
    painter->setPen(colours.second);
    drawElided(painter, detail, index.data(PaletteModel::DetailRole).toString(), Qt::AlignLeft);
    if (!reason.isEmpty()) {
        const QRect below(line.left(), line.bottom() - gap(1), area.right() - line.left(), option.fontMetrics.height());
        drawElided(painter, below, reason, Qt::AlignLeft);
    }
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int line = option.fontMetrics.height() + gap(2) + 2;
    const bool hasReason = !index.data(PaletteModel::ReasonRole).toString().isEmpty();
    return {0, hasReason ? line + option.fontMetrics.height() : line};
}

} // namespace ui

#include "moc_palettedelegate.cpp"
