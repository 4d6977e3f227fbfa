#include "ui/teams/actionwords.h"

#include <QCoreApplication>

namespace ui {

namespace {

struct ActionTexts
{
    Q_DECLARE_TR_FUNCTIONS(ui::ActionTexts)
};

} // namespace

QString actionText(domain::Action action)
{
    switch (action) {
    case domain::Action::TeamView:
        return ActionTexts::tr("See the team and its members");
    case domain::Action::TeamSettingsView:
        return ActionTexts::tr("Read the team's settings");
    case domain::Action::TeamMemberInvite:
        return ActionTexts::tr("Invite somebody");
    case domain::Action::TeamInviteResend:
        return ActionTexts::tr("Send an invitation again");
    case domain::Action::TeamInviteCancel:
        return ActionTexts::tr("Cancel an invitation");
    case domain::Action::TeamMemberRemove:
        return ActionTexts::tr("Remove a member");
    case domain::Action::TeamMemberSetRole:
        return ActionTexts::tr("Change a member's role");
    case domain::Action::TeamMemberLeave:
        return ActionTexts::tr("Leave the team");
    case domain::Action::TeamSettingsEdit:
        return ActionTexts::tr("Edit the team's settings");
    case domain::Action::TeamPrivacyEdit:
        return ActionTexts::tr("Change privacy switches");
    case domain::Action::TeamAlertsEdit:
        return ActionTexts::tr("Change alerts");
    case domain::Action::TeamIntegrationsEdit:
        return ActionTexts::tr("Change integrations and secrets");
    case domain::Action::TeamTtlEdit:
        return ActionTexts::tr("Change who sets retention");
    case domain::Action::TeamServiceAccountManage:
        return ActionTexts::tr("Manage service accounts and their keys");
    case domain::Action::TeamCustomRoleAssign:
        return ActionTexts::tr("Give a custom role");
    case domain::Action::TeamProfileEdit:
        return ActionTexts::tr("Edit the team's profile");
    case domain::Action::TeamCreate:
        return ActionTexts::tr("Create a team");
    case domain::Action::TeamDelete:
        return ActionTexts::tr("Delete the team");
    case domain::Action::TeamRegistryDelete:
        return ActionTexts::tr("Delete any registry of the organisation");
    case domain::Action::TeamRename:
        return ActionTexts::tr("Rename the team");
    case domain::Action::TeamStorageChange:
        return ActionTexts::tr("Change where the team stores files");
    case domain::Action::ProjectView:
        return ActionTexts::tr("Open a project");
    case domain::Action::ProjectCreate:
        return ActionTexts::tr("Create a project");
    case domain::Action::ProjectEditDetails:
        return ActionTexts::tr("Edit a project's description");
    case domain::Action::ProjectSetVisibility:
        return ActionTexts::tr("Change a project's visibility");
    case domain::Action::ProjectUsersEdit:
        return ActionTexts::tr("Change a project's people and their roles");
    case domain::Action::ProjectJoin:
        return ActionTexts::tr("Join a restricted project unasked");
    case domain::Action::ProjectSetOwner:
        return ActionTexts::tr("Give a project another owner");
    case domain::Action::ProjectDelete:
        return ActionTexts::tr("Delete a project");
    case domain::Action::SweepCreate:
        return ActionTexts::tr("Start a sweep");
    case domain::Action::SweepStop:
        return ActionTexts::tr("Stop a sweep");
    case domain::Action::SweepDelete:
        return ActionTexts::tr("Delete a sweep");
    case domain::Action::AutomationView:
        return ActionTexts::tr("See automations");
    case domain::Action::AutomationEdit:
        return ActionTexts::tr("Create and change automations");
    case domain::Action::RunView:
        return ActionTexts::tr("See runs, metrics, files and logs");
    case domain::Action::RunLog:
        return ActionTexts::tr("Log and resume runs");
    case domain::Action::RunEditMeta:
        return ActionTexts::tr("Rename, tag and annotate a run");
    case domain::Action::RunStop:
        return ActionTexts::tr("Stop a run");
    case domain::Action::RunDelete:
        return ActionTexts::tr("Delete a run");
    case domain::Action::RunUndelete:
        return ActionTexts::tr("Restore a deleted run");
    case domain::Action::RunMove:
        return ActionTexts::tr("Move a run to another project");
    case domain::Action::RunExport:
        return ActionTexts::tr("Export tables, histories and files");
    case domain::Action::ViewLocal:
        return ActionTexts::tr("Arrange columns, filters and charts on this computer");
    case domain::Action::PanelEdit:
        return ActionTexts::tr("Save panels for everybody");
    case domain::Action::WorkspacePersonalEdit:
        return ActionTexts::tr("Edit a personal workspace");
    case domain::Action::ViewSavedCreate:
        return ActionTexts::tr("Publish a saved view");
    case domain::Action::ViewSavedEdit:
        return ActionTexts::tr("Change a saved view");
    case domain::Action::ViewSavedDelete:
        return ActionTexts::tr("Delete a saved view");
    case domain::Action::ReportView:
        return ActionTexts::tr("Read and present reports");
    case domain::Action::ReportComment:
        return ActionTexts::tr("Comment on reports");
    case domain::Action::ReportFollow:
        return ActionTexts::tr("Follow and star reports");
    case domain::Action::ReportCreate:
        return ActionTexts::tr("Write a report");
    case domain::Action::ReportEdit:
        return ActionTexts::tr("Edit a report");
    case domain::Action::ReportDelete:
        return ActionTexts::tr("Delete a report");
    case domain::Action::ReportSharePerson:
        return ActionTexts::tr("Share a report with a person");
    case domain::Action::ReportShareLink:
        return ActionTexts::tr("Share a report by link");
    case domain::Action::ReportExport:
        return ActionTexts::tr("Export a report");
    case domain::Action::ArtifactView:
        return ActionTexts::tr("See artifacts and their lineage");
    case domain::Action::ArtifactDownload:
        return ActionTexts::tr("Download artifacts");
    case domain::Action::ArtifactCreate:
        return ActionTexts::tr("Log artifacts");
    case domain::Action::ArtifactEditMetadata:
        return ActionTexts::tr("Edit an artifact's metadata and tags");
    case domain::Action::ArtifactAliasAdd:
        return ActionTexts::tr("Add or move an alias");
    case domain::Action::ArtifactAliasRemove:
        return ActionTexts::tr("Remove an alias");
    case domain::Action::ArtifactTtlSet:
        return ActionTexts::tr("Set an artifact's retention");
    case domain::Action::ArtifactDelete:
        return ActionTexts::tr("Delete an artifact");
    case domain::Action::MrView:
        return ActionTexts::tr("See the models");
    case domain::Action::MrDownload:
        return ActionTexts::tr("Download models");
    case domain::Action::MrAddModel:
        return ActionTexts::tr("Add models");
    case domain::Action::MrAddAlias:
        return ActionTexts::tr("Add aliases to models");
    case domain::Action::MrAdminsEdit:
        return ActionTexts::tr("Add and remove model registry admins");
    case domain::Action::MrAliasProtectedEdit:
        return ActionTexts::tr("Change protected aliases");
    default:
        return domain::actionName(action);
    }
}

QString scopeText(domain::Scope scope)
{
    switch (scope) {
    case domain::Scope::Team:
        return ActionTexts::tr("Team");
    case domain::Scope::Project:
        return ActionTexts::tr("Projects");
    case domain::Scope::Run:
        return ActionTexts::tr("Runs");
    case domain::Scope::View:
        return ActionTexts::tr("Workspaces");
    case domain::Scope::Report:
        return ActionTexts::tr("Reports");
    case domain::Scope::Artifact:
        return ActionTexts::tr("Artifacts");
    case domain::Scope::ModelRegistry:
        return ActionTexts::tr("Model registry");
    case domain::Scope::Registry:
        return ActionTexts::tr("Registries");
    case domain::Scope::Org:
        return ActionTexts::tr("Organisation");
    }
    return {};
}

} // namespace ui
