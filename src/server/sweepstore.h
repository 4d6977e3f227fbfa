#pragma once

#include "sqlite/database.h"

#include <QList>
#include <QString>
#include <optional>

namespace server {

/// Times are milliseconds since 1970 UTC.
struct SweepRecord
{
    qint64 id = 0;
    qint64 project = 0;
    QString name; ///< the sweep's id in its project
    QString displayName;
    QString description;
    QString config; ///< the text as it came
    QString method;
    QString state; ///< PENDING, RUNNING, PAUSED, FINISHED, CANCELED
    qint64 creator = 0;
    QString controller;
    QString scheduler;
    qint64 createdAt = 0;
    qint64 updatedAt = 0;
    qint64 heartbeatAt = 0;
    qint64 nextIndex = 0; ///< how many runs were proposed
};

struct SweepAgentRecord
{
    qint64 id = 0;
    qint64 sweep = 0;
    QString name;
    QString host;
    qint64 creator = 0;
    qint64 createdAt = 0;
    qint64 heartbeatAt = 0;
    bool isDone = false; ///< was told to exit
};

/// Sweeps, the agents that work for them, and which agent was given which run.
class SweepStore
{
public:
    explicit SweepStore(sqlite::Database &database)
        : m_database(database)
    { }

    base::Result<std::optional<SweepRecord>> byId(qint64 id);
    base::Result<std::optional<SweepRecord>> find(qint64 project, const QString &name);
    base::Result<QList<SweepRecord>> ofProject(qint64 project); ///< newest first
    base::Result<qint64> insert(const SweepRecord &sweep);
    base::Status update(const SweepRecord &sweep);
    /// Runs of the sweep that are not deleted.
    base::Result<qint64> runCount(const SweepRecord &sweep);

    base::Result<std::optional<SweepAgentRecord>> agent(qint64 id);
    base::Result<QList<SweepAgentRecord>> agents(qint64 sweep);
    base::Result<qint64> insertAgent(const SweepAgentRecord &agent);
    base::Status noteHeartbeat(const SweepAgentRecord &agent, qint64 now);
    /// The agent that has the run from now on.
    base::Status noteRun(qint64 sweep, qint64 agent, const QString &run);
    /// The id of the run that was preempted first and waits for an agent; 0: none does. So does one that was handed out
    /// again, or said that it is about to be preempted, and has been silent since `silentSince`.
    base::Result<qint64> preemptedRun(const SweepRecord &sweep, qint64 silentSince);
    base::Result<QStringList> runsOf(qint64 agent);

private:
    sqlite::Database &m_database;
};

} // namespace server
