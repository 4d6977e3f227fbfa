#include "ui/kit/housestyle.h"

#include "ui/kit/housepainting.h"
#include "ui/kit/icons.h"
#include "ui/kit/theme.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QHeaderView>
#include <QPainter>
#include <QStyleOption>
#include <QTabBar>
#include <QToolButton>

namespace ui {

namespace {

/// Buttons that say by themselves that they open a menu (a person's disc) carry no arrow.
constexpr auto noMenuArrowProperty = "cohortNoMenuArrow";

/// The room for the chevron of a button that opens a menu.
constexpr int menuMark = gap(3);

bool opensMenu(const QStyleOptionToolButton &button)
{
    return button.features.testFlag(QStyleOptionToolButton::HasMenu)
        && !button.features.testFlag(QStyleOptionToolButton::MenuButtonPopup);
}

/// In a cell the icon and the text each bring a margin; between them one is enough.
bool isIconBesideText(const QStyleOption *option)
{
    const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
    return item != nullptr && item->features.testFlag(QStyleOptionViewItem::HasDecoration)
        && item->decorationPosition == QStyleOptionViewItem::Left && !item->text.isEmpty();
}

bool hidesMenuMark(const QWidget *widget)
{
    return widget != nullptr && widget->property(noMenuArrowProperty).toBool();
}

/// The bar without arrow buttons: all of its length is groove.
QRect scrollBarPart(const QStyleOptionSlider &option, QStyle::SubControl part)
{
    const bool isHorizontal = option.orientation == Qt::Horizontal;
    const int length = isHorizontal ? option.rect.width() : option.rect.height();
    const int range = option.maximum - option.minimum;
    int handle = length;
    if (range > 0) {
        handle = static_cast<int>(
            static_cast<qint64>(option.pageStep) * length / (static_cast<qint64>(range) + option.pageStep));
        handle = std::clamp(handle, std::min(length, gap(7)), length);
    }
    const int start = QStyle::sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - handle, option.upsideDown);
    const auto along = [&option, isHorizontal](int from, int size) {
        return isHorizontal ? QRect(option.rect.left() + from, option.rect.top(), size, option.rect.height())
                            : QRect(option.rect.left(), option.rect.top() + from, option.rect.width(), size);
    };
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return along(0, length);
    case QStyle::SC_ScrollBarSlider:
        return along(start, handle);
    case QStyle::SC_ScrollBarSubPage:
        return along(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return along(start + handle, length - start - handle);
    default:
        return {};
    }
}

} // namespace

HouseStyle::HouseStyle()
    : QProxyStyle(QStringLiteral("fusion"))
{ }

void HouseStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QHeaderView *>(widget) != nullptr || qobject_cast<QTabBar *>(widget) != nullptr
        || qobject_cast<QComboBox *>(widget) != nullptr)
        widget->setAttribute(Qt::WA_Hover);
}

int HouseStyle::styleHint(
    StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_Menu_AllowActiveAndDisabled: // a greyed entry can be reached, so that its reason can be read
    case SH_UnderlineShortcut:
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ItemView_ActivateItemOnSingleClick:
    case SH_ItemView_ShowDecorationSelected:
        return hint == SH_ItemView_ShowDecorationSelected ? 1 : 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

int HouseStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize:
        return iconSide();
    case PM_ToolBarIconSize:
        return iconSide() + 2;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return iconSide();
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return gap(2);
    case PM_SplitterWidth:
        return gap(1) + 1;
    case PM_ScrollBarExtent:
        return gap(3);
    case PM_DefaultFrameWidth:
        return qobject_cast<const QAbstractScrollArea *>(widget) != nullptr
            ? 1
            : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
    case PM_HeaderMargin: // headings stand above their cells, and cells below the fields of the page's bar
        return gap(2);
    case PM_FocusFrameHMargin: // of cells; the style adds one
        return gap(2) - 1;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return gap(3);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize HouseStyle::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const int line = option != nullptr ? option->fontMetrics.height() : 0;
    switch (type) {
    case CT_PushButton:
        result.setHeight(std::max(result.height(), line + gap(2) + 3));
        result.rwidth() += gap(4);
        break;
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
        result.setHeight(std::max(result.height(), line + gap(2) + 3));
        break;
    case CT_ToolButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        if (button != nullptr && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon)
            result.setWidth(result.width() + gap(4));
        result.setHeight(std::max(result.height(), line + gap(2) + 3));
        result.setWidth(std::max(result.width(), line + gap(2) + 3));
        if (button != nullptr && opensMenu(*button) && !hidesMenuMark(widget))
            result.rwidth() += menuMark;
        break;
    }
    case CT_ItemViewItem:
        result.setHeight(std::max(result.height(), line + gap(2)));
        if (isIconBesideText(option))
            result.rwidth() -= gap(2);
        break;
    case CT_TabBarTab:
        result += QSize(gap(2), gap(1));
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item != nullptr && item->menuItemType != QStyleOptionMenuItem::Separator)
            result.setHeight(std::max(result.height(), line + gap(2)));
        break;
    case CT_HeaderSection:
        result.setHeight(line + gap(3)); // the margin is for the sides
        break;
    default:
        break;
    }
    return result;
}

