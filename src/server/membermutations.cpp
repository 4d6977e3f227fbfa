#include "server/globalid.h"
#include "server/memberlist.h"
#include "server/mutations.h"
#include "server/teamstore.h"
#include "server/userstore.h"

namespace server {

using domain::Action;
using domain::BaseRole;
using graphql::Value;

namespace {

/// A team that the caller sees in full; strangers are told that there is none.
base::Result<EntityRecord> requireTeam(Session &session, const QString &name)
{
    const auto entity = entityNamed(session, name);
    if (!entity)
        return entity.error();
    const auto view = viewOf(session, *entity, name);
    if (!view)
        return view.error();
    if (view->sight != EntityView::Sight::Full || !view->record.isTeam)
        return Access::notFound();
    return view->record;
}

base::Result<BaseRole> wantedRole(const Value &input, BaseRole fallback)
{
    const auto word = input[QStringLiteral("role")].text();
    if (!word || word->isEmpty())
        return input[QStringLiteral("admin")].toBool() ? BaseRole::Admin : fallback;
    const BaseRole role = domain::baseRoleFromWire(*word);
    if (role == BaseRole::Unknown || role == BaseRole::None)
        return invalidInput("role");
    return role;
}

bool isSoundMail(const QString &mail)
{
    const qsizetype at = mail.indexOf(u'@');
    return at > 0 && at < mail.size() - 1 && mail.size() <= 254 && !mail.contains(u' ');
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
    if (*user && !(*user)->isService)
        invite.user = (*user)->id;
    else if (!username.isEmpty())
        return base::Error{base::Error::Kind::NotFound, QStringLiteral("no such user")};
    if (invite.user == 0 && !isSoundMail(invite.email))
        return invalidInput("email");
    if (*user && invite.email.isEmpty())
        invite.email = (*user)->email;
    return invite;
}

base::Result<Value::Fields> createInvite(Session &session, const Value &input)
{
    const auto team = requireTeam(session, input[QStringLiteral("entityName")].toString());
    if (!team)
        return team.error();
    const auto role = wantedRole(input, BaseRole::Member);
    if (!role)
        return role.error();
    auto invite = invitee(session, input);
    TeamStore store(session.database);
    Access::Target target{&*team};
    target.givenRole = *role;
    if (auto allowed = Access(session).require(Action::TeamMemberInvite, target); !allowed)
        return allowed.error();
    if (!invite)
        return invite.error();
    const auto present = store.roleOf(team->id, invite->user);
    if (!present)
        return present.error();
    if (*present != BaseRole::None || invite->user == session.who.user.id)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("this person is in the team already")};
    invite->entity = team->id;
    invite->role = *role;
    invite->invitedBy = session.who.user.id;
    const auto id = store.putInvite(*invite, session.now);
    if (!id)
        return id.error();
    const auto stored = store.invite(*id);
    if (!stored)
        return stored.error();
    const auto value = inviteValue(session, stored->value_or(InviteRecord{}), *team);
    if (!value)
        return value.error();
    return Value::Fields{{QStringLiteral("success"), true}, {QStringLiteral("invite"), *value},
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

base::Result<bool> isLastAdmin(Session &session, const EntityRecord &team, BaseRole role)
{
    if (role != BaseRole::Admin)
        return false;
    return TeamStore(session.database).adminCount(team.id).map([](qint64 count) { return count <= 1; });
}

base::Status removeMember(Session &session, const EntityRecord &team, qint64 user)
{
    TeamStore store(session.database);
    const auto role = store.roleOf(team.id, user);
    if (!role)
        return role.error();
    const auto member = UserStore(session.database).byId(user);
    const auto last = isLastAdmin(session, team, *role);
    if (!member || !last)
        return member ? last.error() : member.error();
    Access::Target target{&team};
    target.isLastAdmin = *last;
    target.isTargetSelf = user == session.who.user.id;
    const bool isService = *member && (*member)->isService;
    const Action action = isService ? Action::TeamServiceAccountManage : Action::TeamMemberRemove;
    if (auto allowed = Access(session).require(action, target); !allowed)
        return allowed;
    if (*role == BaseRole::None)
        return Access::notFound();
    if (auto removed = store.removeMember(team.id, user); !removed)
        return removed;
    return isService ? UserStore(session.database).deactivate(user) : base::Status(base::Done{});
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
    const auto role = wantedRole(input, BaseRole::Member);
    if (!role)
        return role.error();
    const qint64 user = numberFromId("User", input[QStringLiteral("user")].toString()).value_or(0);
    TeamStore store(session.database);
    const auto old = store.roleOf(team->id, user);
    if (!old)
        return old.error();
    const auto last = isLastAdmin(session, *team, *old);
    if (!last)
        return last.error();
    Access::Target target{&*team};
    target.givenRole = *role;
    target.isLastAdmin = *last && *role != BaseRole::Admin;
    target.isTargetSelf = user == session.who.user.id;
    if (auto allowed = Access(session).require(Action::TeamMemberSetRole, target); !allowed)
        return allowed.error();
    const auto member = UserStore(session.database).byId(user);
    if (!member)
        return member.error();
    if (*old == BaseRole::None || !*member)
        return Access::notFound();
    if ((*member)->isService)
        return invalidInput("user");
    if (auto set = store.setRole(team->id, user, *role, session.now); !set)
        return set.error();
    return Value::Fields{{QStringLiteral("member"), memberValue({**member, *role})}};
}

base::Result<Value::Fields> updateEntity(Session &session, const Value &input)
{
    auto team = requireTeam(session, input[QStringLiteral("entity")].toString());
    if (!team)
        return team.error();
    const auto take = [](const Value &value, bool &into) {
        const bool isGiven = !value.isNull();
        into = isGiven ? value.toBool() : into;
        return isGiven;
    };
    const Value &settings = input[QStringLiteral("settings")];
    domain::TeamPolicy &policy = team->policy;
    bool changesPrivacy = take(input[QStringLiteral("privateOnly")], policy.futureProjectsPrivate);
    changesPrivacy = take(input[QStringLiteral("codeSavingEnabled")], policy.saveCodeByDefault) || changesPrivacy;
    changesPrivacy = take(settings[QStringLiteral("membersCanInvite")], policy.membersMayInvite) || changesPrivacy;
    changesPrivacy =
        take(settings[QStringLiteral("openToMatchingOrgEmailDomainUsers")], policy.joinByDomain) || changesPrivacy;
    const auto access = input[QStringLiteral("defaultAccess")].text();
    if (access) {
        if (domain::visibilityFromWire(*access) == domain::Visibility::Unknown)
            return invalidInput("defaultAccess");
        team->defaultAccess = *access;
    }
    const auto before = TeamStore(session.database).byId(team->id);
    if (!before)
        return before.error();
    Access::Target target{&**before};
    if (access || !changesPrivacy) {
        if (auto allowed = Access(session).require(Action::TeamSettingsEdit, target); !allowed)
            return allowed.error();
    }
    if (changesPrivacy) {
        if (auto allowed = Access(session).require(Action::TeamPrivacyEdit, target); !allowed)
            return allowed.error();
    }
    if (auto updated = TeamStore(session.database).updateSettings(*team); !updated)
        return updated.error();
    return Value::Fields{{QStringLiteral("entity"),
        Value::object(QStringLiteral("Entity"), EntityView{*team, EntityView::Sight::Full})}};
}

} // namespace

void addMemberMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "createInvite", createInvite);
    addMutation(resolvers, "deleteInvite", deleteInvite);
    addMutation(resolvers, "updateMember", updateMember);
    addMutation(resolvers, "updateEntity", updateEntity);
}

} // namespace server
