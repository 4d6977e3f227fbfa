#include "server/registryrole.h"

#include "server/registrystore.h"

#include <algorithm>

namespace server {

using domain::RegistryRole;

base::Result<RegistryRole> registryRoleOf(
    sqlite::Database &database, const ProjectRecord &registry, const UserRecord &user)
{
    RegistryStore store(database);
    const auto given = store.userRole(registry.id, user.id);
    if (!given)
        return given.error();
    const auto ofTeams = store.rolesOfTeams(registry.id, user.id);
    if (!ofTeams)
        return ofTeams.error();
    const bool isForEverybody = registry.visibility != domain::Visibility::Restricted && !user.isService
        && (user.orgRole == domain::OrgRole::Member || user.orgRole == domain::OrgRole::Admin);
    const RegistryRole own = isForEverybody ? std::max(*given, RegistryRole::RestrictedViewer) : *given;
    const domain::OrgRole orgRole = user.isService ? domain::OrgRole::None : user.orgRole;
    return domain::effectiveRegistryRole(
        own, std::span(ofTeams->constData(), static_cast<std::size_t>(ofTeams->size())), orgRole, std::nullopt);
}

RegistryRole roleWhenAdded(const UserRecord &user)
{
    if (user.isService)
        return RegistryRole::Member;
    return user.orgRole == domain::OrgRole::Admin ? RegistryRole::Admin : RegistryRole::RestrictedViewer;
}

} // namespace server
