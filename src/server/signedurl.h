#pragma once

#include "server/session.h"

namespace server {

/// An address of this server that works without a header for whoever it was made for: signed for the caller's key, with
/// the token of the link by which they came. `target`: the path as it is sent, without a query.
QString signedUrl(const Session &session, const char *method, const QString &target);

} // namespace server
