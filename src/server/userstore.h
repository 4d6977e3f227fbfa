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
    base::Result<std::optional<UserRecord>> byEmail(const QString &email); ///< an open account before a closed one
    /// Invalid: it is no mail address. Conflict: it is another's than that of `by`.
    base::Status requireFreeAddress(const QString &email, qint64 by);
    base::Result<QList<UserRecord>> all(); ///< whose accounts are open
    base::Result<QList<UserRecord>> everybody(); ///< closed accounts too
    /// The new id. Conflict: the user name is taken.
    base::Result<qint64> insert(const UserRecord &user, qint64 now);
    base::Status setOrganizationScope(qint64 user); ///< of a service account: its team becomes its default one
    base::Status setDefaultEntity(qint64 user, qint64 entity);
    base::Status setName(qint64 user, const QString &name);
    base::Status setEmail(qint64 user, const QString &email);
    base::Status setSeat(qint64 user, domain::Seat seat);
    base::Status setOrgRole(qint64 user, domain::OrgRole role);
    base::Status setBillingAdmin(qint64 user, bool isBillingAdmin);
    /// Keys and places stay, but open nothing until the account is opened again.
    base::Status setDeactivated(qint64 user, bool isDeactivated);
    /// Deactivated, and keys and tokens are gone for good.
    base::Status deactivate(qint64 user);
    /// As deactivate, and with no role in the organisation (OrgRole::Unknown), in registries or in shared reports.
    base::Status removeFromOrganization(qint64 user);
    /// A service account loses its keys and its places and cannot come back; its runs stay.
    base::Status close(qint64 user);

    base::Result<QString> organizationName();
    base::Status setOrganization(const QString &name);

private:
    base::Status deleteFrom(std::initializer_list<const char *> tables, qint64 user);

    sqlite::Database &m_database;
};

/// Reads a user from the columns of `userColumns`, beginning with `first`.
UserRecord userFromRow(const sqlite::Statement &row, int first = 0);
extern const char userColumns[];
inline constexpr int userColumnCount = 13;

} // namespace server
