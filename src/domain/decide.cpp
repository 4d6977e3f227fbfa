#include "domain/rulebook.h"

#include "domain/states.h"

#include <algorithm>

namespace domain {

namespace {

enum TeamColumn { ViewOnlyColumn, MemberColumn, AdminColumn, OrgAdminColumn, ServiceColumn };
enum ModelColumn { ModelViewOnly, ModelMember, ModelRegistryAdminColumn, ModelTeamAdmin };

/// A decision under way: what was asked, and what the row says.
struct Question
{
    const Person &person;
    const Row &row;
    const Object &object;
    const Circumstances &circumstances;
    TeamRole role; ///< effective in the scope
};

bool isTeamScope(Scope scope)
{
    return scope != Scope::Org && scope != Scope::Registry && scope != Scope::ModelRegistry;
}

bool isProjectScope(Scope scope)
{
    return isTeamScope(scope) && scope != Scope::Team;
}

bool needsAnything(const Row &row)
{
    return (row.needs & Needs(Need::Writes)) || (row.needs & Needs(Need::Downloads));
}

/// A service account of the team counts as in it; one of another team as a stranger (section 12.2).
bool isInTeam(const Person &person)
{
    if (!person.isSignedIn())
        return false;
    return person.isServiceAccount ? person.isOfThisTeam : person.teamRole.base != BaseRole::None;
}

bool isOrgAdmin(const Person &person)
{
    return person.isSignedIn() && !person.isServiceAccount && person.orgRole == OrgRole::Admin;
}

Decision denied(const Question &question, Reason reason, Helper helper = {})
{
    Decision decision;
    decision.reason = reason;
    decision.helper = std::move(helper);
    decision.effectiveRole = question.role.base;
    return decision;
}

Decision allowed(const Question &question)
{
    Decision decision;
    decision.effectiveRole = question.role.base;
    return decision;
}

Decision denied(const Question &question, Gate gate, bool isLocked)
{
    Decision decision = denied(question, isLocked ? Reason::SettingLocked : Reason::SettingOff,
        {isLocked ? Helper::Kind::OrgAdmin : Helper::Kind::TeamAdmin, {}});
    decision.gate = gate;
    return decision;
}

/// The lowest column that has the action for anybody's object: who can help.
Helper lowestHelper(const Row &row)
{
    static constexpr Helper::Kind team[] = {
        Helper::Kind::Everybody, Helper::Kind::TeamMember, Helper::Kind::TeamAdmin, Helper::Kind::OrgAdmin};
    static constexpr Helper::Kind registry[] = {
        Helper::Kind::Everybody, Helper::Kind::Everybody, Helper::Kind::RegistryMember, Helper::Kind::RegistryAdmin};
    static constexpr Helper::Kind model[] = {
        Helper::Kind::Everybody, Helper::Kind::TeamMember, Helper::Kind::ModelRegistryAdmin, Helper::Kind::TeamAdmin};
    if (row.scope == Scope::Org)
        return {row.cells[1] == Cell::Yes ? Helper::Kind::OrgAdmin : Helper::Kind::Nobody, {}};
    const auto &kinds = row.scope == Scope::Registry ? registry : row.scope == Scope::ModelRegistry ? model : team;
    for (int column = 0; column < 4; ++column) {
        if (row.cells[column] != Cell::No)
            return {kinds[column], {}};
    }
    return {};
}

/// What the custom role's additions make of a cell: what the permission names is open for any object.
Cell raised(Cell cell, const Row &row, const TeamRole &role)
{
    const bool isAdded =
        role.isCustom() && row.permission != nullptr && role.custom.permissions.contains(QLatin1String(row.permission));
    return isAdded ? Cell::Yes : cell;
}

Cell teamCell(const Question &question)
{
    const Row &row = question.row;
    if (question.person.isServiceAccount)
        return isInTeam(question.person) ? row.cells[ServiceColumn] : Cell::No;
    Cell cell = Cell::No;
    switch (question.role.base) {
    case BaseRole::ViewOnly:
        cell = row.cells[ViewOnlyColumn];
        break;
    case BaseRole::Member:
        cell = row.cells[MemberColumn];
        break;
    case BaseRole::Admin:
        cell = row.cells[AdminColumn];
        break;
    case BaseRole::Unknown:
        // Never synchronised: whoever sees it in the cache may look at it.
        cell = needsAnything(row) ? Cell::No : row.cells[ViewOnlyColumn];
        break;
    case BaseRole::None:
        break;
    }
    // Being in the team does not take an organisation admin's rights over it away.
    if (isOrgAdmin(question.person) && (row.scope == Scope::Team || row.scope == Scope::Project))
        cell = std::max(cell, row.cells[OrgAdminColumn]);
    if (row.action == Action::ViewLocal)
        cell = Cell::Yes;
    return raised(cell, row, question.role);
}

Cell orgCell(const Question &question)
{
    const Person &person = question.person;
    if (!person.isSignedIn() || person.isServiceAccount)
        return Cell::No;
    switch (person.orgRole) {
    case OrgRole::Member:
        return question.row.action == Action::OrgBillingManage && person.isBillingAdmin ? Cell::Yes
                                                                                        : question.row.cells[0];
    case OrgRole::Admin:
        return question.row.cells[1];
    case OrgRole::BillingOnly:
        return question.row.cells[2];
    case OrgRole::None:
    case OrgRole::Unknown:
        break;
    }
    return Cell::No;
}

bool isMemberOfSomeTeam(const Person &person)
{
    return !person.isServiceAccount
        && (person.teamRole.base == BaseRole::Member || person.teamRole.base == BaseRole::Admin);
}

Cell registryCell(const Question &question)
{
    const Row &row = question.row;
    // A role exists only inside a registry; making one asks for a membership in some team.
    if (row.action == Action::RegistryCreate && isMemberOfSomeTeam(question.person))
        return Cell::Yes;
    switch (question.person.registryRole) {
    case RegistryRole::RestrictedViewer:
        return row.cells[0];
    case RegistryRole::Viewer:
        return row.cells[1];
    case RegistryRole::Member:
        return row.cells[2];
    case RegistryRole::Admin:
        return row.cells[3];
    case RegistryRole::None:
    case RegistryRole::Unknown:
        break;
    }
    return Cell::No;
}

Cell modelRegistryCell(const Question &question)
{
    const Row &row = question.row;
    const bool hasFlag = question.person.isModelRegistryAdmin;
    if (question.person.isServiceAccount)
        return isInTeam(question.person) ? row.cells[ModelMember] : Cell::No;
    switch (question.role.base) {
    case BaseRole::ViewOnly:
        return row.cells[ModelViewOnly];
    case BaseRole::Member:
        return row.cells[hasFlag ? ModelRegistryAdminColumn : ModelMember];
    case BaseRole::Admin:
        return hasFlag ? std::max(row.cells[ModelRegistryAdminColumn], row.cells[ModelTeamAdmin])
                       : row.cells[ModelTeamAdmin];
    case BaseRole::None:
    case BaseRole::Unknown:
        break;
    }
    return Cell::No;
}

Cell cellOf(const Question &question)
{
    switch (question.row.scope) {
    case Scope::Org:
        return orgCell(question);
    case Scope::Registry:
        return registryCell(question);
    case Scope::ModelRegistry:
        return modelRegistryCell(question);
    default:
        return teamCell(question);
    }
}

/// Section 8.1: what somebody outside the team may do in a project that shows itself to them.
bool visitorMay(const Question &question, Visibility visibility)
{
    switch (question.row.action) {
    case Action::ProjectView:
    case Action::RunView:
    case Action::RunExport:
    case Action::ReportView:
    case Action::ArtifactView:
    case Action::ArtifactDownload:
    case Action::ViewLocal:
        return true;
    case Action::RunLog:
    case Action::ReportCreate:
    case Action::ArtifactCreate:
        return visibility == Visibility::Open && question.person.isSignedIn();
    case Action::ReportEdit:
        return question.object.hasShareGrant && question.person.isSignedIn();
    default:
        return false;
    }
}

/// What remains to be asked once the role allows it: seat, state, connection.
Decision afterRole(const Question &question)
{
    const Person &person = question.person;
    const Row &row = question.row;
    const bool hasViewerSeat = !person.isServiceAccount && person.isSignedIn() && person.seat == Seat::Viewer;
    if (hasViewerSeat && row.scope != Scope::Org && needsAnything(row))
        return denied(question, Reason::SeatViewer, {Helper::Kind::OrgAdmin, {}});
    const WrongState state =
        blockingState(row.action, question.object, person.registryRole, question.circumstances.now);
    if (state != WrongState::None) {
        Decision decision = denied(question, Reason::WrongState);
        decision.state = state;
        if (state == WrongState::ProtectedAlias) {
            decision.helper.kind = Helper::Kind::RegistryAdmin;
            decision.detail = question.object.protectedAlias;
        }
        return decision;
    }
    if (question.circumstances.isOffline && (row.needs & Needs(Need::Server)))
        return denied(question, Reason::Offline);
    return allowed(question);
}

/// Only the owner may, and the person is not the owner.
Decision notOwner(const Question &question)
{
    const bool ownerCanHelp = !question.object.ownerName.isEmpty() && !question.object.ownerLeftTeam;
    Decision decision = denied(question, Reason::NotOwner,
        ownerCanHelp ? Helper{Helper::Kind::Owner, question.object.ownerName} : Helper{Helper::Kind::TeamAdmin, {}});
    decision.detail = question.object.ownerName;
    return decision;
}

/// A gate that opens a closed cell for members (marks 1 and 6 of section 10); the policy says whether it is open.
bool opensForMembers(Gate gate, const TeamPolicy &policy, bool *isOpen)
{
    if (gate == Gate::MembersMayInvite)
        *isOpen = policy.membersMayInvite;
    else if (gate == Gate::MembersMaySetTtl)
        *isOpen = policy.membersMaySetTtl;
    else
        return false;
    return true;
}

Decision roleLacks(const Question &question)
{
    if (question.role.base == BaseRole::Unknown && isTeamScope(question.row.scope) && !question.person.isServiceAccount)
        return denied(question, Reason::RoleUnknown);
    return denied(question, Reason::RoleLacks, lowestHelper(question.row));
}

/// Closed by the role, but perhaps open by a setting.
Decision closedCell(const Question &question)
{
    bool isOpen = false;
    const bool isMember = question.role.base == BaseRole::Member && !question.person.isServiceAccount;
    if (!isMember || !opensForMembers(question.row.gate, question.object.policy, &isOpen))
        return roleLacks(question);
    if (!isOpen)
        return denied(question, question.row.gate, false);
    // Members may hand out at most what they have themselves.
    const bool givesTooMuch =
        question.row.gate == Gate::MembersMayInvite && question.object.givenRole == BaseRole::Admin;
    return givesTooMuch ? roleLacks(question) : afterRole(question);
}

bool isPrivate(const Object &object)
{
    return object.visibility == Visibility::Team || object.visibility == Visibility::Restricted;
}

/// Gates that close an open cell, or move it to somebody else.
std::optional<Decision> closedByGate(const Question &question)
{
    const TeamPolicy &policy = question.object.policy;
    switch (question.row.gate) {
    case Gate::EnforcedPrivacy:
        if (policy.isEnforced)
            return denied(question, Gate::EnforcedPrivacy, true);
        break;
    case Gate::PublicReportSharing:
        if (!policy.publicReportSharing && isPrivate(question.object))
            return denied(question, Gate::PublicReportSharing, false);
        break;
    case Gate::DedicatedDeployment:
        if (question.row.action == Action::SystemSettingsEdit && policy.deployment != Deployment::Dedicated)
            return denied(question, Reason::RoleLacks);
        break;
    default:
        break;
    }
    return std::nullopt;
}

/// team.delete belongs to team admins on the hosted service and to the system admin on a dedicated server.
Cell deploymentCell(const Question &question, Cell cell)
{
    if (question.row.action != Action::TeamDelete || question.object.policy.deployment != Deployment::Dedicated)
        return cell;
    return isOrgAdmin(question.person) ? Cell::Yes : Cell::No;
}

Decision byCell(const Question &question)
{
    Cell cell = deploymentCell(question, cellOf(question));
    if (question.row.gate == Gate::ReportShareGrant && question.object.hasShareGrant)
        cell = Cell::Yes;
    if (cell == Cell::No)
        return closedCell(question);
    if (const auto decision = closedByGate(question))
        return *decision;
    const bool isOwner = !question.object.owner.isEmpty() && question.object.owner == question.person.id;
    if (cell == Cell::Own && !isOwner)
        return notOwner(question);
    if (question.row.action == Action::TeamCustomRoleAssign && !question.object.policy.hasCustomRolesLicence)
        return denied(question, Reason::SettingLocked, {Helper::Kind::OrgAdmin, {}});
    return afterRole(question);
}

/// An admin of the team who is not on the list knows a restricted project by name, and may open the door.
bool mayFromOutside(const Question &question)
{
    switch (question.row.action) {
    case Action::ProjectJoin:
    case Action::ProjectSetOwner:
    case Action::ProjectUsersEdit:
    case Action::ProjectSetVisibility:
        return question.person.teamRole.base == BaseRole::Admin;
    default:
        return false;
    }
}

Decision inProject(Question question, Visibility visibility)
{
    const bool inTeam = isInTeam(question.person);
    question.role = inTeam ? effectiveProjectRole(question.person, visibility) : TeamRole();
    const bool isListed = visibility != Visibility::Restricted || question.person.isListedInProject;
    if (question.row.action == Action::ViewLocal)
        return afterRole(question);
    if (inTeam && isListed)
        return byCell(question);
    if (inTeam && mayFromOutside(question)) {
        question.role = question.person.teamRole;
        return byCell(question);
    }
    // Organisation admins administer what they cannot look into.
    const bool administers = isOrgAdmin(question.person) && question.row.scope == Scope::Project
        && question.row.cells[OrgAdminColumn] == Cell::Yes;
    if (administers)
        return afterRole(question);
    const bool showsItself = visibility == Visibility::Open || visibility == Visibility::Public;
    const bool isForeignService = question.person.isServiceAccount && visibility != Visibility::Open;
    if (!showsItself || isForeignService)
        return denied(question, Reason::NotVisible);
    if (visitorMay(question, visibility))
        return afterRole(question);
    return denied(
        question, question.person.isSignedIn() ? Reason::RoleLacks : Reason::NotSignedIn, lowestHelper(question.row));
}

Decision inTeam(Question question)
{
    question.role = isInTeam(question.person) ? question.person.teamRole : TeamRole();
    const bool isOutside = !isInTeam(question.person) && !isOrgAdmin(question.person);
    if (!isOutside)
        return byCell(question);
    if (question.object.policy.hideTeam)
        return denied(question, Reason::NotVisible);
    if (question.row.action == Action::TeamView)
        return afterRole(question);
    return denied(
        question, question.person.isSignedIn() ? Reason::RoleLacks : Reason::NotSignedIn, lowestHelper(question.row));
}

Decision elsewhere(Question question)
{
    if (question.row.scope == Scope::Registry && question.person.registryRole <= RegistryRole::None
        && question.row.action != Action::RegistryCreate)
        return denied(question, Reason::NotVisible);
    if (question.row.scope == Scope::ModelRegistry) {
        question.role = isInTeam(question.person) ? question.person.teamRole : TeamRole();
        if (!isInTeam(question.person))
            return denied(question, Reason::NotVisible);
    }
    return byCell(question);
}

} // namespace

Decision decide(const Person &person, Action action, const Object &object, const Circumstances &circumstances)
{
    Question question{person, ruleOf(action), object, circumstances, {}};
    const Scope scope = question.row.scope;
    // The organisation's own pages stay with those who administer it, whatever seat they hold in the product.
    const bool needsSeat = person.isSignedIn() && !person.isServiceAccount && scope != Scope::Org;
    if (needsSeat && person.seat == Seat::None)
        return denied(question, Reason::SeatNone, {Helper::Kind::OrgAdmin, {}});
    if (isProjectScope(scope) && object.visibility)
        return inProject(question, *object.visibility);
    if (isTeamScope(scope))
        return inTeam(question);
    return elsewhere(question);
}

} // namespace domain
