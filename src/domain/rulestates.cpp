#include "domain/rulestates.h"

namespace domain {

namespace {

constexpr int daysToRestore = 7;

WrongState when(bool isBlocked, WrongState state)
{
    return isBlocked ? state : WrongState::None;
}

bool isTooLateToRestore(const Object &object, const Circumstances &circumstances)
{
    if (object.isDeletedWithArtifacts)
        return true;
    // Without a clock nobody can say that it is in time.
    return object.deletedAt
        && (!circumstances.now.isValid() || object.deletedAt->addDays(daysToRestore) < circumstances.now);
}

WrongState blockedRoleChange(const Object &object)
{
    if (object.isTargetServiceAccount)
        return WrongState::ServiceAccount;
    if (object.isTargetInvitation)
        return WrongState::StillInvited;
    if (object.isLastAdmin)
        return WrongState::LastAdmin;
    const bool lacksLicence = object.isTargetCustomRole && !object.policy.hasCustomRolesLicence;
    return when(lacksLicence, WrongState::NotInLicence);
}

/// Of a version by itself, or together with the place that it was logged to. A link alone keeps no single version
/// (section 9), but a project or a team is deleted with things that whoever deletes it may not know of.
WrongState blockedByRegistries(const Object &object)
{
    return object.protectedAlias.isEmpty() ? when(object.isLinkedOrGenerated, WrongState::KeptWhileLinked)
                                           : WrongState::ProtectedAlias;
}

WrongState blockedVisibility(const Object &object)
{
    if (!object.givenVisibility || !object.visibility || *object.givenVisibility == *object.visibility)
        return WrongState::None;
    // What the team's switch takes away has its own reason; here it is about the way from one level to another.
    TeamPolicy free = object.policy;
    free.futureProjectsPrivate = false;
    const bool isReachable = reachableVisibilities(*object.visibility, free).contains(*object.givenVisibility);
    return when(!isReachable, WrongState::VisibilityNotReachable);
}

} // namespace

WrongState blockingState(
    Action action, const Object &object, const Standing &standing, const Circumstances &circumstances)
{
    switch (action) {
    case Action::RunStop:
        return when(!object.isRunActive, WrongState::RunEnded);
    case Action::RunUndelete:
        return when(isTooLateToRestore(object, circumstances), WrongState::TooLateToRestore);
    case Action::RunMove:
        return when(object.visibility == Visibility::Restricted, WrongState::RunInRestrictedProject);
    case Action::ArtifactDelete:
        return when(!object.protectedAlias.isEmpty(), WrongState::ProtectedAlias);
    case Action::ProjectDelete:
    case Action::TeamDelete:
        return blockedByRegistries(object);
    case Action::ArtifactTtlSet:
        return when(object.isLinkedOrGenerated, WrongState::KeptWhileLinked);
    case Action::RegistryUnlink:
    case Action::RegistryCollectionDelete: {
        const bool isBelowAdmin = !standing.isInColumn(RegistryAdminColumn);
        return when(!object.protectedAlias.isEmpty() && isBelowAdmin, WrongState::ProtectedAlias);
    }
    case Action::RegistryLink:
        return when(object.isTypeRefused || object.isInPersonalEntity, WrongState::TypeNotAccepted);
    case Action::RegistryTypesEdit:
        return when(object.isTypeRemoval, WrongState::TypesOnlyGrow);
    case Action::TeamMemberInvite:
        return when(object.isTargetSelf || object.isTargetMember, WrongState::AlreadyInTeam);
    case Action::TeamMemberRemove:
    case Action::OrgUsersRemove:
    case Action::OrgUsersSetRole:
    case Action::OrgUsersSetSeat:
        return when(object.isLastAdmin, WrongState::LastAdmin);
    case Action::TeamMemberSetRole:
        return blockedRoleChange(object);
    case Action::TeamCustomRoleAssign: {
        const bool hasLicence = object.policy.hasCustomRolesLicence;
        return hasLicence ? blockedRoleChange(object) : WrongState::NotInLicence;
    }
    case Action::OrgCustomRolesEdit:
        return when(!object.policy.hasCustomRolesLicence, WrongState::NotInLicence);
    case Action::ReportEdit:
        return when(object.changedMeanwhile, WrongState::ChangedMeanwhile);
    case Action::ProjectUsersEdit:
        return when(object.isTargetViewOnly, WrongState::ViewOnlyInTeam);
    case Action::ProjectSetVisibility:
        return blockedVisibility(object);
    default:
        return WrongState::None;
    }
}

QString stateDetail(WrongState state, const Object &object)
{
    switch (state) {
    case WrongState::ProtectedAlias:
        return object.protectedAlias;
    case WrongState::TypeNotAccepted:
        return object.acceptedTypes;
    default:
        return {};
    }
}

} // namespace domain
