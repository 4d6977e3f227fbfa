#include "cache/runstore.h"

#include "cache/ages.h"
#include "cache/runrows.h"
#include "sqlite/worker.h"

namespace cache {

namespace {

using RawRuns = base::Result<Aged<QList<RunRow>>>;

const QString homePiece = QStringLiteral("home");

QString runsPiece(const domain::ProjectPath &project)
{
    return QStringLiteral("runs/") + project.text();
}

QString runPiece(const domain::RunPath &path)
{
    return QStringLiteral("run/") + path.text();
}

base::Result<Aged<QList<domain::Run>>> decodeRuns(const RawRuns &raw)
{
    if (!raw)
        return raw.error();
    return Aged<QList<domain::Run>>{decodeRunRows(raw->value), raw->fetchedAt};
}

base::Result<Aged<domain::Run>> decodeRun(const RawRuns &raw)
{
    if (!raw)
        return raw.error();
    if (raw->value.isEmpty())
        return Aged<domain::Run>{};
    return Aged<domain::Run>{decodeRunRows(raw->value).constFirst(), raw->fetchedAt};
}

RawRuns readRuns(sqlite::Database &database, const domain::ProjectPath &project)
{
    auto at = fetchedAt(database, runsPiece(project));
    if (!at)
        return at.error();
    auto rows = readRunRows(database, QStringLiteral("WHERE entity = ? AND project = ? ORDER BY created_at DESC, run"),
        {project.entity, project.project});
    if (!rows)
        return rows.error();
    return Aged<QList<RunRow>>{std::move(*rows), *at};
}

RawRuns readRun(sqlite::Database &database, const domain::RunPath &path)
{
    auto rows = readRunRows(database, QStringLiteral("WHERE entity = ? AND project = ? AND run = ?"),
        {path.project.entity, path.project.project, path.run});
    if (!rows)
        return rows.error();
    QDateTime newest;
    for (const QString &piece : {runPiece(path), runsPiece(path.project)}) {
        const auto at = fetchedAt(database, piece);
        if (!at)
            return at.error();
        if (at->isValid() && (!newest.isValid() || *at > newest))
            newest = *at;
    }
    return Aged<QList<RunRow>>{std::move(*rows), newest};
}

base::Result<QHash<QString, RunProgress>> readProgress(sqlite::Database &database, const domain::ProjectPath &project)
{
    auto rows =
        database.prepare(QStringLiteral("SELECT run, line_count, state FROM runs WHERE entity = ? AND project = ?"));
    if (!rows)
        return rows.error();
    rows->bindAll(project.entity, project.project);
    QHash<QString, RunProgress> progress;
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            return progress;
        progress.insert(rows->text(0), {rows->integer(1), stateColumn(*rows, 2)});
    }
}

RawRuns readHomeRuns(sqlite::Database &database)
{
    auto at = fetchedAt(database, homePiece);
    if (!at)
        return at.error();
    auto rows = readRunRows(
        database, QStringLiteral("JOIN home_runs USING(entity, project, run) ORDER BY home_runs.place"), {});
    if (!rows)
        return rows.error();
    return Aged<QList<RunRow>>{std::move(*rows), *at};
}

base::Status writeHomeRuns(sqlite::Database &database, const QList<domain::Run> &runs)
{
    auto done = database.execute(QStringLiteral("DELETE FROM home_runs"));
    for (auto it = runs.begin(); it != runs.end() && done; ++it) {
        done = writeRunRow(database, *it);
        if (done)
            done = database.execute(QStringLiteral("INSERT INTO home_runs(entity, project, run) VALUES(?, ?, ?)"),
                it->path.project.entity, it->path.project.project, it->path.run);
    }
    return done;
}

} // namespace

QFuture<base::Result<Aged<QList<domain::Run>>>> RunStore::runs(const domain::ProjectPath &project)
{
    return m_worker.run([project](sqlite::Database &database) { return readRuns(database, project); })
        .then(QtFuture::Launch::Async, decodeRuns);
}

QFuture<base::Status> RunStore::change(const domain::ProjectPath &project, const QList<domain::Run> &changed,
    const QStringList &removed, const QDateTime &at)
{
    return m_worker.write([project, changed, removed, at](sqlite::Database &database) {
        base::Status done = base::Done{};
        for (auto it = changed.begin(); it != changed.end() && done; ++it)
            done = writeRunRow(database, *it);
        for (auto it = removed.begin(); it != removed.end() && done; ++it)
            done = deleteRunRow(database, {project, *it});
        return done && at.isValid() ? setFetchedAt(database, runsPiece(project), at) : done;
    });
}

QFuture<base::Result<QHash<QString, RunProgress>>> RunStore::progress(const domain::ProjectPath &project)
{
    return m_worker.run([project](sqlite::Database &database) { return readProgress(database, project); });
}

QFuture<base::Result<Aged<domain::Run>>> RunStore::run(const domain::RunPath &path)
{
    return m_worker.run([path](sqlite::Database &database) { return readRun(database, path); })
        .then(QtFuture::Launch::Async, decodeRun);
}

QFuture<base::Status> RunStore::setRun(const domain::Run &run, const QDateTime &at)
{
    return m_worker.write([run, at](sqlite::Database &database) {
        auto done = writeRunRow(database, run);
        return done && at.isValid() ? setFetchedAt(database, runPiece(run.path), at) : done;
    });
}

QFuture<base::Status> RunStore::remove(const domain::RunPath &path)
{
    return m_worker.write([path](sqlite::Database &database) { return deleteRunRow(database, path); });
}

QFuture<base::Result<Aged<QList<domain::Run>>>> RunStore::homeRuns()
{
    return m_worker.run(readHomeRuns).then(QtFuture::Launch::Async, decodeRuns);
}

QFuture<base::Status> RunStore::setHomeRuns(const QList<domain::Run> &runs, const QDateTime &at)
{
    return m_worker.write([runs, at](sqlite::Database &database) {
        auto done = writeHomeRuns(database, runs);
        return done ? setFetchedAt(database, homePiece, at) : done;
    });
}

} // namespace cache
