#include "server/refusaltext.h"

namespace server {

using domain::Helper;
using domain::Reason;

QString reasonName(Reason reason)
{
    switch (reason) {
    case Reason::None:
        return QStringLiteral("None");
    case Reason::SeatNone:
        return QStringLiteral("SeatNone");
    case Reason::NotVisible:
        return QStringLiteral("NotVisible");
    case Reason::SettingOff:
        return QStringLiteral("SettingOff");
    case Reason::SettingLocked:
        return QStringLiteral("SettingLocked");
    case Reason::RoleLacks:
        return QStringLiteral("RoleLacks");
    case Reason::NotOwner:
        return QStringLiteral("NotOwner");
    case Reason::SeatViewer:
        return QStringLiteral("SeatViewer");
    case Reason::WrongState:
        return QStringLiteral("WrongState");
    case Reason::Offline:
        return QStringLiteral("Offline");
    case Reason::RoleUnknown:
        return QStringLiteral("RoleUnknown");
    case Reason::NotSignedIn:
        break;
    }
    return QStringLiteral("NotSignedIn");
}

QString helperName(Helper::Kind kind)
{
    switch (kind) {
    case Helper::Kind::Nobody:
        return QStringLiteral("Nobody");
    case Helper::Kind::OrgAdmin:
        return QStringLiteral("OrgAdmin");
    case Helper::Kind::TeamAdmin:
        return QStringLiteral("TeamAdmin");
    case Helper::Kind::TeamMember:
        return QStringLiteral("TeamMember");
    case Helper::Kind::Owner:
        return QStringLiteral("Owner");
    case Helper::Kind::RegistryAdmin:
        return QStringLiteral("RegistryAdmin");
    case Helper::Kind::RegistryMember:
        return QStringLiteral("RegistryMember");
    case Helper::Kind::ModelRegistryAdmin:
        return QStringLiteral("ModelRegistryAdmin");
    case Helper::Kind::ProjectAdmin:
        return QStringLiteral("ProjectAdmin");
    case Helper::Kind::Everybody:
        break;
    }
    return QStringLiteral("Everybody");
}

namespace {

/// Section 11 of the permissions.
QString stateText(domain::Action action, const domain::Decision &decision)
{
    using domain::WrongState;
    switch (decision.state) {
    case WrongState::RunEnded:
        return QStringLiteral("the run has ended already");
    case WrongState::TooLateToRestore:
        return QStringLiteral("it is too late to restore it");
    case WrongState::RunInRestrictedProject:
        return QStringLiteral("runs cannot leave a restricted project");
    case WrongState::ProtectedAlias:
        return QStringLiteral("it is protected as %1; a registry admin must remove the alias first")
            .arg(decision.detail);
    case WrongState::KeptWhileLinked:
        return QStringLiteral("it is kept as long as it is linked");
    case WrongState::TypeNotAccepted:
        return decision.detail.isEmpty() ? QStringLiteral("artifacts of a person cannot be linked")
                                         : QStringLiteral("this registry accepts: %1").arg(decision.detail);
    case WrongState::TypesOnlyGrow:
        return QStringLiteral("types cannot be taken away again");
    case WrongState::LastAdmin:
        return domain::ruleOf(action).scope == domain::Scope::Org
            ? QStringLiteral("an organization needs at least one admin")
            : QStringLiteral("a team needs at least one admin");
    case WrongState::ChangedMeanwhile:
        return QStringLiteral("somebody else has changed it meanwhile");
    case WrongState::ViewOnlyInTeam:
        return QStringLiteral("whoever is View-Only in the team cannot be raised in a project");
    case WrongState::NotJoined:
        return QStringLiteral("join the restricted project first");
    case WrongState::AlreadyInTeam:
        return QStringLiteral("the person is in the team already");
    case WrongState::ServiceAccount:
        return QStringLiteral("the role of a service account is fixed");
    case WrongState::StillInvited:
        return QStringLiteral("the person has not accepted the invitation yet");
    case WrongState::VisibilityNotReachable:
        return QStringLiteral("from a restricted project the only way out is one of the team");
    case WrongState::NotInLicence:
        return QStringLiteral("it is not in the licence");
    case WrongState::AdminMustRemove:
        return QStringLiteral("nobody leaves a team by themselves; an admin removes them");
    case WrongState::None:
        break;
    }
    return QStringLiteral("its state does not allow it");
}

QString cause(domain::Action action, const domain::Decision &decision)
{
    switch (decision.reason) {
    case Reason::SeatNone:
    case Reason::SeatViewer:
        return QStringLiteral("your seat does not allow it; an organisation admin can change it");
    case Reason::SettingOff:
        return QStringLiteral("it is switched off for this team; a team admin can change it");
    case Reason::SettingLocked:
        return QStringLiteral("it is set for the whole organisation; an organisation admin can change it");
    case Reason::NotOwner:
        return decision.helper.name.isEmpty() ? QStringLiteral("it is not yours")
                                              : QStringLiteral("it belongs to %1").arg(decision.helper.name);
    case Reason::WrongState:
        return stateText(action, decision);
    case Reason::NotSignedIn:
        return QStringLiteral("you are not signed in");
    case Reason::None:
    case Reason::NotVisible:
    case Reason::RoleLacks:
    case Reason::Offline:
    case Reason::RoleUnknown:
        break;
    }
    const QString role = domain::wireName(decision.effectiveRole);
    return role.isEmpty() ? QStringLiteral("you have no role here that allows it")
                          : QStringLiteral("your role (%1) does not allow it").arg(role);
}

} // namespace

QString refusalText(
    domain::Action action, const domain::Decision &decision, const QString &entity, const QStringList &admins)
{
    QString text = QStringLiteral("permission denied: %1: %2").arg(domain::actionName(action), cause(action, decision));
    const bool adminsHelp = decision.reason == Reason::RoleLacks || decision.reason == Reason::NotOwner
        || decision.reason == Reason::SettingOff;
    if (adminsHelp && !admins.isEmpty())
        text += QStringLiteral(". Admins of %1: %2").arg(entity, admins.join(QLatin1String(", ")));
    return text;
}

} // namespace server
