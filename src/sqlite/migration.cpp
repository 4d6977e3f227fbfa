#include "sqlite/migration.h"

#include "sqlite/database.h"
#include "sqlite/transaction.h"

namespace sqlite {

namespace {

base::Status takeStep(Database &database, const Migration &migration, int from)
{
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    const auto version = schemaVersion(database); // another process may have been faster
    if (!version)
        return version.error();
    if (*version != from)
        return transaction->commit();
    for (const QString &statement : migration.statements) {
        if (auto done = database.execute(statement); !done) {
            return base::Error{done.error().kind,
                done.error().detail + QStringLiteral(" [migration %1]").arg(QLatin1String(migration.name))};
        }
    }
    // A pragma takes no bound value; the number is ours.
    if (auto done = database.execute(QStringLiteral("PRAGMA user_version = %1").arg(from + 1)); !done)
        return done.error();
    return transaction->commit();
}

} // namespace

base::Result<int> schemaVersion(Database &database)
{
    auto statement = database.prepare(QStringLiteral("PRAGMA user_version"));
    if (!statement)
        return statement.error();
    const auto row = statement->step();
    if (!row)
        return row.error();
    return *row ? static_cast<int>(statement->integer(0)) : 0;
}

base::Status migrate(Database &database, std::span<const Migration> migrations)
{
    const auto version = schemaVersion(database);
    if (!version)
        return version.error();
    for (size_t step = static_cast<size_t>(*version); step < migrations.size(); ++step) {
        if (auto done = takeStep(database, migrations[step], static_cast<int>(step)); !done)
            return done;
    }
    return base::Done{};
}

} // namespace sqlite
