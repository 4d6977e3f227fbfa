#include "requestmaking.h"

#include <vector>

namespace test {

namespace {

constexpr Request lookingAtPeople(const char *place, const char *text)
{
    Request request = secret(query(A::OrgUsersView, place, text));
    request.isServerOnly = true;
    return request;
}

// The words are those of nameThings() in scene.cpp. Each text is such that it succeeds for whoever may do it.
constexpr Request table[] = {
    // The team and its people.
    query(A::TeamView, "!entity.available", R"({ entity(name: "$team") { available } })"),
    mutation(A::TeamMemberInvite, "createInvite",
        R"((input: {entityName: "$team", email: "$fresh@x.invalid", role: "member"}) { success })"),
    mutation(A::TeamInviteResend, "createInvite",
        R"((input: {entityName: "$team", email: "$invited", role: "member"}) { success })"),
    mutation(A::TeamInviteCancel, "deleteInvite", R"((input: {entityName: "$team", id: "$invitation"}) { success })"),
    mutation(A::TeamMemberRemove, "deleteInvite", R"((input: {entityName: "$team", id: "$member"}) { success })"),
    mutation(A::TeamMemberSetRole, "updateMember",
        R"((input: {entityName: "$team", user: "$member", role: "viewer"}) { member { role } })"),
    mutation(A::TeamSettingsEdit, "updateEntity",
        R"((input: {entity: "$team", defaultAccess: "PRIVATE"}) { entity { id } })"),
    mutation(A::TeamPrivacyEdit, "updateEntity", R"((input: {entity: "$team", privateOnly: false}) { entity { id } })"),
    mutation(A::TeamServiceAccountManage, "createServiceAccount",
        R"((input: {entityName: "$team", description: "$fresh"}) { user { id } })"),
    secret(mutation(A::TeamServiceAccountManage, "deleteApiKey", R"((input: {id: "$robotKey"}) { success })")),
    mutation(
        A::TeamServiceAccountManage, "deleteInvite", R"((input: {entityName: "$team", id: "$robot"}) { success })"),

    secret(administrative(
        A::TeamServiceAccountManage, "generateApiKey", R"((input: {user: "$robot"}) { apiKey { id } })")),
    administrative(A::TeamCustomRoleAssign, "updateMember",
        R"((input: {entityName: "$team", user: "$member", role: "$customRole"}) { member { role } })"),
    administrative(A::TeamTtlEdit, "updateEntity",
        R"((input: {entity: "$team", settings: {membersCanSetTtl: false}}) { entity { id } })"),
    secret(administrative(A::TeamDelete, "deleteTeam", R"((input: {teamName: "$spareTeam"}) { success })")),
    keeping(administrative(A::ProjectCreate, "createCustomChart",
        R"((input: {entity: "$team", name: "$fresh", displayName: "c", type: "vega2", access: "PRIVATE", spec: "{}"})
           { chart { id } })")),
    administrative(A::TeamCreate, "createTeam", R"((input: {teamName: "$fresh-a"}) { entity { id } })"),

    // The organisation.
    administrative(A::OrgTeamsCreate, "createTeam", R"((input: {teamName: "$fresh-b"}) { entity { id } })"),
    administrative(A::OrgUsersInvite, "createUser", R"((input: {email: "$fresh@y.invalid"}) { user { id } })"),
    administrative(A::OrgUsersInvite, "addUserToOrganization",
        R"((input: {organizationId: "$organization", userName: "$fresh@z.invalid", userOrgRole: "member"}) { success })"),
    administrative(A::OrgUsersSetRole, "updateOrganizationUser",
        R"((input: {organizationId: "$organization", userName: "$memberName", userOrgRole: "billing_only"}) { success })"),
    administrative(A::OrgUsersSetSeat, "updateOrganizationUser",
        R"((input: {organizationId: "$organization", userName: "$memberName", userOrgRole: "member",
                    modelsSeat: "viewer"}) { success })"),
    administrative(A::OrgBillingAdminAssign, "updateOrganizationBillingUser",
        R"((input: {organizationId: "$organization", newBillingUser: "$member"}) { success })"),
    administrative(A::OrgUsersRemove, "removeUserFromOrganization",
        R"((input: {organizationId: "$organization", userName: "$memberName"}) { success })"),
    administrative(A::OrgPrivacyEnforce, "updateOrganization",
        R"((input: {organizationID: "$organization", privacy: {saveCode: TEAM_DECIDES}}) { success })"),
    administrative(A::SystemSettingsEdit, "updateOrganization",
        R"((input: {organizationID: "$organization", name: "house"}) { success })"),
    administrative(A::OrgCustomRolesEdit, "createCustomRole",
        R"((input: {name: "$fresh", inheritedFrom: "member", permissions: ["run:delete"]}) { role { id } })"),
    administrative(A::OrgCustomRolesEdit, "updateCustomRole",
        R"((input: {id: "$customRole", version: 1, name: "$fresh-c", inheritedFrom: "member", permissions: []})
           { role { id } })"),
    administrative(A::OrgCustomRolesEdit, "deleteCustomRole", R"((input: {id: "$customRole"}) { success })"),
    administrative(A::OrgServiceAccountManage, "createServiceAccount",
        R"((input: {entityName: "$team", description: "$fresh", scope: "organization"}) { user { id } })"),
    secret(
        administrative(A::OrgServiceAccountManage, "generateApiKey", R"((input: {user: "$fleet"}) { apiKey { id } })")),
    secret(administrative(A::OrgServiceAccountManage, "deleteApiKey", R"((input: {id: "$fleetKey"}) { success })")),
    administrative(
        A::OrgServiceAccountManage, "deleteInvite", R"((input: {entityName: "$team", id: "$fleet"}) { success })"),
    lookingAtPeople("organization.id", R"({ organization(name: "house") { id } })"),
    lookingAtPeople("user.id", R"({ user(userName: "cleo") { id } })"),
    lookingAtPeople(
        "users.edges.0.node.username=cleo", R"({ users(usernames: ["cleo"]) { edges { node { username } } } })"),

