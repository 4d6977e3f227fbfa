#include "ui/charts/plotview.h"

#include "base/whendone.h"
#include "ui/charts/framebuffers.h"
#include "ui/charts/plotaccessible.h"
#include "ui/charts/plotexporter.h"
#include "ui/charts/plotwords.h"
#include "ui/charts/rasteriser.h"

#include <QAccessible>
#include <QAction>
#include <QEvent>
#include <QtConcurrent>
#include <cmath>

namespace ui {

namespace {

constexpr int highlightThickness = 3;
constexpr float dimming = 0.55F;
/// How long after the last frame its memory is kept for the next.
constexpr int buffersPause = 2000; // milliseconds

} // namespace

PlotView::PlotView(QWidget *parent)
    : QWidget(parent)
    , m_buffers(std::make_shared<FrameBuffers>())
{
    m_buffersTimer.setSingleShot(true);
    connect(&m_buffersTimer, &QTimer::timeout, this, [this] { m_buffers->release(); });
    installPlotAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    createActions();
}

PlotView::~PlotView()
{
    if (m_stop != nullptr)
        *m_stop = true;
}

void PlotView::createActions()
{
    m_resetAction = addPlotAction(tr("Show all"), "plotReset", [this] { resetZoom(); });
    m_backAction = addPlotAction(tr("Zoom one step back"), "plotBack", [this] { stepBack(); });
    m_logYAction = addPlotAction(tr("Logarithmic y axis"), "plotLogY", [this] {
        setLogY(m_logYAction->isChecked());
        emit optionsChanged();
    });
    m_logXAction = addPlotAction(tr("Logarithmic x axis"), "plotLogX", [this] {
        setLogX(m_logXAction->isChecked());
        emit optionsChanged();
    });
    m_outliersAction = addPlotAction(tr("Leave outliers out of the y axis"), "plotOutliers", [this] {
        setLeavesOutOutliers(m_outliersAction->isChecked());
        emit optionsChanged();
    });
    for (QAction *action : {m_logYAction, m_logXAction, m_outliersAction})
        action->setCheckable(true);
    m_exporter = new PlotExporter([this] { return picture(); }, this);
    connect(m_exporter, &PlotExporter::exported, this, &PlotView::exported);
    refreshActions();
}

QAction *PlotView::addPlotAction(const QString &text, const char *name, const std::function<void()> &act)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    connect(action, &QAction::triggered, this, [act] { act(); });
    addAction(action);
    return action;
}

void PlotView::refreshActions()
{
    m_resetAction->setEnabled(m_zoom.isZoomed());
    m_backAction->setEnabled(m_zoom.canStepBack());
    m_logXAction->setChecked(m_options.isLogX);
    m_logYAction->setChecked(m_options.isLogY);
    m_outliersAction->setChecked(m_options.leavesOutOutliers);
    m_exporter->setEnabled(m_frame.pointCount > 0);
}

void PlotView::setTitle(const QString &title)
{
    m_title = title;
    setAccessibleName(title);
    update();
}

void PlotView::setTitleMargin(int margin)
{
    m_titleMargin = margin;
    update();
}

void PlotView::setLines(const QList<PlotLine> &lines)
{
    setLineSource([lines] { return lines; });
}

void PlotView::setLineSource(std::function<QList<PlotLine>()> source)
{
    m_source = std::move(source);
    invalidateLines();
}

void PlotView::invalidateLines()
{
    m_linesAreStale = true;
    m_isDirty = true;
    update();
}

void PlotView::setOptions(const PlotOptions &options)
{
    if (options == m_options)
        return;
    // Zooms are in axis coordinates: those of another axis mean nothing here.
    if (options.x != m_options.x || options.isLogX != m_options.isLogX || options.isLogY != m_options.isLogY)
        m_zoom = PlotZoom();
    m_options = options;
    setHover(std::nullopt);
    m_foreignCrosshair.reset();
    refreshActions();
    m_linesAreStale = true; // another x axis needs other points
    requestFrame();
}

void PlotView::setLogX(bool isLog)
{
    PlotOptions options = m_options;
    options.isLogX = isLog;
    setOptions(options);
}

void PlotView::setLogY(bool isLog)
{
    PlotOptions options = m_options;
    options.isLogY = isLog;
    setOptions(options);
}

