#pragma once

#include "base/error.h"
#include "server/httpmessage.h"

namespace server {

/// The answer for an error outside GraphQL. What happened inside the store is logged, not told; transient trouble is
/// 503 with a Retry-After, because clients give up for good on most other codes.
HttpAnswer answerFor(const base::Error &error);

} // namespace server
