#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QStringList>
#include <functional>

/// Identity federation (protocol, section 2): programs show a token that an identity provider signed, and get a
/// short-lived one of this server for the service account that belongs to it.
namespace server {

/// What an identity token says (RFC 7519). Times in seconds since 1970 UTC; 0: not said.
struct IdentityClaims
{
    QString issuer;
    QString subject;
    QStringList audience;
    qint64 issuedAt = 0;
    qint64 notBefore = 0;
    qint64 expiresAt = 0;
};

/// Reads tokens. The server has no cryptography of its own for this: whoever starts it gives one (see identity/).
struct IdentityReader
{
    using Read = std::function<base::Result<IdentityClaims>(const QByteArray &token)>;
    using Verify = std::function<base::Result<IdentityClaims>(const QByteArray &token, const QByteArray &keys)>;

    Read read; ///< what it says, with no regard to who signed it; null: identity tokens are not taken
    Verify verify; ///< as read, where one of the keys (a JSON Web Key Set, RFC 7517) signed it; or Unauthorized
};

/// An identity provider whose tokens are taken.
struct TokenIssuerRecord
{
    qint64 id = 0;
    QString issuer; ///< as tokens name it (`iss`)
    QString audience; ///< that tokens must be meant for (`aud`)
    QByteArray keys; ///< JSON Web Key Set
    QDateTime createdAt;
};

/// A service account that belongs to a provider's subject: it has no keys, only short-lived tokens.
struct ExternalAccountRecord
{
    qint64 user = 0;
    QString username;
    QString issuer;
    QString subject; ///< as tokens name it (`sub`)
};

/// A service account for a subject of a provider that is known: what it is made from.
struct ExternalAccount
{
    QString username;
    QString team; ///< its own, or its default one
    QString issuer;
    QString subject;
    bool isOfOrganization = false; ///< reaches all teams
};

/// Whether a token that says this is good at the moment `now` (seconds since 1970 UTC) for `audience`; or why not.
base::Status checkClaims(const IdentityClaims &claims, const QString &audience, qint64 now);

} // namespace server
