#include "artifactscene.h"

#include "server/artifactfilestore.h"
#include "server/artifactmanifest.h"
#include "server/artifactplace.h"
#include "server/artifactstore.h"
#include "server/collectionstore.h"
#include "server/projectstore.h"
#include "server/registrystore.h"
#include "server/store.h"
#include "server/teamstore.h"

#include <QFile>

namespace test {

std::optional<SceneContent> SceneContent::keep(const server::Store &store, const char *kind, int number)
{
    SceneContent content;
    content.text = kind + QByteArray::number(number);
    const auto kept = store.blobs().keepText(content.text, store.content().uploadPath());
    if (!kept)
        return std::nullopt;
    content.digest = *kept;
    const server::ArtifactManifest manifest{
        {{QStringLiteral("a"), kept->md5Text(), {}, qint64(content.text.size()), {}, {}}}};
    content.manifest = manifest.toJson();
    content.artifactDigest = server::ManifestDigest::of(manifest.entries);
    const auto keptManifest = store.blobs().keepText(content.manifest, store.content().uploadPath());
    if (!keptManifest)
        return std::nullopt;
    content.manifestDigest = *keptManifest;
    return content;
}

bool SceneContent::keepAsPart(const server::Store &store, qint64 upload) const
{
    const QString path = store.content().uploadPath();
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.flush())
        return false;
    return store.blobs().keepPart(path, upload, 1).ok();
}

void ArtifactScene::sayContent(const SceneContent &content)
{
    say("content", QString::fromLatin1(content.text));
    say("md5", content.digest.md5Text());
    say("hex", QString::fromLatin1(content.digest.md5.toHex()));
    say("manifestText", QString::fromUtf8(content.manifest));
    say("manifestMd5", content.manifestDigest.md5Text());
}

qint64 ArtifactScene::makeCollection(qint64 project, const QString &name, bool isPortfolio)
{
    server::CollectionStore store(m_database);
    if (const auto existing = sound(store.find(project, name)))
        return existing->id;
    server::CollectionRecord collection;
    collection.project = project;
    collection.type = sound(store.ensureType(project, QStringLiteral("model"), m_now)).id;
    collection.isPortfolio = isPortfolio;
    collection.name = name;
    sayId("typeId", "ArtifactType", collection.type);
    return sound(store.insert(collection, m_now));
}

ArtifactScene::Version ArtifactScene::makeVersion(
    qint64 project, const QString &name, const SceneContent &content, bool isCommitted)
{
    server::ArtifactStore artifacts(m_database);
    server::ArtifactFileStore files(m_database);
    server::ArtifactRecord record;
    record.sequence = makeCollection(project, name, false);
    record.state = QStringLiteral("PENDING");
    record.digest = content.artifactDigest;
    record.creator = m_owner;
    record.id = sound(artifacts.insert(record, m_now));
    const qint64 blob = sound(files.noteBlob(content.digest, m_now));
    const auto file = sound(files.announce({0, record.id, QStringLiteral("a"), content.digest.md5Text(), 0}));
    sound(files.setContent(file.id, blob));
    const server::ManifestEntry entry{
        QStringLiteral("a"), content.digest.md5Text(), {}, qint64(content.text.size()), {}, {}};
    sound(files.addEntries(record.id, std::span(&entry, 1)));
    sound(files.resolveEntries(record.id, project));
    const auto manifest =
        sound(files.putManifest({0, record.id, QStringLiteral("wandb_manifest.json"), {}, QStringLiteral("FULL"),
                                    content.manifestDigest.md5Text(), 0, 0, {}},
            m_now));
    record.manifest = sound(files.noteBlob(content.manifestDigest, m_now));
    sound(files.setManifestContent(manifest.id, record.manifest));
    if (isCommitted) {
        record.state = QStringLiteral("COMMITTED");
        const auto member = sound(server::CollectionStore(m_database).add(record.sequence, record.id, m_now));
        sound(server::CollectionStore(m_database).setAlias(member, QStringLiteral("plain")));
    }
    sound(artifacts.update(record, m_now));
    return {record.id, record.sequence};
}

qint64 ArtifactScene::link(qint64 project, const QString &name, qint64 artifact, const QString &alias)
{
    server::CollectionStore store(m_database);
    const qint64 portfolio = makeCollection(project, name, true);
    const auto member = sound(store.add(portfolio, artifact, m_now));
    if (!alias.isEmpty())
        sound(store.setAlias(member, alias));
    return portfolio;
}

/// Versions that are being written: one that is complete, and one that waits for two files and a manifest.
void ArtifactScene::makeDrafts(qint64 project, const SceneContent &content)
{
    server::ArtifactFileStore files(m_database);
    const QString name = QStringLiteral("drafts-%1").arg(m_number);
    sayId("draftId", "Artifact", makeVersion(project, name, content, false).artifact);
    server::ArtifactRecord record;
    record.sequence = makeCollection(project, name, false);
    record.state = QStringLiteral("PENDING");
    record.digest = QStringLiteral("open");
    record.creator = m_owner;
    const qint64 open = sound(server::ArtifactStore(m_database).insert(record, m_now));
    sayId("openId", "Artifact", open);
    const auto whole = sound(files.announce({0, open, QStringLiteral("a"), content.digest.md5Text(), 0}));
    say("fileNumber", QString::number(whole.id));
    const auto inParts = sound(files.announce({0, open, QStringLiteral("b"), content.digest.md5Text(), 0}));
    const QString hex = QString::fromLatin1(content.digest.md5.toHex());
    m_upload = sound(files.beginUpload(inParts.id, {{1, hex, false}}, m_now));
    sound(files.notePart(m_upload, 1));
    say("uploadId", QString::number(m_upload));
    const auto manifest =
        sound(files.putManifest({0, open, QStringLiteral("wandb_manifest.json"), {}, QStringLiteral("FULL"),
                                    content.manifestDigest.md5Text(), 0, 0, {}},
            m_now));
    say("manifestNumber", QString::number(manifest.id));
    sayId("manifestId", "ArtifactManifest", manifest.id);
}

