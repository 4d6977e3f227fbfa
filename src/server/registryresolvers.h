#pragma once

#include "server/artifactnames.h"
#include "server/resolving.h"

namespace server {

/// The people with a role of their own in a registry, as ProjectMember values.
base::Result<graphql::Value> registryUsers(Session &session, const ProjectView &registry);

} // namespace server
