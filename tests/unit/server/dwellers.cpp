#include "dwellers.h"

#include "integration/rights/law.h"

namespace test {

using domain::BaseRole;
using domain::OrgRole;
using domain::Seat;
using domain::Visibility;

namespace {

domain::TeamRole fixed(BaseRole role)
{
    return {role, {}};
}

/// A role upon a base with some additions; made under the number that the store will give it.
domain::TeamRole composed(int number, BaseRole base, const QStringList &permissions)
{
    domain::CustomRole role;
    role.id.value = QString::fromLatin1(QStringLiteral("Role:%1").arg(number).toUtf8().toBase64());
    role.name = QStringLiteral("composed-%1").arg(number);
    role.base = base;
    role.permissions = permissions;
    return {base, role};
}

/// Each name of section 13 by itself: it opens what stands beside it, with no other's help.
bool isOfOneAddition(const Dweller &dweller)
{
    return dweller.role.custom.permissions.size() == 1;
}

} // namespace

QList<Dweller> dwellers()
{
    const auto all = composed(1, BaseRole::Member, domain::grantablePermissions());
    const auto deleter =
        composed(2, BaseRole::ViewOnly, {QStringLiteral("run:delete"), QStringLiteral("project:update")});
    const auto plain = composed(3, BaseRole::Member, {});
    const auto named = [](const char *name, const domain::TeamRole &role, Seat seat = Seat::Full,
                           OrgRole orgRole = OrgRole::Member, const domain::TeamRole &inProject = {}) {
        return Dweller{QLatin1String(name), role, seat, orgRole, inProject, false, false, false, false};
    };
    QList<Dweller> people{
        named("admin", fixed(BaseRole::Admin)),
        named("member", fixed(BaseRole::Member)),
        named("viewonly", fixed(BaseRole::ViewOnly)),
        named("admin-viewerseat", fixed(BaseRole::Admin), Seat::Viewer),
        named("member-noseat", fixed(BaseRole::Member), Seat::None),
        named("composed-all", all),
        named("composed-deleter", deleter),
        named("composed-plain", plain),
        named("composed-viewerseat", all, Seat::Viewer),
        named("member-projectall", fixed(BaseRole::Member), Seat::Full, OrgRole::Member, all),
        named("member-projectadmin", fixed(BaseRole::Member), Seat::Full, OrgRole::Member, fixed(BaseRole::Admin)),
        named("admin-projectviewonly", fixed(BaseRole::Admin), Seat::Full, OrgRole::Member, fixed(BaseRole::ViewOnly)),
        named("orgadmin", fixed(BaseRole::None), Seat::Full, OrgRole::Admin),
        named("orgadmin-viewerseat", fixed(BaseRole::None), Seat::Viewer, OrgRole::Admin),
        named("orgadmin-viewonly", fixed(BaseRole::ViewOnly), Seat::Full, OrgRole::Admin),
        named("billing", fixed(BaseRole::None), Seat::Full, OrgRole::BillingOnly),
        named("outside", fixed(BaseRole::None)),
    };
    Dweller billing = named("member-billing", fixed(BaseRole::Member));
    billing.isBillingAdmin = true;
    people.append(billing);
    Dweller visitor = named("visitor", fixed(BaseRole::None), Seat::None, OrgRole::None);
    visitor.isVisitor = true;
    people.append(visitor);
    Dweller robot = named("robot-inside", fixed(BaseRole::Member));
    robot.isService = robot.isOfThisTeam = true;
    people.append(robot);
    robot.name = QStringLiteral("robot-fleet");
    people.append(robot);
    robot = named("robot-outside", fixed(BaseRole::None));
    robot.isService = true;
    people.append(robot);
    int number = 3;
    for (const QString &permission : domain::grantablePermissions()) {
        Dweller added = named("", composed(++number, BaseRole::ViewOnly, {permission}));
        added.name = QStringLiteral("only-%1").arg(permission).replace(u':', u'-');
        people.append(added);
    }
    return people;
}

bool onlyReads(const Dweller &dweller)
{
    return dweller.role.base == BaseRole::ViewOnly && !dweller.role.isCustom() && dweller.orgRole != OrgRole::Admin;
}

bool isAskedAt(const Dweller &dweller, const Standpoint &standpoint)
{
    const Place place = standpoint.place;
    if (isOfOneAddition(dweller)) { // which opens the same for what is one's own, and at every visibility
        const bool isUsual = standpoint.settings == Settings::Usual && standpoint.share == Share::None;
        const bool isAnothers = place == Place::Project && !standpoint.isPersonal && !standpoint.isOwner
            && standpoint.visibility == Visibility::Team;
        return isUsual && (isAnothers || place == Place::Team);
    }
    if (standpoint.isPersonal) {
        const bool hasPlace = !dweller.isService && !dweller.isVisitor;
        return (hasPlace || !standpoint.isOwner) && dweller.projectRole.base == BaseRole::None
            && !dweller.role.isCustom();
    }
    if (standpoint.share != Share::None) { // nobody can name somebody without an account
        const bool isReachable = !dweller.isVisitor || standpoint.share == Share::ByLink;
        return isReachable && dweller.projectRole.base == BaseRole::None && !dweller.role.isCustom();
    }
    if (standpoint.settings != Settings::Usual)
        return dweller.seat == Seat::Full && dweller.projectRole.base == BaseRole::None;
    const bool isPlain = dweller.projectRole.base == BaseRole::None
        && (!dweller.role.isCustom() || dweller.role.custom.permissions.size() > 2);
    return isPlain || place == Place::Team || place == Place::Project;
}

domain::Person personOf(const Dweller &dweller, const Standpoint &standpoint)
{
    domain::Person person;
    if (dweller.isVisitor)
        return person;
    person.id.value = QStringLiteral("me");
    person.username = dweller.name;
    person.seat = dweller.seat;
    person.orgRole = dweller.orgRole;
    person.isBillingAdmin = dweller.isBillingAdmin;
    person.isServiceAccount = dweller.isService;
    if (standpoint.isPersonal) {
        person.teamRole.base = standpoint.isOwner ? BaseRole::Admin : BaseRole::None;
        standAt(standpoint, person);
        return person;
    }
    person.isOfThisTeam = dweller.isOfThisTeam;
    person.teamRole = dweller.role;
    const bool hasProjectRole =
        standpoint.place != Place::Team && (standpoint.visibility == Visibility::Team || standpoint.isListed);
    person.projectRole = hasProjectRole ? dweller.projectRole : domain::TeamRole{};
    standAt(standpoint, person);
    return person;
}

} // namespace test
