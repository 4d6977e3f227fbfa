// What the mouse and the keys do to a PlotView.

#include "ui/charts/plotexporter.h"
#include "ui/charts/plotview.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QWheelEvent>
#include <cmath>

namespace ui {

namespace {

constexpr double keyStep = 0.1; ///< of what is shown
constexpr double keyZoom = 0.8;
constexpr double wheelZoom = 0.85; ///< a notch
constexpr int hoverReach = 24; ///< pixels
/// A band lower than this is meant for x only.
constexpr int thinBand = 8;

} // namespace

void PlotView::showView(const PlotZoom::View &view)
{
    m_zoom.show(view);
    zoomChanged();
}

void PlotView::zoomChanged()
{
    setHover(std::nullopt);
    refreshActions();
    requestFrame();
    emit xZoomed(m_zoom.view().x);
}

void PlotView::setXZoom(std::optional<series::Range> x)
{
    PlotZoom::View view = m_zoom.view();
    if (view.x == x)
        return;
    view.x = x;
    view.y.reset();
    m_zoom.show(view);
    setHover(std::nullopt);
    refreshActions();
    requestFrame();
}

void PlotView::resetZoom()
{
    if (!m_zoom.isZoomed())
        return;
    m_zoom.reset();
    zoomChanged();
}

void PlotView::stepBack()
{
    if (!m_zoom.canStepBack())
        return;
    m_zoom.stepBack();
    zoomChanged();
}

void PlotView::zoomBy(double factor)
{
    if (m_frame.pointCount == 0)
        return;
    const series::Range x = m_zoom.view().x.value_or(m_frame.x);
    showView({PlotZoom::scaled(x, factor, (x.low + x.high) / 2), m_zoom.view().y});
}

void PlotView::panBy(double ofWidth, double ofHeight)
{
    if (m_frame.pointCount == 0)
        return;
    PlotZoom::View view = m_zoom.view();
    const series::Range x = view.x.value_or(m_frame.x);
    const series::Range y = view.y.value_or(m_frame.y);
    if (ofWidth != 0) {
        const int columns = std::max(areaPixels().width() - 1, 1);
        view.x = PlotZoom::moved(x, x.size() * std::round(ofWidth * columns) / columns);
    }
    if (ofHeight != 0)
        view.y = PlotZoom::moved(y, y.size() * ofHeight);
    showView(view);
}

void PlotView::resizeEvent(QResizeEvent *)
{
    requestFrame();
}

void PlotView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    const QEvent::Type type = event->type();
    if (type == QEvent::PaletteChange || type == QEvent::FontChange || type == QEvent::LocaleChange)
        requestFrame();
}

bool PlotView::event(QEvent *event)
{
    // Keys that a menu may also have belong to the chart while it has the focus.
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Backspace || key == Qt::Key_0 || key == Qt::Key_Plus || key == Qt::Key_Minus) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void PlotView::mousePressEvent(QMouseEvent *event)
{
    const bool isPan = event->button() == Qt::MiddleButton
        || (event->button() == Qt::LeftButton && (m_spaceIsDown || event->modifiers().testFlag(Qt::ShiftModifier)));
    const bool isBand = event->button() == Qt::LeftButton && !isPan;
    if ((!isPan && !isBand) || m_frame.pointCount == 0 || !area().contains(event->position().toPoint())) {
        QWidget::mousePressEvent(event);
        return;
    }
    m_pressedAt = m_draggedTo = event->position();
    m_viewAtPress = m_zoom.view();
    m_gesture = isPan ? Gesture::Pan : Gesture::Click;
    if (isPan) {
        m_zoom.remember();
        setCursor(Qt::ClosedHandCursor);
    }
}

void PlotView::mouseMoveEvent(QMouseEvent *event)
{
    switch (m_gesture) {
    case Gesture::None:
        updateHover(event->position());
        return;
    case Gesture::Click:
        if ((event->position() - m_pressedAt).manhattanLength() < QApplication::startDragDistance())
            return;
        m_gesture = Gesture::Band;
        setHover(std::nullopt);
        [[fallthrough]];
    case Gesture::Band:
        m_draggedTo = event->position();
        update();
        return;
    case Gesture::Pan:
        dragTo(event->position());
        return;
    }
}

void PlotView::dragTo(const QPointF &position)
{
    // By whole device pixels where the pointer moves by such: then the picture can be moved instead of drawn.
    const series::PixelMap map = pixelMapOf(m_frame, areaPixels());
    const QPointF moved = (position - m_draggedTo) * devicePixelRatioF();
    m_draggedTo = position;
    PlotZoom::View view = m_zoom.view();
    const series::Range x = view.x.value_or(m_frame.x);
    const series::Range y = view.y.value_or(m_frame.y);
    view.x = PlotZoom::moved(x, -moved.x() / map.xScale);
    view.y = PlotZoom::moved(y, moved.y() / map.yScale);
    m_zoom.change(view);
    zoomChanged();
}

void PlotView::mouseReleaseEvent(QMouseEvent *event)
{
    const Gesture gesture = std::exchange(m_gesture, Gesture::None);
    if (gesture == Gesture::Pan) {
        unsetCursor();
        refreshActions();
    } else if (gesture == Gesture::Band) {
        m_draggedTo = event->position();
        finishBand();
    } else if (gesture == Gesture::Click) {
        updateHover(event->position());
        if (m_hover)
            emit lineActivated(m_frameLines.at(m_hover->line).id);
    }
    update();
}

