#include "server/graphqlapi.h"

#include "graphql/execute.h"
#include "server/automationstore.h"
#include "server/httperrors.h"
#include "server/jsonweight.h"
#include "server/log.h"
#include "server/logtext.h"
#include "server/resolving.h"
#include "server/sharedwriters.h"
#include "sqlite/fault.h"

#include <QCache>
#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMutex>
#include <algorithm>

namespace server {

namespace {

constexpr int keptQueries = 200;
constexpr int attemptsAtMost = 4;
constexpr qsizetype valuesInRequest = 200'000;

HttpAnswer jsonAnswer(int status, const QJsonObject &body)
{
    HttpAnswer answer;
    answer.status = status;
    answer.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return answer;
}

base::Result<graphql::Request> readRequest(const QByteArray &body)
{
    if (hasMoreValues(body, valuesInRequest))
        return base::Error{base::Error::Kind::Invalid, QStringLiteral("the body holds too many values")};
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(body, &problem);
    const QJsonObject object = document.object();
    const QJsonValue variables = object.value(QLatin1String("variables"));
    const bool isSound = document.isObject() && object.value(QLatin1String("query")).isString()
        && (variables.isObject() || variables.isNull() || variables.isUndefined());
    if (!isSound)
        return base::Error{base::Error::Kind::Invalid, QStringLiteral("the body is not a GraphQL request")};
    return graphql::Request{object.value(QLatin1String("query")).toString(),
        object.value(QLatin1String("operationName")).toString(), variables.toObject()};
}

/// Refusals say which action, why, and who can help, for programs.
void addReasons(QJsonObject &body, const QList<Refusal> &refusals)
{
    QJsonArray errors = body.value(QLatin1String("errors")).toArray();
    for (qsizetype i = 0; i < errors.size(); ++i) {
        QJsonObject error = errors[i].toObject();
        for (const Refusal &refusal : refusals) {
            if (error.value(QLatin1String("message")).toString() != refusal.text)
                continue;
            QJsonObject extensions = error.value(QLatin1String("extensions")).toObject();
            extensions.insert(QStringLiteral("action"), refusal.action);
            extensions.insert(QStringLiteral("reason"), refusal.reason);
            extensions.insert(QStringLiteral("helper"), refusal.helper);
            error.insert(QStringLiteral("extensions"), extensions);
            errors[i] = error;
        }
    }
    if (!errors.isEmpty())
        body.insert(QStringLiteral("errors"), errors);
}

/// What no client can do anything about but wait: an error inside a 200 would make it give up.
std::optional<base::Error> passingTrouble(const graphql::Response &response)
{
    for (const graphql::FieldFailure &failure : response.failures) {
        if (sqlite::isPassing(sqlite::faultOf(failure.error)))
            return failure.error;
    }
    return std::nullopt;
}

bool isAutomationTaken(const graphql::Response &response)
{
    return response.failures.size() == 1 && response.failures.first().error.kind == base::Error::Kind::Conflict
        && response.failures.first().error.detail.startsWith(takenAutomationName);
}

/// What this server does not offer, for whoever runs it. Only names of the schema's language: other messages may quote
/// what the client sent.
void logRefusedQuery(const QList<graphql::QueryError> &errors)
{
    static constexpr const char *plain[] = {"Cannot query field", "Unknown argument", "Unknown type"};
    const QString message = errors.isEmpty() ? QString() : errors.first().message;
    const bool isPlain = std::any_of(std::begin(plain), std::end(plain),
        [&message](const char *beginning) { return message.startsWith(QLatin1String(beginning)); });
    qCInfo(log).noquote() << "refused query:" << (isPlain ? forLog(message.toUtf8()) : QByteArray("not valid"));
}

} // namespace

class GraphqlApi::Private
{
public:
    Private(const ServerFacts &facts, graphql::Schema schema)
        : m_facts(facts)
        , m_schema(std::move(schema))
        , m_resolvers(allResolvers())
        , m_prepared(keptQueries)
    { }

    [[nodiscard]] QString missingMutation() const;
    HttpAnswer answer(const Credential &credential, const HttpRequest &request);

private:
    struct Kept
    {
        graphql::Prepared prepared;
    };
    graphql::Prepared prepared(const QString &query);
    HttpAnswer execute(const graphql::PreparedQuery &query, const graphql::Request &asked, const Credential &credential,
        const HttpRequest &request);
    void logFailures(const graphql::Response &response) const;

