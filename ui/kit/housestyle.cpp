#include "ui/kit/housestyle.h"

#include "ui/kit/theme.h"

namespace ui {

HouseStyle::HouseStyle()
    : QProxyStyle(QStringLiteral("fusion"))
{ }

int HouseStyle::styleHint(
    StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_Menu_AllowActiveAndDisabled: // a greyed entry can be reached, so that its reason can be read
    case SH_ToolTip_WakeUpDelay:
        return hint == SH_ToolTip_WakeUpDelay ? 500 : 1;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_UnderlineShortcut:
        return hint == SH_UnderlineShortcut ? 1 : 0;
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
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
        return gap(4);
    case PM_ToolBarIconSize:
        return gap(4) + 2;
    case PM_SplitterWidth:
        return 5;
    case PM_ScrollBarExtent:
        return gap(3);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return gap(2);
    case PM_HeaderMargin: // headings stand above their cells, and numbers do not touch the next column's text
        return gap(1) + 2;
    case PM_FocusFrameHMargin: // of cells; the style adds one
        return gap(1) + 1;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return gap(3);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

} // namespace ui

#include "moc_housestyle.cpp"
