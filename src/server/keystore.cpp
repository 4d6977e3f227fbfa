#include "server/keystore.h"

#include "server/constanttime.h"
#include "server/storequery.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

namespace server {

namespace {

constexpr int secretLength = 43; // letters and digits: 5.95 bits each, 256 in all

QString makeSecret()
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    QString secret;
    for (int i = 0; i < secretLength; ++i)
        secret.append(QLatin1Char(letters[QRandomGenerator::system()->bounded(int(sizeof letters) - 1)]));
    return secret;
}

/// The secrets are random and long: a plain hash cannot be guessed backwards.
QByteArray hashOf(const QByteArray &secret)
{
    return QCryptographicHash::hash(secret, QCryptographicHash::Sha256);
}

struct FoundKey
{
    KeyStore::Key key;
    QByteArray hash;
};

FoundKey readKey(sqlite::Statement &row)
{
    KeyStore::Key key;
    key.id = row.integer(0);
    key.user = row.integer(1);
    key.kind = row.text(2) == QLatin1String("token") ? KeyKind::SignInToken : KeyKind::ApiKey;
    key.description = row.text(3);
    key.ending = row.text(4);
    key.createdAt = row.integer(6);
    key.expiresAt = row.integer(7);
    return {key, row.blob(5)};
}

const char selectKey[] = "SELECT id, user, kind, description, ending, hash, created_at, expires_at FROM keys ";

} // namespace

base::Result<KeyStore::Issued> KeyStore::issue(
    qint64 user, KeyKind kind, const QString &description, qint64 now, qint64 expiresAt)
{
    const QString secret = makeSecret();
    const auto inserted = m_database.execute(
        QStringLiteral("INSERT INTO keys(user, hash, kind, description, ending, created_at, expires_at)"
                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
        user, hashOf(secret.toLatin1()), kind == KeyKind::SignInToken ? QStringLiteral("token") : QStringLiteral("key"),
        description, secret.right(4), now, orNull(expiresAt));
    if (!inserted)
        return inserted.error();
    return Issued{m_database.lastInsertRowId(), secret};
}

base::Result<std::optional<KeyStore::Key>> KeyStore::find(const QByteArray &secret)
{
    const QByteArray hash = hashOf(secret);
    const auto found = readRow(m_database, QLatin1String(selectKey) + QLatin1String("WHERE hash = ?1"), readKey, hash);
    if (!found)
        return found.error();
    if (!*found || !isSame((*found)->hash, hash))
        return std::optional<Key>();
    return std::optional<Key>((*found)->key);
}

base::Result<QList<KeyStore::Key>> KeyStore::ofUser(qint64 user)
{
    return readRows(
        m_database, QLatin1String(selectKey) + QLatin1String("WHERE user = ?1 ORDER BY id"),
        [](sqlite::Statement &row) { return readKey(row).key; }, user);
}

base::Result<std::optional<KeyStore::Key>> KeyStore::byId(qint64 id)
{
    return readRow(
        m_database, QLatin1String(selectKey) + QLatin1String("WHERE id = ?1"),
        [](sqlite::Statement &row) { return readKey(row).key; }, id);
}

base::Status KeyStore::revoke(qint64 id)
{
    return m_database.execute(QStringLiteral("DELETE FROM keys WHERE id = ?1"), id);
}

} // namespace server
