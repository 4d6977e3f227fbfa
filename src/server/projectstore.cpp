#include "server/projectstore.h"

#include "server/customrolestore.h"
#include "server/storequery.h"
#include "server/userstore.h"

namespace server {

namespace {

QString selectProject(const char *rest)
{
    return QLatin1String("SELECT projects.id, projects.entity, entities.name, projects.name, projects.description,"
                         " projects.access, projects.owner, projects.created_at, projects.updated_at FROM projects"
                         " JOIN entities ON entities.id = projects.entity ")
        + QLatin1String(rest);
}

ProjectRecord readProject(sqlite::Statement &row)
{
    ProjectRecord project;
    project.id = row.integer(0);
    project.entity = row.integer(1);
    project.entityName = row.text(2);
    project.name = row.text(3);
    project.description = row.text(4);
    project.visibility = domain::visibilityFromWire(row.text(5));
    project.owner = row.integer(6);
    project.createdAt = timeOf(row.integer(7));
    project.updatedAt = timeOf(row.integer(8));
    return project;
}

} // namespace

base::Result<std::optional<ProjectRecord>> ProjectStore::byId(qint64 id)
{
    return readRow(m_database, selectProject("WHERE projects.id = ?1"), readProject, id);
}

base::Result<std::optional<ProjectRecord>> ProjectStore::find(qint64 entity, const QString &name)
{
    return readRow(
        m_database, selectProject("WHERE projects.entity = ?1 AND projects.name = ?2"), readProject, entity, name);
}

base::Result<QList<ProjectRecord>> ProjectStore::ofEntity(qint64 entity)
{
    return readRows(m_database,
        selectProject("WHERE projects.entity = ?1 ORDER BY projects.created_at DESC, projects.id DESC"), readProject,
        entity);
}

base::Result<qint64> ProjectStore::insert(const ProjectRecord &project, qint64 now)
{
    const auto inserted = m_database.execute(
        QStringLiteral("INSERT INTO projects(entity, name, description, access, owner, created_at, updated_at)"
                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?6)"),
        project.entity, project.name, project.description, domain::wireName(project.visibility), orNull(project.owner),
        now);
    if (!inserted)
        return inserted.error();
    const qint64 id = m_database.lastInsertRowId();
    if (project.visibility == domain::Visibility::Restricted && project.owner != 0) {
        if (auto listed = list(id, project.owner, domain::BaseRole::None); !listed)
            return listed.error();
    }
    return id;
}

base::Status ProjectStore::update(const ProjectRecord &project, qint64 now)
{
    return m_database.execute(QStringLiteral("UPDATE projects SET name = ?2, description = ?3, access = ?4, owner = ?5,"
                                             " updated_at = ?6 WHERE id = ?1"),
        project.id, project.name, project.description, domain::wireName(project.visibility), orNull(project.owner),
        now);
}

base::Status ProjectStore::remove(qint64 project)
{
    return m_database.execute(QStringLiteral("DELETE FROM projects WHERE id = ?1"), project);
}

base::Result<qint64> ProjectStore::nextRunNumber(qint64 project)
{
    if (auto counted = m_database.execute(
            QStringLiteral("UPDATE projects SET run_counter = run_counter + 1 WHERE id = ?1"), project);
        !counted)
        return counted.error();
    return readInteger(m_database, QStringLiteral("SELECT run_counter FROM projects WHERE id = ?1"), project);
}

base::Result<qint64> ProjectStore::lastActive(qint64 project)
{
    return readInteger(m_database, QStringLiteral("SELECT max(heartbeat_at) FROM runs WHERE project = ?1"), project);
}

base::Result<ProjectStore::Listing> ProjectStore::listing(qint64 project, qint64 user)
{
    return readRow(
        m_database,
        QLatin1String("SELECT project_members.role, ") + QLatin1String(customRoleColumns)
            + QLatin1String(" FROM project_members LEFT JOIN custom_roles"
                            " ON custom_roles.id = project_members.custom_role WHERE project = ?1 AND user = ?2"),
        [](sqlite::Statement &row) {
            return Listing{true, teamRoleFromRow(row, 0, 1)};
        },
        project, user)
        .map([](const std::optional<Listing> &listing) { return listing.value_or(Listing{}); });
}

base::Result<QList<ProjectStore::Listed>> ProjectStore::listed(qint64 project)
{
    return readRows(
        m_database,
        QLatin1String("SELECT ") + QLatin1String(userColumns) + QLatin1String(", project_members.role, ")
            + QLatin1String(customRoleColumns)
            + QLatin1String(" FROM project_members JOIN users ON users.id = project_members.user"
                            " LEFT JOIN custom_roles ON custom_roles.id = project_members.custom_role"
                            " WHERE project_members.project = ?1 ORDER BY users.username"),
        [](sqlite::Statement &row) {
            return Listed{userFromRow(row), teamRoleFromRow(row, userColumnCount, userColumnCount + 1)};
        },
        project);
}

base::Status ProjectStore::list(qint64 project, qint64 user, domain::BaseRole role)
{
    return list(project, user, domain::TeamRole{role, {}});
}

base::Status ProjectStore::list(qint64 project, qint64 user, const domain::TeamRole &role)
{
    return m_database.execute(
        QStringLiteral("INSERT INTO project_members(project, user, role, custom_role) VALUES(?1, ?2, ?3, ?4)"
                       " ON CONFLICT(project, user) DO UPDATE SET role = excluded.role,"
                       " custom_role = excluded.custom_role"),
        project, user, domain::wireName(role.base), customRoleNumber(role));
}

base::Status ProjectStore::unlist(qint64 project, qint64 user)
{
    return m_database.execute(
        QStringLiteral("DELETE FROM project_members WHERE project = ?1 AND user = ?2"), project, user);
}

} // namespace server
