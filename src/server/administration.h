#pragma once

#include "server/identitystore.h"
#include "server/session.h"
#include "server/teamserver.h"

namespace server {

/// What TeamServer's administration does, inside a transaction of the caller's.
class Administration
{
public:
    /// Whose line the audit log gets: that of a command, or the caller's own.
    enum class Lines { OfCommands, OfCaller };
    Administration(sqlite::Database &database, qint64 now, Lines lines = Lines::OfCommands)
        : m_database(database)
        , m_now(now)
        , m_lines(lines)
    { }

    base::Status setOrganization(const QString &name);
    base::Status setSeatLimit(std::optional<qint64> seats);
    base::Status createUser(const TeamServer::NewUser &user);
    base::Status createTeam(const QString &name, const QString &introduction);
    /// Closes the account; keys and tokens are gone. Conflict: the organisation or a team would be without an admin.
    base::Status deactivate(const QString &username);
    /// Opens it again, as a member where the person had been taken off. Conflict: no seat is left.
    base::Status activate(const QString &username);
    /// Of a team, or changes the role there. Conflict: the team would be without an admin.
    base::Status addMember(const QString &team, const QString &username, domain::BaseRole role);
    base::Status removeMember(const QString &team, const QString &username);
    base::Status createServiceAccount(const QString &team, const QString &username, const QString &name);
    base::Status createExternalAccount(const ExternalAccount &account);
    base::Status putIssuer(const TokenIssuerRecord &issuer);
    base::Status removeIssuer(const QString &issuer);
    base::Status invite(const QString &team, const QString &email, domain::BaseRole role, const QString &invitedBy);
    base::Status acceptInvites(const QString &username);
    base::Status createProject(const TeamServer::NewProject &project);
    /// `expiresAt` in milliseconds since 1970 UTC; 0: never.
    base::Result<QString> issueKey(
        const QString &username, KeyKind kind, const QString &description, qint64 expiresAt = 0);

    /// A line in the audit log, where it is of commands. The functions above write their own.
    base::Status note(const char *act, const QString &object);

private:
    base::Result<UserRecord> user(const QString &username);
    base::Result<EntityRecord> entity(const QString &name);
    base::Result<EntityRecord> team(const QString &name);
    base::Status requireOtherAdmin(const EntityRecord &team, const UserRecord &person);

    sqlite::Database &m_database;
    qint64 m_now;
    Lines m_lines;
};

} // namespace server
