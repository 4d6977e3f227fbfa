#include "cache/projectstore.h"

#include "cache/ages.h"
#include "cache/documents.h"
#include "sqlite/worker.h"

#include <QSet>

namespace cache {

namespace {

QString projectsPiece(const QString &entity)
{
    return QStringLiteral("projects/") + entity;
}

QString projectPiece(const domain::ProjectPath &path)
{
    return QStringLiteral("project/") + path.text();
}

base::Result<QList<domain::Project>> collectProjects(sqlite::Statement &rows)
{
    QList<domain::Project> projects;
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return row.error();
        if (!*row)
            return projects;
        projects.append(projectFromDocument(rows.text(0)));
    }
}

base::Result<QList<domain::Project>> readProjects(sqlite::Database &database, const QString &entity)
{
    auto rows = database.prepare(
        QStringLiteral("SELECT document FROM projects WHERE entity = ? AND place >= 0 ORDER BY place, project"));
    if (!rows)
        return rows.error();
    return collectProjects(rows->bind(1, entity));
}

/// `place` -1: known, but not from the list.
base::Status writeProject(sqlite::Database &database, const domain::Project &project, int place)
{
    return database.execute(QStringLiteral("INSERT INTO projects VALUES(?1, ?2, ?3, ?4) ON CONFLICT(entity, project) "
                                           "DO UPDATE SET document = ?4, place = max(place, ?3)"),
        project.path.entity, project.path.project, place, projectDocument(project));
}

/// A project that is gone takes its runs along.
base::Status forgetProject(sqlite::Database &database, const domain::ProjectPath &path)
{
    for (const QString &sql : {QStringLiteral("DELETE FROM projects WHERE entity = ? AND project = ?"),
             QStringLiteral("DELETE FROM runs WHERE entity = ? AND project = ?"),
             QStringLiteral("DELETE FROM console WHERE entity = ? AND project = ?"),
             QStringLiteral("DELETE FROM histories WHERE entity = ? AND project = ?")}) {
        if (auto done = database.execute(sql, path.entity, path.project); !done)
            return done;
    }
    return database.execute(QStringLiteral("DELETE FROM fetched WHERE piece IN (?, ?)"), projectPiece(path),
        QStringLiteral("runs/") + path.text());
}

base::Status replaceProjects(sqlite::Database &database, const QString &entity, const QList<domain::Project> &projects)
{
    const auto before = readProjects(database, entity);
    if (!before)
        return before.error();
    QSet<QString> names;
    for (const domain::Project &project : projects)
        names.insert(project.path.project);
    for (const domain::Project &project : *before) {
        if (names.contains(project.path.project))
            continue;
        if (auto done = forgetProject(database, project.path); !done)
            return done;
    }
    auto done = database.execute(QStringLiteral("UPDATE projects SET place = -1 WHERE entity = ?"), entity);
    int place = 0;
    for (auto it = projects.begin(); it != projects.end() && done; ++it)
        done = writeProject(database, *it, place++);
    return done;
}

} // namespace

QFuture<base::Result<Aged<QList<domain::Project>>>> ProjectStore::projects(const QString &entity)
{
    return m_worker.run([entity](sqlite::Database &database) -> base::Result<Aged<QList<domain::Project>>> {
        auto at = fetchedAt(database, projectsPiece(entity));
        if (!at)
            return at.error();
        auto projects = readProjects(database, entity);
        if (!projects)
            return projects.error();
        return Aged<QList<domain::Project>>{*projects, *at};
    });
}

QFuture<base::Status> ProjectStore::setProjects(
    const QString &entity, const QList<domain::Project> &projects, const QDateTime &at)
{
    return m_worker.write([entity, projects, at](sqlite::Database &database) {
        auto done = replaceProjects(database, entity, projects);
        return done ? setFetchedAt(database, projectsPiece(entity), at) : done;
    });
}

QFuture<base::Result<Aged<domain::Project>>> ProjectStore::project(const domain::ProjectPath &path)
{
    return m_worker.run([path](sqlite::Database &database) -> base::Result<Aged<domain::Project>> {
        auto rows = database.prepare(QStringLiteral("SELECT document FROM projects WHERE entity = ? AND project = ?"));
        if (!rows)
            return rows.error();
        auto found = collectProjects(rows->bindAll(path.entity, path.project));
        if (!found)
            return found.error();
        if (found->isEmpty())
            return Aged<domain::Project>{};
        QDateTime newest;
        for (const QString &piece : {projectPiece(path), projectsPiece(path.entity)}) {
            auto at = fetchedAt(database, piece);
            if (!at)
                return at.error();
            if (at->isValid() && (!newest.isValid() || *at > newest))
                newest = *at;
        }
        return Aged<domain::Project>{found->constFirst(), newest};
    });
}

QFuture<base::Status> ProjectStore::setProject(const domain::Project &project, const QDateTime &at)
{
    return m_worker.write([project, at](sqlite::Database &database) {
        auto done = writeProject(database, project, -1);
        return done ? setFetchedAt(database, projectPiece(project.path), at) : done;
    });
}

QFuture<base::Result<QList<domain::Project>>> ProjectStore::all()
{
    return m_worker.run([](sqlite::Database &database) -> base::Result<QList<domain::Project>> {
        auto rows = database.prepare(QStringLiteral("SELECT document FROM projects ORDER BY entity, place, project"));
        if (!rows)
            return rows.error();
        return collectProjects(*rows);
    });
}

QFuture<base::Status> ProjectStore::merge(const QList<domain::Project> &projects)
{
    return m_worker.write([projects](sqlite::Database &database) {
        base::Status done = base::Done{};
        for (auto it = projects.begin(); it != projects.end() && done; ++it)
            done = writeProject(database, *it, -1);
        return done;
    });
}

} // namespace cache
