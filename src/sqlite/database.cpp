#include "sqlite/database.h"

#include "sqlite/backup.h"
#include "sqlite/fault.h"
#include "sqlite/opening.h"

#include <sqlite3.h>

namespace sqlite {

base::Result<std::unique_ptr<Database>> Database::open(
    const QString &path, std::span<const Migration> migrations, const OpenOptions &options)
{
    return Opening(path, migrations, options).run();
}

Database::Database(QString path, sqlite3 *connection)
    : m_path(std::move(path))
    , m_connection(connection)
{ }

Database::~Database()
{
    m_statements.clear();
    sqlite3_close_v2(m_connection);
}

base::Result<Statement> Database::prepare(const QString &sql)
{
    if (sqlite3_stmt *kept = m_statements.take(sql))
        return Statement(&m_statements, sql, kept);
    const QByteArray utf8 = sql.toUtf8();
    sqlite3_stmt *statement = nullptr;
    const char *rest = nullptr;
    const int code = sqlite3_prepare_v3(
        m_connection, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_PREPARE_PERSISTENT, &statement, &rest);
    if (code != SQLITE_OK)
        return lastError(m_connection, sql.left(80));
    const auto remaining = utf8.constData() + utf8.size() - rest;
    if (statement == nullptr || !QByteArray(rest, remaining).trimmed().isEmpty()) {
        sqlite3_finalize(statement);
        return faultError(Fault::Other, QStringLiteral("not exactly one statement: %1").arg(sql.left(80)));
    }
    return Statement(&m_statements, sql, statement);
}

bool Database::isInTransaction() const
{
    return sqlite3_get_autocommit(m_connection) == 0;
}

qint64 Database::lastInsertRowId() const
{
    return sqlite3_last_insert_rowid(m_connection);
}

qint64 Database::changes() const
{
    return sqlite3_changes64(m_connection);
}

base::Status Database::quickCheck()
{
    return check(QStringLiteral("PRAGMA quick_check(1)"));
}

base::Status Database::integrityCheck()
{
    return check(QStringLiteral("PRAGMA integrity_check(1)"));
}

base::Status Database::check(const QString &pragma)
{
    auto statement = prepare(pragma);
    if (!statement)
        return statement.error();
    const auto row = statement->step();
    if (!row)
        return row.error();
    const QString answer = *row ? statement->text(0) : QStringLiteral("no answer");
    if (answer != QLatin1String("ok"))
        return faultError(Fault::Corrupt, answer);
    return base::Done{};
}

base::Status Database::backUpTo(const QString &path)
{
    return copyDatabase(m_connection, path);
}

} // namespace sqlite