void PlotView::setLeavesOutOutliers(bool leavesOut)
{
    PlotOptions options = m_options;
    options.leavesOutOutliers = leavesOut;
    setOptions(options);
}

void PlotView::setLoading(bool loading)
{
    if (loading == m_isLoading)
        return;
    m_isLoading = loading;
    update();
}

void PlotView::setGrowing(bool growing)
{
    if (growing == m_isGrowing)
        return;
    m_isGrowing = growing;
    if (!growing) // the room is dropped now; it comes with the next points
        requestFrame();
}

void PlotView::setHighlighted(const QString &id)
{
    if (id == m_highlighted)
        return;
    m_highlighted = id;
    m_highlightImage = QImage();
    update();
}

void PlotView::setCrosshair(std::optional<double> x)
{
    if (x == m_foreignCrosshair)
        return;
    m_foreignCrosshair = x;
    update();
}

void PlotView::requestFrame()
{
    m_isDirty = true;
    m_viewIsStale = true;
    // The paint event starts the work: it comes only if the widget is really seen, also inside a scroll area.
    update();
}

void PlotView::startFrame()
{
    // One at a time: the running one ends soon, then the newest wish is taken up. Giving it up at each new wish would
    // leave a chart without any picture while somebody drags.
    if (m_isWorking)
        return;
    // Smaller than any layout makes it: it has not got its place yet, perhaps one that nobody sees.
    if (width() < minimumSizeHint().width() || height() < minimumSizeHint().height())
        return;
    m_isDirty = false;
    if (std::exchange(m_linesAreStale, false) && m_source) {
        QList<PlotLine> lines = m_source();
        m_viewIsStale = m_viewIsStale || lines != m_lines;
        m_lines = std::move(lines);
    }
    if (!std::exchange(m_viewIsStale, false))
        return;
    m_isWorking = true;
    m_stop = std::make_shared<std::atomic_bool>(false);
    FrameRequest request;
    request.lines = m_lines;
    request.options = m_options;
    request.view = m_zoom.view();
    request.pixels = areaPixels();
    request.thickness = std::max(1, qRound(devicePixelRatioF()));
    request.isGrowing = m_isGrowing;
    request.background = palette().color(QPalette::Base);
    request.before = m_frame.prepared;
    request.buffers = m_buffers;
    request.stop = m_stop;
    base::whenDone(
        this, QtConcurrent::run(makeFrame, request), [this, lines = m_lines, options = m_options](const Frame &frame) {
            m_isWorking = false;
            m_buffersTimer.start(buffersPause);
            if (!frame.isGivenUp) {
                m_frameLines = lines;
                m_frameOptions = options;
                takeFrame(frame);
            }
            update();
        });
}

void PlotView::takeFrame(const Frame &frame)
{
    m_frame = frame;
    m_highlightImage = QImage();
    if (m_hover && !m_frameLines.isEmpty())
        m_hover = pointNear(m_frame, m_hover->line, m_hover->x);
    // The numbers of the y axis may have become wider or narrower: then the area is another one.
    if (!m_frame.image.isNull() && m_frame.image.size() != areaPixels())
        requestFrame();
    refreshActions();
    describe();
    emit frameChanged();
}

QRect PlotView::area() const
{
    return plotArea(scene(), PlotStyle::from(palette(), font()));
}

QSize PlotView::areaPixels() const
{
    return (QSizeF(area().size()) * devicePixelRatioF()).toSize();
}

series::PixelMap PlotView::widgetMap() const
{
    return pixelMapOf(m_frame, area().size());
}

PlotScene PlotView::scene() const
{
    PlotScene scene;
    scene.size = size();
    scene.title = m_title;
    scene.titleMargin = m_titleMargin;
    const PlotWords says = words();
    scene.xTitle = says.xTitle();
    scene.caption = says.caption();
    scene.message = says.message(m_isLoading);
    scene.xKind = says.xKind();
    scene.isLogX = m_frameOptions.isLogX;
    scene.isLogY = m_frameOptions.isLogY;
    scene.x = m_frame.x;
    scene.y = m_frame.y;
    scene.locale = locale();
    return scene;
}

PlotWords PlotView::words() const
{
    return {m_frame, m_frameLines, m_frameOptions, locale()};
}

QString PlotView::caption() const
{
    return words().caption();
}

