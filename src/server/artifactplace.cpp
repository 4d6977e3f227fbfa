#include "server/artifactplace.h"

namespace server {

using domain::Action;

namespace {

Action inProject(ArtifactDeed deed)
{
    switch (deed) {
    case ArtifactDeed::View:
        return Action::ArtifactView;
    case ArtifactDeed::Download:
    case ArtifactDeed::Use:
        return Action::ArtifactDownload;
    case ArtifactDeed::Create:
    case ArtifactDeed::Link:
        return Action::ArtifactCreate;
    case ArtifactDeed::EditVersion:
    case ArtifactDeed::EditCollection:
    case ArtifactDeed::TagCollection:
        return Action::ArtifactEditMetadata;
    case ArtifactDeed::AddAlias:
    case ArtifactDeed::ApplyProtectedAlias:
        return Action::ArtifactAliasAdd;
    case ArtifactDeed::RemoveAlias:
        return Action::ArtifactAliasRemove;
    case ArtifactDeed::DeleteVersion:
    case ArtifactDeed::DeleteCollection:
    case ArtifactDeed::Unlink:
        break;
    }
    return Action::ArtifactDelete;
}

/// A team's model registry is a project as well: what its own rows do not name is decided as there.
Action inModelRegistry(ArtifactDeed deed)
{
    switch (deed) {
    case ArtifactDeed::View:
        return Action::MrView;
    case ArtifactDeed::Download:
    case ArtifactDeed::Use:
        return Action::MrDownload;
    case ArtifactDeed::Create:
    case ArtifactDeed::Link:
        return Action::MrAddModel;
    case ArtifactDeed::AddAlias:
    case ArtifactDeed::RemoveAlias:
        return Action::MrAddAlias;
    case ArtifactDeed::ApplyProtectedAlias:
        return Action::MrAliasProtectedEdit;
    default:
        return inProject(deed);
    }
}

Action inRegistry(ArtifactDeed deed)
{
    switch (deed) {
    case ArtifactDeed::View:
        return Action::RegistryVersionView;
    case ArtifactDeed::Download:
        return Action::RegistryVersionDownload;
    case ArtifactDeed::Use:
        return Action::RegistryVersionUse;
    case ArtifactDeed::Create:
        return Action::RegistryCollectionCreate;
    case ArtifactDeed::EditVersion:
        return Action::RegistryVersionEditDescription;
    case ArtifactDeed::AddAlias:
    case ArtifactDeed::RemoveAlias:
        return Action::RegistryAliasEdit;
    case ArtifactDeed::ApplyProtectedAlias:
        return Action::RegistryAliasProtectedApply;
    case ArtifactDeed::EditCollection:
        return Action::RegistryCardEdit;
    case ArtifactDeed::TagCollection:
        return Action::RegistryTagEdit;
    case ArtifactDeed::DeleteCollection:
        return Action::RegistryCollectionDelete;
    case ArtifactDeed::Link:
        return Action::RegistryLink;
    case ArtifactDeed::DeleteVersion:
    case ArtifactDeed::Unlink:
        break;
    }
    return Action::RegistryUnlink;
}

} // namespace

PlaceKind placeKind(const EntityRecord &entity, const ProjectRecord &project)
{
    if (entity.isOrganization && project.name.startsWith(QLatin1String(registryPrefix)))
        return PlaceKind::Registry;
    const bool isModelRegistry = entity.isTeam && project.name == QLatin1String(modelRegistryName);
    return isModelRegistry ? PlaceKind::ModelRegistry : PlaceKind::Project;
}

PlaceKind placeKind(const ProjectView &project)
{
    return placeKind(project.entity, project.record);
}

Action actionFor(ArtifactDeed deed, PlaceKind place)
{
    switch (place) {
    case PlaceKind::ModelRegistry:
        return inModelRegistry(deed);
    case PlaceKind::Registry:
        return inRegistry(deed);
    case PlaceKind::Project:
        break;
    }
    return inProject(deed);
}

Action viewAction(const ProjectView &project)
{
    return placeKind(project) == PlaceKind::Registry ? Action::RegistryCollectionView : Action::ProjectView;
}

} // namespace server
