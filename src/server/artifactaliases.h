#pragma once

#include "server/artifactlookup.h"

namespace server {

/// Puts an alias on a version in a collection, from where it was. Asks the rule book; protected aliases have their own
/// row. Invalid: it is no alias.
base::Status addAlias(Session &session, const MembershipView &place, const QString &alias);
base::Status removeAlias(Session &session, const MembershipView &place, const QString &alias);

} // namespace server
