#include "ui/projects/projectspage.h"

#include "base/whendone.h"
#include "domain/rulebook.h"
#include "ui/kit/icons.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/pagehead.h"
#include "ui/kit/pagestack.h"
#include "ui/kit/searchfield.h"
#include "ui/kit/tableview.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"
#include "ui/projects/newprojectdialog.h"
#include "ui/projects/projectstablemodel.h"

#include <QAction>
#include <QHeaderView>
#include <QJsonArray>
#include <QMenu>
#include <QSortFilterProxyModel>

namespace ui {

namespace {

const QString pinsScope = QStringLiteral("pins");
const QString pinnedProjectsKey = QStringLiteral("projects");

QSet<QString> pinnedProjects(const QJsonObject &state)
{
    QSet<QString> pins;
    for (const auto &value : state.value(pinnedProjectsKey).toArray())
        pins.insert(value.toString());
    return pins;
}

} // namespace

ProjectsPage::ProjectsPage(
    workspace::Workspace &workspace, base::Settings &settings, const QString &entity, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_settings(settings)
    , m_entity(entity)
    , m_feed(workspace.projects(entity))
    , m_gate(new ActionGate(this))
{
    createActions();
    createTable();
    createLayout();
    connectFeed();
    loadPins();
    showProjects();
}

ProjectsPage::~ProjectsPage() = default;

Location ProjectsPage::location() const
{
    Location location;
    location.page = Location::Page::Projects;
    location.entity = m_entity;
    return location;
}

QString ProjectsPage::title() const
{
    return tr("Projects");
}

QList<QAction *> ProjectsPage::pageActions() const
{
    return {m_newAction, nullptr, m_openAction, m_pinAction};
}

void ProjectsPage::refresh()
{
    m_feed->refresh();
}

void ProjectsPage::setActive(bool active)
{
    m_feed->setActive(active);
    if (active) {
        m_model->setNow(QDateTime::currentDateTimeUtc());
        m_table->fitColumn(ProjectsTableModel::NameColumn, textWidth(m_table, 20));
    }
}

bool ProjectsPage::isReady() const
{
    return m_stack->state() != PageStack::State::Loading;
}

QDateTime ProjectsPage::shownFrom() const
{
    return m_feed->freshness().fetchedAt;
}

void ProjectsPage::createActions()
{
    m_newAction = new QAction(icon("add"), tr("&New project…"), this);
    m_newAction->setObjectName(QStringLiteral("newProject"));
    m_newAction->setToolTip(tr("Create a project in this team"));
    m_newAction->setShortcut(QKeySequence::New);
    m_openAction = new QAction(icon("forward"), tr("&Open project"), this);
    m_openAction->setObjectName(QStringLiteral("openProject"));
    m_pinAction = new QAction(icon("pin"), tr("&Pin project"), this);
    m_pinAction->setObjectName(QStringLiteral("pinProject"));
    m_pinAction->setToolTip(tr("Pinned projects stand at the top of the navigation"));
    m_pinAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_D));
    m_clearFilterAction = new QAction(icon("cancel"), tr("Clear the filter"), this);
    for (QAction *action : {m_newAction, m_pinAction})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addActions({m_newAction, m_pinAction});
    connect(m_newAction, &QAction::triggered, this, &ProjectsPage::askForNewProject);
    connect(m_openAction, &QAction::triggered, this, &ProjectsPage::openCurrent);
    connect(m_pinAction, &QAction::triggered, this, &ProjectsPage::togglePin);
    connect(m_clearFilterAction, &QAction::triggered, this, [this] { m_search->clear(); });
    m_gate->guard(m_newAction, [this] {
        domain::Object object;
        object.name = m_entity;
        object.policy = m_workspace.policyOf(m_entity);
        domain::Circumstances circumstances;
        circumstances.isOffline = m_workspace.connectivity() != workspace::Connectivity::Online;
        circumstances.dataFrom = shownFrom();
        return domain::decide(m_workspace.personIn(m_entity), domain::Action::ProjectCreate, object, circumstances);
    });
}

