#pragma once

#include "base/result.h"
#include "sqlite/migration.h"
#include "sqlite/statement.h"
#include "sqlite/statementcache.h"
#include "sqlite/transaction.h"

#include <QString>
#include <QStringList>
#include <memory>
#include <span>

struct sqlite3;

namespace sqlite {

/// How safe a commit is: Full survives a power cut (about 4 ms each), Normal survives a crash of the program.
enum class Sync { Full, Normal };

struct OpenOptions
{
    quint32 applicationId = 0; ///< marks our files (PRAGMA application_id); never 0
    Sync sync = Sync::Full;
    bool readOnly = false;
    /// Before the first step of a migration of a file with content, a copy `<path>.v<version>` is made (for files that
    /// cannot be fetched again).
    bool backUpBeforeMigrating = false;
};

/// One connection to one file: WAL, foreign keys, a busy time-out of 5 s, an untrusted schema. Belongs to one thread.
/// All errors are of Kind::Storage; faultOf() tells what is wrong.
class Database
{
public:
    /// Opens or creates the file (readable by its owner only) and brings it to the newest version. A file of another
    /// program (Fault::Foreign) or of a newer version (Fault::NewerVersion) is not touched. The folder must exist.
    static base::Result<std::unique_ptr<Database>> open(
        const QString &path, std::span<const Migration> migrations, const OpenOptions &options);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    /// One statement; prepared once and kept.
    base::Result<Statement> prepare(const QString &sql);
    /// Prepares, binds the values to the parameters 1, 2, ..., runs to the end.
    template <typename... Values>
    base::Status execute(const QString &sql, const Values &...values)
    {
        auto statement = prepare(sql);
        if (!statement)
            return statement.error();
        return statement->bindAll(values...).run();
    }
    /// Runs `work` (returning a base::Result) in a transaction that is committed when the result is ok.
    template <typename Work>
    auto transact(Work &&work) -> std::invoke_result_t<Work>
    {
        auto transaction = Transaction::begin(*this);
        if (!transaction)
            return transaction.error();
        auto result = std::forward<Work>(work)();
        if (!result)
            return result;
        if (auto committed = transaction->commit(); !committed)
            return committed.error();
        return result;
    }

    [[nodiscard]] bool isInTransaction() const;
    [[nodiscard]] qint64 lastInsertRowId() const;
    /// Rows that the last insert, update or delete changed.
    [[nodiscard]] qint64 changes() const;
    [[nodiscard]] const QString &path() const { return m_path; }

    /// Reads the whole file's structure; fails with Fault::Corrupt. Does not see a changed byte inside a value.
    base::Status quickCheck();
    /// As quickCheck, and compares the indexes with their tables.
    base::Status integrityCheck();
    /// Writes a consistent copy, beside its name first, while others go on reading and writing.
    base::Status backUpTo(const QString &path);

private:
    friend class Opening;
    Database(QString path, sqlite3 *connection);
    base::Status check(const QString &pragma);

    QString m_path;
    sqlite3 *m_connection;
    StatementCache m_statements;
};

} // namespace sqlite
