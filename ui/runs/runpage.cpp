#include "ui/runs/runpage.h"

#include "base/whendone.h"
#include "ui/kit/elidedlabel.h"
#include "ui/kit/icons.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/pagehead.h"
#include "ui/kit/pagestack.h"
#include "ui/kit/stateicons.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"
#include "ui/runs/chartspane.h"
#include "ui/runs/consolepane.h"
#include "ui/runs/runactions.h"
#include "ui/runs/runcells.h"
#include "ui/runs/runoverviewpane.h"

#include <QAction>
#include <QBoxLayout>
#include <QDateTime>
#include <QEvent>
#include <QJsonObject>
#include <QTabBar>
#include <QTabWidget>

namespace ui {

RunPage::RunPage(workspace::Workspace &workspace, base::Settings &settings, const domain::RunPath &run,
    const QString &tab, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_settings(settings)
    , m_path(run)
    , m_run(workspace.run(run))
    , m_project(workspace.project(run.project))
    , m_messages(new MessageBar(this))
    , m_notice(*m_messages)
{
    setObjectName(QStringLiteral("runPage"));
    m_stack = new PageStack(this);
    m_content = new QWidget(m_stack);
    m_actions = new RunActions(workspace, *m_messages, this);
    auto *inner = new QVBoxLayout(m_content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    createHeader();
    createTabs(tab);
    m_stack->setContent(m_content);
    compose({m_messages}, m_stack);
    connectFeeds();
    takeProject();
    takeRun();
    followTab();
}

RunPage::~RunPage() = default;

void RunPage::createHeader()
{
    m_head = new PageHead({}, m_content);
    m_head->titleLabel()->setObjectName(QStringLiteral("runTitle"));
    m_head->detailLabel()->setObjectName(QStringLiteral("runStateWords"));
    for (QAction *action : {m_actions->rename(), m_actions->editTags(), m_actions->stop(), m_actions->remove()})
        m_head->addButton(action->objectName() + QStringLiteral("Button"), action, true);
    m_content->layout()->addWidget(m_head);
    for (QAction *action : pageActions()) {
        if (action != nullptr)
            addAction(action);
    }
}

void RunPage::createTabs(const QString &tab)
{
    m_tabs = new QTabWidget(m_content);
    m_tabs->setObjectName(QStringLiteral("runTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Parts of the run"));
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the run"));
    m_overview = new RunOverviewPane(*m_actions, m_tabs);
    m_overview->setObjectName(QStringLiteral("overview"));
    m_tabs->addTab(m_overview, icon("overview"), tr("Overview"));
    m_chartsTab = new QWidget(m_tabs);
    m_chartsTab->setObjectName(QStringLiteral("charts"));
    auto *charts = new QVBoxLayout(m_chartsTab);
    charts->setContentsMargins(0, 0, 0, 0);
    m_tabs->addTab(m_chartsTab, icon("chart"), tr("Charts"));
    m_consolePane = new ConsolePane(*m_messages, m_tabs);
    m_consolePane->setObjectName(QStringLiteral("console"));
    m_tabs->addTab(m_consolePane, icon("console"), tr("Console"));
    showTab(tab);
    static_cast<QVBoxLayout *>(m_content->layout())->addWidget(m_tabs, 1);
    connect(m_tabs, &QTabWidget::currentChanged, this, &RunPage::followTab);
}

void RunPage::connectFeeds()
{
    connect(m_run.get(), &workspace::FeedBase::changed, this, &RunPage::takeRun);
    connect(m_run.get(), &workspace::FeedBase::freshnessChanged, this, [this] {
        updateState();
        emit shownFromChanged();
    });
    connect(m_project.get(), &workspace::FeedBase::changed, this, &RunPage::takeProject);
    connect(&m_workspace, &workspace::Workspace::rightsChanged, this, &RunPage::updateState);
    connect(&m_workspace, &workspace::Workspace::connectivityChanged, this, [this] {
        updateState();
        showConsoleState();
    });
    connect(m_actions, &RunActions::changed, this, &RunPage::refresh);
    connect(m_actions, &RunActions::deleted, this, [this] {
        // The notice with "Undo" stays here: the page is left when the person says so.
        m_actions->setRuns({});
    });
    renewEachMinute([this] { renewAges(); });
}

void RunPage::createCharts()
{
    m_histories = m_workspace.histories(m_path.project);
    m_charts = new ChartsPane(*m_histories, m_settings, QStringLiteral("run/") + m_path.project.text(), m_chartsTab);
    m_chartsTab->layout()->addWidget(m_charts);
    connect(m_charts, &ChartsPane::settledChanged, this, &Page::readyChanged);
    base::whenDone(this, m_workspace.localState(QStringLiteral("project/") + m_path.project.text()),
        [this](const QJsonObject &state) {
            m_looks = RunLooks::fromJson(state.value(QStringLiteral("looks")).toObject());
            updateCharts();
        });
    updateCharts();
}

void RunPage::updateCharts()
{
    if (m_charts == nullptr || m_run->value().path.run.isEmpty())
        return;
    const QColor colour = m_looks.colour(m_path.run, themeColours(palette()).isDark);
    const bool isLive = domain::isActive(m_run->value().state);
    m_charts->setRuns({{m_path.run, runName(m_run->value()).simplified(), colour, true, isLive}});
}

/// Console and charts are asked for when their tab is looked at, and not followed while it is not.
void RunPage::followTab()
{
    const bool isCharts = m_tabs->currentWidget() == m_chartsTab;
    if (isCharts && m_charts == nullptr)
        createCharts();
    if (m_histories != nullptr)
        m_histories->setActive(m_isActive && isCharts);
    const bool isConsole = m_tabs->currentWidget() == m_consolePane;
    if (isConsole && m_console == nullptr) {
        m_console = m_workspace.console(m_path);
        connect(m_console.get(), &workspace::FeedBase::changed, this, &RunPage::takeConsole);
        connect(m_console.get(), &workspace::FeedBase::freshnessChanged, this, &RunPage::showConsoleState);
        takeConsole();
    }
    if (m_console != nullptr)
        m_console->setActive(m_isActive && isConsole);
}

void RunPage::takeConsole()
{
    m_consolePane->setLog(m_console->value());
    showConsoleState();
}

void RunPage::showConsoleState()
{
    if (m_console == nullptr)
        return;
    const workspace::Freshness &freshness = m_console->freshness();
    m_consolePane->setState(freshness.hasValue(), freshness.error,
        m_workspace.connectivity() == workspace::Connectivity::Offline, [this] { m_console->refresh(); });
}

void RunPage::takeProject()
{
    domain::Project project = m_project->value().project;
    project.path = m_path.project;
    m_actions->setProject(project);
    updateState();
}

void RunPage::takeRun()
{
    const domain::Run &run = m_run->value();
    if (!run.path.run.isEmpty()) {
        m_actions->setRuns({run});
        m_overview->setNow(QDateTime::currentDateTimeUtc());
        m_overview->setRun(run);
        m_consolePane->setRunName(runName(run));
        m_consolePane->setRunning(domain::isActive(run.state));
        updateHeader();
        updateCharts();
    }
    updateState();
}

void RunPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateCharts();
}

void RunPage::renewAges()
{
    m_overview->setNow(QDateTime::currentDateTimeUtc());
    updateHeader();
}

void RunPage::updateHeader()
{
    const domain::Run &run = m_run->value();
    const QString name = runName(run).simplified();
    m_head->setTitle(name);
    m_head->setSign(runStateIcon(run.state));
    const QString age = ageText(run.createdAt, QDateTime::currentDateTimeUtc());
    m_head->setDetail(run.creatorName.isEmpty()
            ? tr("%1, started %2").arg(runStateName(run), age)
            : tr("%1, started %2 by %3").arg(runStateName(run), age, runCreatorText(run)));
    if (std::exchange(m_shownName, name) != name)
        emit titleChanged();
}

void RunPage::updateState()
{
    const bool wasReady = isReady();
    const workspace::Freshness &freshness = m_run->freshness();
    const auto retry = [this] { refresh(); };
    m_notice.update(freshness.hasValue(), freshness.error, retry);
    // The server answered, and had no such run.
    const auto missing = freshness.hasValue() && !freshness.error
        ? std::optional(base::Error{base::Error::Kind::NotFound, m_path.text()})
        : freshness.error;
    const domain::Decision decision = m_actions->rights().decide(domain::Action::RunView, m_run->value());
    const bool isRefused = decision.reason == domain::Reason::NotVisible || decision.reason == domain::Reason::SeatNone;
    if (isRefused && m_project->freshness().hasValue())
        m_stack->showDenied(denialText(decision, m_actions->gate().context()));
    else if (!freshness.hasValue() || m_run->value().path.run.isEmpty())
        m_stack->showMissing(
            missing, m_workspace.connectivity() == workspace::Connectivity::Offline, retry, tr("Loading the run…"));
    else
        m_stack->showContent();
    if (wasReady != isReady())
        emit readyChanged();
}

/// Without a tab the page stays as the person left it.
void RunPage::showTab(const QString &name)
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (m_tabs->widget(i)->objectName() == name)
            m_tabs->setCurrentIndex(i);
    }
}

