#include "server/people.h"

#include "server/administration.h"
#include "server/names.h"
#include "server/organizationstore.h"
#include "server/teamstore.h"
#include "server/userstore.h"

namespace server {

using domain::Action;
using domain::OrgRole;
using domain::Seat;

namespace {

/// `staysAdmin`: and can act as one.
base::Result<Access::Target> targetPerson(Session &session, const UserRecord &user, bool staysAdmin)
{
    const auto isLastAdmin = OrganizationStore(session.database).isLastAdmin(user.id);
    if (!isLastAdmin)
        return isLastAdmin.error();
    Access::Target target;
    target.isTargetSelf = user.id == session.who.user.id;
    target.isLastAdmin = *isLastAdmin && !staysAdmin;
    return target;
}

base::Status requirePerson(Session &session, Action action, const UserRecord &user, bool staysAdmin)
{
    const auto target = targetPerson(session, user, staysAdmin);
    if (!target)
        return target.error();
    return Access(session).require(action, *target);
}

/// The part before the @ with what names may hold, and a number where it is taken.
base::Result<QString> nameFromAddress(Session &session, const QString &email)
{
    QString base;
    for (const QChar c : email.section(u'@', 0, 0)) {
        const bool isFine = c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_');
        base.append(isFine ? c.toLower() : QChar(u'-'));
    }
    base = base.left(48);
    for (int number = 1;; ++number) {
        const QString name = number == 1 ? base : base + QLatin1Char('-') + QString::number(number);
        const auto place = TeamStore(session.database).byName(name);
        const auto account = UserStore(session.database).byUsername(name); // service accounts have no place
        if (!place || !account)
            return place ? account.error() : place.error();
        if (!*place && !*account)
            return name;
    }
}

/// Somebody who was taken off comes back under the same name, with nothing but what they are given now.
base::Result<UserRecord> bringBack(Session &session, const UserRecord &old, const NewPerson &person)
{
    UserStore users(session.database);
    if (person.seat == Seat::Full) {
        if (auto isFree = OrganizationStore(session.database).requireFreeSeat(); !isFree)
            return isFree.error();
    }
    const base::Status steps[] = {users.setDeactivated(old.id, false), users.setSeat(old.id, person.seat),
        users.setOrgRole(old.id, person.orgRole), users.setEmail(old.id, person.email),
        person.name.isEmpty() ? base::Status(base::Done{}) : users.setName(old.id, person.name)};
    for (const base::Status &step : steps) {
        if (!step)
            return step.error();
    }
    session.users.remove(old.id);
    const auto found = users.byId(old.id);
    if (!found)
        return found.error();
    return **found;
}

} // namespace

bool isRemoved(const UserRecord &user)
{
    return user.isDeactivated && user.orgRole == OrgRole::Unknown;
}

base::Result<UserRecord> createPerson(Session &session, const NewPerson &person)
{
    if (auto allowed = Access(session).require(Action::OrgUsersInvite, {}); !allowed)
        return allowed.error();
    if (person.orgRole == OrgRole::Admin) { // a second right, not a detail of the first
        if (auto allowed = Access(session).require(Action::OrgUsersSetRole, {}); !allowed)
            return allowed.error();
    }
    const auto known = UserStore(session.database).byEmail(person.email);
    if (!known)
        return known.error();
    const bool isBack = *known && isRemoved(**known);
    if (auto isFree = UserStore(session.database).requireFreeAddress(person.email, isBack ? (*known)->id : 0); !isFree)
        return isFree.error();
    const QString given = isBack && person.username.isEmpty() ? (*known)->username : person.username;
    const auto username = given.isEmpty() ? nameFromAddress(session, person.email) : base::Result<QString>(given);
    if (!username)
        return username.error();
    const auto old = UserStore(session.database).byUsername(*username);
    if (!old)
        return old.error();
    if (*old && isRemoved(**old))
        return bringBack(session, **old, person);
    Administration administration(session.database, session.now, Administration::Lines::OfCaller);
    if (auto made = administration.createUser({*username, person.name, person.email, person.seat, person.orgRole});
        !made)
        return made.error();
    if (auto joined = administration.acceptInvites(*username); !joined)
        return joined.error();
    const auto found = UserStore(session.database).byUsername(*username);
    if (!found)
        return found.error();
    return **found;
}

base::Status setOrgRole(Session &session, const UserRecord &user, OrgRole role)
{
    if (auto allowed = requirePerson(session, Action::OrgUsersSetRole, user, role == OrgRole::Admin); !allowed)
        return allowed;
    return UserStore(session.database).setOrgRole(user.id, role);
}

base::Status setBillingAdmin(Session &session, const UserRecord &user, bool isBillingAdmin)
{
    if (auto allowed = Access(session).require(Action::OrgBillingAdminAssign, {}); !allowed)
        return allowed;
    return UserStore(session.database).setBillingAdmin(user.id, isBillingAdmin);
}

base::Status setSeat(Session &session, const UserRecord &user, Seat seat)
{
    // An admin whose seat only looks administers nothing.
    if (auto allowed = requirePerson(session, Action::OrgUsersSetSeat, user, seat == Seat::Full); !allowed)
        return allowed;
    if (seat == Seat::Full && user.seat != Seat::Full && !user.isDeactivated) {
        if (auto isFree = OrganizationStore(session.database).requireFreeSeat(); !isFree)
            return isFree;
    }
    return UserStore(session.database).setSeat(user.id, seat);
}

base::Status setProfile(Session &session, const UserRecord &user, const QString &name, const QString &email)
{
    if (auto allowed = requirePerson(session, Action::OrgUsersSetRole, user, true); !allowed)
        return allowed;
    if (!email.isEmpty() && email != user.email) {
        if (auto isFree = UserStore(session.database).requireFreeAddress(email, user.id); !isFree)
            return isFree;
        if (auto set = UserStore(session.database).setEmail(user.id, email); !set)
            return set;
    }
    return name.isEmpty() ? base::Status(base::Done{}) : UserStore(session.database).setName(user.id, name.left(256));
}

base::Status setActive(Session &session, const UserRecord &user, bool isActive)
{
    const Action action = isActive ? Action::OrgUsersInvite : Action::OrgUsersRemove;
    if (auto allowed = requirePerson(session, action, user, isActive); !allowed)
        return allowed;
    if (isActive == !user.isDeactivated)
        return base::Done{};
    if (isActive && user.seat == Seat::Full) {
        if (auto isFree = OrganizationStore(session.database).requireFreeSeat(); !isFree)
            return isFree;
    }
    if (!isActive) {
        if (auto sound = TeamStore(session.database).requireOtherAdmins(user); !sound)
            return sound;
    }
    session.users.remove(user.id);
    return UserStore(session.database).setDeactivated(user.id, !isActive);
}

base::Status removePerson(Session &session, const UserRecord &user)
{
    if (auto allowed = requirePerson(session, Action::OrgUsersRemove, user, false); !allowed)
        return allowed;
    if (auto sound = TeamStore(session.database).requireOtherAdmins(user); !sound)
        return sound;
    TeamStore teams(session.database);
    const auto all = teams.ofUser(user.id);
    if (!all)
        return all.error();
    for (const EntityRecord &team : *all) {
        if (!team.isTeam)
            continue;
        if (auto removed = teams.removeMember(team.id, user.id); !removed)
            return removed;
    }
    return UserStore(session.database).removeFromOrganization(user.id);
}

} // namespace server
