// Why something is greyed, and who can help (permissions, section 15; ui/kit/words.h).
#include "ui/kit/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace ui {

namespace {

struct Denials
{
    Q_DECLARE_TR_FUNCTIONS(ui::Denials)
};

using domain::Gate;
using domain::Helper;
using domain::Reason;
using domain::WrongState;

/// Two whole sentences; a translation may turn them round.
QString missingAndHelp(const QString &missing, const QString &help)
{
    return help.isEmpty() ? missing : Denials::tr("%1 %2", "what is missing, then who can help").arg(missing, help);
}

QString namesText(const QStringList &names)
{
    constexpr qsizetype most = 3;
    if (names.size() <= most)
        return QLocale().createSeparatedList(names);
    return Denials::tr("%1 and %Ln other(s)", nullptr, static_cast<int>(names.size() - most))
        .arg(names.first(most).join(QStringLiteral(", ")));
}

QString teamAdmins(const DenialContext &context)
{
    if (context.adminNames.isEmpty())
        return Denials::tr("A team admin can help.");
    return Denials::tr("%Ln admin(s) can help: %1.", nullptr, static_cast<int>(context.adminNames.size()))
        .arg(namesText(context.adminNames));
}

QString organizationAdmins(const DenialContext &context)
{
    if (context.organizationAdminNames.isEmpty())
        return Denials::tr("An organisation admin can change that.");
    return Denials::tr("Organisation admins can change that: %1.").arg(namesText(context.organizationAdminNames));
}

QString yourRole(const domain::Decision &decision, const DenialContext &context)
{
    if (decision.effectiveRole == domain::BaseRole::None) {
        return context.teamName.isEmpty() ? Denials::tr("You are not in the team.")
                                          : Denials::tr("You are not in %1.").arg(context.teamName);
    }
    const QString role = roleName(decision.effectiveRole);
    return context.teamName.isEmpty() ? Denials::tr("You are %1.").arg(role)
                                      : Denials::tr("You are %1 in %2.").arg(role, context.teamName);
}

QString neededRole(const Helper &helper)
{
    switch (helper.kind) {
    case Helper::Kind::TeamMember:
        return Denials::tr("Needs the role Member or higher.");
    case Helper::Kind::TeamAdmin:
        return Denials::tr("Needs the role Admin.");
    case Helper::Kind::ProjectAdmin:
        return Denials::tr("Needs the role Admin in the team or in this project.");
    case Helper::Kind::OrgAdmin:
        return Denials::tr("Only an organisation admin can do this.");
    case Helper::Kind::Owner:
        return Denials::tr("Only the owner can do this.");
    case Helper::Kind::RegistryMember:
        return Denials::tr("Needs the role Member or higher in this registry.");
    case Helper::Kind::RegistryAdmin:
        return Denials::tr("Needs the role Admin in this registry.");
    case Helper::Kind::ModelRegistryAdmin:
        return Denials::tr("Only model registry admins can do this.");
    case Helper::Kind::Everybody:
        return Denials::tr("Your role does not allow this.");
    case Helper::Kind::Nobody:
        break;
    }
    return Denials::tr("Nobody can do this.");
}

QString wrongStateText(const domain::Decision &decision);

QString roleLacksText(const domain::Decision &decision, const DenialContext &context)
{
    if (decision.state == WrongState::AdminMustRemove)
        return missingAndHelp(wrongStateText(decision), teamAdmins(context));
    const QString needed = neededRole(decision.helper);
    if (decision.helper.kind == Helper::Kind::Nobody)
        return needed;
    const QString missing = Denials::tr("%1 %2", "the role that is needed, then the role that the person has")
                                .arg(needed, yourRole(decision, context));
    if (decision.helper.kind == Helper::Kind::OrgAdmin)
        return missingAndHelp(missing, organizationAdmins(context));
    return missingAndHelp(missing, teamAdmins(context));
}

QString notOwnerText(const domain::Decision &decision, const DenialContext &context)
{
    const QString owner = decision.helper.name.isEmpty() ? decision.detail : decision.helper.name;
    const QString missing = owner.isEmpty()
        ? Denials::tr("This is not yours: only its owner or a team admin can do this.")
        : Denials::tr("This belongs to %1: only the owner or a team admin can do this.").arg(owner);
    return missingAndHelp(missing, context.adminNames.isEmpty() ? QString() : teamAdmins(context));
}

QString gateName(Gate gate)
{
    switch (gate) {
    case Gate::MembersMayInvite:
        return Denials::tr("members may invite");
    case Gate::EnforcedPrivacy:
        return Denials::tr("privacy switches");
    case Gate::DedicatedDeployment:
        return Denials::tr("kind of server");
    case Gate::ReportShareGrant:
        return Denials::tr("report shared for editing");
    case Gate::PublicReportSharing:
        return Denials::tr("public links to reports");
    case Gate::MembersMaySetTtl:
        return Denials::tr("members may set retention");
    case Gate::FutureProjectsPrivate:
        return Denials::tr("future projects are private");
    case Gate::HostedDeployment:
        return Denials::tr("kind of server");
    case Gate::None:
        break;
    }
    return Denials::tr("a setting");
}

QString settingOffText(const domain::Decision &decision, const DenialContext &context)
{
    const QString missing = Denials::tr("Switched off for this team: %1.").arg(gateName(decision.gate));
    return missingAndHelp(missing, teamAdmins(context));
}

QString wrongStateText(const domain::Decision &decision)
{
    switch (decision.state) {
    case WrongState::RunEnded:
        return Denials::tr("This run has already ended.");
    case WrongState::TooLateToRestore:
        return Denials::tr("Too late to restore: it was deleted for good.");
    case WrongState::RunInRestrictedProject:
        return Denials::tr("Runs cannot leave a restricted project.");
    case WrongState::ProtectedAlias:
        return Denials::tr("Protected as %1. A registry admin must take the alias off first.").arg(decision.detail);
    case WrongState::KeptWhileLinked:
        return Denials::tr("Kept as long as it is linked.");
    case WrongState::TypeNotAccepted:
        return Denials::tr("This registry does not accept artifacts of this type. A registry admin can add the type.");
    case WrongState::TypesOnlyGrow:
        return Denials::tr("Types cannot be taken away again.");
    case WrongState::LastAdmin:
        return Denials::tr("The team needs at least one admin. Make somebody else admin first.");
    case WrongState::ChangedMeanwhile:
        return Denials::tr("Somebody else saved it meanwhile. Look at the present state first.");
    case WrongState::ViewOnlyInTeam:
        return Denials::tr("View-Only in the team: the role cannot be raised here. A team admin can raise it there.");
    case WrongState::NotJoined:
        return Denials::tr("This project is restricted. As a team admin you may join it first.");
    case WrongState::AlreadyInTeam:
        return Denials::tr("Is in the team or invited already.");
    case WrongState::ServiceAccount:
        return Denials::tr("A service account has no role that could be changed.");
    case WrongState::StillInvited:
        return Denials::tr("Has not accepted the invitation yet. Cancel it and invite again with another role.");
    case WrongState::VisibilityNotReachable:
        return Denials::tr("From its present visibility the project cannot get there. "
                           "A restricted project becomes a team project first.");
    case WrongState::NotInLicence:
        return Denials::tr("Custom roles are not in your licence. An organisation admin can extend it.");
    case WrongState::AdminMustRemove:
        return Denials::tr("Nobody leaves a team by themselves: a team admin has to remove you.");
    case WrongState::None:
        break;
    }
    return Denials::tr("Not possible in its present state.");
}

} // namespace

