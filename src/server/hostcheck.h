#pragma once

#include "server/httpmessage.h"

#include <QSet>
#include <optional>

namespace server {

/// Keeps web pages away: a page of another site that runs in a browser on this machine can send requests to a loopback
/// address, or let its own name point to it. Such requests carry a foreign `Origin` or a foreign `Host`.
class HostCheck
{
public:
    /// `hosts`: names under which the server may be addressed, without port, in any case. Loopback names and addresses
    /// are always among them.
    explicit HostCheck(const QStringList &hosts);

    /// Nothing: go on. Else the refusal (400 for a bad Host, 403 for a foreign Origin).
    [[nodiscard]] std::optional<HttpAnswer> refuse(const HttpRequest &request) const;

private:
    [[nodiscard]] bool isOurs(const QByteArray &hostAndPort) const;
    QSet<QByteArray> m_hosts;
};

} // namespace server
