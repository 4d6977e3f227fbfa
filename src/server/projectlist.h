#pragma once

#include "server/lookup.h"

namespace server {

/// The projects of an entity that the caller may see, newest first; those that are only known to them, by name only.
base::Result<QList<std::shared_ptr<const ProjectView>>> visibleProjects(Session &session, const EntityRecord &entity);

/// A page of them.
base::Result<graphql::Value> projectConnection(
    Session &session, const EntityRecord &entity, const graphql::Value &arguments);

} // namespace server
