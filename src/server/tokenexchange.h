#pragma once

#include "server/httpmessage.h"
#include "server/identity.h"
#include "server/session.h"

namespace server {

/// `/oidc/token`: an identity token in, a token of this server out (RFC 7523; protocol, section 2). Any thread.
class TokenExchange
{
public:
    /// `facts` outlive this object.
    TokenExchange(const ServerFacts &facts, IdentityReader reader)
        : m_facts(facts)
        , m_reader(std::move(reader))
    { }

    /// 200 with `access_token` and `expires_in` (seconds). 400: no such request, or this server takes none. 401: the
    /// identity token is not good. Errors say why in the words of RFC 6749, section 5.2.
    HttpAnswer answer(const HttpRequest &request) const;

    static constexpr qint64 largestRequest = 32 * 1024;
    static constexpr qint64 validity = 3600; ///< seconds that a token is good for

private:
    base::Result<QString> exchange(const QByteArray &token, const HttpRequest &request) const;

    const ServerFacts &m_facts;
    const IdentityReader m_reader;
};

} // namespace server
