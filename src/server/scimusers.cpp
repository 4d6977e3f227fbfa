#include "server/globalid.h"
#include "server/lookup.h"
#include "server/membership.h"
#include "server/people.h"
#include "server/rolewords.h"
#include "server/scim.h"
#include "server/scimregistryroles.h"
#include "server/storequery.h"
#include "server/teamstore.h"
#include "server/userstore.h"

namespace server {

namespace {

const char userSchema[] = "urn:ietf:params:scim:schemas:core:2.0:User";
const char teamsSchema[] = "urn:ietf:params:scim:schemas:extension:teams:2.0:User";

QDateTime changedAt(Session &session, qint64 user)
{
    return timeOf(
        readInteger(session.database, QStringLiteral("SELECT updated_at FROM users WHERE id = ?1"), user).valueOr(0));
}

QString weaveRole(Session &session, qint64 user)
{
    const auto role = readRow(
        session.database, QStringLiteral("SELECT weave_role FROM users WHERE id = ?1"),
        [](sqlite::Statement &row) { return row.text(0); }, user);
    return role ? role->value_or(QStringLiteral("none")) : QStringLiteral("none");
}

/// An object with capital names, though requests have a list with small ones: so does the hosted service.
QJsonObject emailsOf(const UserRecord &user)
{
    return {{QStringLiteral("Value"), user.email}, {QStringLiteral("Display"), QString()},
        {QStringLiteral("Type"), QString()}, {QStringLiteral("Primary"), true}};
}

base::Result<QJsonObject> userResource(Session &session, const UserRecord &user)
{
    TeamStore teams(session.database);
    const auto entities = teams.ofUser(user.id);
    if (!entities)
        return entities.error();
    QJsonArray roles;
    QJsonArray groups;
    for (const EntityRecord &entity : *entities) {
        if (!entity.isTeam)
            continue;
        const auto role = teams.teamRoleOf(entity.id, user.id);
        if (!role)
            return role.error();
        roles.append(
            QJsonObject{{QStringLiteral("teamName"), entity.name}, {QStringLiteral("roleName"), roleWord(*role)}});
        groups.append(QJsonObject{{QStringLiteral("value"), numberId("Entity", entity.id)}});
    }
    const auto registryRoles = scimRegistryRoles(session, user);
    if (!registryRoles)
        return registryRoles.error();
    const QString id = numberId("User", user.id);
    return QJsonObject{{QStringLiteral("schemas"), QJsonArray{QLatin1String(userSchema)}}, {QStringLiteral("id"), id},
        {QStringLiteral("userName"), user.username}, {QStringLiteral("displayName"), user.name},
        {QStringLiteral("active"), !user.isDeactivated}, {QStringLiteral("emails"), emailsOf(user)},
        {QStringLiteral("organizationRole"), domain::wireName(user.orgRole)},
        {QStringLiteral("modelsSeat"), domain::wireName(user.seat)},
        {QStringLiteral("weaveRole"), weaveRole(session, user.id)}, {QStringLiteral("teamRoles"), roles},
        {QStringLiteral("registryRoles"), *registryRoles}, {QStringLiteral("groups"), groups},
        {QStringLiteral("meta"), scimMeta("User", id, user.createdAt, changedAt(session, user.id))}};
}

/// People who were taken off the organisation are not there any more; those who are only deactivated are.
bool isScimUser(const UserRecord &user)
{
    return !user.isService && !isRemoved(user);
}

base::Result<UserRecord> storedUser(Session &session, const QString &id)
{
    const auto user = UserStore(session.database).byId(numberFromId("User", id).value_or(0));
    if (!user)
        return user.error();
    return *user && isScimUser(**user) ? base::Result<UserRecord>(**user) : Access::notFound();
}

ScimResult userAnswer(Session &session, qint64 id, int status = 200)
{
    const auto user = UserStore(session.database).byId(id);
    if (!user)
        return user.error();
    return userResource(session, user->value_or(UserRecord{})).map([status](const QJsonObject &resource) {
        return ScimAnswer{status, resource};
    });
}

ScimResult listUsers(Session &session, const ScimRequest &request)
{
    const auto filter = ScimFilter::from(request.query, {QStringLiteral("userName"), QStringLiteral("emails.value")});
    auto all = UserStore(session.database).everybody();
    if (!filter || !all)
        return filter ? all.error() : filter.error();
    const auto fits = [](const ScimFilter &wanted, const UserRecord &user) {
        const bool byName = wanted.attribute.compare(QLatin1String("userName"), Qt::CaseInsensitive) == 0;
        return (byName ? user.username : user.email).compare(wanted.value, Qt::CaseInsensitive) == 0;
    };
    all->removeIf([&](const UserRecord &user) { return !isScimUser(user) || (*filter && !fits(**filter, user)); });
    return answerScimList(session, request, *all, userResource);
}

/// The primary address of a list of `{value, primary}`, or the only one.
base::Result<QString> addressIn(const QJsonValue &emails)
{
    const QJsonArray list = emails.isObject() ? QJsonArray{emails} : emails.toArray();
    QString address;
    for (const QJsonValue entry : list) {
        if (address.isEmpty() || entry[QLatin1String("primary")].toBool())
            address = entry[QLatin1String("value")].toString().trimmed();
    }
    return address.isEmpty() ? base::Result<QString>(badScim(QStringLiteral("emails: a list of {value, primary}")))
                             : address;
}

base::Result<domain::Seat> seatIn(const QJsonValue &value, const char *attribute)
{
    const domain::Seat seat = domain::seatFromWire(value.toString());
    return seat == domain::Seat::Unknown
        ? base::Result<domain::Seat>(badScim(QLatin1String(attribute) + QStringLiteral(": full, viewer or none")))
        : seat;
}

base::Status setWeaveRole(Session &session, const UserRecord &user, const QJsonValue &value)
{
    const auto seat = seatIn(value, "weaveRole");
    if (!seat)
        return seat.error();
    if (auto allowed = Access(session).require(domain::Action::OrgUsersSetSeat, {}); !allowed)
        return allowed;
    return session.database.execute(
        QStringLiteral("UPDATE users SET weave_role = ?2 WHERE id = ?1"), user.id, domain::wireName(*seat));
}

base::Status joinTeams(Session &session, const UserRecord &user, const QJsonArray &names)
{
    for (const QJsonValue name : names) {
        const auto team = name.toString().isEmpty() ? base::Result<EntityRecord>(Access::notFound())
                                                    : requireTeam(session, name.toString());
        if (!team)
            return badScim(QStringLiteral("teams: there is no team %1").arg(name.toString().left(64)));
        if (auto added = addMember(session, *team, user.id, {domain::BaseRole::Member, {}}); !added)
            return added;
    }
    return base::Done{};
}

ScimResult createScimUser(Session &session, const ScimRequest &request)
{
    const QJsonObject &body = request.body;
    if (auto sound = checkScimBody(body, userSchema,
            {QStringLiteral("userName"), QStringLiteral("displayName"), QStringLiteral("emails"),
                QStringLiteral("modelsSeat"), QStringLiteral("weaveRole"), QStringLiteral("organizationRole"),
                QStringLiteral("active"), QLatin1String(teamsSchema)});
        !sound)
        return sound.error();
    const auto email = addressIn(body.value(QLatin1String("emails")));
    const auto seat = seatIn(body.value(QLatin1String("modelsSeat")).toString(QStringLiteral("full")), "modelsSeat");
    if (!email || !seat)
        return email ? seat.error() : email.error();
    NewPerson person;
    person.username = body.value(QLatin1String("userName")).toString();
    person.name = body.value(QLatin1String("displayName")).toString();
    person.email = *email;
    person.seat = *seat;
    person.orgRole =
        domain::orgRoleFromWire(body.value(QLatin1String("organizationRole")).toString(QStringLiteral("member")));
    if (person.username.isEmpty())
        return badScim(QStringLiteral("userName: is missing"));
    if (person.orgRole == domain::OrgRole::Unknown)
        return badScim(QStringLiteral("organizationRole: admin, member or billing_only"));
    const auto user = createPerson(session, person);
    if (!user)
        return user.error();
    if (body.contains(QLatin1String("weaveRole"))) {
        if (auto set = setWeaveRole(session, *user, body.value(QLatin1String("weaveRole"))); !set)
            return set.error();
    }
    if (const QJsonValue active = body.value(QLatin1String("active")); !active.isUndefined()) {
        if (!active.isBool())
            return badScim(QStringLiteral("active: true or false"));
        if (auto set = setActive(session, *user, active.toBool()); !set)
            return set.error();
    }
    const QJsonValue extension = body.value(QLatin1String(teamsSchema));
    if (auto joined = joinTeams(session, *user, extension[QLatin1String("teams")].toArray()); !joined)
        return joined.error();
    return userAnswer(session, user->id, 201);
}

base::Status setTeamRoles(Session &session, const UserRecord &user, const QJsonValue &value)
{
    if (!value.isArray())
        return badScim(QStringLiteral("teamRoles: a list of {teamName, roleName}"));
    for (const QJsonValue entry : value.toArray()) {
        const QString teamName = entry[QLatin1String("teamName")].toString();
        const auto team =
            teamName.isEmpty() ? base::Result<EntityRecord>(Access::notFound()) : requireTeam(session, teamName);
        if (!team)
            return badScim(QStringLiteral("teamRoles: there is no team %1").arg(teamName.left(64)));
        const auto role = roleFromWord(session, entry[QLatin1String("roleName")].toString(), "teamRoles: roleName");
        const auto present = TeamStore(session.database).teamRoleOf(team->id, user.id);
        if (!role || !present)
            return role ? present.error() : role.error();
        const bool isIn = present->base != domain::BaseRole::None;
        if (auto set = isIn ? setMemberRole(session, *team, user.id, *role) : addMember(session, *team, user.id, *role);
            !set)
            return set;
    }
    return base::Done{};
}

base::Status changeOrgRole(Session &session, const UserRecord &user, const QJsonValue &value)
{
    const domain::OrgRole role = domain::orgRoleFromWire(value.toString());
    if (role == domain::OrgRole::Unknown)
        return badScim(QStringLiteral("organizationRole: admin, member or billing_only"));
    return setOrgRole(session, user, role);
}

base::Status changeScimUser(Session &session, const UserRecord &user, const ScimChange &change)
{
    if (change.path == QLatin1String("registryRoles"))
        return changeScimRegistryRoles(session, user, change);
    if (change.op == ScimChange::Op::Remove || change.filter)
        return badScim(QStringLiteral("%1: can only be replaced").arg(change.path.left(64)));
    if (change.path == QLatin1String("emails")) {
        const auto email = addressIn(change.value);
        return email ? setProfile(session, user, {}, *email) : base::Status(email.error());
    }
    if (change.path == QLatin1String("displayName") && change.value.isString())
        return setProfile(session, user, change.value.toString().trimmed(), {});
    if (change.path == QLatin1String("active") && change.value.isBool())
        return setActive(session, user, change.value.toBool());
    if (change.path == QLatin1String("organizationRole"))
        return changeOrgRole(session, user, change.value);
    if (change.path == QLatin1String("modelsSeat")) {
        const auto seat = seatIn(change.value, "modelsSeat");
        return seat ? setSeat(session, user, *seat) : base::Status(seat.error());
    }
    if (change.path == QLatin1String("weaveRole"))
        return setWeaveRole(session, user, change.value);
    if (change.path == QLatin1String("teamRoles"))
        return setTeamRoles(session, user, change.value);
    return badScim(QStringLiteral("%1: this attribute cannot be changed").arg(change.path.left(64)));
}

/// All of the changes or none.
ScimResult patchUser(Session &session, const ScimRequest &request, const UserRecord &user)
{
    const auto changes = ScimChange::from(request.body);
    if (!changes)
        return changes.error();
    for (const ScimChange &change : *changes) {
        const auto current = UserStore(session.database).byId(user.id); // the change before may have changed it
        if (!current)
            return current.error();
        if (auto done = changeScimUser(session, current->value_or(user), change); !done)
            return done.error();
    }
    return userAnswer(session, user.id);
}

ScimResult changeOrRemoveUser(Session &session, const ScimRequest &request, const UserRecord &user)
{
    if (request.method == "PATCH")
        return patchUser(session, request, user);
    if (auto removed = removePerson(session, user); !removed)
        return removed.error();
    return ScimAnswer{204, {}};
}

} // namespace

ScimResult answerScimUsers(Session &session, const ScimRequest &request)
{
    if (request.id.isEmpty())
        return request.method == "POST" ? createScimUser(session, request) : listUsers(session, request);
    return answerScimResource(session, request, storedUser, userResource, changeOrRemoveUser);
}

} // namespace server
