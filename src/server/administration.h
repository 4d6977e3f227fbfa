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
    base::Status addMember(const QString &team, const QString &username, domain::BaseRole role);
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

    sqlite::Database &m_database;
    qint64 m_now;
    Lines m_lines;
};

} // namespace server
