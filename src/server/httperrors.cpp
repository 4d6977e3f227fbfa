#include "server/httperrors.h"

#include "server/log.h"

namespace server {

HttpAnswer answerFor(const base::Error &error)
{
    switch (error.kind) {
    case base::Error::Kind::Unauthorized:
        return errorAnswer(401, "UNAUTHORIZED", error.detail);
    case base::Error::Kind::Forbidden:
        return errorAnswer(403, "FORBIDDEN", error.detail);
    case base::Error::Kind::NotFound:
        return errorAnswer(404, "NOT_FOUND", QStringLiteral("not found"));
    case base::Error::Kind::Conflict:
        return errorAnswer(409, "CONFLICT", error.detail);
    case base::Error::Kind::Invalid:
        return errorAnswer(400, "BAD_REQUEST", error.detail);
    default:
        break;
    }
    qCWarning(log).noquote() << "request failed:" << error.detail;
    return errorAnswer(503, "STORAGE", QStringLiteral("the server cannot do this now"), 5);
}

} // namespace server
