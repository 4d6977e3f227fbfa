#pragma once

#include "server/identity.h"
#include "sqlite/database.h"

#include <optional>

namespace server {

/// Providers, and the service accounts that their tokens stand for.
class IdentityStore
{
public:
    explicit IdentityStore(sqlite::Database &database)
        : m_database(database)
    { }

    base::Result<std::optional<TokenIssuerRecord>> issuer(const QString &issuer);
    base::Result<QList<TokenIssuerRecord>> issuers();
    /// Adds, or changes the audience and the keys of one that is there.
    base::Status putIssuer(const TokenIssuerRecord &issuer);
    /// Its accounts stay, and get no token any more; those that they hold end at once.
    base::Status removeIssuer(const QString &issuer);

    base::Result<std::optional<ExternalAccountRecord>> account(const QString &issuer, const QString &subject);
    base::Result<QList<ExternalAccountRecord>> accounts();
    base::Status addAccount(qint64 user, const QString &issuer, const QString &subject);
    base::Result<bool> isExternal(qint64 user);

    /// Tokens of a person that are over.
    base::Status dropExpiredTokens(qint64 user, qint64 now);

private:
    sqlite::Database &m_database;
};

/// Forbidden: an external account has no keys, only what it gets for its provider's tokens.
base::Status requireOwnKeys(sqlite::Database &database, qint64 user);

} // namespace server
