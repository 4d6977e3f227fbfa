#include "identity/identitytoken.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <cjose/cjose.h>
#include <cstdlib>
#include <memory>
#include <vector>

namespace identity {

namespace {

using server::IdentityClaims;

constexpr qsizetype longestToken = 16 * 1024;
constexpr qsizetype longestKeySet = 256 * 1024;
constexpr qsizetype mostKeys = 100;

struct KeyRelease
{
    void operator()(cjose_jwk_t *key) const { cjose_jwk_release(key); }
};
struct SignatureRelease
{
    void operator()(cjose_jws_t *signature) const { cjose_jws_release(signature); }
};
using Key = std::unique_ptr<cjose_jwk_t, KeyRelease>;
using Signature = std::unique_ptr<cjose_jws_t, SignatureRelease>;

base::Error refused(const char *why)
{
    return {base::Error::Kind::Unauthorized, QLatin1String(why)};
}

base::Error badKeys(const char *why)
{
    return {base::Error::Kind::Invalid, QLatin1String(why)};
}

struct Parts
{
    QJsonObject header;
    QJsonObject claims;
};

std::optional<QJsonObject> partOf(const QByteArray &encoded)
{
    const auto decoded = QByteArray::fromBase64Encoding(encoded,
        QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(*decoded);
    return document.isObject() ? std::optional<QJsonObject>(document.object()) : std::nullopt;
}

base::Result<Parts> partsOf(const QByteArray &token)
{
    const QList<QByteArray> parts = token.split('.');
    if (token.size() > longestToken || parts.size() != 3)
        return refused("this is no identity token");
    const auto header = partOf(parts[0]);
    const auto claims = partOf(parts[1]);
    if (!header || !claims)
        return refused("this is no identity token");
    return Parts{*header, *claims};
}

/// Signatures that only whoever holds the secret half of a key can make.
bool isPublicKeyAlgorithm(const QString &name)
{
    static constexpr const char *taken[] = {
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"};
    return std::any_of(std::begin(taken), std::end(taken), [&](const char *one) { return name == QLatin1String(one); });
}

qint64 timeIn(const QJsonObject &claims, const char *name)
{
    const double seconds = claims.value(QLatin1String(name)).toDouble(0);
    constexpr double latest = 1e12;
    return seconds > 0 && seconds < latest ? static_cast<qint64>(seconds) : 0;
}

IdentityClaims claimsFrom(const QJsonObject &object)
{
    IdentityClaims claims;
    claims.issuer = object.value(QLatin1String("iss")).toString();
    claims.subject = object.value(QLatin1String("sub")).toString();
    const QJsonValue audience = object.value(QLatin1String("aud"));
    if (audience.isString())
        claims.audience.append(audience.toString());
    const QJsonArray several = audience.toArray();
    for (const auto &one : several)
        claims.audience.append(one.toString());
    claims.issuedAt = timeIn(object, "iat");
    claims.notBefore = timeIn(object, "nbf");
    claims.expiresAt = timeIn(object, "exp");
    return claims;
}

struct NamedKey
{
    QString id; ///< empty: has none
    Key key;
};

bool isForSignatures(const QJsonObject &key)
{
    const QString use = key.value(QLatin1String("use")).toString();
    const QString type = key.value(QLatin1String("kty")).toString();
    const bool isPublic = type == QLatin1String("RSA") || type == QLatin1String("EC");
    return isPublic && (use.isEmpty() || use == QLatin1String("sig"));
}

base::Result<std::vector<NamedKey>> keysFrom(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    const QJsonArray all = document.object().value(QLatin1String("keys")).toArray();
    if (text.size() > longestKeySet || all.size() > mostKeys)
        return badKeys("the key set is too large");
    std::vector<NamedKey> keys;
    for (const auto &one : all) {
        const QJsonObject object = one.toObject();
        if (!isForSignatures(object))
            continue;
        const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
        cjose_err problem{};
        Key key(cjose_jwk_import(json.constData(), static_cast<size_t>(json.size()), &problem));
        if (key) // others may be of a kind that is not known here
            keys.push_back({object.value(QLatin1String("kid")).toString(), std::move(key)});
    }
    if (keys.empty())
        return badKeys(
            "there is no key for signatures in it; a JSON Web Key Set is wanted, as the provider publishes it");
    return keys;
}

bool isSignedBy(const QByteArray &token, const Key &key)
{
    cjose_err problem{};
    const Signature signature(cjose_jws_import(token.constData(), static_cast<size_t>(token.size()), &problem));
    return signature && cjose_jws_verify(signature.get(), key.get(), &problem);
}

base::Result<IdentityClaims> readClaims(const QByteArray &token)
{
    return partsOf(token).map([](const Parts &parts) { return claimsFrom(parts.claims); });
}

base::Result<IdentityClaims> verifiedClaims(const QByteArray &token, const QByteArray &keySet)
{
    const auto parts = partsOf(token);
    if (!parts)
        return parts.error();
    if (!isPublicKeyAlgorithm(parts->header.value(QLatin1String("alg")).toString()))
        return refused("the identity token is not signed in a way that is taken");
    const auto keys = keysFrom(keySet);
    if (!keys)
        return refused("there are no keys to verify the identity token with");
    const QString wanted = parts->header.value(QLatin1String("kid")).toString();
    for (const NamedKey &named : *keys) {
        const bool isMeant = wanted.isEmpty() || named.id.isEmpty() || named.id == wanted;
        if (isMeant && isSignedBy(token, named.key))
            return claimsFrom(parts->claims);
    }
    return refused("the identity token is not signed by its provider");
}

} // namespace

server::IdentityReader reader()
{
    return {readClaims, verifiedClaims};
}

base::Status checkKeys(const QByteArray &keys)
{
    const auto read = keysFrom(keys);
    return read ? base::Status(base::Done{}) : base::Status(read.error());
}

} // namespace identity
