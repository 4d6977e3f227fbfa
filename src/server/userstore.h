#pragma once

#include "server/records.h"
#include "sqlite/database.h"

namespace server {

/// People and service accounts, and the organisation they belong to. Uses the connection it is given, in its thread and
/// transaction; so do the other stores.
class UserStore
{
public:
    explicit UserStore(sqlite::Database &database)
        : m_database(database)
    { }

    base::Result<std::optional<UserRecord>> byId(qint64 id);
    base::Result<std::optional<UserRecord>> byUsername(const QString &username);
    base::Result<std::optional<UserRecord>> byEmail(const QString &email);
    base::Result<QList<UserRecord>> all();
    /// The new id. Conflict: the user name is taken.
    base::Result<qint64> insert(const UserRecord &user, qint64 now);
    base::Status setDefaultEntity(qint64 user, qint64 entity);
    base::Status setName(qint64 user, const QString &name);
    /// Service accounts lose their keys and cannot come back; their runs stay.
    base::Status deactivate(qint64 user);

    base::Result<QString> organizationName();
    base::Status setOrganization(const QString &name);

private:
    sqlite::Database &m_database;
};

/// Reads a user from the columns of `userColumns`, beginning with `first`.
UserRecord userFromRow(const sqlite::Statement &row, int first = 0);
extern const char userColumns[];
inline constexpr int userColumnCount = 13;

} // namespace server
