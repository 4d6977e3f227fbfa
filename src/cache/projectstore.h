#pragma once

#include "base/result.h"
#include "cache/aged.h"
#include "domain/project.h"

#include <QFuture>
#include <QList>

namespace sqlite {
class Worker;
}

namespace cache {

/// Projects of entities. Any thread; the work is done in the cache's thread.
class ProjectStore
{
public:
    /// `worker` outlives this object.
    explicit ProjectStore(sqlite::Worker &worker)
        : m_worker(worker)
    { }

    /// In the server's order.
    QFuture<base::Result<Aged<QList<domain::Project>>>> projects(const QString &entity);
    /// Replaces the entity's list; runs of projects that are gone go too.
    QFuture<base::Status> setProjects(
        const QString &entity, const QList<domain::Project> &projects, const QDateTime &fetchedAt);

    /// One project, with the time at which it alone or its list was fetched.
    QFuture<base::Result<Aged<domain::Project>>> project(const domain::ProjectPath &path);
    QFuture<base::Status> setProject(const domain::Project &project, const QDateTime &fetchedAt);

    /// All that are known, for the start and for rights.
    QFuture<base::Result<QList<domain::Project>>> all();
    /// Adds or changes those given; the others stay.
    QFuture<base::Status> merge(const QList<domain::Project> &projects);

private:
    sqlite::Worker &m_worker;
};

} // namespace cache
