#include "api/decodeteams.h"

#include "api/decode.h"

#include <algorithm>

namespace api {

using base::Error;

namespace {

bool isServiceWord(const QJsonValue &accountType)
{
    return accountType.toString().compare(QLatin1String("SERVICE"), Qt::CaseInsensitive) == 0;
}

bool isPersonal(const QJsonObject &entity)
{
    const QString type = entity[QLatin1String("entityType")].toString();
    return type.isEmpty() ? !entity[QLatin1String("isTeam")].toBool(true) : type == QLatin1String("user");
}

domain::TeamPolicy decodePolicy(const QJsonObject &entity)
{
    const QJsonValue settings = entity[QLatin1String("settings")];
    domain::TeamPolicy policy;
    policy.membersMayInvite = settings[QLatin1String("membersCanInvite")].toBool();
    policy.joinByDomain = settings[QLatin1String("openToMatchingOrgEmailDomainUsers")].toBool();
    policy.futureProjectsPrivate = entity[QLatin1String("privateOnly")].toBool();
    policy.saveCodeByDefault = entity[QLatin1String("codeSavingEnabled")].toBool();
    return policy;
}

/// Servers without organisations have no seats: whoever is not marked as a viewer may use all.
domain::Seat seatOfAccount(const QJsonValue &accountType)
{
    return accountType.toString().compare(QLatin1String("VIEWER"), Qt::CaseInsensitive) == 0 ? domain::Seat::Viewer
                                                                                             : domain::Seat::Full;
}

domain::TeamRole ownRole(const QJsonObject &entity, const QJsonObject &viewer, bool personal)
{
    const QString username = viewer[QLatin1String("username")].toString();
    const QJsonValue members = entity[QLatin1String("members")];
    for (const QJsonValue member : members.toArray()) {
        if (member[QLatin1String("username")] == username && !member[QLatin1String("pending")].toBool())
            return decodeRole(member.toObject());
    }
    if (personal && entity[QLatin1String("name")] == username)
        return {domain::BaseRole::Admin, {}};
    return {members.isArray() ? domain::BaseRole::None : domain::BaseRole::Unknown, {}};
}

/// Members carry an id; it is the user's where it says so (protocol, section 4).
domain::UserId userIdFrom(const QString &memberId)
{
    return {QByteArray::fromBase64(memberId.toLatin1()).startsWith("User:") ? memberId : QString()};
}

} // namespace

domain::TeamRole decodeRole(const QJsonObject &member)
{
    const QString word = member[QLatin1String("role")].toString();
    if (word.isEmpty()) // servers before roles
        return {member[QLatin1String("admin")].toBool() ? domain::BaseRole::Admin : domain::BaseRole::Member, {}};
    const domain::BaseRole base = domain::baseRoleFromWire(word);
    if (base != domain::BaseRole::Unknown)
        return {base, {}};
    const QJsonValue custom = member[QLatin1String("memberRole")];
    domain::TeamRole role{domain::BaseRole::Unknown, {}};
    if (!custom[QLatin1String("ID")].toString().isEmpty()) {
        role.base = domain::BaseRole::ViewOnly;
        role.custom.id.value = custom[QLatin1String("ID")].toString();
        role.custom.name = custom[QLatin1String("name")].toString();
        role.custom.base = role.base;
    }
    return role;
}

domain::Team decodeTeam(const QJsonObject &entity, const QJsonObject &viewer)
{
    domain::Team team;
    team.name = entity[QLatin1String("name")].toString();
    team.id = entity[QLatin1String("id")].toString();
    team.isPersonal = isPersonal(entity);
    team.policy = decodePolicy(entity);
    team.projectCount = entity[QLatin1String("projectCount")].toInt();
    team.memberCount = entity[QLatin1String("memberCount")].toInt();
    team.myRole = ownRole(entity, viewer, team.isPersonal);
    team.mySeat = seatOfAccount(viewer[QLatin1String("accountType")]);
    return team;
}

domain::Member decodeMember(const QJsonObject &node)
{
    domain::Member member;
    member.id.value = node[QLatin1String("id")].toString();
    member.user = userIdFrom(member.id.value);
    member.kind = isServiceWord(node[QLatin1String("accountType")]) ? domain::Member::Kind::ServiceAccount
        : node[QLatin1String("pending")].toBool()                   ? domain::Member::Kind::Invitation
                                                                    : domain::Member::Kind::Person;
    member.username = node[QLatin1String("username")].toString();
    member.name = node[QLatin1String("name")].toString();
    member.email = node[QLatin1String("email")].toString();
    member.role = decodeRole(node);
    member.roleText = node[QLatin1String("role")].toString();
    return member;
}

domain::Member decodeInvitation(const QJsonObject &node)
{
    domain::Member member;
    member.id.value = node[QLatin1String("id")].toString();
    member.kind = domain::Member::Kind::Invitation;
    member.user.value = valueAt(node, {QLatin1String("toUser"), QLatin1String("id")}).toString();
    member.username = valueAt(node, {QLatin1String("toUser"), QLatin1String("username")}).toString();
    member.name = node[QLatin1String("name")].toString();
    member.email = node[QLatin1String("email")].toString();
    member.role = decodeRole(node);
    member.roleText = node[QLatin1String("role")].toString();
    member.invitedAt = timeFrom(node[QLatin1String("createdAt")]);
    member.invitedBy = personName(node[QLatin1String("fromUser")]);
    return member;
}

base::Result<SignedInAccount> decodeAccount(const Reply &reply, const QUrl &server)
{
    const auto viewer = requiredObject(reply, {QLatin1String("viewer")});
    if (!viewer)
        return Error{Error::Kind::Unauthorized, QStringLiteral("the server says that nobody is signed in")};
    SignedInAccount signedIn;
    domain::Account &account = signedIn.account;
    account.server = server;
    account.id.value = (*viewer)[QLatin1String("id")].toString();
    account.username = (*viewer)[QLatin1String("username")].toString();
    account.name = (*viewer)[QLatin1String("name")].toString();
    account.email = (*viewer)[QLatin1String("email")].toString();
    account.defaultEntity = (*viewer)[QLatin1String("entity")].toString();
    account.isServiceAccount = isServiceWord((*viewer)[QLatin1String("accountType")]);
    account.isServerAdmin = (*viewer)[QLatin1String("admin")].toBool();
    account.seat = seatOfAccount((*viewer)[QLatin1String("accountType")]);
    account.serverName = server.host();
    if (account.id.isEmpty() || account.username.isEmpty())
        return Error{Error::Kind::BadReply, QStringLiteral("viewer without id or username")};
    for (const QJsonObject &node : nodesOf((*viewer)[QLatin1String("teams")])) {
        domain::Team team = decodeTeam(node, *viewer);
        team.myRole.base = domain::BaseRole::Unknown; // not asked for here
        signedIn.teams.append(team);
    }
    return signedIn;
}

ServerInfo decodeServerInfo(const Reply &reply)
{
    ServerInfo info;
    const QJsonValue features = valueAt(reply.data, {QLatin1String("serverInfo"), QLatin1String("features")});
    for (const QJsonValue feature : features.toArray()) {
        if (feature[QLatin1String("isEnabled")].toBool())
            info.features.append(feature[QLatin1String("name")].toString());
    }
    return info;
}

base::Result<QList<domain::Team>> decodeTeams(const Reply &reply)
{
    return requiredObject(reply, {QLatin1String("viewer")}).map([](const QJsonObject &viewer) {
        QList<domain::Team> teams;
        for (const QJsonObject &node : nodesOf(viewer[QLatin1String("teams")]))
            teams.append(decodeTeam(node, viewer));
        return teams;
    });
}

base::Result<TeamReply> decodeTeamReply(const Reply &reply)
{
    const auto entity = requiredObject(reply, {QLatin1String("entity")});
    if (!entity)
        return entity.error();
    // "available": the name is free, there is no such team (protocol, section 20).
    if ((*entity)[QLatin1String("available")].toBool())
        return Error{Error::Kind::NotFound, QStringLiteral("entity")};
    TeamReply team;
    team.team = decodeTeam(*entity, reply.data[QLatin1String("viewer")].toObject());
    for (const QJsonValue member : (*entity)[QLatin1String("members")].toArray())
        team.members.append(decodeMember(member.toObject()));
    team.isPartial = reply.isPartial();
    return team;
}

void addInvitations(TeamReply &team, const Reply &invitations)
{
    const auto entity = requiredObject(invitations, {QLatin1String("entity")});
    team.isPartial = team.isPartial || invitations.isPartial() || !entity;
    if (!entity)
        return;
    for (const QJsonObject &node : nodesOf((*entity)[QLatin1String("invites")])) {
        const domain::Member invitation = decodeInvitation(node);
        team.members.removeIf([&invitation](const domain::Member &member) {
            return member.kind == domain::Member::Kind::Invitation
                && (member.id == invitation.id || (!member.email.isEmpty() && member.email == invitation.email));
        });
        team.members.append(invitation);
    }
}

void addOrganization(TeamReply &team, const Reply &organization, const QString &username)
{
    const auto entity = requiredObject(organization, {QLatin1String("entity")});
    team.isPartial = team.isPartial || organization.isPartial() || !entity;
    const QJsonValue found = entity ? (*entity)[QLatin1String("organization")] : QJsonValue();
    team.team.organization = found[QLatin1String("name")].toString();
    for (const QJsonValue person : found[QLatin1String("members")].toArray()) {
        const QString name = person[QLatin1String("username")].toString();
        const domain::Seat seat = domain::seatFromWire(person[QLatin1String("modelsSeat")].toString());
        for (domain::Member &member : team.members) {
            if (!name.isEmpty() && member.username == name)
                member.seat = seat;
        }
        if (name == username) {
            team.team.myOrgRole = domain::orgRoleFromWire(person[QLatin1String("role")].toString());
            if (seat != domain::Seat::Unknown)
                team.team.mySeat = seat;
        }
    }
}

} // namespace api
