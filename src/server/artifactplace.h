#pragma once

#include "domain/rulebook.h"
#include "server/views.h"

/// Artifacts lie in projects, in a team's model registry, and in registries of the organisation; each has its own rows
/// in the rule book for the same deed.
namespace server {

enum class PlaceKind { Project, ModelRegistry, Registry };
[[nodiscard]] PlaceKind placeKind(const EntityRecord &entity, const ProjectRecord &project);
[[nodiscard]] PlaceKind placeKind(const ProjectView &project);

enum class ArtifactDeed {
    View,
    Download,
    Use, ///< as the input of a run
    Create, ///< a version or a collection
    EditVersion, ///< description, metadata, tags
    AddAlias,
    RemoveAlias,
    ApplyProtectedAlias,
    DeleteVersion,
    EditCollection, ///< name, description
    TagCollection,
    DeleteCollection,
    Link,
    Unlink,
};
/// The row that decides about the deed in this place.
[[nodiscard]] domain::Action actionFor(ArtifactDeed deed, PlaceKind place);

/// What decides whether a project may be seen at all.
[[nodiscard]] domain::Action viewAction(const ProjectView &project);

inline constexpr char registryPrefix[] = "wandb-registry-";
inline constexpr char modelRegistryName[] = "model-registry";

} // namespace server
