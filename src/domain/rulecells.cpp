#include "domain/rulecells.h"

#include <algorithm>

namespace domain {

namespace {

/// What a visitor who is signed in may send into an open project. Never what others made: for that there is Own.
Cell openProjectCell(const Person &person, Action action, const Object &object)
{
    switch (action) {
    case Action::RunLog: // resuming or forking a run is writing to it
    case Action::ArtifactCreate: // so is completing a version that is being written
        return object.owner.isEmpty() ? Cell::Yes : Cell::Own;
    case Action::ReportCreate:
        return Cell::Yes;
    case Action::RunEditMeta:
    case Action::ReportEdit:
        return Cell::Own;
    case Action::ArtifactDownload:
        return person.isServiceAccount ? Cell::Yes : Cell::No;
    default:
        return Cell::No;
    }
}

bool isLookingAction(Action action)
{
    switch (action) {
    case Action::ProjectView:
    case Action::RunView:
    case Action::RunExport:
    case Action::ViewLocal:
    case Action::ReportView:
    case Action::ReportExport:
    case Action::ArtifactView:
        return true;
    default:
        return false;
    }
}

/// Section 8.1. A visitor gets no more than View-Only people get, except for sending into an open project.
Cell visitorCell(const Person &person, const Row &row, const Object &object)
{
    if (row.action == Action::TeamView)
        return person.isSignedIn() && !person.isServiceAccount && !object.policy.hideTeam ? Cell::Yes : Cell::No;
    if (!isProjectBound(row.scope) || !isWorldReadable(object))
        return Cell::No;
    const bool isOpen = object.visibility == Visibility::Open;
    if (person.isSignedIn() && person.isServiceAccount && !isOpen)
        return Cell::No; // R21
    if (isLookingAction(row.action))
        return Cell::Yes;
    return isOpen && person.isSignedIn() ? openProjectCell(person, row.action, object) : Cell::No;
}

bool isGrantedByCustomRole(const TeamRole &role, const Row &row)
{
    return role.isCustom() && row.permission && role.custom.permissions.contains(QLatin1String(row.permission));
}

/// The six privacy switches have a twin in the organisation that fixes them.
Reason shutPrivacySwitch(const Object &object)
{
    return object.policy.isEnforced ? Reason::SettingLocked : Reason::SettingOff;
}

GatedCell openedForMembers(Cell cell, bool isOn, Reason shut, const Standing &standing)
{
    if (cell != Cell::No || !standing.isInColumn(MemberColumn))
        return {cell, Reason::None};
    return isOn ? GatedCell{Cell::Yes, Reason::None} : GatedCell{Cell::No, shut};
}

GatedCell shutIf(bool isShut, Cell cell, Reason reason)
{
    return isShut && cell != Cell::No ? GatedCell{Cell::No, reason} : GatedCell{cell, Reason::None};
}

GatedCell gatedByDeployment(Cell cell, const Person &person, const Row &row, const Object &object)
{
    const bool isDedicated = object.policy.deployment == Deployment::Dedicated;
    if (row.scope == Scope::Org) { // system.settings.edit: there are none elsewhere
        return {isDedicated ? cell : Cell::No, Reason::None};
    }
    if (!isDedicated)
        return {cell, Reason::None};
    return {person.orgRole == OrgRole::Admin && !person.isServiceAccount ? Cell::Yes : Cell::No, Reason::None};
}

} // namespace

Cell cellOf(const Person &person, const Row &row, const Object &object, const Standing &standing)
{
    Cell cell = Cell::No;
    if (standing.kind == Standing::Kind::InScope)
        cell = isGrantedByCustomRole(standing.role, row) ? Cell::Yes : row.cells[standing.column];
    else if (standing.kind == Standing::Kind::Visitor)
        cell = visitorCell(person, row, object);
    if (standing.alsoColumn >= 0)
        cell = std::max(cell, row.cells[standing.alsoColumn]);
    return cell;
}

GatedCell gated(Cell cell, const Person &person, const Row &row, const Object &object, const Standing &standing)
{
    const TeamPolicy &policy = object.policy;
    switch (row.gate) {
    case Gate::MembersMayInvite:
        return openedForMembers(cell, policy.membersMayInvite, shutPrivacySwitch(object), standing);
    case Gate::MembersMaySetTtl:
        return openedForMembers(cell, policy.membersMaySetTtl, Reason::SettingOff, standing);
    case Gate::EnforcedPrivacy:
        return shutIf(policy.isEnforced, cell, Reason::SettingLocked);
    case Gate::PublicReportSharing:
        return shutIf(!mayHaveLinks(object), cell, shutPrivacySwitch(object));
    case Gate::FutureProjectsPrivate: {
        const bool isForTheWorld =
            object.givenVisibility == Visibility::Open || object.givenVisibility == Visibility::Public;
        return shutIf(policy.futureProjectsPrivate && isForTheWorld, cell, shutPrivacySwitch(object));
    }
    case Gate::DedicatedDeployment:
        return gatedByDeployment(cell, person, row, object);
    case Gate::HostedDeployment:
        return {policy.deployment == Deployment::Hosted ? cell : Cell::No, Reason::None};
    case Gate::ReportShareGrant: // isAllowedByShare(): a share counts before the project's visibility does
    case Gate::None:
        break;
    }
    return {cell, Reason::None};
}

bool mayHaveLinks(const Object &report)
{
    return report.policy.publicReportSharing || isWorldReadable(report);
}

bool isShownByShare(const Person &person, const Row &row, const Object &object)
{
    if (row.scope == Scope::Project || row.scope == Scope::Run)
        return object.isShownWithReport;
    if (row.scope != Scope::Report)
        return false;
    const bool isNamed = person.isSignedIn() && (object.hasViewGrant || object.hasShareGrant);
    return isNamed || (object.isOpenedByLink && mayHaveLinks(object));
}

bool isAllowedByShare(const Person &person, const Row &row, const Object &object)
{
    const bool looks =
        row.action == Action::ReportView || row.action == Action::ProjectView || row.action == Action::RunView;
    if (looks)
        return isShownByShare(person, row, object);
    if (row.action != Action::ReportEdit || !object.hasShareGrant || !person.isSignedIn())
        return false;
    // View-Only members of the team never edit a report; the founding document leaves no exception.
    const bool isViewOnly = person.teamRole.base == BaseRole::ViewOnly && !person.teamRole.isCustom();
    return !isViewOnly;
}

} // namespace domain
