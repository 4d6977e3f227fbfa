#include "rowperpoint.h"

#include <sqlite3.h>

namespace bench {

namespace {

struct Finalize
{
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using StatementPtr = std::unique_ptr<sqlite3_stmt, Finalize>;

StatementPtr prepared(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v2(database, sql, -1, &statement, nullptr);
    return StatementPtr(statement);
}

} // namespace

void RowPerPoint::Close::operator()(sqlite3 *database) const
{
    sqlite3_close(database);
}

RowPerPoint::RowPerPoint(const QString &file)
{
    sqlite3 *database = nullptr;
    sqlite3_open(file.toUtf8().constData(), &database);
    m_database.reset(database);
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = NORMAL");
    run("CREATE TABLE points(run INTEGER, key TEXT, step INTEGER, value REAL, PRIMARY KEY (run, key, step)) "
        "WITHOUT ROWID");
}

bool RowPerPoint::run(const char *sql)
{
    return sqlite3_exec(m_database.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool RowPerPoint::write(const QList<cache::HistoryPart> &runs)
{
    const StatementPtr insert = prepared(m_database.get(), "INSERT INTO points VALUES (?, ?, ?, ?)");
    bool isGood = insert != nullptr;
    for (qsizetype at = 0; at < runs.size() && isGood; ++at) {
        isGood = run("BEGIN");
        for (const cache::HistoryColumn &column : runs[at].columns) {
            const QByteArray key = column.key.toUtf8();
            sqlite3_bind_int64(insert.get(), 1, at);
            sqlite3_bind_text(insert.get(), 2, key.constData(), static_cast<int>(key.size()), SQLITE_STATIC);
            for (size_t i = 0; i < column.points->size() && isGood; ++i) {
                sqlite3_bind_int64(insert.get(), 3, column.points->steps[i]);
                sqlite3_bind_double(insert.get(), 4, column.points->values[i]);
                isGood = sqlite3_step(insert.get()) == SQLITE_DONE;
                sqlite3_reset(insert.get());
            }
        }
        isGood = run("COMMIT") && isGood;
    }
    return isGood;
}

bool RowPerPoint::read(const QString &key, int runs, std::vector<series::Points> &into)
{
    into.assign(static_cast<size_t>(runs), {});
    const StatementPtr select =
        prepared(m_database.get(), "SELECT step, value FROM points WHERE run = ? AND key = ? ORDER BY step");
    const QByteArray text = key.toUtf8();
    for (int at = 0; at < runs; ++at) {
        series::Points &points = into[static_cast<size_t>(at)];
        sqlite3_bind_int(select.get(), 1, at);
        sqlite3_bind_text(select.get(), 2, text.constData(), static_cast<int>(text.size()), SQLITE_STATIC);
        while (sqlite3_step(select.get()) == SQLITE_ROW) {
            points.steps.push_back(sqlite3_column_int64(select.get(), 0));
            points.values.push_back(sqlite3_column_double(select.get(), 1));
        }
        sqlite3_reset(select.get());
    }
    return true;
}

} // namespace bench
