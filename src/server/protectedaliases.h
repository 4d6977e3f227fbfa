#pragma once

#include "graphql/resolvers.h"

namespace server {

/// The aliases that only admins of a registry put on versions and take off: each registry has a list of its own, and so
/// has the model registry of a team.
void addProtectedAliasResolvers(graphql::Resolvers &resolvers);
void addProtectedAliasMutations(graphql::Resolvers &resolvers);

} // namespace server
