#include "server/administration.h"

#include "server/names.h"
#include "server/projectstore.h"
#include "server/teamstore.h"
#include "server/userstore.h"

namespace server {

using domain::BaseRole;

namespace {

base::Error badName(const char *what)
{
    return {base::Error::Kind::Invalid, QLatin1String(what)};
}

base::Error noSuch(const QString &what)
{
    return {base::Error::Kind::NotFound, what};
}

} // namespace

base::Result<UserRecord> Administration::user(const QString &username)
{
    const auto found = UserStore(m_database).byUsername(username);
    if (!found)
        return found.error();
    return *found ? base::Result<UserRecord>(**found) : noSuch(QStringLiteral("no such user: ") + username);
}

base::Result<EntityRecord> Administration::entity(const QString &name)
{
    const auto found = TeamStore(m_database).byName(name);
    if (!found)
        return found.error();
    return *found ? base::Result<EntityRecord>(**found) : noSuch(QStringLiteral("no such team: ") + name);
}

base::Status Administration::createUser(const TeamServer::NewUser &wanted)
{
    if (!isSoundEntityName(wanted.username))
        return badName("user name");
    UserRecord record;
    record.username = wanted.username;
    record.name = wanted.name.isEmpty() ? wanted.username : wanted.name;
    record.email = wanted.email;
    record.seat = wanted.seat;
    record.orgRole = wanted.orgRole;
    const auto id = UserStore(m_database).insert(record, m_now);
    if (!id)
        return id.error();
    EntityRecord personal;
    personal.name = wanted.username;
    personal.isTeam = false;
    personal.owner = *id;
    const auto place = TeamStore(m_database).insert(personal, m_now);
    if (!place)
        return place.error();
    return TeamStore(m_database).setRole(*place, *id, BaseRole::Admin, m_now);
}

base::Status Administration::createTeam(const QString &name, const QString &introduction)
{
    if (!isSoundEntityName(name))
        return badName("team name");
    EntityRecord team;
    team.name = name;
    team.introduction = introduction;
    const auto id = TeamStore(m_database).insert(team, m_now);
    return id ? base::Status(base::Done{}) : base::Status(id.error());
}

base::Status Administration::addMember(const QString &team, const QString &username, BaseRole role)
{
    const auto place = entity(team);
    const auto person = user(username);
    if (!place || !person)
        return place ? person.error() : place.error();
    if (role != BaseRole::ViewOnly && role != BaseRole::Member && role != BaseRole::Admin)
        return badName("role");
    return TeamStore(m_database).setRole(place->id, person->id, role, m_now);
}

base::Status Administration::createServiceAccount(const QString &team, const QString &username, const QString &name)
{
    const auto place = entity(team);
    if (!place)
        return place.error();
    if (!isSoundEntityName(username))
        return badName("user name");
    UserRecord record;
    record.username = username;
    record.name = name;
    record.isService = true;
    record.serviceEntity = place->id;
    const auto id = UserStore(m_database).insert(record, m_now);
    if (!id)
        return id.error();
    return TeamStore(m_database).setRole(place->id, *id, BaseRole::Member, m_now);
}

base::Status Administration::invite(const QString &team, const QString &email, BaseRole role, const QString &invitedBy)
{
    const auto place = entity(team);
    const auto from = user(invitedBy);
    if (!place || !from)
        return place ? from.error() : place.error();
    InviteRecord invite;
    invite.entity = place->id;
    invite.email = email;
    invite.role = role;
    invite.invitedBy = from->id;
    const auto known = UserStore(m_database).byEmail(email);
    if (!known)
        return known.error();
    invite.user = *known ? (*known)->id : 0;
    const auto id = TeamStore(m_database).putInvite(invite, m_now);
    return id ? base::Status(base::Done{}) : base::Status(id.error());
}

base::Status Administration::acceptInvites(const QString &username)
{
    const auto person = user(username);
    if (!person)
        return person.error();
    TeamStore teams(m_database);
    const auto invites = teams.invitesFor(*person);
    if (!invites)
        return invites.error();
    for (const InviteRecord &invite : *invites) {
        if (auto joined = teams.setRole(invite.entity, person->id, invite.role, m_now); !joined)
            return joined;
        if (auto deleted = teams.deleteInvite(invite.id); !deleted)
            return deleted;
    }
    return base::Done{};
}

base::Status Administration::createProject(const TeamServer::NewProject &wanted)
{
    const auto place = entity(wanted.entity);
    const auto owner = user(wanted.owner);
    if (!place || !owner)
        return place ? owner.error() : place.error();
    if (!isSoundProjectName(wanted.name))
        return badName("project name");
    ProjectStore projects(m_database);
    const auto existing = projects.find(place->id, wanted.name);
    if (!existing)
        return existing.error();
    ProjectRecord record = existing->value_or(ProjectRecord{});
    record.entity = place->id;
    record.name = wanted.name;
    record.description = wanted.description;
    record.owner = owner->id;
    record.visibility = wanted.visibility;
    if (*existing)
        return projects.update(record, m_now);
    const auto id = projects.insert(record, m_now);
    return id ? base::Status(base::Done{}) : base::Status(id.error());
}

base::Result<QString> Administration::issueKey(
    const QString &username, KeyKind kind, const QString &description, qint64 expiresAt)
{
    const auto person = user(username);
    if (!person)
        return person.error();
    const auto isViewOnly = TeamStore(m_database).isViewOnlyEverywhere(person->id);
    if (!isViewOnly)
        return isViewOnly.error();
    if (kind == KeyKind::ApiKey && !person->isService && (*isViewOnly || person->seat == domain::Seat::Viewer))
        return base::Error{base::Error::Kind::Forbidden, QStringLiteral("View-Only people have no API key")};
    return KeyStore(m_database)
        .issue(person->id, kind, description, m_now, expiresAt)
        .map([](const KeyStore::Issued &issued) { return issued.secret; });
}

} // namespace server
