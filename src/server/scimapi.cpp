#include "server/scimapi.h"

#include "server/audit.h"
#include "server/auditnames.h"
#include "server/log.h"
#include "server/scim.h"

#include <QDateTime>
#include <QJsonDocument>
#include <algorithm>

namespace server {

namespace {

using Handler = ScimResult (*)(Session &, const ScimRequest &);

struct ScimType
{
    const char *name;
    Handler handler;
    const char *methodsOfAll; ///< of the collection
    const char *methodsOfOne;
};

constexpr ScimType scimTypes[] = {
    {"Users", answerScimUsers, "GET, POST", "GET, PATCH, DELETE"},
    {"Groups", answerScimGroups, "GET, POST", "GET, PUT, PATCH"},
    {"Roles", answerScimRoles, "GET, POST", "GET, PUT, PATCH, DELETE"},
};

HttpAnswer scimAnswer(int status, const QJsonObject &body)
{
    HttpAnswer answer;
    answer.status = status;
    answer.contentType = "application/scim+json";
    if (status != 204)
        answer.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    const bool isResource = status < 300 && body.contains(QLatin1String("id"));
    if (isResource)
        answer.headers.emplaceBack("ETag", scimTag(body));
    return answer;
}

HttpAnswer scimProblem(int status, const QString &detail)
{
    return scimAnswer(status, scimErrorBody(status, detail));
}

int statusOf(base::Error::Kind kind)
{
    switch (kind) {
    case base::Error::Kind::Invalid:
        return 400;
    case base::Error::Kind::Unauthorized:
        return 401;
    case base::Error::Kind::Forbidden:
        return 403;
    case base::Error::Kind::NotFound:
        return 404;
    case base::Error::Kind::Conflict:
        return 409;
    default:
        return 500;
    }
}

/// Passing trouble is 503 with a time, so that clients come again.
HttpAnswer scimTrouble(const base::Error &error)
{
    const int status = statusOf(error.kind);
    if (status != 500)
        return scimProblem(status, error.detail);
    qCWarning(log).noquote() << "SCIM request failed:" << error.detail;
    HttpAnswer answer = scimProblem(503, QStringLiteral("the server cannot do this now"));
    answer.headers.emplaceBack("Retry-After", "5");
    return answer;
}

const ScimType *typeNamed(const QString &name)
{
    for (const ScimType &type : scimTypes) {
        if (name == QLatin1String(type.name))
            return &type;
    }
    return nullptr;
}

bool hasScimBody(const QByteArray &method)
{
    return method == "POST" || method == "PUT" || method == "PATCH";
}

bool isScimJson(const HttpRequest &request)
{
    const QByteArray type = request.header("content-type").split(';').first().trimmed().toLower();
    return type == "application/json" || type == "application/scim+json";
}

/// An admin of the organisation, or one of its service accounts, which gets an admin's rights for this request.
base::Result<Principal> administratorOf(sqlite::Database &database, const Credential &credential)
{
    auto who = principalOf(database, credential);
    if (!who)
        return who;
    if (who->user.isService && who->user.serviceEntity == 0) {
        who->user.isService = false;
        who->user.orgRole = domain::OrgRole::Admin;
        who->user.seat = domain::Seat::Full;
    }
    if (who->user.isService || who->user.orgRole != domain::OrgRole::Admin)
        return base::Error{base::Error::Kind::Forbidden,
            QStringLiteral("SCIM is for admins of the organization and for its own service accounts")};
    return who;
}

/// Attributes whose values may be written down. Clients send passwords, too, which are not offered here.
bool isWrittenDown(const QString &attribute)
{
    constexpr const char *known[] = {"active", "description", "displayName", "emails", "inheritedFrom", "members",
        "modelsSeat", "name", "organizationRole", "permissions", "registryRoles", "teamRoles", "userName", "weaveRole",
        "urn:ietf:params:scim:schemas:extension:teams:2.0:User"};
    return std::any_of(std::begin(known), std::end(known),
        [&attribute](const char *each) { return attribute == QLatin1String(each); });
}

/// Who and what, not the form that it is sent in.
QString valueText(sqlite::Database &database, const QJsonValue &value)
{
    if (value.isString())
        return auditName(database, value.toString());
    if (value.isObject() && value.toObject().contains(QLatin1String("value")))
        return valueText(database, value[QLatin1String("value")]);
    if (!value.isArray()) {
        const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        return QString::fromUtf8(list.mid(1, list.size() - 2));
    }
    QStringList texts;
    for (const QJsonValue item : value.toArray())
        texts.append(valueText(database, item));
    return texts.join(QLatin1String(", "));
}

QString changeText(sqlite::Database &database, const QString &path, const QJsonValue &value)
{
    const QString attribute = path.section(u'[', 0, 0);
    const auto filter = ScimFilter::parse(path.section(u'[', 1).section(u']', 0, 0));
    QString text = attribute.left(128);
    if (filter && isWrittenDown(attribute))
        text += u' ' + auditName(database, filter->value);
    if (!value.isUndefined() && isWrittenDown(attribute))
        text += u' ' + valueText(database, value).left(256);
    return text;
}

QStringList textsOfAttributes(sqlite::Database &database, const QJsonObject &attributes)
{
    QStringList texts;
    for (auto it = attributes.begin(); it != attributes.end(); ++it) {
        if (it.key() != QLatin1String("schemas") && it.key() != QLatin1String("Operations"))
            texts.append(changeText(database, it.key(), it.value()));
    }
    return texts;
}

QJsonObject changeDetail(sqlite::Database &database, const QJsonObject &body)
{
    QStringList parts = textsOfAttributes(database, body);
    for (const QJsonValue operation : body.value(QLatin1String("Operations")).toArray()) {
        const QString path = operation[QLatin1String("path")].toString();
        const QJsonValue value = operation[QLatin1String("value")];
        const QString change = path.isEmpty() ? textsOfAttributes(database, value.toObject()).join(QLatin1String(", "))
                                              : changeText(database, path, value);
        parts.append(operation[QLatin1String("op")].toString().left(16) + u' ' + change);
        if (parts.size() > 100) // enough for a line
            break;
    }
    return {{QStringLiteral("changes"), parts.join(QLatin1String(", ")).left(1024)}};
}

/// What is allowed and its line in the audit log are one transaction; of a refusal only the line stays.
ScimResult changeOverScim(Session &session, const ScimType &type, const ScimRequest &request)
{
    AuditEvent event =
        auditEventOf(session, AuditEvent::Way::Scim, QLatin1String(request.method) + u' ' + QLatin1String(type.name));
    event.object = request.id.isEmpty() ? request.body.value(QLatin1String("userName")).toString().left(128)
                                        : auditName(session.database, request.id);
    if (event.object.isEmpty())
        event.object = request.body.value(QLatin1String("displayName"))
                           .toString(request.body.value(QLatin1String("name")).toString())
                           .left(128);
    event.detail = changeDetail(session.database, request.body);
    const auto before = session.refusals.size();
    auto answer = session.database.transact([&]() -> ScimResult {
        auto done = type.handler(session, request);
        if (!done || done->status == 412)
            return done;
        const base::Status noted = noteOutcome(session, event, std::nullopt);
        return noted ? std::move(done) : ScimResult(noted.error());
    });
    if (answer)
        return answer;
    if (auto noted = noteOutcome(session, event, answer.error(), before); !noted)
        return noted.error();
    return answer;
}

/// The body of a request that has one; Invalid: it is no JSON object.
base::Result<QJsonObject> scimBodyOf(const HttpRequest &request)
{
    if (!hasScimBody(request.method))
        return QJsonObject();
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &problem);
    return document.isObject() ? base::Result<QJsonObject>(document.object())
                               : badScim(QStringLiteral("the body is not a JSON object"));
}

std::optional<HttpAnswer> refusedHead(const HttpRequest &request, const ScimType *type)
{
    if (type == nullptr || request.path.size() > 3)
        return scimProblem(404, QStringLiteral("there are Users, Groups and Roles"));
    const QByteArray methods = request.path.size() == 2 ? type->methodsOfAll : type->methodsOfOne;
    if (!methods.split(',').contains(request.method) && !methods.split(',').contains(' ' + request.method)) {
        HttpAnswer answer = scimProblem(405, QStringLiteral("this method is not offered here"));
        answer.headers.emplaceBack("Allow", methods);
        return answer;
    }
    if (hasScimBody(request.method) && !isScimJson(request))
        return scimProblem(400, QStringLiteral("send application/scim+json"));
    return std::nullopt;
}

} // namespace

