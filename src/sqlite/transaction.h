#pragma once

#include "base/result.h"

namespace sqlite {

class Database;

/// All or nothing: rolls back unless committed. Takes the write lock at once (IMMEDIATE), so that it cannot fail later
/// for a lock. Inside another transaction it is a savepoint of that one. No network call while one is open.
class Transaction
{
public:
    /// Fails with Fault::Locked when another connection writes for longer than the busy time-out.
    static base::Result<Transaction> begin(Database &database);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    ~Transaction();

    /// When it fails, everything is rolled back.
    base::Status commit();
    void rollback();

private:
    Transaction(Database &database, bool isNested);

    Database *m_database; ///< null: ended
    bool m_isNested;
};

} // namespace sqlite