QRect HouseStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    switch (element) {
    case SE_LineEditContents:
        return rect.adjusted(gap(1), 0, -gap(1), 0);
    case SE_ItemViewItemText: {
        if (!isIconBesideText(option))
            return rect;
        const bool isMirrored = option->direction == Qt::RightToLeft;
        return rect.adjusted(isMirrored ? 0 : -gap(2), 0, isMirrored ? gap(2) : 0, 0);
    }
    case SE_HeaderArrow: {
        const int side = gap(3);
        QRect arrow(option->rect.right() - side - gap(1), option->rect.center().y() - side / 2, side, side);
        return visualRect(option->direction, option->rect, arrow);
    }
    case SE_HeaderLabel: {
        const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        const int margin = pixelMetric(PM_HeaderMargin, option, widget);
        const bool isSorted = header != nullptr && header->sortIndicator != QStyleOptionHeader::None;
        const QRect label = option->rect.adjusted(margin, 0, isSorted ? -margin - gap(4) : -margin, 0);
        return visualRect(option->direction, option->rect, label);
    }
    default:
        return rect;
    }
}

QRect HouseStyle::subControlRect(
    ComplexControl control, const QStyleOptionComplex *option, SubControl part, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return visualRect(option->direction, option->rect, scrollBarPart(*bar, part));
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

void HouseStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        return paintPushPanel(
            *painter, *option, button != nullptr && button->features.testFlag(QStyleOptionButton::DefaultButton));
    }
    case PE_PanelButtonTool:
        return paintToolPanel(*painter, *option);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return paintCheckMark(*painter, *option, false);
    case PE_IndicatorRadioButton:
        return paintCheckMark(*painter, *option, true);
    case PE_FrameLineEdit:
        return paintField(*painter, *option);
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame != nullptr && frame->lineWidth > 0)
            return paintField(*painter, *option);
        break;
    case PE_FrameMenu: // drawn with the panel
        return;
    case PE_Frame:
    case PE_FrameGroupBox:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option)) {
            QStyleOptionFrame plain = *frame;
            plain.frameShape = QFrame::StyledPanel;
            return paintFrame(*painter, plain);
        }
        break;
    case PE_FrameFocusRect:
        // In lists the row shows where one is; the frame is for those who came by keyboard.
        if (qobject_cast<const QAbstractItemView *>(widget) == nullptr
            || widget->window()->testAttribute(Qt::WA_KeyboardFocusChange))
            paintFocus(*painter, *option);
        return;
    case PE_IndicatorHeaderArrow:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return paintSortMark(*painter, *header);
        break;
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        return paintTipPanel(*painter, *option);
    case PE_FrameStatusBarItem:
    case PE_FrameTabBarBase:
    case PE_FrameTabWidget:
        if (element != PE_FrameStatusBarItem)
            painter->fillRect(QRect(option->rect.left(), option->rect.top(), option->rect.width(), 1),
                themeColours(option->palette).line);
        return;
    case PE_IndicatorArrowDown:
        return paintChevron(*painter, *option, option->rect);
    case PE_PanelStatusBar:
        painter->fillRect(QRect(option->rect.left(), option->rect.top(), option->rect.width(), 1),
            themeColours(option->palette).line);
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void HouseStyle::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case CE_ShapedFrame:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option))
            return paintFrame(*painter, *frame);
        break;
    case CE_Header:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return drawHeader(*header, *painter, widget);
        break;
    case CE_HeaderSection:
        return paintHeaderSection(*painter, *option);
    case CE_HeaderEmptyArea: {
        QStyleOption empty = *option;
        empty.state &= ~State_MouseOver;
        return paintHeaderSection(*painter, empty);
    }
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return paintTab(*painter, *tab);
        break;
    case CE_Splitter:
        return paintSplitter(*painter, *option);
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            const bool isOpen = item->state.testFlag(State_Selected) && item->state.testFlag(State_Enabled);
            painter->fillRect(option->rect,
                isOpen ? themeColours(option->palette).selection : option->palette.color(QPalette::Window));
            drawItemText(painter, item->rect,
                Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextDontClip | Qt::TextSingleLine, item->palette,
                item->state.testFlag(State_Enabled), item->text, QPalette::WindowText);
            return;
        }
        break;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item != nullptr && item->menuItemType == QStyleOptionMenuItem::Separator && item->text.isEmpty()) {
            const QRect &rect = option->rect;
            painter->fillRect(QRect(rect.left() + gap(2), rect.center().y(), rect.width() - gap(4), 1),
                themeColours(option->palette).line);
            return;
        }
        break;
    case CE_ComboBoxLabel:
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option)) {
            QStyleOptionComboBox shown = *combo;
            const QRect field = subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget);
            const int room =
                field.width() - gap(1) - (combo->currentIcon.isNull() ? 0 : combo->iconSize.width() + gap(1));
            shown.currentText = combo->fontMetrics.elidedText(combo->currentText, Qt::ElideRight, room);
            return QProxyStyle::drawControl(element, &shown, painter, widget);
        }
        break;
    case CE_ToolButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            button != nullptr && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon)
            return drawToolButtonLabel(*button, *painter, widget);
        break;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, option->palette.window());
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void HouseStyle::drawHeader(const QStyleOptionHeader &header, QPainter &painter, const QWidget *widget) const
{
    painter.save();
    painter.setClipRect(header.rect);
    paintHeaderSection(painter, header);
    QStyleOptionHeader part = header;
    part.rect = subElementRect(SE_HeaderLabel, &header, widget);
    proxy()->drawControl(CE_HeaderLabel, &part, &painter, widget);
    part.rect = subElementRect(SE_HeaderArrow, &header, widget);
    paintSortMark(painter, part);
    painter.restore();
}

