#include "server/runstore.h"

#include "server/storequery.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace server {

namespace {

const char runColumns[] = "id, project, name, display_name, state, creator, run_group, job_type, tags, sweep, host,"
                          " commit_hash, program, repo, created_at, updated_at, heartbeat_at, deleted_at,"
                          " deleted_with_artifacts, stop_requested, exitcode, runtime, last_step, history_lines,"
                          " event_lines, log_lines, notes, description";
constexpr int runColumnCount = 28;

QString selectRun(RunStore::Texts texts, const QString &rest)
{
    return QLatin1String("SELECT ") + QLatin1String(runColumns)
        + QLatin1String(texts == RunStore::Texts::With ? ", config, summary FROM runs " : " FROM runs ") + rest;
}

QStringList tagsFromText(const QString &text)
{
    if (text == QLatin1String("[]"))
        return {};
    QStringList tags;
    for (const QJsonValue tag : QJsonDocument::fromJson(text.toUtf8()).array())
        tags.append(tag.toString());
    return tags;
}

QString textFromTags(const QStringList &tags)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(tags)).toJson(QJsonDocument::Compact));
}

RunRecord readRun(sqlite::Statement &row)
{
    RunRecord run;
    run.id = row.integer(0);
    run.project = row.integer(1);
    run.name = row.text(2);
    run.displayName = row.text(3);
    run.state = row.text(4);
    run.creator = row.integer(5);
    run.group = row.text(6);
    run.jobType = row.text(7);
    run.tags = tagsFromText(row.text(8));
    run.sweep = row.text(9);
    run.host = row.text(10);
    run.commit = row.text(11);
    run.program = row.text(12);
    run.repo = row.text(13);
    run.createdAt = row.integer(14);
    run.updatedAt = row.integer(15);
    run.heartbeatAt = row.integer(16);
    run.deletedAt = row.integer(17);
    run.isDeletedWithArtifacts = row.boolean(18);
    run.isStopRequested = row.boolean(19);
    if (!row.isNull(20))
        run.exitcode = row.integer(20);
    run.runtime = row.isNull(21) ? -1 : row.real(21);
    run.lastStep = row.integer(22);
    run.historyLines = row.integer(23);
    run.eventLines = row.integer(24);
    run.logLines = row.integer(25);
    run.notes = row.text(26);
    run.description = row.text(27);
    if (row.columnCount() > runColumnCount) {
        run.config = row.text(runColumnCount);
        run.summary = row.text(runColumnCount + 1);
    }
    return run;
}

} // namespace

base::Result<std::optional<RunRecord>> RunStore::byId(qint64 id, Texts texts)
{
    return readRow(m_database, selectRun(texts, QStringLiteral("WHERE id = ?1")), readRun, id);
}

base::Result<std::optional<RunRecord>> RunStore::find(qint64 project, const QString &name, Texts texts)
{
    return readRow(
        m_database, selectRun(texts, QStringLiteral("WHERE project = ?1 AND name = ?2")), readRun, project, name);
}

base::Result<QList<RunRecord>> RunStore::ofProject(qint64 project, Texts texts, bool deleted)
{
    const QString where = deleted
        ? QStringLiteral("WHERE project = ?1 AND deleted_at IS NOT NULL ORDER BY created_at, id")
        : QStringLiteral("WHERE project = ?1 AND deleted_at IS NULL ORDER BY created_at, id");
    return readRows(m_database, selectRun(texts, where), readRun, project);
}

base::Result<QList<RunRecord>> RunStore::page(
    qint64 project, Texts texts, const QString &orderBy, qint64 offset, qint64 count)
{
    return readRows(m_database,
        selectRun(texts,
            QStringLiteral("WHERE project = ?1 AND deleted_at IS NULL ORDER BY %1 LIMIT ?2 OFFSET ?3").arg(orderBy)),
        readRun, project, count, offset);
}

base::Result<qint64> RunStore::count(qint64 project)
{
    return readInteger(
        m_database, QStringLiteral("SELECT count(*) FROM runs WHERE project = ?1 AND deleted_at IS NULL"), project);
}

base::Result<qint64> RunStore::insert(const RunRecord &run)
{
    const auto gone = readInteger(m_database,
        QStringLiteral("SELECT count(*) FROM gone_runs WHERE project = ?1 AND name = ?2"), run.project, run.name);
    if (!gone)
        return gone.error();
    if (*gone > 0)
        return base::Error{
            base::Error::Kind::Conflict, QStringLiteral("a run of this id was deleted; its id cannot be used again")};
    const auto inserted = m_database.execute(
        QStringLiteral(
            "INSERT INTO runs(project, name, display_name, state, creator, run_group, job_type, tags, sweep,"
            " host, commit_hash, program, repo, created_at, updated_at, heartbeat_at, notes, description,"
            " config, summary)"
            " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)"),
        run.project, run.name, run.displayName, run.state, orNull(run.creator), run.group, run.jobType,
        textFromTags(run.tags), run.sweep, run.host, run.commit, run.program, run.repo, run.createdAt, run.updatedAt,
        run.heartbeatAt, run.notes, run.description, run.config.isEmpty() ? QStringLiteral("{}") : run.config,
        run.summary.isEmpty() ? QStringLiteral("{}") : run.summary);
    if (!inserted)
        return inserted.error();
    return m_database.lastInsertRowId();
}

