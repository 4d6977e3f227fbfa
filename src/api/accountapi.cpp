#include "api/accountapi.h"

#include "api/decodeteams.h"

namespace api {

AccountApi::AccountApi(Transport &transport, QUrl server)
    : m_transport(transport)
    , m_server(std::move(server))
{ }

QFuture<base::Result<SignedInAccount>> AccountApi::account(const CallOptions &options)
{
    return m_transport.send(operationNamed(QLatin1String("Viewer")), {}, options)
        .then([server = m_server](const base::Result<Reply> &reply) {
            return reply.map([&server](const Reply &data) { return decodeAccount(data, server); });
        });
}

QFuture<base::Result<ServerInfo>> AccountApi::serverInfo(const CallOptions &options)
{
    return m_transport.send(operationNamed(QLatin1String("ServerInfo")), {}, options)
        .then([](const base::Result<Reply> &reply) -> base::Result<ServerInfo> {
            // The wording is the protocol's way of saying that a server is old (section 3).
            if (!reply && reply.error().detail.contains(QLatin1String("Cannot query field")))
                return ServerInfo{{}, true};
            return reply.map(decodeServerInfo);
        });
}

} // namespace api