void HouseStyle::drawToolButtonLabel(
    const QStyleOptionToolButton &button, QPainter &painter, const QWidget *widget) const
{
    const bool isEnabled = button.state.testFlag(State_Enabled);
    const QSize size = button.iconSize;
    QRect sign(
        button.rect.left() + gap(2), button.rect.center().y() - size.height() / 2 + 1, size.width(), size.height());
    QRect words = button.rect.adjusted(gap(2) + size.width() + gap(1) + 2, 0, -gap(2), 0);
    if (button.icon.isNull() && !button.features.testFlag(QStyleOptionToolButton::Arrow))
        words.setLeft(button.rect.left() + gap(2));
    sign = visualRect(button.direction, button.rect, sign);
    if (button.features.testFlag(QStyleOptionToolButton::Arrow))
        paintChevron(painter, button, sign, button.arrowType);
    else
        button.icon.paint(&painter, sign, Qt::AlignCenter, isEnabled ? QIcon::Normal : QIcon::Disabled);
    const int flags = static_cast<int>(visualAlignment(button.direction, Qt::AlignLeft | Qt::AlignVCenter))
        | Qt::TextShowMnemonic | Qt::TextSingleLine;
    painter.save();
    painter.setFont(button.font);
    drawItemText(&painter, visualRect(button.direction, button.rect, words), flags, button.palette, isEnabled,
        button.fontMetrics.elidedText(button.text, Qt::ElideRight, words.width(), Qt::TextShowMnemonic),
        widget != nullptr ? widget->foregroundRole() : QPalette::ButtonText);
    painter.restore();
}

/// The icon, and beside it the chevron that tells of a menu.
void HouseStyle::drawMenuButton(const QStyleOptionToolButton &button, QPainter &painter, const QWidget *widget) const
{
    QStyleOptionToolButton part = button;
    part.features &= ~QStyleOptionToolButton::HasMenu;
    part.icon = QIcon();
    part.text.clear();
    QProxyStyle::drawComplexControl(CC_ToolButton, &part, &painter, widget);
    part.icon = button.icon;
    part.text = button.text;
    const QRect label = button.rect.adjusted(0, 0, -menuMark, 0);
    part.rect = visualRect(button.direction, button.rect, label);
    proxy()->drawControl(CE_ToolButtonLabel, &part, &painter, widget);
    const QRect mark(label.right() + 1 - gap(1), button.rect.top(), menuMark, button.rect.height());
    paintChevron(painter, button, visualRect(button.direction, button.rect, mark));
}

void HouseStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    switch (control) {
    case CC_ScrollBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            painter->fillRect(option->rect, themeColours(option->palette).base);
            if (bar->maximum > bar->minimum)
                paintScrollHandle(*painter, *option, subControlRect(control, option, SC_ScrollBarSlider, widget));
            return;
        }
        break;
    case CC_ComboBox:
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
            combo != nullptr && !combo->editable) {
            paintPushPanel(*painter, *option, false);
            paintChevron(*painter, *option, subControlRect(control, option, SC_ComboBoxArrow, widget));
            return;
        }
        break;
    case CC_Slider:
        return paintSlider(*painter, *option, subControlRect(control, option, SC_SliderGroove, widget),
            subControlRect(control, option, SC_SliderHandle, widget));
    case CC_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            button != nullptr && hidesMenuMark(widget)) {
            QStyleOptionToolButton plain = *button;
            plain.features &= ~QStyleOptionToolButton::HasMenu;
            return QProxyStyle::drawComplexControl(control, &plain, painter, widget);
        }
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            button != nullptr && opensMenu(*button))
            return drawMenuButton(*button, *painter, widget);
        break;
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QIcon HouseStyle::standardIcon(StandardPixmap sign, const QStyleOption *option, const QWidget *widget) const
{
    // Menu bars and fields that can be cleared ask for these when they are made. Our own drawings follow the theme, and
    // the style's would bring in all plugins for image files.
    if (sign == SP_ToolBarHorizontalExtensionButton || sign == SP_ToolBarVerticalExtensionButton)
        return icon("more");
    if (sign == SP_LineEditClearButton)
        return icon("cancel", IconTone::Muted);
    return QProxyStyle::standardIcon(sign, option, widget);
}

} // namespace ui

#include "moc_housestyle.cpp"
