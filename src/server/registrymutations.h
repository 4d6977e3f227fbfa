#pragma once

#include "server/artifactplace.h"
#include "server/mutations.h"

/// What the mutations of projects do to registries, which are projects of the organisation's entity with rows of their
/// own in the rule book.
namespace server {

using SharedRegistry = std::shared_ptr<const ProjectView>;

/// A registry's name in the organisation's entity: such a project is made by createRegistry().
[[nodiscard]] bool isRegistryName(const EntityRecord &entity, const QString &name);

base::Result<SharedRegistry> createRegistry(Session &session, const EntityRecord &entity, const graphql::Value &input);
/// Description, visibility, accepted types, owner.
base::Result<SharedRegistry> changeRegistry(
    Session &session, const SharedRegistry &registry, const graphql::Value &input);
base::Status deleteRegistry(Session &session, const ProjectView &registry);

/// Adds people and teams with the role that newcomers get; inputs of createProjectMembers and its like.
base::Status addRegistryMembers(Session &session, const ProjectView &registry, const graphql::Value &input);
base::Status removeRegistryMembers(Session &session, const ProjectView &registry, const graphql::Value &input);
base::Status setRegistryUserRole(Session &session, const ProjectView &registry, const graphql::Value &input);
base::Status setRegistryTeamRole(Session &session, const ProjectView &registry, const graphql::Value &input);

/// The entity of the organisation, and the registries that every organisation has; made where they are missing.
base::Status ensureRegistries(sqlite::Database &database, qint64 now);

} // namespace server
