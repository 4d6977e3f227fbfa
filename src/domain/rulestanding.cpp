#include "domain/rulestanding.h"

namespace domain {

namespace {

Standing inColumn(int column, const TeamRole &role, int alsoColumn = -1)
{
    return {Standing::Kind::InScope, column, alsoColumn, role};
}

Standing without(Standing::Kind kind, int alsoColumn = -1)
{
    return {kind, -1, alsoColumn, {}};
}

int teamColumnOf(BaseRole role)
{
    switch (role) {
    case BaseRole::ViewOnly:
        return ViewOnlyColumn;
    case BaseRole::Member:
        return MemberColumn;
    case BaseRole::Admin:
        return AdminColumn;
    case BaseRole::None:
    case BaseRole::Unknown:
        break;
    }
    return -1;
}

/// A custom role stands upon View-Only or Member; anything else was not understood (section 13).
bool isUnderstood(const TeamRole &role)
{
    if (role.isCustom())
        return role.base == BaseRole::ViewOnly || role.base == BaseRole::Member;
    return role.base != BaseRole::Unknown;
}

Standing standingOfServiceAccount(const Person &person, const Row &row, const Object &object)
{
    if (!person.isOfThisTeam)
        return without(Standing::Kind::Visitor);
    if (isProjectBound(row.scope) && object.visibility == Visibility::Restricted && !person.isListedInProject)
        return without(Standing::Kind::NotVisible);
    return inColumn(ServiceAccountColumn, {BaseRole::Member, {}});
}

/// Project roles count for what lies in a project; entering one and creating one are matters of the team role.
bool isDecidedByProjectRole(const Row &row, const Object &object)
{
    return isProjectBound(row.scope) && row.action != Action::ProjectJoin && row.action != Action::ProjectCreate
        && object.visibility.has_value();
}

/// A team admin who has not joined a restricted project knows it by name and may put its door in order: its owner may
/// have left, and its list may be empty.
bool isAdministeredFromOutside(Action action)
{
    return action == Action::ProjectSetOwner || action == Action::ProjectUsersEdit
        || action == Action::ProjectSetVisibility;
}

Standing standingInTeam(const Person &person, const Row &row, const Object &object)
{
    if (person.isServiceAccount)
        return standingOfServiceAccount(person, row, object);
    // The axes are separate: an organisation admin keeps what that role gives when they are in the team as well.
    const int alsoColumn = person.orgRole == OrgRole::Admin ? OrgAdminColumn : -1;
    if (!isUnderstood(person.teamRole))
        return without(Standing::Kind::Unknown, alsoColumn);
    if (person.teamRole.base == BaseRole::None)
        return without(Standing::Kind::Visitor, alsoColumn);
    if (!isDecidedByProjectRole(row, object))
        return inColumn(teamColumnOf(person.teamRole.base), person.teamRole, alsoColumn);
    if (*object.visibility == Visibility::Unknown)
        return without(Standing::Kind::Unknown, alsoColumn);
    if (*object.visibility == Visibility::Restricted && !person.isListedInProject) {
        const bool mayJoin = person.teamRole.base == BaseRole::Admin;
        if (mayJoin && isAdministeredFromOutside(row.action))
            return inColumn(AdminColumn, person.teamRole, alsoColumn);
        return without(mayJoin ? Standing::Kind::NotJoined : Standing::Kind::NotVisible, alsoColumn);
    }
    const TeamRole role = effectiveProjectRole(person, *object.visibility);
    if (!isUnderstood(role))
        return without(Standing::Kind::Unknown, alsoColumn);
    return inColumn(teamColumnOf(role.base), role, alsoColumn);
}

/// Creating a registry happens outside of any: whoever is Member or Admin of some team may (R4).
Standing standingForNewRegistry(const Person &person)
{
    if (person.orgRole == OrgRole::Admin)
        return inColumn(RegistryAdminColumn, {BaseRole::Admin, {}});
    if (person.isServiceAccount || person.teamRole.base == BaseRole::None)
        return inColumn(RestrictedViewerColumn, {BaseRole::None, {}});
    if (!isUnderstood(person.teamRole))
        return without(Standing::Kind::Unknown);
    // The registry's columns are those of the team, one further right.
    return inColumn(teamColumnOf(person.teamRole.base) + 1, person.teamRole);
}

Standing standingInRegistry(const Person &person, const Row &row)
{
    if (row.action == Action::RegistryCreate)
        return standingForNewRegistry(person);
    switch (person.registryRole) {
    case RegistryRole::RestrictedViewer:
        return inColumn(RestrictedViewerColumn, {BaseRole::ViewOnly, {}});
    case RegistryRole::Viewer:
        return inColumn(RegistryViewerColumn, {BaseRole::ViewOnly, {}});
    case RegistryRole::Member:
        return inColumn(RegistryMemberColumn, {BaseRole::Member, {}});
    case RegistryRole::Admin:
        return inColumn(RegistryAdminColumn, {BaseRole::Admin, {}});
    case RegistryRole::Unknown:
        return without(Standing::Kind::Unknown);
    case RegistryRole::None:
        break;
    }
    return without(Standing::Kind::NotVisible);
}

Standing standingInModelRegistry(const Person &person)
{
    if (person.isServiceAccount) {
        return person.isOfThisTeam ? inColumn(MrMemberColumn, {BaseRole::Member, {}})
                                   : without(Standing::Kind::NotVisible);
    }
    if (!isUnderstood(person.teamRole))
        return without(Standing::Kind::Unknown);
    const int flagged = person.isModelRegistryAdmin ? MrRegistryAdminColumn : -1;
    switch (person.teamRole.base) {
    case BaseRole::ViewOnly:
        return inColumn(MrViewOnlyColumn, person.teamRole);
    case BaseRole::Member:
        return inColumn(MrMemberColumn, person.teamRole, flagged);
    case BaseRole::Admin:
        return inColumn(MrAdminColumn, person.teamRole, flagged);
    case BaseRole::None:
    case BaseRole::Unknown:
        break;
    }
    // An organisation admin outside the team knows of the team, but sees no content (R8).
    return without(person.orgRole == OrgRole::Admin ? Standing::Kind::Visitor : Standing::Kind::NotVisible);
}

Standing standingInOrganisation(const Person &person)
{
    if (person.isServiceAccount)
        return without(Standing::Kind::Visitor);
    switch (person.orgRole) {
    case OrgRole::Member:
        return inColumn(OrgMemberColumn, person.teamRole, person.isBillingAdmin ? OrgBillingColumn : -1);
    case OrgRole::Admin:
        return inColumn(OrganisationAdminColumn, person.teamRole);
    case OrgRole::BillingOnly:
        return inColumn(OrgBillingColumn, person.teamRole);
    case OrgRole::Unknown:
        return without(Standing::Kind::Unknown);
    case OrgRole::None:
        break;
    }
    return without(Standing::Kind::Visitor);
}

} // namespace

bool isProjectBound(Scope scope)
{
    return scope == Scope::Project || scope == Scope::Run || scope == Scope::View || scope == Scope::Report
        || scope == Scope::Artifact;
}

bool isWorldReadable(const Object &object)
{
    return object.visibility == Visibility::Open || object.visibility == Visibility::Public;
}

Standing standingOf(const Person &person, const Row &row, const Object &object)
{
    if (!person.isSignedIn()) {
        const bool isRegistry = row.scope == Scope::Registry || row.scope == Scope::ModelRegistry;
        return without(isRegistry ? Standing::Kind::NotVisible : Standing::Kind::Visitor);
    }
    switch (row.scope) {
    case Scope::Registry:
        return standingInRegistry(person, row);
    case Scope::ModelRegistry:
        return standingInModelRegistry(person);
    case Scope::Org:
        return standingInOrganisation(person);
    case Scope::Team:
    case Scope::Project:
    case Scope::Run:
    case Scope::View:
    case Scope::Report:
    case Scope::Artifact:
        break;
    }
    return standingInTeam(person, row, object);
}

} // namespace domain
