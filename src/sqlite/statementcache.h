#pragma once

#include <QHash>
#include <QString>

struct sqlite3_stmt;

namespace sqlite {

/// The prepared statements of one connection that nobody uses at the moment, by their text. A statement that is in use
/// is not in here, so the same text may run twice at once.
class StatementCache
{
public:
    StatementCache() = default;
    ~StatementCache() { clear(); }
    Q_DISABLE_COPY_MOVE(StatementCache)

    /// Null: none is free.
    sqlite3_stmt *take(const QString &sql);
    /// Takes the statement over, reset and without bindings.
    void giveBack(const QString &sql, sqlite3_stmt *statement);
    void clear();

private:
    QHash<QString, sqlite3_stmt *> m_free;
};

} // namespace sqlite
