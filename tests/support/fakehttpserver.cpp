#include "support/fakehttpserver.h"

#include <QSslConfiguration>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <optional>

namespace test {

namespace {

/// The request at the start of `bytes`, which it removes; empty while it is not complete.
std::optional<FakeHttpServer::Request> takeRequest(QByteArray &bytes)
{
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return {};
    FakeHttpServer::Request request;
    const QList<QByteArray> lines = bytes.left(headEnd).split('\n');
    request.line = lines.first().trimmed();
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length").toLongLong();
    if (bytes.size() < headEnd + 4 + length)
        return {};
    request.body = bytes.mid(headEnd + 4, length);
    bytes.remove(0, headEnd + 4 + length);
    return request;
}

} // namespace

FakeHttpServer::FakeHttpServer(QObject *parent)
    : QObject(parent)
    , m_server(std::make_unique<QTcpServer>())
{
    listen();
}

FakeHttpServer::FakeHttpServer(const QSslConfiguration &tls, QObject *parent)
    : QObject(parent)
    , m_isTls(true)
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    m_server = std::move(server);
    listen();
}

FakeHttpServer::~FakeHttpServer()
{
    // The sockets die with m_server, and would tell of it when m_received is gone.
    for (auto it = m_received.begin(); it != m_received.end(); ++it)
        it.key()->disconnect(this);
}

void FakeHttpServer::listen()
{
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &FakeHttpServer::takeConnection);
    m_server->listen(QHostAddress::LocalHost);
}

QUrl FakeHttpServer::url() const
{
    return QUrl(QStringLiteral("%1://127.0.0.1:%2")
                    .arg(m_isTls ? QStringLiteral("https") : QStringLiteral("http"))
                    .arg(m_server->serverPort()));
}

int FakeHttpServer::openConnections() const
{
    int open = 0;
    for (auto it = m_received.begin(); it != m_received.end(); ++it)
        open += it.key()->state() == QAbstractSocket::ConnectedState ? 1 : 0;
    return open;
}

void FakeHttpServer::close()
{
    m_server->close();
}

void FakeHttpServer::takeConnection()
{
    QTcpSocket *socket = m_server->nextPendingConnection();
    if (socket == nullptr)
        return;
    ++m_connections;
    m_received.insert(socket, {});
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { takeBytes(socket); });
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        m_received.remove(socket);
        socket->deleteLater();
    });
    takeBytes(socket);
}

void FakeHttpServer::takeBytes(QTcpSocket *socket)
{
    m_received[socket] += socket->readAll();
    while (m_received.contains(socket)) { // the handler may hang up
        const auto request = takeRequest(m_received[socket]);
        if (!request)
            return;
        m_requests.append(*request);
        if (m_handler)
            m_handler(*request, socket);
    }
}

QByteArray FakeHttpServer::answer(
    int status, const QByteArray &body, const QByteArray &contentType, const QList<QByteArray> &headers)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(status) + " Text\r\nContent-Type: " + contentType
        + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    for (const QByteArray &header : headers)
        text += header + "\r\n";
    return text + "\r\n" + body;
}

} // namespace test
