#pragma once

#include "api/operation.h"
#include "base/result.h"

#include <QFuture>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <optional>

namespace api {

/// What a server answered: at least one root of `data` holds something. `errors` tells what is missing in it.
struct Reply
{
    QJsonObject data;
    QList<base::Error> errors;

    [[nodiscard]] bool isPartial() const { return !errors.isEmpty(); }
};

enum class Urgency {
    Interactive, ///< a person waits for it
    Background, ///< gives way to interactive calls
};

struct CallOptions
{
    /// The call is aborted when this object dies: its future is then cancelled. Null: the call runs to its end.
    QObject *owner = nullptr;
    Urgency urgency = Urgency::Interactive;
};

/// Carries operations to one server for one account. An interface, so that everything above is tested without a
/// network. GUI thread; the futures may finish in another thread, so that `then` without context decodes there.
class Transport : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// What is known about the way to the server.
    enum class Link {
        Unknown, ///< nothing sent yet
        Online, ///< the last exchange worked
        Offline, ///< no connection, or no answer in time
        KeyMissing, ///< there is no key to send: setKey() first
        KeyRefused, ///< 401: nothing more is sent until setKey()
        Unsafe, ///< TLS error
    };

    /// Sends an operation. Cancelling the future aborts the call. Errors: Offline, Unauthorized, Forbidden, NotFound,
    /// Conflict, Invalid, Busy, BadReply, Tls; Cancelled when the transport dies or its key changes.
    virtual QFuture<base::Result<Reply>> send(
        const Operation &operation, const QJsonObject &variables, const CallOptions &options = {}) = 0;
    [[nodiscard]] virtual Link link() const = 0;
    /// Why the link is Offline or Unsafe.
    [[nodiscard]] virtual std::optional<base::Error> linkError() const = 0;

signals:
    void linkChanged();
};

} // namespace api
