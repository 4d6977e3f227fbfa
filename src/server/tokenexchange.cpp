#include "server/tokenexchange.h"

#include "server/audit.h"
#include "server/httperrors.h"
#include "server/identitystore.h"
#include "server/keystore.h"
#include "server/log.h"
#include "server/userstore.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

namespace server {

namespace {

HttpAnswer grantError(int status, const char *code, const QString &why)
{
    HttpAnswer answer;
    answer.status = status;
    answer.body = QJsonDocument(
        QJsonObject{{QStringLiteral("error"), QLatin1String(code)},
            {QStringLiteral("error_description"),
                why}}).toJson(QJsonDocument::Compact);
    return answer;
}

/// A field of a form; blanks are sent as `+`.
QByteArray fieldOf(const QByteArray &form, const char *name)
{
    QByteArray text = form;
    const QUrlQuery fields(QString::fromLatin1(text.replace('+', "%20")));
    return fields.queryItemValue(QLatin1String(name), QUrl::FullyDecoded).toUtf8();
}

base::Error notTaken(const char *why)
{
    return {base::Error::Kind::Unauthorized, QLatin1String(why)};
}

/// The account that the claims stand for.
base::Result<UserRecord> accountOf(sqlite::Database &database, const IdentityClaims &claims)
{
    const auto account = IdentityStore(database).account(claims.issuer, claims.subject);
    if (!account)
        return account.error();
    const auto user = UserStore(database).byId(*account ? (*account)->user : 0);
    if (!user)
        return user.error();
    if (!*user || (*user)->isDeactivated)
        return notTaken("no service account belongs to the subject of this identity token");
    return **user;
}

} // namespace

HttpAnswer TokenExchange::answer(const HttpRequest &request) const
{
    if (!m_reader.read)
        return grantError(
            400, "unsupported_grant_type", QStringLiteral("this server takes no identity tokens; use an API key"));
    if (fieldOf(request.body, "grant_type") != "urn:ietf:params:oauth:grant-type:jwt-bearer")
        return grantError(400, "unsupported_grant_type",
            QStringLiteral("grant_type: urn:ietf:params:oauth:grant-type:jwt-bearer is wanted"));
    const auto secret = exchange(fieldOf(request.body, "assertion"), request);
    if (secret) {
        HttpAnswer answer;
        answer.body = QJsonDocument(
            QJsonObject{{QStringLiteral("access_token"), *secret},
                {QStringLiteral("token_type"), QStringLiteral("Bearer")}, {QStringLiteral("expires_in"), validity}})
                          .toJson(QJsonDocument::Compact);
        answer.headers.emplaceBack("Cache-Control", "no-store");
        return answer;
    }
    if (secret.error().kind == base::Error::Kind::Unauthorized)
        return grantError(401, "invalid_grant", secret.error().detail);
    return answerFor(secret.error());
}

/// Verified outside of the transaction that writes, which others wait for.
base::Result<QString> TokenExchange::exchange(const QByteArray &token, const HttpRequest &request) const
{
    const auto said = m_reader.read(token);
    if (!said)
        return said.error();
    std::optional<TokenIssuerRecord> issuer;
    const base::Status read = m_facts.store->read([&](sqlite::Database &database) -> base::Status {
        auto found = IdentityStore(database).issuer(said->issuer);
        if (found)
            issuer = std::move(*found);
        return found ? base::Status(base::Done{}) : base::Status(found.error());
    });
    if (!read)
        return read.error();
    if (!issuer)
        return notTaken("the provider of this identity token is not known here");
    const auto claims = m_reader.verify(token, issuer->keys);
    if (!claims)
        return claims.error();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (auto good = checkClaims(*claims, issuer->audience, now / 1000); !good)
        return good.error();
    QString secret;
    const base::Status done = m_facts.store->write([&](sqlite::Database &database) -> base::Status {
        const auto account = accountOf(database, *claims);
        if (!account)
            return account.error();
        if (auto dropped = IdentityStore(database).dropExpiredTokens(account->id, now); !dropped)
            return dropped;
        const auto issued = KeyStore(database).issue(account->id, KeyKind::SignInToken,
            QStringLiteral("identity token of ") + claims->issuer, now, now + validity * 1000);
        if (!issued)
            return issued.error();
        secret = issued->secret;
        Session session{database, m_facts, {}, now};
        session.who.user = *account;
        session.who.key = issued->id;
        session.peer = request.peer;
        AuditEvent event = auditEventOf(session, AuditEvent::Way::Identity, QStringLiteral("exchangeToken"));
        event.object = account->username;
        return noteOutcome(session, event, std::nullopt);
    });
    return done ? base::Result<QString>(secret) : done.error();
}

} // namespace server
