#pragma once

#include "ui/charts/plothover.h"
#include "ui/charts/plotscene.h"
#include "ui/charts/plotzoom.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <functional>
#include <optional>

class QAction;

namespace ui {

class PlotExporter;
struct PlotPicture;
class PlotWords;

/// A chart of lines drawn from all their points. Preparing, smoothing, reducing and drawing happen off the GUI thread,
/// only while the widget is seen, and the newest wish wins; the widget paints the last finished picture.
///
/// Mouse: drag a rectangle to zoom; the wheel zooms at the pointer (over an axis: that axis only); middle button, Shift
/// or Space and drag pan; double click shows all. Keys: arrows pan, + and - zoom, 0 shows all, Backspace steps back,
/// Ctrl and arrows walk from point to point and from line to line.
class PlotView : public QWidget
{
    Q_OBJECT

public:
    explicit PlotView(QWidget *parent = nullptr);
    ~PlotView() override;

    /// What is shown on top, and to a screen reader; foreign text.
    void setTitle(const QString &title);
    [[nodiscard]] const QString &title() const { return m_title; }

    /// Room at the right end of the title, for a button of the one who holds the chart; pixels.
    void setTitleMargin(int margin);

    void setLines(const QList<PlotLine> &lines);
    /// Asked for the lines just before a picture is made: a chart that is not seen costs nothing.
    void setLineSource(std::function<QList<PlotLine>()> source);
    /// The source would answer differently now.
    void invalidateLines();

    void setOptions(const PlotOptions &options);
    [[nodiscard]] const PlotOptions &options() const { return m_options; }
    /// No lines yet, but some are on their way.
    void setLoading(bool loading);
    /// More points may come: the x axis then has some room at its end, so that each costs a few columns only.
    void setGrowing(bool growing);
    /// A chart in a page that scrolls wants Ctrl with the wheel.
    void setWheelNeedsControl(bool needsControl) { m_wheelNeedsControl = needsControl; }

    /// Draws one run thickly and the others faintly; empty: none.
    void setHighlighted(const QString &id);
    /// A crosshair at an x that another chart shows; not an echo of crosshairMoved().
    void setCrosshair(std::optional<double> x);
    /// The zoom of another chart; not an echo of xZoomed().
    void setXZoom(std::optional<series::Range> x);

    void resetZoom();
    void stepBack();
    /// `factor` below 1 comes nearer, about the middle.
    void zoomBy(double factor);
    /// Parts of the shown width and height.
    void panBy(double ofWidth, double ofHeight);
    void setLogX(bool isLog);
    void setLogY(bool isLog);
    void setLeavesOutOutliers(bool leavesOut);

    /// As in the menu: a chart's frame may offer it where it helps.
    [[nodiscard]] QAction *outliersAction() const { return m_outliersAction; }

    [[nodiscard]] const PlotZoom &zoom() const { return m_zoom; }
    /// The last finished picture.
    [[nodiscard]] const Frame &frame() const { return m_frame; }
    [[nodiscard]] const std::optional<PlotHover> &hover() const { return m_hover; }
    /// Where the lines are, in the widget.
    [[nodiscard]] QRect area() const;
    /// No picture is under way or due.
    [[nodiscard]] bool isSettled() const { return !m_isDirty && !m_isWorking; }
    /// What the chart shows in words: lines, points, ranges, and the point under the pointer.
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QString caption() const;
    /// The chart as it stands now.
    [[nodiscard]] PlotPicture picture() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void frameChanged();
    void lineHovered(const QString &id); ///< empty: none any more
    void lineActivated(const QString &id); ///< clicked, or Enter
    void crosshairMoved(std::optional<double> x);
    void xZoomed(std::optional<series::Range> x); ///< by the person, in axis coordinates
    void optionsChanged(); ///< by the person: logarithmic axes, outliers
    /// A file was written, or could not be; `error` is empty when it was, else for "Show details".
    void exported(const QString &file, const QString &error);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    enum class Gesture { None, Click, Band, Pan };

    void createActions();
    QAction *addPlotAction(const QString &text, const char *name, const std::function<void()> &act);
    void refreshActions();

    void requestFrame();
    void startFrame();
    void takeFrame(const Frame &frame);
    [[nodiscard]] PlotScene scene() const;
    [[nodiscard]] QSize areaPixels() const;
    [[nodiscard]] PlotWords words() const;
    [[nodiscard]] series::PixelMap widgetMap() const;
    void paintLines(QPainter &painter, const QRect &area);
    void paintHighlight(QPainter &painter, const QRect &area);
    void paintPointer(QPainter &painter, const PlotStyle &style, const QRect &area) const;

    void showView(const PlotZoom::View &view);
    void zoomChanged();
    void updateHover(const QPointF &position);
    void setHover(const std::optional<PlotHover> &hover);
    void walk(int points, int lines);
    void finishBand();
    void dragTo(const QPointF &position);
    void describe();

    QString m_title;
    int m_titleMargin = 0;
    QList<PlotLine> m_lines;
    std::function<QList<PlotLine>()> m_source;
    PlotOptions m_options;
    PlotZoom m_zoom;
    Frame m_frame;
    QList<PlotLine> m_frameLines; ///< those the frame was made of
    PlotOptions m_frameOptions;
    QString m_highlighted;
    QImage m_highlightImage; ///< of the highlighted line; null: to be made
    std::optional<PlotHover> m_hover;
    std::optional<double> m_foreignCrosshair;
    std::shared_ptr<std::atomic_bool> m_stop;
    std::shared_ptr<FrameBuffers> m_buffers;
    QTimer m_buffersTimer;
    bool m_linesAreStale = true;
    bool m_viewIsStale = true; ///< anything but the lines
    bool m_isDirty = true;
    bool m_isWorking = false;
    bool m_isLoading = false;
    bool m_isGrowing = true;
    bool m_wheelNeedsControl = false;
    bool m_spaceIsDown = false;

    Gesture m_gesture = Gesture::None;
    QPointF m_pressedAt;
    QPointF m_draggedTo;
    PlotZoom::View m_viewAtPress;

    QAction *m_resetAction = nullptr;
    QAction *m_backAction = nullptr;
    QAction *m_logXAction = nullptr;
    QAction *m_logYAction = nullptr;
    QAction *m_outliersAction = nullptr;
    PlotExporter *m_exporter = nullptr;
};

} // namespace ui
