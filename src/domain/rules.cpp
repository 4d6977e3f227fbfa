#include "domain/rulebook.h"

#include <iterator>

/// The law of roles as data: one row an action, in the order of the tables that it was read from. Nothing else in the
/// program says who may do what.
namespace domain {

namespace {

constexpr Cell N = Cell::No;
constexpr Cell O = Cell::Own;
constexpr Cell Y = Cell::Yes;

// clang-format off
constexpr Row table[] = {
    // Columns of the scopes Team to Artifact: View-Only, Member, Team Admin, organisation admin outside, service account.
    // Team
    {Action::TeamView, Scope::Team, {Y, Y, Y, Y, Y}, Gate::None, Need::NoNeed, nullptr},
    {Action::TeamSettingsView, Scope::Team, {Y, Y, Y, Y, N}, Gate::None, Need::NoNeed, nullptr},
    {Action::TeamMemberInvite, Scope::Team, {N, N, Y, Y, N}, Gate::MembersMayInvite, Needs(Need::Writes) | Need::Server, "team:invite"},
    {Action::TeamInviteResend, Scope::Team, {N, N, Y, Y, N}, Gate::MembersMayInvite, Needs(Need::Writes) | Need::Server, "team:invite"},
    {Action::TeamInviteCancel, Scope::Team, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, "team:invite"},
    {Action::TeamMemberRemove, Scope::Team, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::TeamMemberSetRole, Scope::Team, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::TeamMemberLeave, Scope::Team, {N, N, N, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::TeamSettingsEdit, Scope::Team, {N, N, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, "team:update"},
    {Action::TeamPrivacyEdit, Scope::Team, {N, N, Y, N, N}, Gate::EnforcedPrivacy, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::TeamAlertsEdit, Scope::Team, {N, N, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, "team:update"},
    {Action::TeamIntegrationsEdit, Scope::Team, {N, N, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::TeamTtlEdit, Scope::Team, {N, N, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::TeamServiceAccountManage, Scope::Team, {N, N, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::TeamCustomRoleAssign, Scope::Team, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::TeamProfileEdit, Scope::Team, {N, N, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, "team:update"},
    {Action::TeamCreate, Scope::Team, {N, N, N, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::TeamDelete, Scope::Team, {N, N, Y, N, N}, Gate::DedicatedDeployment, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::TeamRegistryDelete, Scope::Team, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::TeamRename, Scope::Team, {N, N, N, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::TeamStorageChange, Scope::Team, {N, N, N, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    // Projects, runs, views
    // Projects
    {Action::ProjectView, Scope::Project, {Y, Y, Y, N, Y}, Gate::None, Need::NoNeed, "project:read"},
    {Action::ProjectCreate, Scope::Project, {N, Y, Y, N, Y}, Gate::None, Needs(Need::Writes) | Need::Server, "project:create"},
    {Action::ProjectEditDetails, Scope::Project, {N, O, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, "project:update"},
    {Action::ProjectSetVisibility, Scope::Project, {N, O, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, "project:update"},
    {Action::ProjectUsersEdit, Scope::Project, {N, O, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, "project:update"},
    {Action::ProjectJoin, Scope::Project, {N, N, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::ProjectSetOwner, Scope::Project, {N, N, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::ProjectDelete, Scope::Project, {N, O, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, "project:delete"},
    {Action::SweepCreate, Scope::Project, {N, Y, Y, N, Y}, Gate::None, Needs(Need::Writes) | Need::Server, "sweep:create"},
    {Action::SweepStop, Scope::Project, {N, O, Y, N, O}, Gate::None, Needs(Need::Writes) | Need::Server, "sweep:delete"},
    {Action::SweepDelete, Scope::Project, {N, O, Y, N, O}, Gate::None, Needs(Need::Writes) | Need::Server, "sweep:delete"},
    {Action::AutomationView, Scope::Project, {Y, Y, Y, N, N}, Gate::None, Need::NoNeed, "automation:read"},
    {Action::AutomationEdit, Scope::Project, {N, N, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, "automation:update"},
    // Runs ("experiments")
    {Action::RunView, Scope::Run, {Y, Y, Y, N, Y}, Gate::None, Need::NoNeed, "run:read"},
    {Action::RunLog, Scope::Run, {N, Y, Y, N, Y}, Gate::None, Needs(Need::Writes) | Need::Server, "run:create"},
    {Action::RunEditMeta, Scope::Run, {N, Y, Y, N, Y}, Gate::None, Needs(Need::Writes) | Need::Server, "run:update"},
    {Action::RunStop, Scope::Run, {N, O, Y, N, O}, Gate::None, Needs(Need::Writes) | Need::Server, "run:stop"},
    {Action::RunDelete, Scope::Run, {N, O, Y, N, O}, Gate::None, Needs(Need::Writes) | Need::Server, "run:delete"},
    {Action::RunUndelete, Scope::Run, {N, O, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, "run:delete"},
    {Action::RunMove, Scope::Run, {N, Y, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, "run:update"},
    {Action::RunExport, Scope::Run, {Y, Y, Y, N, Y}, Gate::None, Need::Downloads, "run:read"},
    // Workspaces and views
    {Action::ViewLocal, Scope::View, {Y, Y, Y, Y, Y}, Gate::None, Need::NoNeed, nullptr},
    {Action::PanelEdit, Scope::View, {N, Y, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, "view:update"},
    {Action::WorkspacePersonalEdit, Scope::View, {N, O, O, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::ViewSavedCreate, Scope::View, {N, Y, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, "view:update"},
    {Action::ViewSavedEdit, Scope::View, {N, Y, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, "view:update"},
    {Action::ViewSavedDelete, Scope::View, {N, O, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, "view:delete"},
    // Reports
    {Action::ReportView, Scope::Report, {Y, Y, Y, N, Y}, Gate::None, Need::NoNeed, "report:read"},
    {Action::ReportComment, Scope::Report, {Y, Y, Y, N, N}, Gate::None, Need::Server, "report:read"},
    {Action::ReportFollow, Scope::Report, {Y, Y, Y, N, N}, Gate::None, Need::Server, "report:read"},
    {Action::ReportCreate, Scope::Report, {N, Y, Y, N, Y}, Gate::None, Needs(Need::Writes) | Need::Server, "report:create"},
    {Action::ReportEdit, Scope::Report, {N, O, Y, N, O}, Gate::ReportShareGrant, Needs(Need::Writes) | Need::Server, "report:update"},
    {Action::ReportDelete, Scope::Report, {N, O, Y, N, O}, Gate::None, Needs(Need::Writes) | Need::Server, "report:delete"},
    {Action::ReportSharePerson, Scope::Report, {N, O, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, "report:update"},
    {Action::ReportShareLink, Scope::Report, {N, O, Y, N, N}, Gate::PublicReportSharing, Needs(Need::Writes) | Need::Server, "report:update"},
    {Action::ReportExport, Scope::Report, {Y, Y, Y, N, N}, Gate::None, Need::Downloads, "report:read"},
    // Artifacts
    {Action::ArtifactView, Scope::Artifact, {Y, Y, Y, N, Y}, Gate::None, Need::NoNeed, "artifact:read"},
    {Action::ArtifactDownload, Scope::Artifact, {N, Y, Y, N, Y}, Gate::None, Needs(Need::Downloads) | Need::Server, "artifact:download"},
    {Action::ArtifactCreate, Scope::Artifact, {N, Y, Y, N, Y}, Gate::None, Needs(Need::Writes) | Need::Server, "artifact:create"},
    {Action::ArtifactEditMetadata, Scope::Artifact, {N, Y, Y, N, Y}, Gate::None, Needs(Need::Writes) | Need::Server, "artifact:update"},
    {Action::ArtifactAliasAdd, Scope::Artifact, {N, Y, Y, N, Y}, Gate::None, Needs(Need::Writes) | Need::Server, "artifact:update"},
    {Action::ArtifactAliasRemove, Scope::Artifact, {N, Y, Y, N, Y}, Gate::None, Needs(Need::Writes) | Need::Server, "artifact:update"},
    {Action::ArtifactTtlSet, Scope::Artifact, {N, N, Y, N, N}, Gate::MembersMaySetTtl, Needs(Need::Writes) | Need::Server, "artifact:set_ttl"},
    {Action::ArtifactDelete, Scope::Artifact, {N, Y, Y, N, Y}, Gate::None, Needs(Need::Writes) | Need::Server, "artifact:delete"},
    // Registries
    // Registry (organisation wide)
    {Action::RegistryCollectionView, Scope::Registry, {Y, Y, Y, Y, N}, Gate::None, Need::NoNeed, nullptr},
    {Action::RegistryVersionView, Scope::Registry, {Y, Y, Y, Y, N}, Gate::None, Need::NoNeed, nullptr},
    {Action::RegistrySearch, Scope::Registry, {Y, Y, Y, Y, N}, Gate::None, Need::NoNeed, nullptr},
    {Action::RegistrySettingsView, Scope::Registry, {Y, Y, Y, Y, N}, Gate::None, Need::NoNeed, nullptr},
    {Action::RegistryVersionUse, Scope::Registry, {N, Y, Y, Y, N}, Gate::None, Needs(Need::Downloads) | Need::Server, nullptr},
    {Action::RegistryVersionDownload, Scope::Registry, {N, Y, Y, Y, N}, Gate::None, Needs(Need::Downloads) | Need::Server, nullptr},
    {Action::RegistryFileDownload, Scope::Registry, {N, Y, Y, Y, N}, Gate::None, Needs(Need::Downloads) | Need::Server, nullptr},
    {Action::RegistryAutomationCreate, Scope::Registry, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryNotifyNewVersion, Scope::Registry, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryCollectionCreate, Scope::Registry, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryCreate, Scope::Registry, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server | Need::FullSeat, nullptr},
    {Action::RegistryCardEdit, Scope::Registry, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryVersionEditDescription, Scope::Registry, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryTagEdit, Scope::Registry, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryAliasEdit, Scope::Registry, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryAliasProtectedApply, Scope::Registry, {N, N, N, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryAliasProtectedDefine, Scope::Registry, {N, N, N, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryLink, Scope::Registry, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryUnlink, Scope::Registry, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryRename, Scope::Registry, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryCollectionDelete, Scope::Registry, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryAutomationDelete, Scope::Registry, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryTypesEdit, Scope::Registry, {N, N, N, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryVisibilityEdit, Scope::Registry, {N, N, N, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryMembersAdd, Scope::Registry, {N, N, N, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryMembersRemove, Scope::Registry, {N, N, N, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryMembersSetRole, Scope::Registry, {N, N, N, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryOwnerSet, Scope::Registry, {N, N, N, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::RegistryDelete, Scope::Registry, {N, N, N, O, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    // Legacy Model Registry (per team, being retired)
    {Action::MrView, Scope::ModelRegistry, {Y, Y, Y, Y, N}, Gate::None, Need::NoNeed, nullptr},
    {Action::MrDownload, Scope::ModelRegistry, {Y, Y, Y, Y, N}, Gate::None, Needs(Need::Downloads) | Need::Server, nullptr},
    {Action::MrAddModel, Scope::ModelRegistry, {N, Y, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::MrAddAlias, Scope::ModelRegistry, {N, Y, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::MrAdminsEdit, Scope::ModelRegistry, {N, N, Y, Y, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::MrAliasProtectedEdit, Scope::ModelRegistry, {N, N, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    // Organisation, seats, keys
    // Organisation
    {Action::OrgUsersView, Scope::Org, {Y, Y, N, N, N}, Gate::None, Need::NoNeed, nullptr},
    {Action::OrgUsageView, Scope::Org, {Y, Y, N, N, N}, Gate::None, Need::NoNeed, nullptr},
    {Action::OrgUsersInvite, Scope::Org, {N, Y, N, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::OrgUsersRemove, Scope::Org, {N, Y, N, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::OrgUsersSetRole, Scope::Org, {N, Y, N, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::OrgUsersSetSeat, Scope::Org, {N, Y, N, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::OrgUsersExport, Scope::Org, {N, Y, N, N, N}, Gate::None, Need::Downloads, nullptr},
    {Action::OrgTeamsCreate, Scope::Org, {N, Y, N, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::OrgCustomRolesEdit, Scope::Org, {N, Y, N, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::OrgPrivacyEnforce, Scope::Org, {N, Y, N, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::OrgDomainClaim, Scope::Org, {N, Y, N, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::OrgStorageConnect, Scope::Org, {N, Y, N, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::OrgServiceAccountManage, Scope::Org, {N, Y, N, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::OrgBillingAdminAssign, Scope::Org, {N, Y, N, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::OrgBillingManage, Scope::Org, {N, Y, Y, N, N}, Gate::None, Needs(Need::Writes) | Need::Server, nullptr},
    {Action::SystemSettingsEdit, Scope::Org, {N, Y, N, N, N}, Gate::DedicatedDeployment, Needs(Need::Writes) | Need::Server, nullptr},
};
// clang-format on

constexpr const char *actionNames[] = {
#define COHORT_ACTION(enumerator, name) name,
#include "domain/actions.inc"
#undef COHORT_ACTION
};

constexpr Action actions[] = {
#define COHORT_ACTION(enumerator, name) Action::enumerator,
#include "domain/actions.inc"
#undef COHORT_ACTION
};

static_assert(std::size(table) == std::size(actions), "every action has one row");

} // namespace

std::span<const Row> rules()
{
    return table;
}

const Row &ruleOf(Action action)
{
    // The rows stand in the order of the actions; a test compares them.
    return table[static_cast<size_t>(action)];
}

QString actionName(Action action)
{
    return QString::fromLatin1(actionNames[static_cast<size_t>(action)]);
}

std::optional<Action> actionFromName(QStringView name)
{
    for (const Action action : actions) {
        if (name == QLatin1String(actionNames[static_cast<size_t>(action)]))
            return action;
    }
    return std::nullopt;
}

std::span<const Action> allActions()
{
    return actions;
}

} // namespace domain
