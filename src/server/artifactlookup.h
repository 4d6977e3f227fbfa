#pragma once

#include "server/artifactplace.h"
#include "server/artifactviews.h"
#include "server/lookup.h"

/// Finding artifacts on behalf of the caller: what may not be seen is not found.
namespace server {

using SharedArtifact = std::shared_ptr<const ArtifactView>;
using SharedCollection = std::shared_ptr<const CollectionView>;
using SharedMembership = std::shared_ptr<const MembershipView>;

/// The project with its entity, with no regard to rights; null: there is none.
base::Result<std::shared_ptr<const ProjectView>> projectViewOf(Session &session, qint64 project);

/// Null: not there or not visible.
base::Result<SharedCollection> findCollection(
    Session &session, const std::shared_ptr<const ProjectView> &project, const QString &name);
base::Result<SharedCollection> findCollection(Session &session, qint64 collection);
/// By global id; NotFound where it is null.
base::Result<SharedCollection> requireCollection(Session &session, const QString &globalId);
base::Result<SharedCollection> requireCollection(
    Session &session, const QString &entity, const QString &project, const QString &collection);

/// A version that the caller may see: where it was logged, or in one of the places that it is linked to.
base::Result<SharedArtifact> findArtifact(Session &session, qint64 artifact);
base::Result<SharedArtifact> findArtifact(Session &session, const QString &globalId);
/// As findArtifact, but NotFound where it is null.
base::Result<SharedArtifact> requireArtifact(Session &session, const QString &globalId);

/// A version in a collection of the project, by "collection", "collection:alias" or "collection:v3".
base::Result<SharedMembership> findMembership(
    Session &session, const std::shared_ptr<const ProjectView> &project, const QString &name);
base::Result<SharedMembership> findMembership(
    Session &session, const SharedCollection &collection, const QString &word);
/// With its artifact; null where that is gone.
base::Result<SharedMembership> membershipView(
    Session &session, const SharedCollection &collection, const MembershipRecord &record);
/// Where the caller sees this version, its sequence first.
base::Result<QList<SharedMembership>> visibleMemberships(Session &session, const SharedArtifact &artifact);

/// May the caller do this to what lies in this project?
base::Status requireDeed(Session &session, ArtifactDeed deed, const ProjectView &place);
bool allowsDeed(Session &session, ArtifactDeed deed, const ProjectView &place);
/// May the caller go on writing this version, which somebody has begun?
base::Status requireWriting(Session &session, const ArtifactView &artifact);
/// The place through which the caller may download or use the version, the sequence first; else the refusal.
base::Result<SharedMembership> placeFor(Session &session, ArtifactDeed deed, const SharedArtifact &artifact);

} // namespace server
