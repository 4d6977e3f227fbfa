#include "domain/rulebook.h"

#include <algorithm>

namespace domain {

TeamRole effectiveProjectRole(const Person &person, Visibility visibility)
{
    const TeamRole &team = person.teamRole;
    if (team.base == BaseRole::None)
        return {};
    const bool isListed = visibility != Visibility::Restricted || person.isListedInProject;
    if (!isListed)
        return {};
    // View-Only in the team cannot be raised by a project role.
    if (team.base == BaseRole::ViewOnly && !team.isCustom())
        return team;
    const bool hasProjectRoles = visibility == Visibility::Team || visibility == Visibility::Restricted;
    const bool inherits = person.projectRole.base == BaseRole::None;
    return hasProjectRoles && !inherits ? person.projectRole : team;
}

RegistryRole effectiveRegistryRole(RegistryRole given, std::span<const RegistryRole> ofTeams, OrgRole orgRole,
    std::optional<BaseRole> roleInOwningTeam)
{
    RegistryRole highest = std::max(given, RegistryRole::None);
    for (const RegistryRole role : ofTeams)
        highest = std::max(highest, role);
    if (orgRole == OrgRole::Admin)
        highest = RegistryRole::Admin;
    switch (roleInOwningTeam.value_or(BaseRole::None)) {
    case BaseRole::ViewOnly:
        return std::max(highest, RegistryRole::Viewer);
    case BaseRole::Member:
        return std::max(highest, RegistryRole::Member);
    case BaseRole::Admin:
        return RegistryRole::Admin;
    case BaseRole::None:
    case BaseRole::Unknown:
        break;
    }
    return highest;
}

QList<Visibility> reachableVisibilities(Visibility from, const TeamPolicy &policy)
{
    if (from == Visibility::Unknown)
        return {};
    if (from == Visibility::Restricted)
        return {Visibility::Team};
    QList<Visibility> reachable;
    if (!policy.futureProjectsPrivate)
        reachable = {Visibility::Open, Visibility::Public};
    reachable += {Visibility::Team, Visibility::Restricted};
    reachable.removeAll(from);
    return reachable;
}

} // namespace domain
