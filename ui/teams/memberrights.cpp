#include "ui/teams/memberrights.h"

#include <QLocale>
#include <algorithm>

namespace ui {

namespace {

bool isTeamAdmin(const domain::Member &member)
{
    return member.kind == domain::Member::Kind::Person && member.role.base == domain::BaseRole::Admin;
}

bool isForInvitations(MemberAction action)
{
    return action == MemberAction::Resend || action == MemberAction::CancelInvitation;
}

domain::Action ruleFor(MemberAction action, domain::Member::Kind kind)
{
    switch (action) {
    case MemberAction::Resend:
        return domain::Action::TeamInviteResend;
    case MemberAction::CancelInvitation:
        return domain::Action::TeamInviteCancel;
    case MemberAction::SetRole:
        return domain::Action::TeamMemberSetRole;
    case MemberAction::Remove:
        break;
    }
    return kind == domain::Member::Kind::ServiceAccount ? domain::Action::TeamServiceAccountManage
                                                        : domain::Action::TeamMemberRemove;
}

} // namespace

QString changeErrorText(const base::Error &error, const DenialContext &context)
{
    if (error.kind == base::Error::Kind::Forbidden && !context.adminNames.isEmpty()) {
        return MemberRights::tr("The server refused this: your role does not allow it any more. Nothing was changed. "
                                "%Ln admin(s) can help: %1.",
            nullptr, static_cast<int>(context.adminNames.size()))
            .arg(QLocale().createSeparatedList(context.adminNames));
    }
    return errorText(error);
}

bool MemberRights::isMe(const domain::Member &member) const
{
    return !member.user.isEmpty() && member.user == person.id;
}

int MemberRights::adminCount() const
{
    return static_cast<int>(std::count_if(members.begin(), members.end(), isTeamAdmin));
}

domain::Object MemberRights::objectOf(const domain::Member &member) const
{
    domain::Object object;
    object.name = member.username;
    object.policy = policy;
    object.isTargetSelf = isMe(member);
    object.isTargetServiceAccount = member.kind == domain::Member::Kind::ServiceAccount;
    object.isTargetInvitation = member.kind == domain::Member::Kind::Invitation;
    object.isLastAdmin = isTeamAdmin(member) && adminCount() == 1;
    if (object.isTargetInvitation)
        object.givenRole = member.role.base;
    return object;
}

domain::Decision MemberRights::decide(MemberAction action) const
{
    domain::Object anybody;
    anybody.policy = policy;
    const auto kind = isForInvitations(action) ? domain::Member::Kind::Invitation : domain::Member::Kind::Person;
    return domain::decide(person, ruleFor(action, kind), anybody, circumstances);
}

domain::Decision MemberRights::decide(MemberAction action, const domain::Member &member) const
{
    return domain::decide(person, ruleFor(action, member.kind), objectOf(member), circumstances);
}

domain::Decision MemberRights::decideInvite(domain::BaseRole given) const
{
    domain::Object team;
    team.policy = policy;
    team.givenRole = given;
    return domain::decide(person, domain::Action::TeamMemberInvite, team, circumstances);
}

QString MemberRights::refusal(MemberAction action, const domain::Member &member) const
{
    const bool isInvitation = member.kind == domain::Member::Kind::Invitation;
    if (isForInvitations(action) && !isInvitation)
        return tr("Is in the team already: there is no invitation pending.");
    if (action == MemberAction::Remove && isInvitation)
        return tr("Has not accepted the invitation yet: cancel the invitation instead.");
    return denialText(decide(action, member), context);
}

BulkMembers MemberRights::decideFor(MemberAction action, const QList<domain::Member> &selection) const
{
    BulkMembers bulk;
    int adminsLeft = adminCount();
    const bool takesAdmins = action == MemberAction::Remove;
    for (const domain::Member &member : selection) {
        QString reason = refusal(action, member);
        if (reason.isEmpty() && takesAdmins && isTeamAdmin(member) && --adminsLeft == 0) {
            domain::Decision last;
            last.reason = domain::Reason::WrongState;
            last.state = domain::WrongState::LastAdmin;
            reason = denialText(last, context);
        }
        if (reason.isEmpty())
            bulk.allowed.append(member);
        else
            bulk.refused.append({member, reason});
    }
    return bulk;
}

} // namespace ui