QString PlotView::summary() const
{
    const QString message = words().message(m_isLoading);
    return message.isEmpty() ? words().summary(m_hover) : message;
}

void PlotView::describe()
{
    setAccessibleDescription(summary());
}

void PlotView::paintEvent(QPaintEvent *)
{
    if (m_isDirty)
        startFrame();
    const PlotStyle style = PlotStyle::from(palette(), font());
    QPainter painter(this);
    painter.setFont(style.font);
    paintPlot(painter, scene(), style, [&](QPainter &to, const QRect &place) {
        paintLines(to, place);
        paintPointer(to, style, place);
    });
    if (hasFocus()) {
        painter.setPen(QPen(style.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
    if (m_hover && words().message(m_isLoading).isEmpty()) {
        const QRect place = area();
        const series::PixelMap map = pixelMapOf(m_frame, place.size());
        const QPointF anchor(place.left() + map.column(m_hover->x), place.top() + map.row(m_hover->y));
        paintHoverBox(painter, words().hoverBox(*m_hover), anchor, place, style);
    }
}

void PlotView::paintLines(QPainter &painter, const QRect &place)
{
    if (m_frame.image.isNull())
        return;
    painter.save();
    painter.setClipRect(place);
    if (!m_highlighted.isEmpty()) {
        const bool isHere = std::any_of(m_frameLines.begin(), m_frameLines.end(),
            [this](const PlotLine &line) { return line.id == m_highlighted; });
        if (isHere)
            painter.setOpacity(1 - dimming);
    }
    painter.drawImage(QRectF(place), m_frame.image);
    painter.setOpacity(1);
    paintHighlight(painter, place);
    painter.restore();
}

void PlotView::paintHighlight(QPainter &painter, const QRect &place)
{
    if (m_highlighted.isEmpty() || m_frame.prepared == nullptr)
        return;
    if (m_highlightImage.isNull()) {
        std::vector<RasterLine> lines;
        for (qsizetype i = 0; i < m_frameLines.size(); ++i) {
            const series::CurvePtr &curve = m_frame.prepared->lines.at(i).shown();
            if (m_frameLines.at(i).id == m_highlighted && curve != nullptr)
                lines.push_back(
                    {curve.get(), m_frameLines.at(i).colour.rgb(), qRound(highlightThickness * devicePixelRatioF())});
        }
        if (lines.empty())
            return;
        m_highlightImage = rasterise(lines, pixelMapOf(m_frame, m_frame.image.size()), 1);
    }
    painter.drawImage(QRectF(place), m_highlightImage);
}

void PlotView::paintPointer(QPainter &painter, const PlotStyle &style, const QRect &place) const
{
    painter.save();
    painter.setClipRect(place.adjusted(0, 0, 1, 1));
    const series::PixelMap map = pixelMapOf(m_frame, place.size());
    const std::optional<double> x = m_hover ? std::optional<double>(m_hover->x) : m_foreignCrosshair;
    if (x && m_frame.x.contains(*x)) {
        painter.setPen(QPen(style.axis, 1, Qt::DashLine));
        const double at = place.left() + std::floor(map.column(*x)) + 0.5;
        painter.drawLine(QPointF(at, place.top()), QPointF(at, place.bottom() + 1));
    }
    if (m_hover && m_hover->line < m_frameLines.size()) {
        const QPointF point(place.left() + map.column(m_hover->x), place.top() + map.row(m_hover->y));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(style.background, 1.5));
        painter.setBrush(m_frameLines.at(m_hover->line).colour);
        painter.drawEllipse(point, 4.5, 4.5);
    }
    if (m_gesture == Gesture::Band) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        QColor fill = style.accent;
        fill.setAlphaF(0.18F);
        painter.setPen(QPen(style.accent, 1));
        painter.setBrush(fill);
        painter.drawRect(QRectF(m_pressedAt, m_draggedTo).normalized() & QRectF(place));
    }
    painter.restore();
}

PlotPicture PlotView::picture() const
{
    return {scene(), PlotStyle::from(palette(), font()), m_frame, m_frameLines, m_frameOptions};
}

QSize PlotView::sizeHint() const
{
    const int unit = fontMetrics().height();
    return {unit * 24, unit * 15};
}

QSize PlotView::minimumSizeHint() const
{
    const int unit = fontMetrics().height();
    return {unit * 10, unit * 8};
}

} // namespace ui
