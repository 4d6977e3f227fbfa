// Fetching the content of artifacts.
#include "server/artifactfilestore.h"
#include "server/artifactlookup.h"
#include "server/artifacttransfer.h"
#include "server/collectionstore.h"
#include "server/globalid.h"
#include "server/httperrors.h"
#include "server/storequery.h"
#include "server/transfersession.h"

namespace server {

namespace {

/// The digest of the wire from the one of an address; empty: it is none.
QString md5FromHex(const QString &hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex.toLatin1());
    return bytes.size() == 16 && hex.size() == 32 ? QString::fromLatin1(bytes.toBase64()) : QString();
}

base::Result<qint64> manifestContent(Session &session, const QStringList &path)
{
    const auto artifact = requireArtifact(session, numberId("Artifact", path.value(1).toLongLong()));
    return artifact ? base::Result<qint64>((*artifact)->record.manifest) : artifact.error();
}

/// `/artifactsV2/...`, with or without the version's id.
base::Result<qint64> contentOfCollection(Session &session, const QStringList &path)
{
    const QString md5 = md5FromHex(path.value(path.size() - 2));
    const auto collection = requireCollection(session, path.value(2), path.value(3), path.value(4));
    if (!collection)
        return collection.error();
    if (auto allowed = requireDeed(session, ArtifactDeed::Download, *(*collection)->project); !allowed)
        return allowed.error();
    ArtifactFileStore files(session.database);
    const qint64 artifact = path.size() == 9 ? numberFromId("Artifact", path[5]).value_or(0) : 0;
    if (artifact == 0)
        return files.contentInCollection((*collection)->record.id, md5);
    const auto member = CollectionStore(session.database).memberOf((*collection)->record.id, artifact);
    if (!member)
        return member.error();
    return *member ? files.contentIn(artifact, md5) : base::Result<qint64>(Access::notFound());
}

/// `/artifacts/{entity}/{md5}`: from whatever version of the entity that the caller may download.
base::Result<qint64> contentOfEntity(Session &session, const QStringList &path)
{
    const QString md5 = md5FromHex(path.value(2));
    const auto found = readRows(
        session.database,
        QStringLiteral("SELECT DISTINCT blobs.id, collections.project FROM blobs"
                       " JOIN artifact_entries AS entries ON entries.blob = blobs.id"
                       " JOIN artifact_members AS members ON members.artifact = entries.artifact"
                       " JOIN artifact_collections AS collections ON collections.id = members.collection"
                       " JOIN projects ON projects.id = collections.project"
                       " JOIN entities ON entities.id = projects.entity WHERE blobs.md5 = ?1 AND entities.name = ?2"),
        [](sqlite::Statement &row) { return std::pair(row.integer(0), row.integer(1)); }, md5, path.value(1));
    if (!found)
        return found.error();
    base::Status refusal = Access::notFound();
    for (const auto &[blob, projectId] : *found) {
        const auto project = projectViewOf(session, projectId);
        if (!project)
            return project.error();
        const bool isVisible = *project && allowsDeed(session, ArtifactDeed::View, **project);
        const base::Status allowed =
            isVisible ? requireDeed(session, ArtifactDeed::Download, **project) : base::Status(Access::notFound());
        if (allowed)
            return blob;
        if (refusal.error().kind == base::Error::Kind::NotFound)
            refusal = allowed;
    }
    return refusal.error();
}

base::Result<qint64> contentAt(Session &session, const QStringList &path)
{
    if (path.value(0) == QLatin1String("artifact-manifests"))
        return manifestContent(session, path);
    return path.value(0) == QLatin1String("artifactsV2") ? contentOfCollection(session, path)
                                                         : contentOfEntity(session, path);
}

} // namespace

HttpAnswer ArtifactTransfer::get(const Credential &credential, const HttpRequest &request)
{
    HttpAnswer answer;
    const base::Status done = m_facts.store->read([&](sqlite::Database &database) {
        return withSession(m_facts, database, credential, [&](Session &session) -> base::Status {
            const auto content = contentAt(session, request.path);
            if (!content)
                return content.error();
            const auto blob = ArtifactFileStore(database).blob(*content);
            if (!blob)
                return blob.error();
            if (!*blob)
                return Access::notFound();
            answer.file = m_facts.store->blobs().pathOf((*blob)->sha256);
            answer.headers.emplaceBack("ETag", '"' + QByteArray::fromBase64((*blob)->md5.toLatin1()).toHex() + '"');
            return base::Done{};
        });
    });
    if (!done)
        return answerFor(done.error());
    answer.contentType = "application/octet-stream"; // never shown as a page of this server
    answer.headers.emplaceBack("Content-Disposition", "attachment");
    return answer;
}

} // namespace server
