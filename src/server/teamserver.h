#pragma once

#include "base/result.h"
#include "domain/roles.h"
#include "server/identity.h"

#include <QByteArray>
#include <QHostAddress>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <memory>
#include <optional>

namespace server {

class Store;
struct AuditEvent;

/// The team server: speaks the protocol of Weights & Biases to the `wandb` SDK and to the application, and enforces the
/// rule book. Its own threads do the work; the functions here may be called from any thread.
class TeamServer
{
public:
    struct Options
    {
        QString dataFolder; ///< made if it is missing, readable by its owner only; one server a folder
        QHostAddress address{QHostAddress::LocalHost};
        quint16 port = 0; ///< 0: any free one
        QByteArray tlsCertificate; ///< PEM; with the key: https
        QByteArray tlsKey; ///< PEM
        /// Addresses other than loopback need TLS, or this: keys then cross the network readable for everybody on it.
        bool allowPlainHttp = false;
        QStringList hosts; ///< further names under which the server may be addressed, without port
        int crashAfterSeconds = 300; ///< a running run that is silent for so long is shown as crashed
        int workers = 4; ///< requests that are worked on at a time
        int idleSeconds = 15; ///< connections without a byte are closed
        int headSeconds = 10; ///< the head of a request has to arrive within
        int tidySeconds = 3600; ///< how often what is over is removed
        IdentityReader identities = {}; ///< without one, identity tokens are not taken
    };

    /// Blocking: opens and migrates the database. Kind::Conflict: another server uses the folder. Kind::Forbidden: the
    /// address is not loopback and neither TLS nor allowPlainHttp is given. Kind::Storage, Kind::Tls: see the detail.
    static base::Result<std::unique_ptr<TeamServer>> start(const Options &options);
    /// Ends within 2 s: requests under way are answered, others dropped.
    ~TeamServer();
    Q_DISABLE_COPY_MOVE(TeamServer)

    /// Base address, without a trailing slash.
    [[nodiscard]] QUrl url() const;

    // Administration by whoever runs the server; the rule book is not asked. Blocking, each a commit.

    struct NewUser
    {
        QString username;
        QString name;
        QString email;
        domain::Seat seat = domain::Seat::Full;
        domain::OrgRole orgRole = domain::OrgRole::Member;
    };
    [[nodiscard]] base::Result<bool> isEmpty(); ///< nobody has an account yet
    base::Status setOrganization(const QString &name);
    /// How many people may have a full seat; nothing: as many as like. Those who have one keep it.
    base::Status setSeatLimit(std::optional<qint64> seats);
    /// With a personal entity of the same name. Conflict: the name is taken. Invalid: it is no name.
    base::Status createUser(const NewUser &user);
    base::Status createTeam(const QString &name, const QString &introduction = {});
    /// Adds, or changes the role.
    base::Status addMember(const QString &team, const QString &username, domain::BaseRole role);
    base::Status createServiceAccount(const QString &team, const QString &username, const QString &name);
    base::Status invite(const QString &team, const QString &email, domain::BaseRole role, const QString &invitedBy);
    /// Whoever is invited joins the team.
    base::Status acceptInvites(const QString &username);
    /// The description of a project and who owns it; made if it is missing.
    struct NewProject
    {
        QString entity;
        QString name;
        QString description;
        QString owner; ///< user name
        domain::Visibility visibility = domain::Visibility::Team;
    };
    base::Status createProject(const NewProject &project);

    /// A new API key for programs that log. Shown once. Forbidden: View-Only people have none.
    base::Result<QString> issueApiKey(const QString &username, const QString &description = {});
    /// Sign-in tokens end by themselves after so long.
    static constexpr int tokenDays = 90;
    /// A new token to sign in to the application with, good for tokenDays. Shown once.
    base::Result<QString> signInToken(const QString &username);

    /// The newest lines of the audit log, the newest first. All administration is in it, also that of clients.
    base::Result<QList<AuditEvent>> auditLog(qint64 newest);

    /// The server's data, for the loader of the demo team; other code goes through the protocol.
    [[nodiscard]] Store &store();

private:
    class Private;
    explicit TeamServer(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> d;
};

} // namespace server
