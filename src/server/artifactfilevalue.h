#pragma once

#include "server/artifactlookup.h"

namespace server {

/// A file that was announced; without an address to send it to where its content is there.
graphql::Value::Fields announcedFileFields(
    const Session &session, const SharedArtifact &artifact, const ArtifactFileRecord &file);
/// A path of a version as a File; its content is fetched through `place`, null: not stored here, or not for the caller.
graphql::Value entryValue(
    const Session &session, const SharedArtifact &artifact, const MembershipView *place, const EntryRecord &entry);
graphql::Value manifestValue(const Session &session, const SharedArtifact &artifact, const ManifestRecord &manifest);
/// All of these in one page.
graphql::Value fileConnectionOf(const graphql::Value::List &nodes);

} // namespace server
