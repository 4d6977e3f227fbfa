#include "server/artifactaliases.h"

#include "server/artifactnames.h"
#include "server/collectionstore.h"
#include "server/registrystore.h"

namespace server {

namespace {

/// In portfolios of registries some aliases are for their admins.
base::Status requireAlias(Session &session, ArtifactDeed deed, const MembershipView &place, const QString &alias)
{
    const ProjectView &project = *place.collection->project;
    if (place.collection->record.isPortfolio && placeKind(project) != PlaceKind::Project) {
        const bool isRegistry = placeKind(project) == PlaceKind::Registry;
        const auto isProtected =
            RegistryStore(session.database).protectedAliases({isRegistry ? project.record.id : 0, project.entity.id});
        if (!isProtected)
            return isProtected.error();
        if (isProtected->contains(alias))
            deed = ArtifactDeed::ApplyProtectedAlias;
    }
    return requireDeed(session, deed, project);
}

} // namespace

base::Status addAlias(Session &session, const MembershipView &place, const QString &alias)
{
    if (!isSoundAlias(alias))
        return base::Error{base::Error::Kind::Invalid,
            QStringLiteral("alias: use at most 128 characters without / and :, and not v with a number")};
    if (auto allowed = requireAlias(session, ArtifactDeed::AddAlias, place, alias); !allowed)
        return allowed;
    return CollectionStore(session.database).setAlias(place.record, alias);
}

base::Status removeAlias(Session &session, const MembershipView &place, const QString &alias)
{
    if (auto allowed = requireAlias(session, ArtifactDeed::RemoveAlias, place, alias); !allowed)
        return allowed;
    return CollectionStore(session.database).removeAlias(place.record.id, alias);
}

} // namespace server
