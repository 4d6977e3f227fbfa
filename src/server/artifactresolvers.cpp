#include "server/artifactresolvers.h"

#include "server/artifactfilestore.h"
#include "server/artifactfilevalue.h"
#include "server/artifactstore.h"
#include "server/collectionstore.h"
#include "server/connection.h"
#include "server/globalid.h"
#include "server/resolving.h"

namespace server {

using graphql::Value;

Value aliasValue(const AliasRecord &alias, const SharedCollection &collection)
{
    return Value::Fields{{QStringLiteral("id"), numberId("ArtifactAlias", alias.id)},
        {QStringLiteral("alias"), alias.alias}, {QStringLiteral("artifactCollectionName"), collection->record.name},
        {QStringLiteral("artifactCollection"), collectionValue(collection)}};
}

base::Result<Value> aliasValues(Session &session, const MembershipView &membership)
{
    const auto aliases = CollectionStore(session.database).aliasesOf(membership.record.id);
    if (!aliases)
        return aliases.error();
    return Value::list(*aliases, [&](const AliasRecord &alias) { return aliasValue(alias, membership.collection); });
}

namespace {

/// Where the version lies, by the name of a collection; without a name, all places.
base::Result<QList<SharedMembership>> placesNamed(
    Session &session, const SharedArtifact &artifact, const Value &arguments)
{
    auto places = visibleMemberships(session, artifact);
    const auto name = arguments[QStringLiteral("artifactCollectionName")].text();
    if (places && name)
        places->removeIf([&name](const SharedMembership &place) { return place->collection->record.name != *name; });
    return places;
}

/// The names, and `v3` for those SDKs that read the version from there.
base::Result<Value> aliases(Session &session, const SharedArtifact &artifact, const Value &arguments)
{
    const auto places = placesNamed(session, artifact, arguments);
    if (!places)
        return places.error();
    Value::List all;
    for (const SharedMembership &place : *places) {
        const auto some = aliasValues(session, *place);
        if (!some)
            return some.error();
        all.insert(all.end(), some->toList().begin(), some->toList().end());
    }
    return Value(std::move(all));
}

base::Result<Value> versionIndex(Session &session, const SharedArtifact &artifact, const Value &arguments)
{
    if (!arguments[QStringLiteral("artifactCollectionName")].text())
        return artifact->record.version < 0 ? Value() : Value(artifact->record.version);
    const auto places = placesNamed(session, artifact, arguments);
    if (!places)
        return places.error();
    return places->isEmpty() ? Value() : Value(places->first()->record.version);
}

base::Result<Value> sequence(Session &session, const SharedArtifact &artifact, const Value &)
{
    const auto record = CollectionStore(session.database).byId(artifact->record.sequence);
    if (!record)
        return record.error();
    if (!*record)
        return Access::notFound();
    return collectionValue(
        std::make_shared<const CollectionView>(CollectionView{**record, artifact->project, artifact->isSourceVisible}));
}

base::Result<Value> type(Session &session, const SharedArtifact &artifact, const Value &)
{
    const auto record = CollectionStore(session.database).type(artifact->record.project, artifact->record.typeName);
    if (!record)
        return record.error();
    if (!*record)
        return Access::notFound();
    return Value::object(
        QStringLiteral("ArtifactType"), ArtifactTypeView{**record, artifact->project, artifact->isSourceVisible});
}

base::Result<Value> tags(Session &session, const SharedArtifact &artifact, const Value &)
{
    const auto names = ArtifactStore(session.database).tags(artifact->record.id);
    if (!names)
        return names.error();
    const QString owner = QString::number(artifact->record.id);
    return Value::list(*names, [&owner](const QString &tag) { return tagValue(owner, tag); });
}

base::Result<Value> memberships(Session &session, const SharedArtifact &artifact, const Value &)
{
    const auto places = visibleMemberships(session, artifact);
    if (!places)
        return places.error();
    Value::List nodes;
    for (const SharedMembership &place : *places)
        nodes.push_back(membershipValue(place));
    const auto total = static_cast<qint64>(nodes.size());
    return connectionOf(nodes, PageRequest{0, total}, total);
}

base::Result<Value> currentManifest(Session &session, const SharedArtifact &artifact, const Value &)
{
    const auto manifests = ArtifactFileStore(session.database).manifestsOf(artifact->record.id);
    if (!manifests)
        return manifests.error();
    if (manifests->isEmpty() || artifact->record.manifest == 0)
        return Value();
    ManifestRecord manifest = manifests->first();
    manifest.name = QStringLiteral("wandb_manifest.json");
    return manifestValue(session, artifact, manifest);
}

void addArtifactProperties(graphql::Resolvers &resolvers)
{
    const auto property = [&resolvers](const char *field, auto read) {
        resolvers.addProperty<ArtifactView>(QLatin1String("Artifact.") + QLatin1String(field), read);
    };
    property("id", [](const ArtifactView &artifact) { return numberId("Artifact", artifact.record.id); });
    property("state", [](const ArtifactView &artifact) { return Value::enumText(artifact.record.state); });
    property("digest", [](const ArtifactView &artifact) { return artifact.record.digest; });
    property("digestAlgorithm", [](const ArtifactView &) { return Value::enumText(QStringLiteral("MANIFEST_MD5")); });
    property("size", [](const ArtifactView &artifact) { return artifact.record.size; });
    property("storageBytes", [](const ArtifactView &artifact) { return artifact.record.size; });
    property("fileCount", [](const ArtifactView &artifact) { return artifact.record.fileCount; });
    property("commitHash", [](const ArtifactView &artifact) { return artifact.record.commitHash; });
    property("createdAt", [](const ArtifactView &artifact) { return timeValue(artifact.record.createdAt); });
    property("updatedAt", [](const ArtifactView &artifact) { return timeValue(artifact.record.updatedAt); });
    property("historyStep", [](const ArtifactView &artifact) { return Value(artifact.record.historyStep); });
    property("ttlDurationSeconds", [](const ArtifactView &artifact) {
        const qint64 seconds = artifact.record.ttl.value_or(0);
        return seconds > 0 ? seconds : qint64(-2);
    });
    property("ttlIsInherited", [](const ArtifactView &artifact) { return !artifact.record.ttl.has_value(); });
    property("description", [](const ArtifactView &artifact) { return textOrNull(artifact.record.description); });
    property("metadata", [](const ArtifactView &artifact) {
        return artifact.record.metadata.isEmpty() ? Value() : Value(artifact.record.metadata);
    });
}

void addMembershipResolvers(graphql::Resolvers &resolvers)
{
    const auto property = [&resolvers](const char *field, auto read) {
        resolvers.addProperty<MembershipView>(
            QLatin1String("ArtifactCollectionMembership.") + QLatin1String(field), read);
    };
    property(
        "id", [](const MembershipView &place) { return numberId("ArtifactCollectionMembership", place.record.id); });
    property("versionIndex", [](const MembershipView &place) { return place.record.version; });
    property("createdAt", [](const MembershipView &place) { return timeValue(place.record.createdAt); });
    property("commitHash", [](const MembershipView &place) { return place.artifact->record.commitHash; });
    property("artifact", [](const MembershipView &place) { return artifactValue(place.artifact); });
    property("artifactCollection", [](const MembershipView &place) { return collectionValue(place.collection); });
    addField<MembershipView>(resolvers, QStringLiteral("ArtifactCollectionMembership.aliases"),
        [](Session &session, const MembershipView &place, const Value &) { return aliasValues(session, place); });
}

} // namespace

void addArtifactResolvers(graphql::Resolvers &resolvers)
{
    addArtifactProperties(resolvers);
    addMembershipResolvers(resolvers);
    const auto field = [&resolvers](const char *name, auto read) {
        addSharedField<ArtifactView>(resolvers, QLatin1String("Artifact.") + QLatin1String(name), read);
    };
    field("aliases", aliases);
    field("versionIndex", versionIndex);
    field("artifactSequence", sequence);
    field("artifactType", type);
    field("tags", tags);
    field("artifactMemberships", memberships);
    field("currentManifest", currentManifest);
    resolvers.add(QStringLiteral("Query.artifact"), [](const graphql::FieldContext &context) -> base::Result<Value> {
        const auto found = findArtifact(context.context<Session>(), context.arguments[QStringLiteral("id")].toString());
        return found ? base::Result<Value>(artifactValue(*found)) : found.error();
    });
    resolvers.add(
        QStringLiteral("Query.clientIDMapping"), [](const graphql::FieldContext &context) -> base::Result<Value> {
            auto &session = context.context<Session>();
            const QString client = context.arguments[QStringLiteral("clientID")].toString();
            const auto record = ArtifactStore(session.database).byClientId(client);
            if (!record)
                return record.error();
            const auto artifact = findArtifact(session, *record ? (*record)->id : 0);
            if (!artifact)
                return artifact.error();
            if (!*artifact)
                return Value();
            return Value(Value::Fields{{QStringLiteral("clientID"), client},
                {QStringLiteral("serverID"), numberId("Artifact", (*artifact)->record.id)}});
        });
}

} // namespace server
