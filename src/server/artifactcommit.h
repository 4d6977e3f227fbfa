#pragma once

#include "server/artifactrecords.h"
#include "server/session.h"

namespace server {

/// Makes a pending version final: everything that its manifests name has arrived, its digest is that of its content, it
/// gets the next number of its sequence, and its aliases move to it. Does nothing to a version that is final. Conflict,
/// naming what is missing: send it and commit again.
base::Status commitArtifact(Session &session, const ArtifactRecord &artifact);

} // namespace server
