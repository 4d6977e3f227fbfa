#pragma once

#include "server/records.h"
#include "sqlite/database.h"

namespace server {

/// Runs of projects, deleted ones among them: an id is never free again.
class RunStore
{
public:
    explicit RunStore(sqlite::Database &database)
        : m_database(database)
    { }

    enum class Texts { Without, With }; ///< config and summary
    base::Result<std::optional<RunRecord>> byId(qint64 id, Texts texts = Texts::With);
    base::Result<std::optional<RunRecord>> find(qint64 project, const QString &name, Texts texts = Texts::With);
    /// All that are not deleted (or all that are), in the order they were created.
    base::Result<QList<RunRecord>> ofProject(qint64 project, Texts texts, bool deleted = false);
    /// A page of those that are not deleted; `orderBy` is one of orderColumns().
    base::Result<QList<RunRecord>> page(
        qint64 project, Texts texts, const QString &orderBy, qint64 offset, qint64 count);
    base::Result<qint64> count(qint64 project);

    /// The new id.
    /// Conflict: a run of this id was there and is gone for good.
    base::Result<qint64> insert(const RunRecord &run);
    /// Everything that an upsert may change; counts and deletion stay.
    base::Status update(const RunRecord &run);
    base::Status setDisplayName(qint64 run, const QString &name);
    base::Status setSummary(qint64 run, const QString &summary, double runtime);
    base::Status setState(qint64 run, const QString &state, std::optional<qint64> exitcode, qint64 now);
    base::Status noteHeartbeat(qint64 run, qint64 now);
    base::Status requestStop(qint64 run, qint64 by, qint64 now);
    base::Status markDeleted(qint64 run, bool withArtifacts, qint64 now);
    /// Into another project, with all that belongs to it. Precondition: its id was never used there.
    base::Status move(qint64 run, qint64 project, qint64 now);
    base::Status undelete(qint64 run, qint64 now);
    base::Status setTags(qint64 run, const QStringList &tags, qint64 now);

    /// The name itself, or with -2, -3, ... when the project has it already.
    base::Result<QString> freeDisplayName(qint64 project, const QString &wanted);

private:
    sqlite::Database &m_database;
};

/// The state that people see: a running run without a sign of life for `crashAfter` milliseconds is crashed, one that
/// had said that it is about to be preempted is preempted.
QString effectiveState(const RunRecord &run, qint64 now, qint64 crashAfter);

} // namespace server
