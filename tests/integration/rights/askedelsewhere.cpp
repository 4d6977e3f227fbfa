#include "requests.h"

namespace test {

namespace {

using A = domain::Action;

constexpr char ofArtifacts[] = "server.TestArtifacts asks for it as seven people";
constexpr char ofRegistries[] =
    "integration.registry asks for it as restricted viewer, viewer and member of a registry";
/// A gap, not a reason: who adds the rows takes the line away.
constexpr char notWalked[] = "no test asks for it in each role yet";

constexpr AskedElsewhere askedElsewhere[] = {
    {"moveRuns", A::RunLog, "asked of the other end, where logging is asked; TestMoves has ends that differ"},
    {"deleteInvite", A::TeamMemberLeave, "nobody may leave; an admin who removes themself removes a member"},
    {"addAliases", A::ArtifactAliasAdd, ofArtifacts},
    {"addAliases", A::ArtifactAliasRemove, notWalked},
    {"addAliases", A::MrAddAlias, notWalked},
    {"addAliases", A::MrAliasProtectedEdit, notWalked},
    {"addAliases", A::RegistryAliasEdit, ofRegistries},
    {"addAliases", A::RegistryAliasProtectedApply, notWalked},
    {"addProtectedAliases", A::MrAliasProtectedEdit, ofArtifacts},
    {"addProtectedAliases", A::RegistryAliasProtectedDefine, ofArtifacts},
    {"addWorkflowsAdmin", A::MrAdminsEdit, ofArtifacts},
    {"commitArtifact", A::ArtifactCreate, notWalked},
    {"commitArtifact", A::MrAddModel, notWalked},
    {"completeMultipartUploadArtifact", A::ArtifactCreate, notWalked},
    {"completeMultipartUploadArtifact", A::MrAddModel, notWalked},
    {"createArtifact", A::ArtifactCreate, ofArtifacts},
    {"createArtifact", A::MrAddModel, notWalked},
    {"createArtifact", A::ArtifactTtlSet, ofArtifacts},
    {"createArtifactCollectionTagAssignments", A::ArtifactEditMetadata, ofArtifacts},
    {"createArtifactCollectionTagAssignments", A::RegistryTagEdit, notWalked},
    {"createArtifactFiles", A::ArtifactCreate, notWalked},
    {"createArtifactFiles", A::MrAddModel, notWalked},
    {"createArtifactManifest", A::ArtifactCreate, notWalked},
    {"createArtifactManifest", A::MrAddModel, notWalked},
    {"createArtifactPortfolio", A::ArtifactCreate, notWalked},
    {"createArtifactPortfolio", A::MrAddModel, notWalked},
    {"createArtifactPortfolio", A::RegistryCollectionCreate, notWalked},
    {"createArtifactSequence", A::ArtifactCreate, notWalked},
    {"createArtifactSequence", A::MrAddModel, notWalked},
    {"createArtifactSequence", A::RegistryCollectionCreate, notWalked},
    {"createArtifactType", A::ArtifactCreate, ofArtifacts},
    {"createArtifactType", A::MrAddModel, notWalked},
    {"createFilterTrigger", A::RegistryAutomationCreate, ofRegistries},
    {"createProjectMembers", A::RegistryMembersAdd, notWalked},
    {"deleteAliases", A::ArtifactAliasAdd, notWalked},
    {"deleteAliases", A::ArtifactAliasRemove, ofArtifacts},
    {"deleteAliases", A::MrAddAlias, notWalked},
    {"deleteAliases", A::MrAliasProtectedEdit, notWalked},
    {"deleteAliases", A::RegistryAliasEdit, notWalked},
    {"deleteAliases", A::RegistryAliasProtectedApply, notWalked},
    {"deleteArtifact", A::ArtifactDelete, ofArtifacts},
    {"deleteArtifactCollectionTagAssignments", A::ArtifactEditMetadata, notWalked},
    {"deleteArtifactCollectionTagAssignments", A::RegistryTagEdit, notWalked},
    {"deleteArtifactPortfolio", A::ArtifactDelete, notWalked},
    {"deleteArtifactPortfolio", A::RegistryCollectionDelete, notWalked},
    {"deleteArtifactSequence", A::ArtifactDelete, ofArtifacts},
    {"deleteArtifactSequence", A::RegistryCollectionDelete, notWalked},
    {"deleteModel", A::RegistryDelete, notWalked},
    {"deleteModel", A::TeamRegistryDelete, notWalked},
    {"deleteProjectMembers", A::RegistryMembersRemove, notWalked},
    {"deleteProjectMembers", A::RegistryMembersSetRole, notWalked},
    {"deleteTrigger", A::RegistryAutomationDelete, ofRegistries},
    {"deleteWorkflowsAdmin", A::MrAdminsEdit, notWalked},
    {"linkArtifact", A::ArtifactDownload, notWalked},
    {"linkArtifact", A::ArtifactCreate, notWalked},
    {"linkArtifact", A::MrAddModel, ofArtifacts},
    {"linkArtifact", A::RegistryLink, ofArtifacts},
    {"linkArtifact", A::RegistryCollectionCreate, notWalked},
    {"moveArtifactSequence", A::ArtifactEditMetadata, ofArtifacts},
    {"moveArtifactSequence", A::RegistryCardEdit, notWalked},
    {"removeProtectedAliases", A::MrAliasProtectedEdit, notWalked},
    {"removeProtectedAliases", A::RegistryAliasProtectedDefine, notWalked},
    {"renameProject", A::RegistryRename, notWalked},
    {"unlinkArtifact", A::ArtifactDelete, notWalked},
    {"unlinkArtifact", A::RegistryUnlink, notWalked},
    {"updateArtifact", A::ArtifactEditMetadata, ofArtifacts},
    {"updateArtifact", A::ArtifactTtlSet, ofArtifacts},
    {"updateArtifact", A::RegistryVersionEditDescription, notWalked},
    {"updateArtifactManifest", A::ArtifactCreate, notWalked},
    {"updateArtifactManifest", A::MrAddModel, notWalked},
    {"updateArtifactPortfolio", A::ArtifactEditMetadata, notWalked},
    {"updateArtifactPortfolio", A::RegistryCardEdit, notWalked},
    {"updateArtifactSequence", A::ArtifactEditMetadata, ofArtifacts},
    {"updateArtifactSequence", A::RegistryCardEdit, notWalked},
    {"updateFilterTrigger", A::RegistryAutomationCreate, ofRegistries},
    {"updateProjectMember", A::RegistryMembersRemove, notWalked},
    {"updateProjectMember", A::RegistryMembersSetRole, notWalked},
    {"updateProjectTeamMember", A::RegistryMembersSetRole, notWalked},
    {"upsertModel", A::RegistryCreate, ofArtifacts},
    {"upsertModel", A::RegistryRename, ofArtifacts},
    {"upsertModel", A::RegistryTypesEdit, notWalked},
    {"upsertModel", A::RegistryVisibilityEdit, notWalked},
    {"upsertModel", A::RegistryOwnerSet, notWalked},
    {"useArtifact", A::RunLog, ofArtifacts},
    {"useArtifact", A::ArtifactDownload, ofArtifacts},
    {"useArtifact", A::MrDownload, notWalked},
    {"useArtifact", A::RegistryVersionUse, notWalked},
    {"ArtifactUpload", A::ArtifactCreate, notWalked},
    {"ArtifactUpload", A::MrAddModel, notWalked},
    {"ArtifactDownload", A::ArtifactView, notWalked},
    {"ArtifactDownload", A::ArtifactDownload, ofArtifacts},
    {"ArtifactDownload", A::MrView, notWalked},
    {"ArtifactDownload", A::MrDownload, notWalked},
    {"ArtifactDownload", A::RegistryVersionView, notWalked},
    {"ArtifactDownload", A::RegistryVersionDownload, ofRegistries},
};

} // namespace

std::span<const AskedElsewhere> rulesAskedElsewhere()
{
    return askedElsewhere;
}

} // namespace test
