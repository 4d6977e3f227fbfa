#include "ui/runs/chartspane.h"

#include "ui/kit/messagebar.h"
#include "ui/kit/stateview.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"
#include "ui/runs/chartsmemory.h"
#include "ui/runs/chartspanel.h"
#include "ui/runs/chartssectionview.h"

#include <QAction>
#include <QFileInfo>
#include <QKeyEvent>
#include <QScrollArea>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {

/// The events' own times, beside their metrics.
QString systemKey(const QString &key)
{
    return QStringLiteral("system.") + key;
}

constexpr int mostColumns = 4;

} // namespace

ChartsPane::ChartsPane(workspace::HistoryFeed &feed, base::Settings &settings, const QString &scope, QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_memory(new ChartsMemory(settings, scope, this))
{
    createWidgets();
    m_toolbar->setChoices(m_memory->choices());
    connectFeed();
    rebuildSections();
}

void ChartsPane::createWidgets()
{
    m_toolbar = new ChartsToolbar(this);
    m_messages = new MessageBar(this);
    m_scroll = new QScrollArea(this);
    m_scroll->setObjectName(QStringLiteral("chartsScroll"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_content = new QWidget(m_scroll);
    m_contentLayout = new QVBoxLayout(m_content);
    m_contentLayout->setContentsMargins(gap(2), 0, gap(2), gap(2));
    m_contentLayout->setSpacing(gap(2));
    m_contentLayout->addStretch(1);
    m_scroll->setWidget(m_content);
    m_state = new StateView(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_toolbar);
    layout->addWidget(m_messages);
    m_stack = new QStackedLayout;
    layout->addLayout(m_stack, 1);
    m_stack->addWidget(m_scroll);
    m_stack->addWidget(m_state);
    m_refreshTimer = new QTimer(this);
    m_refreshTimer->setSingleShot(true);
    connect(m_refreshTimer, &QTimer::timeout, this, &ChartsPane::refreshCharts);
    connect(m_toolbar, &ChartsToolbar::choicesChanged, this, &ChartsPane::choicesChanged);
    connect(m_toolbar, &ChartsToolbar::searchChanged, this, &ChartsPane::rebuildSections);
}

void ChartsPane::connectFeed()
{
    // The feed gathers its news; one that tells points and state in one turn is drawn once.
    const auto refreshSoon = [this] { m_refreshTimer->start(0); };
    connect(&m_feed, &workspace::HistoryFeed::pointsChanged, this, refreshSoon);
    connect(&m_feed, &workspace::HistoryFeed::stateChanged, this, refreshSoon);
    connect(&m_feed, &workspace::HistoryFeed::keysChanged, this, &ChartsPane::rebuildSections);
}

void ChartsPane::setRuns(const QList<ChartRun> &runs)
{
    if (runs == m_runs)
        return;
    QStringList wanted;
    for (const ChartRun &run : runs) {
        if (run.visible)
            wanted.append(run.id);
    }
    m_runs = runs;
    m_feed.setRuns(wanted);
    refreshCharts();
}

void ChartsPane::choicesChanged()
{
    m_memory->setChoices(m_toolbar->choices());
    for (ChartsPanel *panel : panels()) {
        applyOptions(*panel);
        if (!m_memory->choices().isShared)
            panel->view().setCrosshair(std::nullopt);
    }
}

QList<ChartSection> ChartsPane::wantedSections() const
{
    QList<ChartSection> sections =
        chartSections(m_feed.keys(), m_feed.systemKeys(), chartFilter(m_toolbar->searchText()));
    std::stable_sort(sections.begin(), sections.end(), [this](const ChartSection &one, const ChartSection &other) {
        return m_memory->placeOf(one) < m_memory->placeOf(other);
    });
    return sections;
}

ChartsSectionView *ChartsPane::makeSection(bool isSystem)
{
    const auto make = [this, isSystem](
                          const QString &key, QWidget *parent) { return makePanel(key, isSystem, parent); };
    auto *view = new ChartsSectionView(make, m_content);
    connect(view, &ChartsSectionView::openToggled, this, [this, view] {
        m_memory->setOpen(view->section(), view->isOpen());
        followSystem();
    });
    connect(view, &ChartsSectionView::pinToggled, this, [this, view] {
        m_memory->setPinned(view->section(), view->isPinned());
        rebuildSections();
        m_scroll->ensureWidgetVisible(view);
    });
    return view;
}

void ChartsPane::rebuildSections()
{
    QStringList metrics;
    for (const QString &key : m_feed.keys()) {
        if (!key.startsWith(QLatin1Char('_')))
            metrics.append(key);
    }
    m_toolbar->setMetrics(metrics);
    QList<ChartsSectionView *> before = m_sections;
    m_sections.clear();
    for (const ChartSection &section : wantedSections()) {
        const auto known = std::find_if(before.begin(), before.end(),
            [&section](const ChartsSectionView *view) { return view->section().id == section.id; });
        ChartsSectionView *view = known != before.end() ? *known : makeSection(section.isSystem);
        if (known != before.end())
            before.erase(known);
        view->setSection(section);
        view->setPinned(m_memory->isPinned(section));
        view->setOpen(m_memory->isOpen(section) || !m_toolbar->searchText().isEmpty());
        m_sections.append(view);
        m_contentLayout->insertWidget(static_cast<int>(m_sections.size()) - 1, view);
        view->show();
    }
    for (ChartsSectionView *view : std::as_const(before)) {
        m_contentLayout->removeWidget(view);
        view->hide();
        view->deleteLater();
    }
    followSystem();
    arrangeColumns();
    refreshCharts();
}

void ChartsPane::followSystem()
{
    m_feed.setWantsAllSystem(std::any_of(m_sections.begin(), m_sections.end(),
        [](const ChartsSectionView *view) { return view->section().isSystem && view->isOpen(); }));
}

void ChartsPane::arrangeColumns()
{
    const int least = fontMetrics().height() * 14;
    const int columns = std::clamp(width() / std::max(1, least), 1, mostColumns);
    for (ChartsSectionView *section : std::as_const(m_sections))
        section->setColumns(columns);
    placeSections();
}

/// Layouts do their work when the loop comes round, in several turns. Before that all new charts would lie squeezed
/// into the part that is seen, and would all be drawn.
void ChartsPane::placeSections()
{
    for (ChartsSectionView *section : std::as_const(m_sections))
        section->place();
    m_contentLayout->activate();
    const int height = std::max(m_scroll->viewport()->height(), m_contentLayout->minimumSize().height());
    m_content->resize(m_content->width(), height);
}

ChartsPanel *ChartsPane::makePanel(const QString &key, bool isSystem, QWidget *parent)
{
    auto *panel = new ChartsPanel(key, isSystem, parent);
    applyOptions(*panel);
    panel->view().setLoading(m_isLoading);
    panel->view().setGrowing(m_isGrowing);
    panel->view().setLineSource([this, panel] {
        const QList<PlotLine> lines = linesOf(panel->key(), panel->view().options().x, panel->isSystem());
        panel->view().setLoading(m_isLoading || m_feed.isReading());
        return lines;
    });
    connectView(panel);
    panel->view().setHighlighted(m_hovered.isEmpty() ? m_highlighted : m_hovered);
    return panel;
}

void ChartsPane::connectView(ChartsPanel *panel)
{
    PlotView *view = &panel->view();
    connect(view, &PlotView::lineHovered, this, [this](const QString &id) {
        m_hovered = id;
        showHighlight();
        emit runHovered(id);
    });
    connect(view, &PlotView::lineActivated, this, &ChartsPane::runActivated);
    connect(view, &PlotView::frameChanged, this, &ChartsPane::settledChanged);
    connect(view, &PlotView::xZoomed, this, [this, panel](const auto &x) { shareZoom(*panel, x); });
    connect(view, &PlotView::crosshairMoved, this, [this, panel](auto x) { shareCrosshair(*panel, x); });
    connect(view, &PlotView::optionsChanged, this, [this, panel] {
        const PlotOptions &options = panel->view().options();
        m_memory->setAxis(panel->key(), options.isLogY, options.leavesOutOutliers);
        // The same chart in the grid, when this one fills the pane.
        for (ChartsPanel *other : panels()) {
            if (other != panel && other->key() == panel->key())
                other->view().setOptions(panel->view().options());
        }
    });
    connect(view, &PlotView::exported, this, [this](const QString &file, const QString &error) {
        if (error.isEmpty())
            m_messages->showNotice(tr("Saved %1.").arg(QFileInfo(file).fileName()));
        else
            m_messages->showError({base::Error::Kind::Storage, error});
    });
    connect(panel, &ChartsPanel::maximiseToggled, this, [this, panel] { toggleMaximised(panel); });
}

series::XChoice ChartsPane::xOf(const ChartsPanel &panel) const
{
    const series::XChoice &chosen = m_memory->choices().x;
    if (!panel.isSystem() || chosen.kind == series::XKind::Step)
        return chosen;
    // The system's rows are others than the history's. They have times of their own, or only their number.
    if (chosen.kind == series::XKind::Metric || !m_feed.systemKeys().contains(systemKey(chosen.key())))
        return {};
    return chosen;
}

void ChartsPane::applyOptions(ChartsPanel &panel)
{
    PlotOptions options = panel.view().options();
    options.x = xOf(panel);
    options.smoothing = m_memory->choices().smoothing;
    options.isLogY = m_memory->isLogY(panel.key());
    options.leavesOutOutliers = m_memory->leavesOutOutliers(panel.key());
    panel.view().setOptions(options);
}

QList<PlotLine> ChartsPane::linesOf(const QString &key, const series::XChoice &x, bool isSystem) const
{
    const QString xKey = isSystem && !x.key().isEmpty() ? systemKey(x.key()) : x.key();
    QList<PlotLine> lines;
    lines.reserve(m_runs.size());
    for (auto run = m_runs.rbegin(); run != m_runs.rend(); ++run) {
        if (!run->visible)
            continue;
        PlotLine line;
        line.id = run->id;
        line.name = run->name;
        line.colour = run->colour;
        line.points = m_feed.points(run->id, key);
        if (line.points != nullptr) {
            if (!xKey.isEmpty())
                line.x = m_feed.points(run->id, xKey);
            const workspace::HistoryState state = m_feed.state(run->id);
            line.isSampled = isSystem ? state.isSystemSampled : state.isSampled;
        }
        lines.append(line);
    }
    return lines;
}

QList<ChartsPanel *> ChartsPane::panels() const
{
    QList<ChartsPanel *> all;
    for (const ChartsSectionView *section : m_sections)
        all.append(section->panels());
    if (m_maximised != nullptr)
        all.append(m_maximised);
    return all;
}

bool ChartsPane::isSettled() const
{
    if (m_refreshTimer->isActive() || m_isLoading || m_isIncomplete || m_feed.isReading())
        return false;
    const QList<ChartsPanel *> all = panels();
    return std::all_of(all.begin(), all.end(),
        [](const ChartsPanel *panel) { return panel->view().isSettled() || panel->view().visibleRegion().isEmpty(); });
}

void ChartsPane::refreshCharts()
{
    m_refreshTimer->stop();
    refreshState();
    for (ChartsPanel *panel : panels()) {
        panel->view().setGrowing(m_isGrowing);
        if (panel->isSystem())
            applyOptions(*panel);
        panel->view().invalidateLines();
    }
    emit settledChanged();
}

void ChartsPane::refreshState()
{
    m_isLoading = false;
    m_isIncomplete = false;
    m_isGrowing = false;
    for (const ChartRun &run : std::as_const(m_runs)) {
        const workspace::HistoryState state = m_feed.state(run.id);
        m_isLoading = m_isLoading || (run.visible && state.isLoading && state.rowsHere == 0);
        m_isIncomplete = m_isIncomplete || (run.visible && state.isLoading && !state.isComplete());
        m_isGrowing = m_isGrowing || (run.visible && (run.isLive || state.isLoading));
    }
    m_toolbar->setStatus(statusText(), tr("Rows of history that are here, of those on the server"));
    const bool hasVisible = std::any_of(m_runs.begin(), m_runs.end(), [](const ChartRun &run) { return run.visible; });
    if (m_maximised != nullptr) {
        m_stack->setCurrentWidget(m_maximised);
    } else if (!m_sections.isEmpty()) {
        m_stack->setCurrentWidget(m_scroll);
    } else {
        if (!m_toolbar->searchText().isEmpty())
            m_state->setWords("search", tr("No chart matches"), tr("No metric's name matches what you look for."));
        else if (m_isLoading)
            m_state->setWords("chart", tr("Loading…"), tr("The curves of these runs are on their way."));
        else if (!m_runs.isEmpty() && !hasVisible)
            m_state->setWords("eye-off", tr("No run is shown"), tr("Show runs in the table to see their curves."));
        else
            m_state->setWords(
                "chart", tr("No charts yet"), tr("A chart appears for each metric as soon as a run logs numbers."));
        m_stack->setCurrentWidget(m_state);
    }
}

QString ChartsPane::statusText() const
{
    qint64 here = 0;
    qint64 onServer = 0;
    int loading = 0;
    int failed = 0;
    for (const ChartRun &run : m_runs) {
        if (!run.visible)
            continue;
        const workspace::HistoryState state = m_feed.state(run.id);
        here += state.rowsHere;
        onServer += std::max(state.rowsHere, state.rowsOnServer);
        loading += state.isLoading && !state.isComplete() ? 1 : 0;
        failed += state.error.has_value() ? 1 : 0;
    }
    if (failed > 0)
        return tr("%Ln runs could not be refreshed", nullptr, failed);
    if (loading > 0 && here < onServer)
        return tr("loading %1 of %2 rows").arg(countText(here), countText(onServer));
    return {};
}

bool ChartsPane::sharesX(const ChartsPanel &one, const ChartsPanel &other) const
{
    return m_memory->choices().isShared && &one != &other && one.isSystem() == other.isSystem()
        && one.view().options().x == other.view().options().x;
}

void ChartsPane::shareZoom(const ChartsPanel &from, const std::optional<series::Range> &x)
{
    const bool isLog = from.view().options().isLogX;
    for (ChartsPanel *panel : panels()) {
        if (!sharesX(from, *panel) || panel == m_maximised)
            continue;
        std::optional<series::Range> own = x;
        if (x && panel->view().options().isLogX != isLog) {
            const auto convert = [isLog](double at) { return isLog ? std::pow(10, at) : std::log10(at); };
            own = series::Range{convert(x->low), convert(x->high)};
            if (!std::isfinite(own->low) || !std::isfinite(own->high))
                continue;
        }
        panel->view().setXZoom(own);
    }
}

void ChartsPane::shareCrosshair(const ChartsPanel &from, std::optional<double> x)
{
    if (x && from.view().options().isLogX)
        x = std::pow(10, *x);
    for (ChartsPanel *panel : panels()) {
        if (!sharesX(from, *panel))
            continue;
        const bool isLog = panel->view().options().isLogX;
        panel->view().setCrosshair(x && isLog ? std::optional<double>(std::log10(*x)) : x);
    }
}

void ChartsPane::setHighlightedRun(const QString &id)
{
    m_highlighted = id;
    showHighlight();
}

void ChartsPane::showHighlight()
{
    for (ChartsPanel *panel : panels())
        panel->view().setHighlighted(m_hovered.isEmpty() ? m_highlighted : m_hovered);
}

void ChartsPane::toggleMaximised(ChartsPanel *panel)
{
    if (m_maximised != nullptr) {
        const QString key = m_maximised->key();
        m_stack->removeWidget(m_maximised);
        m_maximised->hide();
        m_maximised->deleteLater();
        m_maximised = nullptr;
        m_hovered.clear();
        refreshState();
        for (ChartsPanel *other : panels()) {
            if (other->key() == key)
                other->view().setFocus();
        }
        return;
    }
    m_maximised = makePanel(panel->key(), panel->isSystem(), this);
    m_maximised->setMaximised(true);
    m_maximised->view().setOptions(panel->view().options());
    m_maximised->view().setXZoom(panel->view().zoom().view().x);
    m_stack->addWidget(m_maximised);
    refreshState();
    m_maximised->view().setFocus();
}

void ChartsPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrangeColumns();
}

void ChartsPane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_maximised != nullptr)
        toggleMaximised(m_maximised);
    else
        QWidget::keyPressEvent(event);
}

} // namespace ui
