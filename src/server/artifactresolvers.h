#pragma once

#include "server/artifactlookup.h"

namespace server {

graphql::Value aliasValue(const AliasRecord &alias, const SharedCollection &collection);
/// The aliases of a version in one collection.
base::Result<graphql::Value> aliasValues(Session &session, const MembershipView &membership);

} // namespace server
