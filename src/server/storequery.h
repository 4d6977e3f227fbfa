#pragma once

#include "sqlite/database.h"

#include <QDateTime>
#include <QList>
#include <optional>

/// Short forms for reading rows into values.
namespace server {

/// `take(sqlite::Statement &)` of every row until it answers false or an error (it answers a bool, or a base::Result of
/// one); whether it had them all.
template <typename Take, typename... Values>
base::Result<bool> forEachRow(sqlite::Database &database, const QString &sql, Take take, const Values &...values)
{
    auto statement = database.prepare(sql);
    if (!statement)
        return statement.error();
    statement->bindAll(values...);
    for (;;) {
        const auto more = statement->step();
        if (!more)
            return more.error();
        if (!*more)
            return true;
        if constexpr (std::is_same_v<std::invoke_result_t<Take, sqlite::Statement &>, bool>) {
            if (!take(*statement))
                return false;
        } else {
            const base::Result<bool> goesOn = take(*statement);
            if (!goesOn || !*goesOn)
                return goesOn;
        }
    }
}

/// `read(const sqlite::Statement &)` of every row.
template <typename Read, typename... Values>
auto readRows(sqlite::Database &database, const QString &sql, Read read, const Values &...values)
    -> base::Result<QList<std::invoke_result_t<Read, sqlite::Statement &>>>
{
    using Row = std::invoke_result_t<Read, sqlite::Statement &>;
    QList<Row> rows;
    const auto all = forEachRow(
        database, sql,
        [&](sqlite::Statement &row) {
            rows.append(read(row));
            return true;
        },
        values...);
    return all ? base::Result<QList<Row>>(std::move(rows)) : all.error();
}

/// The first row, or nothing.
template <typename Read, typename... Values>
auto readRow(sqlite::Database &database, const QString &sql, Read read, const Values &...values)
    -> base::Result<std::optional<std::invoke_result_t<Read, sqlite::Statement &>>>
{
    using Row = std::invoke_result_t<Read, sqlite::Statement &>;
    auto statement = database.prepare(sql);
    if (!statement)
        return statement.error();
    const auto found = statement->bindAll(values...).step();
    if (!found)
        return found.error();
    return *found ? std::optional<Row>(read(*statement)) : std::nullopt;
}

/// The integer in the first column of the first row; 0: no row, or NULL.
template <typename... Values>
base::Result<qint64> readInteger(sqlite::Database &database, const QString &sql, const Values &...values)
{
    return readRow(
        database, sql, [](sqlite::Statement &row) { return row.integer(0); }, values...)
        .map([](const std::optional<qint64> &number) { return number.value_or(0); });
}

[[nodiscard]] inline QDateTime timeOf(qint64 milliseconds)
{
    return milliseconds == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

/// NULL for 0.
[[nodiscard]] inline std::optional<qint64> orNull(qint64 id)
{
    return id == 0 ? std::nullopt : std::optional<qint64>(id);
}

} // namespace server
