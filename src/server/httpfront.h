#pragma once

#include "base/result.h"
#include "server/connectionwatch.h"
#include "server/requesthandler.h"

#include <QHostAddress>
#include <memory>

namespace server {

/// HTTP/1.1 by libmicrohttpd: a few threads with epoll serve all connections; a request whose body is complete waits
/// suspended while the worker pool works on it, so that slow, idle or half-open connections hold up nobody.
class HttpFront
{
public:
    struct Options
    {
        QHostAddress address{QHostAddress::LocalHost};
        quint16 port = 0; ///< 0: any free one
        QByteArray tlsCertificate; ///< PEM; empty: plain HTTP
        QByteArray tlsKey; ///< PEM
        ConnectionWatch::Limits limits;
        int workers = 4;
    };

    /// `handler` outlives the front. Blocking, short. Fails with Kind::Storage when the address is taken, Kind::Tls
    /// when certificate and key do not fit.
    static base::Result<std::unique_ptr<HttpFront>> start(const Options &options, RequestHandler &handler);
    /// Takes no more requests, waits for those that are being worked on, ends. Blocking.
    ~HttpFront();
    Q_DISABLE_COPY_MOVE(HttpFront)

    [[nodiscard]] quint16 port() const;

private:
    class Private;
    explicit HttpFront(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> d;
};

} // namespace server
