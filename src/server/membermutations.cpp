#include "server/globalid.h"
#include "server/memberlist.h"
#include "server/membership.h"
#include "server/mutations.h"
#include "server/names.h"
#include "server/organizationstore.h"
#include "server/rolewords.h"
#include "server/teamstore.h"
#include "server/userstore.h"

#include <algorithm>

namespace server {

using domain::Action;
using domain::BaseRole;
using graphql::Value;

namespace {

base::Result<domain::TeamRole> wantedRole(Session &session, const Value &input)
{
    const auto word = input[QStringLiteral("role")].text();
    if (word && !word->isEmpty())
        return roleFromWord(session, *word, "role");
    return domain::TeamRole{input[QStringLiteral("admin")].toBool() ? BaseRole::Admin : BaseRole::Member, {}};
}

/// Who is to be invited: a known person, or an address.
base::Result<InviteRecord> invitee(Session &session, const Value &input)
{
    InviteRecord invite;
    invite.email = input[QStringLiteral("email")].toString().trimmed();
    const QString username = input[QStringLiteral("username")].toString().trimmed();
    UserStore users(session.database);
    const auto user = username.isEmpty() ? users.byEmail(invite.email) : users.byUsername(username);
    if (!user)
        return user.error();
    if (*user && !(*user)->isService && !(*user)->isDeactivated)
        invite.user = (*user)->id;
    else if (!username.isEmpty())
        return base::Error{base::Error::Kind::NotFound, QStringLiteral("no such user")};
    if (invite.user == 0 && !isSoundAddress(invite.email))
        return invalidInput("email");
    if (*user && invite.email.isEmpty())
        invite.email = (*user)->email;
    return invite;
}

/// Asked with what is known of the invited person; whether they exist is told to those only who may invite.
base::Status requireInviting(
    Session &session, const EntityRecord &team, const domain::TeamRole &role, const base::Result<InviteRecord> &invite)
{
    TeamStore store(session.database);
    Access::Target target{&team};
    target.givenRole = role;
    Action action = Action::TeamMemberInvite;
    std::optional<InviteRecord> sent;
    if (invite) {
        const auto present = store.roleOf(team.id, invite->user);
        InviteRecord same = *invite;
        same.entity = team.id;
        const auto open = store.openInvite(same);
        if (!present || !open)
            return present ? open.error() : present.error();
        target.isTargetMember = *present != BaseRole::None;
        target.isTargetSelf = target.isTargetMember && invite->user == session.who.user.id;
        action = *open != 0 ? Action::TeamInviteResend : action;
        const auto before = store.invite(*open);
        if (!before)
            return before.error();
        sent = *before;
    }
    Access access(session);
    if (auto allowed = access.require(action, target); !allowed || !sent)
        return allowed;
    target.givenRole = sent->role; // whoever may not give that role does not take it away either
    return access.require(action, target);
}

base::Result<Value> remainingSeats(Session &session)
{
    OrganizationStore store(session.database);
    const auto organization = store.read();
    const auto used = store.usedSeats();
    if (!organization || !used)
        return organization ? used.error() : organization.error();
    Value seats;
    if (organization->seatLimit)
        seats = std::max<qint64>(0, *organization->seatLimit - *used);
    return seats;
}

base::Result<Value> sendInvite(Session &session, const EntityRecord &team, const InviteRecord &invite)
{
    TeamStore store(session.database);
    const auto id = store.putInvite(invite, session.now);
    if (!id)
        return id.error();
    const auto stored = store.invite(*id);
    if (!stored)
        return stored.error();
    return inviteValue(session, stored->value_or(InviteRecord{}), {team, EntityView::Sight::Full});
}

base::Result<Value::Fields> createInvite(Session &session, const Value &input)
{
    const auto team = requireTeam(session, input[QStringLiteral("entityName")].toString());
    if (!team)
        return team.error();
    const auto role = wantedRole(session, input);
    auto invite = invitee(session, input);
    if (auto allowed = requireInviting(session, *team, role.valueOr({BaseRole::Admin, {}}), invite); !allowed)
        return allowed.error();
    if (!role || !invite)
        return role ? invite.error() : role.error();
    if (input[QStringLiteral("addSeat")].toBool())
        return invalidInput("addSeat");
    invite->entity = team->id;
    invite->role = *role;
    invite->invitedBy = session.who.user.id;
    // An organisation admin who brings themself in has nobody to wait for.
    const bool isSelf = invite->user == session.who.user.id;
    const auto value = isSelf ? base::Result<Value>(Value()) : sendInvite(session, *team, *invite);
    if (!value)
        return value.error();
    if (isSelf) {
        if (auto added = addMember(session, *team, invite->user, *role); !added)
            return added.error();
    }
    const auto seats = remainingSeats(session);
    if (!seats)
        return seats.error();
    return Value::Fields{{QStringLiteral("success"), true}, {QStringLiteral("invite"), *value},
        {QStringLiteral("remainingSeats"), *seats},
        {QStringLiteral("entity"),
            Value::object(QStringLiteral("Entity"), EntityView{*team, EntityView::Sight::Full})}};
}

base::Status cancelInvite(Session &session, const EntityRecord &team, qint64 id)
{
    TeamStore store(session.database);
    if (auto allowed = Access(session).require(Action::TeamInviteCancel, {&team}); !allowed)
        return allowed;
    const auto invite = store.invite(id);
    if (!invite)
        return invite.error();
    if (!*invite || (*invite)->entity != team.id)
        return Access::notFound();
    return store.deleteInvite(id);
}

base::Result<Value::Fields> deleteInvite(Session &session, const Value &input)
{
    const auto team = requireTeam(session, input[QStringLiteral("entityName")].toString());
    if (!team)
        return team.error();
    const QString id = input[QStringLiteral("id")].toString();
    const auto invite = numberFromId("Invite", id);
    const auto done = invite ? cancelInvite(session, *team, *invite)
                             : removeMember(session, *team, numberFromId("User", id).value_or(0));
    if (!done)
        return done.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

base::Result<Value::Fields> updateMember(Session &session, const Value &input)
{
    const auto team = requireTeam(session, input[QStringLiteral("entityName")].toString());
    if (!team)
        return team.error();
    const auto role = wantedRole(session, input);
    const qint64 user = numberFromId("User", input[QStringLiteral("user")].toString()).value_or(0);
    if (auto set = setMemberRole(session, *team, user, role.valueOr({BaseRole::Member, {}})); !set)
        return set.error();
    if (!role)
        return role.error();
    const auto member = UserStore(session.database).byId(user);
    if (!member)
        return member.error();
    return Value::Fields{{QStringLiteral("member"), memberValue({**member, *role})}};
}

/// By the invited person, or never; declining is leaving it at that.
base::Result<Value::Fields> acceptInvite(Session &session, const Value &input)
{
    TeamStore store(session.database);
    const UserRecord &self = session.who.user;
    const auto sent = store.invitesFor(self);
    if (!sent)
        return sent.error();
    const qint64 id = numberFromId("Invite", input[QStringLiteral("id")].toString()).value_or(0);
    const auto invite =
        std::find_if(sent->begin(), sent->end(), [id](const InviteRecord &each) { return each.id == id; });
    if (invite == sent->end() || self.isService)
        return Access::notFound();
    const qint64 team = invite->entity;
    const bool declines = input[QStringLiteral("decline")].toBool();
    const auto present = store.roleOf(team, self.id);
    if (!present)
        return present.error();
    if (!declines && *present == BaseRole::None) {
        if (auto joined = store.setRole(team, self.id, invite->role, session.now); !joined)
            return joined.error();
        session.roles.clear();
    }
    if (auto deleted = store.deleteInvite(id); !deleted)
        return deleted.error();
    const auto entity = store.byId(team);
    if (!entity)
        return entity.error();
    const auto view = viewOf(session, *entity, (*entity)->name);
    if (!view)
        return view.error();
    return Value::Fields{
        {QStringLiteral("success"), true}, {QStringLiteral("entity"), Value::object(QStringLiteral("Entity"), *view)}};
}

} // namespace

void addMemberMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "createInvite", createInvite);
    addMutation(resolvers, "deleteInvite", deleteInvite);
    addMutation(resolvers, "updateMember", updateMember);
    addMutation(resolvers, "acceptInvite", acceptInvite);
}

} // namespace server
