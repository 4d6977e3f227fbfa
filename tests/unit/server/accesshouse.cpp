#include "accesshouse.h"

#include "server/customrolestore.h"
#include "server/store.h"
#include "server/teamstore.h"
#include "server/userstore.h"

#include <algorithm>

namespace test {

using domain::BaseRole;

bool AccessHouse::build(const QList<Dweller> &dwellers)
{
    m_server.reset();
    m_server = std::make_unique<ServerFixture>(server::TeamServer::Options{}, folderInMemory());
    return m_server->isSound() && std::all_of(dwellers.begin(), dwellers.end(), [this](const Dweller &dweller) {
        return dweller.isService ? settleRobot(dweller) : settle(dweller);
    });
}

bool AccessHouse::settle(const Dweller &dweller)
{
    server::TeamServer &server = m_server->server();
    const QString mail = dweller.name + QStringLiteral("@house.invalid");
    if (!server.createUser({dweller.name, dweller.name, mail, dweller.seat, dweller.orgRole}))
        return false;
    const auto token = server.signInToken(dweller.name);
    if (!dweller.isVisitor) // who has an account all the same, to own things in scenes
        m_keys.insert(dweller.name, token.valueOr(QString()));
    const base::Status placed = server.store().write([&](sqlite::Database &database) -> base::Status {
        server::CustomRoleStore roles(database);
        for (const domain::TeamRole &role : {dweller.role, dweller.projectRole}) {
            const auto there = roles.byName(role.custom.name);
            if (!role.isCustom() || (there && *there))
                continue;
            if (const auto id = roles.insert(role.custom); !id)
                return id.error();
        }
        const auto user = server::UserStore(database).byUsername(dweller.name);
        const auto lab = server::TeamStore(database).byName(Scene::team());
        if (!user || !*user || !lab || !*lab)
            return base::Error{};
        if (auto set = server::UserStore(database).setBillingAdmin((*user)->id, dweller.isBillingAdmin); !set)
            return set;
        return dweller.role.base == BaseRole::None
            ? base::Status(base::Done{})
            : server::TeamStore(database).setRole((*lab)->id, (*user)->id, dweller.role, 1);
    });
    return token.ok() && placed.ok();
}

bool AccessHouse::settleRobot(const Dweller &dweller)
{
    server::TeamServer &server = m_server->server();
    const QString team = dweller.isOfThisTeam ? Scene::team() : QStringLiteral("other");
    if (!server.createServiceAccount(team, dweller.name, dweller.name))
        return false;
    const auto key = server.issueApiKey(dweller.name);
    m_keys.insert(dweller.name, key.valueOr(QString()));
    if (!dweller.name.endsWith(QLatin1String("fleet")))
        return key.ok();
    const QString sql =
        QStringLiteral("UPDATE users SET service_entity = NULL WHERE username = '%1'").arg(dweller.name);
    return key.ok() && m_server->execute(sql);
}

Scene AccessHouse::sceneFor(const Dweller &dweller, const Standpoint &standpoint)
{
    Standpoint inside = standpoint;
    inside.projectRole = dweller.projectRole.base; // puts the person on the list where they have a role
    Scene scene = makeScene(m_server->server().store(), ++m_scenes, dweller.name, inside);
    if (dweller.projectRole.isCustom()) {
        m_server->execute(QStringLiteral("UPDATE project_members SET custom_role = (SELECT id FROM custom_roles WHERE"
                                         " name = '%1') WHERE user = (SELECT id FROM users WHERE username = '%2')")
                              .arg(dweller.projectRole.custom.name, dweller.name));
    }
    if (standpoint.place != Place::Project)
        return scene;
    return putFile(scene, standpoint.isPersonal) ? scene : Scene();
}

/// By a colleague; in somebody's own place nobody else may, so that she is let in for a moment.
bool AccessHouse::putFile(const Scene &scene, bool isPersonal)
{
    const QString steward = QStringLiteral("ada");
    const QString where = QStringLiteral("entity = (SELECT id FROM entities WHERE name = '%1') AND user = (SELECT id"
                                         " FROM users WHERE username = '%2')")
                              .arg(scene.project.entity, steward);
    if (isPersonal
        && !m_server->execute(QStringLiteral("INSERT INTO members(entity, user, role, since) SELECT entities.id,"
                                             " users.id, 'member', 1 FROM entities, users WHERE entities.name = '%1'"
                                             " AND username = '%2'")
                                  .arg(scene.project.entity, steward)))
        return false;
    const QString file = scene.filled(QStringLiteral("/storage/$team/$project/$run/kept.txt"));
    const Reply stored = m_server->request("PUT", file.toLatin1(), steward, "kept");
    const bool isOutAgain = !isPersonal || m_server->execute(QStringLiteral("DELETE FROM members WHERE ") + where);
    return stored.status == 200 && isOutAgain;
}

} // namespace test
