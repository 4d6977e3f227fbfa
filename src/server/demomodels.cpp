#include "server/demomodels.h"

#include "server/artifactcommit.h"
#include "server/artifactfilestore.h"
#include "server/artifactplace.h"
#include "server/artifactstore.h"
#include "server/collectionstore.h"
#include "server/projectstore.h"
#include "server/registrystore.h"
#include "server/runstore.h"
#include "server/teamstore.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>
#include <shared_mutex>

namespace server {

namespace {

constexpr char modelType[] = "model";

struct DemoModel
{
    QString project;
    QString run;
    QString collection; ///< in the project
    QString description;
    QString registered; ///< the collection in the registry
    QStringList aliases; ///< in the registry

    explicit DemoModel(const QJsonValue &model)
        : project(model[QLatin1String("project")].toString())
        , run(model[QLatin1String("run")].toString())
        , collection(model[QLatin1String("collection")].toString())
        , description(model[QLatin1String("description")].toString())
        , registered(model[QLatin1String("registered")].toString())
    {
        for (const QJsonValue alias : model[QLatin1String("aliases")].toArray())
            aliases.append(alias.toString());
    }
};

/// A file of a version, in the content store already.
struct KeptFile
{
    QString path;
    ContentDigest digest;
};

base::Result<KeptFile> keepFile(const Store &store, const QString &path, const QByteArray &text)
{
    return store.blobs().keepText(text, store.content().uploadPath()).map([&path](const ContentDigest &digest) {
        return KeptFile{path, digest};
    });
}

/// What a version consists of: the weights are not published, how they came about and how well they do is.
base::Result<QList<KeptFile>> keepFiles(const Store &store, const RunRecord &run)
{
    const auto config = keepFile(store, QStringLiteral("config.json"), run.config.toUtf8());
    const auto results = keepFile(store, QStringLiteral("results.json"), run.summary.toUtf8());
    if (!config || !results)
        return config ? results.error() : config.error();
    return QList<KeptFile>{*config, *results}; // in the order of their paths
}

std::vector<ManifestEntry> entriesOf(const QList<KeptFile> &files)
{
    std::vector<ManifestEntry> entries;
    for (const KeptFile &file : files) {
        ManifestEntry entry;
        entry.path = file.path;
        entry.digest = file.digest.md5Text();
        entry.size = file.digest.size;
        entries.push_back(entry);
    }
    return entries;
}

base::Result<qint64> ensureDemoCollection(
    sqlite::Database &database, qint64 project, const QString &name, bool isPortfolio, qint64 now)
{
    CollectionStore store(database);
    const auto existing = store.find(project, name);
    if (!existing)
        return existing.error();
    if (*existing)
        return (*existing)->id;
    const auto type = store.ensureType(project, QLatin1String(modelType), now);
    if (!type)
        return type.error();
    CollectionRecord collection;
    collection.project = project;
    collection.type = type->id;
    collection.isPortfolio = isPortfolio;
    collection.name = name;
    return store.insert(collection, now);
}

/// A version of these files, not committed yet.
base::Result<ArtifactRecord> insertVersion(
    Session &session, const ArtifactRecord &wanted, const QList<KeptFile> &files, const ContentDigest &manifestContent)
{
    ArtifactStore artifacts(session.database);
    ArtifactFileStore contents(session.database);
    const auto id = artifacts.insert(wanted, session.now);
    if (!id)
        return id.error();
    for (const KeptFile &file : files) {
        const auto blob = contents.noteBlob(file.digest, session.now);
        if (!blob)
            return blob.error();
        ArtifactFileRecord announced;
        announced.artifact = *id;
        announced.name = file.path;
        announced.md5 = file.digest.md5Text();
        announced.blob = *blob;
        if (const auto there = contents.announce(announced); !there)
            return there.error();
    }
    if (auto added = contents.addEntries(*id, entriesOf(files)); !added)
        return added.error();
    const auto blob = contents.noteBlob(manifestContent, session.now);
    if (!blob)
        return blob.error();
    ManifestRecord manifest;
    manifest.artifact = *id;
    manifest.name = QStringLiteral("wandb_manifest.json");
    manifest.type = QStringLiteral("FULL");
    manifest.digest = manifestContent.md5Text();
    const auto put = contents.putManifest(manifest, session.now);
    if (!put)
        return put.error();
    if (auto set = contents.setManifestContent(put->id, *blob); !set)
        return set.error();
    const auto artifact = artifacts.byId(*id);
    if (!artifact)
        return artifact.error();
    return artifact->value_or(ArtifactRecord{});
}

base::Status linkToRegistry(Session &session, const DemoModel &model, qint64 artifact)
{
    const auto entity = RegistryStore(session.database).organizationEntity();
    if (!entity)
        return entity.error();
    const auto registry =
        ProjectStore(session.database)
            .find(*entity ? (*entity)->id : 0, QLatin1String(registryPrefix) + QLatin1String(modelType));
    if (!registry)
        return registry.error();
    if (!*registry) // somebody deleted it
        return base::Done{};
    const auto collection =
        ensureDemoCollection(session.database, (*registry)->id, model.registered, true, session.now);
    if (!collection)
        return collection.error();
    CollectionStore store(session.database);
    const auto member = store.add(*collection, artifact, session.now);
    if (!member)
        return member.error();
    for (const QString &alias : QStringList{QStringLiteral("latest")} + model.aliases) {
        if (auto set = store.setAlias(*member, alias); !set)
            return set;
    }
    return base::Done{};
}

base::Status addVersion(Session &session, const DemoModel &model, const RunRecord &run, const QList<KeptFile> &files,
    const ContentDigest &manifest)
{
    const auto sequence = ensureDemoCollection(session.database, run.project, model.collection, false, session.now);
    if (!sequence)
        return sequence.error();
    ArtifactRecord wanted;
    wanted.sequence = *sequence;
    wanted.project = run.project;
    wanted.state = QStringLiteral("PENDING");
    wanted.digest = ManifestDigest::of(entriesOf(files));
    wanted.commitHash = QUuid::createUuid().toString(QUuid::Id128).left(20);
    wanted.description = model.description;
    wanted.creator = run.creator;
    wanted.run = run.id;
    wanted.pendingAliases = {QStringLiteral("latest")};
    const auto existing = ArtifactStore(session.database).byDigest(*sequence, wanted.digest);
    if (!existing || *existing)
        return existing ? base::Status(base::Done{}) : base::Status(existing.error());
    const auto artifact = insertVersion(session, wanted, files, manifest);
    if (!artifact)
        return artifact.error();
    if (auto noted = ArtifactStore(session.database).noteOutput(artifact->id, run.id); !noted)
        return noted;
    if (auto committed = commitArtifact(session, *artifact); !committed)
        return committed;
    return linkToRegistry(session, model, artifact->id);
}

/// The run that made the model; nothing: somebody deleted it.
base::Result<std::optional<RunRecord>> makerOf(Store &store, const QString &team, const DemoModel &model)
{
    std::optional<RunRecord> maker;
    const base::Status done = store.read([&](sqlite::Database &database) -> base::Status {
        const auto entity = TeamStore(database).byName(team);
        if (!entity)
            return entity.error();
        const auto project = ProjectStore(database).find(*entity ? (*entity)->id : 0, model.project);
        if (!project)
            return project.error();
        const auto run = RunStore(database).find(*project ? (*project)->id : 0, model.run, RunStore::Texts::With);
        if (!run)
            return run.error();
        if (*run && (*run)->deletedAt == 0)
            maker = **run;
        return base::Done{};
    });
    return done ? base::Result<std::optional<RunRecord>>(maker) : done.error();
}

base::Status addModel(Store &store, const QString &team, const DemoModel &model)
{
    const auto run = makerOf(store, team, model);
    if (!run)
        return run.error();
    if (!*run)
        return base::Done{};
    const std::shared_lock gate(store.blobs().gate());
    const auto files = keepFiles(store, **run);
    if (!files)
        return files.error();
    const auto manifest =
        store.blobs().keepText(ArtifactManifest{entriesOf(*files)}.toJson(), store.content().uploadPath());
    if (!manifest)
        return manifest.error();
    ServerFacts facts;
    facts.store = &store;
    return store.write([&](sqlite::Database &database) {
        Session session{database, facts, Principal{}, QDateTime::currentMSecsSinceEpoch()};
        return addVersion(session, model, **run, *files, *manifest);
    });
}

} // namespace

base::Status addDemoModels(Store &store, const QString &team, const QJsonArray &models)
{
    for (const QJsonValue model : models) {
        if (auto added = addModel(store, team, DemoModel(model)); !added)
            return added;
    }
    return base::Done{};
}

} // namespace server
