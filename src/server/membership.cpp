#include "server/membership.h"

#include "server/names.h"
#include "server/projectstore.h"
#include "server/registrystore.h"
#include "server/runstore.h"
#include "server/teamstore.h"
#include "server/userstore.h"

namespace server {

using domain::Action;
using domain::BaseRole;

namespace {

base::Status joinOrganizationAccounts(Session &session, qint64 team)
{
    const auto all = UserStore(session.database).all();
    if (!all)
        return all.error();
    for (const UserRecord &user : *all) {
        if (!user.isService || user.serviceEntity != 0)
            continue;
        if (auto joined = TeamStore(session.database).setRole(team, user.id, BaseRole::Member, session.now); !joined)
            return joined;
    }
    return base::Done{};
}

/// Whoever is acted upon, as far as the rule book wants to know it.
struct MemberActedUpon
{
    UserRecord user;
    domain::TeamRole role;
    bool isLastAdmin = false;
};

base::Result<MemberActedUpon> memberActedUpon(Session &session, const EntityRecord &team, qint64 user)
{
    TeamStore teams(session.database);
    const auto role = teams.teamRoleOf(team.id, user);
    const auto found = userOf(session, user);
    const auto isLastAdmin = teams.isLastAdmin(team.id, user);
    if (!role || !found)
        return role ? found.error() : role.error();
    if (!isLastAdmin)
        return isLastAdmin.error();
    MemberActedUpon member;
    member.role = *role;
    if (*found)
        member.user = **found;
    member.isLastAdmin = *isLastAdmin;
    return member;
}

/// Nobody may learn from the answer who is in the team, unless they may do the thing itself.
base::Status requireFor(Session &session, Action action, const Access::Target &target, const MemberActedUpon &member)
{
    if (auto allowed = Access(session).require(action, target); !allowed)
        return allowed;
    return member.role.base == BaseRole::None ? base::Status(Access::notFound()) : base::Status(base::Done{});
}

} // namespace

base::Result<EntityRecord> createTeam(Session &session, const QString &name, qint64 admin)
{
    // Whether the name is free is told to those only who may take it.
    EntityRecord team;
    team.name = name;
    team.policy.deployment = domain::Deployment::Dedicated;
    if (auto allowed = Access(session).require(Action::TeamCreate, {&team}); !allowed)
        return allowed.error();
    if (!isSoundEntityName(name))
        return base::Error{base::Error::Kind::Invalid,
            QStringLiteral("teamName: 1 to 64 letters, digits, '-', '_' or '.', not beginning with '.'")};
    TeamStore teams(session.database);
    const auto id = teams.insert(team, session.now);
    if (!id)
        return id.error();
    if (admin != 0) {
        if (auto set = teams.setRole(*id, admin, BaseRole::Admin, session.now); !set)
            return set.error();
    }
    session.roles.clear();
    if (auto joined = joinOrganizationAccounts(session, *id); !joined)
        return joined.error();
    const auto made = teams.byId(*id);
    if (!made)
        return made.error();
    return **made;
}

base::Status deleteTeam(Session &session, const EntityRecord &team)
{
    const auto held = RegistryStore(session.database).holdingOfTeam(team.id);
    if (!held)
        return held.error();
    Access::Target target{&team};
    target.protectedAlias = held->protectedAlias;
    target.isLinkedOrGenerated = held->isLinked;
    if (auto allowed = Access(session).require(Action::TeamDelete, target); !allowed)
        return allowed;
    const auto projects = ProjectStore(session.database).ofEntity(team.id);
    if (!projects)
        return projects.error();
    for (const ProjectRecord &project : *projects) {
        for (const bool deleted : {false, true}) {
            const auto runs = RunStore(session.database).ofProject(project.id, RunStore::Texts::Without, deleted);
            if (!runs)
                return runs.error();
            for (const RunRecord &run : *runs)
                session.contentToRemove.append(run.id);
        }
    }
    return TeamStore(session.database).remove(team.id);
}

base::Status addMember(Session &session, const EntityRecord &team, qint64 user, const domain::TeamRole &role)
{
    const auto member = memberActedUpon(session, team, user);
    if (!member)
        return member.error();
    Access::Target target{&team};
    target.givenRole = role;
    target.isTargetMember = member->role.base != BaseRole::None;
    target.isTargetSelf = user == session.who.user.id && member->role.base != BaseRole::None;
    if (auto allowed = Access(session).require(Action::TeamMemberInvite, target); !allowed)
        return allowed;
    if (member->user.id == 0 || member->user.isDeactivated)
        return Access::notFound();
    session.roles.clear();
    return TeamStore(session.database).setRole(team.id, user, role, session.now);
}

base::Status setMemberRole(Session &session, const EntityRecord &team, qint64 user, const domain::TeamRole &role)
{
    const auto member = memberActedUpon(session, team, user);
    if (!member)
        return member.error();
    Access::Target target{&team};
    target.givenRole = role;
    target.isLastAdmin = member->isLastAdmin && role.base != BaseRole::Admin;
    target.isTargetSelf = user == session.who.user.id;
    target.isTargetServiceAccount = member->user.isService;
    const Action action = role.isCustom() ? Action::TeamCustomRoleAssign : Action::TeamMemberSetRole;
    if (auto allowed = requireFor(session, action, target, *member); !allowed)
        return allowed;
    session.roles.clear();
    return TeamStore(session.database).setRole(team.id, user, role, session.now);
}

base::Status removeMember(Session &session, const EntityRecord &team, qint64 user)
{
    const auto member = memberActedUpon(session, team, user);
    if (!member)
        return member.error();
    if (member->user.isService && member->role.base != BaseRole::None) {
        const bool isOfTeam = member->user.serviceEntity != 0;
        if (auto allowed = requireServiceAccounts(session, isOfTeam ? &team : nullptr); !allowed)
            return allowed;
        return UserStore(session.database).close(user);
    }
    Access::Target target{&team};
    target.isLastAdmin = member->isLastAdmin;
    target.isTargetSelf = user == session.who.user.id;
    if (auto allowed = requireFor(session, Action::TeamMemberRemove, target, *member); !allowed)
        return allowed;
    session.roles.clear();
    return TeamStore(session.database).removeMember(team.id, user);
}

base::Status requireServiceAccounts(Session &session, const EntityRecord *team)
{
    if (team == nullptr)
        return Access(session).require(Action::OrgServiceAccountManage, {});
    return Access(session).require(Action::TeamServiceAccountManage, {team});
}

} // namespace server
