#include "server/hostcheck.h"

#include <algorithm>

namespace server {

namespace {

QByteArray withoutPort(QByteArray host)
{
    host = host.trimmed().toLower();
    if (host.startsWith('[')) // [::1]:8080
        return host.left(host.indexOf(']') + 1);
    const auto colon = host.lastIndexOf(':');
    return colon < 0 ? host : host.left(colon);
}

} // namespace

HostCheck::HostCheck(const QStringList &hosts)
    : m_hosts{"localhost", "127.0.0.1", "[::1]"}
{
    for (const QString &host : hosts)
        m_hosts.insert(withoutPort(host.toUtf8()));
}

bool HostCheck::isOurs(const QByteArray &hostAndPort) const
{
    const QByteArray host = withoutPort(hostAndPort);
    return m_hosts.contains(host)
        || (host.startsWith("127.") && !host.contains("..") && host.count('.') == 3
            && std::all_of(host.begin(), host.end(), [](char c) { return c == '.' || (c >= '0' && c <= '9'); }));
}

std::optional<HttpAnswer> HostCheck::refuse(const HttpRequest &request) const
{
    if (request.headerCount("host") != 1 || !isOurs(request.header("host")))
        return errorAnswer(400, "BAD_HOST", QStringLiteral("this server does not answer under that name"));
    const QByteArray origin = request.header("origin");
    if (origin.isEmpty())
        return std::nullopt;
    const QByteArray scheme = request.isTls ? "https://" : "http://";
    if (request.headerCount("origin") == 1 && origin == scheme + request.header("host"))
        return std::nullopt;
    return errorAnswer(403, "FOREIGN_ORIGIN", QStringLiteral("requests of web pages are not answered"));
}

} // namespace server
