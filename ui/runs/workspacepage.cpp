#include "ui/runs/workspacepage.h"

#include "base/settings.h"
#include "ui/kit/icons.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/pagestack.h"
#include "ui/kit/theme.h"
#include "ui/runs/chartspane.h"
#include "ui/runs/filesaver.h"
#include "ui/runs/firstrunguide.h"
#include "ui/runs/projectstate.h"
#include "ui/runs/runactions.h"
#include "ui/runs/runcells.h"
#include "ui/runs/runexport.h"
#include "ui/runs/runspane.h"
#include "ui/runs/runstableview.h"

#include <QAction>
#include <QDateTime>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>

namespace ui {

namespace {

const base::Setting<QByteArray> splitterSetting{"workspace/splitter", {}};

} // namespace

WorkspacePage::WorkspacePage(
    workspace::Workspace &workspace, base::Settings &settings, const domain::ProjectPath &project, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_settings(settings)
    , m_path(project)
    , m_runs(workspace.runs(project))
    , m_project(workspace.project(project))
    , m_histories(workspace.histories(project))
    , m_state(new ProjectState(workspace, QStringLiteral("project/") + project.text(), this))
    , m_messages(new MessageBar(this))
    , m_notice(*m_messages)
{
    setObjectName(QStringLiteral("workspacePage"));
    createWidgets();
    createActions();
    connectFeeds();
    takeProject();
    takeRuns();
}

WorkspacePage::~WorkspacePage()
{
    m_settings.set(splitterSetting, m_splitter->saveState(), m_path.text());
}

void WorkspacePage::createWidgets()
{
    m_stack = new PageStack(this);
    m_content = new QStackedWidget(m_stack);
    m_splitter = new QSplitter(Qt::Horizontal, m_content);
    m_splitter->setObjectName(QStringLiteral("workspaceSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_runsPane = new RunsPane(*m_state, m_splitter);
    m_runsPane->setMinimumWidth(textWidth(this, 34));
    m_splitter->addWidget(m_runsPane);
    createCharts();
    m_content->addWidget(m_splitter);
    m_stack->setContent(m_content);
    compose({m_messages}, m_stack);
    if (!m_splitter->restoreState(m_settings.get(splitterSetting, m_path.text())))
        m_splitter->setSizes({450, 550}); // shares, until the person moves the handle
}

/// The table and the charts tell each other which run the person looks at.
void WorkspacePage::createCharts()
{
    m_charts = new ChartsPane(*m_histories, m_settings, QStringLiteral("workspace/") + m_path.text(), m_splitter);
    m_charts->setMinimumWidth(textWidth(this, 40));
    m_splitter->addWidget(m_charts);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_chartsDelay = new QTimer(this);
    m_chartsDelay->setSingleShot(true);
    m_chartsDelay->setInterval(0);
    connect(m_chartsDelay, &QTimer::timeout, this, &WorkspacePage::updateCharts);
    connect(m_runsPane, &RunsPane::drawnRunsChanged, m_chartsDelay, qOverload<>(&QTimer::start));
    connect(m_runsPane, &RunsPane::runPointed, m_charts, &ChartsPane::setHighlightedRun);
    connect(m_charts, &ChartsPane::runHovered, &m_runsPane->view(), &RunsTableView::setHighlightedRun);
    connect(m_charts, &ChartsPane::runActivated, &m_runsPane->view(), &RunsTableView::selectRun);
    connect(m_charts, &ChartsPane::settledChanged, this, &Page::readyChanged);
}

void WorkspacePage::updateCharts()
{
    const RunsTableModel &model = m_runsPane->model();
    QList<ChartRun> runs;
    for (int row = 0; row < model.rowCount() && runs.size() < model.shownCount(); ++row) {
        if (!model.isShown(row))
            continue;
        const QModelIndex index = model.index(row, 0);
        const QString shortId = index.data(RunsTableModel::ShortIdRole).toString();
        const QString name = runName(model.runAt(row)).simplified();
        runs.append({model.runAt(row)->path.run, shortId.isEmpty() ? name : name + QLatin1Char(' ') + shortId,
            index.data(RunsTableModel::ColourRole).value<QColor>(), true, domain::isActive(model.runAt(row)->state)});
    }
    m_charts->setRuns(runs);
}

void WorkspacePage::createActions()
{
    m_actions = new RunActions(m_workspace, *m_messages, this);
    m_export = new QAction(icon("export"), tr("&Export as CSV…"), this);
    m_export->setObjectName(QStringLiteral("exportRuns"));
    m_actions->gate().guard(
        m_export, [this] { return m_actions->rights().decide(domain::Action::RunExport, domain::Run()); });
    for (QAction *action : pageActions()) {
        if (action != nullptr)
            addAction(action);
    }
    connect(m_actions, &RunActions::openRequested, this, [this](const domain::RunPath &run) { openRun(run.run); });
    connect(m_actions, &RunActions::changed, this, &WorkspacePage::refresh);
    connect(m_export, &QAction::triggered, this, &WorkspacePage::exportCsv);
    connect(m_runsPane, &RunsPane::runSelectionChanged, this, &WorkspacePage::updateSelection);
    connect(m_runsPane, &RunsPane::runActivated, this, &WorkspacePage::openRun);
    connect(m_runsPane, &RunsPane::menuRequested, this, &WorkspacePage::showMenu);
    connect(m_runsPane, &RunsPane::keysChanged, this, [this] { m_actions->setKnownTags(m_runsPane->keys().tags); });
}

void WorkspacePage::connectFeeds()
{
    connect(m_runs.get(), &workspace::FeedBase::changed, this, &WorkspacePage::takeRuns);
    connect(m_runs.get(), &workspace::FeedBase::freshnessChanged, this, [this] {
        updateState();
        emit shownFromChanged();
    });
    connect(m_project.get(), &workspace::FeedBase::changed, this, &WorkspacePage::takeProject);
    connect(&m_workspace, &workspace::Workspace::rightsChanged, this, &WorkspacePage::updateState);
    connect(&m_workspace, &workspace::Workspace::connectivityChanged, this, &WorkspacePage::updateState);
    renewEachMinute([this] { m_runsPane->setNow(QDateTime::currentDateTimeUtc()); });
}

void WorkspacePage::takeProject()
{
    domain::Project project = m_project->value().project;
    project.path = m_path;
    m_actions->setProject(project);
    updateState();
}

void WorkspacePage::takeRuns()
{
    m_runsPane->setRuns(m_runs->value());
    updateSelection();
    updateState();
}

void WorkspacePage::updateSelection()
{
    m_actions->setRuns(m_runsPane->selectedRuns());
}

void WorkspacePage::updateState()
{
    const bool wasReady = isReady();
    const workspace::Freshness &freshness = m_runs->freshness();
    const auto retry = [this] { refresh(); };
    m_notice.update(freshness.hasValue(), freshness.error, retry);
    const domain::Decision decision = m_actions->rights().decide(domain::Action::RunView, domain::Run());
    const bool isRefused = decision.reason == domain::Reason::NotVisible || decision.reason == domain::Reason::SeatNone;
    if (isRefused && m_project->freshness().hasValue()) {
        m_stack->showDenied(denialText(decision, m_actions->gate().context()));
    } else if (!freshness.hasValue()) {
        m_stack->showMissing(freshness.error, m_workspace.connectivity() == workspace::Connectivity::Offline, retry,
            tr("Loading runs…"));
    } else {
        if (m_runs->value().isEmpty())
            showGuide();
        else
            m_content->setCurrentWidget(m_splitter);
        m_stack->showContent();
    }
    if (wasReady != isReady())
        emit readyChanged();
}

void WorkspacePage::showGuide()
{
    if (m_guide == nullptr) {
        m_guide = new FirstRunGuide(m_workspace.account().server, m_path, m_content);
        m_content->addWidget(m_guide);
    }
    m_guide->setDenial(
        denialText(m_actions->rights().decide(domain::Action::RunLog, domain::Run()), m_actions->gate().context()));
    m_content->setCurrentWidget(m_guide);
}

void WorkspacePage::showMenu(const QPoint &globalPosition)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (QAction *action : pageActions())
        action == nullptr ? menu->addSeparator() : (menu->addAction(action), nullptr);
    menu->popup(globalPosition);
}

void WorkspacePage::openRun(const QString &run)
{
    if (run.isEmpty())
        return;
    emit openRequested({Location::Page::Run, m_path.entity, m_path.project, run, {}});
}

void WorkspacePage::exportCsv()
{
    domain::SharedRuns runs = m_runsPane->selectedRuns();
    if (runs.size() < 2) {
        runs.clear();
        for (int row = 0; row < m_runsPane->model().rowCount(); ++row)
            runs.append(m_runsPane->model().runAt(row));
    }
    const QList<RunColumn> columns = m_runsPane->visualColumns();
    FileSaver::save(this, *m_messages, tr("Export runs as CSV"), m_path.project + QStringLiteral("-runs.csv"),
        tr("CSV files (*.csv)"), [runs, columns] { return runsAsCsv(runs, columns); });
}

Location WorkspacePage::location() const
{
    return {Location::Page::Workspace, m_path.entity, m_path.project, {}, {}};
}

QString WorkspacePage::title() const
{
    return m_path.project;
}

QList<QAction *> WorkspacePage::pageActions() const
{
    return m_actions->all() + QList<QAction *>{nullptr} + m_runsPane->tableActions() + QList<QAction *>{m_export};
}

void WorkspacePage::refresh()
{
    m_runs->refresh();
    m_project->refresh();
}

void WorkspacePage::setActive(bool active)
{
    m_runs->setActive(active);
    m_project->setActive(active);
    m_histories->setActive(active);
    if (active)
        m_runsPane->setNow(QDateTime::currentDateTimeUtc());
    else
        m_state->flush();
}

bool WorkspacePage::isReady() const
{
    if (m_stack->state() == PageStack::State::Loading)
        return false;
    const bool hasCharts = m_stack->state() == PageStack::State::Content && m_content->currentWidget() == m_splitter;
    return !hasCharts || (!m_runsPane->isPreparing() && !m_chartsDelay->isActive() && m_charts->isSettled());
}

QDateTime WorkspacePage::shownFrom() const
{
    return m_runs->freshness().fetchedAt;
}

} // namespace ui

#include "moc_workspacepage.cpp"
