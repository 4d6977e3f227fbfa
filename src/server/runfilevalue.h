#pragma once

#include "server/lookup.h"

namespace server {

/// A File object of a run; `file` without id: one that does not exist yet, only to be uploaded.
graphql::Value runFileValue(const Session &session, const RunView &run, const RunFileRecord &file);

} // namespace server
