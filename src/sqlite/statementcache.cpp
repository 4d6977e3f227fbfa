#include "sqlite/statementcache.h"

#include <sqlite3.h>

namespace sqlite {

namespace {
constexpr qsizetype freeStatementsKept = 128;
}

sqlite3_stmt *StatementCache::take(const QString &sql)
{
    return m_free.take(sql);
}

void StatementCache::giveBack(const QString &sql, sqlite3_stmt *statement)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    if (m_free.contains(sql) || m_free.size() >= freeStatementsKept)
        sqlite3_finalize(statement);
    else
        m_free.insert(sql, statement);
}

void StatementCache::clear()
{
    for (sqlite3_stmt *statement : std::as_const(m_free))
        sqlite3_finalize(statement);
    m_free.clear();
}

} // namespace sqlite
