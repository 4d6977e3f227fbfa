#include "server/artifactresolvers.h"
#include "server/artifactstore.h"
#include "server/collectionquery.h"
#include "server/collectionstore.h"
#include "server/connection.h"
#include "server/globalid.h"
#include "server/resolving.h"

namespace server {

using graphql::Value;
using SharedProject = std::shared_ptr<const ProjectView>;

namespace {

base::Result<Value> collectionAliases(Session &session, const SharedCollection &collection, const Value &arguments)
{
    const auto aliases = CollectionStore(session.database).aliases(collection->record.id);
    if (!aliases)
        return aliases.error();
    const PageRequest page = PageRequest::from(arguments, aliases->size(), 100, 1000);
    Value::List nodes;
    for (const AliasRecord &alias : aliases->mid(page.offset, page.count))
        nodes.push_back(aliasValue(alias, collection));
    return connectionOf(nodes, page, aliases->size());
}

base::Result<Value> tagsOfCollection(Session &session, const SharedCollection &collection, const Value &)
{
    const auto names = CollectionStore(session.database).tags(collection->record.id);
    if (!names)
        return names.error();
    const QString owner = QLatin1String("collection:") + QString::number(collection->record.id);
    Value::List nodes;
    for (const QString &tag : *names)
        nodes.push_back(tagValue(owner, tag));
    const auto total = static_cast<qint64>(nodes.size());
    return connectionOf(nodes, PageRequest{0, total}, total);
}

base::Result<Value> membership(Session &session, const SharedCollection &collection, const Value &arguments)
{
    if (!collection->isProjectVisible)
        return Value();
    const auto found = findMembership(session, collection, arguments[QStringLiteral("aliasName")].toString());
    return found ? base::Result<Value>(membershipValue(*found)) : found.error();
}

base::Result<Value> latest(Session &session, const SharedCollection &collection, const Value &)
{
    if (!collection->isProjectVisible)
        return Value();
    const auto record = ArtifactStore(session.database).latest(collection->record.id);
    if (!record)
        return record.error();
    const auto artifact = findArtifact(session, *record ? (*record)->id : 0);
    return artifact ? base::Result<Value>(artifactValue(*artifact)) : artifact.error();
}

base::Result<Value> defaultType(Session &session, const SharedCollection &collection, const Value &)
{
    const auto record = CollectionStore(session.database).typeById(collection->record.type);
    if (!record)
        return record.error();
    if (!*record)
        return Access::notFound();
    return Value::object(
        QStringLiteral("ArtifactType"), ArtifactTypeView{**record, collection->project, collection->isProjectVisible});
}

/// The fields of a collection, which is of one of two types.
void addCollectionFields(graphql::Resolvers &resolvers, const QString &typeName)
{
    const auto property = [&](const char *field, auto read) {
        resolvers.addProperty<CollectionView>(typeName + QLatin1Char('.') + QLatin1String(field), read);
    };
    property(
        "id", [](const CollectionView &collection) { return numberId("ArtifactCollection", collection.record.id); });
    property("name", [](const CollectionView &collection) { return collection.record.name; });
    property("description", [](const CollectionView &collection) {
        return collection.isProjectVisible ? textOrNull(collection.record.description) : Value();
    });
    property("createdAt", [](const CollectionView &collection) { return timeValue(collection.record.createdAt); });
    property("updatedAt", [](const CollectionView &collection) { return timeValue(collection.record.updatedAt); });
    property("state", [](const CollectionView &collection) {
        return Value::enumText(collection.record.isDeleted ? QStringLiteral("DELETED") : QStringLiteral("READY"));
    });
    property("project", [](const CollectionView &collection) {
        return collection.isProjectVisible ? Value::object(QStringLiteral("Project"), collection.project) : Value();
    });
    // What is in a collection whose project is hidden is not told to those who came through a link.
    const auto content = [&](const char *name, auto read) {
        addSharedField<CollectionView>(resolvers, typeName + QLatin1Char('.') + QLatin1String(name),
            [read](
                Session &session, const SharedCollection &collection, const Value &arguments) -> base::Result<Value> {
                return collection->isProjectVisible ? read(session, collection, arguments) : connectionOf({}, {}, 0);
            });
    };
    content("aliases", collectionAliases);
    content("tags", tagsOfCollection);
    content("artifactMemberships", [](Session &session, const SharedCollection &collection, const Value &arguments) {
        return membershipConnection(session, collection, arguments);
    });
    content("artifacts", versionConnection);
    const auto field = [&](const char *name, auto read) {
        addSharedField<CollectionView>(resolvers, typeName + QLatin1Char('.') + QLatin1String(name), read);
    };
    field("artifactMembership", membership);
    field("defaultArtifactType", defaultType);
}

base::Result<Value> collectionByName(Session &session, const SharedProject &project, const Value &arguments)
{
    const auto found = findCollection(session, project, arguments[QStringLiteral("name")].toString());
    if (!found)
        return found.error();
    return *found ? collectionValue(*found) : Value();
}

base::Result<Value> membershipByName(Session &session, const SharedProject &project, const Value &arguments)
{
    const auto found = findMembership(session, project, arguments[QStringLiteral("name")].toString());
    return found ? base::Result<Value>(membershipValue(*found)) : found.error();
}

base::Result<Value> artifactByName(Session &session, const SharedProject &project, const Value &arguments)
{
    const auto found = findMembership(session, project, arguments[QStringLiteral("name")].toString());
    if (!found)
        return found.error();
    return *found ? artifactValue((*found)->artifact) : Value();
}

Value typeValue(const ArtifactTypeRecord &record, const SharedProject &project)
{
    return Value::object(QStringLiteral("ArtifactType"), ArtifactTypeView{record, project, true});
}

base::Result<Value> typeByName(Session &session, const SharedProject &project, const Value &arguments)
{
    if (!allowsDeed(session, ArtifactDeed::View, *project))
        return Value();
    const auto found =
        CollectionStore(session.database).type(project->record.id, arguments[QStringLiteral("name")].toString());
    if (!found)
        return found.error();
    return *found ? typeValue(**found, project) : Value();
}

base::Result<Value> types(Session &session, const SharedProject &project, const Value &arguments)
{
    if (!allowsDeed(session, ArtifactDeed::View, *project))
        return connectionOf({}, {}, 0);
    const auto all = CollectionStore(session.database).types(project->record.id);
    if (!all)
        return all.error();
    const PageRequest page = PageRequest::from(arguments, all->size());
    Value::List nodes;
    for (const ArtifactTypeRecord &type : all->mid(page.offset, page.count))
        nodes.push_back(typeValue(type, project));
    return connectionOf(nodes, page, all->size());
}

void addProjectFields(graphql::Resolvers &resolvers)
{
    const auto field = [&resolvers](const char *name, auto read) {
        addSharedField<ProjectView>(resolvers, QLatin1String("Project.") + QLatin1String(name), read);
    };
    field("artifact", artifactByName);
    field("artifactCollection", collectionByName);
    field("artifactCollectionMembership", membershipByName);
    field("artifactCollections", [](Session &session, const SharedProject &project, const Value &arguments) {
        return collectionConnection(session, {project}, {}, arguments);
    });
    field("artifactType", typeByName);
    field("artifactTypes", types);
}

void addTypeFields(graphql::Resolvers &resolvers)
{
    const auto property = [&resolvers](const char *field, auto read) {
        resolvers.addProperty<ArtifactTypeView>(QLatin1String("ArtifactType.") + QLatin1String(field), read);
    };
    property("id", [](const ArtifactTypeView &type) { return numberId("ArtifactType", type.record.id); });
    property("name", [](const ArtifactTypeView &type) { return type.record.name; });
    property("description", [](const ArtifactTypeView &type) {
        return type.isProjectVisible ? textOrNull(type.record.description) : Value();
    });
    property("createdAt", [](const ArtifactTypeView &type) { return timeValue(type.record.createdAt); });
    property("project", [](const ArtifactTypeView &type) {
        return type.isProjectVisible ? Value::object(QStringLiteral("Project"), type.project) : Value();
    });
    const auto field = [&resolvers](const char *name, auto read) {
        addField<ArtifactTypeView>(resolvers, QLatin1String("ArtifactType.") + QLatin1String(name), read);
    };
    field("artifact", [](Session &session, const ArtifactTypeView &type, const Value &arguments) {
        return artifactByName(session, type.project, arguments);
    });
    field("artifactCollection",
        [](Session &session, const ArtifactTypeView &type, const Value &arguments) -> base::Result<Value> {
            const auto found = findCollection(session, type.project, arguments[QStringLiteral("name")].toString());
            if (!found)
                return found.error();
            const bool isOfType = *found && (*found)->record.typeName == type.record.name;
            return isOfType ? collectionValue(*found) : Value();
        });
    field("artifactCollections", [](Session &session, const ArtifactTypeView &type, const Value &arguments) {
        return collectionConnection(session, {type.project}, type.record.name, arguments);
    });
}

base::Result<Value> collectionById(const graphql::FieldContext &context)
{
    const auto number =
        numberFromId("ArtifactCollection", context.arguments[QStringLiteral("id")].toString()).value_or(0);
    const auto found = findCollection(context.context<Session>(), number);
    if (!found)
        return found.error();
    return *found ? collectionValue(*found) : Value();
}

base::Result<Value> sequenceById(const graphql::FieldContext &context)
{
    const auto found = collectionById(context);
    return found && found->typeName() != QLatin1String("ArtifactSequence") ? Value() : found;
}

} // namespace

void addCollectionResolvers(graphql::Resolvers &resolvers)
{
    addCollectionFields(resolvers, QStringLiteral("ArtifactSequence"));
    addCollectionFields(resolvers, QStringLiteral("ArtifactPortfolio"));
    addSharedField<CollectionView>(resolvers, QStringLiteral("ArtifactSequence.latestArtifact"), latest);
    resolvers.addProperty<CollectionView>(QStringLiteral("ArtifactSequence.digestAlgorithm"),
        [](const CollectionView &) { return Value::enumText(QStringLiteral("MANIFEST_MD5")); });
    addProjectFields(resolvers);
    addTypeFields(resolvers);
    resolvers.add(QStringLiteral("Query.artifactCollection"), collectionById);
    resolvers.add(QStringLiteral("Query.artifactSequence"), sequenceById);
}

} // namespace server
