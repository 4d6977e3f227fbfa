#pragma once

#include "base/result.h"
#include "cache/historyrecord.h"
#include "domain/ids.h"

#include <QFuture>
#include <QHash>

namespace sqlite {
class Worker;
}

namespace cache {

/// Columns that were asked for, in the order of the question; null: not cached.
struct ReadColumns
{
    QList<series::PointsPtr> points;
    QStringList damaged; ///< runs whose stretches do not match their checksum: forgotten, to be fetched again
};

/// Histories of runs, whole, as stretches of points a run and metric. Any thread; the work is done in a thread of its
/// own, so that pages need not wait for it.
class HistoryStore
{
public:
    /// `worker` outlives this object.
    explicit HistoryStore(sqlite::Worker &worker)
        : m_worker(worker)
    { }

    /// Of those runs of which something is cached.
    QFuture<base::Result<QHash<QString, HistoryOverview>>> overviews(
        const domain::ProjectPath &project, const QStringList &runs, Stream stream);
    QFuture<base::Result<ReadColumns>> columns(const domain::ProjectPath &project, const QList<ColumnName> &names);

    /// Adds the rows that follow those that are cached; `after` says how the stream stands then (its keys are put
    /// together by the store). Conflict: other rows are cached than `after.rows - part.rows`; read overviews() again.
    QFuture<base::Status> append(
        const domain::RunPath &run, Stream stream, const HistoryPart &part, const HistoryOverview &after);
    /// Puts these rows in the place of all that were cached.
    QFuture<base::Status> replace(
        const domain::RunPath &run, Stream stream, const HistoryPart &part, const HistoryOverview &after);
    /// The renewal takes the place of the history.
    QFuture<base::Status> promoteRenewal(const domain::RunPath &run);
    QFuture<base::Status> remove(const domain::RunPath &run, Stream stream);

private:
    sqlite::Worker &m_worker;
};

} // namespace cache