void ArtifactScene::fillProject(qint64 project, qint64 run, const SceneContent &content)
{
    sayContent(content);
    const Version version = makeVersion(project, QStringLiteral("net"), content, true);
    sound(server::ArtifactStore(m_database).noteOutput(version.artifact, run));
    sayId("artifactId", "Artifact", version.artifact);
    say("artifactNumber", QString::number(version.artifact));
    sayId("sequenceId", "ArtifactCollection", version.sequence);
    sayId("portfolioId", "ArtifactCollection", link(project, QStringLiteral("links"), version.artifact, {}));
    const Version loose = makeVersion(project, QStringLiteral("loose"), content, true); // its retention may be set
    sayId("looseId", "Artifact", loose.artifact);
    makeDrafts(project, content);
}

/// What is linked into a registry: a version of the hidden project with an ordinary alias, and one of the team's
/// project under a protected alias; and one that may be linked.
void ArtifactScene::linkModels(qint64 registry, const QString &prefix, const QString &guard, const Sources &sources)
{
    sayContent(sources.content);
    say("shelf", prefix + QStringLiteral("shelf"));
    say("guardedShelf", prefix + QStringLiteral("guarded-shelf"));
    say("guard", guard);
    const Version model = makeVersion(sources.hidden, QStringLiteral("model"), sources.hiddenContent, true);
    sayId("modelId", "Artifact", model.artifact);
    say("modelNumber", QString::number(model.artifact));
    say("modelHex", QString::fromLatin1(sources.hiddenContent.digest.md5.toHex()));
    const Version guardedModel = makeVersion(sources.visible, QStringLiteral("guarded"), sources.content, true);
    sayId("guardedId", "Artifact", guardedModel.artifact);
    sayId("guardedSequenceId", "ArtifactCollection", guardedModel.sequence);
    sayId("sourceId", "Artifact", makeVersion(sources.visible, QStringLiteral("net"), sources.content, true).artifact);
    sayId("portfolioId", "ArtifactCollection",
        link(registry, prefix + QStringLiteral("shelf"), model.artifact, QStringLiteral("plain")));
    link(registry, prefix + QStringLiteral("other-shelf"), model.artifact, {});
    sayId("guardedPortfolioId", "ArtifactCollection",
        link(registry, prefix + QStringLiteral("guarded-shelf"), guardedModel.artifact, guard));
}

void ArtifactScene::fillModelRegistry(qint64 team, const Sources &sources)
{
    server::ProjectStore projects(m_database);
    const QString name = QLatin1String(server::modelRegistryName);
    const auto existing = sound(projects.find(team, name));
    server::ProjectRecord record;
    record.entity = team;
    record.name = name;
    const qint64 registry = existing ? existing->id : sound(projects.insert(record, m_now));
    const QString guard = QStringLiteral("guard-%1").arg(m_number);
    sound(server::RegistryStore(m_database).protectAlias({0, team}, guard));
    linkModels(registry, QStringLiteral("s%1-").arg(m_number), guard, sources);
    makeDrafts(registry, sources.content);
}

qint64 ArtifactScene::makeTeam(const char *kind)
{
    server::EntityRecord team;
    team.name = QStringLiteral("%1-%2").arg(QLatin1String(kind)).arg(m_number);
    return sound(server::TeamStore(m_database).insert(team, m_now));
}

void ArtifactScene::fillRegistry(
    const Standpoint &standpoint, qint64 person, qint64 colleague, qint64 team, const Sources &sources)
{
    using domain::RegistryRole;
    const auto organization = sound(server::RegistryStore(m_database).organizationEntity());
    server::ProjectRecord record;
    record.entity = organization ? organization->id : 0;
    record.name = QStringLiteral("wandb-registry-r%1").arg(m_number);
    record.visibility = standpoint.visibility;
    record.owner = m_owner;
    const qint64 registry = sound(server::ProjectStore(m_database).insert(record, m_now));
    server::RegistryStore roles(m_database);
    sound(roles.setAllowsAllTypes(registry, false));
    sound(roles.setUserRole(registry, colleague, RegistryRole::Member));
    if (standpoint.registryRole != RegistryRole::None)
        sound(roles.setUserRole(registry, person, standpoint.registryRole));
    if (standpoint.teamsRegistryRole != RegistryRole::None)
        sound(roles.setTeamRole(registry, team, standpoint.teamsRegistryRole));
    const qint64 listed = makeTeam("listed");
    sound(roles.setTeamRole(registry, listed, RegistryRole::Viewer));
    sayId("listedTeamId", "Entity", listed);
    sayId("spareTeamId", "Entity", makeTeam("unlisted"));
    sayId("colleague", "User", colleague);
    say("registry", record.name);
    say("registryId", server::projectId({organization ? organization->name : QString(), record.name}));
    const QString guard = QStringLiteral("guard");
    sound(roles.protectAlias({registry, record.entity}, guard));
    linkModels(registry, {}, guard, sources);
    server::AutomationRecord automation;
    automation.entity = record.entity;
    automation.project = registry;
    automation.collection = makeCollection(registry, QStringLiteral("shelf"), true);
    automation.eventType = QStringLiteral("ADD_ARTIFACT_ALIAS");
    makeAutomation(automation, "shelfTriggerId");
}

} // namespace test
