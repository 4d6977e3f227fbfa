#pragma once

#include "server/session.h"

namespace server {

/// Whose run it will be: the caller's; or, for a service account that names a person of that team, that person's
/// (protocol, section 2; permissions, section 12.2).
base::Result<qint64> creatorOf(Session &session, const EntityRecord &entity);

} // namespace server