    // Projects.
    query(A::ProjectView, "project.id", R"({ project(entityName: "$team", name: "$project") { id } })"),
    query(A::ProjectView, "model.id", R"({ model(entityName: "$team", name: "$project") { id } })"),
    query(A::ProjectView, "projects.edges.0.node.runs.edges.0.node.id=$runId", // the newest comes first
        R"({ projects(entityName: "$team", first: 1) {
             edges { node { runs(first: 1) { edges { node { id } } } } } } })"),
    query(A::ProjectView, "models.edges.0.node.runs.edges.0.node.id=$runId",
        R"({ models(entityName: "$team", first: 1) {
             edges { node { runs(first: 1) { edges { node { id } } } } } } })"),
    mutation(A::ProjectCreate, "upsertModel", R"((input: {entityName: "$team", name: "$fresh"}) { inserted })"),
    andAlso(A::RunLog, // programs log; there is no page to do it from
        onNew(administrative(A::ProjectCreate, "upsertBucket",
            R"((input: {entityName: "$team", modelName: "$fresh", name: "first"}) { inserted })"))),
    mutation(A::ProjectEditDetails, "upsertModel", R"((input: {id: "$projectId", description: "new"}) { inserted })"),
    mutation(A::ProjectEditDetails, "renameProject",
        R"((input: {entityName: "$team", oldProjectName: "$project", newProjectName: "$fresh"}) { inserted })"),
    mutation(A::ProjectSetVisibility, "upsertModel", R"((input: {id: "$projectId", access: "$access"}) { inserted })"),
    mutation(A::ProjectUsersEdit, "createProjectMembers",
        R"((input: {projectId: "$projectId", userIds: ["$teammate"]}) { success })"),
    mutation(A::ProjectUsersEdit, "updateProjectMember",
        R"((input: {projectId: "$projectId", userId: "$teammate", userProjectRole: "admin"}) { success })"),
    mutation(A::ProjectUsersEdit, "deleteProjectMembers",
        R"((input: {projectId: "$projectId", userIds: ["$teammate"]}) { success })"),
    forInsiders(orIf(A::ProjectUsersEdit,
        mutation(A::ProjectJoin, "createProjectMembers",
            R"((input: {projectId: "$projectId", userIds: ["$self"]}) { success })"))),
    mutation(A::ProjectSetOwner, "upsertModel", R"((input: {id: "$projectId", owner: "$teammate"}) { inserted })"),
    mutation(A::ProjectDelete, "deleteModel", R"((input: {id: "$projectId"}) { success })"),

    // Runs: looking.
    query(A::RunView, "project.run.id",
        R"({ project(entityName: "$team", name: "$project") { run(name: "$run") { id } } })"),
    query(A::RunView, "project.runs.edges.0.node.id",
        R"({ project(entityName: "$team", name: "$project") { runs(first: 1) { edges { node { id } } } } })"),
    route(A::RunView, "Storage", "GET /storage/$team/$project/$run/kept.txt"),
    route(A::RunView, "Download", "GET /files/$team/$project/$run/kept.txt"),
    // Logging.
    onNew(mutation(A::RunLog, "upsertBucket",
        R"((input: {entityName: "$team", modelName: "$project", name: "$fresh"}) { inserted })")),
    keeping(mutation(A::RunLog, "upsertBucket",
        R"((input: {entityName: "$team", modelName: "$project", name: "$run", config: "{}"}) { inserted })")),
    keeping(andAlso(A::RunEditMeta,
        mutation(A::RunLog, "upsertBucket",
            R"((input: {entityName: "$team", modelName: "$project", name: "$run", config: "{}", groupName: "$fresh"})
                    { inserted })"))),
    keeping(mutation(A::RunLog, "createRunFiles",
        R"((input: {entityName: "$team", projectName: "$project", runName: "$run", files: ["a"]}) { runID })")),
    keeping(mutation(A::RunLog, "markRunFilesUploaded",
        R"((input: {entityName: "$team", projectName: "$project", runName: "$run", files: []}) { success })")),
    keeping(mutation(A::RunLog, "notifyScriptableRunAlert",
        R"((input: {entityName: "$team", projectName: "$project", runName: "$run", title: "a", text: "b"}) { success })")),
    keeping(mutation(A::RunLog, "rewindRun",
        R"((input: {entityName: "$team", projectName: "$project", runName: "$run", metricName: "_step",
                    metricValue: 0}) { rewoundRun { id } })")),
    mutation(A::RunLog, "updateRunState", R"((input: {id: "$runId", state: "failed"}) { success })"),
    route(A::RunLog, "FileStream",
        "POST /files/$team/$project/$run/file_stream\n"
        R"({"files": {"wandb-history.jsonl": {"offset": 0, "content": ["{\"_step\": 0}"]}}})"),
    route(A::RunLog, "Storage", "PUT /storage/$team/$project/$run/new.txt\nnew"),
    // Changing.
    keeping(mutation(A::RunEditMeta, "upsertBucket", R"((input: {id: "$runId", notes: "new"}) { inserted })")),
    keeping(mutation(A::RunEditMeta, "modifyRuns",
        R"((input: {entityName: "$team", projectName: "$project", filters: "{\"name\": \"$run\"}", addTags: ["t"]})
           { runs { id } })")),
    mutation(A::RunStop, "stopRun", R"((input: {id: "$runId"}) { success })"),
    mutation(A::RunDelete, "deleteRun", R"((input: {id: "$runId"}) { clientMutationId })"),
    mutation(A::RunDelete, "deleteRuns",
        R"((input: {entityName: "$team", projectName: "$project", filters: "{\"name\": \"$run\"}"})
           { clientMutationId })"),
    mutation(A::RunUndelete, "undeleteRuns",
        R"((input: {entityName: "$team", projectName: "$project", filters: "{\"name\": \"$deletedRun\"}"})
           { clientMutationId })"),
    andAlso(A::RunLog, // both ends are asked
        administrative(A::RunMove, "moveRuns",
            R"((input: {sourceEntityName: "$team", sourceProjectName: "$project", destinationEntityName: "$team",
                    destinationProjectName: "$otherProject", filters: "{\"name\": \"$run\"}"}) { task { state } })")),

    mutation(A::RunDelete, "deleteFiles", R"((input: {files: ["$fileId"]}) { success })"),

    // Automations and where they lead.
    secret(query(A::AutomationView, "project.triggers.0.id",
        R"({ project(entityName: "$team", name: "$project") { triggers { id } } })")),
    onNew(mutation(A::AutomationEdit, "createFilterTrigger",
        R"((input: {name: "n", enabled: true, scopeType: PROJECT, scopeID: "$projectId", eventFilter: "{}",
                    triggeringEventType: RUN_STATE, triggeredActionType: NO_OP, triggeredActionConfig: {}})
           { trigger { id } })")),
    secret(keeping(mutation(
        A::AutomationEdit, "updateFilterTrigger", R"((input: {id: "$triggerId", name: "x"}) { trigger { id } })"))),
    secret(mutation(A::AutomationEdit, "deleteTrigger", R"((input: {triggerID: "$triggerId"}) { success })")),
    keeping(mutation(A::TeamIntegrationsEdit, "createGenericWebhookIntegration",
        R"((input: {entityName: "$team", name: "hook", urlEndpoint: "https://x.invalid/"}) { integration { id } })")),
    secret(mutation(A::TeamIntegrationsEdit, "deleteIntegration", R"((input: {id: "$webhookId"}) { success })")),

    // Sweeps. Agents make runs.
    onNew(mutation(A::SweepCreate, "upsertSweep",
        R"((input: {entityName: "$team", projectName: "$project",
                    config: "{method: random, parameters: {a: {value: 1}}}"}) { inserted })")),
    mutation(A::SweepStop, "upsertSweep", R"((input: {id: "$sweepId", state: "PAUSED"}) { inserted })"),
    onNew(mutation(A::RunLog, "createAgent",
        R"((input: {entityName: "$team", projectName: "$project", sweep: "$sweep", host: "h"}) { agent { id } })")),
    keeping(mutation(A::RunLog, "agentHeartbeat", R"((input: {id: "$agentId"}) { commands })")),

    // Reports.
    query(A::ReportView, "view.id", R"({ view(id: "$reportId") { id } })"),
    query(A::ReportView, "project.allViews.edges.0.node.id",
        R"({ project(entityName: "$team", name: "$project") { allViews(viewType: "runs") { edges { node { id } } } } })"),
    keeping(mutation(A::ReportView, "viewView", R"((input: {id: "$reportId"}) { success })")),
    onNew(mutation(A::ReportCreate, "upsertView",
        R"((input: {entityName: "$team", projectName: "$project", type: "runs", spec: "{\"blocks\": []}"}) { inserted })")),
    keeping(mutation(A::ReportEdit, "upsertView", R"((input: {id: "$reportId", description: "new"}) { inserted })")),
    keeping(mutation(A::ReportComment, "createViewDiscussionComment",
        R"((input: {viewID: "$reportId", body: "text"}) { discussionComment { id } })")),
    keeping(mutation(A::ReportFollow, "starView", R"((input: {id: "$reportId"}) { view { id } })")),
    keeping(mutation(A::ReportFollow, "unstarView", R"((input: {id: "$reportId"}) { view { id } })")),
    keeping(mutation(A::ReportShareLink, "createAccessToken",
        R"((input: {viewId: "$reportId", projects: []}) { accessToken { token } })")),
    keeping(andAlso(A::ReportSharePerson,
        mutation(A::ReportShareLink, "updateAccessTokenProjects",
            R"((input: {token: "$shareToken", projects: []}) { success })"))),
    keeping(mutation(A::ReportSharePerson, "createAccessToken",
        R"((input: {viewId: "$reportId", username: "$guestName", projects: []}) { accessToken { token } })")),
    keeping(mutation(A::ReportSharePerson, "updateAccessTokenProjects",
        R"((input: {token: "$personalToken", projects: []}) { success })")),
    keeping(mutation(A::ReportSharePerson, "updateAccessToken",
        R"((input: {token: "$personalToken", username: "$guestName"}) { success })")),
    mutation(A::ReportSharePerson, "revokeAccessTokenEmail",
        R"((input: {token: "$personalToken", email: "$guestName"}) { success })"),
    keeping(mutation(A::ReportSharePerson, "revokeAccessToken", R"((input: {token: "$shareToken"}) { success })")),
    mutation(A::ReportDelete, "deleteView", R"((input: {id: "$reportId"}) { success })"),
    mutation(A::ReportDelete, "deleteViews", R"((input: {ids: ["$reportId"]}) { success })"),
    // Saved views.
    onNew(mutation(A::ViewSavedCreate, "upsertView",
        R"((input: {entityName: "$team", projectName: "$project", type: "project-view", spec: "{\"section\": {}}"})
           { inserted })")),
    keeping(
        mutation(A::ViewSavedEdit, "upsertView", R"((input: {id: "$savedViewId", displayName: "x"}) { inserted })")),
    mutation(A::ViewSavedDelete, "deleteView", R"((input: {id: "$savedViewId"}) { success })"),
    mutation(A::ViewSavedDelete, "deleteViews", R"((input: {ids: ["$savedViewId"]}) { success })"),
    secret(keeping(mutation(
        A::WorkspacePersonalEdit, "upsertView", R"((input: {id: "$workspaceId", displayName: "x"}) { inserted })"))),
    secret(mutation(A::WorkspacePersonalEdit, "deleteView", R"((input: {id: "$workspaceId"}) { success })")),
    secret(mutation(A::WorkspacePersonalEdit, "deleteViews", R"((input: {ids: ["$workspaceId"]}) { success })")),
};

