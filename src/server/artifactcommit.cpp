#include "server/artifactcommit.h"

#include "server/artifactfilestore.h"
#include "server/artifactstore.h"
#include "server/collectionstore.h"

#include <algorithm>

namespace server {

namespace {

base::Error cannotCommit(const QString &why)
{
    return {base::Error::Kind::Conflict, QStringLiteral("the artifact cannot be committed: ") + why};
}

/// Paths that an incremental manifest leaves as they were.
base::Status inheritFrom(Session &session, const ManifestRecord &manifest, const ArtifactRecord &artifact)
{
    if (manifest.type != QLatin1String("INCREMENTAL") || manifest.base == 0)
        return base::Done{};
    const auto base = ArtifactStore(session.database).byId(manifest.base);
    if (!base)
        return base.error();
    if (!*base || (*base)->project != artifact.project)
        return base::Done{};
    return ArtifactFileStore(session.database).inheritEntries(artifact.id, manifest.base);
}

/// The manifest of a version that several have written; what a single one sent is kept as it is.
base::Status settleManifest(Session &session, const QList<ManifestRecord> &manifests, ArtifactRecord &artifact)
{
    ArtifactFileStore files(session.database);
    const auto entries = files.manifestEntries(artifact.id);
    if (!entries)
        return entries.error();
    const QString digest = ManifestDigest::of(*entries);
    const auto full = std::find_if(manifests.begin(), manifests.end(),
        [](const ManifestRecord &manifest) { return manifest.type == QLatin1String("FULL"); });
    if (full != manifests.end()) {
        artifact.manifest = full->blob;
        return digest == artifact.digest
            ? base::Status(base::Done{})
            : base::Status(
                cannotCommit(QStringLiteral("its digest is %1, its content has %2").arg(artifact.digest, digest)));
    }
    const Store &store = *session.facts.store;
    const auto kept = store.blobs().keepText(ArtifactManifest{*entries}.toJson(), store.content().uploadPath());
    if (!kept)
        return kept.error();
    const auto blob = files.noteBlob(*kept, session.now);
    if (!blob)
        return blob.error();
    artifact.manifest = *blob;
    artifact.digest = digest;
    return base::Done{};
}

base::Status checkComplete(Session &session, const ArtifactRecord &artifact)
{
    ArtifactFileStore files(session.database);
    if (auto resolved = files.resolveEntries(artifact.id, artifact.project); !resolved)
        return resolved;
    const auto incomplete = files.incompletePaths(artifact.id);
    if (!incomplete)
        return incomplete.error();
    if (incomplete->isEmpty())
        return base::Done{};
    return cannotCommit(QStringLiteral("the content of %1 has not arrived; send it again")
                            .arg(incomplete->join(QLatin1String(", ")).left(500)));
}

base::Status publish(Session &session, const ArtifactRecord &artifact)
{
    CollectionStore collections(session.database);
    const auto member = collections.add(artifact.sequence, artifact.id, session.now);
    if (!member)
        return member.error();
    for (const QString &alias : artifact.pendingAliases) {
        if (auto moved = collections.setAlias(*member, alias); !moved)
            return moved;
    }
    return base::Done{};
}

} // namespace

base::Status commitArtifact(Session &session, const ArtifactRecord &pending)
{
    if (pending.isCommitted())
        return base::Done{};
    ArtifactFileStore files(session.database);
    auto manifests = files.manifestsOf(pending.id);
    if (!manifests)
        return manifests.error();
    manifests->removeIf([](const ManifestRecord &manifest) { return manifest.blob == 0; });
    if (manifests->isEmpty())
        return cannotCommit(QStringLiteral("its manifest has not arrived"));
    for (const ManifestRecord &manifest : *manifests) {
        if (auto inherited = inheritFrom(session, manifest, pending); !inherited)
            return inherited;
    }
    if (auto complete = checkComplete(session, pending); !complete)
        return complete;
    ArtifactRecord artifact = pending;
    if (auto settled = settleManifest(session, *manifests, artifact); !settled)
        return settled;
    const auto totals = files.totals(artifact.id);
    if (!totals)
        return totals.error();
    artifact.size = totals->size;
    artifact.fileCount = totals->count;
    artifact.state = QStringLiteral("COMMITTED");
    if (auto published = publish(session, artifact); !published)
        return published;
    artifact.pendingAliases.clear();
    return ArtifactStore(session.database).update(artifact, session.now);
}

} // namespace server
