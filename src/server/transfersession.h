#pragma once

#include "server/session.h"

#include <QDateTime>

namespace server {

/// A request outside GraphQL: `work(Session &)` on behalf of whoever the credential belongs to, or Unauthorized.
template <typename Work>
base::Status withSession(const ServerFacts &facts, sqlite::Database &database, const Credential &credential, Work work)
{
    auto who = principalOf(database, credential);
    if (!who)
        return who.error();
    Session session{database, facts, std::move(*who), QDateTime::currentMSecsSinceEpoch()};
    return work(session);
}

} // namespace server
