#pragma once

#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>

namespace api {

/// Which certificates a connection accepts: those of the system's authorities, which are looked up when needed; or,
/// where a person trusts authorities of their own for a server, those of these only.
QSslConfiguration tlsTrusting(const QList<QSslCertificate> &authorities);

} // namespace api
