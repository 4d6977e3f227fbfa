#pragma once

#include "server/lookup.h"

namespace server {

/// The project that a run is logged to, made if it is missing and the caller may make it. An empty entity is the
/// default one. Strangers are told the same for projects that are not there and that they may not see.
base::Result<std::shared_ptr<const ProjectView>> placeForRuns(
    Session &session, const QString &entity, const QString &project);

/// Makes a project of the caller's, with the entity's default visibility unless one is given. NotFound, Forbidden,
/// Conflict, Invalid.
base::Result<std::shared_ptr<const ProjectView>> createProject(
    Session &session, const EntityRecord &entity, ProjectRecord project);

/// The visibility of an entity's new projects.
domain::Visibility defaultVisibility(const EntityRecord &entity);

} // namespace server
