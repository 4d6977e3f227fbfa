#pragma once

#include "server/session.h"

namespace server {

/// What is shared with the caller, by name or by the link that the request carries; read once a request. The result
/// belongs to the session.
base::Result<const Shares *> sharesOf(Session &session);

} // namespace server
