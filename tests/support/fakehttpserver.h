#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QUrl>
#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QSslConfiguration;
class QTcpServer;
class QTcpSocket;
QT_END_NAMESPACE

namespace test {

/// A HTTP server on loopback that answers as badly as a test wants: the handler writes bytes to the socket, now, later
/// or never. Reads whole requests with Content-Length; keeps connections open.
class FakeHttpServer : public QObject
{
    Q_OBJECT

public:
    struct Request
    {
        QByteArray line; ///< "POST /graphql HTTP/1.1"
        QHash<QByteArray, QByteArray> headers; ///< names in lower case
        QByteArray body;
    };
    using Handler = std::function<void(const Request &request, QTcpSocket *socket)>;

    explicit FakeHttpServer(QObject *parent = nullptr);
    /// With TLS.
    explicit FakeHttpServer(const QSslConfiguration &tls, QObject *parent = nullptr);
    ~FakeHttpServer() override;

    [[nodiscard]] QUrl url() const;
    void setHandler(Handler handler) { m_handler = std::move(handler); }
    [[nodiscard]] const QList<Request> &requests() const { return m_requests; }
    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] int openConnections() const;
    /// No more connections from now on; the port stays unused.
    void close();

    static QByteArray answer(int status, const QByteArray &body, const QByteArray &contentType = "application/json",
        const QList<QByteArray> &headers = {});

private:
    void listen();
    void takeConnection();
    void takeBytes(QTcpSocket *socket);

    std::unique_ptr<QTcpServer> m_server;
    bool m_isTls = false;
    Handler m_handler;
    QList<Request> m_requests;
    QHash<QTcpSocket *, QByteArray> m_received;
    int m_connections = 0;
};

} // namespace test
