#include "server/registrystore.h"

#include "server/storequery.h"
#include "server/teamstore.h"
#include "server/userstore.h"

#include <algorithm>

namespace server {

using domain::RegistryRole;

namespace {

/// Aliases are protected in the portfolios of the registry whose list has them, and in those of a team's model
/// registry.
QString selectProtected(const char *rest)
{
    return QLatin1String("SELECT aliases.alias FROM artifact_aliases AS aliases"
                         " JOIN artifact_collections AS collections ON collections.id = aliases.collection"
                         " JOIN projects ON projects.id = collections.project"
                         " JOIN artifact_members AS members ON members.id = aliases.member"
                         " WHERE collections.kind = 'PORTFOLIO' AND (EXISTS (SELECT 1 FROM registry_aliases AS listed"
                         " WHERE listed.project = projects.id AND listed.alias = aliases.alias)"
                         " OR (projects.name = 'model-registry' AND EXISTS (SELECT 1 FROM protected_aliases AS listed"
                         " WHERE listed.entity = projects.entity AND listed.alias = aliases.alias))) AND ")
        + QLatin1String(rest);
}

/// A statement upon the list of the place, with `@list` and `@place` for its table and column.
QString onList(const RegistryStore::AliasPlace &place, const char *sql)
{
    const bool isRegistry = place.registry != 0;
    return QString::fromLatin1(sql)
        .replace(QLatin1String("@list"), QLatin1String(isRegistry ? "registry_aliases" : "protected_aliases"))
        .replace(QLatin1String("@place"), QLatin1String(isRegistry ? "project" : "entity"));
}

qint64 keyOf(const RegistryStore::AliasPlace &place)
{
    return place.registry != 0 ? place.registry : place.team;
}

/// Upon versions that were logged to the project ?1, or to one of the entity ?2.
constexpr char isLoggedThere[] =
    "members.artifact IN (SELECT artifacts.id FROM artifacts"
    " JOIN artifact_collections AS sequences ON sequences.id = artifacts.sequence"
    " JOIN projects AS sources ON sources.id = sequences.project WHERE sources.id = ?1 OR sources.entity = ?2)";

QString readWord(sqlite::Statement &row)
{
    return row.text(0);
}

base::Result<QString> firstWord(const base::Result<std::optional<QString>> &found)
{
    return found.map([](const std::optional<QString> &word) { return word.value_or(QString()); });
}

} // namespace

RegistryRole registryRoleFromWire(const QString &word)
{
    for (const RegistryRole role :
        {RegistryRole::Admin, RegistryRole::Member, RegistryRole::Viewer, RegistryRole::RestrictedViewer}) {
        if (word == wireName(role))
            return role;
    }
    return RegistryRole::Unknown;
}

QString wireName(RegistryRole role)
{
    switch (role) {
    case RegistryRole::Admin:
        return QStringLiteral("admin");
    case RegistryRole::Member:
        return QStringLiteral("member");
    case RegistryRole::Viewer:
        return QStringLiteral("viewer");
    case RegistryRole::RestrictedViewer:
        return QStringLiteral("restricted_viewer");
    case RegistryRole::None:
    case RegistryRole::Unknown:
        break;
    }
    return {};
}

base::Result<std::optional<EntityRecord>> RegistryStore::organizationEntity()
{
    const auto id =
        readInteger(m_database, QStringLiteral("SELECT id FROM entities WHERE kind = 'organization' ORDER BY id"));
    if (!id)
        return id.error();
    return TeamStore(m_database).byId(*id);
}

base::Result<domain::BaseRole> RegistryStore::highestTeamRole(qint64 user)
{
    const auto roles = readRows(
        m_database,
        QStringLiteral("SELECT members.role FROM members JOIN entities ON entities.id = members.entity"
                       " WHERE members.user = ?1 AND entities.kind = 'team'"),
        [](sqlite::Statement &row) { return domain::baseRoleFromWire(row.text(0)); }, user);
    return roles.map([](const QList<domain::BaseRole> &all) {
        const auto highest = std::max_element(all.begin(), all.end());
        return highest == all.end() ? domain::BaseRole::None : *highest;
    });
}

base::Result<bool> RegistryStore::allowsAllTypes(qint64 project)
{
    return readInteger(
        m_database, QStringLiteral("SELECT allows_all_types FROM registries WHERE project = ?1"), project)
        .map([](qint64 allows) { return allows != 0; });
}

base::Status RegistryStore::setAllowsAllTypes(qint64 project, bool allows)
{
    return m_database.execute(
        QStringLiteral("INSERT INTO registries(project, allows_all_types) VALUES(?1, ?2)"
                       " ON CONFLICT(project) DO UPDATE SET allows_all_types = excluded.allows_all_types"),
        project, allows ? 1 : 0);
}

base::Result<RegistryRole> RegistryStore::userRole(qint64 project, qint64 user)
{
    return readRow(m_database, QStringLiteral("SELECT role FROM registry_users WHERE project = ?1 AND user = ?2"),
        readWord, project, user)
        .map(
            [](const std::optional<QString> &word) { return word ? registryRoleFromWire(*word) : RegistryRole::None; });
}

base::Result<QList<RegistryRole>> RegistryStore::rolesOfTeams(qint64 project, qint64 user)
{
    return readRows(
        m_database,
        QStringLiteral("SELECT registry_teams.role FROM registry_teams"
                       " JOIN members ON members.entity = registry_teams.entity"
                       " WHERE registry_teams.project = ?1 AND members.user = ?2"),
        [](sqlite::Statement &row) { return registryRoleFromWire(row.text(0)); }, project, user);
}

base::Result<QList<std::pair<QString, RegistryRole>>> RegistryStore::rolesOfUser(qint64 user)
{
    return readRows(
        m_database,
        QStringLiteral("SELECT projects.name, registry_users.role FROM registry_users"
                       " JOIN projects ON projects.id = registry_users.project WHERE registry_users.user = ?1"
                       " ORDER BY projects.name"),
        [](sqlite::Statement &row) { return std::pair(row.text(0), registryRoleFromWire(row.text(1))); }, user);
}

base::Result<QList<RegistryStore::UserRole>> RegistryStore::users(qint64 project)
{
    return readRows(
        m_database,
        QLatin1String("SELECT ") + QLatin1String(userColumns)
            + QLatin1String(", registry_users.role FROM registry_users JOIN users ON users.id = registry_users.user"
                            " WHERE registry_users.project = ?1 ORDER BY users.username"),
        [](sqlite::Statement &row) {
            return UserRole{userFromRow(row), registryRoleFromWire(row.text(userColumnCount))};
        },
        project);
}

base::Result<QList<RegistryStore::TeamRole>> RegistryStore::teams(qint64 project)
{
    return readRows(
        m_database, QStringLiteral("SELECT entity, role FROM registry_teams WHERE project = ?1 ORDER BY entity"),
        [](sqlite::Statement &row) {
            return TeamRole{row.integer(0), registryRoleFromWire(row.text(1))};
        },
        project);
}

base::Result<RegistryRole> RegistryStore::teamRole(qint64 project, qint64 entity)
{
    return readRow(m_database, QStringLiteral("SELECT role FROM registry_teams WHERE project = ?1 AND entity = ?2"),
        readWord, project, entity)
        .map(
            [](const std::optional<QString> &word) { return word ? registryRoleFromWire(*word) : RegistryRole::None; });
}

base::Status RegistryStore::setUserRole(qint64 project, qint64 user, RegistryRole role)
{
    return m_database.execute(QStringLiteral("INSERT OR REPLACE INTO registry_users(project, user, role)"
                                             " VALUES(?1, ?2, ?3)"),
        project, user, wireName(role));
}

base::Status RegistryStore::setTeamRole(qint64 project, qint64 entity, RegistryRole role)
{
    return m_database.execute(QStringLiteral("INSERT OR REPLACE INTO registry_teams(project, entity, role)"
                                             " VALUES(?1, ?2, ?3)"),
        project, entity, wireName(role));
}

base::Status RegistryStore::removeUser(qint64 project, qint64 user)
{
    return m_database.execute(
        QStringLiteral("DELETE FROM registry_users WHERE project = ?1 AND user = ?2"), project, user);
}

base::Status RegistryStore::removeTeam(qint64 project, qint64 entity)
{
    return m_database.execute(
        QStringLiteral("DELETE FROM registry_teams WHERE project = ?1 AND entity = ?2"), project, entity);
}

base::Result<QStringList> RegistryStore::protectedAliases(const AliasPlace &place)
{
    return readRows(
        m_database, onList(place, "SELECT alias FROM @list WHERE @place = ?1 ORDER BY alias"), readWord, keyOf(place));
}

base::Status RegistryStore::protectAlias(const AliasPlace &place, const QString &alias)
{
    return m_database.execute(
        onList(place, "INSERT OR IGNORE INTO @list(@place, alias) VALUES(?1, ?2)"), keyOf(place), alias);
}

base::Status RegistryStore::unprotectAlias(const AliasPlace &place, const QString &alias)
{
    return m_database.execute(onList(place, "DELETE FROM @list WHERE @place = ?1 AND alias = ?2"), keyOf(place), alias);
}

base::Result<QString> RegistryStore::protectedAliasOfArtifact(qint64 artifact)
{
    return firstWord(
        readRow(m_database, selectProtected("members.artifact = ?1 ORDER BY aliases.id"), readWord, artifact));
}

base::Result<QString> RegistryStore::protectedAliasInCollection(qint64 collection)
{
    return firstWord(
        readRow(m_database, selectProtected("collections.id = ?1 ORDER BY aliases.id"), readWord, collection));
}

base::Result<QString> RegistryStore::protectedAliasOfMember(qint64 member)
{
    return firstWord(readRow(m_database, selectProtected("members.id = ?1 ORDER BY aliases.id"), readWord, member));
}

base::Result<RegistryStore::Holding> RegistryStore::holding(qint64 project, qint64 entity)
{
    const QByteArray isIn = QByteArray("(projects.id = ?1 OR (projects.entity <> ?2 AND ") + isLoggedThere + "))";
    const auto alias = firstWord(
        readRow(m_database, selectProtected((isIn + " ORDER BY aliases.id").constData()), readWord, project, entity));
    const auto links = readInteger(m_database,
        QLatin1String("SELECT EXISTS (SELECT 1 FROM artifact_members AS members"
                      " JOIN artifact_collections AS collections ON collections.id = members.collection"
                      " JOIN projects ON projects.id = collections.project"
                      " JOIN entities ON entities.id = projects.entity WHERE collections.kind = 'PORTFOLIO'"
                      " AND (entities.kind = 'organization'"
                      " OR (entities.kind = 'team' AND projects.name = 'model-registry'))"
                      " AND projects.id <> ?1 AND projects.entity <> ?2 AND ")
            + QLatin1String(isLoggedThere) + QLatin1Char(')'),
        project, entity);
    if (!alias || !links)
        return alias ? links.error() : alias.error();
    return Holding{*alias, *links != 0};
}

base::Result<RegistryStore::Holding> RegistryStore::holdingOfProject(qint64 project)
{
    return holding(project, 0);
}

base::Result<RegistryStore::Holding> RegistryStore::holdingOfTeam(qint64 entity)
{
    return holding(0, entity);
}

base::Result<bool> RegistryStore::isModelRegistryAdmin(qint64 entity, qint64 user)
{
    return readInteger(m_database,
        QStringLiteral("SELECT count(*) FROM model_registry_admins WHERE entity = ?1 AND user = ?2"), entity, user)
        .map([](qint64 count) { return count > 0; });
}

base::Result<QList<UserRecord>> RegistryStore::modelRegistryAdmins(qint64 entity)
{
    return readRows(
        m_database,
        QLatin1String("SELECT ") + QLatin1String(userColumns)
            + QLatin1String(" FROM model_registry_admins AS admins JOIN users ON users.id = admins.user"
                            " WHERE admins.entity = ?1 ORDER BY users.username"),
        [](sqlite::Statement &row) { return userFromRow(row); }, entity);
}

base::Status RegistryStore::setModelRegistryAdmin(qint64 entity, qint64 user, bool isAdmin)
{
    return m_database.execute(isAdmin
            ? QStringLiteral("INSERT OR IGNORE INTO model_registry_admins(entity, user) VALUES(?1, ?2)")
            : QStringLiteral("DELETE FROM model_registry_admins WHERE entity = ?1 AND user = ?2"),
        entity, user);
}

} // namespace server
