#include "requestmaking.h"

// The model registry of a team, with what is logged to it, linked into it, and named by protected aliases. The source
// of $modelId cannot be seen by anybody: what they see of it, they see through the registry.
namespace test {

namespace {

constexpr Request modelRegistryRows[] = {
    query(A::MrView, "artifact.id", R"({ artifact(id: "$modelId") { id } })"),
    query(A::MrView, "project.artifactCollectionMembership.artifact.id",
        R"({ project(entityName: "$team", name: "model-registry") {
             artifactCollectionMembership(name: "$shelf:v0") { artifact { id } } } })"),
    route(A::MrView, "ArtifactDownload", "GET /artifact-manifests/$modelNumber/wandb_manifest.json"),
    secret(query(A::MrDownload, "artifact.files.edges.0.node.directUrl",
        R"({ artifact(id: "$modelId") { files(names: ["a"]) { edges { node { directUrl } } } } })")),
    route(A::MrDownload, "ArtifactDownload",
        "GET /artifactsV2/default/$team/model-registry/$shelf/$modelId//$modelHex/a"),
    route(A::MrDownload, "ArtifactDownload", "GET /artifacts/$team/$modelHex"),
    keeping(andAlso(A::RunLog,
        mutation(A::MrDownload, "useArtifact",
            R"((input: {entityName: "$team", projectName: "$project", runName: "$run", artifactID: "$modelId"})
               { artifact { id } })"))),

    // Logging and linking.
    onNew(mutation(A::MrAddModel, "createArtifactType",
        R"((input: {entityName: "$team", projectName: "model-registry", name: "$fresh"}) { artifactType { id } })")),
    onNew(mutation(A::MrAddModel, "createArtifact",
        R"((input: {entityName: "$team", projectName: "model-registry", artifactTypeName: "model",
                    artifactCollectionNames: ["$fresh"], digest: "d", digestAlgorithm: MANIFEST_MD5})
           { artifact { id } })")),
    onNew(mutation(A::MrAddModel, "createArtifactSequence",
        R"((input: {entityName: "$team", projectName: "model-registry", artifactTypeID: "$typeId", name: "$fresh-s"})
           { artifactCollection { id } })")),
    onNew(mutation(A::MrAddModel, "createArtifactPortfolio",
        R"((input: {entityName: "$team", projectName: "model-registry", artifactTypeID: "$typeId", name: "$fresh-p"})
           { artifactCollection { id } })")),
    onNew(andAlso(A::ArtifactDownload,
        mutation(A::MrAddModel, "linkArtifact",
            R"((input: {artifactID: "$sourceId", entityName: "$team", projectName: "model-registry",
                        artifactPortfolioName: "$shelf"}) { versionIndex })"))),
    keeping(mutation(A::MrAddModel, "createArtifactFiles",
        R"((input: {artifactFiles: [{artifactID: "$openId", name: "b", md5: "$md5"}]})
           { files { edges { node { id } } } })")),
    keeping(mutation(A::MrAddModel, "createArtifactManifest",
        R"((input: {entityName: "$team", projectName: "model-registry", runName: "$run", artifactID: "$openId",
                    name: "other.json", digest: "", type: FULL}) { artifactManifest { id } })")),
    keeping(mutation(A::MrAddModel, "updateArtifactManifest",
        R"((input: {artifactManifestID: "$manifestId", digest: "$manifestMd5"}) { artifactManifest { id } })")),
    route(A::MrAddModel, "ArtifactUpload", "PUT /artifact-uploads/file/$fileNumber\n$content"),
    route(A::MrAddModel, "ArtifactUpload", "PUT /artifact-uploads/manifest/$manifestNumber\n$manifestText"),
    mutation(A::MrAddModel, "completeMultipartUploadArtifact",
        R"((input: {completeMultipartAction: Complete, completedParts: [{partNumber: 1, hexMD5: "$hex"}],
                    artifactID: "$openId", storagePath: "b", uploadID: "$uploadId"}) { digest })"),
    mutation(A::MrAddModel, "commitArtifact", R"((input: {artifactID: "$draftId"}) { artifact { id } })"),

    // Aliases, and who looks after the protected ones.
    keeping(mutation(A::MrAddAlias, "addAliases",
        R"((input: {artifactID: "$modelId", aliases: [{entityName: "$team", projectName: "model-registry",
                    artifactCollectionName: "$shelf", alias: "best"}]}) { success })")),
    keeping(mutation(A::MrAddAlias, "deleteAliases",
        R"((input: {artifactID: "$modelId", aliases: [{entityName: "$team", projectName: "model-registry",
                    artifactCollectionName: "$shelf", alias: "plain"}]}) { success })")),
    keeping(mutation(A::MrAliasProtectedEdit, "addAliases",
        R"((input: {artifactID: "$modelId", aliases: [{entityName: "$team", projectName: "model-registry",
                    artifactCollectionName: "$shelf", alias: "$guard"}]}) { success })")),
    mutation(A::MrAliasProtectedEdit, "deleteAliases",
        R"((input: {artifactID: "$guardedId", aliases: [{entityName: "$team", projectName: "model-registry",
                    artifactCollectionName: "$guardedShelf", alias: "$guard"}]}) { success })"),
    keeping(mutation(A::MrAliasProtectedEdit, "addProtectedAliases",
        R"((input: {entityName: "$team", adminType: MODEL, aliases: ["$fresh"]}) { aliases })")),
    keeping(mutation(A::MrAliasProtectedEdit, "removeProtectedAliases",
        R"((input: {entityName: "$team", adminType: MODEL, aliases: ["$fresh"]}) { aliases })")),
    keeping(mutation(A::MrAdminsEdit, "addWorkflowsAdmin",
        R"((input: {entityName: "$team", adminType: MODEL, username: "ben"}) { success })")),
    keeping(mutation(A::MrAdminsEdit, "deleteWorkflowsAdmin",
        R"((input: {entityName: "$team", adminType: MODEL, username: "ben"}) { success })")),

    // What carries a protected alias stays.
    guarded(at(Place::ModelRegistry,
        mutation(A::ArtifactDelete, "unlinkArtifact",
            R"((input: {artifactID: "$guardedId", artifactPortfolioID: "$guardedPortfolioId"}) { success })"))),
    guarded(at(Place::ModelRegistry,
        mutation(A::ArtifactDelete, "deleteArtifactPortfolio",
            R"((input: {artifactPortfolioID: "$guardedPortfolioId"}) { artifactCollection { state } })"))),
    guarded(at(Place::ModelRegistry,
        mutation(A::ArtifactDelete, "deleteArtifact",
            R"((input: {artifactID: "$guardedId", deleteAliases: true}) { artifact { id } })"))),
};

} // namespace

std::span<const Request> requestsAboutModelRegistries()
{
    return modelRegistryRows;
}

} // namespace test