constexpr char notOffered[] = "the server does not offer it";

constexpr WithoutRequest withoutRequest[] = {
    {A::TeamSettingsView, "it opens a page; the server shows settings to whoever sees the team in full"},
    {A::TeamMemberLeave, "nobody may, and no request says it: an admin removes members"},
    {A::TeamAlertsEdit, notOffered},
    {A::TeamProfileEdit, notOffered},
    {A::TeamRename, "nobody may, and no request says it"},
    {A::TeamStorageChange, "nobody may, and no request says it"},
    {A::SweepDelete, notOffered},
    {A::RunExport, "the server cannot tell an export from a look: both read the same"},
    {A::ViewLocal, "stays on this computer"},
    {A::PanelEdit, notOffered},
    {A::ReportExport, "the server cannot tell an export from a look: both read the same"},
    {A::RegistryFileDownload, "the server cannot tell it from registry.version.download: the same file is fetched"},
    {A::RegistryNotifyNewVersion, notOffered},
    {A::OrgUsageView, notOffered},
    {A::OrgUsersExport, notOffered},
    {A::OrgDomainClaim, notOffered},
    {A::OrgStorageConnect, notOffered},
    {A::OrgBillingManage, notOffered},
};

} // namespace

Place Request::place() const
{
    if (otherPlace)
        return *otherPlace;
    switch (domain::ruleOf(action).scope) {
    case domain::Scope::Project:
        return action == A::ProjectCreate ? Place::Team : Place::Project;
    case domain::Scope::Run:
    case domain::Scope::View:
    case domain::Scope::Report:
    case domain::Scope::Artifact:
        return Place::Project;
    case domain::Scope::Registry:
        return Place::Registry;
    case domain::Scope::ModelRegistry:
        return Place::ModelRegistry;
    case domain::Scope::Team:
    case domain::Scope::Org:
        break;
    }
    return Place::Team;
}

std::span<const Request> requests()
{
    static const std::vector<Request> all = [] {
        std::vector<Request> joined(std::begin(table), std::end(table));
        for (const auto part : {requestsAboutArtifacts(), requestsAboutModelRegistries(), requestsAboutRegistries()})
            joined.insert(joined.end(), part.begin(), part.end());
        return joined;
    }();
    return all;
}

std::span<const WithoutRequest> actionsWithoutRequest()
{
    return withoutRequest;
}

} // namespace test
