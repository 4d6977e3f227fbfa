#include "household.h"

#include <algorithm>

namespace test {

namespace {

/// Each differs from another one on one axis at least.
QList<Inhabitant> everybody()
{
    using domain::BaseRole;
    using domain::OrgRole;
    using domain::Seat;
    const auto person = [](const char *name, BaseRole role, Seat seat = Seat::Full, OrgRole orgRole = OrgRole::Member,
                            BaseRole projectRole = BaseRole::None) {
        return Inhabitant{QString::fromLatin1(name), role, seat, orgRole, projectRole, false};
    };
    return {
        person("admin", BaseRole::Admin),
        person("member", BaseRole::Member),
        person("viewonly", BaseRole::ViewOnly),
        person("admin-viewerseat", BaseRole::Admin, Seat::Viewer),
        person("member-viewerseat", BaseRole::Member, Seat::Viewer),
        person("viewonly-viewerseat", BaseRole::ViewOnly, Seat::Viewer),
        person("admin-noseat", BaseRole::Admin, Seat::None),
        person("admin-projectmember", BaseRole::Admin, Seat::Full, OrgRole::Member, BaseRole::Member),
        person("member-projectadmin", BaseRole::Member, Seat::Full, OrgRole::Member, BaseRole::Admin),
        person("member-projectviewonly", BaseRole::Member, Seat::Full, OrgRole::Member, BaseRole::ViewOnly),
        person("viewonly-projectadmin", BaseRole::ViewOnly, Seat::Full, OrgRole::Member, BaseRole::Admin),
        person("orgadmin-outside", BaseRole::None, Seat::Full, OrgRole::Admin),
        person("orgadmin-member", BaseRole::Member, Seat::Full, OrgRole::Admin),
        person("billing-outside", BaseRole::None, Seat::Full, OrgRole::BillingOnly),
        person("outside", BaseRole::None),
    };
}

} // namespace

Household::Household()
    : m_server({}, folderInMemory())
    , m_people(everybody())
{
    m_isSound = m_server.isSound()
        && std::all_of(m_people.begin(), m_people.end(), [this](const Inhabitant &person) { return settle(person); });
    m_isSound = m_isSound && settleServiceAccount(QStringLiteral("service"), Scene::team())
        && settleServiceAccount(QStringLiteral("service-outside"), QStringLiteral("other"));
}

bool Household::settle(const Inhabitant &person)
{
    server::TeamServer &server = m_server.server();
    const QString mail = person.name + QStringLiteral("@house.invalid");
    const bool isThere = server.createUser({person.name, person.name, mail, person.seat, person.orgRole}).ok();
    const bool isOutside = person.role == domain::BaseRole::None;
    if (!isThere || !(isOutside || server.addMember(Scene::team(), person.name, person.role).ok()))
        return false;
    const auto token = server.signInToken(person.name);
    m_keys.insert(person.name, token.valueOr(QString()));
    return token.ok();
}

bool Household::settleServiceAccount(const QString &name, const QString &team)
{
    server::TeamServer &server = m_server.server();
    if (!server.createServiceAccount(team, name, name).ok())
        return false;
    const bool isInside = team == Scene::team();
    Inhabitant account;
    account.name = name;
    account.role = isInside ? domain::BaseRole::Member : domain::BaseRole::None;
    account.isServiceAccount = true;
    m_people.append(account);
    const auto key = server.issueApiKey(name);
    m_keys.insert(name, key.valueOr(QString()));
    return key.ok();
}

Scene Household::makeScene(const Inhabitant &person, Standpoint standpoint)
{
    standpoint.projectRole = person.projectRole;
    Scene scene = test::makeScene(m_server.server().store(), ++m_scenes, person.name, standpoint);
    if (standpoint.place != Place::Project)
        return scene;
    const QString file = scene.filled(QStringLiteral("/storage/$team/$project/$run/kept.txt"));
    const Reply stored = m_server.request("PUT", file.toLatin1(), QStringLiteral("ada"), "kept");
    return stored.status == 200 ? scene : Scene();
}

} // namespace test
