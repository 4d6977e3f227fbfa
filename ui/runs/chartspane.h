#pragma once

#include "ui/runs/chartssections.h"
#include "ui/runs/chartstoolbar.h"
#include "workspace/historyfeed.h"

#include "base/settings.h"
#include "ui/charts/plotview.h"

#include <QColor>
#include <QElapsedTimer>
#include <QWidget>
#include <optional>

class QScrollArea;
class QStackedLayout;
class QTimer;
class QVBoxLayout;

namespace ui {

class ChartsMemory;
class ChartsPanel;
class ChartsSectionView;
class MessageBar;
class StateView;

/// A run whose curves are drawn.
struct ChartRun
{
    QString id; ///< in the project
    QString name; ///< what people call it; foreign text
    QColor colour;
    bool visible = true;
    bool isLive = false; ///< logs, or is about to

    bool operator==(const ChartRun &) const = default;
};

/// The charts of some runs: one for each metric, in sections by prefix, over a common x axis with a common smoothing.
/// Grows while runs log. Only charts that are seen cost anything. Choices are remembered per scope.
///
/// The pane tells the feed which runs are wanted: the visible ones, in their order. Feed and settings outlive it.
class ChartsPane : public QWidget
{
    Q_OBJECT

public:
    ChartsPane(workspace::HistoryFeed &feed, base::Settings &settings, const QString &scope, QWidget *parent = nullptr);

    /// In the table's order: the first is drawn on top.
    void setRuns(const QList<ChartRun> &runs);
    [[nodiscard]] const QList<ChartRun> &runs() const { return m_runs; }
    /// Draws this run thickly in all charts; empty: none.
    void setHighlightedRun(const QString &id);
    /// All charts that are seen show the newest points, or say why not.
    [[nodiscard]] bool isSettled() const;

signals:
    void runHovered(const QString &id); ///< empty: none any more
    void runActivated(const QString &id); ///< clicked in a chart
    void settledChanged(); ///< a chart has finished a picture: ask isSettled()

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void createWidgets();
    void connectFeed();

    void rebuildSections();
    [[nodiscard]] QList<ChartSection> wantedSections() const;
    ChartsSectionView *makeSection(bool isSystem);
    void followSystem();
    void arrangeColumns();
    void placeSections();
    void refreshCharts();
    void refreshState();
    [[nodiscard]] QString statusText() const;
    ChartsPanel *makePanel(const QString &key, bool isSystem, QWidget *parent);
    void connectView(ChartsPanel *panel);
    void applyOptions(ChartsPanel &panel);
    [[nodiscard]] series::XChoice xOf(const ChartsPanel &panel) const;
    [[nodiscard]] QList<PlotLine> linesOf(const QString &key, const series::XChoice &x, bool isSystem) const;
    [[nodiscard]] QList<ChartsPanel *> panels() const;
    [[nodiscard]] bool sharesX(const ChartsPanel &one, const ChartsPanel &other) const;
    void shareZoom(const ChartsPanel &from, const std::optional<series::Range> &x);
    void shareCrosshair(const ChartsPanel &from, std::optional<double> x);
    void showHighlight();
    void toggleMaximised(ChartsPanel *panel);
    void choicesChanged();

    workspace::HistoryFeed &m_feed;
    ChartsMemory *m_memory;
    QList<ChartRun> m_runs;
    QString m_highlighted;
    QString m_hovered;
    bool m_isGrowing = false; ///< a run that is shown logs or is being loaded
    bool m_isLoading = false; ///< a run that is shown has nothing yet
    bool m_isIncomplete = false; ///< a run that is shown gets more of what the server has

    ChartsToolbar *m_toolbar = nullptr;
    MessageBar *m_messages = nullptr;
    QStackedLayout *m_stack = nullptr;
    QScrollArea *m_scroll = nullptr;
    QWidget *m_content = nullptr;
    QVBoxLayout *m_contentLayout = nullptr;
    StateView *m_state = nullptr;
    QList<ChartsSectionView *> m_sections;
    ChartsPanel *m_maximised = nullptr; ///< a chart of its own, not one of the grid
    QTimer *m_refreshTimer = nullptr;
};

} // namespace ui
