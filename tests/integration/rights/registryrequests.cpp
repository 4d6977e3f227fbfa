#include "requestmaking.h"

// Registries of the organisation. As in a model registry nobody sees the source of $modelId.
namespace test {

namespace {

constexpr Request onlyAt(domain::Visibility visibility, Request request)
{
    request.onlyAt = visibility;
    return request;
}

constexpr Request registryRows[] = {
    query(A::RegistryCollectionView, "project.id",
        R"({ project(entityName: "organization", name: "$registry") { id } })"),
    query(A::RegistryCollectionView, "artifactCollection.id", R"({ artifactCollection(id: "$portfolioId") { id } })"),
    query(A::RegistryVersionView, "artifact.id", R"({ artifact(id: "$modelId") { id } })"),
    query(A::RegistryVersionView, "project.artifactCollectionMembership.artifact.id",
        R"({ project(entityName: "organization", name: "$registry") {
             artifactCollectionMembership(name: "$shelf:v0") { artifact { id } } } })"),
    route(A::RegistryVersionView, "ArtifactDownload", "GET /artifact-manifests/$modelNumber/wandb_manifest.json"),
    query(A::RegistrySearch, "entity.artifactCollections.edges.0.node.id",
        R"({ entity(name: "organization") {
             artifactCollections(first: 1, projectFilters: "{\"name\": \"$registry\"}") { edges { node { id } } } } })"),
    query(A::RegistrySettingsView, "project.members.0.username",
        R"({ project(entityName: "organization", name: "$registry") { members { username } } })"),
    query(A::RegistrySettingsView, "project.teamMembers.0.role.name",
        R"({ project(entityName: "organization", name: "$registry") { teamMembers { role { name } } } })"),
    secret(query(A::RegistryVersionDownload, "artifact.files.edges.0.node.directUrl",
        R"({ artifact(id: "$modelId") { files(names: ["a"]) { edges { node { directUrl } } } } })")),
    route(A::RegistryVersionDownload, "ArtifactDownload",
        "GET /artifactsV2/default/organization/$registry/$shelf/$modelId//$modelHex/a"),
    route(A::RegistryVersionDownload, "ArtifactDownload",
        "GET /artifactsV2/default/organization/$registry/$shelf//$modelHex/a"),
    route(A::RegistryVersionDownload, "ArtifactDownload", "GET /artifacts/organization/$modelHex"),
    keeping(andAlso(A::RunLog,
        mutation(A::RegistryVersionUse, "useArtifact",
            R"((input: {entityName: "$team", projectName: "$project", runName: "$run", artifactID: "$modelId"})
               { artifact { id } })"))),

    // Collections and what is linked into them.
    keeping(mutation(A::RegistryCreate, "upsertModel",
        R"((input: {entityName: "organization", name: "wandb-registry-$fresh", access: "PRIVATE"}) { inserted })")),
    keeping(mutation(A::RegistryCollectionCreate, "createArtifactPortfolio",
        R"((input: {entityName: "organization", projectName: "$registry", artifactTypeID: "$typeId", name: "$fresh-p"})
           { artifactCollection { id } })")),
    keeping(andAlso(A::ArtifactDownload,
        mutation(A::RegistryLink, "linkArtifact",
            R"((input: {artifactID: "$sourceId", artifactPortfolioID: "$portfolioId"}) { versionIndex })"))),
    keeping(andAlso(A::ArtifactDownload,
        andAlso(A::RegistryLink,
            mutation(A::RegistryCollectionCreate, "linkArtifact",
                R"((input: {artifactID: "$sourceId", entityName: "organization", projectName: "$registry",
                            artifactPortfolioName: "$fresh-l"}) { versionIndex })")))),
    keeping(mutation(A::RegistryCardEdit, "updateArtifactPortfolio",
        R"((input: {artifactPortfolioID: "$portfolioId", description: "new"}) { artifactCollection { id } })")),
    keeping(mutation(A::RegistryVersionEditDescription, "updateArtifact",
        R"((input: {artifactID: "$modelId", description: "new"}) { artifact { id } })")),
    keeping(mutation(A::RegistryTagEdit, "createArtifactCollectionTagAssignments",
        R"((input: {entityName: "organization", projectName: "$registry", artifactCollectionName: "$shelf",
                    tags: [{tagName: "t"}]}) { tags { id } })")),
    keeping(mutation(A::RegistryTagEdit, "deleteArtifactCollectionTagAssignments",
        R"((input: {entityName: "organization", projectName: "$registry", artifactCollectionName: "$shelf",
                    tags: [{tagName: "t"}]}) { success })")),
    // Aliases.
    keeping(mutation(A::RegistryAliasEdit, "addAliases",
        R"((input: {artifactID: "$modelId", aliases: [{entityName: "organization", projectName: "$registry",
                    artifactCollectionName: "$shelf", alias: "best"}]}) { success })")),
    keeping(mutation(A::RegistryAliasEdit, "deleteAliases",
        R"((input: {artifactID: "$modelId", aliases: [{entityName: "organization", projectName: "$registry",
                    artifactCollectionName: "$shelf", alias: "plain"}]}) { success })")),
    keeping(mutation(A::RegistryAliasProtectedApply, "addAliases",
        R"((input: {artifactID: "$modelId", aliases: [{entityName: "organization", projectName: "$registry",
                    artifactCollectionName: "other-shelf", alias: "$guard"}]}) { success })")),
    mutation(A::RegistryAliasProtectedApply, "deleteAliases",
        R"((input: {artifactID: "$guardedId", aliases: [{entityName: "organization", projectName: "$registry",
                    artifactCollectionName: "$guardedShelf", alias: "$guard"}]}) { success })"),
    keeping(mutation(A::RegistryAliasProtectedDefine, "addProtectedAliases",
        R"((input: {entityName: "organization", projectName: "$registry", adminType: MODEL, aliases: ["$fresh"]})
           { aliases })")),
    keeping(mutation(A::RegistryAliasProtectedDefine, "removeProtectedAliases",
        R"((input: {entityName: "organization", projectName: "$registry", adminType: MODEL, aliases: ["$fresh"]})
           { aliases })")),
    // Automations of a collection.
    keeping(mutation(A::RegistryAutomationCreate, "createFilterTrigger",
        R"((input: {name: "n", enabled: true, scopeType: ARTIFACT_COLLECTION, scopeID: "$portfolioId",
                    eventFilter: "{}", triggeringEventType: ADD_ARTIFACT_ALIAS, triggeredActionType: NO_OP,
                    triggeredActionConfig: {}}) { trigger { id } })")),
    keeping(mutation(A::RegistryAutomationCreate, "updateFilterTrigger",
        R"((input: {id: "$shelfTriggerId", name: "x"}) { trigger { id } })")),
    mutation(A::RegistryAutomationDelete, "deleteTrigger", R"((input: {triggerID: "$shelfTriggerId"}) { success })"),
    // Taking away, also what carries a protected alias.
    mutation(A::RegistryUnlink, "unlinkArtifact",
        R"((input: {artifactID: "$modelId", artifactPortfolioID: "$portfolioId"}) { success })"),
    guarded(mutation(A::RegistryUnlink, "unlinkArtifact",
        R"((input: {artifactID: "$guardedId", artifactPortfolioID: "$guardedPortfolioId"}) { success })")),
    mutation(A::RegistryCollectionDelete, "deleteArtifactPortfolio",
        R"((input: {artifactPortfolioID: "$portfolioId"}) { artifactCollection { state } })"),
    guarded(mutation(A::RegistryCollectionDelete, "deleteArtifactPortfolio",
        R"((input: {artifactPortfolioID: "$guardedPortfolioId"}) { artifactCollection { state } })")),
    guarded(at(Place::Registry,
        mutation(A::ArtifactDelete, "deleteArtifact",
            R"((input: {artifactID: "$guardedId", deleteAliases: true}) { artifact { id } })"))),
    guarded(at(Place::Registry,
        mutation(A::ArtifactDelete, "deleteArtifactSequence",
            R"((input: {artifactSequenceID: "$guardedSequenceId"}) { artifactCollection { state } })"))),

    // The registry itself, and its people.
    keeping(mutation(
        A::RegistryRename, "upsertModel", R"((input: {id: "$registryId", description: "$fresh"}) { inserted })")),
    keeping(mutation(A::RegistryTypesEdit, "upsertModel",
        R"((input: {id: "$registryId", artifactTypes: [{name: "$fresh"}]}) { inserted })")),
    keeping(mutation(A::RegistryMembersAdd, "createProjectMembers",
        R"((input: {projectId: "$registryId", userIds: ["$teammate"]}) { success })")),
    keeping(mutation(A::RegistryMembersAdd, "createProjectMembers",
        R"((input: {projectId: "$registryId", teamIds: ["$spareTeamId"]}) { success })")),
    keeping(mutation(A::RegistryMembersSetRole, "updateProjectMember",
        R"((input: {projectId: "$registryId", userId: "$colleague", userProjectRole: "viewer"}) { success })")),
    keeping(mutation(A::RegistryMembersSetRole, "updateProjectTeamMember",
        R"((input: {projectId: "$registryId", teamId: "$listedTeamId", teamProjectRole: "member"}) { success })")),
    keeping(mutation(A::RegistryMembersRemove, "deleteProjectMembers",
        R"((input: {projectId: "$registryId", teamIds: ["$spareTeamId"]}) { success })")),
    keeping(mutation(A::RegistryMembersRemove, "deleteProjectMembers",
        R"((input: {projectId: "$registryId", userIds: ["$teammate"]}) { success })")),
    onlyAt(domain::Visibility::Team,
        mutation(A::RegistryVisibilityEdit, "upsertModel",
            R"((input: {id: "$registryId", access: "RESTRICTED"}) { inserted })")),
    mutation(A::RegistryOwnerSet, "upsertModel", R"((input: {id: "$registryId", owner: "$teammate"}) { inserted })"),
    mutation(A::RegistryRename, "renameProject",
        R"((input: {entityName: "organization", oldProjectName: "$registry",
                    newProjectName: "wandb-registry-$fresh-r"}) { inserted })"),
    orIf(A::TeamRegistryDelete,
        mutation(A::RegistryDelete, "deleteModel", R"((input: {id: "$registryId"}) { success })")),
    at(Place::Registry,
        orIf(A::RegistryDelete,
            mutation(A::TeamRegistryDelete, "deleteModel", R"((input: {id: "$registryId"}) { success })"))),
};

} // namespace

std::span<const Request> requestsAboutRegistries()
{
    return registryRows;
}

} // namespace test
