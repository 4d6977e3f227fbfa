#pragma once

#include "graphql/value.h"
#include "server/customrolestore.h"
#include "server/records.h"

namespace server {

/// A value of the type CustomRole.
graphql::Value customRoleValue(const CustomRoleRecord &role);
/// A value of the type EnforcedPrivacy.
graphql::Value enforcedValue(const PrivacySwitches &enforced);

} // namespace server