base::Status RunStore::update(const RunRecord &run)
{
    return m_database.execute(
        QStringLiteral(
            "UPDATE runs SET display_name = ?2, state = ?3, run_group = ?4, job_type = ?5, tags = ?6,"
            " sweep = ?7, host = ?8, commit_hash = ?9, program = ?10, repo = ?11, updated_at = ?12,"
            " heartbeat_at = ?13, notes = ?14, description = ?15, config = ?16, summary = ?17, exitcode = ?18,"
            " stop_requested = ?19, runtime = ?20 WHERE id = ?1"),
        run.id, run.displayName, run.state, run.group, run.jobType, textFromTags(run.tags), run.sweep, run.host,
        run.commit, run.program, run.repo, run.updatedAt, run.heartbeatAt, run.notes, run.description, run.config,
        run.summary, run.exitcode, run.isStopRequested,
        run.runtime < 0 ? std::nullopt : std::optional<double>(run.runtime));
}

base::Status RunStore::setDisplayName(qint64 run, const QString &name)
{
    return m_database.execute(QStringLiteral("UPDATE runs SET display_name = ?2 WHERE id = ?1"), run, name);
}

base::Status RunStore::setSummary(qint64 run, const QString &summary, double runtime)
{
    return m_database.execute(
        QStringLiteral("UPDATE runs SET summary = ?2, runtime = coalesce(?3, runtime) WHERE id = ?1"), run, summary,
        runtime < 0 ? std::nullopt : std::optional<double>(runtime));
}

base::Status RunStore::setState(qint64 run, const QString &state, std::optional<qint64> exitcode, qint64 now)
{
    return m_database.execute(
        QStringLiteral("UPDATE runs SET state = ?2, exitcode = ?3, updated_at = ?4 WHERE id = ?1"), run, state,
        exitcode, now);
}

base::Status RunStore::noteHeartbeat(qint64 run, qint64 now)
{
    return m_database.execute(
        QStringLiteral("UPDATE runs SET heartbeat_at = max(heartbeat_at, ?2) WHERE id = ?1"), run, now);
}

base::Status RunStore::requestStop(qint64 run, qint64 by, qint64 now)
{
    return m_database.execute(
        QStringLiteral("UPDATE runs SET stop_requested = 1, stopped_by = ?2, updated_at = ?3 WHERE id = ?1"), run, by,
        now);
}

base::Status RunStore::markDeleted(qint64 run, bool withArtifacts, qint64 now)
{
    return m_database.execute(
        QStringLiteral("UPDATE runs SET deleted_at = ?2, deleted_with_artifacts = ?3, updated_at = ?2 WHERE id = ?1"),
        run, now, withArtifacts);
}

base::Status RunStore::move(qint64 run, qint64 project, qint64 now)
{
    return m_database.execute(
        QStringLiteral("UPDATE runs SET project = ?2, updated_at = ?3 WHERE id = ?1"), run, project, now);
}

base::Status RunStore::undelete(qint64 run, qint64 now)
{
    return m_database.execute(
        QStringLiteral("UPDATE runs SET deleted_at = NULL, updated_at = ?2 WHERE id = ?1"), run, now);
}

base::Status RunStore::setTags(qint64 run, const QStringList &tags, qint64 now)
{
    return m_database.execute(
        QStringLiteral("UPDATE runs SET tags = ?2, updated_at = ?3 WHERE id = ?1"), run, textFromTags(tags), now);
}

base::Result<QString> RunStore::freeDisplayName(qint64 project, const QString &wanted)
{
    const auto taken = readRows(
        m_database,
        QStringLiteral("SELECT display_name FROM runs WHERE project = ?1 AND (display_name = ?2 OR"
                       " (display_name >= ?3 AND display_name < ?4))"),
        [](sqlite::Statement &row) { return row.text(0); }, project, wanted, wanted + QLatin1Char('-'),
        wanted + QLatin1Char('.')); // '.' comes after '-'
    if (!taken)
        return taken.error();
    const QSet<QString> names(taken->begin(), taken->end());
    QString name = wanted;
    for (qint64 number = 2; names.contains(name); ++number)
        name = wanted + QLatin1Char('-') + QString::number(number);
    return name;
}

QString effectiveState(const RunRecord &run, qint64 now, qint64 crashAfter)
{
    const bool isPreempting = run.state == QLatin1String("preempting");
    const bool isAlive = isPreempting || run.state == QLatin1String("running");
    if (!isAlive || now - run.heartbeatAt <= crashAfter)
        return run.state;
    if (run.isStopRequested)
        return QStringLiteral("killed");
    return isPreempting ? QStringLiteral("preempted") : QStringLiteral("crashed");
}

} // namespace server
