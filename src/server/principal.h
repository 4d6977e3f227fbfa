#pragma once

#include "server/httpmessage.h"
#include "server/keystore.h"
#include "server/records.h"

namespace server {

/// Who makes a request, and by which key.
struct Principal
{
    UserRecord user;
    qint64 key = 0;
    KeyKind kind = KeyKind::ApiKey;
    bool isViewOnly = false; ///< View-Only in all their teams, or with a viewer's seat: never writes
    /// On whose behalf a service account says it acts (protocol, section 2); empty: on its own.
    QString actsForUsername;
    QString actsForEmail;
};

/// The secret of a request: the password of Basic (any user name), or a Bearer token. Empty: none, or malformed.
QByteArray secretOf(const HttpRequest &request);

/// What a caller shows: a secret, or an address that a key's owner was given (see UrlSigner).
struct Credential
{
    QByteArray secret;
    qint64 key = 0; ///< of a signed address; 0: the secret counts
};

/// Who the credential belongs to; Unauthorized: nobody, a deactivated account, or an API key of a View-Only person.
/// Asked once before a body is read, and again in the transaction that writes.
base::Result<Principal> principalOf(sqlite::Database &database, const Credential &credential);

} // namespace server
