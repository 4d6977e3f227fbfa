#pragma once

#include "server/records.h"
#include "sqlite/database.h"

namespace server {

/// The effective role of a person in a registry: what was given to them and to their teams, as organisation admin, and
/// what everybody has where the registry is open to the organisation.
base::Result<domain::RegistryRole> registryRoleOf(
    sqlite::Database &database, const ProjectRecord &registry, const UserRecord &user);

/// The role that somebody gets who is added to a registry.
[[nodiscard]] domain::RegistryRole roleWhenAdded(const UserRecord &user);

} // namespace server
