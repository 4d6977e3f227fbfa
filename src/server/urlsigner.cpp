#include "server/urlsigner.h"

#include "server/constanttime.h"

#include <QFile>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QSaveFile>
#include <QUrlQuery>

namespace server {

namespace {

constexpr qsizetype secretBytes = 32;

QByteArray randomBytes()
{
    QByteArray bytes;
    for (qsizetype i = 0; i < secretBytes; ++i)
        bytes.append(static_cast<char>(QRandomGenerator::system()->bounded(256)));
    return bytes;
}

} // namespace

base::Result<UrlSigner> UrlSigner::open(const QString &dataFolder)
{
    const QString path = dataFolder + QLatin1String("/signing.key");
    QFile existing(path);
    if (existing.open(QIODevice::ReadOnly) && existing.size() == secretBytes)
        return UrlSigner(existing.readAll());
    const QByteArray secret = randomBytes();
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) && file.write(secret) == secretBytes
        && file.commit();
    if (!isWritten)
        return base::Error{base::Error::Kind::Storage, QStringLiteral("cannot write the signing key")};
    return UrlSigner(secret);
}

QByteArray UrlSigner::codeOf(const QByteArray &method, const QByteArray &target, qint64 key, qint64 until) const
{
    const QByteArray text = method + '\n' + target + '\n' + QByteArray::number(key) + '\n' + QByteArray::number(until);
    return QMessageAuthenticationCode::hash(text, m_secret, QCryptographicHash::Sha256).toHex();
}

QString UrlSigner::signature(const QByteArray &method, const QString &target, qint64 key, qint64 now) const
{
    const qint64 until = now + validity;
    return QStringLiteral("?key=%1&until=%2&code=%3")
        .arg(key)
        .arg(until)
        .arg(QLatin1String(codeOf(method, target.toLatin1(), key, until)));
}

bool UrlSigner::isSigned(const HttpRequest &request)
{
    return QUrlQuery(QString::fromLatin1(request.query)).hasQueryItem(QStringLiteral("code"));
}

std::optional<qint64> UrlSigner::keyOf(const HttpRequest &request, qint64 now) const
{
    const QUrlQuery query(QString::fromLatin1(request.query));
    const QByteArray code = query.queryItemValue(QStringLiteral("code")).toLatin1();
    const qint64 key = query.queryItemValue(QStringLiteral("key")).toLongLong();
    const qint64 until = query.queryItemValue(QStringLiteral("until")).toLongLong();
    if (code.isEmpty() || until < now || !isSame(code, codeOf(request.method, request.target, key, until)))
        return std::nullopt;
    return key;
}

} // namespace server
