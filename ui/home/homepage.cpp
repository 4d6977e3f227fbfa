#include "ui/home/homepage.h"

#include "ui/home/homeprojectsmodel.h"
#include "ui/home/homerunsmodel.h"
#include "ui/home/homesection.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/pagehead.h"
#include "ui/kit/pagestack.h"
#include "ui/kit/tableview.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"

#include <QGridLayout>

namespace ui {

namespace {

void setHomeColumns(
    TableView *table, base::Settings &settings, const QString &scope, std::initializer_list<int> charactersFromSecond)
{
    int column = 1;
    for (const int characters : charactersFromSecond)
        table->setColumnWidth(column++, textWidth(table, characters));
    table->setStretchColumn(0);
    table->rememberColumns(settings, scope);
}

} // namespace

HomePage::HomePage(workspace::Workspace &workspace, base::Settings &settings, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_feed(workspace.home())
{
    createSections(settings);
    createLayout();
    connectFeed();
    showHome();
}

HomePage::~HomePage() = default;

void HomePage::setActive(bool active)
{
    m_feed->setActive(active);
    if (active)
        showHome();
}

bool HomePage::isReady() const
{
    return m_stack->state() != PageStack::State::Loading;
}

void HomePage::createSections(base::Settings &settings)
{
    m_projects = new HomeProjectsModel(this);
    m_active = new HomeRunsModel(HomeRunsModel::Time::Runtime, this);
    m_finished = new HomeRunsModel(HomeRunsModel::Time::Ended, this);
    m_projectsSection = new HomeSection(tr("Projects you work in"), "projects", this);
    m_projectsSection->table()->setObjectName(QStringLiteral("homeProjects"));
    m_projectsSection->setModel(m_projects);
    m_projectsSection->setEmptyWords(
        tr("No projects yet"), tr("Projects of your teams appear here as soon as somebody logs a run into them."));
    m_activeSection = new HomeSection(tr("In progress"), "state-running", this);
    m_activeSection->table()->setObjectName(QStringLiteral("homeActiveRuns"));
    m_activeSection->setModel(m_active);
    m_activeSection->setEmptyWords(tr("Nothing is running"), tr("Runs that are logging now appear here."));
    m_finishedSection = new HomeSection(tr("Finished since your last visit"), "state-finished", this);
    m_finishedSection->table()->setObjectName(QStringLiteral("homeFinishedRuns"));
    m_finishedSection->setModel(m_finished);
    m_finishedSection->setEmptyWords(tr("Nothing new"), tr("Runs that ended since you last looked in appear here."));
    m_projectsSection->table()->setDispensable({HomeProjectsModel::ActiveRunsColumn, HomeProjectsModel::TeamColumn});
    for (const HomeSection *section : {m_activeSection, m_finishedSection})
        section->table()->setDispensable({HomeRunsModel::CreatorColumn, HomeRunsModel::ProjectColumn});
    setHomeColumns(m_projectsSection->table(), settings, QStringLiteral("home/projects"), {13, 8, 9, 14});
    setHomeColumns(m_activeSection->table(), settings, QStringLiteral("home/active"), {14, 14, 13});
    setHomeColumns(m_finishedSection->table(), settings, QStringLiteral("home/finished"), {14, 14, 13});
    connect(m_projectsSection->table(), &TableView::rowActivated, this, &HomePage::openProject);
    connect(m_activeSection->table(), &TableView::rowActivated, this,
        [this](const QModelIndex &index) { openRun(*m_active, index); });
    connect(m_finishedSection->table(), &TableView::rowActivated, this,
        [this](const QModelIndex &index) { openRun(*m_finished, index); });
}

void HomePage::createLayout()
{
    m_head = new PageHead(tr("Home"), this);
    m_message = new MessageBar(this);
    m_notice.emplace(*m_message);
    auto *content = new QWidget(this);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(gap(2), 0, gap(2), gap(2));
    grid->setSpacing(gap(2));
    grid->addWidget(m_projectsSection, 0, 0, 2, 1);
    grid->addWidget(m_activeSection, 0, 1);
    grid->addWidget(m_finishedSection, 1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(0, 1);
    grid->setRowStretch(1, 1);
    m_stack = new PageStack(this);
    m_stack->setContent(content);
    compose({m_head, m_message}, m_stack);
    connect(m_stack, &PageStack::stateChanged, this, &Page::readyChanged);
}

void HomePage::connectFeed()
{
    connect(m_feed.get(), &workspace::FeedBase::changed, this, &HomePage::showHome);
    connect(m_feed.get(), &workspace::FeedBase::freshnessChanged, this, [this] {
        updateState();
        emit shownFromChanged();
    });
    connect(&m_workspace, &workspace::Workspace::connectivityChanged, this, &HomePage::updateState);
    renewEachMinute([this] { showHome(); });
}

void HomePage::showHome()
{
    const domain::Account &account = m_workspace.account();
    const QString name = account.name.isEmpty() ? account.username : account.name;
    m_head->setTitle(name.isEmpty() ? tr("Home") : tr("Hello, %1").arg(name));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_projects->setNow(now);
    m_active->setNow(now);
    m_finished->setNow(now);
    m_projects->setRows(m_feed->value().projects);
    m_active->setRows(m_feed->value().activeRuns);
    m_finished->setRows(m_feed->value().finishedSinceLastVisit);
    for (HomeSection *section : {m_projectsSection, m_activeSection, m_finishedSection})
        section->update();
    updateState();
}

void HomePage::updateState()
{
    const workspace::Freshness &freshness = m_feed->freshness();
    const auto retry = [this] { m_feed->refresh(); };
    if (freshness.hasValue())
        m_stack->showContent();
    else
        m_stack->showMissing(freshness.error, m_workspace.connectivity() == workspace::Connectivity::Offline, retry);
    m_notice->update(freshness.hasValue(), freshness.error, retry);
}

void HomePage::openProject(const QModelIndex &index)
{
    const domain::Project &project = m_projects->at(index.row());
    Location location;
    location.page = Location::Page::Workspace;
    location.entity = project.path.entity;
    location.project = project.path.project;
    emit openRequested(location);
}

void HomePage::openRun(const HomeRunsModel &model, const QModelIndex &index)
{
    const domain::Run &run = model.at(index.row());
    Location location;
    location.page = Location::Page::Run;
    location.entity = run.path.project.entity;
    location.project = run.path.project.project;
    location.run = run.path.run;
    emit openRequested(location);
}

} // namespace ui

#include "moc_homepage.cpp"
