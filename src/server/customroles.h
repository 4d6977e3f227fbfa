#pragma once

#include "server/access.h"
#include "server/customrolestore.h"

/// The roles that an organisation admin composes: each change is asked of the rule book first. What GraphQL and SCIM
/// have in common.
namespace server {

base::Result<CustomRoleRecord> createCustomRole(Session &session, const domain::CustomRole &role);
/// Conflict: `version` is not the stored one, somebody else was faster. 0: whatever it is.
base::Result<CustomRoleRecord> changeCustomRole(
    Session &session, qint64 id, const domain::CustomRole &role, qint64 version);
/// Holders fall back to the base.
base::Status deleteCustomRole(Session &session, qint64 id);
/// NotFound: the caller may not read them, or there is none of that number.
base::Result<CustomRoleRecord> customRole(Session &session, qint64 id);

/// The names that a base includes for any object, not only for own ones.
QStringList inheritedPermissions(domain::BaseRole base);

} // namespace server
