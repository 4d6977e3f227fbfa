#include "base/lenientjson.h"
#include "server/artifactaliases.h"
#include "server/artifactlookup.h"
#include "server/artifactnames.h"
#include "server/artifactretention.h"
#include "server/artifactstore.h"
#include "server/collectionstore.h"
#include "server/mutations.h"
#include "server/registrystore.h"

#include <algorithm>

namespace server {

using graphql::Value;

namespace {

bool isSameJson(const QString &a, const QString &b)
{
    return a == b
        || base::parseLenientJson(a.toUtf8()).valueOr(QJsonValue())
        == base::parseLenientJson(b.toUtf8()).valueOr(QJsonValue());
}

QStringList tagNames(const Value &input, const char *field)
{
    QStringList names;
    for (const Value &tag : input[QLatin1String(field)].toList())
        names.append(tag[QStringLiteral("tagName")].toString());
    return names;
}

/// Description and metadata; whether anything changes.
base::Result<bool> changeTexts(const Value &input, ArtifactRecord &record)
{
    const ArtifactRecord before = record;
    record.description = input[QStringLiteral("description")].text().value_or(record.description);
    record.metadata = input[QStringLiteral("metadata")].text().value_or(record.metadata);
    if (record.description.size() > 64 * 1024)
        return invalidInput("description");
    if (!isSoundMetadata(record.metadata))
        return invalidInput("metadata: a JSON object of at most 100 keys is wanted");
    return record.description != before.description || !isSameJson(record.metadata, before.metadata);
}

base::Status changeTags(Session &session, qint64 artifact, const QStringList &added, const QStringList &removed)
{
    ArtifactStore store(session.database);
    for (const QString &tag : added) {
        if (!isSoundTag(tag))
            return invalidInput("tagsToAdd");
        if (auto done = store.addTag(artifact, tag); !done)
            return done;
    }
    for (const QString &tag : removed) {
        if (auto done = store.removeTag(artifact, tag); !done)
            return done;
    }
    return base::Done{};
}

/// The aliases of the version in its own collection become these.
base::Status replaceAliases(Session &session, const SharedArtifact &artifact, const Value &input)
{
    if (!input.contains(QStringLiteral("aliases")) || input[QStringLiteral("aliases")].isNull())
        return base::Done{};
    const auto places = visibleMemberships(session, artifact);
    if (!places)
        return places.error();
    QStringList wanted;
    for (const Value &alias : input[QStringLiteral("aliases")].toList()) {
        if (alias[QStringLiteral("artifactCollectionName")].toString() == artifact->record.sequenceName)
            wanted.append(alias[QStringLiteral("alias")].toString());
    }
    for (const SharedMembership &place : *places) {
        if (place->collection->record.id != artifact->record.sequence)
            continue;
        const auto existing = CollectionStore(session.database).aliasesOf(place->record.id);
        if (!existing)
            return existing.error();
        for (const AliasRecord &alias : *existing) {
            auto removed =
                wanted.contains(alias.alias) ? base::Status(base::Done{}) : removeAlias(session, *place, alias.alias);
            if (!removed)
                return removed;
        }
        for (const QString &alias : wanted) {
            if (auto added = addAlias(session, *place, alias); !added)
                return added;
        }
    }
    return base::Done{};
}

base::Result<Value::Fields> updateArtifact(Session &session, const Value &input)
{
    const auto artifact = requireArtifact(session, input[QStringLiteral("artifactID")].toString());
    if (!artifact)
        return artifact.error();
    ArtifactRecord record = (*artifact)->record;
    const auto hasTexts = changeTexts(input, record);
    if (!hasTexts)
        return hasTexts.error();
    const QStringList added = tagNames(input, "tagsToAdd");
    const QStringList removed = tagNames(input, "tagsToDelete");
    // A version that is still being written has no place yet but its own project.
    if (!record.isCommitted()) {
        if (auto allowed = requireDeed(session, ArtifactDeed::EditVersion, *(*artifact)->project); !allowed)
            return allowed.error();
    } else if (*hasTexts || !added.isEmpty() || !removed.isEmpty()) {
        if (const auto place = placeFor(session, ArtifactDeed::EditVersion, *artifact); !place)
            return place.error();
    }
    const auto memberships = CollectionStore(session.database).membershipsOf(record.id);
    if (!memberships)
        return memberships.error();
    const RetentionTarget target{*(*artifact)->project, record.typeName, memberships->size() > 1};
    const auto ttl = input[QStringLiteral("ttlDurationSeconds")].integer();
    if (auto set = setRetention(session, target, ttl, record); !set)
        return set.error();
    if (auto changed = changeTags(session, record.id, added, removed); !changed)
        return changed.error();
    if (auto replaced = replaceAliases(session, *artifact, input); !replaced)
        return replaced.error();
    if (auto updated = ArtifactStore(session.database).update(record, session.now); !updated)
        return updated.error();
    const auto changed = findArtifact(session, record.id);
    if (!changed)
        return changed.error();
    return Value::Fields{{QStringLiteral("artifact"), artifactValue(*changed)}};
}

base::Result<Value::Fields> deleteArtifact(Session &session, const Value &input)
{
    const auto artifact = requireArtifact(session, input[QStringLiteral("artifactID")].toString());
    if (!artifact)
        return artifact.error();
    const ArtifactRecord &record = (*artifact)->record;
    const auto alias = RegistryStore(session.database).protectedAliasOfArtifact(record.id);
    if (!alias)
        return alias.error();
    Access::Target target = targetOf(*(*artifact)->project);
    target.protectedAlias = *alias;
    const auto action = actionFor(ArtifactDeed::DeleteVersion, placeKind(*(*artifact)->project));
    if (auto allowed = Access(session).require(action, target); !allowed)
        return allowed.error();
    CollectionStore collections(session.database);
    const auto member = collections.memberOf(record.sequence, record.id);
    if (!member)
        return member.error();
    const auto aliases = collections.aliasesOf(*member ? (*member)->id : 0);
    if (!aliases)
        return aliases.error();
    if (!aliases->isEmpty() && !input[QStringLiteral("deleteAliases")].toBool())
        return base::Error{base::Error::Kind::Conflict,
            QStringLiteral("the version has the alias %1: delete it together with its aliases (delete_aliases=True)")
                .arg(aliases->first().alias)};
    auto deleted = std::make_shared<ArtifactView>(**artifact);
    deleted->record.state = QStringLiteral("DELETED");
    if (auto removed = ArtifactStore(session.database).remove(record.id); !removed)
        return removed.error();
    return Value::Fields{
        {QStringLiteral("artifact"), artifactValue(std::shared_ptr<const ArtifactView>(std::move(deleted)))}};
}

/// `change(place, alias)` for each alias of the input.
template <typename ChangeAlias>
base::Status changeAliases(Session &session, const Value &input, ChangeAlias change)
{
    const auto artifact = requireArtifact(session, input[QStringLiteral("artifactID")].toString());
    if (!artifact)
        return artifact.error();
    for (const Value &alias : input[QStringLiteral("aliases")].toList()) {
        const auto collection = requireCollection(session, alias[QStringLiteral("entityName")].toString(),
            alias[QStringLiteral("projectName")].toString(),
            alias[QStringLiteral("artifactCollectionName")].toString());
        if (!collection)
            return collection.error();
        const auto member =
            CollectionStore(session.database).memberOf((*collection)->record.id, (*artifact)->record.id);
        if (!member)
            return member.error();
        if (!*member)
            return Access::notFound();
        const MembershipView place{**member, *collection, *artifact};
        if (auto changed = change(place, alias[QStringLiteral("alias")].toString()); !changed)
            return changed;
    }
    return base::Done{};
}

base::Result<Value::Fields> addAliases(Session &session, const Value &input)
{
    const auto changed = changeAliases(session, input,
        [&session](const MembershipView &place, const QString &alias) { return addAlias(session, place, alias); });
    if (!changed)
        return changed.error();
    return Value::Fields{{QStringLiteral("success"), true},
        {QStringLiteral("aliases"), input[QStringLiteral("aliases")]},
        {QStringLiteral("artifact"),
            artifactValue(findArtifact(session, input[QStringLiteral("artifactID")].toString()).valueOr(nullptr))}};
}

base::Result<Value::Fields> deleteAliases(Session &session, const Value &input)
{
    const auto changed = changeAliases(session, input,
        [&session](const MembershipView &place, const QString &alias) { return removeAlias(session, place, alias); });
    if (!changed)
        return changed.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

} // namespace

void addArtifactEditMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "updateArtifact", updateArtifact);
    addMutation(resolvers, "deleteArtifact", deleteArtifact);
    addMutation(resolvers, "addAliases", addAliases);
    addMutation(resolvers, "deleteAliases", deleteAliases);
}

} // namespace server
