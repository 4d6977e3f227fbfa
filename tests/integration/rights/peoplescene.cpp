#include "peoplescene.h"

#include "server/customrolestore.h"
#include "server/keystore.h"
#include "server/teamstore.h"
#include "server/userstore.h"

namespace test {

using domain::BaseRole;

qint64 PeopleScene::makeUser(const char *kind, bool isService, bool isOfOrganization)
{
    server::UserRecord user;
    user.username = QStringLiteral("%1-%2").arg(QLatin1String(kind)).arg(m_number);
    user.name = user.username;
    user.isService = isService;
    user.serviceEntity = isService && !isOfOrganization ? m_team : 0;
    user.orgRole = domain::OrgRole::Member;
    const qint64 id = sound(server::UserStore(m_database).insert(user, m_now));
    sound(server::TeamStore(m_database).setRole(m_team, id, BaseRole::Member, m_now));
    return id;
}

void PeopleScene::makePeople()
{
    m_scene.member.value = server::numberId("User", makeUser("member", false));
    say("memberName", QStringLiteral("member-%1").arg(m_number));
    makeForOrganization();
    const qint64 robot = makeUser("robot", true);
    m_scene.robot.value = server::numberId("User", robot);
    const auto key = sound(server::KeyStore(m_database).issue(robot, server::KeyKind::ApiKey, {}, m_now));
    sayId("robotKey", "ApiKey", key.id);
    server::InviteRecord invite;
    invite.entity = m_team;
    invite.email = QStringLiteral("invited-%1@house.invalid").arg(m_number);
    invite.invitedBy = userNamed(QLatin1String(somebodyElse));
    const qint64 id = sound(server::TeamStore(m_database).putInvite(invite, m_now));
    m_scene.invitation.value = server::numberId("Invite", id);
    say("invited", invite.email);
}

void PeopleScene::makeForOrganization()
{
    const qint64 fleet = makeUser("fleet", true, true);
    sayId("fleet", "User", fleet);
    const auto key = sound(server::KeyStore(m_database).issue(fleet, server::KeyKind::ApiKey, {}, m_now));
    sayId("fleetKey", "ApiKey", key.id);
    domain::CustomRole role;
    role.name = QStringLiteral("role-%1").arg(m_number);
    role.base = BaseRole::Member;
    const qint64 id = sound(server::CustomRoleStore(m_database).insert(role));
    sayId("customRole", "Role", id);
    server::EntityRecord team;
    team.name = QStringLiteral("spare-%1").arg(m_number);
    sound(server::TeamStore(m_database).insert(team, m_now));
    say("spareTeam", team.name);
}

} // namespace test
