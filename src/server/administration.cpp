#include "server/administration.h"

#include "server/auditstore.h"
#include "server/identitystore.h"
#include "server/names.h"
#include "server/organizationstore.h"
#include "server/people.h"
#include "server/projectstore.h"
#include "server/teamstore.h"
#include "server/userstore.h"

namespace server {

using domain::BaseRole;

namespace {

constexpr qsizetype longestSubject = 1024;

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

base::Result<EntityRecord> Administration::team(const QString &name)
{
    auto found = entity(name);
    return !found || found->isTeam ? found : noSuch(QStringLiteral("no such team: ") + name);
}

base::Status Administration::requireOtherAdmin(const EntityRecord &team, const UserRecord &person)
{
    const auto isLast = TeamStore(m_database).isLastAdmin(team.id, person.id);
    if (!isLast)
        return isLast.error();
    if (!*isLast)
        return base::Done{};
    return base::Error{base::Error::Kind::Conflict,
        QStringLiteral("%1 is the last admin of the team %2: make somebody else admin first")
            .arg(person.username, team.name)};
}

base::Status Administration::note(const char *act, const QString &object)
{
    if (m_lines == Lines::OfCaller)
        return base::Done{};
    AuditEvent event;
    event.at = m_now;
    event.way = AuditEvent::Way::Command;
    event.act = QLatin1String(act);
    event.object = object;
    return AuditStore(m_database).append(event);
}

base::Status Administration::setOrganization(const QString &name)
{
    if (auto set = UserStore(m_database).setOrganization(name); !set)
        return set;
    return note("setOrganization", name);
}

base::Status Administration::setSeatLimit(std::optional<qint64> seats)
{
    if (seats && *seats < 0)
        return badName("seats");
    OrganizationStore store(m_database);
    auto organization = store.read();
    if (!organization)
        return organization.error();
    organization->seatLimit = seats;
    if (auto updated = store.update(*organization); !updated)
        return updated;
    return note("setSeatLimit", seats ? QString::number(*seats) : QStringLiteral("none"));
}

base::Status Administration::createUser(const TeamServer::NewUser &wanted)
{
    if (!isSoundEntityName(wanted.username))
        return badName("user name");
    if (!wanted.email.isEmpty()) {
        if (auto isFree = UserStore(m_database).requireFreeAddress(wanted.email, 0); !isFree)
            return isFree;
    }
    if (wanted.seat == domain::Seat::Full) {
        if (auto isFree = OrganizationStore(m_database).requireFreeSeat(); !isFree)
            return isFree;
    }
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
    if (auto set = TeamStore(m_database).setRole(*place, *id, BaseRole::Admin, m_now); !set)
        return set;
    return note("createUser",
        QStringLiteral("%1, organization role %2, seat %3")
            .arg(wanted.username, domain::wireName(wanted.orgRole), domain::wireName(wanted.seat)));
}

base::Status Administration::createTeam(const QString &name, const QString &introduction)
{
    if (!isSoundEntityName(name))
        return badName("team name");
    EntityRecord team;
    team.name = name;
    team.introduction = introduction;
    const auto id = TeamStore(m_database).insert(team, m_now);
    return id ? note("createTeam", QStringLiteral("team ") + name) : base::Status(id.error());
}

base::Status Administration::deactivate(const QString &username)
{
    const auto person = user(username);
    if (!person)
        return person.error();
    const auto isLastAdmin = OrganizationStore(m_database).isLastAdmin(person->id);
    if (!isLastAdmin)
        return isLastAdmin.error();
    if (*isLastAdmin)
        return base::Error{
            base::Error::Kind::Conflict, QStringLiteral("%1 is the last admin of the organisation").arg(username)};
    if (auto sound = TeamStore(m_database).requireOtherAdmins(*person); !sound)
        return sound;
    if (auto closed = UserStore(m_database).deactivate(person->id); !closed)
        return closed;
    return note("deactivate", username);
}

base::Status Administration::activate(const QString &username)
{
    const auto person = user(username);
    if (!person)
        return person.error();
    if (person->isService)
        return base::Error{base::Error::Kind::Invalid, QStringLiteral("a service account cannot come back")};
    UserStore users(m_database);
    if (person->isDeactivated && person->seat == domain::Seat::Full) {
        if (auto isFree = OrganizationStore(m_database).requireFreeSeat(); !isFree)
            return isFree;
    }
    if (isRemoved(*person)) {
        if (auto set = users.setOrgRole(person->id, domain::OrgRole::Member); !set)
            return set;
    }
    if (auto opened = users.setDeactivated(person->id, false); !opened)
        return opened;
    return note("activate", username);
}

base::Status Administration::addMember(const QString &teamName, const QString &username, BaseRole role)
{
    const auto place = team(teamName);
    const auto person = user(username);
    if (!place || !person)
        return place ? person.error() : place.error();
    if (role != BaseRole::ViewOnly && role != BaseRole::Member && role != BaseRole::Admin)
        return badName("role");
    if (person->isService)
        return base::Error{base::Error::Kind::Invalid, QStringLiteral("the role of a service account is fixed")};
    if (role != BaseRole::Admin) {
        if (auto sound = requireOtherAdmin(*place, *person); !sound)
            return sound;
    }
    if (auto set = TeamStore(m_database).setRole(place->id, person->id, role, m_now); !set)
        return set;
    return note("addMember", QStringLiteral("%1 in team %2, role %3").arg(username, teamName, domain::wireName(role)));
}

base::Status Administration::removeMember(const QString &teamName, const QString &username)
{
    const auto place = team(teamName);
    const auto person = user(username);
    if (!place || !person)
        return place ? person.error() : place.error();
    const auto role = TeamStore(m_database).roleOf(place->id, person->id);
    if (!role)
        return role.error();
    if (*role == BaseRole::None)
        return noSuch(QStringLiteral("%1 is not in the team %2").arg(username, teamName));
    if (auto sound = requireOtherAdmin(*place, *person); !sound)
        return sound;
    if (auto removed = TeamStore(m_database).removeMember(place->id, person->id); !removed)
        return removed;
    return note("removeMember", QStringLiteral("%1 in team %2").arg(username, teamName));
}

base::Status Administration::createServiceAccount(const QString &teamName, const QString &username, const QString &name)
{
    const auto place = team(teamName);
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
    if (auto set = TeamStore(m_database).setRole(place->id, *id, BaseRole::Member, m_now); !set)
        return set;
    return note("createServiceAccount", QStringLiteral("%1 in team %2").arg(username, teamName));
}

base::Status Administration::createExternalAccount(const ExternalAccount &wanted)
{
    const auto issuer = IdentityStore(m_database).issuer(wanted.issuer);
    if (!issuer)
        return issuer.error();
    if (!*issuer)
        return noSuch(QStringLiteral("no such identity provider: ") + wanted.issuer);
    if (wanted.subject.isEmpty() || wanted.subject.size() > longestSubject)
        return badName("subject: 1 to 1024 characters");
    const auto taken = IdentityStore(m_database).account(wanted.issuer, wanted.subject);
    if (!taken)
        return taken.error();
    if (*taken)
        return base::Error{base::Error::Kind::Conflict,
            QStringLiteral("the subject belongs to the service account %1").arg((*taken)->username)};
    if (auto made = createServiceAccount(wanted.team, wanted.username, wanted.username); !made)
        return made;
    const auto account = user(wanted.username);
    if (!account)
        return account.error();
    if (wanted.isOfOrganization) {
        if (auto set = UserStore(m_database).setOrganizationScope(account->id); !set)
            return set;
    }
    if (auto added = IdentityStore(m_database).addAccount(account->id, wanted.issuer, wanted.subject); !added)
        return added;
    return note("createExternalAccount", wanted.username);
}

base::Status Administration::putIssuer(const TokenIssuerRecord &issuer)
{
    if (issuer.issuer.isEmpty() || issuer.audience.isEmpty())
        return badName("the identity provider and the audience must be named");
    if (auto put = IdentityStore(m_database).putIssuer(issuer); !put)
        return put;
    return note("putTokenIssuer", issuer.issuer);
}

base::Status Administration::removeIssuer(const QString &issuer)
{
    const auto known = IdentityStore(m_database).issuer(issuer);
    if (!known)
        return known.error();
    if (!*known)
        return noSuch(QStringLiteral("no such identity provider: ") + issuer);
    if (auto removed = IdentityStore(m_database).removeIssuer(issuer); !removed)
        return removed;
    return note("removeTokenIssuer", issuer);
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
    invite.role = {role, {}};
    invite.invitedBy = from->id;
    const auto known = UserStore(m_database).byEmail(email);
    if (!known)
        return known.error();
    invite.user = *known ? (*known)->id : 0;
    const auto id = TeamStore(m_database).putInvite(invite, m_now);
    return id ? note("invite", QStringLiteral("%1 to team %2").arg(email, team)) : base::Status(id.error());
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
    return invites->isEmpty() ? base::Status(base::Done{}) : note("acceptInvites", username);
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
    const base::Status stored = *existing ? projects.update(record, m_now)
                                          : projects.insert(record, m_now).map([](qint64) { return base::Done{}; });
    return stored ? note("createProject", QStringLiteral("project %1/%2").arg(wanted.entity, wanted.name)) : stored;
}

base::Result<QString> Administration::issueKey(
    const QString &username, KeyKind kind, const QString &description, qint64 expiresAt)
{
    const auto person = user(username);
    if (!person)
        return person.error();
    if (person->isDeactivated)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the account of %1 is closed").arg(username)};
    const auto isViewOnly = TeamStore(m_database).isViewOnlyEverywhere(person->id);
    if (!isViewOnly)
        return isViewOnly.error();
    if (kind == KeyKind::ApiKey && !person->isService && (*isViewOnly || person->seat == domain::Seat::Viewer))
        return base::Error{base::Error::Kind::Forbidden, QStringLiteral("View-Only people have no API key")};
    if (auto allowed = requireOwnKeys(m_database, person->id); !allowed)
        return allowed.error();
    const auto issued = KeyStore(m_database).issue(person->id, kind, description, m_now, expiresAt);
    if (!issued)
        return issued.error();
    const bool isToken = kind == KeyKind::SignInToken;
    if (auto noted = note(isToken ? "issueToken" : "issueApiKey", username); !noted)
        return noted.error();
    return issued->secret;
}

} // namespace server
