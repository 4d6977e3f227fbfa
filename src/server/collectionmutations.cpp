#include "server/artifactlookup.h"
#include "server/artifactnames.h"
#include "server/artifactstore.h"
#include "server/collectionstore.h"
#include "server/globalid.h"
#include "server/mutations.h"
#include "server/registrystore.h"

namespace server {

using graphql::Value;

namespace {

constexpr qsizetype longestCard = 64 * 1024;

QString partOf(const Value &input, const char *field)
{
    return input[QLatin1String(field)].toString();
}

base::Result<SharedCollection> collectionOfKind(Session &session, const QString &id, bool isPortfolio)
{
    auto collection = requireCollection(session, id);
    if (collection && (*collection)->record.isPortfolio != isPortfolio)
        return Access::notFound();
    return collection;
}

base::Result<Value::Fields> collectionPayload(Session &session, qint64 collection)
{
    const auto view = findCollection(session, collection);
    if (!view)
        return view.error();
    if (!*view)
        return Access::notFound();
    return Value::Fields{{QStringLiteral("artifactCollection"), collectionValue(*view)}};
}

base::Result<Value::Fields> updateCollection(
    Session &session, const Value &input, const char *idField, bool isPortfolio)
{
    const auto collection = collectionOfKind(session, partOf(input, idField), isPortfolio);
    if (!collection)
        return collection.error();
    if (auto allowed = requireDeed(session, ArtifactDeed::EditCollection, *(*collection)->project); !allowed)
        return allowed.error();
    CollectionRecord record = (*collection)->record;
    const QString before = record.name;
    record.name = input[QStringLiteral("name")].text().value_or(record.name);
    record.description = input[QStringLiteral("description")].text().value_or(record.description);
    if (!isSoundCollectionName(record.name))
        return invalidInput("name: use at most 128 characters without / and :");
    if (record.description.size() > longestCard)
        return invalidInput("description: at most 64 KiB");
    CollectionStore store(session.database);
    if (record.name != before) {
        const auto taken = store.find(record.project, record.name);
        if (!taken)
            return taken.error();
        if (*taken)
            return base::Error{base::Error::Kind::Conflict, QStringLiteral("the name is taken: choose another one")};
    }
    if (auto updated = store.update(record, session.now); !updated)
        return updated.error();
    return collectionPayload(session, record.id);
}

base::Result<Value::Fields> moveSequence(Session &session, const Value &input)
{
    const auto collection = collectionOfKind(session, partOf(input, "artifactSequenceID"), false);
    if (!collection)
        return collection.error();
    if (auto allowed = requireDeed(session, ArtifactDeed::EditCollection, *(*collection)->project); !allowed)
        return allowed.error();
    const QString name = partOf(input, "destinationArtifactTypeName");
    if (!isSoundArtifactType(name))
        return invalidInput("destinationArtifactTypeName");
    CollectionStore store(session.database);
    const auto type = store.ensureType((*collection)->record.project, name, session.now);
    if (!type)
        return type.error();
    CollectionRecord record = (*collection)->record;
    record.type = type->id;
    if (auto updated = store.update(record, session.now); !updated)
        return updated.error();
    return collectionPayload(session, record.id);
}

/// The first protected alias upon a version of the sequence, or in the portfolio.
base::Result<QString> protectedAliasIn(Session &session, const CollectionRecord &collection)
{
    RegistryStore registries(session.database);
    if (collection.isPortfolio)
        return registries.protectedAliasInCollection(collection.id);
    const auto versions = ArtifactStore(session.database).ofSequence(collection.id);
    if (!versions)
        return versions.error();
    for (const ArtifactRecord &version : *versions) {
        const auto alias = registries.protectedAliasOfArtifact(version.id);
        if (!alias || !alias->isEmpty())
            return alias;
    }
    return QString();
}

base::Result<Value::Fields> deleteCollection(
    Session &session, const Value &input, const char *idField, bool isPortfolio)
{
    const auto collection = collectionOfKind(session, partOf(input, idField), isPortfolio);
    if (!collection)
        return collection.error();
    const auto alias = protectedAliasIn(session, (*collection)->record);
    if (!alias)
        return alias.error();
    Access::Target target = targetOf(*(*collection)->project);
    target.protectedAlias = *alias;
    const auto action = actionFor(ArtifactDeed::DeleteCollection, placeKind(*(*collection)->project));
    if (auto allowed = Access(session).require(action, target); !allowed)
        return allowed.error();
    if (auto removed = CollectionStore(session.database).remove((*collection)->record.id); !removed)
        return removed.error();
    auto deleted = std::make_shared<CollectionView>(**collection);
    deleted->record.isDeleted = true;
    return Value::Fields{{QStringLiteral("artifactCollection"),
        collectionValue(std::shared_ptr<const CollectionView>(std::move(deleted)))}};
}

base::Result<Value::Fields> createCollection(Session &session, const Value &input, bool isPortfolio)
{
    const auto project = requireProject(session, partOf(input, "entityName"), partOf(input, "projectName"));
    if (!project)
        return project.error();
    if (placeKind(**project) == PlaceKind::Registry && !isPortfolio)
        return invalidInput("projectName: a registry holds collections of links");
    if (auto allowed = requireDeed(session, ArtifactDeed::Create, **project); !allowed)
        return allowed.error();
    CollectionStore store(session.database);
    const auto type = store.typeById(numberFromId("ArtifactType", partOf(input, "artifactTypeID")).value_or(0));
    if (!type)
        return type.error();
    if (!*type || (*type)->project != (*project)->record.id)
        return Access::notFound();
    CollectionRecord record;
    record.project = (*project)->record.id;
    record.type = (*type)->id;
    record.isPortfolio = isPortfolio;
    record.name = partOf(input, "name");
    record.description = partOf(input, "description");
    if (!isSoundCollectionName(record.name) || record.description.size() > longestCard)
        return invalidInput("name or description");
    const auto existing = store.find(record.project, record.name);
    if (!existing)
        return existing.error();
    if (*existing)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the name is taken: choose another one")};
    const auto inserted = store.insert(record, session.now);
    return inserted ? collectionPayload(session, *inserted) : base::Result<Value::Fields>(inserted.error());
}

/// The collection whose tags the caller may change.
base::Result<SharedCollection> collectionToTag(Session &session, const Value &input)
{
    auto collection = requireCollection(
        session, partOf(input, "entityName"), partOf(input, "projectName"), partOf(input, "artifactCollectionName"));
    if (!collection)
        return collection;
    if (auto allowed = requireDeed(session, ArtifactDeed::TagCollection, *(*collection)->project); !allowed)
        return allowed.error();
    return collection;
}

base::Result<Value::Fields> tagCollection(Session &session, const Value &input)
{
    const auto collection = collectionToTag(session, input);
    if (!collection)
        return collection.error();
    const qint64 id = (*collection)->record.id;
    Value::List tags;
    for (const Value &tag : input[QStringLiteral("tags")].toList()) {
        const QString name = partOf(tag, "tagName");
        if (!isSoundTag(name))
            return invalidInput("tags: letters, digits, - and _, with blanks between words");
        if (auto added = CollectionStore(session.database).addTag(id, name); !added)
            return added.error();
        tags.push_back(tagValue(QLatin1String("collection:") + QString::number(id), name));
    }
    return Value::Fields{{QStringLiteral("tags"), std::move(tags)}};
}

base::Result<Value::Fields> untagCollection(Session &session, const Value &input)
{
    const auto collection = collectionToTag(session, input);
    if (!collection)
        return collection.error();
    for (const Value &tag : input[QStringLiteral("tags")].toList()) {
        const auto removed =
            CollectionStore(session.database).removeTag((*collection)->record.id, partOf(tag, "tagName"));
        if (!removed)
            return removed.error();
    }
    return Value::Fields{{QStringLiteral("success"), true}};
}

} // namespace

void addCollectionMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "createArtifactSequence",
        [](Session &session, const Value &input) { return createCollection(session, input, false); });
    addMutation(resolvers, "createArtifactPortfolio",
        [](Session &session, const Value &input) { return createCollection(session, input, true); });
    addMutation(resolvers, "updateArtifactSequence", [](Session &session, const Value &input) {
        return updateCollection(session, input, "artifactSequenceID", false);
    });
    addMutation(resolvers, "updateArtifactPortfolio", [](Session &session, const Value &input) {
        return updateCollection(session, input, "artifactPortfolioID", true);
    });
    addMutation(resolvers, "deleteArtifactSequence", [](Session &session, const Value &input) {
        return deleteCollection(session, input, "artifactSequenceID", false);
    });
    addMutation(resolvers, "deleteArtifactPortfolio", [](Session &session, const Value &input) {
        return deleteCollection(session, input, "artifactPortfolioID", true);
    });
    addMutation(resolvers, "moveArtifactSequence", moveSequence);
    addMutation(resolvers, "createArtifactCollectionTagAssignments", tagCollection);
    addMutation(resolvers, "deleteArtifactCollectionTagAssignments", untagCollection);
}

} // namespace server
