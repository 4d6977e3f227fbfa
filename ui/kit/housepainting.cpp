#include "ui/kit/housepainting.h"

#include "ui/kit/icons.h"
#include "ui/kit/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

namespace ui {

namespace {

constexpr double cornerRadius = 3.5;

class PainterState
{
public:
    explicit PainterState(QPainter &painter)
        : m_painter(painter)
    {
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
    }
    ~PainterState() { m_painter.restore(); }
    Q_DISABLE_COPY_MOVE(PainterState)

private:
    QPainter &m_painter;
};

QRectF outline(const QRect &rect)
{
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
}

bool has(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

bool isFocusVisible(const QStyleOption &option)
{
    return has(option, QStyle::State_HasFocus) && has(option, QStyle::State_Enabled);
}

void paintBox(QPainter &painter, const QRect &rect, const QColor &fill, const QColor &edge)
{
    painter.setBrush(fill);
    painter.setPen(edge);
    painter.drawRoundedRect(outline(rect), cornerRadius, cornerRadius);
}

} // namespace

void paintPushPanel(QPainter &painter, const QStyleOption &option, bool isDefault)
{
    const PainterState state(painter);
    const ThemeColours &theme = themeColours(option.palette);
    const bool isEnabled = has(option, QStyle::State_Enabled);
    QColor fill = option.palette.color(QPalette::Button);
    if (!isEnabled)
        fill = theme.window;
    else if (has(option, QStyle::State_Sunken) || has(option, QStyle::State_On))
        fill = theme.selection;
    else if (has(option, QStyle::State_MouseOver))
        fill = theme.hover;
    const bool isMarked = isEnabled && (isDefault || isFocusVisible(option));
    paintBox(painter, option.rect, fill, isMarked ? theme.accent : isEnabled ? theme.border : theme.line);
    if (isFocusVisible(option)) {
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(outline(option.rect).adjusted(1, 1, -1, -1), cornerRadius - 1, cornerRadius - 1);
    }
}

void paintToolPanel(QPainter &painter, const QStyleOption &option)
{
    if (!has(option, QStyle::State_AutoRaise)) {
        paintPushPanel(painter, option, false);
        return;
    }
    const PainterState state(painter);
    const ThemeColours &theme = themeColours(option.palette);
    const bool isDown = has(option, QStyle::State_Sunken) || has(option, QStyle::State_On);
    const bool isHovered = has(option, QStyle::State_Enabled) && has(option, QStyle::State_MouseOver);
    if (isDown || isHovered)
        paintBox(painter, option.rect, isDown ? theme.selection : theme.hover, Qt::transparent);
    if (isFocusVisible(option))
        paintFocus(painter, option);
}

void paintCheckMark(QPainter &painter, const QStyleOption &option, bool isRound)
{
    const PainterState state(painter);
    const ThemeColours &theme = themeColours(option.palette);
    const bool isEnabled = has(option, QStyle::State_Enabled);
    const bool isOn = has(option, QStyle::State_On);
    const bool isPartly = has(option, QStyle::State_NoChange);
    const int side = std::min(option.rect.width(), option.rect.height());
    QRect box(0, 0, side, side);
    box.moveCenter(option.rect.center());
    const QColor edge = !isEnabled ? theme.disabled : isFocusVisible(option) ? theme.accent : theme.border;
    const QColor fill = (isOn || isPartly) ? (isEnabled ? theme.strong : theme.disabled) : theme.base;
    painter.setPen(isOn || isPartly ? fill : edge);
    painter.setBrush(fill);
    if (isRound)
        painter.drawEllipse(outline(box));
    else
        painter.drawRoundedRect(outline(box), cornerRadius - 1, cornerRadius - 1);
    const double unit = side / 16.0;
    const QPointF corner(box.topLeft());
    painter.setPen(QPen(theme.onStrong, 1.8 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (isOn && isRound) {
        painter.setBrush(theme.onStrong);
        painter.drawEllipse(QRectF(box).center(), 2.0 * unit, 2.0 * unit);
    } else if (isOn) {
        painter.drawPolyline(QPolygonF(
            {corner + QPointF(4, 8.3) * unit, corner + QPointF(7, 11.2) * unit, corner + QPointF(12.2, 5.2) * unit}));
    } else if (isPartly) {
        painter.drawLine(corner + QPointF(4.5, 8) * unit, corner + QPointF(11.5, 8) * unit);
    }
}

void paintField(QPainter &painter, const QStyleOption &option)
{
    const PainterState state(painter);
    const ThemeColours &theme = themeColours(option.palette);
    const bool isEnabled = has(option, QStyle::State_Enabled);
    paintBox(painter, option.rect, isEnabled ? option.palette.color(QPalette::Base) : theme.window,
        isFocusVisible(option) ? theme.accent
            : isEnabled        ? theme.border
                               : theme.line);
    if (!isFocusVisible(option))
        return;
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(outline(option.rect).adjusted(1, 1, -1, -1), cornerRadius - 1, cornerRadius - 1);
}

void paintFrame(QPainter &painter, const QStyleOptionFrame &option)
{
    const ThemeColours &theme = themeColours(option.palette);
    const QRect &rect = option.rect;
    painter.save();
    switch (option.frameShape) {
    case QFrame::HLine:
        painter.fillRect(QRect(rect.left(), rect.center().y(), rect.width(), 1), theme.line);
        break;
    case QFrame::VLine:
        painter.fillRect(QRect(rect.center().x(), rect.top(), 1, rect.height()), theme.line);
        break;
    case QFrame::NoFrame:
        break;
    default:
        painter.setPen(isFocusVisible(option) ? theme.accent : theme.line);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(0, 0, -1, -1));
        break;
    }
    painter.restore();
}

void paintFocus(QPainter &painter, const QStyleOption &option)
{
    const PainterState state(painter);
    painter.setPen(QPen(themeColours(option.palette).accent, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.75, 0.75, -0.75, -0.75), cornerRadius, cornerRadius);
}

void paintTipPanel(QPainter &painter, const QStyleOption &option)
{
    const ThemeColours &theme = themeColours(option.palette);
    painter.save();
    painter.setPen(theme.border);
    painter.setBrush(theme.raised);
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    painter.restore();
}

void paintHeaderSection(QPainter &painter, const QStyleOption &option)
{
    const ThemeColours &theme = themeColours(option.palette);
    const QRect &rect = option.rect;
    const bool isHovered = has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled);
    painter.fillRect(rect, isHovered ? theme.hover : theme.window);
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line);
    painter.fillRect(QRect(rect.right(), rect.top() + gap(1), 1, rect.height() - gap(2)), theme.line);
}

void paintSortMark(QPainter &painter, const QStyleOptionHeader &option)
{
    if (option.sortIndicator == QStyleOptionHeader::None)
        return;
    const PainterState state(painter);
    // Qt calls the ascending order "down"; upwards is what people read as ascending.
    const double turn = option.sortIndicator == QStyleOptionHeader::SortDown ? -1.0 : 1.0;
    painter.setPen(QPen(themeColours(option.palette).accent, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF middle = QRectF(option.rect).center();
    painter.drawPolyline(QPolygonF(
        {middle + QPointF(-3.5, -1.75 * turn), middle + QPointF(0, 1.75 * turn), middle + QPointF(3.5, -1.75 * turn)}));
}

void paintTab(QPainter &painter, const QStyleOptionTab &option)
{
    const ThemeColours &theme = themeColours(option.palette);
    const bool isSelected = has(option, QStyle::State_Selected);
    if (!isSelected && has(option, QStyle::State_MouseOver))
        painter.fillRect(option.rect, theme.hover);
    if (isSelected) {
        QRect mark = option.rect;
        mark.setTop(mark.bottom() - 1);
        painter.fillRect(mark, theme.accent);
    }
    if (isFocusVisible(option)) {
        QStyleOption focus = option;
        focus.rect.adjust(2, 2, -2, -3);
        paintFocus(painter, focus);
    }
}

void paintScrollHandle(QPainter &painter, const QStyleOption &option, const QRect &handle)
{
    const PainterState state(painter);
    const ThemeColours &theme = themeColours(option.palette);
    const bool isActive = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isActive ? theme.muted : theme.border);
    const QRectF bar = QRectF(handle).adjusted(2.5, 2.5, -2.5, -2.5);
    const double radius = std::min(bar.width(), bar.height()) / 2;
    painter.drawRoundedRect(bar, radius, radius);
}

void paintChevron(QPainter &painter, const QStyleOption &option, const QRect &area, Qt::ArrowType direction)
{
    const PainterState state(painter);
    const ThemeColours &theme = themeColours(option.palette);
    painter.setPen(QPen(has(option, QStyle::State_Enabled) ? theme.icon : theme.disabled, 1.5, Qt::SolidLine,
        Qt::RoundCap, Qt::RoundJoin));
    painter.translate(QRectF(area).center());
    const bool isMirrored = option.direction == Qt::RightToLeft;
    if (direction == Qt::UpArrow)
        painter.rotate(180);
    else if (direction == Qt::RightArrow || direction == Qt::LeftArrow)
        painter.rotate((direction == Qt::RightArrow) != isMirrored ? -90 : 90);
    painter.drawPolyline(QPolygonF({QPointF(-3.5, -1.75), QPointF(0, 1.75), QPointF(3.5, -1.75)}));
}

void paintSlider(QPainter &painter, const QStyleOption &option, const QRect &groove, const QRect &handle)
{
    const PainterState state(painter);
    const ThemeColours &theme = themeColours(option.palette);
    const bool isEnabled = has(option, QStyle::State_Enabled);
    const bool isHorizontal = has(option, QStyle::State_Horizontal);
    QRectF track(groove);
    if (isHorizontal)
        track = QRectF(groove.left(), groove.center().y() - 1.0, groove.width(), 3.0);
    else
        track = QRectF(groove.center().x() - 1.0, groove.top(), 3.0, groove.height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(isEnabled ? theme.border : theme.line);
    painter.drawRoundedRect(track, 1.5, 1.5);
    QRectF knob(0, 0, gap(3) + 1, gap(3) + 1);
    knob.moveCenter(QRectF(handle).center());
    painter.setBrush(isEnabled ? theme.strong : theme.disabled);
    painter.setPen(QPen(theme.base, 1.5));
    painter.drawEllipse(knob);
    if (isFocusVisible(option)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.accent, 1.5));
        painter.drawEllipse(knob.adjusted(-2, -2, 2, 2));
    }
}

void paintSplitter(QPainter &painter, const QStyleOption &option)
{
    const ThemeColours &theme = themeColours(option.palette);
    const bool isActive = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
    QRect line = option.rect;
    // State_Horizontal: the widgets stand side by side, the handle is upright.
    if (has(option, QStyle::State_Horizontal) && line.width() > 1)
        line = QRect(line.center().x(), line.top(), 1, line.height());
    else if (!has(option, QStyle::State_Horizontal) && line.height() > 1)
        line = QRect(line.left(), line.center().y(), line.width(), 1);
    painter.fillRect(line, isActive ? theme.accent : theme.line);
}

} // namespace ui
