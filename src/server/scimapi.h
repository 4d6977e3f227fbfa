#pragma once

#include "server/session.h"

namespace server {

/// /scim/Users, /scim/Groups, /scim/Roles (protocol, section 22): for admins of the organisation and for its own
/// service accounts, which act here as an admin of the organisation does. Any thread.
class ScimApi
{
public:
    /// `facts` outlive this object.
    explicit ScimApi(const ServerFacts &facts)
        : m_facts(facts)
    { }

    HttpAnswer answer(const Credential &credential, const HttpRequest &request);
    /// A refusal that came before, in the words of SCIM.
    static HttpAnswer inWords(const HttpAnswer &refusal);

private:
    const ServerFacts &m_facts;
};

} // namespace server
