#include "server/mutations.h"

#include "server/audit.h"

#include <algorithm>
#include <array>
#include <utility>

namespace server {

using domain::Action;
using graphql::Value;

namespace {

constexpr std::array logging{Action::RunLog, Action::RunEditMeta, Action::ProjectCreate};
constexpr std::array rewinding{Action::RunLog};
constexpr std::array editing{Action::RunEditMeta};
constexpr std::array stopping{Action::RunStop};
constexpr std::array deleting{Action::RunDelete};
constexpr std::array undeleting{Action::RunUndelete};
constexpr std::array projectChange{Action::ProjectCreate, Action::ProjectEditDetails, Action::ProjectSetVisibility,
    Action::ProjectSetOwner, Action::RegistryCreate, Action::RegistryRename, Action::RegistryTypesEdit,
    Action::RegistryVisibilityEdit, Action::RegistryOwnerSet};
constexpr std::array projectRename{Action::ProjectEditDetails, Action::RegistryRename};
constexpr std::array projectDelete{Action::ProjectDelete, Action::RegistryDelete, Action::TeamRegistryDelete};
constexpr std::array projectUsers{Action::ProjectUsersEdit, Action::ProjectJoin, Action::RegistryMembersAdd};
constexpr std::array projectUsersRemoval{Action::ProjectUsersEdit, Action::RegistryMembersRemove};
constexpr std::array projectRoles{Action::ProjectUsersEdit, Action::RegistryMembersSetRole};
constexpr std::array inviting{Action::TeamMemberInvite, Action::TeamInviteResend};
constexpr std::array removing{Action::TeamInviteCancel, Action::TeamMemberRemove, Action::TeamMemberLeave,
    Action::TeamServiceAccountManage, Action::OrgServiceAccountManage};
constexpr std::array roleChange{Action::TeamMemberSetRole, Action::TeamCustomRoleAssign};
constexpr std::array teamSettings{Action::TeamSettingsEdit, Action::TeamPrivacyEdit, Action::TeamTtlEdit};
constexpr std::array serviceAccounts{Action::TeamServiceAccountManage, Action::OrgServiceAccountManage};
constexpr std::array teamMaking{Action::OrgTeamsCreate, Action::TeamCreate};
constexpr std::array teamDeleting{Action::TeamDelete};
constexpr std::array personMaking{Action::OrgUsersInvite};
constexpr std::array personRemoving{Action::OrgUsersRemove};
constexpr std::array personChange{Action::OrgUsersSetRole, Action::OrgUsersSetSeat};
constexpr std::array billingAssigning{Action::OrgBillingAdminAssign};
constexpr std::array organizationChange{Action::OrgPrivacyEnforce, Action::SystemSettingsEdit};
constexpr std::array customRoles{Action::OrgCustomRolesEdit};
constexpr std::array moving{Action::RunMove, Action::RunLog};
constexpr std::array viewChange{Action::ReportCreate, Action::ReportEdit, Action::ViewSavedCreate,
    Action::ViewSavedEdit, Action::WorkspacePersonalEdit};
constexpr std::array viewDelete{Action::ReportDelete, Action::ViewSavedDelete, Action::WorkspacePersonalEdit};
constexpr std::array viewFollow{Action::ReportFollow};
constexpr std::array viewVisit{Action::ReportView};
constexpr std::array reportSharing{Action::ReportShareLink, Action::ReportSharePerson};
constexpr std::array reportSharePeople{Action::ReportSharePerson};
constexpr std::array reportComment{Action::ReportComment};
constexpr std::array sweepChange{Action::SweepCreate, Action::SweepStop};
constexpr std::array agentWork{Action::RunLog};
constexpr std::array chartMaking{Action::ProjectCreate};
constexpr std::array automationCreate{Action::AutomationEdit, Action::RegistryAutomationCreate};
constexpr std::array automationDelete{Action::AutomationEdit, Action::RegistryAutomationDelete};
constexpr std::array integrationsEdit{Action::TeamIntegrationsEdit};

constexpr std::array artifactCreate{Action::ArtifactCreate, Action::MrAddModel};
constexpr std::array artifactLog{Action::ArtifactCreate, Action::MrAddModel, Action::ArtifactTtlSet};
constexpr std::array artifactEdit{
    Action::ArtifactEditMetadata, Action::ArtifactTtlSet, Action::RegistryVersionEditDescription};
constexpr std::array aliasAdding{Action::ArtifactAliasAdd, Action::MrAddAlias, Action::MrAliasProtectedEdit,
    Action::RegistryAliasEdit, Action::RegistryAliasProtectedApply};
constexpr std::array aliasRemoving{Action::ArtifactAliasRemove, Action::MrAddAlias, Action::MrAliasProtectedEdit,
    Action::RegistryAliasEdit, Action::RegistryAliasProtectedApply};
constexpr std::array artifactDelete{Action::ArtifactDelete};
constexpr std::array artifactLink{Action::ArtifactDownload, Action::ArtifactCreate, Action::MrAddModel,
    Action::RegistryLink, Action::RegistryCollectionCreate};
constexpr std::array artifactUnlink{Action::ArtifactDelete, Action::RegistryUnlink};
// Registries hold no sequences.
constexpr std::array sequenceEdit{Action::ArtifactEditMetadata};
constexpr std::array sequenceDelete{Action::ArtifactDelete};
constexpr std::array portfolioCreate{Action::ArtifactCreate, Action::MrAddModel, Action::RegistryCollectionCreate};
constexpr std::array portfolioEdit{Action::ArtifactEditMetadata, Action::RegistryCardEdit};
constexpr std::array collectionTags{Action::ArtifactEditMetadata, Action::RegistryTagEdit};
constexpr std::array portfolioDelete{Action::ArtifactDelete, Action::RegistryCollectionDelete};
constexpr std::array protectedAliases{Action::MrAliasProtectedEdit, Action::RegistryAliasProtectedDefine};
constexpr std::array modelRegistryAdmins{Action::MrAdminsEdit};
constexpr std::array registryRoles{Action::RegistryMembersSetRole};
constexpr std::array artifactUse{
    Action::RunLog, Action::ArtifactDownload, Action::MrDownload, Action::RegistryVersionUse};

constexpr std::array rules{
    MutationRule{"acceptInvite", {}},
    MutationRule{"addAliases", aliasAdding},
    MutationRule{"addProtectedAliases", protectedAliases},
    MutationRule{"addUserToOrganization", personMaking},
    MutationRule{"addWorkflowsAdmin", modelRegistryAdmins},
    MutationRule{"agentHeartbeat", agentWork},
    MutationRule{"commitArtifact", artifactCreate},
    MutationRule{"completeMultipartUploadArtifact", artifactCreate},
    MutationRule{"createAccessToken", reportSharing},
    MutationRule{"createAgent", agentWork},
    MutationRule{"createArtifact", artifactLog},
    MutationRule{"createArtifactCollectionTagAssignments", collectionTags},
    MutationRule{"createArtifactFiles", artifactCreate},
    MutationRule{"createArtifactManifest", artifactCreate},
    MutationRule{"createArtifactPortfolio", portfolioCreate},
    MutationRule{"createArtifactSequence", artifactCreate},
    MutationRule{"createArtifactType", artifactCreate},
    MutationRule{"createCustomChart", chartMaking},
    MutationRule{"createCustomRole", customRoles},
    MutationRule{"createFilterTrigger", automationCreate},
    MutationRule{"createGenericWebhookIntegration", integrationsEdit},
    MutationRule{"createInvite", inviting},
    MutationRule{"createProjectMembers", projectUsers},
    MutationRule{"createRunFiles", rewinding},
    MutationRule{"createServiceAccount", serviceAccounts},
    MutationRule{"createTeam", teamMaking},
    MutationRule{"createUser", personMaking},
    MutationRule{"createViewDiscussionComment", reportComment},
    MutationRule{"deleteAliases", aliasRemoving},
    MutationRule{"deleteApiKey", serviceAccounts},
    MutationRule{"deleteArtifact", artifactDelete},
    MutationRule{"deleteArtifactCollectionTagAssignments", collectionTags},
    MutationRule{"deleteArtifactPortfolio", portfolioDelete},
    MutationRule{"deleteArtifactSequence", sequenceDelete},
    MutationRule{"deleteCustomRole", customRoles},
    MutationRule{"deleteFiles", deleting},
    MutationRule{"deleteIntegration", integrationsEdit},
    MutationRule{"deleteInvite", removing},
    MutationRule{"deleteModel", projectDelete},
    MutationRule{"deleteProjectMembers", projectUsersRemoval},
    MutationRule{"deleteRun", deleting},
    MutationRule{"deleteRuns", deleting},
    MutationRule{"deleteTeam", teamDeleting},
    MutationRule{"deleteTrigger", automationDelete},
    MutationRule{"deleteView", viewDelete},
    MutationRule{"deleteViews", viewDelete},
    MutationRule{"deleteWorkflowsAdmin", modelRegistryAdmins},
    MutationRule{"generateApiKey", serviceAccounts},
    MutationRule{"linkArtifact", artifactLink},
    MutationRule{"markRunFilesUploaded", rewinding},
    MutationRule{"modifyRuns", editing},
    MutationRule{"moveArtifactSequence", sequenceEdit},
    MutationRule{"moveRuns", moving},
    MutationRule{"notifyScriptableRunAlert", rewinding},
    MutationRule{"removeProtectedAliases", protectedAliases},
    MutationRule{"removeUserFromOrganization", personRemoving},
    MutationRule{"renameProject", projectRename},
    MutationRule{"revokeAccessToken", reportSharePeople},
    MutationRule{"revokeAccessTokenEmail", reportSharePeople},
    MutationRule{"rewindRun", rewinding},
    MutationRule{"starView", viewFollow},
    MutationRule{"stopRun", stopping},
    MutationRule{"undeleteRuns", undeleting},
    MutationRule{"unlinkArtifact", artifactUnlink},
    MutationRule{"unstarView", viewFollow},
    MutationRule{"updateAccessToken", reportSharePeople},
    MutationRule{"updateAccessTokenProjects", reportSharing},
    MutationRule{"updateArtifact", artifactEdit},
    MutationRule{"updateArtifactManifest", artifactCreate},
    MutationRule{"updateArtifactPortfolio", portfolioEdit},
    MutationRule{"updateArtifactSequence", sequenceEdit},
    MutationRule{"updateCustomRole", customRoles},
    MutationRule{"updateEntity", teamSettings},
    MutationRule{"updateFilterTrigger", automationCreate},
    MutationRule{"updateMember", roleChange},
    MutationRule{"updateOrganization", organizationChange},
    MutationRule{"updateOrganizationBillingUser", billingAssigning},
    MutationRule{"updateOrganizationUser", personChange},
    MutationRule{"updateProjectMember", projectRoles},
    MutationRule{"updateProjectTeamMember", registryRoles},
    MutationRule{"updateRunState", rewinding},
    MutationRule{"updateUser", {}},
    MutationRule{"upsertBucket", logging},
    MutationRule{"upsertModel", projectChange},
    MutationRule{"upsertSweep", sweepChange},
    MutationRule{"upsertView", viewChange},
    MutationRule{"useArtifact", artifactUse},
    MutationRule{"viewView", viewVisit},
};

/// An earlier change of the same document may have made the caller another person than they were.
base::Status readCallerAgain(Session &session)
{
    auto who = principalOf(session.database, {{}, session.who.key, session.who.shareToken});
    if (!who)
        return who.error();
    who->actsForUsername = session.who.actsForUsername;
    who->actsForEmail = session.who.actsForEmail;
    session.who = std::move(*who);
    session.users.clear();
    session.roles.clear();
    session.shares.reset();
    return base::Done{};
}

/// Runs a change that the audit log tells of. An allowed one and its line are one transaction; of a refused one only
/// the line stays.
base::Result<Value::Fields> audited(Session &session, const QString &mutation, const Value &input, const Change &change)
{
    AuditEvent event = auditEventOf(session, AuditEvent::Way::Graphql, mutation);
    event.object = auditObject(session.database, input);
    event.detail = auditDetail(session.database, input);
    const auto refusalsBefore = session.refusals.size();
    auto payload = session.database.transact([&]() -> base::Result<Value::Fields> {
        auto done = change(session, input);
        if (!done)
            return done;
        const base::Status noted = noteOutcome(session, event, std::nullopt);
        return noted ? std::move(done) : base::Result<Value::Fields>(noted.error());
    });
    if (payload)
        return payload;
    if (auto noted = noteOutcome(session, event, payload.error(), refusalsBefore); !noted)
        return noted.error();
    return payload;
}

} // namespace

std::span<const MutationRule> mutationRules()
{
    return rules;
}

base::Error invalidInput(const char *what)
{
    return {base::Error::Kind::Invalid, QLatin1String(what)};
}

void addMutation(graphql::Resolvers &resolvers, const char *mutation, Change change)
{
    const auto rule = std::find_if(rules.begin(), rules.end(),
        [mutation](const MutationRule &each) { return qstrcmp(each.mutation, mutation) == 0; });
    Q_ASSERT(rule != rules.end());
    if (rule == rules.end())
        return;
    resolvers.add(QLatin1String("Mutation.") + QLatin1String(mutation),
        [change = std::move(change), audits = isAudited(*rule)](
            const graphql::FieldContext &context) -> base::Result<Value> {
            auto &session = context.context<Session>();
            if (std::exchange(session.hasChanged, true)) {
                if (auto known = readCallerAgain(session); !known)
                    return known.error();
            }
            const Value &input = context.arguments[QStringLiteral("input")];
            auto payload = audits ? audited(session, context.fieldName, input, change)
                                  : session.database.transact([&] { return change(session, input); });
            if (!payload)
                return payload.error();
            (*payload)[QStringLiteral("clientMutationId")] = input[QStringLiteral("clientMutationId")];
            return Value(std::move(*payload));
        });
}

} // namespace server
