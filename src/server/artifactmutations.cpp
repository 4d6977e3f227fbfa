#include "server/artifactcommit.h"
#include "server/artifactlookup.h"
#include "server/artifactnames.h"
#include "server/artifactretention.h"
#include "server/artifactstore.h"
#include "server/attribution.h"
#include "server/collectionstore.h"
#include "server/globalid.h"
#include "server/mutations.h"

#include <QUuid>
#include <algorithm>

namespace server {

using graphql::Value;
using SharedProject = std::shared_ptr<const ProjectView>;

namespace {

QString inputText(const Value &input, const char *field)
{
    return input[QLatin1String(field)].toString();
}

base::Error refusedName(const char *field)
{
    return {base::Error::Kind::Invalid,
        QStringLiteral("%1: not a name that is allowed; use at most 128 characters without / and :")
            .arg(QLatin1String(field))};
}

/// The project that the input names, where the caller may log artifacts.
base::Result<SharedProject> projectToLogTo(Session &session, const Value &input)
{
    auto project = requireProject(session, inputText(input, "entityName"), inputText(input, "projectName"));
    if (!project)
        return project;
    if (placeKind(**project) == PlaceKind::Registry)
        return base::Error{base::Error::Kind::Invalid,
            QStringLiteral("versions are not logged to a registry: log to a project, then link the version")};
    if (auto allowed = requireDeed(session, ArtifactDeed::Create, **project); !allowed)
        return allowed.error();
    return project;
}

base::Result<qint64> ensureSequence(
    Session &session, const ProjectView &project, const QString &name, const QString &type)
{
    if (!isSoundCollectionName(name))
        return refusedName("artifactCollectionNames");
    if (!isSoundArtifactType(type))
        return refusedName("artifactTypeName");
    CollectionStore store(session.database);
    const auto existing = store.find(project.record.id, name);
    if (!existing)
        return existing.error();
    if (*existing && ((*existing)->isPortfolio || (*existing)->typeName != type))
        return base::Error{base::Error::Kind::Conflict,
            QStringLiteral("the collection %1 exists already with type %2: choose another name or that type")
                .arg(name, (*existing)->isPortfolio ? QStringLiteral("of links") : (*existing)->typeName)};
    if (*existing)
        return (*existing)->id;
    const auto typeRecord = store.ensureType(project.record.id, type, session.now);
    if (!typeRecord)
        return typeRecord.error();
    CollectionRecord collection;
    collection.project = project.record.id;
    collection.type = typeRecord->id;
    collection.name = name;
    return store.insert(collection, session.now);
}

/// The aliases that the input gives the version in its own collection.
base::Result<QStringList> wantedAliases(const Value &input, const QString &collection)
{
    QStringList aliases;
    for (const Value &item : input[QStringLiteral("aliases")].toList()) {
        if (inputText(item, "artifactCollectionName") != collection)
            continue;
        if (!isSoundAlias(inputText(item, "alias")))
            return refusedName("aliases");
        aliases.append(inputText(item, "alias"));
    }
    return aliases;
}

/// A version that this request has made before, or that has the same content, or that its run shares with others.
base::Result<std::optional<ArtifactRecord>> existingVersion(Session &session, const Value &input, qint64 sequence)
{
    ArtifactStore store(session.database);
    if (const QString client = inputText(input, "clientID"); !client.isEmpty()) {
        const auto made = store.byClientId(client);
        if (!made || (*made && (*made)->sequence == sequence))
            return made;
    }
    const bool deduplicates = input[QStringLiteral("enableDigestDeduplication")].toBool();
    if (deduplicates) {
        const auto same = store.byDigest(sequence, inputText(input, "digest"));
        if (!same || *same)
            return same;
    }
    const QString distributed = inputText(input, "distributedID");
    return distributed.isEmpty() ? std::optional<ArtifactRecord>() : store.pendingOf(sequence, distributed);
}

base::Result<ArtifactRecord> recordFrom(
    Session &session, const Value &input, const ProjectView &project, const QString &type)
{
    ArtifactRecord record;
    record.state = QStringLiteral("PENDING");
    record.digest = inputText(input, "digest");
    record.commitHash = QUuid::createUuid().toString(QUuid::Id128).left(20);
    record.description = inputText(input, "description");
    record.metadata = inputText(input, "metadata");
    record.distributedId = inputText(input, "distributedID");
    record.historyStep = input[QStringLiteral("historyStep")].integer();
    if (record.digest.isEmpty() || record.digest.size() > 128)
        return invalidInput("digest");
    if (!isSoundMetadata(record.metadata))
        return invalidInput("metadata: a JSON object of at most 100 keys is wanted");
    const auto ttl = input[QStringLiteral("ttlDurationSeconds")].integer();
    if (auto set = setRetention(session, {project, type, false}, ttl, record); !set)
        return set.error();
    return record;
}

base::Status addTags(Session &session, const Value &input, qint64 artifact)
{
    for (const Value &tag : input[QStringLiteral("tags")].toList()) {
        if (!isSoundTag(inputText(tag, "tagName")))
            return invalidInput("tags");
        if (auto added = ArtifactStore(session.database).addTag(artifact, inputText(tag, "tagName")); !added)
            return added;
    }
    return base::Done{};
}

/// Visitors send versions of their own into an open project; what others made stays as they made it: they take no
/// alias from another version, and write nothing upon one that was there. `latest` goes along with each new version.
base::Status requireLabels(Session &session, const ProjectView &project, const Value &input,
    const std::optional<ArtifactRecord> &existing, qint64 sequence, const QStringList &aliases)
{
    const bool isOthers = existing && existing->creator != session.who.user.id;
    if (isOthers && !input[QStringLiteral("tags")].toList().empty()) {
        if (auto allowed = requireDeed(session, ArtifactDeed::EditVersion, project); !allowed)
            return allowed;
    }
    CollectionStore store(session.database);
    const auto present = store.aliases(sequence);
    const auto member = store.memberOf(sequence, existing ? existing->id : 0);
    if (!present || !member)
        return present ? member.error() : present.error();
    for (const QString &alias : aliases) {
        const auto taken = std::find_if(
            present->begin(), present->end(), [&alias](const AliasRecord &each) { return each.alias == alias; });
        const bool isTaken = taken != present->end();
        const bool isThere = isTaken && *member && taken->member == (*member)->id;
        if (isThere || (!isOthers && (!isTaken || alias == QLatin1String("latest"))))
            continue;
        if (auto allowed = requireDeed(session, ArtifactDeed::AddAlias, project); !allowed)
            return allowed;
    }
    return base::Done{};
}

/// Found already: the aliases of the request move to it.
base::Status adopt(Session &session, const ArtifactRecord &artifact, const QStringList &aliases)
{
    if (!artifact.isCommitted()) {
        ArtifactRecord waiting = artifact;
        waiting.pendingAliases += aliases;
        waiting.pendingAliases.removeDuplicates();
        return ArtifactStore(session.database).update(waiting, session.now);
    }
    CollectionStore store(session.database);
    const auto member = store.memberOf(artifact.sequence, artifact.id);
    if (!member)
        return member.error();
    for (const QString &alias : aliases) {
        if (auto moved = *member ? store.setAlias(**member, alias) : base::Status(base::Done{}); !moved)
            return moved;
    }
    return base::Done{};
}

/// The run that logs it; 0: none is named.
base::Result<qint64> loggingRun(Session &session, const SharedProject &project, const Value &input)
{
    const QString name = inputText(input, "runName");
    if (name.isEmpty())
        return 0;
    const auto run = findRun(session, project, name);
    if (!run)
        return run.error();
    if (!*run)
        return Access::notFound();
    return (*run)->record.id;
}

base::Status noteOrigin(Session &session, const Value &input, qint64 artifact, qint64 run)
{
    ArtifactStore store(session.database);
    if (const QString client = inputText(input, "clientID"); !client.isEmpty()) {
        if (auto noted = store.noteClientId(client.left(256), artifact); !noted)
            return noted;
    }
    if (auto tagged = addTags(session, input, artifact); !tagged)
        return tagged;
    return run == 0 ? base::Status(base::Done{}) : store.noteOutput(artifact, run);
}

QString collectionNameIn(const Value &input)
{
    const QStringList names = input[QStringLiteral("artifactCollectionNames")].toStrings();
    return names.isEmpty() ? inputText(input, "artifactCollectionName") : names.first();
}

base::Result<Value::Fields> artifactPayload(Session &session, qint64 artifact)
{
    const auto view = findArtifact(session, artifact);
    if (!view)
        return view.error();
    return Value::Fields{{QStringLiteral("artifact"), artifactValue(*view)}};
}

base::Result<Value::Fields> createArtifact(Session &session, const Value &input)
{
    const auto project = projectToLogTo(session, input);
    if (!project)
        return project.error();
    const auto run = loggingRun(session, *project, input);
    if (!run)
        return run.error();
    const QString name = collectionNameIn(input);
    const QString type = inputText(input, "artifactTypeName");
    const auto sequence = ensureSequence(session, **project, name, type);
    if (!sequence)
        return sequence.error();
    const auto aliases = wantedAliases(input, name);
    if (!aliases)
        return aliases.error();
    const auto existing = existingVersion(session, input, *sequence);
    if (!existing)
        return existing.error();
    if (auto allowed = requireLabels(session, **project, input, *existing, *sequence, *aliases); !allowed)
        return allowed.error();
    qint64 id = *existing ? (*existing)->id : 0;
    if (*existing) {
        if (auto adopted = adopt(session, **existing, *aliases); !adopted)
            return adopted.error();
    } else {
        auto record = recordFrom(session, input, **project, type);
        if (!record)
            return record.error();
        record->sequence = *sequence;
        record->pendingAliases = *aliases;
        record->run = *run;
        const auto creator = creatorOf(session, (*project)->entity);
        if (!creator)
            return creator.error();
        record->creator = *creator;
        const auto inserted = ArtifactStore(session.database).insert(*record, session.now);
        if (!inserted)
            return inserted.error();
        id = *inserted;
    }
    if (auto noted = noteOrigin(session, input, id, *run); !noted)
        return noted.error();
    return artifactPayload(session, id);
}

base::Result<Value::Fields> commit(Session &session, const Value &input)
{
    const auto artifact = requireArtifact(session, inputText(input, "artifactID"));
    if (!artifact)
        return artifact.error();
    if (auto allowed = requireWriting(session, **artifact); !allowed)
        return allowed.error();
    if (auto committed = commitArtifact(session, (*artifact)->record); !committed)
        return committed.error();
    return artifactPayload(session, (*artifact)->record.id);
}

base::Result<Value::Fields> useArtifact(Session &session, const Value &input)
{
    const auto artifact = requireArtifact(session, inputText(input, "artifactID"));
    if (!artifact)
        return artifact.error();
    const auto run = requireRun(
        session, inputText(input, "entityName"), inputText(input, "projectName"), inputText(input, "runName"));
    if (!run)
        return run.error();
    if (auto allowed = Access(session).require(domain::Action::RunLog, targetOf(**run)); !allowed)
        return allowed.error();
    const auto place = placeFor(session, ArtifactDeed::Use, *artifact);
    if (!place)
        return place.error();
    const QString usedAs = inputText(input, "usedAs");
    if (usedAs.size() > 256)
        return invalidInput("usedAs");
    const ArtifactStore::Use use{(*run)->record.id, (*artifact)->record.id, usedAs};
    if (auto noted = ArtifactStore(session.database).noteUse(use, session.now); !noted)
        return noted.error();
    return Value::Fields{{QStringLiteral("artifact"), artifactValue(*artifact)},
        {QStringLiteral("run"), Value::object(QStringLiteral("Run"), *run)}};
}

base::Result<Value::Fields> createArtifactType(Session &session, const Value &input)
{
    const auto project = projectToLogTo(session, input);
    if (!project)
        return project.error();
    if (!isSoundArtifactType(inputText(input, "name")))
        return refusedName("name");
    CollectionStore store(session.database);
    auto type = store.ensureType((*project)->record.id, inputText(input, "name"), session.now);
    if (!type)
        return type.error();
    const auto description = input[QStringLiteral("description")].text();
    if (description && *description != type->description) {
        if (!type->description.isEmpty()) { // somebody's words
            if (auto allowed = requireDeed(session, ArtifactDeed::EditCollection, **project); !allowed)
                return allowed.error();
        }
        type->description = *description;
        if (auto described = store.describeType(type->id, *description); !described)
            return described.error();
    }
    return Value::Fields{{QStringLiteral("artifactType"),
        Value::object(QStringLiteral("ArtifactType"), ArtifactTypeView{*type, *project, true})}};
}

} // namespace

void addArtifactMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "createArtifact", createArtifact);
    addMutation(resolvers, "createArtifactType", createArtifactType);
    addMutation(resolvers, "commitArtifact", commit);
    addMutation(resolvers, "useArtifact", useArtifact);
}

} // namespace server
