#pragma once

#include "server/artifacttransfer.h"
#include "server/failurelimiter.h"
#include "server/filestream.h"
#include "server/filetransfer.h"
#include "server/graphqlapi.h"
#include "server/hostcheck.h"
#include "server/requesthandler.h"
#include "server/routes.h"
#include "server/scimapi.h"
#include "server/tokenexchange.h"

#include <memory>

namespace server {

/// Lets requests in or refuses them by their head, and hands them to the part that answers.
class Gatekeeper : public RequestHandler
{
public:
    /// `facts` outlive this object.
    Gatekeeper(const ServerFacts &facts, const QStringList &hosts, std::unique_ptr<GraphqlApi> graphql,
        IdentityReader identities);

    Admission admit(HttpRequest &request) override;
    HttpAnswer handle(HttpRequest &request) override;

    static constexpr qint64 largestRequest = 16 * 1024 * 1024;
    static constexpr qint64 largestOfVisitors = 64 * 1024; ///< who did not sign in only asks questions
    static constexpr qint64 largestFile = qint64(4) * 1024 * 1024 * 1024;

private:
    std::optional<HttpAnswer> refuseRoute(const HttpRequest &request, Route route) const;
    std::optional<HttpAnswer> refuseGuessing(const HttpRequest &request);
    HttpAnswer exchangeToken(const HttpRequest &request);
    std::optional<HttpAnswer> refuseCaller(HttpRequest &request, Route route);
    [[nodiscard]] BodyPlan planFor(Route route, bool isVisitor) const;
    void logRefusal(const HttpRequest &request, const HttpAnswer &answer) const;

    const ServerFacts &m_facts;
    HostCheck m_hosts;
    FailureLimiter m_failures;
    std::unique_ptr<GraphqlApi> m_graphql;
    FileStream m_stream;
    FileTransfer m_transfer;
    ArtifactTransfer m_artifacts;
    ScimApi m_scim;
    TokenExchange m_exchange;
};

} // namespace server
