#pragma once

#include "server/records.h"
#include "sqlite/database.h"

namespace server {

/// What a secret may be used for. Both stand for a person; only the first is for programs that log.
enum class KeyKind {
    ApiKey, ///< stops working for people who become View-Only
    SignInToken, ///< for the application; only reads for people who are View-Only
};

/// API keys and sign-in tokens, as hashes. A secret is shown once, when it is made.
class KeyStore
{
public:
    explicit KeyStore(sqlite::Database &database)
        : m_database(database)
    { }

    struct Issued
    {
        qint64 id = 0;
        QString secret;
    };
    /// `description` is the person's own note; `expiresAt` in milliseconds since 1970 UTC, 0: never.
    base::Result<Issued> issue(qint64 user, KeyKind kind, const QString &description, qint64 now, qint64 expiresAt = 0);

    struct Key
    {
        qint64 id = 0;
        qint64 user = 0;
        KeyKind kind = KeyKind::ApiKey;
        QString description;
        QString ending; ///< the last four characters, to tell keys apart
        qint64 createdAt = 0; ///< milliseconds since 1970 UTC
        qint64 expiresAt = 0; ///< as createdAt; 0: never
    };
    /// The key that this secret is.
    base::Result<std::optional<Key>> find(const QByteArray &secret);
    base::Result<QList<Key>> ofUser(qint64 user);
    base::Result<std::optional<Key>> byId(qint64 id);
    base::Status revoke(qint64 id);

private:
    sqlite::Database &m_database;
};

} // namespace server
