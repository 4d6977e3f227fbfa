#include "api/replyparser.h"

#include "base/lenientjson.h"

#include <QJsonArray>
#include <array>
#include <optional>

namespace api {

using base::Error;

namespace {

struct WordKind
{
    const char *word;
    Error::Kind kind;
};

/// `extensions.code`, in capitals.
constexpr std::array codeKinds{
    WordKind{"UNAUTHENTICATED", Error::Kind::Unauthorized},
    WordKind{"UNAUTHORIZED", Error::Kind::Unauthorized},
    WordKind{"FORBIDDEN", Error::Kind::Forbidden},
    WordKind{"PERMISSION_DENIED", Error::Kind::Forbidden},
    WordKind{"PERMISSION_ERROR", Error::Kind::Forbidden},
    WordKind{"NOT_FOUND", Error::Kind::NotFound},
    WordKind{"CONFLICT", Error::Kind::Conflict},
    WordKind{"ALREADY_EXISTS", Error::Kind::Conflict},
    WordKind{"BAD_USER_INPUT", Error::Kind::Invalid},
    WordKind{"INVALID", Error::Kind::Invalid},
    WordKind{"INVALID_INPUT", Error::Kind::Invalid},
    WordKind{"BUSY", Error::Kind::Busy},
    WordKind{"RATE_LIMITED", Error::Kind::Busy},
    WordKind{"TOO_MANY_REQUESTS", Error::Kind::Busy},
    WordKind{"SERVICE_UNAVAILABLE", Error::Kind::Busy},
};

/// Servers without codes: what their messages contain. The first that fits counts.
constexpr std::array messageKinds{
    WordKind{"cannot query field", Error::Kind::BadReply},
    WordKind{"unknown argument", Error::Kind::BadReply},
    WordKind{"unknown type", Error::Kind::BadReply},
    WordKind{"permission denied", Error::Kind::Forbidden},
    WordKind{"forbidden", Error::Kind::Forbidden},
    WordKind{"not authorized", Error::Kind::Forbidden},
    WordKind{"access denied", Error::Kind::Forbidden},
    WordKind{"not logged in", Error::Kind::Unauthorized},
    WordKind{"not found", Error::Kind::NotFound},
    WordKind{"could not find", Error::Kind::NotFound},
    WordKind{"does not exist", Error::Kind::NotFound},
    WordKind{"already exists", Error::Kind::Conflict},
    WordKind{"already in use", Error::Kind::Conflict},
    WordKind{"duplicate", Error::Kind::Conflict},
    WordKind{"rate limit", Error::Kind::Busy},
    WordKind{"invalid", Error::Kind::Invalid},
};

constexpr qsizetype longestDetail = 2000;

std::optional<Error::Kind> kindOfCode(const QJsonValue &code)
{
    const QString word = code.toString().toUpper().replace(QLatin1Char('-'), QLatin1Char('_'));
    for (const WordKind &entry : codeKinds) {
        if (word == QLatin1String(entry.word))
            return entry.kind;
    }
    if (code.isDouble() && code.toInt() >= 400)
        return kindOfStatus(code.toInt());
    return {};
}

Error::Kind kindOfMessage(const QString &message, Error::Kind fallback)
{
    for (const WordKind &entry : messageKinds) {
        if (message.contains(QLatin1String(entry.word), Qt::CaseInsensitive))
            return entry.kind;
    }
    return fallback;
}

Error readError(const QJsonValue &value, Error::Kind fallback)
{
    const QString message = value.isString() ? value.toString() : value[QLatin1String("message")].toString();
    const auto coded = kindOfCode(value[QLatin1String("extensions")][QLatin1String("code")]);
    return {coded ? *coded : kindOfMessage(message, fallback), message.left(longestDetail)};
}

/// The three shapes: `errors: [{message}]`, `error: {message}`, `error: "text"`.
QList<Error> readErrors(const QJsonObject &body, Error::Kind fallback)
{
    QList<Error> errors;
    for (const QJsonValue value : body[QLatin1String("errors")].toArray())
        errors.append(readError(value, fallback));
    const QJsonValue single = body[QLatin1String("error")];
    if (single.isString() || single.isObject())
        errors.append(readError(single, fallback));
    return errors;
}

Error joined(const QList<Error> &errors)
{
    QStringList details;
    for (const Error &error : errors)
        details.append(error.detail);
    return {errors.first().kind, details.join(QLatin1String("; ")).left(longestDetail)};
}

bool holdsSomething(const QJsonObject &data)
{
    return std::any_of(data.begin(), data.end(), [](const QJsonValue &root) { return !root.isNull(); });
}

bool isOk(int status)
{
    return status >= 200 && status < 300;
}

Error statusError(const HttpAnswer &answer)
{
    return {isOk(answer.status) ? Error::Kind::BadReply : kindOfStatus(answer.status),
        QStringLiteral("HTTP %1, %2").arg(answer.status).arg(QString::fromLatin1(answer.contentType.left(100)))};
}

base::Result<Reply> readBody(const QJsonObject &body, const HttpAnswer &answer, bool isMutation)
{
    const auto fallback = isOk(answer.status) ? Error::Kind::BadReply : kindOfStatus(answer.status);
    Reply reply{body[QLatin1String("data")].toObject(), readErrors(body, fallback)};
    if (!reply.errors.isEmpty() && (isMutation || !isOk(answer.status) || !holdsSomething(reply.data)))
        return joined(reply.errors);
    if (!isOk(answer.status))
        return statusError(answer);
    if (!body[QLatin1String("data")].isObject())
        return Error{Error::Kind::BadReply, QStringLiteral("an answer without data")};
    return reply;
}

} // namespace

Error::Kind kindOfStatus(int status)
{
    switch (status) {
    case 400:
    case 413:
    case 422:
        return Error::Kind::Invalid;
    case 401:
        return Error::Kind::Unauthorized;
    case 403:
        return Error::Kind::Forbidden;
    case 409:
        return Error::Kind::Conflict;
    case 408:
    case 425:
    case 429:
    case 502:
    case 503:
    case 504:
        return Error::Kind::Busy;
    default:
        return Error::Kind::BadReply; // 404 too: there is no GraphQL service at this address
    }
}

base::Result<Reply> parseAnswer(const HttpAnswer &answer, bool isMutation)
{
    if (!answer.contentType.toLower().contains("json"))
        return statusError(answer);
    const base::Result<QJsonValue> json = base::parseLenientJson(answer.body);
    if (!json || !json->isObject()) {
        Error error = statusError(answer);
        error.detail += QLatin1String("; ") + (json ? QStringLiteral("not an object") : json.error().detail);
        return error;
    }
    return readBody(json->toObject(), answer, isMutation);
}

} // namespace api
