#include "server/artifactlookup.h"

#include "server/artifactstore.h"
#include "server/collectionstore.h"
#include "server/globalid.h"
#include "server/projectstore.h"
#include "server/teamstore.h"

namespace server {

base::Result<std::shared_ptr<const ProjectView>> projectViewOf(Session &session, qint64 id)
{
    const std::shared_ptr<const ProjectView> none;
    const auto project = ProjectStore(session.database).byId(id);
    if (!project)
        return project.error();
    if (!*project)
        return none;
    const auto entity = TeamStore(session.database).byId((*project)->entity);
    if (!entity)
        return entity.error();
    if (!*entity)
        return none;
    return std::shared_ptr<const ProjectView>(
        std::make_shared<const ProjectView>(ProjectView{**project, **entity, false}));
}

base::Status requireDeed(Session &session, ArtifactDeed deed, const ProjectView &place)
{
    return Access(session).require(actionFor(deed, placeKind(place)), targetOf(place));
}

bool allowsDeed(Session &session, ArtifactDeed deed, const ProjectView &place)
{
    return Access(session).allows(actionFor(deed, placeKind(place)), targetOf(place));
}

base::Status requireWriting(Session &session, const ArtifactView &artifact)
{
    Access::Target target = targetOf(*artifact.project);
    target.creator = artifact.record.creator;
    return Access(session).require(actionFor(ArtifactDeed::Create, placeKind(*artifact.project)), target);
}

base::Result<SharedCollection> findCollection(
    Session &session, const std::shared_ptr<const ProjectView> &project, const QString &name)
{
    auto record = CollectionStore(session.database).find(project->record.id, name);
    if (!record)
        return record.error();
    if (!*record || !allowsDeed(session, ArtifactDeed::View, *project))
        return SharedCollection();
    return SharedCollection(std::make_shared<const CollectionView>(CollectionView{**record, project, true}));
}

base::Result<SharedCollection> findCollection(Session &session, qint64 collection)
{
    const auto record = CollectionStore(session.database).byId(collection);
    if (!record)
        return record.error();
    if (!*record)
        return SharedCollection();
    const auto project = projectViewOf(session, (*record)->project);
    if (!project)
        return project.error();
    return *project ? findCollection(session, *project, (*record)->name) : SharedCollection();
}

base::Result<SharedCollection> requireCollection(Session &session, const QString &globalId)
{
    const auto number = numberFromId("ArtifactCollection", globalId);
    auto found = findCollection(session, number.value_or(0));
    if (found && !*found)
        return Access::notFound();
    return found;
}

base::Result<SharedCollection> requireCollection(
    Session &session, const QString &entity, const QString &project, const QString &collection)
{
    const auto place = requireProject(session, entity, project);
    if (!place)
        return place.error();
    auto found = findCollection(session, *place, collection);
    if (found && !*found)
        return Access::notFound();
    return found;
}

base::Result<SharedArtifact> findArtifact(Session &session, qint64 id)
{
    const auto record = ArtifactStore(session.database).byId(id);
    if (!record)
        return record.error();
    if (!*record)
        return SharedArtifact();
    const auto source = projectViewOf(session, (*record)->project);
    if (!source)
        return source.error();
    if (!*source)
        return SharedArtifact();
    ArtifactView view{**record, *source, allowsDeed(session, ArtifactDeed::View, **source)};
    if (view.isSourceVisible)
        return SharedArtifact(std::make_shared<const ArtifactView>(std::move(view)));
    const auto memberships = CollectionStore(session.database).membershipsOf(id);
    if (!memberships)
        return memberships.error();
    for (const MembershipRecord &membership : *memberships) {
        const auto collection = findCollection(session, membership.collection);
        if (!collection)
            return collection.error();
        if (*collection)
            return SharedArtifact(std::make_shared<const ArtifactView>(std::move(view)));
    }
    return SharedArtifact();
}

base::Result<SharedArtifact> findArtifact(Session &session, const QString &globalId)
{
    return findArtifact(session, numberFromId("Artifact", globalId).value_or(0));
}

base::Result<SharedArtifact> requireArtifact(Session &session, const QString &globalId)
{
    auto found = findArtifact(session, globalId);
    if (found && !*found)
        return Access::notFound();
    return found;
}

base::Result<SharedMembership> membershipView(
    Session &session, const SharedCollection &collection, const MembershipRecord &record)
{
    const auto artifact = findArtifact(session, record.artifact);
    if (!artifact)
        return artifact.error();
    if (!*artifact)
        return SharedMembership();
    return SharedMembership(std::make_shared<const MembershipView>(MembershipView{record, collection, *artifact}));
}

base::Result<SharedMembership> findMembership(Session &session, const SharedCollection &collection, const QString &word)
{
    const auto record = CollectionStore(session.database).memberNamed(collection->record.id, word);
    if (!record)
        return record.error();
    return *record ? membershipView(session, collection, **record) : SharedMembership();
}

base::Result<SharedMembership> findMembership(
    Session &session, const std::shared_ptr<const ProjectView> &project, const QString &name)
{
    const qsizetype colon = name.indexOf(u':');
    const auto collection = findCollection(session, project, colon < 0 ? name : name.left(colon));
    if (!collection)
        return collection.error();
    return *collection ? findMembership(session, *collection, colon < 0 ? QString() : name.mid(colon + 1))
                       : SharedMembership();
}

base::Result<QList<SharedMembership>> visibleMemberships(Session &session, const SharedArtifact &artifact)
{
    const auto records = CollectionStore(session.database).membershipsOf(artifact->record.id);
    if (!records)
        return records.error();
    QList<SharedMembership> visible;
    for (const MembershipRecord &record : *records) {
        const auto collection = findCollection(session, record.collection);
        if (!collection)
            return collection.error();
        if (*collection)
            visible.append(std::make_shared<const MembershipView>(MembershipView{record, *collection, artifact}));
    }
    return visible;
}

base::Result<SharedMembership> placeFor(Session &session, ArtifactDeed deed, const SharedArtifact &artifact)
{
    const auto memberships = visibleMemberships(session, artifact);
    if (!memberships)
        return memberships.error();
    base::Status refusal = Access::notFound();
    for (const SharedMembership &membership : *memberships) {
        const base::Status allowed = requireDeed(session, deed, *membership->collection->project);
        if (allowed)
            return membership;
        if (refusal.error().kind == base::Error::Kind::NotFound)
            refusal = allowed;
    }
    return refusal.error();
}

} // namespace server
