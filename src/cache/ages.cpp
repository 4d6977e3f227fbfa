#include "cache/ages.h"

namespace cache {

base::Result<QDateTime> fetchedAt(sqlite::Database &database, const QString &piece)
{
    auto statement = database.prepare(QStringLiteral("SELECT at FROM fetched WHERE piece = ?"));
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, piece).step();
    if (!row)
        return row.error();
    return *row ? QDateTime::fromMSecsSinceEpoch(statement->integer(0), Qt::UTC) : QDateTime();
}

base::Status setFetchedAt(sqlite::Database &database, const QString &piece, const QDateTime &at)
{
    return database.execute(
        QStringLiteral("INSERT OR REPLACE INTO fetched VALUES(?, ?)"), piece, at.toMSecsSinceEpoch());
}

} // namespace cache
