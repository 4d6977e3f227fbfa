// Sections 4 to 7 of the permissions as data: who may do what, one row an action, in the order of actions.inc.
// Nothing else in the program asks what a role is. The exceptions that a setting makes are named by the gate and
// applied in rulecells.cpp.
#include "domain/rulebook.h"

#include <array>

namespace domain {

namespace {

using A = Action;
using S = Scope;
using G = Gate;
constexpr Cell No = Cell::No;
constexpr Cell Own = Cell::Own;
constexpr Cell Yes = Cell::Yes;

// What the actions need. Comments and following are no writing (a viewer's seat may), but they reach other people, so
// they need the server. An export writes what is on this computer already; a download fetches.
constexpr Needs look = NoNeed;
constexpr Needs send = Server;
constexpr Needs change = Needs(Writes) | Server;
constexpr Needs changeFullSeat = Needs(Writes) | Server | FullSeat;
constexpr Needs save = Downloads;
constexpr Needs fetch = Needs(Downloads) | Server;

constexpr Row table[] = {
    // Section 4. Columns: View-Only, Member, Admin, organisation admin outside the team, service account.
    {A::TeamView, S::Team, {Yes, Yes, Yes, Yes, Yes}, G::None, look, nullptr},
    {A::TeamSettingsView, S::Team, {Yes, Yes, Yes, Yes, No}, G::None, look, nullptr},
    {A::TeamMemberInvite, S::Team, {No, No, Yes, Yes, No}, G::MembersMayInvite, change, "team:invite"},
    {A::TeamInviteResend, S::Team, {No, No, Yes, Yes, No}, G::MembersMayInvite, change, "team:invite"},
    {A::TeamInviteCancel, S::Team, {No, No, Yes, Yes, No}, G::None, change, "team:invite"},
    {A::TeamMemberRemove, S::Team, {No, No, Yes, Yes, No}, G::None, change, nullptr},
    {A::TeamMemberSetRole, S::Team, {No, No, Yes, Yes, No}, G::None, change, nullptr},
    {A::TeamMemberLeave, S::Team, {No, No, No, No, No}, G::None, change, nullptr},
    {A::TeamSettingsEdit, S::Team, {No, No, Yes, No, No}, G::None, change, "team:update"},
    {A::TeamPrivacyEdit, S::Team, {No, No, Yes, No, No}, G::EnforcedPrivacy, change, nullptr},
    {A::TeamAlertsEdit, S::Team, {No, No, Yes, No, No}, G::None, change, "team:update"},
    {A::TeamIntegrationsEdit, S::Team, {No, No, Yes, No, No}, G::None, change, nullptr},
    {A::TeamTtlEdit, S::Team, {No, No, Yes, No, No}, G::None, change, nullptr},
    {A::TeamServiceAccountManage, S::Team, {No, No, Yes, No, No}, G::None, change, nullptr},
    {A::TeamCustomRoleAssign, S::Team, {No, No, Yes, Yes, No}, G::None, change, nullptr},
    {A::TeamProfileEdit, S::Team, {No, No, Yes, No, No}, G::None, change, "team:update"},
    {A::TeamCreate, S::Team, {No, No, No, Yes, No}, G::None, change, nullptr},
    {A::TeamDelete, S::Team, {No, No, Yes, No, No}, G::DedicatedDeployment, change, nullptr},
    {A::TeamRegistryDelete, S::Team, {No, No, Yes, Yes, No}, G::None, change, nullptr},
    {A::TeamRename, S::Team, {No, No, No, No, No}, G::None, change, nullptr},
    {A::TeamStorageChange, S::Team, {No, No, No, No, No}, G::None, change, nullptr},
    // Section 5, the same columns.
    {A::ProjectView, S::Project, {Yes, Yes, Yes, No, Yes}, G::None, look, "project:read"},
    {A::ProjectCreate, S::Project, {No, Yes, Yes, No, Yes}, G::FutureProjectsPrivate, change, "project:create"},
    {A::ProjectEditDetails, S::Project, {No, Own, Yes, No, No}, G::None, change, "project:update"},
    {A::ProjectSetVisibility, S::Project, {No, Own, Yes, Yes, No}, G::FutureProjectsPrivate, change, "project:update"},
    {A::ProjectUsersEdit, S::Project, {No, Own, Yes, Yes, No}, G::None, change, "project:update"},
    {A::ProjectJoin, S::Project, {No, No, Yes, No, No}, G::None, change, nullptr},
    {A::ProjectSetOwner, S::Project, {No, No, Yes, No, No}, G::None, change, nullptr},
    {A::ProjectDelete, S::Project, {No, Own, Yes, No, No}, G::None, change, "project:delete"},
    {A::SweepCreate, S::Project, {No, Yes, Yes, No, Yes}, G::None, change, "sweep:create"},
    {A::SweepStop, S::Project, {No, Own, Yes, No, Own}, G::None, change, "sweep:delete"},
    {A::SweepDelete, S::Project, {No, Own, Yes, No, Own}, G::None, change, "sweep:delete"},
    {A::AutomationView, S::Project, {Yes, Yes, Yes, No, No}, G::None, look, "automation:read"},
    {A::AutomationEdit, S::Project, {No, No, Yes, No, No}, G::None, change, "automation:update"},
    // 5.2
    {A::RunView, S::Run, {Yes, Yes, Yes, No, Yes}, G::None, look, "run:read"},
    {A::RunLog, S::Run, {No, Yes, Yes, No, Yes}, G::None, change, "run:create"},
    {A::RunEditMeta, S::Run, {No, Yes, Yes, No, Yes}, G::None, change, "run:update"},
    {A::RunStop, S::Run, {No, Own, Yes, No, Own}, G::None, change, "run:stop"},
    {A::RunDelete, S::Run, {No, Own, Yes, No, Own}, G::None, change, "run:delete"},
    {A::RunUndelete, S::Run, {No, Own, Yes, No, No}, G::None, change, "run:delete"},
    {A::RunMove, S::Run, {No, Yes, Yes, No, No}, G::None, change, "run:update"},
    {A::RunExport, S::Run, {Yes, Yes, Yes, No, Yes}, G::None, save, "run:read"},
    // 5.3
    {A::ViewLocal, S::View, {Yes, Yes, Yes, Yes, Yes}, G::None, look, nullptr},
    {A::PanelEdit, S::View, {No, Yes, Yes, No, No}, G::None, change, "view:update"},
    {A::WorkspacePersonalEdit, S::View, {No, Own, Own, No, No}, G::None, change, nullptr},
    {A::ViewSavedCreate, S::View, {No, Yes, Yes, No, No}, G::None, change, "view:update"},
    {A::ViewSavedEdit, S::View, {No, Yes, Yes, No, No}, G::None, change, "view:update"},
    {A::ViewSavedDelete, S::View, {No, Own, Yes, No, No}, G::None, change, "view:delete"},
    // 5.4
    {A::ReportView, S::Report, {Yes, Yes, Yes, No, Yes}, G::None, look, "report:read"},
    {A::ReportComment, S::Report, {Yes, Yes, Yes, No, No}, G::None, send, "report:read"},
    {A::ReportFollow, S::Report, {Yes, Yes, Yes, No, No}, G::None, send, "report:read"},
    {A::ReportCreate, S::Report, {No, Yes, Yes, No, Yes}, G::None, change, "report:create"},
    {A::ReportEdit, S::Report, {No, Own, Yes, No, Own}, G::ReportShareGrant, change, "report:update"},
    {A::ReportDelete, S::Report, {No, Own, Yes, No, Own}, G::None, change, "report:delete"},
    {A::ReportSharePerson, S::Report, {No, Own, Yes, No, No}, G::None, change, "report:update"},
    {A::ReportShareLink, S::Report, {No, Own, Yes, No, No}, G::PublicReportSharing, change, "report:update"},
    {A::ReportExport, S::Report, {Yes, Yes, Yes, No, No}, G::None, save, "report:read"},
    // 5.5
    {A::ArtifactView, S::Artifact, {Yes, Yes, Yes, No, Yes}, G::None, look, "artifact:read"},
    {A::ArtifactDownload, S::Artifact, {No, Yes, Yes, No, Yes}, G::None, fetch, "artifact:download"},
    {A::ArtifactCreate, S::Artifact, {No, Yes, Yes, No, Yes}, G::None, change, "artifact:create"},
    {A::ArtifactEditMetadata, S::Artifact, {No, Yes, Yes, No, Yes}, G::None, change, "artifact:update"},
    {A::ArtifactAliasAdd, S::Artifact, {No, Yes, Yes, No, Yes}, G::None, change, "artifact:update"},
    {A::ArtifactAliasRemove, S::Artifact, {No, Yes, Yes, No, Yes}, G::None, change, "artifact:update"},
    {A::ArtifactTtlSet, S::Artifact, {No, No, Yes, No, No}, G::MembersMaySetTtl, change, "artifact:set_ttl"},
    {A::ArtifactDelete, S::Artifact, {No, Yes, Yes, No, Yes}, G::None, change, "artifact:delete"},
    // Section 6.1. Columns: Restricted Viewer, Viewer, Member, Admin.
    {A::RegistryCollectionView, S::Registry, {Yes, Yes, Yes, Yes, No}, G::None, look, nullptr},
    {A::RegistryVersionView, S::Registry, {Yes, Yes, Yes, Yes, No}, G::None, look, nullptr},
    {A::RegistrySearch, S::Registry, {Yes, Yes, Yes, Yes, No}, G::None, look, nullptr},
    {A::RegistrySettingsView, S::Registry, {Yes, Yes, Yes, Yes, No}, G::None, look, nullptr},
    {A::RegistryVersionUse, S::Registry, {No, Yes, Yes, Yes, No}, G::None, fetch, nullptr},
    {A::RegistryVersionDownload, S::Registry, {No, Yes, Yes, Yes, No}, G::None, fetch, nullptr},
    {A::RegistryFileDownload, S::Registry, {No, Yes, Yes, Yes, No}, G::None, fetch, nullptr},
    {A::RegistryAutomationCreate, S::Registry, {No, No, Yes, Yes, No}, G::None, change, nullptr},
    {A::RegistryNotifyNewVersion, S::Registry, {No, No, Yes, Yes, No}, G::None, change, nullptr},
    {A::RegistryCollectionCreate, S::Registry, {No, No, Yes, Yes, No}, G::None, change, nullptr},
    {A::RegistryCreate, S::Registry, {No, No, Yes, Yes, No}, G::None, changeFullSeat, nullptr},
    {A::RegistryCardEdit, S::Registry, {No, No, Yes, Yes, No}, G::None, change, nullptr},
    {A::RegistryVersionEditDescription, S::Registry, {No, No, Yes, Yes, No}, G::None, change, nullptr},
    {A::RegistryTagEdit, S::Registry, {No, No, Yes, Yes, No}, G::None, change, nullptr},
    {A::RegistryAliasEdit, S::Registry, {No, No, Yes, Yes, No}, G::None, change, nullptr},
    {A::RegistryAliasProtectedApply, S::Registry, {No, No, No, Yes, No}, G::None, change, nullptr},
    {A::RegistryAliasProtectedDefine, S::Registry, {No, No, No, Yes, No}, G::None, change, nullptr},
    {A::RegistryLink, S::Registry, {No, No, Yes, Yes, No}, G::None, change, nullptr},
    {A::RegistryUnlink, S::Registry, {No, No, Yes, Yes, No}, G::None, change, nullptr},
    {A::RegistryRename, S::Registry, {No, No, Yes, Yes, No}, G::None, change, nullptr},
    {A::RegistryCollectionDelete, S::Registry, {No, No, Yes, Yes, No}, G::None, change, nullptr},
    {A::RegistryAutomationDelete, S::Registry, {No, No, Yes, Yes, No}, G::None, change, nullptr},
    {A::RegistryTypesEdit, S::Registry, {No, No, No, Yes, No}, G::None, change, nullptr},
    {A::RegistryVisibilityEdit, S::Registry, {No, No, No, Yes, No}, G::None, change, nullptr},
    {A::RegistryMembersAdd, S::Registry, {No, No, No, Yes, No}, G::None, change, nullptr},
    {A::RegistryMembersRemove, S::Registry, {No, No, No, Yes, No}, G::None, change, nullptr},
    {A::RegistryMembersSetRole, S::Registry, {No, No, No, Yes, No}, G::None, change, nullptr},
    {A::RegistryOwnerSet, S::Registry, {No, No, No, Yes, No}, G::None, change, nullptr},
    {A::RegistryDelete, S::Registry, {No, No, No, Own, No}, G::None, change, nullptr},
    // Section 6.2. Columns: View-Only, Member, model registry admin, Admin.
    {A::MrView, S::ModelRegistry, {Yes, Yes, Yes, Yes, No}, G::None, look, nullptr},
    {A::MrDownload, S::ModelRegistry, {Yes, Yes, Yes, Yes, No}, G::None, fetch, nullptr},
    {A::MrAddModel, S::ModelRegistry, {No, Yes, Yes, Yes, No}, G::None, change, nullptr},
    {A::MrAddAlias, S::ModelRegistry, {No, Yes, Yes, Yes, No}, G::None, change, nullptr},
    {A::MrAdminsEdit, S::ModelRegistry, {No, No, Yes, Yes, No}, G::None, change, nullptr},
    {A::MrAliasProtectedEdit, S::ModelRegistry, {No, No, Yes, No, No}, G::None, change, nullptr},
    // Section 7.1. Columns: Member, Admin, Billing-only.
    {A::OrgUsersView, S::Org, {Yes, Yes, No, No, No}, G::None, look, nullptr},
    {A::OrgUsageView, S::Org, {Yes, Yes, No, No, No}, G::None, look, nullptr},
    {A::OrgUsersInvite, S::Org, {No, Yes, No, No, No}, G::None, change, nullptr},
    {A::OrgUsersRemove, S::Org, {No, Yes, No, No, No}, G::None, change, nullptr},
    {A::OrgUsersSetRole, S::Org, {No, Yes, No, No, No}, G::None, change, nullptr},
    {A::OrgUsersSetSeat, S::Org, {No, Yes, No, No, No}, G::None, change, nullptr},
    {A::OrgUsersExport, S::Org, {No, Yes, No, No, No}, G::None, fetch, nullptr},
    {A::OrgTeamsCreate, S::Org, {No, Yes, No, No, No}, G::None, change, nullptr},
    {A::OrgCustomRolesEdit, S::Org, {No, Yes, No, No, No}, G::None, change, nullptr},
    {A::OrgPrivacyEnforce, S::Org, {No, Yes, No, No, No}, G::None, change, nullptr},
    {A::OrgDomainClaim, S::Org, {No, Yes, No, No, No}, G::HostedDeployment, change, nullptr},
    {A::OrgStorageConnect, S::Org, {No, Yes, No, No, No}, G::None, change, nullptr},
    {A::OrgServiceAccountManage, S::Org, {No, Yes, No, No, No}, G::None, change, nullptr},
    {A::OrgBillingAdminAssign, S::Org, {No, Yes, No, No, No}, G::None, change, nullptr},
    {A::OrgBillingManage, S::Org, {No, Yes, Yes, No, No}, G::None, change, nullptr},
    {A::SystemSettingsEdit, S::Org, {No, Yes, No, No, No}, G::DedicatedDeployment, change, nullptr},
};

constexpr Action actions[] = {
#define COHORT_ACTION(enumerator, name) Action::enumerator,
#include "domain/actions.inc"
#undef COHORT_ACTION
};

constexpr const char *actionNames[] = {
#define COHORT_ACTION(enumerator, name) name,
#include "domain/actions.inc"
#undef COHORT_ACTION
};

/// Row N is the row of action N, so that looking one up is indexing.
constexpr bool rowsFollowActions()
{
    if (std::size(table) != std::size(actions))
        return false;
    for (std::size_t i = 0; i < std::size(table); ++i) {
        if (table[i].action != actions[i])
            return false;
    }
    return true;
}
static_assert(rowsFollowActions());

} // namespace

std::span<const Row> rules()
{
    return table;
}

const Row &ruleOf(Action action)
{
    return table[static_cast<std::size_t>(action)];
}

std::span<const Action> allActions()
{
    return actions;
}

QString actionName(Action action)
{
    return QString::fromLatin1(actionNames[static_cast<std::size_t>(action)]);
}

std::optional<Action> actionFromName(QStringView name)
{
    for (const Action action : actions) {
        if (name == QLatin1String(actionNames[static_cast<std::size_t>(action)]))
            return action;
    }
    return std::nullopt;
}

} // namespace domain
