#pragma once

#include "api/transport.h"
#include "domain/team.h"

#include <QStringList>
#include <QUrl>

namespace api {

/// The answer to a key: whose it is and which entities the person sees.
struct SignedInAccount
{
    domain::Account account;
    QList<domain::Team> teams; ///< names and kinds only; roles come with TeamsApi::list()

    bool operator==(const SignedInAccount &) const = default;
};

/// What a server can do (protocol, section 5).
struct ServerInfo
{
    QStringList features; ///< the enabled ones
    bool isOld = false; ///< the server does not know the question

    bool operator==(const ServerInfo &) const = default;
};

/// Sign-in check and server information (protocol, sections 5 and 6).
class AccountApi
{
public:
    /// `transport` outlives this object; `server` is the address that the account is told with.
    AccountApi(Transport &transport, QUrl server);

    /// Unauthorized also where the server answers "nobody".
    QFuture<base::Result<SignedInAccount>> account(const CallOptions &options = {});
    QFuture<base::Result<ServerInfo>> serverInfo(const CallOptions &options = {});

private:
    Transport &m_transport;
    QUrl m_server;
};

} // namespace api
