#include "support/httplink.h"

#include <QJsonDocument>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace test {

HttpLink::HttpLink(quint16 port, const QByteArray &key)
    : m_port(port)
{
    if (!key.isEmpty())
        m_authorization = "Authorization: Basic " + ("api:" + key).toBase64() + "\r\n";
}

HttpLink::~HttpLink()
{
    close();
}

bool HttpLink::connectTo()
{
    if (m_socket >= 0)
        return true;
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        close();
        return false;
    }
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    timeval patience = {};
    patience.tv_sec = m_patience / 1000;
    patience.tv_usec = m_patience % 1000 * 1000;
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return true;
}

void HttpLink::close()
{
    if (m_socket >= 0)
        ::close(m_socket);
    m_socket = -1;
}

bool HttpLink::write(const QByteArray &bytes) const
{
    qsizetype at = 0;
    while (at < bytes.size()) {
        const ssize_t sent =
            ::send(m_socket, bytes.constData() + at, static_cast<size_t>(bytes.size() - at), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        at += sent;
    }
    return true;
}

HttpLink::Answer HttpLink::read()
{
    Answer answer;
    QByteArray bytes;
    qsizetype wanted = -1;
    char buffer[64 * 1024];
    while (wanted < 0 || bytes.size() < wanted) {
        const ssize_t got = ::recv(m_socket, buffer, sizeof buffer, 0);
        if (got <= 0)
            return {};
        bytes.append(buffer, got);
        const auto end = bytes.indexOf("\r\n\r\n");
        if (wanted < 0 && end >= 0) {
            answer.head = bytes.left(end + 2);
            wanted = end + 4 + answer.header("Content-Length").toLongLong();
        }
    }
    answer.status = answer.head.split(' ').value(1).toInt();
    answer.body = bytes.mid(answer.head.size() + 2);
    if (answer.header("Connection").toLower() == "close")
        close();
    return answer;
}

HttpLink::Answer HttpLink::send(const QByteArray &method, const QByteArray &target, const QByteArray &body)
{
    if (!connectTo())
        return {};
    const QByteArray head = method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port)
        + "\r\n" + m_authorization
        + "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n";
    const bool isSent = write(head + body);
    const Answer answer = isSent ? read() : Answer();
    if (answer.status == 0)
        close();
    return answer;
}

HttpLink::Answer HttpLink::post(const QByteArray &target, const QByteArray &json)
{
    return send("POST", target, json);
}

QJsonObject HttpLink::graphql(const QString &query, const QJsonObject &variables)
{
    const QJsonObject body{{QStringLiteral("query"), query}, {QStringLiteral("variables"), variables}};
    const QJsonObject answer = post("/graphql", QJsonDocument(body).toJson(QJsonDocument::Compact)).json();
    return answer.contains(QLatin1String("errors")) ? QJsonObject() : answer.value(QLatin1String("data")).toObject();
}

QByteArray HttpLink::Answer::header(const QByteArray &name) const
{
    const auto at = head.indexOf("\r\n" + name + ':');
    if (at < 0)
        return {};
    const auto begin = at + 2 + name.size() + 1;
    return head.mid(begin, head.indexOf('\r', begin) - begin).trimmed();
}

QJsonObject HttpLink::Answer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

} // namespace test
