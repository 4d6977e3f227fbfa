#pragma once

#include "base/result.h"
#include "cache/aged.h"
#include "domain/run.h"

#include <QFuture>
#include <QList>

namespace sqlite {
class Worker;
}

namespace cache {

/// Console lines of runs, by number. Any thread; the work is done in the cache's thread.
class ConsoleStore
{
public:
    /// `worker` outlives this object.
    explicit ConsoleStore(sqlite::Worker &worker)
        : m_worker(worker)
    { }

    QFuture<base::Result<Aged<QList<domain::ConsoleLine>>>> lines(const domain::RunPath &run);
    /// Adds lines; one with a known number replaces it (progress bars do that).
    QFuture<base::Status> add(
        const domain::RunPath &run, const QList<domain::ConsoleLine> &lines, const QDateTime &fetchedAt);
    /// Replaces everything.
    QFuture<base::Status> set(
        const domain::RunPath &run, const QList<domain::ConsoleLine> &lines, const QDateTime &fetchedAt);

private:
    sqlite::Worker &m_worker;
};

} // namespace cache
