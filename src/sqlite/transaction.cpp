#include "sqlite/transaction.h"

#include "sqlite/database.h"

#include <utility>

namespace sqlite {

base::Result<Transaction> Transaction::begin(Database &database)
{
    const bool isNested = database.isInTransaction();
    const auto begun =
        database.execute(isNested ? QStringLiteral("SAVEPOINT nested") : QStringLiteral("BEGIN IMMEDIATE"));
    if (!begun)
        return begun.error();
    return Transaction(database, isNested);
}

Transaction::Transaction(Database &database, bool isNested)
    : m_database(&database)
    , m_isNested(isNested)
{ }

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
    , m_isNested(other.m_isNested)
{ }

Transaction::~Transaction()
{
    rollback();
}

base::Status Transaction::commit()
{
    if (m_database == nullptr)
        return base::Error{base::Error::Kind::Storage, QStringLiteral("the transaction has ended already")};
    auto done = m_database->execute(m_isNested ? QStringLiteral("RELEASE nested") : QStringLiteral("COMMIT"));
    if (done)
        m_database = nullptr;
    else
        rollback();
    return done;
}

void Transaction::rollback()
{
    Database *database = std::exchange(m_database, nullptr);
    // After a full disk or a broken one SQLite may have rolled back by itself.
    if (database == nullptr || !database->isInTransaction())
        return;
    if (m_isNested) {
        (void)database->execute(QStringLiteral("ROLLBACK TO nested"));
        (void)database->execute(QStringLiteral("RELEASE nested"));
    } else {
        (void)database->execute(QStringLiteral("ROLLBACK"));
    }
}

} // namespace sqlite
