#include "sqlite/statement.h"

#include "sqlite/fault.h"
#include "sqlite/statementcache.h"

#include <cmath>
#include <limits>
#include <sqlite3.h>
#include <utility>

namespace sqlite {

namespace {

/// SQLITE_TRANSIENT of the C header is an old-style cast; the value means "copy the bytes".
sqlite3_destructor_type copyBytes()
{
    return reinterpret_cast<sqlite3_destructor_type>(static_cast<intptr_t>(-1));
}

} // namespace

Statement::Statement(StatementCache *cache, QString sql, sqlite3_stmt *statement)
    : m_cache(cache)
    , m_sql(std::move(sql))
    , m_statement(statement)
{ }

Statement::Statement(Statement &&other) noexcept
    : m_cache(other.m_cache)
    , m_sql(std::move(other.m_sql))
    , m_statement(std::exchange(other.m_statement, nullptr))
    , m_bindError(other.m_bindError)
    , m_isRunning(other.m_isRunning)
{ }

Statement &Statement::operator=(Statement &&other) noexcept
{
    if (this != &other) {
        giveBack();
        m_cache = other.m_cache;
        m_sql = std::move(other.m_sql);
        m_statement = std::exchange(other.m_statement, nullptr);
        m_bindError = other.m_bindError;
        m_isRunning = other.m_isRunning;
    }
    return *this;
}

Statement::~Statement()
{
    giveBack();
}

void Statement::giveBack()
{
    if (m_statement != nullptr)
        m_cache->giveBack(m_sql, std::exchange(m_statement, nullptr));
}

void Statement::note(int code)
{
    if (code != SQLITE_OK && m_bindError == SQLITE_OK)
        m_bindError = code;
}

Statement &Statement::bind(int index, QStringView text)
{
    reset();
    const QByteArray utf8 = text.toUtf8();
    const char *bytes = utf8.isNull() ? "" : utf8.constData();
    note(sqlite3_bind_text64(
        m_statement, index, bytes, static_cast<sqlite3_uint64>(utf8.size()), copyBytes(), SQLITE_UTF8));
    return *this;
}

Statement &Statement::bind(int index, const QByteArray &blob)
{
    reset();
    const char *bytes = blob.isNull() ? "" : blob.constData();
    note(sqlite3_bind_blob64(m_statement, index, bytes, static_cast<sqlite3_uint64>(blob.size()), copyBytes()));
    return *this;
}

Statement &Statement::bind(int index, std::nullptr_t)
{
    reset();
    note(sqlite3_bind_null(m_statement, index));
    return *this;
}

Statement &Statement::bind(int index, double value)
{
    reset();
    note(sqlite3_bind_double(m_statement, index, value));
    return *this;
}

Statement &Statement::bindInteger(int index, qint64 value)
{
    reset();
    note(sqlite3_bind_int64(m_statement, index, value));
    return *this;
}

base::Result<bool> Statement::step()
{
    if (m_bindError != SQLITE_OK) {
        const int code = std::exchange(m_bindError, SQLITE_OK);
        return faultError(faultFromCode(code),
            QStringLiteral("bind: %1 (%2)").arg(QString::fromUtf8(sqlite3_errstr(code)), QString::number(code)));
    }
    m_isRunning = true;
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE) {
        reset();
        return false;
    }
    auto error = lastError(sqlite3_db_handle(m_statement), m_sql.left(80));
    reset();
    return error;
}

base::Status Statement::run()
{
    for (;;) {
        const auto row = step();
        if (!row)
            return row.error();
        if (!*row)
            return base::Done{};
    }
}

void Statement::reset()
{
    if (std::exchange(m_isRunning, false))
        sqlite3_reset(m_statement);
}

int Statement::columnCount() const
{
    return sqlite3_column_count(m_statement);
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

QString Statement::text(int column) const
{
    // First the text, then its length: the order converts only once.
    const auto *bytes = sqlite3_column_text(m_statement, column);
    if (bytes == nullptr)
        return {};
    return QString::fromUtf8(reinterpret_cast<const char *>(bytes), sqlite3_column_bytes(m_statement, column));
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double Statement::real(int column) const
{
    return isNull(column) ? std::numeric_limits<double>::quiet_NaN() : sqlite3_column_double(m_statement, column);
}

QByteArray Statement::blob(int column) const
{
    if (isNull(column))
        return {};
    const void *bytes = sqlite3_column_blob(m_statement, column);
    const int size = sqlite3_column_bytes(m_statement, column);
    return bytes == nullptr ? QByteArray("") : QByteArray(static_cast<const char *>(bytes), size);
}

} // namespace sqlite
