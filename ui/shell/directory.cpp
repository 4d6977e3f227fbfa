#include "ui/shell/directory.h"

#include "base/whendone.h"

#include <QJsonArray>

namespace ui {

namespace {

const QString directoryPinsScope = QStringLiteral("pins");
const QString directoryRecentScope = QStringLiteral("recent");
const QString directoryProjectsKey = QStringLiteral("projects");
constexpr qsizetype mostRecent = 5;
constexpr qsizetype mostTeamsWithProjects = 8;

QStringList projectNames(const QJsonObject &state)
{
    QStringList names;
    for (const auto &value : state.value(directoryProjectsKey).toArray())
        names.append(value.toString());
    names.removeAll(QString());
    return names;
}

} // namespace

Directory::Directory(workspace::Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_teams(workspace.teams())
{
    connect(m_teams.get(), &workspace::FeedBase::changed, this, &Directory::followTeams);
    connect(&m_workspace, &workspace::Workspace::localStateChanged, this, [this](const QString &scope) {
        if (scope == directoryPinsScope)
            loadPins();
        else if (scope == directoryRecentScope)
            loadRecent();
    });
    followTeams();
    loadPins();
    loadRecent();
}

Directory::~Directory() = default;

QList<domain::Team> Directory::teams() const
{
    return m_teams->value();
}

QList<domain::Project> Directory::projects(const QString &entity) const
{
    const auto found = m_projects.find(entity);
    return found == m_projects.end() ? QList<domain::Project>() : found->second->value();
}

void Directory::followTeams()
{
    const QList<domain::Team> teams = m_teams->value();
    std::erase_if(m_projects, [&teams](const auto &entry) {
        return std::none_of(
            teams.begin(), teams.end(), [&entry](const domain::Team &team) { return team.name == entry.first; });
    });
    for (const domain::Team &team : teams.first(std::min(teams.size(), mostTeamsWithProjects))) {
        if (m_projects.contains(team.name))
            continue;
        auto feed = m_workspace.projects(team.name);
        connect(feed.get(), &workspace::FeedBase::changed, this, &Directory::changed);
        m_projects.emplace(team.name, std::move(feed));
    }
    emit changed();
}

void Directory::loadPins()
{
    base::whenDone(this, m_workspace.localState(directoryPinsScope), [this](const QJsonObject &state) {
        m_pinned = projectNames(state);
        emit changed();
    });
}

void Directory::loadRecent()
{
    base::whenDone(this, m_workspace.localState(directoryRecentScope), [this](const QJsonObject &state) {
        m_recent = projectNames(state);
        emit changed();
    });
}

void Directory::noteVisit(const domain::ProjectPath &project)
{
    if (project.isEmpty() || m_recent.value(0) == project.text())
        return;
    m_recent.removeAll(project.text());
    m_recent.prepend(project.text());
    m_recent.resize(std::min(m_recent.size(), mostRecent));
    QJsonObject state;
    state.insert(directoryProjectsKey, QJsonArray::fromStringList(m_recent));
    // Where it cannot be kept, it is forgotten at the end of the session; that is no news for the person.
    base::whenDone(this, m_workspace.setLocalState(directoryRecentScope, state), [](const base::Status &) {});
    emit changed();
}

domain::ProjectPath projectPathFromText(const QString &text)
{
    return {text.section(u'/', 0, 0), text.section(u'/', 1)};
}

} // namespace ui

#include "moc_directory.cpp"