void ProjectsPage::createTable()
{
    m_model = new ProjectsTableModel(this);
    m_proxy = new QSortFilterProxyModel(this);
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(ProjectsTableModel::SortRole);
    m_proxy->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setSortLocaleAware(true);
    m_table = new TableView(this);
    m_table->setObjectName(QStringLiteral("projectsTable"));
    m_table->setAccessibleName(tr("Projects"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(m_proxy);
    m_table->setStretchColumn(ProjectsTableModel::DescriptionColumn);
    const QList<std::pair<int, int>> widths{{ProjectsTableModel::NameColumn, 24},
        {ProjectsTableModel::VisibilityColumn, 14}, {ProjectsTableModel::RunsColumn, 8},
        {ProjectsTableModel::ActiveRunsColumn, 10}, {ProjectsTableModel::LastActiveColumn, 14},
        {ProjectsTableModel::OwnerColumn, 16}};
    for (const auto &[column, characters] : widths)
        m_table->setColumnWidth(column, textWidth(m_table, characters));
    m_table->setDispensable({ProjectsTableModel::OwnerColumn, ProjectsTableModel::ActiveRunsColumn});
    m_table->sortByColumn(ProjectsTableModel::LastActiveColumn, Qt::DescendingOrder);
    m_table->rememberColumns(m_settings, QStringLiteral("projects"));
    connect(m_table, &TableView::rowActivated, this, &ProjectsPage::openCurrent);
    connect(m_table, &TableView::menuRequested, this, &ProjectsPage::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ProjectsPage::updateGate);
}

void ProjectsPage::createLayout()
{
    m_head = new PageHead(tr("Projects"), this);
    m_search = m_head->addFilter(QStringLiteral("projectsFilter"), tr("Filter projects"));
    m_search->setView(m_table);
    m_head->addButton(QStringLiteral("newProjectButton"), m_newAction);
    m_message = new MessageBar(this);
    m_notice.emplace(*m_message);
    m_stack = new PageStack(this);
    m_stack->setContent(m_table);
    compose({m_head, m_message}, m_stack);
    connect(m_search, &SearchField::searchChanged, this, [this](const QString &text) {
        m_proxy->setFilterFixedString(text);
        updateState();
    });
    connect(m_stack, &PageStack::stateChanged, this, &Page::readyChanged);
}

void ProjectsPage::connectFeed()
{
    connect(m_feed.get(), &workspace::FeedBase::changed, this, &ProjectsPage::showProjects);
    connect(m_feed.get(), &workspace::FeedBase::freshnessChanged, this, [this] {
        updateState();
        updateGate();
        emit shownFromChanged();
    });
    connect(&m_workspace, &workspace::Workspace::rightsChanged, this, &ProjectsPage::updateGate);
    connect(&m_workspace, &workspace::Workspace::connectivityChanged, this, [this] {
        updateGate();
        updateState();
    });
    connect(&m_workspace, &workspace::Workspace::localStateChanged, this, [this](const QString &scope) {
        if (scope == pinsScope)
            loadPins();
    });
    renewEachMinute([this] { m_model->setNow(QDateTime::currentDateTimeUtc()); });
}

void ProjectsPage::showProjects()
{
    m_model->setNow(QDateTime::currentDateTimeUtc());
    m_model->setRows(m_feed->value());
    m_table->fitColumn(ProjectsTableModel::NameColumn, textWidth(m_table, 20));
    if (!m_table->currentIndex().isValid() && m_proxy->rowCount() > 0)
        m_table->setCurrentIndex(m_proxy->index(0, 0));
    updateState();
    updateGate();
}

void ProjectsPage::updateState()
{
    const workspace::Freshness &freshness = m_feed->freshness();
    const int shown = m_proxy->rowCount();
    const int all = m_model->rowCount();
    m_head->setDetail(!freshness.hasValue() ? QString()
            : shown == all                  ? tr("%Ln project(s)", nullptr, all)
                                            : tr("%1 of %Ln project(s)", nullptr, all).arg(countText(shown)));
    const auto retry = [this] { m_feed->refresh(); };
    if (!freshness.hasValue()) {
        const bool isOffline = m_workspace.connectivity() == workspace::Connectivity::Offline;
        m_stack->showMissing(freshness.error, isOffline, retry);
    } else if (all == 0) {
        m_stack->showEmpty("projects", tr("No projects yet"),
            tr("A project appears here as soon as somebody logs a run into it, or when you create one."), m_newAction);
    } else if (shown == 0) {
        m_stack->showEmpty("filter", tr("No project matches"), tr("Nothing here contains “%1”.").arg(m_search->text()),
            m_clearFilterAction);
    } else {
        m_stack->showContent();
    }
    m_notice->update(freshness.hasValue(), freshness.error, retry);
}

void ProjectsPage::updateGate()
{
    const domain::Project *project = current();
    m_openAction->setEnabled(project != nullptr);
    m_pinAction->setEnabled(project != nullptr);
    const bool isPinned = project != nullptr && m_model->isPinned(project->path);
    m_pinAction->setText(isPinned ? tr("Un&pin project") : tr("&Pin project"));
    m_pinAction->setIcon(icon(isPinned ? "unpin" : "pin"));
    DenialContext context;
    context.teamName = m_entity;
    context.adminNames = m_workspace.adminsOf(m_entity);
    context.dataFrom = shownFrom();
    m_gate->setContext(context);
}

void ProjectsPage::loadPins()
{
    base::whenDone(this, m_workspace.localState(pinsScope), [this](const QJsonObject &state) {
        m_pins = pinnedProjects(state);
        m_model->setPinned(m_pins);
        updateGate();
    });
}

void ProjectsPage::togglePin()
{
    const domain::Project *project = current();
    if (project == nullptr)
        return;
    const QString name = project->path.text();
    // Read first: the navigation may have changed the pins of other teams meanwhile.
    base::whenDone(this, m_workspace.localState(pinsScope), [this, name](QJsonObject state) {
        QSet<QString> pins = pinnedProjects(state);
        if (!pins.remove(name))
            pins.insert(name);
        QStringList sorted = pins.values();
        sorted.sort();
        state.insert(pinnedProjectsKey, QJsonArray::fromStringList(sorted));
        base::whenDone(this, m_workspace.setLocalState(pinsScope, state), [this](const base::Status &status) {
            if (!status)
                m_message->showError(status.error());
        });
    });
}

void ProjectsPage::openCurrent()
{
    const domain::Project *project = current();
    if (project == nullptr)
        return;
    Location location;
    location.page = Location::Page::Workspace;
    location.entity = project->path.entity;
    location.project = project->path.project;
    emit openRequested(location);
}

void ProjectsPage::askForNewProject()
{
    auto *dialog = new NewProjectDialog(m_entity, m_workspace.policyOf(m_entity), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NewProjectDialog::submitted, this, [this, dialog] { createProject(dialog); });
    dialog->open();
}

void ProjectsPage::createProject(NewProjectDialog *dialog)
{
    const NewProject wanted = dialog->value();
    dialog->setBusy(true);
    const QPointer<NewProjectDialog> open(dialog);
    const auto future = m_workspace.createProject({m_entity, wanted.name}, wanted.description, wanted.visibility);
    base::whenDone(this, future, [this, open, name = wanted.name](const base::Status &status) {
        if (!status) {
            if (open)
                open->showError(status.error());
            else
                m_message->showError(status.error());
            return;
        }
        if (open)
            open->accept();
        m_message->showNotice(tr("Project %1 was created.").arg(name));
        m_feed->refresh();
    });
}

void ProjectsPage::showMenu(const QPoint &globalPosition)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addAction(m_openAction);
    menu->addAction(m_pinAction);
    menu->addSeparator();
    menu->addAction(m_newAction);
    menu->popup(globalPosition);
}

const domain::Project *ProjectsPage::current() const
{
    const QModelIndex index = m_proxy->mapToSource(m_table->currentIndex());
    return index.isValid() ? &m_model->at(index.row()) : nullptr;
}

} // namespace ui

#include "moc_projectspage.cpp"
