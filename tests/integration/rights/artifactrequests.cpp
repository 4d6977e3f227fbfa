#include "requestmaking.h"

// Versions, collections and files in a project. The words are those of artifactscene.cpp.
namespace test {

namespace {

constexpr char itsManifest[] = "PUT /artifact-uploads/manifest/$manifestNumber\n$manifestText";

constexpr Request artifactRows[] = {
    // Looking.
    query(A::ArtifactView, "artifact.id", R"({ artifact(id: "$artifactId") { id } })"),
    query(A::ArtifactView, "project.artifactCollectionMembership.artifact.id",
        R"({ project(entityName: "$team", name: "$project") {
             artifactCollectionMembership(name: "net:v0") { artifact { id } } } })"),
    query(A::ArtifactView, "artifact.currentManifest.file.id",
        R"({ artifact(id: "$artifactId") { currentManifest { file { id } } } })"),
    query(A::ArtifactView, "artifactCollection.id", R"({ artifactCollection(id: "$sequenceId") { id } })"),
    query(A::ArtifactView, "artifactSequence.id", R"({ artifactSequence(id: "$sequenceId") { id } })"),
    route(A::ArtifactView, "ArtifactDownload", "GET /artifact-manifests/$artifactNumber/wandb_manifest.json"),
    // Fetching.
    secret(query(A::ArtifactDownload, "artifact.files.edges.0.node.directUrl",
        R"({ artifact(id: "$artifactId") { files(names: ["a"]) { edges { node { directUrl } } } } })")),
    route(A::ArtifactDownload, "ArtifactDownload", "GET /artifactsV2/default/$team/$project/net/$artifactId//$hex/a"),
    route(A::ArtifactDownload, "ArtifactDownload", "GET /artifactsV2/default/$team/$project/net//$hex/a"),
    route(A::ArtifactDownload, "ArtifactDownload", "GET /artifacts/$team/$hex"),
    keeping(andAlso(A::ArtifactDownload,
        mutation(A::RunLog, "useArtifact",
            R"((input: {entityName: "$team", projectName: "$project", runName: "$run", artifactID: "$artifactId"})
               { artifact { id } })"))),
    keeping(andAlso(A::RunLog,
        mutation(A::ArtifactDownload, "useArtifact",
            R"((input: {entityName: "$team", projectName: "$project", runName: "$run", artifactID: "$artifactId"})
               { artifact { id } })"))),
    onNew(andAlso(A::ArtifactCreate,
        mutation(A::ArtifactDownload, "linkArtifact",
            R"((input: {artifactID: "$artifactId", artifactPortfolioID: "$portfolioId"}) { versionIndex })"))),

    // Logging.
    onNew(mutation(A::ArtifactCreate, "createArtifactType",
        R"((input: {entityName: "$team", projectName: "$project", name: "$fresh"}) { artifactType { id } })")),
    onNew(mutation(A::ArtifactCreate, "createArtifact",
        R"((input: {entityName: "$team", projectName: "$project", artifactTypeName: "model",
                    artifactCollectionNames: ["$fresh"], digest: "d", digestAlgorithm: MANIFEST_MD5})
           { artifact { id } })")),
    onNew(andAlso(A::ArtifactCreate,
        mutation(A::ArtifactTtlSet, "createArtifact",
            R"((input: {entityName: "$team", projectName: "$project", artifactTypeName: "model",
                        artifactCollectionNames: ["$fresh-t"], digest: "e", digestAlgorithm: MANIFEST_MD5,
                        ttlDurationSeconds: 60}) { artifact { id } })"))),
    onNew(mutation(A::ArtifactCreate, "createArtifactSequence",
        R"((input: {entityName: "$team", projectName: "$project", artifactTypeID: "$typeId", name: "$fresh-s"})
           { artifactCollection { id } })")),
    onNew(mutation(A::ArtifactCreate, "createArtifactPortfolio",
        R"((input: {entityName: "$team", projectName: "$project", artifactTypeID: "$typeId", name: "$fresh-p"})
           { artifactCollection { id } })")),
    onNew(andAlso(A::ArtifactDownload,
        mutation(A::ArtifactCreate, "linkArtifact",
            R"((input: {artifactID: "$artifactId", entityName: "$team", projectName: "$project",
                        artifactPortfolioName: "$fresh-l"}) { versionIndex })"))),
    keeping(mutation(A::ArtifactCreate, "createArtifactFiles",
        R"((input: {artifactFiles: [{artifactID: "$openId", name: "b", md5: "$md5"}]})
           { files { edges { node { id } } } })")),
    keeping(mutation(A::ArtifactCreate, "createArtifactManifest",
        R"((input: {entityName: "$team", projectName: "$project", runName: "$run", artifactID: "$openId",
                    name: "other.json", digest: "", type: FULL}) { artifactManifest { id } })")),
    keeping(mutation(A::ArtifactCreate, "updateArtifactManifest",
        R"((input: {artifactManifestID: "$manifestId", digest: "$manifestMd5"}) { artifactManifest { id } })")),
    route(A::ArtifactCreate, "ArtifactUpload", "PUT /artifact-uploads/file/$fileNumber\n$content"),
    route(A::ArtifactCreate, "ArtifactUpload", "PUT /artifact-uploads/part/$uploadId/1\n$content"),
    route(A::ArtifactCreate, "ArtifactUpload", itsManifest),
    mutation(A::ArtifactCreate, "completeMultipartUploadArtifact",
        R"((input: {completeMultipartAction: Complete, completedParts: [{partNumber: 1, hexMD5: "$hex"}],
                    artifactID: "$openId", storagePath: "b", uploadID: "$uploadId"}) { digest })"),
    mutation(A::ArtifactCreate, "commitArtifact", R"((input: {artifactID: "$draftId"}) { artifact { id } })"),

    // Changing.
    keeping(mutation(A::ArtifactEditMetadata, "updateArtifact",
        R"((input: {artifactID: "$artifactId", description: "$fresh"}) { artifact { id } })")),
    keeping(mutation(A::ArtifactEditMetadata, "updateArtifact",
        R"((input: {artifactID: "$artifactId", tagsToAdd: [{tagName: "t"}]}) { artifact { id } })")),
    keeping(mutation(A::ArtifactEditMetadata, "createArtifactCollectionTagAssignments",
        R"((input: {entityName: "$team", projectName: "$project", artifactCollectionName: "net",
                    tags: [{tagName: "t"}]}) { tags { id } })")),
    keeping(mutation(A::ArtifactEditMetadata, "deleteArtifactCollectionTagAssignments",
        R"((input: {entityName: "$team", projectName: "$project", artifactCollectionName: "net",
                    tags: [{tagName: "t"}]}) { success })")),
    keeping(mutation(A::ArtifactEditMetadata, "updateArtifactSequence",
        R"((input: {artifactSequenceID: "$sequenceId", description: "new"}) { artifactCollection { id } })")),
    keeping(mutation(A::ArtifactEditMetadata, "updateArtifactPortfolio",
        R"((input: {artifactPortfolioID: "$portfolioId", description: "new"}) { artifactCollection { id } })")),
    keeping(mutation(A::ArtifactEditMetadata, "moveArtifactSequence",
        R"((input: {artifactSequenceID: "$sequenceId", destinationArtifactTypeName: "model"})
           { artifactCollection { id } })")),
    keeping(mutation(A::ArtifactTtlSet, "updateArtifact",
        R"((input: {artifactID: "$looseId", ttlDurationSeconds: 60}) { artifact { id } })")),
    keeping(mutation(A::ArtifactAliasAdd, "addAliases",
        R"((input: {artifactID: "$artifactId", aliases: [{entityName: "$team", projectName: "$project",
                    artifactCollectionName: "net", alias: "best"}]}) { success })")),
    keeping(mutation(A::ArtifactAliasRemove, "deleteAliases",
        R"((input: {artifactID: "$artifactId", aliases: [{entityName: "$team", projectName: "$project",
                    artifactCollectionName: "net", alias: "plain"}]}) { success })")),
    // Taking away.
    mutation(A::ArtifactDelete, "unlinkArtifact",
        R"((input: {artifactID: "$artifactId", artifactPortfolioID: "$portfolioId"}) { success })"),
    mutation(A::ArtifactDelete, "deleteArtifact",
        R"((input: {artifactID: "$artifactId", deleteAliases: true}) { artifact { id } })"),
    mutation(A::ArtifactDelete, "deleteArtifactSequence",
        R"((input: {artifactSequenceID: "$sequenceId"}) { artifactCollection { state } })"),
    mutation(A::ArtifactDelete, "deleteArtifactPortfolio",
        R"((input: {artifactPortfolioID: "$portfolioId"}) { artifactCollection { state } })"),
};

} // namespace

std::span<const Request> requestsAboutArtifacts()
{
    return artifactRows;
}

} // namespace test
