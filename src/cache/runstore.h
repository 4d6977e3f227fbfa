#pragma once

#include "base/result.h"
#include "cache/aged.h"
#include "domain/run.h"

#include <QFuture>
#include <QHash>
#include <QList>

namespace sqlite {
class Worker;
}

namespace cache {

/// How far a run's history was on the server, as last told.
struct RunProgress
{
    qint64 lineCount = 0;
    domain::RunState state = domain::RunState::Unknown;

    bool operator==(const RunProgress &) const = default;
};

/// Runs with their config and summary. Any thread; the work is done in the cache's thread and the pool.
class RunStore
{
public:
    /// `worker` outlives this object.
    explicit RunStore(sqlite::Worker &worker)
        : m_worker(worker)
    { }

    /// All cached runs of a project, newest first. `fetchedAt` is invalid until a complete list was stored once.
    QFuture<base::Result<Aged<QList<domain::Run>>>> runs(const domain::ProjectPath &project);
    /// What a refresh found. Small rows (not `isFull`) keep the config and summary that are there.
    /// `fetchedAt` invalid: the list is not complete yet.
    QFuture<base::Status> change(const domain::ProjectPath &project, const QList<domain::Run> &changed,
        const QStringList &removed, const QDateTime &fetchedAt);

    /// Of all cached runs of a project, by run; cheaper than runs().
    QFuture<base::Result<QHash<QString, RunProgress>>> progress(const domain::ProjectPath &project);

    QFuture<base::Result<Aged<domain::Run>>> run(const domain::RunPath &path);
    QFuture<base::Status> setRun(const domain::Run &run, const QDateTime &fetchedAt);
    /// With its console and histories.
    QFuture<base::Status> remove(const domain::RunPath &path);

    /// The runs of the Home page, in order.
    QFuture<base::Result<Aged<QList<domain::Run>>>> homeRuns();
    QFuture<base::Status> setHomeRuns(const QList<domain::Run> &runs, const QDateTime &fetchedAt);

private:
    sqlite::Worker &m_worker;
};

} // namespace cache
