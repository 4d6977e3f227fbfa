#pragma once

#include "server/contenthash.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <any>
#include <utility>

namespace server {

/// A request of a client as the resolvers of paths see it: the head at first, the body when it has arrived. Bytes of
/// the head are foreign text.
struct HttpRequest
{
    QByteArray method;
    QByteArray target; ///< the path as sent, without the query
    QStringList path; ///< percent-decoded parts
    QByteArray query; ///< after the question mark, as sent
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
    QString peer; ///< numeric address of the other end
    bool isTls = false;
    QByteArray body; ///< decoded; empty where the body went to a file
    ContentDigest bodyDigest; ///< of bodyFile
    QString bodyFile; ///< a file of the request's own, moved or deleted by the handler; empty: none
    std::any admission; ///< what RequestHandler::admit() found out

    /// The first header of that name (in lower case); empty if there is none.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
    [[nodiscard]] qsizetype headerCount(const QByteArray &name) const;
};

/// What is answered: a text, or a file that is streamed from disk.
struct HttpAnswer
{
    int status = 200;
    QByteArray contentType = "application/json";
    QByteArray body;
    QString file; ///< streamed instead of `body`
    QList<std::pair<QByteArray, QByteArray>> headers;
    bool closesConnection = false;
};

/// An error outside GraphQL: `{"error": "<text>", "code": "<CODE>", "id": "<id>"}`. `text` is for a developer at the
/// other end and holds no SQL, path or address. 429 and 503 get a Retry-After.
HttpAnswer errorAnswer(int status, const char *code, const QString &text, int retryAfterSeconds = 0);

/// Where a request's body goes, and how long it may be.
struct BodyPlan
{
    qint64 limit = 16 * 1024 * 1024; ///< bytes after decoding; above: 413
    bool allowsGzip = false;
    QString file; ///< not empty: the body is written to this new file as it arrives
};

} // namespace server
