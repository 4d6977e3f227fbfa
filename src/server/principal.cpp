#include "server/principal.h"

#include "server/teamstore.h"
#include "server/userstore.h"

#include <QDateTime>
#include <QUrlQuery>

namespace server {

namespace {

base::Error notAuthorized(const char *why)
{
    return {base::Error::Kind::Unauthorized, QLatin1String(why)};
}

Principal visitor(const Credential &credential)
{
    Principal who;
    who.user.id = Principal::nobody;
    who.user.seat = domain::Seat::None;
    who.user.orgRole = domain::OrgRole::None;
    who.shareToken = credential.shareToken;
    return who;
}

} // namespace

QByteArray secretOf(const HttpRequest &request)
{
    if (request.headerCount("authorization") != 1)
        return {};
    const QByteArray value = request.header("authorization");
    const auto blank = value.indexOf(' ');
    const QByteArray scheme = value.left(blank).toLower();
    const QByteArray rest = value.mid(blank + 1).trimmed();
    if (blank <= 0)
        return {};
    if (scheme == "bearer")
        return rest;
    if (scheme != "basic")
        return {};
    const QByteArray pair = QByteArray::fromBase64(rest);
    const auto colon = pair.indexOf(':');
    return colon < 0 ? QByteArray() : pair.mid(colon + 1);
}

QString shareTokenOf(const HttpRequest &request)
{
    return QUrlQuery(QString::fromLatin1(request.query)).queryItemValue(QStringLiteral("accessToken"));
}

base::Result<Principal> principalOf(sqlite::Database &database, const Credential &credential)
{
    if (credential.isVisitors())
        return visitor(credential);
    const auto key =
        credential.key != 0 ? KeyStore(database).byId(credential.key) : KeyStore(database).find(credential.secret);
    if (!key)
        return key.error();
    if (!*key)
        return notAuthorized("unknown key");
    if ((*key)->expiresAt != 0 && (*key)->expiresAt <= QDateTime::currentMSecsSinceEpoch())
        return notAuthorized("the sign-in token has expired; ask for a new one");
    auto user = UserStore(database).byId((*key)->user);
    if (!user)
        return user.error();
    if (!*user || (*user)->isDeactivated)
        return notAuthorized("the account is closed");
    Principal who{std::move(**user), (*key)->id, (*key)->kind};
    who.shareToken = credential.shareToken;
    if (who.user.isService)
        return who;
    const auto isViewOnly = TeamStore(database).isViewOnlyEverywhere(who.user.id);
    if (!isViewOnly)
        return isViewOnly.error();
    who.isViewOnly = *isViewOnly || who.user.seat == domain::Seat::Viewer;
    if (who.isViewOnly && who.kind == KeyKind::ApiKey)
        return notAuthorized("View-Only people have no API key; sign in to the application with a sign-in token");
    return who;
}

} // namespace server
