#include "cache/runrows.h"

#include "base/lenientjson.h"
#include "cache/documents.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QThreadPool>
#include <QtConcurrentMap>

namespace cache {

namespace {

constexpr qsizetype manyRows = 500; // worth a second thread

std::optional<qint64> milliseconds(const QDateTime &time)
{
    return time.isValid() ? std::optional(time.toMSecsSinceEpoch()) : std::nullopt;
}

QDateTime timeColumn(const sqlite::Statement &row, int column)
{
    return row.isNull(column) ? QDateTime() : QDateTime::fromMSecsSinceEpoch(row.integer(column), Qt::UTC);
}

QString listText(const QStringList &list)
{
    return list.isEmpty()
        ? QString()
        : QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
}

QStringList listColumn(const sqlite::Statement &row, int column)
{
    QStringList list;
    const QByteArray text = row.blob(column);
    if (text.isEmpty())
        return list;
    const QJsonArray array = QJsonDocument::fromJson(text).array();
    for (const auto &value : array)
        list.append(value.toString());
    return list;
}

QString objectText(const QJsonObject &object)
{
    return object.isEmpty() ? QString() : jsonText(object);
}

QJsonObject objectOf(const QByteArray &text)
{
    return text.isEmpty() ? QJsonObject() : base::parseLenientJson(text).valueOr(QJsonValue()).toObject();
}

RunRow rowOf(const sqlite::Statement &row)
{
    RunRow result;
    domain::Run &run = result.run;
    int column = 0;
    run.path.project.entity = row.text(column++);
    run.path.project.project = row.text(column++);
    run.path.run = row.text(column++);
    run.id.value = row.text(column++);
    run.displayName = row.text(column++);
    run.state = stateColumn(row, column++);
    run.stateText = row.text(column++);
    run.creator.value = row.text(column++);
    run.creatorName = row.text(column++);
    run.creatorLeftTeam = row.boolean(column++);
    run.group = row.text(column++);
    run.jobType = row.text(column++);
    run.notes = row.text(column++);
    run.tags = listColumn(row, column++);
    run.sweep = row.text(column++);
    run.createdAt = timeColumn(row, column++);
    run.heartbeatAt = timeColumn(row, column++);
    run.runtimeSeconds = row.isNull(column) ? -1 : row.real(column);
    ++column;
    run.host = row.text(column++);
    run.commit = row.text(column++);
    run.historyLineCount = row.integer(column++);
    result.config = row.blob(column++);
    result.summary = row.blob(column++);
    result.metadata = row.blob(column++);
    run.historyKeys = listColumn(row, column++);
    run.isFull = row.boolean(column++);
    return result;
}

} // namespace

domain::RunState stateColumn(const sqlite::Statement &row, int column)
{
    const qint64 number = row.integer(column);
    const bool isKnown = number >= 0 && number <= static_cast<qint64>(domain::RunState::Preempted);
    return isKnown ? static_cast<domain::RunState>(number) : domain::RunState::Unknown;
}

base::Result<QList<RunRow>> readRunRows(sqlite::Database &database, const QString &condition, const QStringList &values)
{
    auto rows = database.prepare(
        QStringLiteral("SELECT entity, project, run, global_id, display_name, state, state_text, creator, "
                       "creator_name, creator_left, run_group, job_type, notes, tags, sweep, created_at, heartbeat_at, "
                       "runtime, host, commit_name, line_count, config, summary, metadata, history_keys, is_full "
                       "FROM runs ")
        + condition);
    if (!rows)
        return rows.error();
    for (int i = 0; i < values.size(); ++i)
        rows->bind(i + 1, values[i]);
    QList<RunRow> result;
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            return result;
        result.append(rowOf(*rows));
    }
}

base::Status writeRunRow(sqlite::Database &database, const domain::Run &run)
{
    return database.execute(
        QStringLiteral(
            "INSERT INTO runs VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT(entity, project, run) DO UPDATE SET global_id = excluded.global_id, "
            "display_name = excluded.display_name, state = excluded.state, state_text = excluded.state_text, "
            "creator = excluded.creator, creator_name = excluded.creator_name, creator_left = excluded.creator_left, "
            "run_group = excluded.run_group, job_type = excluded.job_type, notes = excluded.notes, "
            "tags = excluded.tags, sweep = excluded.sweep, created_at = excluded.created_at, "
            "heartbeat_at = excluded.heartbeat_at, runtime = coalesce(excluded.runtime, runtime), "
            "host = CASE WHEN excluded.host <> '' THEN excluded.host ELSE host END, "
            "commit_name = CASE WHEN excluded.commit_name <> '' THEN excluded.commit_name ELSE commit_name END, "
            "line_count = excluded.line_count, "
            "config = CASE WHEN excluded.is_full THEN excluded.config ELSE config END, "
            "summary = CASE WHEN excluded.is_full THEN excluded.summary ELSE summary END, "
            "metadata = CASE WHEN excluded.metadata <> '' THEN excluded.metadata ELSE metadata END, "
            "history_keys = CASE WHEN excluded.history_keys <> '' THEN excluded.history_keys ELSE history_keys END, "
            "is_full = max(is_full, excluded.is_full)"),
        run.path.project.entity, run.path.project.project, run.path.run, run.id.value, run.displayName,
        static_cast<int>(run.state), run.stateText, run.creator.value, run.creatorName, run.creatorLeftTeam, run.group,
        run.jobType, run.notes, listText(run.tags), run.sweep, milliseconds(run.createdAt),
        milliseconds(run.heartbeatAt), run.runtimeSeconds < 0 ? std::nullopt : std::optional(run.runtimeSeconds),
        run.host, run.commit, run.historyLineCount, objectText(run.config), objectText(run.summary),
        objectText(run.metadata), listText(run.historyKeys), run.isFull);
}

base::Status deleteRunRow(sqlite::Database &database, const domain::RunPath &path)
{
    for (const QString &sql : {QStringLiteral("DELETE FROM runs WHERE entity = ? AND project = ? AND run = ?"),
             QStringLiteral("DELETE FROM console WHERE entity = ? AND project = ? AND run = ?"),
             QStringLiteral("DELETE FROM histories WHERE entity = ? AND project = ? AND run = ?"),
             QStringLiteral("DELETE FROM home_runs WHERE entity = ? AND project = ? AND run = ?")}) {
        if (auto done = database.execute(sql, path.project.entity, path.project.project, path.run); !done)
            return done;
    }
    return database.execute(QStringLiteral("DELETE FROM fetched WHERE piece IN (?, ?)"),
        QStringLiteral("run/") + path.text(), QStringLiteral("console/") + path.text());
}

QList<domain::Run> decodeRunRows(QList<RunRow> rows)
{
    const auto decode = [](RunRow &row) {
        row.run.config = objectOf(row.config);
        row.run.summary = objectOf(row.summary);
        row.run.metadata = objectOf(row.metadata);
    };
    if (rows.size() < manyRows) {
        for (RunRow &row : rows)
            decode(row);
    } else {
        // We are in a thread of the common pool: waiting here for others of it may be waiting for ourselves.
        QThreadPool helpers;
        QtConcurrent::blockingMap(&helpers, rows, decode);
    }
    QList<domain::Run> runs;
    runs.reserve(rows.size());
    for (RunRow &row : rows)
        runs.append(std::move(row.run));
    return runs;
}

} // namespace cache
