#pragma once

#include "server/records.h"
#include "server/scim.h"

namespace server {

/// `[{registryName, roleName}]`: what the person was given in registries themself, by registry.
base::Result<QJsonArray> scimRegistryRoles(Session &session, const UserRecord &user);
/// Adds and replaces give the roles that are listed and leave the others; a removal takes the person off the registry
/// that the filter names, or off all. A replacement without a value is a removal: so the service documents it.
base::Status changeScimRegistryRoles(Session &session, const UserRecord &user, const ScimChange &change);

} // namespace server