void PlotView::finishBand()
{
    const QRect place = area();
    const auto inArea = [&place](const QPointF &point) {
        return QPointF(std::clamp<qreal>(point.x(), place.left(), place.right() + 1),
            std::clamp<qreal>(point.y(), place.top(), place.bottom() + 1));
    };
    const QRectF band = QRectF(inArea(m_pressedAt), inArea(m_draggedTo)).normalized();
    const series::PixelMap map = widgetMap();
    PlotZoom::View view = m_zoom.view();
    const QRectF inside = band.translated(-QPointF(place.topLeft()));
    if (inside.width() >= thinBand)
        view.x = series::Range{map.xOf(inside.left()), map.xOf(inside.right())};
    if (inside.height() >= thinBand)
        view.y = series::Range{map.yOf(inside.bottom()), map.yOf(inside.top())};
    showView(view);
}

void PlotView::mouseDoubleClickEvent(QMouseEvent *event)
{
    m_gesture = Gesture::None;
    if (event->button() == Qt::LeftButton)
        resetZoom();
}

void PlotView::wheelEvent(QWheelEvent *event)
{
    const QPoint notches = event->angleDelta();
    const bool isWanted = !m_wheelNeedsControl || event->modifiers().testFlag(Qt::ControlModifier);
    if (!isWanted || m_frame.pointCount == 0 || notches.y() == 0) {
        event->ignore(); // the page scrolls
        return;
    }
    event->accept();
    const QRect place = area();
    const series::PixelMap map = widgetMap();
    const QPointF at = event->position() - QPointF(place.topLeft());
    const double factor = std::pow(wheelZoom, notches.y() / 120.0);
    PlotZoom::View view = m_zoom.view();
    const bool isOverX = at.y() > place.height();
    const bool isOverY = at.x() < 0;
    if (!isOverY)
        view.x = PlotZoom::scaled(view.x.value_or(m_frame.x), factor, map.xOf(at.x()));
    if (!isOverX)
        view.y = PlotZoom::scaled(view.y.value_or(m_frame.y), factor, map.yOf(at.y()));
    showView(view);
}

void PlotView::keyPressEvent(QKeyEvent *event)
{
    const bool isWalk = event->modifiers().testFlag(Qt::ControlModifier);
    switch (event->key()) {
    case Qt::Key_Left:
        isWalk ? walk(-1, 0) : panBy(-keyStep, 0);
        return;
    case Qt::Key_Right:
        isWalk ? walk(1, 0) : panBy(keyStep, 0);
        return;
    case Qt::Key_Up:
        isWalk ? walk(0, -1) : panBy(0, keyStep);
        return;
    case Qt::Key_Down:
        isWalk ? walk(0, 1) : panBy(0, -keyStep);
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(keyZoom);
        return;
    case Qt::Key_Minus:
        zoomBy(1 / keyZoom);
        return;
    case Qt::Key_0:
        resetZoom();
        return;
    case Qt::Key_Backspace:
        stepBack();
        return;
    case Qt::Key_Space:
        m_spaceIsDown = true;
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_hover)
            break;
        emit lineActivated(m_frameLines.at(m_hover->line).id);
        return;
    case Qt::Key_Escape:
        if (m_gesture == Gesture::None && !m_hover)
            break;
        m_gesture = Gesture::None;
        setHover(std::nullopt);
        return;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void PlotView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat())
        m_spaceIsDown = false;
    QWidget::keyReleaseEvent(event);
}

void PlotView::walk(int points, int lines)
{
    const auto count = m_frame.prepared == nullptr ? 0 : m_frame.prepared->lines.size();
    if (count == 0)
        return;
    if (!m_hover) {
        for (qsizetype line = 0; line < count; ++line) {
            if (const auto first = pointNear(m_frame, line, m_frame.x.high)) {
                setHover(first);
                return;
            }
        }
        return;
    }
    if (points != 0) {
        const size_t size = m_frame.prepared->lines.at(m_hover->line).shown()->size();
        for (size_t index = m_hover->index + static_cast<size_t>(points); index < size;
             index += static_cast<size_t>(points)) {
            if (const auto next = pointOf(m_frame, m_hover->line, index)) {
                setHover(next);
                return;
            }
        }
        return;
    }
    for (qsizetype tried = 1; tried < count; ++tried) {
        const qsizetype line = (m_hover->line + tried * lines + count) % count;
        if (const auto next = pointNear(m_frame, (line + count) % count, m_hover->x)) {
            setHover(next);
            return;
        }
    }
}

void PlotView::updateHover(const QPointF &position)
{
    const QRect place = area();
    if (!place.contains(position.toPoint())) {
        setHover(std::nullopt);
        return;
    }
    setHover(nearestLine(m_frame, pixelMapOf(m_frame, place.size()), position - QPointF(place.topLeft()), hoverReach));
}

void PlotView::setHover(const std::optional<PlotHover> &hover)
{
    const auto idOf = [this](const std::optional<PlotHover> &of) {
        return of && of->line < m_frameLines.size() ? m_frameLines.at(of->line).id : QString();
    };
    const bool isSame = m_hover.has_value() == hover.has_value()
        && (!hover || (hover->line == m_hover->line && hover->index == m_hover->index));
    if (isSame)
        return;
    const QString before = idOf(m_hover);
    m_hover = hover;
    describe();
    update();
    if (const QString now = idOf(hover); now != before)
        emit lineHovered(now);
    emit crosshairMoved(hover ? std::optional<double>(hover->x) : std::nullopt);
}

void PlotView::leaveEvent(QEvent *)
{
    setHover(std::nullopt);
}

void PlotView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Chart"));
    const QList<QAction *> all = actions();
    for (QAction *action : all) {
        if (action == m_logYAction || action == m_exporter->actions().value(0))
            menu->addSeparator();
        menu->addAction(action);
    }
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(byKey ? mapToGlobal(area().center()) : event->globalPos());
}

} // namespace ui
