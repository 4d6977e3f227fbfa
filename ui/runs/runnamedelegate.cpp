#include "ui/runs/runnamedelegate.h"

#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/runs/runstablemodel.h"

#include <QApplication>
#include <QFontMetrics>
#include <QIcon>
#include <QMouseEvent>
#include <QPainter>

namespace ui {

namespace {

/// The disc with the run's colour.
int swatchSize()
{
    return iconSide() * 5 / 8;
}

QRect eyeRect(const QStyleOptionViewItem &option)
{
    const QRect rect(
        option.rect.left() + gap(2), option.rect.center().y() - iconSide() / 2 + 1, iconSide(), iconSide());
    return QStyle::visualRect(option.direction, option.rect, rect);
}

} // namespace

void RunNameDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem whole = option;
    initStyleOption(&whole, index);
    const bool isShown = index.data(RunsTableModel::IsShownRole).toBool();
    const bool isSelected = (whole.state & QStyle::State_Selected) != 0;
    const QString name = std::exchange(whole.text, QString());
    whole.features &= ~QStyleOptionViewItem::HasCheckIndicator;
    QStyle *style = whole.widget != nullptr ? whole.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &whole, painter, whole.widget);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    icon(isShown ? "eye" : "eye-off", isShown ? IconTone::Normal : IconTone::Muted)
        .paint(painter, eyeRect(whole), Qt::AlignCenter, isSelected ? QIcon::Selected : QIcon::Normal);

    const QRect swatch = QStyle::visualRect(whole.direction, whole.rect,
        QRect(whole.rect.left() + gap(4) + iconSide(), whole.rect.center().y() - swatchSize() / 2 + 1, swatchSize(),
            swatchSize()));
    const QColor colour = index.data(RunsTableModel::ColourRole).value<QColor>();
    painter->setPen(QPen(colour, 1.5));
    painter->setBrush(isShown ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter->drawEllipse(swatch);

    const ThemeColours &colours = themeColours(whole.palette);
    const int left = gap(6) + iconSide() + swatchSize();
    QRect rest = whole.rect.adjusted(left, 0, -gap(2), 0);
    const QString shortId = index.data(RunsTableModel::ShortIdRole).toString();
    const QFontMetrics metrics(whole.font);
    painter->setFont(whole.font);
    painter->setPen(isSelected ? colours.selectionText : isShown ? colours.text : colours.muted);
    const int idWidth = shortId.isEmpty() ? 0 : metrics.horizontalAdvance(shortId) + gap(2);
    const QString shownName = metrics.elidedText(name, Qt::ElideRight, std::max(gap(8), rest.width() - idWidth));
    painter->drawText(
        QStyle::visualRect(whole.direction, whole.rect, rest), Qt::AlignLeft | Qt::AlignVCenter, shownName);
    if (!shortId.isEmpty()) {
        rest.setLeft(rest.left() + metrics.horizontalAdvance(shownName) + gap(2));
        painter->setPen(isSelected ? colours.selectionText : colours.muted);
        painter->drawText(QStyle::visualRect(whole.direction, whole.rect, rest), Qt::AlignLeft | Qt::AlignVCenter,
            metrics.elidedText(shortId, Qt::ElideRight, rest.width()));
    }
    painter->restore();
}

QSize RunNameDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = RunRowDelegate::sizeHint(option, index);
    size.rwidth() += gap(8) + iconSide() + swatchSize();
    return size;
}

bool RunNameDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const bool isMouse = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonRelease
        || event->type() == QEvent::MouseButtonDblClick;
    if (!isMouse)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const QRect target = eyeRect(option).adjusted(-gap(1), -gap(1), gap(1), gap(1));
    if (mouse->button() != Qt::LeftButton || !target.contains(mouse->position().toPoint()))
        return false;
    if (event->type() == QEvent::MouseButtonRelease) {
        const bool isShown = index.data(RunsTableModel::IsShownRole).toBool();
        model->setData(index, isShown ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    }
    return true;
}

} // namespace ui

#include "moc_runnamedelegate.cpp"
