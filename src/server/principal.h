#pragma once

#include "server/httpmessage.h"
#include "server/keystore.h"
#include "server/records.h"

namespace server {

/// Who makes a request, and by which key.
struct Principal
{
    /// The user number of a visitor, which is none: 0 stands for people who are gone.
    static constexpr qint64 nobody = -1;

    UserRecord user;
    qint64 key = 0;
    KeyKind kind = KeyKind::ApiKey;
    bool isViewOnly = false; ///< View-Only in all their teams, or with a viewer's seat: never writes
    /// On whose behalf a service account says it acts (protocol, section 2); empty: on its own.
    QString actsForUsername = {};
    QString actsForEmail = {};
    QString shareToken = {}; ///< of a report's link that the request carries

    /// Somebody without an account, or who did not sign in: looks at what everybody may see, and never writes.
    [[nodiscard]] bool isVisitor() const { return user.id == nobody; }
};

/// The secret of a request: the password of Basic (any user name), or a Bearer token. Empty: none, or malformed.
QByteArray secretOf(const HttpRequest &request);

/// The token of a report's link, from the request's address (`?accessToken=`; protocol, section 24); empty: none.
QString shareTokenOf(const HttpRequest &request);

/// What a caller shows: a secret, an address that a key's owner was given (see UrlSigner), or neither.
struct Credential
{
    QByteArray secret;
    qint64 key = 0; ///< of a signed address; 0: the secret counts
    QString shareToken; ///< beside them

    [[nodiscard]] bool isVisitors() const { return secret.isEmpty() && key == 0; }
};

/// Who the credential belongs to: a visitor where it is empty. Unauthorized: it is nobody's, or that of a deactivated
/// account, or an API key of a View-Only person.
/// Asked once before a body is read, and again in the transaction that writes.
base::Result<Principal> principalOf(sqlite::Database &database, const Credential &credential);

} // namespace server
