#include "server/signedurl.h"

#include <QUrl>

namespace server {

QString signedUrl(const Session &session, const char *method, const QString &target)
{
    const Principal &who = session.who;
    QString url = session.baseUrl + target;
    if (who.key != 0)
        url += session.facts.signer->signature(method, target, who.key, session.now);
    if (!who.shareToken.isEmpty()) {
        const QString token = QString::fromLatin1(QUrl::toPercentEncoding(who.shareToken));
        url += QLatin1Char(who.key != 0 ? '&' : '?') + QLatin1String("accessToken=") + token;
    }
    return url;
}

} // namespace server
