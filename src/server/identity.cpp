#include "server/identity.h"

namespace server {

namespace {

constexpr qint64 clockSkew = 60; ///< seconds that two clocks may differ
constexpr qint64 longestValidity = 24 * 3600; ///< of an identity token: it is meant for one job

base::Error notGood(const char *why)
{
    return {base::Error::Kind::Unauthorized, QLatin1String(why)};
}

} // namespace

base::Status checkClaims(const IdentityClaims &claims, const QString &audience, qint64 now)
{
    if (claims.subject.isEmpty())
        return notGood("the identity token names no subject");
    if (!claims.audience.contains(audience))
        return notGood("the identity token is meant for another audience");
    if (claims.expiresAt == 0)
        return notGood("the identity token never expires, such are not taken");
    if (claims.expiresAt + clockSkew <= now)
        return notGood("the identity token has expired");
    if (claims.notBefore - clockSkew > now || claims.issuedAt - clockSkew > now)
        return notGood("the identity token is not valid yet");
    if (claims.expiresAt - now > longestValidity + clockSkew)
        return notGood("the identity token is good for longer than a day, such are not taken");
    return base::Done{};
}

} // namespace server
