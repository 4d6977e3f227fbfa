// Sections 3 and 8.2: which role counts where, and which visibility a project may get.
#include "domain/rulebook.h"

#include <algorithm>

namespace domain {

namespace {

RegistryRole counterpartInRegistry(BaseRole role)
{
    switch (role) {
    case BaseRole::Admin:
        return RegistryRole::Admin;
    case BaseRole::Member:
        return RegistryRole::Member;
    case BaseRole::ViewOnly:
        return RegistryRole::Viewer;
    case BaseRole::Unknown:
        return RegistryRole::Unknown;
    case BaseRole::None:
        break;
    }
    return RegistryRole::None;
}

bool mayHaveProjectRoles(Visibility visibility)
{
    return visibility == Visibility::Team || visibility == Visibility::Restricted;
}

} // namespace

TeamRole effectiveProjectRole(const Person &person, Visibility visibility)
{
    if (!person.isSignedIn())
        return {};
    const TeamRole &team = person.teamRole;
    if (team.base == BaseRole::None || team.base == BaseRole::Unknown)
        return team;
    if (visibility == Visibility::Restricted && !person.isListedInProject)
        return {};
    if (team.base == BaseRole::ViewOnly && !team.isCustom())
        return team;
    if (mayHaveProjectRoles(visibility) && person.projectRole.base != BaseRole::None)
        return person.projectRole;
    return team;
}

RegistryRole effectiveRegistryRole(RegistryRole given, std::span<const RegistryRole> ofTeams, OrgRole orgRole,
    std::optional<BaseRole> roleInOwningTeam)
{
    // Enumerators ascend; Unknown stands below None, so that a known role always wins over one that is not understood.
    RegistryRole highest = given;
    bool anyUnknown = given == RegistryRole::Unknown;
    const auto consider = [&highest, &anyUnknown](RegistryRole role) {
        anyUnknown = anyUnknown || role == RegistryRole::Unknown;
        highest = std::max(highest, role);
    };
    std::for_each(ofTeams.begin(), ofTeams.end(), consider);
    if (orgRole == OrgRole::Admin)
        consider(RegistryRole::Admin);
    if (roleInOwningTeam)
        consider(counterpartInRegistry(*roleInOwningTeam));
    return highest <= RegistryRole::None && anyUnknown ? RegistryRole::Unknown : highest;
}

QList<Visibility> reachableVisibilities(Visibility from, const TeamPolicy &policy)
{
    if (from == Visibility::Unknown)
        return {};
    if (from == Visibility::Restricted)
        return {Visibility::Team};
    QList<Visibility> levels;
    if (!policy.futureProjectsPrivate)
        levels = {Visibility::Open, Visibility::Public};
    levels += {Visibility::Team, Visibility::Restricted};
    levels.removeAll(from);
    return levels;
}

} // namespace domain
