#include "server/gatekeeper.h"

#include "server/httperrors.h"
#include "server/log.h"
#include "server/logtext.h"

#include <QDateTime>
#include <QFile>

namespace server {

namespace {

HttpAnswer pageAnswer()
{
    HttpAnswer answer;
    answer.contentType = "text/html; charset=utf-8";
    answer.body =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Cohort team server</title></head>"
        "<body><h1>Cohort team server</h1><p>Open this page in the Cohort application: paste its address into "
        "the search field.</p></body></html>";
    return answer;
}

HttpAnswer readyAnswer()
{
    HttpAnswer answer;
    answer.body = "{\"ready\":true}";
    return answer;
}

HttpAnswer keyNeeded()
{
    return errorAnswer(401, "UNAUTHORIZED", QStringLiteral("an API key is needed"));
}

bool isJson(const HttpRequest &request)
{
    const QByteArray type = request.header("content-type").split(';').first().trimmed().toLower();
    return type == "application/json";
}

} // namespace

Gatekeeper::Gatekeeper(
    const ServerFacts &facts, const QStringList &hosts, std::unique_ptr<GraphqlApi> graphql, IdentityReader identities)
    : m_facts(facts)
    , m_hosts(hosts)
    , m_graphql(std::move(graphql))
    , m_stream(facts)
    , m_transfer(facts)
    , m_artifacts(facts)
    , m_scim(facts)
    , m_exchange(facts, std::move(identities))
{ }

Gatekeeper::Admission Gatekeeper::admit(HttpRequest &request)
{
    auto refusal = m_hosts.refuse(request);
    const Route route = routeOf(request);
    if (!refusal)
        refusal = refuseRoute(request, route);
    if (!refusal && (!isPublic(route) || route == Route::TokenExchange))
        refusal = refuseGuessing(request);
    if (!refusal && !isPublic(route))
        refusal = refuseCaller(request, route);
    if (refusal) {
        logRefusal(request, *refusal);
        return route == Route::Scim ? ScimApi::inWords(*refusal) : *refusal;
    }
    const auto *caller = std::any_cast<Credential>(&request.admission);
    return planFor(route, caller != nullptr && caller->isVisitors());
}

std::optional<HttpAnswer> Gatekeeper::refuseRoute(const HttpRequest &request, Route route) const
{
    if (route == Route::Unknown)
        return errorAnswer(404, "NOT_FOUND", QStringLiteral("not found"));
    const bool isHead = request.method == "HEAD" && takesMethod(route, "GET");
    if (!isHead && !takesMethod(route, request.method)) {
        HttpAnswer answer = errorAnswer(405, "BAD_METHOD", QStringLiteral("this method is not for this path"));
        answer.headers.emplaceBack("Allow", methodsOf(route));
        return answer;
    }
    if (route == Route::Graphql && !isJson(request))
        return errorAnswer(415, "BAD_CONTENT_TYPE", QStringLiteral("send application/json"));
    return std::nullopt;
}

std::optional<HttpAnswer> Gatekeeper::refuseGuessing(const HttpRequest &request)
{
    if (const int wait = m_failures.secondsToWait(request.peer); wait > 0)
        return errorAnswer(
            429, "TOO_MANY_FAILURES", QStringLiteral("too many failed sign-ins from this address"), wait);
    return std::nullopt;
}

HttpAnswer Gatekeeper::exchangeToken(const HttpRequest &request)
{
    HttpAnswer answer = m_exchange.answer(request);
    if (answer.status == 401)
        m_failures.noteFailure(request.peer);
    return answer;
}

std::optional<HttpAnswer> Gatekeeper::refuseCaller(HttpRequest &request, Route route)
{
    Credential credential{secretOf(request), 0, shareTokenOf(request)};
    if (credential.secret.isEmpty())
        credential.key = m_facts.signer->keyOf(request, QDateTime::currentMSecsSinceEpoch()).value_or(0);
    const bool claimsSomebody = request.headerCount("authorization") > 0 || UrlSigner::isSigned(request);
    if (credential.isVisitors() && (claimsSomebody || !admitsVisitors(route, request.method)))
        return keyNeeded();
    const base::Status known = m_facts.store->readQuickly([&credential](sqlite::Database &database) -> base::Status {
        const auto who = principalOf(database, credential);
        return who ? base::Status(base::Done{}) : base::Status(who.error());
    });
    if (known) {
        request.admission = credential;
        return std::nullopt;
    }
    if (known.error().kind == base::Error::Kind::Unauthorized)
        m_failures.noteFailure(request.peer);
    return answerFor(known.error());
}

BodyPlan Gatekeeper::planFor(Route route, bool isVisitor) const
{
    BodyPlan plan;
    plan.limit = isVisitor ? largestOfVisitors : largestRequest;
    if (route == Route::TokenExchange)
        plan.limit = TokenExchange::largestRequest;
    plan.allowsGzip = route == Route::FileStream || route == Route::Graphql || route == Route::Telemetry;
    if (route == Route::Storage || route == Route::ArtifactUpload) {
        plan.limit = largestFile;
        plan.file = m_facts.store->content().uploadPath();
    }
    return plan;
}

HttpAnswer Gatekeeper::handle(HttpRequest &request)
{
    const auto *known = std::any_cast<Credential>(&request.admission);
    const Credential credential = known != nullptr ? *known : Credential();
    HttpAnswer answer;
    switch (routeOf(request)) {
    case Route::Graphql:
        answer = m_graphql->answer(credential, request);
        break;
    case Route::FileStream:
        answer = m_stream.answer(credential, request);
        break;
    case Route::Storage:
        answer = request.method == "PUT" ? m_transfer.put(credential, request) : m_transfer.get(credential, request);
        break;
    case Route::Download:
        answer = m_transfer.get(credential, request);
        break;
    case Route::ArtifactUpload:
        answer = m_artifacts.put(credential, request);
        break;
    case Route::ArtifactDownload:
        answer = m_artifacts.get(credential, request);
        break;
    case Route::Scim:
        answer = m_scim.answer(credential, request);
        break;
    case Route::TokenExchange:
        answer = exchangeToken(request);
        break;
    case Route::Ready:
        answer = readyAnswer();
        break;
    case Route::Telemetry:
        answer.body = "{}";
        break;
    case Route::Page:
        answer = pageAnswer();
        break;
    case Route::Unknown:
        answer = errorAnswer(404, "NOT_FOUND", QStringLiteral("not found"));
        break;
    }
    if (!request.bodyFile.isEmpty())
        QFile::remove(request.bodyFile); // gone already where it was kept
    const bool isHidden = answer.status == 403 || answer.status == 404;
    if (isHidden && known != nullptr && known->isVisitors() && routeOf(request) != Route::Graphql)
        answer = keyNeeded(); // there may be something for those who sign in
    if (answer.status >= 400)
        logRefusal(request, answer);
    return answer;
}

void Gatekeeper::logRefusal(const HttpRequest &request, const HttpAnswer &answer) const
{
    qCInfo(log).noquote() << answer.status << forLog(request.method, 10) << forLog(request.target) << "from"
                          << request.peer;
}

} // namespace server