void RunPage::showPart(const Location &location)
{
    showTab(location.tab);
}

Location RunPage::location() const
{
    return {Location::Page::Run, m_path.project.entity, m_path.project.project, m_path.run,
        m_tabs->currentIndex() == 0 ? QString() : m_tabs->currentWidget()->objectName()};
}

QString RunPage::title() const
{
    return m_shownName.isEmpty() ? m_path.run : m_shownName;
}

QList<QAction *> RunPage::pageActions() const
{
    QList<QAction *> actions = m_actions->all();
    actions.remove(0, 2); // the run is open already
    return actions;
}

void RunPage::refresh()
{
    m_run->refresh();
    m_project->refresh();
    if (m_console != nullptr)
        m_console->refresh();
}

void RunPage::setActive(bool active)
{
    m_isActive = active;
    m_run->setActive(active);
    m_project->setActive(active);
    if (active)
        renewAges();
    followTab();
}

bool RunPage::isReady() const
{
    if (m_stack->state() == PageStack::State::Loading)
        return false;
    const bool showsCharts = m_stack->state() == PageStack::State::Content && m_tabs->currentWidget() == m_chartsTab;
    return !showsCharts || (m_charts != nullptr && m_charts->isSettled());
}

QDateTime RunPage::shownFrom() const
{
    return m_run->freshness().fetchedAt;
}

} // namespace ui

#include "moc_runpage.cpp"
