#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringView>
#include <concepts>
#include <cstddef>
#include <optional>

struct sqlite3_stmt;

namespace sqlite {

class StatementCache;

/// A prepared statement on loan from its connection; goes back when destroyed. Lives in the connection's thread and not
/// longer than the connection. Values are always bound, never put into the text.
class Statement
{
public:
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&other) noexcept;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;
    ~Statement();

    // Bind the parameter `index`, counted from 1. A failure is told by the next step(). A null QString or QByteArray is
    // bound as an empty text or blob, not as NULL.
    Statement &bind(int index, QStringView text);
    Statement &bind(int index, const QString &text) { return bind(index, QStringView(text)); }
    Statement &bind(int index, const QByteArray &blob);
    Statement &bind(int index, std::nullptr_t);
    /// NaN becomes NULL (SQLite has no NaN); real() reads it back as NaN.
    Statement &bind(int index, double value);
    template <std::integral Integer>
    Statement &bind(int index, Integer value)
    {
        return bindInteger(index, static_cast<qint64>(value));
    }
    template <typename T>
    Statement &bind(int index, const std::optional<T> &value)
    {
        return value ? bind(index, *value) : bind(index, nullptr);
    }
    Statement &bind(int index, const char *) = delete; // neither text nor blob: say which

    /// Binds the values to the parameters 1, 2, 3, ...
    template <typename... Values>
    Statement &bindAll(const Values &...values)
    {
        [[maybe_unused]] int index = 0;
        (bind(++index, values), ...);
        return *this;
    }

    /// Runs to the next row: true, there is one; false, the end. Read the row's columns before the next step.
    base::Result<bool> step();
    /// Runs to the end and resets: for statements whose rows do not matter. The bindings stay.
    base::Status run();
    /// Ready to run again with the same bindings, or with others.
    void reset();

    // Columns of the row, counted from 0. Another type is converted as SQLite does.
    [[nodiscard]] int columnCount() const;
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] QString text(int column) const; ///< NULL: a null string
    [[nodiscard]] qint64 integer(int column) const; ///< NULL: 0
    [[nodiscard]] bool boolean(int column) const { return integer(column) != 0; }
    [[nodiscard]] double real(int column) const; ///< NULL: NaN
    [[nodiscard]] QByteArray blob(int column) const; ///< NULL: a null array

private:
    friend class Database;
    Statement(StatementCache *cache, QString sql, sqlite3_stmt *statement);
    Statement &bindInteger(int index, qint64 value);
    void note(int code);
    void giveBack();

    StatementCache *m_cache;
    QString m_sql;
    sqlite3_stmt *m_statement;
    int m_bindError = 0;
    bool m_isRunning = false;
};

} // namespace sqlite
