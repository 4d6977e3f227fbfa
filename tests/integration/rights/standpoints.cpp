#include "scene.h"

#include <utility>

namespace test {

using domain::RegistryRole;
using domain::Visibility;

namespace {

/// The settings meet every request once in a place, on one's own and on another's, and not at every visibility: what
/// the switches say about a project that the world may see differs for the team's own and a public one only.
QList<NamedStandpoint> underSettings(const Standpoint &standpoint, const QString &name)
{
    QList<NamedStandpoint> all;
    const std::pair<const char *, Settings> each[] = {
        {", loosened", Settings::Loosened}, {", tightened", Settings::Tightened}, {", enforced", Settings::Enforced}};
    for (const auto &[word, settings] : each) {
        Standpoint changed = standpoint;
        changed.settings = settings;
        all.append({name + QLatin1String(word), changed});
    }
    return all;
}

/// A report that was shared shows another's project to whoever else would not see it, and nothing more.
QList<NamedStandpoint> underShares()
{
    QList<NamedStandpoint> all;
    const std::pair<const char *, Share> each[] = {
        {"shared by link", Share::ByLink}, {"shared to view", Share::ToView}, {"shared to edit", Share::ToEdit}};
    for (const Visibility level : {Visibility::Team, Visibility::Restricted}) {
        for (const auto &[word, share] : each) {
            Standpoint standpoint;
            standpoint.visibility = level;
            standpoint.share = share;
            const QLatin1String where(level == Visibility::Team ? "team, " : "restricted, not listed, ");
            all.append({where + QLatin1String(word), standpoint});
        }
    }
    Standpoint withoutLinks;
    withoutLinks.share = Share::ByLink;
    withoutLinks.settings = Settings::Tightened;
    all.append({QStringLiteral("team, shared by link, tightened"), withoutLinks});
    return all;
}

QList<NamedStandpoint> inProjects()
{
    QList<NamedStandpoint> all;
    for (const bool isOwner : {true, false}) {
        const auto add = [&](const char *visibility, Visibility level, bool isListed) {
            Standpoint standpoint;
            standpoint.visibility = level;
            standpoint.isListed = isListed;
            standpoint.isOwner = isOwner;
            const QLatin1String whose(isOwner ? "own, " : "another's, ");
            all.append({whose + QLatin1String(visibility), standpoint});
            if (level == Visibility::Team || (level == Visibility::Public && isOwner))
                all += underSettings(standpoint, whose + QLatin1String(visibility));
        };
        add("open", Visibility::Open, false);
        add("public", Visibility::Public, false);
        add("team", Visibility::Team, false);
        add("restricted, listed", Visibility::Restricted, true);
        add("restricted, not listed", Visibility::Restricted, false);
    }
    return all;
}

/// Each role given to the person, to their team, and to both. Whose registry it is counts for its deletion only, which
/// takes an admin: the other roles are asked on another's.
QList<NamedStandpoint> inRegistries()
{
    struct Given
    {
        const char *name;
        RegistryRole person;
        RegistryRole team;
    };
    constexpr RegistryRole none = RegistryRole::None;
    constexpr Given given[] = {{"no role", none, none}, {"restricted viewer", RegistryRole::RestrictedViewer, none},
        {"viewer", RegistryRole::Viewer, none}, {"member", RegistryRole::Member, none},
        {"admin", RegistryRole::Admin, none}, {"team as member", none, RegistryRole::Member},
        {"viewer, team as admin", RegistryRole::Viewer, RegistryRole::Admin}};
    QList<NamedStandpoint> all;
    for (const Visibility level : {Visibility::Team, Visibility::Restricted}) {
        const QLatin1String where(level == Visibility::Team ? "organization registry, " : "restricted registry, ");
        for (const Given &each : given) {
            Standpoint standpoint;
            standpoint.place = Place::Registry;
            standpoint.visibility = level;
            standpoint.registryRole = each.person;
            standpoint.teamsRegistryRole = each.team;
            all.append({where + QLatin1String(each.name), standpoint});
            standpoint.isOwner = true;
            if (each.person == RegistryRole::Member || each.person == RegistryRole::Admin)
                all.append({where + QLatin1String("own, ") + QLatin1String(each.name), standpoint});
        }
    }
    return all;
}

} // namespace

domain::TeamPolicy policyOf(Settings settings)
{
    domain::TeamPolicy policy;
    policy.deployment = domain::Deployment::Dedicated;
    policy.membersMayInvite = settings == Settings::Loosened || settings == Settings::Enforced;
    policy.membersMaySetTtl = settings == Settings::Loosened;
    policy.isEnforced = settings == Settings::Enforced;
    const bool isTight = settings == Settings::Tightened || settings == Settings::Enforced;
    policy.hideTeam = policy.futureProjectsPrivate = isTight;
    policy.publicReportSharing = !isTight;
    return policy;
}

QList<NamedStandpoint> standpointsInPersonalPlaces()
{
    QList<NamedStandpoint> all;
    const auto add = [&all](bool isOwner, const char *name, Visibility level, bool isListed) {
        Standpoint standpoint;
        standpoint.isPersonal = true;
        standpoint.isOwner = isOwner;
        standpoint.visibility = level;
        standpoint.isListed = isListed;
        const QLatin1String whose(isOwner ? "own place, " : "another's place, ");
        all.append({whose + QLatin1String(name), standpoint});
    };
    for (const bool isOwner : {true, false}) {
        add(isOwner, "open", Visibility::Open, false);
        add(isOwner, "public", Visibility::Public, false);
        add(isOwner, "private", Visibility::Team, false);
        add(isOwner, "restricted, not listed", Visibility::Restricted, false);
    }
    add(true, "restricted, listed", Visibility::Restricted, true); // nobody else can be on the list
    return all;
}

QList<NamedStandpoint> standpointsAt(Place place)
{
    Standpoint standpoint;
    standpoint.place = place;
    switch (place) {
    case Place::Team:
        return QList<NamedStandpoint>{{QStringLiteral("team"), standpoint}}
        + underSettings(standpoint, QStringLiteral("team"));
    case Place::Project:
        return inProjects() + underShares();
    case Place::Registry:
        return inRegistries();
    case Place::ModelRegistry:
        break;
    }
    Standpoint admin = standpoint;
    admin.isModelRegistryAdmin = true;
    return {{QStringLiteral("model registry"), standpoint}, {QStringLiteral("model registry, its admin"), admin}};
}

} // namespace test
