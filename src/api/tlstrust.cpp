#include "api/tlstrust.h"

namespace api {

QSslConfiguration tlsTrusting(const QList<QSslCertificate> &authorities)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    // Touching the list, even to add nothing, would end the look-up of the system's authorities.
    if (!authorities.isEmpty())
        tls.setCaCertificates(authorities);
    return tls;
}

} // namespace api
