#include "cache/consolestore.h"

#include "cache/ages.h"
#include "sqlite/worker.h"

namespace cache {

namespace {

QString consolePiece(const domain::RunPath &run)
{
    return QStringLiteral("console/") + run.text();
}

base::Result<Aged<QList<domain::ConsoleLine>>> readLines(sqlite::Database &database, const domain::RunPath &run)
{
    auto at = fetchedAt(database, consolePiece(run));
    if (!at)
        return at.error();
    auto rows = database.prepare(QStringLiteral("SELECT number, timestamp, level, text FROM console "
                                                "WHERE entity = ? AND project = ? AND run = ? ORDER BY number"));
    if (!rows)
        return rows.error();
    rows->bindAll(run.project.entity, run.project.project, run.run);
    Aged<QList<domain::ConsoleLine>> lines{{}, *at};
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            return lines;
        lines.value.append({rows->integer(0), rows->text(1), rows->text(2), rows->text(3)});
    }
}

base::Status addLines(sqlite::Database &database, const domain::RunPath &run, const QList<domain::ConsoleLine> &lines,
    const QDateTime &at)
{
    base::Status done = base::Done{};
    for (auto it = lines.begin(); it != lines.end() && done; ++it)
        done = database.execute(QStringLiteral("INSERT OR REPLACE INTO console VALUES(?, ?, ?, ?, ?, ?, ?)"),
            run.project.entity, run.project.project, run.run, it->number, it->timestamp, it->level, it->text);
    return done ? setFetchedAt(database, consolePiece(run), at) : done;
}

} // namespace

QFuture<base::Result<Aged<QList<domain::ConsoleLine>>>> ConsoleStore::lines(const domain::RunPath &run)
{
    return m_worker.run([run](sqlite::Database &database) { return readLines(database, run); });
}

QFuture<base::Status> ConsoleStore::add(
    const domain::RunPath &run, const QList<domain::ConsoleLine> &lines, const QDateTime &at)
{
    return m_worker.write([run, lines, at](sqlite::Database &database) { return addLines(database, run, lines, at); });
}

QFuture<base::Status> ConsoleStore::set(
    const domain::RunPath &run, const QList<domain::ConsoleLine> &lines, const QDateTime &at)
{
    return m_worker.write([run, lines, at](sqlite::Database &database) {
        auto done = database.execute(QStringLiteral("DELETE FROM console WHERE entity = ? AND project = ? AND run = ?"),
            run.project.entity, run.project.project, run.run);
        return done ? addLines(database, run, lines, at) : done;
    });
}

} // namespace cache