    const ServerFacts &m_facts;
    const graphql::Schema m_schema;
    const graphql::Resolvers m_resolvers;
    QMutex m_mutex;
    QCache<QString, Kept> m_prepared;
};

QString GraphqlApi::Private::missingMutation() const
{
    for (const auto &field : m_schema.mutationType()->fields) {
        if (m_resolvers.find(QStringLiteral("Mutation"), field.name) == nullptr)
            return field.name;
    }
    return {};
}

graphql::Prepared GraphqlApi::Private::prepared(const QString &query)
{
    {
        const QMutexLocker lock(&m_mutex);
        if (const Kept *kept = m_prepared.object(query))
            return kept->prepared;
    }
    graphql::Prepared fresh = graphql::prepare(m_schema, query);
    if (fresh.query) {
        const QMutexLocker lock(&m_mutex);
        m_prepared.insert(query, new Kept{fresh});
    }
    return fresh;
}

HttpAnswer GraphqlApi::Private::answer(const Credential &credential, const HttpRequest &request)
{
    const auto asked = readRequest(request.body);
    if (!asked)
        return errorAnswer(400, "BAD_REQUEST", asked.error().detail);
    const graphql::Prepared ready = prepared(asked->query);
    if (!ready.query) {
        logRefusedQuery(ready.errors);
        return jsonAnswer(400, graphql::errorBody(ready.errors));
    }
    return execute(*ready.query, *asked, credential, request);
}

HttpAnswer GraphqlApi::Private::execute(const graphql::PreparedQuery &query, const graphql::Request &asked,
    const Credential &credential, const HttpRequest &request)
{
    const graphql::Operation *operation = query.operation(asked.operationName);
    const bool writes = operation != nullptr && operation->kind == graphql::Operation::Kind::Mutation;
    if (writes && credential.isVisitors())
        return errorAnswer(401, "UNAUTHORIZED", QStringLiteral("an API key is needed to change anything"));
    graphql::Response response;
    QList<qint64> contentToRemove;
    WorkDone between;
    bool isLastAttempt = false;
    std::function<base::Status(WorkDone &)> workBetween;
    const auto work = [&](sqlite::Database &database) -> base::Status {
        auto who = principalOf(database, credential);
        if (!who)
            return who.error();
        who->actsForUsername = QString::fromUtf8(request.header("x-wandb-username"));
        who->actsForEmail = QString::fromUtf8(request.header("x-wandb-user-email"));
        Session session{database, m_facts, std::move(*who), QDateTime::currentMSecsSinceEpoch()};
        session.baseUrl =
            QLatin1String(request.isTls ? "https://" : "http://") + QString::fromLatin1(request.header("host"));
        session.isShared = writerOf(request).has_value();
        session.peer = request.peer;
        session.done = between;
        session.isLastAttempt = isLastAttempt;
        response = graphql::execute(
            m_schema, m_resolvers, query, asked.operationName, asked.variables, {}, std::any(&session));
        if (const auto trouble = passingTrouble(response))
            return *trouble; // nothing of it is kept; the client tries again
        addReasons(response.body, session.refusals);
        contentToRemove = session.contentToRemove;
        workBetween = std::move(session.workBetween);
        if (workBetween)
            return base::Error{base::Error::Kind::Busy, QStringLiteral("there is work to do first")};
        return base::Done{};
    };
    base::Status done = writes ? m_facts.store->write(work) : m_facts.store->read(work);
    for (int i = 1; workBetween && i < attemptsAtMost; ++i) {
        if (const base::Status worked = std::exchange(workBetween, {})(between); !worked)
            return answerFor(worked.error());
        isLastAttempt = i + 1 == attemptsAtMost;
        done = m_facts.store->write(work);
    }
    if (done && between.joined.upload != 0)
        m_facts.store->blobs().removeParts(between.joined.upload);
    if (!done && done.error().kind == base::Error::Kind::Unauthorized)
        return errorAnswer(401, "UNAUTHORIZED", done.error().detail);
    if (!done) {
        qCWarning(log).noquote() << "request failed:" << done.error().detail;
        return errorAnswer(503, "STORAGE", QStringLiteral("the server cannot do this now"), 5);
    }
    for (const qint64 run : contentToRemove)
        m_facts.store->content().removeRun(run);
    logFailures(response);
    if (isAutomationTaken(response))
        return jsonAnswer(409, response.body);
    return jsonAnswer(response.executed ? 200 : 400, response.body);
}

void GraphqlApi::Private::logFailures(const graphql::Response &response) const
{
    for (const graphql::FieldFailure &failure : response.failures) {
        if (qstrcmp(graphql::codeOf(failure.error.kind), graphql::code::internal) == 0)
            qCWarning(log).noquote() << "field failed:"
                                     << forLog(QJsonDocument(failure.path).toJson(QJsonDocument::Compact))
                                     << forLog(failure.error.detail.toUtf8());
    }
}

GraphqlApi::GraphqlApi(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{ }

GraphqlApi::~GraphqlApi() = default;

base::Result<std::unique_ptr<GraphqlApi>> GraphqlApi::make(const ServerFacts &facts)
{
    QFile file(QStringLiteral(":/graphql/schema.graphql"));
    if (!file.open(QIODevice::ReadOnly))
        return base::Error{base::Error::Kind::Invalid, QStringLiteral("the schema is missing")};
    auto schema = graphql::Schema::parse(QString::fromUtf8(file.readAll()));
    if (!schema)
        return schema.error();
    auto parts = std::make_unique<Private>(facts, std::move(*schema));
    if (const QString missing = parts->missingMutation(); !missing.isEmpty())
        return base::Error{base::Error::Kind::Invalid, QStringLiteral("no resolver for mutation ") + missing};
    return std::unique_ptr<GraphqlApi>(new GraphqlApi(std::move(parts)));
}

HttpAnswer GraphqlApi::answer(const Credential &credential, const HttpRequest &request)
{
    return d->answer(credential, request);
}

} // namespace server
