#include "ui/shell/navigationtree.h"

#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/stateicons.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"
#include "ui/shell/directory.h"
#include "ui/shell/navigationhistory.h"

#include <QKeyEvent>
#include <QStandardItemModel>

namespace ui {

namespace {

constexpr int pathRole = Qt::UserRole + 1;
constexpr int keyRole = Qt::UserRole + 2;

Location teamLocation(Location::Page page, const QString &entity)
{
    Location location;
    location.page = page;
    location.entity = entity;
    return location;
}

Location projectLocation(const domain::ProjectPath &path)
{
    Location location = teamLocation(Location::Page::Workspace, path.entity);
    location.project = path.project;
    return location;
}

} // namespace

NavigationTree::NavigationTree(QWidget *parent)
    : QTreeView(parent)
    , m_model(new QStandardItemModel(this))
{
    setObjectName(QStringLiteral("navigation"));
    setAccessibleName(tr("Navigation"));
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setUniformRowHeights(true);
    setIndentation(gap(4));
    setRootIsDecorated(true);
    setExpandsOnDoubleClick(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideMiddle);
    setModel(m_model);
    connect(this, &QTreeView::clicked, this, &NavigationTree::open);
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        if (!m_isRebuilding)
            m_collapsed.insert(index.data(keyRole).toString());
    });
    connect(this, &QTreeView::expanded, this,
        [this](const QModelIndex &index) { m_collapsed.remove(index.data(keyRole).toString()); });
}

void NavigationTree::setDirectory(Directory *directory)
{
    if (m_directory != nullptr)
        m_directory->disconnect(this);
    m_directory = directory;
    if (directory != nullptr)
        connect(directory, &Directory::changed, this, &NavigationTree::rebuild);
    rebuild();
}

void NavigationTree::setCurrent(const Location &location)
{
    m_current = location;
    markCurrent();
}

void NavigationTree::rebuild()
{
    m_isRebuilding = true;
    m_model->clear();
    if (m_directory != nullptr) {
        addEntry(m_model->invisibleRootItem(), icon("home"), tr("Home"), {});
        addProjects(tr("Pinned"), QStringLiteral("pinned"), m_directory->pinned());
        addProjects(tr("Recent"), QStringLiteral("recent"), m_directory->recent());
        addTeams();
    }
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        setExpanded(index, !m_collapsed.contains(index.data(keyRole).toString()));
    }
    m_isRebuilding = false;
    markCurrent();
}

void NavigationTree::addProjects(const QString &heading, const QString &key, const QStringList &names)
{
    if (names.isEmpty())
        return;
    QStandardItem *parent = addHeading(icon(key == QLatin1String("pinned") ? "pin" : "history"), heading, key);
    for (const QString &name : names) {
        const domain::ProjectPath path = projectPathFromText(name);
        QStandardItem *entry = addEntry(parent, icon("projects"), path.project, projectLocation(path));
        entry->setToolTip(plainToolTip(name));
    }
}

void NavigationTree::addTeams()
{
    for (const domain::Team &team : m_directory->teams()) {
        QStandardItem *parent =
            addHeading(icon(team.isPersonal ? "member" : "team"), team.name, QStringLiteral("team/") + team.name);
        parent->setToolTip(plainToolTip(tr("%1 · your role: %2").arg(team.name, roleName(team.myRole))));
        addEntry(parent, icon("projects"), tr("Projects"), teamLocation(Location::Page::Projects, team.name));
        if (!team.isPersonal)
            addEntry(parent, icon("members"), tr("Members"), teamLocation(Location::Page::Members, team.name));
    }
}

QStandardItem *NavigationTree::addHeading(const QIcon &icon, const QString &text, const QString &key)
{
    auto item = std::make_unique<QStandardItem>(icon, text);
    item->setData(key, keyRole);
    item->setFont(scaledFont(font(), 1.0, true));
    QStandardItem *placed = item.release(); // the model takes it over
    m_model->appendRow(placed);
    return placed;
}

QStandardItem *NavigationTree::addEntry(
    QStandardItem *parent, const QIcon &icon, const QString &text, const Location &location)
{
    auto item = std::make_unique<QStandardItem>(icon, text);
    item->setData(location.path(), pathRole);
    QStandardItem *placed = item.release(); // the parent takes it over
    parent->appendRow(placed);
    return placed;
}

void NavigationTree::markCurrent()
{
    Location wanted = m_current;
    // A run's page belongs to its project's entry.
    if (wanted.page == Location::Page::Run)
        wanted.page = Location::Page::Workspace;
    wanted.run.clear();
    wanted.tab.clear();
    const QString path = wanted.path();
    QModelIndexList found =
        m_model->match(m_model->index(0, 0), pathRole, path, 1, Qt::MatchExactly | Qt::MatchRecursive);
    if (found.isEmpty() && wanted.page == Location::Page::Workspace) {
        const QString projects = teamLocation(Location::Page::Projects, wanted.entity).path();
        found = m_model->match(m_model->index(0, 0), pathRole, projects, 1, Qt::MatchExactly | Qt::MatchRecursive);
    }
    if (found.isEmpty())
        selectionModel()->clearSelection();
    else
        selectionModel()->setCurrentIndex(found.first(), QItemSelectionModel::ClearAndSelect);
}

QModelIndex NavigationTree::indexOf(const QStringList &texts) const
{
    QModelIndex at;
    for (const QString &text : texts) {
        QModelIndex next;
        for (int row = 0; row < m_model->rowCount(at); ++row) {
            if (m_model->index(row, 0, at).data().toString() == text)
                next = m_model->index(row, 0, at);
        }
        if (!next.isValid())
            return {};
        at = next;
    }
    return at;
}

void NavigationTree::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        open(currentIndex());
        return;
    }
    QTreeView::keyPressEvent(event);
}

void NavigationTree::open(const QModelIndex &index)
{
    const QString path = index.data(pathRole).toString();
    if (path.isEmpty()) {
        setExpanded(index, !isExpanded(index));
        return;
    }
    if (const auto location = Location::fromPath(path))
        emit openRequested(*location);
}

} // namespace ui

#include "moc_navigationtree.cpp"
