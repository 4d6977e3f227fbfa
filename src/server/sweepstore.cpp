#include "server/sweepstore.h"

#include "server/storequery.h"

#include <QStringList>

namespace server {

namespace {

QString selectSweeps(const char *rest)
{
    return QLatin1String("SELECT id, project, name, display_name, description, config, method, state, creator,"
                         " controller, scheduler, created_at, updated_at, heartbeat_at, next_index FROM sweeps ")
        + QLatin1String(rest);
}

SweepRecord readSweep(sqlite::Statement &row)
{
    return {row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6),
        row.text(7), row.integer(8), row.text(9), row.text(10), row.integer(11), row.integer(12), row.integer(13),
        row.integer(14)};
}

QString selectAgents(const char *rest)
{
    return QLatin1String("SELECT id, sweep, name, host, creator, created_at, heartbeat_at, done FROM sweep_agents ")
        + QLatin1String(rest);
}

SweepAgentRecord readAgent(sqlite::Statement &row)
{
    return {row.integer(0), row.integer(1), row.text(2), row.text(3), row.integer(4), row.integer(5), row.integer(6),
        row.boolean(7)};
}

} // namespace

base::Result<std::optional<SweepRecord>> SweepStore::byId(qint64 id)
{
    return readRow(m_database, selectSweeps("WHERE id = ?1"), readSweep, id);
}

base::Result<std::optional<SweepRecord>> SweepStore::find(qint64 project, const QString &name)
{
    return readRow(m_database, selectSweeps("WHERE project = ?1 AND name = ?2"), readSweep, project, name);
}

base::Result<QList<SweepRecord>> SweepStore::ofProject(qint64 project)
{
    return readRows(
        m_database, selectSweeps("WHERE project = ?1 ORDER BY created_at DESC, id DESC"), readSweep, project);
}

base::Result<qint64> SweepStore::insert(const SweepRecord &sweep)
{
    const auto inserted = m_database.execute(
        QStringLiteral("INSERT INTO sweeps(project, name, display_name, description, config, method, state, creator,"
                       " controller, scheduler, created_at, updated_at, heartbeat_at, next_index)"
                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"),
        sweep.project, sweep.name, sweep.displayName, sweep.description, sweep.config, sweep.method, sweep.state,
        orNull(sweep.creator), sweep.controller, sweep.scheduler, sweep.createdAt, sweep.updatedAt, sweep.heartbeatAt,
        sweep.nextIndex);
    return inserted ? base::Result<qint64>(m_database.lastInsertRowId()) : inserted.error();
}

base::Status SweepStore::update(const SweepRecord &sweep)
{
    return m_database.execute(
        QStringLiteral("UPDATE sweeps SET display_name = ?2, description = ?3, config = ?4, method = ?5, state = ?6,"
                       " controller = ?7, scheduler = ?8, updated_at = ?9, heartbeat_at = ?10, next_index = ?11"
                       " WHERE id = ?1"),
        sweep.id, sweep.displayName, sweep.description, sweep.config, sweep.method, sweep.state, sweep.controller,
        sweep.scheduler, sweep.updatedAt, sweep.heartbeatAt, sweep.nextIndex);
}

base::Result<qint64> SweepStore::runCount(const SweepRecord &sweep)
{
    return readInteger(m_database,
        QStringLiteral("SELECT count(*) FROM runs WHERE project = ?1 AND sweep = ?2 AND deleted_at IS NULL"),
        sweep.project, sweep.name);
}

base::Result<std::optional<SweepAgentRecord>> SweepStore::agent(qint64 id)
{
    return readRow(m_database, selectAgents("WHERE id = ?1"), readAgent, id);
}

base::Result<QList<SweepAgentRecord>> SweepStore::agents(qint64 sweep)
{
    return readRows(m_database, selectAgents("WHERE sweep = ?1 ORDER BY id"), readAgent, sweep);
}

base::Result<qint64> SweepStore::insertAgent(const SweepAgentRecord &agent)
{
    const auto inserted = m_database.execute(
        QStringLiteral("INSERT INTO sweep_agents(sweep, name, host, creator, created_at, heartbeat_at)"
                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6)"),
        agent.sweep, agent.name, agent.host, orNull(agent.creator), agent.createdAt, agent.heartbeatAt);
    return inserted ? base::Result<qint64>(m_database.lastInsertRowId()) : inserted.error();
}

base::Status SweepStore::noteHeartbeat(const SweepAgentRecord &agent, qint64 now)
{
    const auto noted =
        m_database.execute(QStringLiteral("UPDATE sweep_agents SET heartbeat_at = ?2, done = ?3 WHERE id = ?1"),
            agent.id, now, agent.isDone);
    if (!noted)
        return noted;
    return m_database.execute(QStringLiteral("UPDATE sweeps SET heartbeat_at = ?2 WHERE id = ?1"), agent.sweep, now);
}

base::Status SweepStore::noteRun(qint64 sweep, qint64 agent, const QString &run)
{
    return m_database.execute(QStringLiteral("INSERT INTO sweep_runs(sweep, run, agent) VALUES(?1, ?2, ?3)"
                                             " ON CONFLICT(sweep, run) DO UPDATE SET agent = excluded.agent"),
        sweep, run, agent);
}

base::Result<qint64> SweepStore::preemptedRun(const SweepRecord &sweep, qint64 silentSince)
{
    return readInteger(m_database,
        QStringLiteral("SELECT id FROM runs WHERE project = ?1 AND sweep = ?2 AND deleted_at IS NULL"
                       " AND stop_requested = 0 AND (state = 'preempted'"
                       " OR (state IN ('preempting', 'pending') AND heartbeat_at < ?3)) ORDER BY heartbeat_at, id"
                       " LIMIT 1"),
        sweep.project, sweep.name, silentSince);
}

base::Result<QStringList> SweepStore::runsOf(qint64 agent)
{
    return readRows(
        m_database, QStringLiteral("SELECT run FROM sweep_runs WHERE agent = ?1 ORDER BY rowid"),
        [](sqlite::Statement &row) { return row.text(0); }, agent);
}

} // namespace server
