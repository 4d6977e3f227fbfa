#include "server/userstore.h"

#include "server/names.h"
#include "server/storequery.h"

namespace server {

const char userColumns[] = "users.id, users.username, users.name, users.email, users.is_service, users.service_entity,"
                           " users.deactivated, users.seat, users.org_role, users.billing_admin, users.default_entity,"
                           " users.created_at, users.last_active";

namespace {

QString selectUser(const char *where)
{
    return QLatin1String("SELECT ") + QLatin1String(userColumns) + QLatin1String(" FROM users ") + QLatin1String(where);
}

UserRecord readUser(sqlite::Statement &row)
{
    return userFromRow(row);
}

} // namespace

UserRecord userFromRow(const sqlite::Statement &row, int first)
{
    UserRecord user;
    user.id = row.integer(first);
    user.username = row.text(first + 1);
    user.name = row.text(first + 2);
    user.email = row.text(first + 3);
    user.isService = row.boolean(first + 4);
    user.serviceEntity = row.integer(first + 5);
    user.isDeactivated = row.boolean(first + 6);
    user.seat = domain::seatFromWire(row.text(first + 7));
    user.orgRole = domain::orgRoleFromWire(row.text(first + 8));
    user.isBillingAdmin = row.boolean(first + 9);
    user.defaultEntity = row.integer(first + 10);
    user.createdAt = timeOf(row.integer(first + 11));
    return user;
}

base::Result<std::optional<UserRecord>> UserStore::byId(qint64 id)
{
    return readRow(m_database, selectUser("WHERE id = ?1"), readUser, id);
}

base::Result<std::optional<UserRecord>> UserStore::byUsername(const QString &username)
{
    return readRow(m_database, selectUser("WHERE username = ?1"), readUser, username);
}

base::Result<std::optional<UserRecord>> UserStore::byEmail(const QString &email)
{
    return readRow(m_database,
        selectUser("WHERE email = ?1 COLLATE NOCASE AND email <> '' AND is_service = 0 ORDER BY deactivated, id"),
        readUser, email);
}

base::Status UserStore::requireFreeAddress(const QString &email, qint64 by)
{
    if (!isSoundAddress(email))
        return base::Error{base::Error::Kind::Invalid, QStringLiteral("email: not a mail address")};
    const auto other = byEmail(email);
    if (!other)
        return other.error();
    if (*other && (*other)->id != by)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the mail address is taken")};
    return base::Done{};
}

base::Result<QList<UserRecord>> UserStore::all()
{
    return readRows(m_database, selectUser("WHERE deactivated = 0 ORDER BY username"), readUser);
}

base::Result<QList<UserRecord>> UserStore::everybody()
{
    return readRows(m_database, selectUser("ORDER BY username"), readUser);
}

base::Result<qint64> UserStore::insert(const UserRecord &user, qint64 now)
{
    const auto existing = byUsername(user.username);
    if (!existing)
        return existing.error();
    if (*existing)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the user name is taken")};
    const auto inserted = m_database.execute(
        QStringLiteral("INSERT INTO users(username, name, email, is_service, service_entity, seat, org_role,"
                       " billing_admin, created_at) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
        user.username, user.name, user.email, user.isService, orNull(user.serviceEntity), domain::wireName(user.seat),
        domain::wireName(user.orgRole), user.isBillingAdmin, now);
    if (!inserted)
        return inserted.error();
    return m_database.lastInsertRowId();
}

base::Status UserStore::setOrganizationScope(qint64 user)
{
    return m_database.execute(
        QStringLiteral("UPDATE users SET default_entity = service_entity, service_entity = NULL WHERE id = ?1"), user);
}

base::Status UserStore::setDefaultEntity(qint64 user, qint64 entity)
{
    return m_database.execute(
        QStringLiteral("UPDATE users SET default_entity = ?2 WHERE id = ?1"), user, orNull(entity));
}

base::Status UserStore::setName(qint64 user, const QString &name)
{
    return m_database.execute(QStringLiteral("UPDATE users SET name = ?2 WHERE id = ?1"), user, name);
}

base::Status UserStore::setEmail(qint64 user, const QString &email)
{
    return m_database.execute(QStringLiteral("UPDATE users SET email = ?2 WHERE id = ?1"), user, email);
}

base::Status UserStore::setSeat(qint64 user, domain::Seat seat)
{
    return m_database.execute(QStringLiteral("UPDATE users SET seat = ?2 WHERE id = ?1"), user, domain::wireName(seat));
}

base::Status UserStore::setOrgRole(qint64 user, domain::OrgRole role)
{
    return m_database.execute(
        QStringLiteral("UPDATE users SET org_role = ?2 WHERE id = ?1"), user, domain::wireName(role));
}

base::Status UserStore::setBillingAdmin(qint64 user, bool isBillingAdmin)
{
    return m_database.execute(
        QStringLiteral("UPDATE users SET billing_admin = ?2 WHERE id = ?1"), user, isBillingAdmin);
}

base::Status UserStore::setDeactivated(qint64 user, bool isDeactivated)
{
    return m_database.execute(QStringLiteral("UPDATE users SET deactivated = ?2 WHERE id = ?1"), user, isDeactivated);
}

base::Status UserStore::deactivate(qint64 user)
{
    if (auto done = m_database.execute(QStringLiteral("DELETE FROM keys WHERE user = ?1"), user); !done)
        return done;
    return setDeactivated(user, true);
}

base::Status UserStore::removeFromOrganization(qint64 user)
{
    if (auto done = deactivate(user); !done)
        return done;
    // Whoever comes back gets what they are given then.
    if (auto done = deleteFrom({"registry_users", "model_registry_admins", "view_link_people"}, user); !done)
        return done;
    return m_database.execute(
        QStringLiteral("UPDATE users SET org_role = 'none', billing_admin = 0 WHERE id = ?1"), user);
}

base::Status UserStore::close(qint64 user)
{
    if (auto done = deleteFrom({"keys", "members", "project_members", "registry_users"}, user); !done)
        return done;
    return setDeactivated(user, true);
}

base::Status UserStore::deleteFrom(std::initializer_list<const char *> tables, qint64 user)
{
    for (const char *table : tables) {
        const QString sql = QLatin1String("DELETE FROM ") + QLatin1String(table) + QLatin1String(" WHERE user = ?1");
        if (auto done = m_database.execute(sql, user); !done)
            return done;
    }
    return base::Done{};
}

base::Result<QString> UserStore::organizationName()
{
    return readRow(m_database, QStringLiteral("SELECT name FROM organization"), [](sqlite::Statement &row) {
        return row.text(0);
    }).map([](const std::optional<QString> &name) { return name.value_or(QString()); });
}

base::Status UserStore::setOrganization(const QString &name)
{
    return m_database.execute(QStringLiteral("INSERT INTO organization(id, name) VALUES(1, ?1)"
                                             " ON CONFLICT(id) DO UPDATE SET name = excluded.name"),
        name);
}

} // namespace server
