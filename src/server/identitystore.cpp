#include "server/identitystore.h"

#include "server/storequery.h"

namespace server {

namespace {

TokenIssuerRecord readIssuer(sqlite::Statement &row)
{
    return {row.integer(0), row.text(1), row.text(2), row.blob(3), timeOf(row.integer(4))};
}

ExternalAccountRecord readAccount(sqlite::Statement &row)
{
    return {row.integer(0), row.text(1), row.text(2), row.text(3)};
}

const char selectIssuers[] = "SELECT id, issuer, audience, keys, created_at FROM token_issuers";
const char selectAccounts[] = "SELECT users.id, users.username, external_accounts.issuer, external_accounts.subject"
                              " FROM external_accounts JOIN users ON users.id = external_accounts.user";

} // namespace

base::Result<std::optional<TokenIssuerRecord>> IdentityStore::issuer(const QString &issuer)
{
    return readRow(m_database, QLatin1String(selectIssuers) + QLatin1String(" WHERE issuer = ?1"), readIssuer, issuer);
}

base::Result<QList<TokenIssuerRecord>> IdentityStore::issuers()
{
    return readRows(m_database, QLatin1String(selectIssuers) + QLatin1String(" ORDER BY issuer"), readIssuer);
}

base::Status IdentityStore::putIssuer(const TokenIssuerRecord &issuer)
{
    return m_database.execute(
        QStringLiteral("INSERT INTO token_issuers(issuer, audience, keys, created_at) VALUES(?1, ?2, ?3, ?4)"
                       " ON CONFLICT(issuer) DO UPDATE SET audience = excluded.audience, keys = excluded.keys"),
        issuer.issuer, issuer.audience, issuer.keys, issuer.createdAt.toMSecsSinceEpoch());
}

base::Status IdentityStore::removeIssuer(const QString &issuer)
{
    const base::Status ended = m_database.execute(
        QStringLiteral("DELETE FROM keys WHERE user IN (SELECT user FROM external_accounts WHERE issuer = ?1)"),
        issuer);
    return ended ? m_database.execute(QStringLiteral("DELETE FROM token_issuers WHERE issuer = ?1"), issuer) : ended;
}

base::Result<std::optional<ExternalAccountRecord>> IdentityStore::account(const QString &issuer, const QString &subject)
{
    return readRow(m_database, QLatin1String(selectAccounts) + QLatin1String(" WHERE issuer = ?1 AND subject = ?2"),
        readAccount, issuer, subject);
}

base::Result<QList<ExternalAccountRecord>> IdentityStore::accounts()
{
    return readRows(m_database, QLatin1String(selectAccounts) + QLatin1String(" ORDER BY users.username"), readAccount);
}

base::Status IdentityStore::addAccount(qint64 user, const QString &issuer, const QString &subject)
{
    return m_database.execute(QStringLiteral("INSERT INTO external_accounts(user, issuer, subject) VALUES(?1, ?2, ?3)"),
        user, issuer, subject);
}

base::Result<bool> IdentityStore::isExternal(qint64 user)
{
    return readInteger(m_database, QStringLiteral("SELECT count(*) FROM external_accounts WHERE user = ?1"), user)
        .map([](qint64 count) { return count > 0; });
}

base::Status IdentityStore::dropExpiredTokens(qint64 user, qint64 now)
{
    return m_database.execute(
        QStringLiteral("DELETE FROM keys WHERE user = ?1 AND expires_at IS NOT NULL AND expires_at <= ?2"), user, now);
}

base::Status requireOwnKeys(sqlite::Database &database, qint64 user)
{
    const auto isExternal = IdentityStore(database).isExternal(user);
    if (!isExternal)
        return isExternal.error();
    if (*isExternal)
        return base::Error{base::Error::Kind::Forbidden,
            QStringLiteral("this account has no keys: it signs in with its identity provider's tokens")};
    return base::Done{};
}

} // namespace server
