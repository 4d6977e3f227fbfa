#pragma once

#include "graphql/value.h"
#include "server/session.h"

/// Roles as clients write and read them: the words of the fixed ones, the names (or ids) of custom ones.
namespace server {

/// The role that is meant; Invalid: there is none of that name. `field` names the input for the text.
base::Result<domain::TeamRole> roleFromWord(Session &session, const QString &word, const char *field);
/// What lists show: admin, member, viewer, or the custom role's name; `inherit` for no role.
QString roleWord(const domain::TeamRole &role);
/// A value of the type Role.
graphql::Value roleValue(const domain::TeamRole &role);

} // namespace server
