#include "server/mutations.h"

#include <algorithm>
#include <array>

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
constexpr std::array projectChange{
    Action::ProjectCreate, Action::ProjectEditDetails, Action::ProjectSetVisibility, Action::ProjectSetOwner};
constexpr std::array projectRename{Action::ProjectEditDetails};
constexpr std::array projectDelete{Action::ProjectDelete};
constexpr std::array projectUsers{Action::ProjectUsersEdit, Action::ProjectJoin};
constexpr std::array projectRoles{Action::ProjectUsersEdit};
constexpr std::array inviting{Action::TeamMemberInvite, Action::TeamInviteResend};
constexpr std::array removing{
    Action::TeamInviteCancel, Action::TeamMemberRemove, Action::TeamMemberLeave, Action::TeamServiceAccountManage};
constexpr std::array roleChange{Action::TeamMemberSetRole};
constexpr std::array teamSettings{Action::TeamSettingsEdit, Action::TeamPrivacyEdit};
constexpr std::array serviceAccounts{Action::TeamServiceAccountManage};
constexpr std::array viewChange{Action::ReportCreate, Action::ReportEdit, Action::ViewSavedCreate,
    Action::ViewSavedEdit, Action::WorkspacePersonalEdit};
constexpr std::array viewDelete{Action::ReportDelete, Action::ViewSavedDelete, Action::WorkspacePersonalEdit};
constexpr std::array viewFollow{Action::ReportFollow};
constexpr std::array viewVisit{Action::ReportView};
constexpr std::array reportLink{Action::ReportShareLink};
constexpr std::array reportLinkBack{Action::ReportEdit};
constexpr std::array reportComment{Action::ReportComment};

constexpr std::array artifactCreate{Action::ArtifactCreate, Action::MrAddModel};
constexpr std::array artifactLog{Action::ArtifactCreate, Action::MrAddModel, Action::ArtifactTtlSet};
constexpr std::array artifactUse{
    Action::RunLog, Action::ArtifactDownload, Action::MrDownload, Action::RegistryVersionUse};

constexpr std::array rules{
    MutationRule{"commitArtifact", artifactCreate},
    MutationRule{"completeMultipartUploadArtifact", artifactCreate},
    MutationRule{"createAccessToken", reportLink},
    MutationRule{"createArtifact", artifactLog},
    MutationRule{"createArtifactFiles", artifactCreate},
    MutationRule{"createArtifactManifest", artifactCreate},
    MutationRule{"createArtifactType", artifactCreate},
    MutationRule{"createInvite", inviting},
    MutationRule{"createProjectMembers", projectUsers},
    MutationRule{"createRunFiles", rewinding},
    MutationRule{"createServiceAccount", serviceAccounts},
    MutationRule{"createViewDiscussionComment", reportComment},
    MutationRule{"deleteApiKey", serviceAccounts},
    MutationRule{"deleteInvite", removing},
    MutationRule{"deleteModel", projectDelete},
    MutationRule{"deleteProjectMembers", projectRoles},
    MutationRule{"deleteRun", deleting},
    MutationRule{"deleteRuns", deleting},
    MutationRule{"deleteView", viewDelete},
    MutationRule{"deleteViews", viewDelete},
    MutationRule{"generateApiKey", {}},
    MutationRule{"markRunFilesUploaded", rewinding},
    MutationRule{"modifyRuns", editing},
    MutationRule{"notifyScriptableRunAlert", rewinding},
    MutationRule{"renameProject", projectRename},
    MutationRule{"revokeAccessToken", reportLinkBack},
    MutationRule{"rewindRun", rewinding},
    MutationRule{"starView", viewFollow},
    MutationRule{"stopRun", stopping},
    MutationRule{"undeleteRuns", undeleting},
    MutationRule{"unstarView", viewFollow},
    MutationRule{"updateAccessTokenProjects", reportLink},
    MutationRule{"updateArtifactManifest", artifactCreate},
    MutationRule{"updateEntity", teamSettings},
    MutationRule{"updateMember", roleChange},
    MutationRule{"updateProjectMember", projectRoles},
    MutationRule{"updateRunState", rewinding},
    MutationRule{"updateUser", {}},
    MutationRule{"upsertBucket", logging},
    MutationRule{"upsertModel", projectChange},
    MutationRule{"upsertView", viewChange},
    MutationRule{"useArtifact", artifactUse},
    MutationRule{"viewView", viewVisit},
};

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
    const bool hasRule = std::any_of(rules.begin(), rules.end(),
        [mutation](const MutationRule &rule) { return qstrcmp(rule.mutation, mutation) == 0; });
    Q_ASSERT(hasRule);
    if (!hasRule)
        return;
    resolvers.add(QLatin1String("Mutation.") + QLatin1String(mutation),
        [change = std::move(change)](const graphql::FieldContext &context) -> base::Result<Value> {
            auto &session = context.context<Session>();
            const Value &input = context.arguments[QStringLiteral("input")];
            auto payload = session.database.transact([&] { return change(session, input); });
            if (!payload)
                return payload.error();
            (*payload)[QStringLiteral("clientMutationId")] = input[QStringLiteral("clientMutationId")];
            return Value(std::move(*payload));
        });
}

} // namespace server