HttpAnswer ScimApi::answer(const Credential &credential, const HttpRequest &request)
{
    const ScimType *type = typeNamed(request.path.value(1));
    if (auto refused = refusedHead(request, type))
        return *refused;
    const auto body = scimBodyOf(request);
    if (!body)
        return scimTrouble(body.error());
    ScimRequest asked{request.method, request.path.value(2), request.query, *body, request.header("if-match"),
        QDateTime::currentMSecsSinceEpoch()};
    ScimResult result = ScimAnswer{};
    QList<qint64> contentToRemove;
    const auto work = [&](sqlite::Database &database) -> base::Status {
        auto who = administratorOf(database, credential);
        if (!who) {
            result = who.error();
            return base::Done{};
        }
        Session session{database, m_facts, std::move(*who), asked.now};
        session.peer = request.peer;
        result = request.method == "GET" ? type->handler(session, asked) : changeOverScim(session, *type, asked);
        contentToRemove = session.contentToRemove;
        return !result && result.error().kind == base::Error::Kind::Storage ? base::Status(result.error())
                                                                            : base::Status(base::Done{});
    };
    const base::Status done = request.method == "GET" ? m_facts.store->read(work) : m_facts.store->write(work);
    if (!done || !result)
        return scimTrouble(done ? result.error() : done.error());
    for (const qint64 run : contentToRemove)
        m_facts.store->content().removeRun(run);
    return scimAnswer(result->status, result->body);
}

HttpAnswer ScimApi::inWords(const HttpAnswer &refusal)
{
    const QString text = QJsonDocument::fromJson(refusal.body)
                             .object()
                             .value(QLatin1String("error"))
                             .toString(QStringLiteral("refused"));
    HttpAnswer answer = scimProblem(refusal.status, text);
    answer.headers = refusal.headers;
    answer.closesConnection = refusal.closesConnection;
    return answer;
}

} // namespace server
