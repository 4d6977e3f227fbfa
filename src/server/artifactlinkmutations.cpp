#include "server/artifactaliases.h"
#include "server/artifactlookup.h"
#include "server/artifactnames.h"
#include "server/artifactstore.h"
#include "server/collectionstore.h"
#include "server/globalid.h"
#include "server/mutations.h"
#include "server/projectstore.h"
#include "server/registrystore.h"

#include <algorithm>

namespace server {

using graphql::Value;
using SharedProject = std::shared_ptr<const ProjectView>;

namespace {

QString linkText(const Value &input, const char *field)
{
    return input[QLatin1String(field)].toString();
}

base::Result<SharedArtifact> artifactToLink(Session &session, const Value &input)
{
    if (const QString id = linkText(input, "artifactID"); !id.isEmpty())
        return requireArtifact(session, id);
    const auto record = ArtifactStore(session.database).byClientId(linkText(input, "clientID"));
    if (!record)
        return record.error();
    return requireArtifact(session, numberId("Artifact", *record ? (*record)->id : 0));
}

/// A team's model registry comes into being with its first model.
base::Result<SharedProject> placeToLinkTo(Session &session, const QString &entityName, const QString &projectName)
{
    auto found = findProject(session, entityName, projectName);
    if (!found || *found)
        return found;
    const auto entity = entityNamed(session, entityName);
    if (!entity)
        return entity.error();
    if (!*entity || projectName != QLatin1String(modelRegistryName))
        return Access::notFound();
    ProjectRecord record;
    record.name = projectName;
    record.entity = (*entity)->id;
    record.entityName = (*entity)->name;
    if (auto allowed = requireDeed(session, ArtifactDeed::Link, ProjectView{record, **entity, false}); !allowed)
        return allowed.error();
    if (const auto inserted = ProjectStore(session.database).insert(record, session.now); !inserted)
        return inserted.error();
    return findProject(session, entityName, projectName);
}

/// Asks whether this version may go into this place.
base::Status requireLink(Session &session, const ArtifactView &artifact, const ProjectView &place)
{
    Access::Target target = targetOf(place);
    if (placeKind(place) == PlaceKind::Registry) {
        RegistryStore registries(session.database);
        const auto allowsAll = registries.allowsAllTypes(place.record.id);
        const auto types = CollectionStore(session.database).types(place.record.id);
        if (!allowsAll || !types)
            return allowsAll ? types.error() : allowsAll.error();
        QStringList names;
        for (const ArtifactTypeRecord &type : *types)
            names.append(type.name);
        target.isTypeRefused = !*allowsAll && !names.contains(artifact.record.typeName);
        target.acceptedTypes = names.join(QLatin1String(", "));
        target.isInPersonalEntity = !artifact.project->entity.isTeam;
    }
    return Access(session).require(actionFor(ArtifactDeed::Link, placeKind(place)), target);
}

base::Result<SharedCollection> portfolio(
    Session &session, const SharedProject &place, const QString &name, const QString &type)
{
    auto existing = findCollection(session, place, name);
    if (!existing)
        return existing;
    if (*existing) {
        const CollectionRecord &record = (*existing)->record;
        if (record.isPortfolio && record.typeName == type)
            return existing;
        return base::Error{base::Error::Kind::Conflict,
            QStringLiteral("the collection %1 takes links of type %2 only: choose another collection")
                .arg(name, record.isPortfolio ? record.typeName : QStringLiteral("(none)"))};
    }
    if (!isSoundCollectionName(name))
        return invalidInput("artifactPortfolioName");
    if (auto allowed = requireDeed(session, ArtifactDeed::Create, *place); !allowed)
        return allowed.error();
    CollectionStore store(session.database);
    const auto typeRecord = store.ensureType(place->record.id, type, session.now);
    if (!typeRecord)
        return typeRecord.error();
    CollectionRecord record;
    record.project = place->record.id;
    record.type = typeRecord->id;
    record.isPortfolio = true;
    record.name = name;
    if (const auto inserted = store.insert(record, session.now); !inserted)
        return inserted.error();
    return findCollection(session, place, name);
}

base::Result<SharedCollection> targetCollection(Session &session, const Value &input, const ArtifactView &artifact)
{
    if (const QString id = linkText(input, "artifactPortfolioID"); !id.isEmpty()) {
        auto collection = requireCollection(session, id);
        if (!collection)
            return collection;
        if (auto allowed = requireLink(session, artifact, *(*collection)->project); !allowed)
            return allowed.error();
        return portfolio(session, (*collection)->project, (*collection)->record.name, artifact.record.typeName);
    }
    const auto place = placeToLinkTo(session, linkText(input, "entityName"), linkText(input, "projectName"));
    if (!place)
        return place.error();
    if (auto allowed = requireLink(session, artifact, **place); !allowed)
        return allowed.error();
    return portfolio(session, *place, linkText(input, "artifactPortfolioName"), artifact.record.typeName);
}

/// What is in a registry is kept.
base::Status clearRetention(Session &session, const SharedCollection &collection, const ArtifactRecord &artifact)
{
    if (placeKind(*collection->project) == PlaceKind::Project)
        return base::Done{};
    ArtifactRecord kept = artifact;
    kept.ttl = 0;
    return ArtifactStore(session.database).update(kept, session.now);
}

base::Result<Value::Fields> linkArtifact(Session &session, const Value &input)
{
    const auto artifact = artifactToLink(session, input);
    if (!artifact)
        return artifact.error();
    if (!(*artifact)->record.isCommitted())
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the artifact is not committed yet")};
    // Whoever links lets others have the content: only what one may have oneself.
    if (const auto source = placeFor(session, ArtifactDeed::Download, *artifact); !source)
        return source.error();
    const auto collection = targetCollection(session, input, **artifact);
    if (!collection)
        return collection.error();
    CollectionStore store(session.database);
    const auto member = store.add((*collection)->record.id, (*artifact)->record.id, session.now);
    if (!member)
        return member.error();
    const auto place = std::make_shared<const MembershipView>(MembershipView{*member, *collection, *artifact});
    if (auto set = store.setAlias(*member, QStringLiteral("latest")); !set)
        return set.error();
    for (const Value &alias : input[QStringLiteral("aliases")].toList()) {
        if (auto added = addAlias(session, *place, linkText(alias, "alias")); !added)
            return added.error();
    }
    if (auto cleared = clearRetention(session, *collection, (*artifact)->record); !cleared)
        return cleared.error();
    return Value::Fields{{QStringLiteral("versionIndex"), member->version},
        {QStringLiteral("artifactMembership"), membershipValue(place)},
        {QStringLiteral("artifactCollectionID"), numberId("ArtifactCollection", member->collection)},
        {QStringLiteral("artifactID"), numberId("Artifact", member->artifact)},
        {QStringLiteral("createdAt"), timeValue(member->createdAt)}, {QStringLiteral("aliases"), Value::List{}}};
}

base::Result<Value::Fields> unlinkArtifact(Session &session, const Value &input)
{
    const auto artifact = requireArtifact(session, linkText(input, "artifactID"));
    if (!artifact)
        return artifact.error();
    const auto collection = requireCollection(session, linkText(input, "artifactPortfolioID"));
    if (!collection)
        return collection.error();
    CollectionStore store(session.database);
    const auto member = store.memberOf((*collection)->record.id, (*artifact)->record.id);
    if (!member)
        return member.error();
    if (!*member || !(*collection)->record.isPortfolio)
        return Access::notFound();
    const auto alias = RegistryStore(session.database).protectedAliasOfMember((*member)->id);
    if (!alias)
        return alias.error();
    Access::Target target = targetOf(*(*collection)->project);
    target.protectedAlias = *alias;
    const auto action = actionFor(ArtifactDeed::Unlink, placeKind(*(*collection)->project));
    if (auto allowed = Access(session).require(action, target); !allowed)
        return allowed.error();
    if (auto removed = store.removeMember((*member)->id); !removed)
        return removed.error();
    return Value::Fields{{QStringLiteral("success"), true},
        {QStringLiteral("artifactID"), numberId("Artifact", (*artifact)->record.id)}};
}

} // namespace

void addArtifactLinkMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "linkArtifact", linkArtifact);
    addMutation(resolvers, "unlinkArtifact", unlinkArtifact);
}

} // namespace server
