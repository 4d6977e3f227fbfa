#pragma once

#include "base/error.h"
#include "domain/rulebook.h"
#include "domain/team.h"
#include "ui/kit/words.h"

#include <QCoreApplication>

namespace ui {

/// A member that an action does not touch, and why in words.
struct RefusedMember
{
    domain::Member member;
    QString reason;
};

/// What an action would do to a selection (permissions, section 9: bulk actions).
struct BulkMembers
{
    QList<domain::Member> allowed;
    QList<RefusedMember> refused;

    [[nodiscard]] qsizetype count() const { return allowed.size() + refused.size(); }
};

/// What the server's refusal of a change means and who can help: for a role that lacks, the admins by name.
QString changeErrorText(const base::Error &error, const DenialContext &context);

/// The actions of the Members page upon rows.
enum class MemberAction { Resend, CancelInvitation, SetRole, Remove };

/// What the signed-in person may do to the members of one team: asks the rule book, nothing else.
struct MemberRights
{
    Q_DECLARE_TR_FUNCTIONS(ui::MemberRights)

public:
    domain::Person person;
    domain::TeamPolicy policy;
    domain::Circumstances circumstances;
    DenialContext context;
    QList<domain::Member> members; ///< all of the team

    /// Whether the role allows the action upon anybody at all.
    [[nodiscard]] domain::Decision decide(MemberAction action) const;
    [[nodiscard]] domain::Decision decide(MemberAction action, const domain::Member &member) const;
    [[nodiscard]] domain::Decision decideInvite(domain::BaseRole given) const;
    /// Which of the selection the action may touch. Never takes all admins of the team at once.
    [[nodiscard]] BulkMembers decideFor(MemberAction action, const QList<domain::Member> &selection) const;

    [[nodiscard]] bool isMe(const domain::Member &member) const;
    [[nodiscard]] int adminCount() const;

private:
    [[nodiscard]] domain::Object objectOf(const domain::Member &member) const;
    [[nodiscard]] QString refusal(MemberAction action, const domain::Member &member) const;
};

} // namespace ui
