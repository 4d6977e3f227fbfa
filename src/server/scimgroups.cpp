#include "server/globalid.h"
#include "server/membership.h"
#include "server/scim.h"
#include "server/teamstore.h"
#include "server/userstore.h"

namespace server {

namespace {

const char groupSchema[] = "urn:ietf:params:scim:schemas:core:2.0:Group";

base::Result<QList<MemberRecord>> peopleOf(Session &session, const EntityRecord &team)
{
    auto members = TeamStore(session.database).members(team.id);
    if (members)
        members->removeIf([](const MemberRecord &member) { return member.user.isService; });
    return members;
}

/// Capital names, and null where there is nobody: so does the hosted service.
base::Result<QJsonObject> groupResource(Session &session, const EntityRecord &team)
{
    const auto people = peopleOf(session, team);
    if (!people)
        return people.error();
    QJsonArray members;
    for (const MemberRecord &member : *people) {
        const QString id = numberId("User", member.user.id);
        members.append(QJsonObject{{QStringLiteral("Value"), id}, {QStringLiteral("Ref"), QString()},
            {QStringLiteral("Type"), QStringLiteral("User")}, {QStringLiteral("Display"), member.user.username}});
    }
    const QString id = numberId("Entity", team.id);
    return QJsonObject{{QStringLiteral("schemas"), QJsonArray{QLatin1String(groupSchema)}}, {QStringLiteral("id"), id},
        {QStringLiteral("displayName"), team.name},
        {QStringLiteral("members"), members.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(members)},
        {QStringLiteral("meta"), scimMeta("Group", id, team.createdAt, {})}};
}

base::Result<EntityRecord> storedTeam(Session &session, const QString &id)
{
    const auto team = TeamStore(session.database).byId(numberFromId("Entity", id).value_or(0));
    if (!team)
        return team.error();
    return *team && (*team)->isTeam ? base::Result<EntityRecord>(**team) : Access::notFound();
}

ScimResult groupAnswer(Session &session, const EntityRecord &team, int status = 200)
{
    return groupResource(session, team).map([status](const QJsonObject &resource) {
        return ScimAnswer{status, resource};
    });
}

ScimResult listGroups(Session &session, const ScimRequest &request)
{
    const auto filter = ScimFilter::from(request.query, {QStringLiteral("displayName")});
    auto all = TeamStore(session.database).allTeams();
    if (!filter || !all)
        return filter ? all.error() : filter.error();
    all->removeIf([&filter](const EntityRecord &team) {
        return *filter && team.name.compare((*filter)->value, Qt::CaseInsensitive) != 0;
    });
    return answerScimList(session, request, *all, groupResource);
}

/// By id or by mail address.
base::Result<qint64> personMeant(Session &session, const QString &text)
{
    UserStore users(session.database);
    const auto number = numberFromId("User", text);
    const auto user = number ? users.byId(*number) : users.byEmail(text);
    if (!user)
        return user.error();
    const bool isPerson = *user && !(*user)->isService && !(*user)->isDeactivated;
    return isPerson ? base::Result<qint64>((*user)->id)
                    : badScim(QStringLiteral("members: nobody has the id or address %1").arg(text.left(128)));
}

base::Result<QList<qint64>> peopleIn(Session &session, const QJsonValue &value)
{
    const QJsonArray list = value.isObject() ? QJsonArray{value} : value.toArray();
    if (!value.isArray() && !value.isObject() && !value.isNull() && !value.isUndefined())
        return badScim(QStringLiteral("members: a list of {value}"));
    QList<qint64> people;
    for (const QJsonValue entry : list) {
        const auto person = personMeant(session, entry[QLatin1String("value")].toString());
        if (!person)
            return person.error();
        if (!people.contains(*person))
            people.append(*person);
    }
    return people;
}

/// Who is there already stays as they are.
base::Status addPeople(Session &session, const EntityRecord &team, const QList<qint64> &people)
{
    for (const qint64 person : people) {
        const auto role = TeamStore(session.database).roleOf(team.id, person);
        if (!role)
            return role.error();
        if (*role != domain::BaseRole::None)
            continue;
        if (auto added = addMember(session, team, person, {domain::BaseRole::Member, {}}); !added)
            return added;
    }
    return base::Done{};
}

/// Everybody but those of the list goes.
base::Status removeOthers(Session &session, const EntityRecord &team, const QList<qint64> &staying)
{
    const auto people = peopleOf(session, team);
    if (!people)
        return people.error();
    for (const MemberRecord &member : *people) {
        if (staying.contains(member.user.id))
            continue;
        if (auto removed = removeMember(session, team, member.user.id); !removed)
            return removed;
    }
    return base::Done{};
}

base::Status replacePeople(Session &session, const EntityRecord &team, const QJsonValue &value)
{
    const auto people = peopleIn(session, value);
    if (!people)
        return people.error();
    if (auto added = addPeople(session, team, *people); !added)
        return added;
    return removeOthers(session, team, *people);
}

base::Status removePeople(Session &session, const EntityRecord &team, const ScimChange &change)
{
    if (!change.filter && change.value.isUndefined())
        return removeOthers(session, team, {});
    const auto listed = change.filter
        ? personMeant(session, change.filter->value).map([](qint64 one) { return QList<qint64>{one}; })
        : peopleIn(session, change.value);
    if (!listed)
        return listed.error();
    for (const qint64 person : *listed) {
        if (auto removed = removeMember(session, team, person); !removed)
            return removed;
    }
    return base::Done{};
}

base::Status keepName(const EntityRecord &team, const QJsonValue &name)
{
    return name.isUndefined() || name.toString() == team.name
        ? base::Status(base::Done{})
        : badScim(QStringLiteral("displayName: the name of a team is fixed when it is made"));
}

base::Status changeGroup(Session &session, const EntityRecord &team, const ScimChange &change)
{
    if (change.path == QLatin1String("displayName") && change.op == ScimChange::Op::Replace)
        return keepName(team, change.value);
    if (change.path == QLatin1String("id") && change.op == ScimChange::Op::Replace)
        return base::Done{}; // some clients send it along
    if (change.path != QLatin1String("members"))
        return badScim(QStringLiteral("%1: this attribute cannot be changed").arg(change.path.left(64)));
    switch (change.op) {
    case ScimChange::Op::Remove:
        return removePeople(session, team, change);
    case ScimChange::Op::Replace:
        return replacePeople(session, team, change.value);
    case ScimChange::Op::Add:
        break;
    }
    const auto people = peopleIn(session, change.value);
    return people ? addPeople(session, team, *people) : base::Status(people.error());
}

ScimResult createGroup(Session &session, const ScimRequest &request)
{
    if (auto sound = checkScimBody(request.body, groupSchema,
            {QStringLiteral("displayName"), QStringLiteral("members"), QStringLiteral("storageBucket")});
        !sound)
        return sound.error();
    if (!request.body.value(QLatin1String("storageBucket")).isUndefined())
        return badScim(QStringLiteral("storageBucket: this server keeps all teams in its own data folder"));
    const auto team = createTeam(session, request.body.value(QLatin1String("displayName")).toString(), 0);
    if (!team)
        return team.error();
    const auto people = peopleIn(session, request.body.value(QLatin1String("members")));
    if (!people)
        return people.error();
    if (auto added = addPeople(session, *team, *people); !added)
        return added.error();
    return groupAnswer(session, *team, 201);
}

ScimResult changeWhole(Session &session, const ScimRequest &request, const EntityRecord &team)
{
    if (auto sound = checkScimBody(request.body, groupSchema,
            {QStringLiteral("id"), QStringLiteral("meta"), QStringLiteral("displayName"), QStringLiteral("members")});
        !sound)
        return sound.error();
    if (auto kept = keepName(team, request.body.value(QLatin1String("displayName"))); !kept)
        return kept.error();
    if (auto replaced = replacePeople(session, team, request.body.value(QLatin1String("members"))); !replaced)
        return replaced.error();
    return groupAnswer(session, team);
}

ScimResult patchGroup(Session &session, const ScimRequest &request, const EntityRecord &team)
{
    const auto changes = ScimChange::from(request.body);
    if (!changes)
        return changes.error();
    for (const ScimChange &change : *changes) {
        if (auto done = changeGroup(session, team, change); !done)
            return done.error();
    }
    return groupAnswer(session, team);
}

} // namespace

ScimResult answerScimGroups(Session &session, const ScimRequest &request)
{
    if (request.id.isEmpty())
        return request.method == "POST" ? createGroup(session, request) : listGroups(session, request);
    return answerScimResource(
        session, request, storedTeam, groupResource, request.method == "PUT" ? changeWhole : patchGroup);
}

} // namespace server