QString denialText(const domain::Decision &decision, const DenialContext &context)
{
    switch (decision.reason) {
    case Reason::None:
        return {};
    case Reason::SeatNone:
        return missingAndHelp(Denials::tr("You have no seat for this product."), organizationAdmins(context));
    case Reason::SeatViewer:
        return missingAndHelp(Denials::tr("Your seat is Viewer: it only looks, it does not change or download."),
            organizationAdmins(context));
    case Reason::NotVisible:
        return missingAndHelp(Denials::tr("It is not there, or you may not see it."), teamAdmins(context));
    case Reason::SettingOff:
        return settingOffText(decision, context);
    case Reason::SettingLocked:
        return missingAndHelp(Denials::tr("Set for the whole organisation."), organizationAdmins(context));
    case Reason::RoleLacks:
        return roleLacksText(decision, context);
    case Reason::NotOwner:
        return notOwnerText(decision, context);
    case Reason::WrongState:
        return wrongStateText(decision);
    case Reason::Offline:
        return context.dataFrom.isValid()
            ? Denials::tr("Offline: this needs the server. The data shown is from %1.")
                  .arg(exactTimeText(context.dataFrom))
            : Denials::tr("Offline: this needs the server. Connect to the network, then try again.");
    case Reason::RoleUnknown:
        return Denials::tr("Your role is not known yet. It will be after the first connection to the server.");
    case Reason::NotSignedIn:
        return Denials::tr("You are not signed in. Sign in to do this.");
    }
    return {};
}

} // namespace ui
