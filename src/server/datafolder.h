#pragma once

#include "server/identity.h"
#include "server/teamserver.h"

#include <QDateTime>
#include <functional>
#include <memory>
#include <optional>

namespace server {

struct AuditEvent;
struct AuditFilter;

/// A server's data folder in the hands of whoever runs the server. Works beside a server that runs on the folder: each
/// change is a commit of its own and holds from the next request on. The rule book is not asked. Blocking; one thread.
class DataFolder
{
public:
    /// Makes the folder and the database where they are missing. Conflict: a server of an older version runs on it.
    static base::Result<std::unique_ptr<DataFolder>> open(const QString &folder);
    ~DataFolder();
    Q_DISABLE_COPY_MOVE(DataFolder)

    struct Person
    {
        QString username;
        QString name;
        QString email;
        domain::Seat seat = domain::Seat::Full;
        domain::OrgRole orgRole = domain::OrgRole::Member;
        bool isService = false;
        bool isDeactivated = false;
    };
    /// Whoever is invited under the address joins the team.
    base::Status createUser(const TeamServer::NewUser &user);
    base::Result<QList<Person>> users();
    /// Takes effect at the next request; keys and tokens are gone for good. Conflict: the organisation's last admin.
    base::Status deactivate(const QString &username);
    base::Status activate(const QString &username);

    struct Team
    {
        QString name;
        qint64 members = 0;
        QStringList admins;
    };
    base::Status createTeam(const QString &name);
    base::Result<QList<Team>> teams();

    struct Member
    {
        QString username;
        domain::BaseRole role = domain::BaseRole::None;
    };
    /// Adds, or changes the role.
    base::Status setMember(const QString &team, const QString &username, domain::BaseRole role);
    base::Status removeMember(const QString &team, const QString &username);
    base::Result<QList<Member>> members(const QString &team);

    struct Secret
    {
        qint64 id = 0;
        QString username;
        QString ending; ///< the last four characters
        QString description;
        QDateTime createdAt;
        QDateTime expiresAt; ///< null: never
    };
    /// Shown once.
    base::Result<QString> issueApiKey(const QString &username, const QString &description);
    base::Result<QString> issueToken(const QString &username, int days);
    /// Of one person, or of all for an empty name.
    base::Result<QList<Secret>> keys(const QString &username);
    base::Result<QList<Secret>> tokens(const QString &username);
    base::Status revoke(qint64 id);

    /// Adds, or changes; see IdentityStore. The keys were looked at by the caller.
    base::Status putIssuer(const TokenIssuerRecord &issuer);
    base::Result<QList<TokenIssuerRecord>> issuers();
    base::Status removeIssuer(const QString &issuer);
    base::Status createExternalAccount(const ExternalAccount &account);
    base::Result<QList<ExternalAccountRecord>> externalAccounts();

    struct Seats
    {
        qint64 used = 0; ///< full seats that people hold
        std::optional<qint64> limit; ///< nothing: as many as like
    };
    base::Result<Seats> seats();
    /// Those who have a seat keep it, also below the new limit. Invalid: less than 0.
    base::Status setSeatLimit(std::optional<qint64> seats);

    /// The lines of the audit log that fit, the oldest first.
    base::Status auditLog(const AuditFilter &filter, const std::function<void(const AuditEvent &)> &take);

    /// Writes a folder that a server can be started on: the database as it is at one moment, and the content that it
    /// names. Conflict: `target` exists already. While it is being written it is called `<target>.part`.
    base::Status backUpTo(const QString &target);

    /// Reads everything there is. `tell` gets a line for each damage; the number of damages.
    using Tell = std::function<void(const QString &)>;
    base::Result<int> check(const Tell &tell);

    struct Freed
    {
        qint64 files = 0;
        qint64 bytes = 0;
    };
    /// Removes content that nothing names, and gives free room in the database back. Conflict: a server is running.
    base::Result<Freed> collectGarbage();

private:
    class Private;
    explicit DataFolder(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> d;
};

} // namespace server
