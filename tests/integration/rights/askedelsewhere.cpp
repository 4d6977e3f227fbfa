#include "requests.h"

namespace test {

namespace {

using A = domain::Action;

constexpr char ofArtifacts[] = "server.TestArtifacts asks for it as seven people";
constexpr char ofDownloads[] = "server.TestArtifacts fetches content and manifests as seven people";
constexpr char ofRegistries[] = "integration.registry asks for it in the roles of a registry";
constexpr char asItsTwin[] = "no rows over the roles yet; its resolver asks the same right as one that has them";

constexpr AskedElsewhere askedElsewhere[] = {
    {"moveRuns", A::RunLog, "asked of the other end, where logging is asked; TestMoves has ends that differ"},
    {"deleteInvite", A::TeamMemberLeave, "nobody may leave; an admin who removes themself removes a member"},
    {"addAliases", A::ArtifactAliasAdd, ofArtifacts},
    {"addAliases", A::ArtifactAliasRemove, ofArtifacts},
    {"addAliases", A::MrAddAlias, ofArtifacts},
    {"addAliases", A::MrAliasProtectedEdit, ofArtifacts},
    {"addAliases", A::RegistryAliasEdit, ofRegistries},
    {"addAliases", A::RegistryAliasProtectedApply, ofRegistries},
    {"addProtectedAliases", A::MrAliasProtectedEdit, ofArtifacts},
    {"addProtectedAliases", A::RegistryAliasProtectedDefine, ofRegistries},
    {"addWorkflowsAdmin", A::MrAdminsEdit, ofArtifacts},
    {"commitArtifact", A::ArtifactCreate, asItsTwin},
    {"commitArtifact", A::MrAddModel, asItsTwin},
    {"completeMultipartUploadArtifact", A::ArtifactCreate, asItsTwin},
    {"completeMultipartUploadArtifact", A::MrAddModel, asItsTwin},
    {"createArtifact", A::ArtifactCreate, ofArtifacts},
    {"createArtifact", A::MrAddModel, ofArtifacts},
    {"createArtifact", A::ArtifactTtlSet, ofArtifacts},
    {"createArtifactCollectionTagAssignments", A::ArtifactEditMetadata, ofArtifacts},
    {"createArtifactCollectionTagAssignments", A::RegistryTagEdit, ofRegistries},
    {"createArtifactFiles", A::ArtifactCreate, asItsTwin},
    {"createArtifactFiles", A::MrAddModel, asItsTwin},
    {"createArtifactManifest", A::ArtifactCreate, asItsTwin},
    {"createArtifactManifest", A::MrAddModel, asItsTwin},
    {"createArtifactPortfolio", A::ArtifactCreate, asItsTwin},
    {"createArtifactPortfolio", A::MrAddModel, asItsTwin},
    {"createArtifactPortfolio", A::RegistryCollectionCreate, ofRegistries},
    {"createArtifactSequence", A::ArtifactCreate, asItsTwin},
    {"createArtifactSequence", A::MrAddModel, asItsTwin},
    {"createArtifactSequence", A::RegistryCollectionCreate, ofRegistries},
    {"createArtifactType", A::ArtifactCreate, ofArtifacts},
    {"createArtifactType", A::MrAddModel, ofArtifacts},
    {"createProjectMembers", A::RegistryMembersAdd, ofRegistries},
    {"deleteAliases", A::ArtifactAliasAdd, ofArtifacts},
    {"deleteAliases", A::ArtifactAliasRemove, ofArtifacts},
    {"deleteAliases", A::MrAddAlias, ofArtifacts},
    {"deleteAliases", A::MrAliasProtectedEdit, ofArtifacts},
    {"deleteAliases", A::RegistryAliasEdit, ofRegistries},
    {"deleteAliases", A::RegistryAliasProtectedApply, ofRegistries},
    {"deleteArtifact", A::ArtifactDelete, ofArtifacts},
    {"deleteArtifactCollectionTagAssignments", A::ArtifactEditMetadata, asItsTwin},
    {"deleteArtifactCollectionTagAssignments", A::RegistryTagEdit, ofRegistries},
    {"deleteArtifactPortfolio", A::ArtifactDelete, asItsTwin},
    {"deleteArtifactPortfolio", A::RegistryCollectionDelete, ofRegistries},
    {"deleteArtifactSequence", A::ArtifactDelete, ofArtifacts},
    {"deleteArtifactSequence", A::RegistryCollectionDelete, ofRegistries},
    {"deleteModel", A::RegistryDelete, ofRegistries},
    {"deleteModel", A::TeamRegistryDelete, ofRegistries},
    {"deleteProjectMembers", A::RegistryMembersRemove, ofRegistries},
    {"deleteProjectMembers", A::RegistryMembersSetRole, ofRegistries},
    {"deleteWorkflowsAdmin", A::MrAdminsEdit, asItsTwin},
    {"linkArtifact", A::ArtifactDownload, ofArtifacts},
    {"linkArtifact", A::ArtifactCreate, ofArtifacts},
    {"linkArtifact", A::MrAddModel, ofArtifacts},
    {"linkArtifact", A::RegistryLink, ofRegistries},
    {"linkArtifact", A::RegistryCollectionCreate, ofRegistries},
    {"moveArtifactSequence", A::ArtifactEditMetadata, ofArtifacts},
    {"moveArtifactSequence", A::RegistryCardEdit, ofRegistries},
    {"removeProtectedAliases", A::MrAliasProtectedEdit, asItsTwin},
    {"removeProtectedAliases", A::RegistryAliasProtectedDefine, ofRegistries},
    {"renameProject", A::RegistryRename, ofRegistries},
    {"unlinkArtifact", A::ArtifactDelete, asItsTwin},
    {"unlinkArtifact", A::RegistryUnlink, ofRegistries},
    {"updateArtifact", A::ArtifactEditMetadata, ofArtifacts},
    {"updateArtifact", A::ArtifactTtlSet, ofArtifacts},
    {"updateArtifact", A::RegistryVersionEditDescription, ofRegistries},
    {"updateArtifactManifest", A::ArtifactCreate, asItsTwin},
    {"updateArtifactManifest", A::MrAddModel, asItsTwin},
    {"updateArtifactPortfolio", A::ArtifactEditMetadata, asItsTwin},
    {"updateArtifactPortfolio", A::RegistryCardEdit, ofRegistries},
    {"updateArtifactSequence", A::ArtifactEditMetadata, ofArtifacts},
    {"updateArtifactSequence", A::RegistryCardEdit, ofRegistries},
    {"updateProjectMember", A::RegistryMembersRemove, ofRegistries},
    {"updateProjectMember", A::RegistryMembersSetRole, ofRegistries},
    {"updateProjectTeamMember", A::RegistryMembersSetRole, ofRegistries},
    {"upsertModel", A::RegistryCreate, ofRegistries},
    {"upsertModel", A::RegistryRename, ofRegistries},
    {"upsertModel", A::RegistryTypesEdit, ofRegistries},
    {"upsertModel", A::RegistryVisibilityEdit, ofRegistries},
    {"upsertModel", A::RegistryOwnerSet, ofRegistries},
    {"useArtifact", A::RunLog, ofArtifacts},
    {"useArtifact", A::ArtifactDownload, ofArtifacts},
    {"useArtifact", A::MrDownload, ofArtifacts},
    {"useArtifact", A::RegistryVersionUse, ofRegistries},
    {"ArtifactUpload", A::ArtifactCreate, asItsTwin},
    {"ArtifactUpload", A::MrAddModel, asItsTwin},
    {"ArtifactDownload", A::ArtifactView, ofDownloads},
    {"ArtifactDownload", A::ArtifactDownload, ofDownloads},
    {"ArtifactDownload", A::MrView, asItsTwin},
    {"ArtifactDownload", A::MrDownload, asItsTwin},
    {"ArtifactDownload", A::RegistryVersionView, ofRegistries},
    {"ArtifactDownload", A::RegistryVersionDownload, ofRegistries},
};

} // namespace

std::span<const AskedElsewhere> rulesAskedElsewhere()
{
    return askedElsewhere;
}

} // namespace test
