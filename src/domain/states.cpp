#include "domain/states.h"

namespace domain {

namespace {

constexpr int undeleteDays = 7;

bool isTooLateToRestore(const Object &object, const QDateTime &now)
{
    if (object.isDeletedWithArtifacts)
        return true;
    return object.deletedAt && now.isValid() && object.deletedAt->addDays(undeleteDays) < now;
}

WrongState blockedIf(bool blocked, WrongState state)
{
    return blocked ? state : WrongState::None;
}

} // namespace

WrongState blockingState(Action action, const Object &object, RegistryRole role, const QDateTime &now)
{
    switch (action) {
    case Action::RunStop:
        return blockedIf(!object.isRunActive, WrongState::RunEnded);
    case Action::RunUndelete:
        return blockedIf(isTooLateToRestore(object, now), WrongState::TooLateToRestore);
    case Action::RunMove:
        return blockedIf(object.visibility == Visibility::Restricted, WrongState::RunInRestrictedProject);
    case Action::ArtifactDelete:
        return blockedIf(!object.protectedAlias.isEmpty(), WrongState::ProtectedAlias);
    case Action::RegistryUnlink:
    case Action::RegistryCollectionDelete:
        return blockedIf(!object.protectedAlias.isEmpty() && role != RegistryRole::Admin, WrongState::ProtectedAlias);
    case Action::ArtifactTtlSet:
        return blockedIf(object.isLinkedOrGenerated, WrongState::KeptWhileLinked);
    case Action::RegistryLink:
        return blockedIf(object.isTypeRefused, WrongState::TypeNotAccepted);
    case Action::RegistryTypesEdit:
        return blockedIf(object.isTypeRemoval, WrongState::TypesOnlyGrow);
    case Action::TeamMemberRemove:
    case Action::TeamMemberSetRole:
    case Action::TeamCustomRoleAssign:
    case Action::OrgUsersRemove:
    case Action::OrgUsersSetRole:
        return blockedIf(object.isLastAdmin, WrongState::LastAdmin);
    case Action::ReportEdit:
        return blockedIf(object.changedMeanwhile, WrongState::ChangedMeanwhile);
    case Action::ProjectUsersEdit:
        return blockedIf(object.isTargetViewOnly, WrongState::ViewOnlyInTeam);
    default:
        return WrongState::None;
    }
}

} // namespace domain
