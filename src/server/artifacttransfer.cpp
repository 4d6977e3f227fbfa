#include "server/artifacttransfer.h"

#include "server/artifactfilestore.h"
#include "server/artifactlookup.h"
#include "server/globalid.h"
#include "server/httperrors.h"
#include "server/transfersession.h"

#include <QFile>
#include <algorithm>
#include <shared_mutex>

namespace server {

namespace {

constexpr std::size_t entriesAtOnce = 5000; ///< in one transaction, so that nobody waits long for theirs

HttpAnswer accepted()
{
    HttpAnswer answer;
    answer.body = "{}";
    return answer;
}

HttpAnswer wrongContent(const QString &actual, const QString &announced)
{
    return errorAnswer(400, "WRONG_CONTENT",
        QStringLiteral("the content has the MD5 %1, announced was %2; send the file again").arg(actual, announced));
}

/// A version that is being written, where the caller may write.
base::Status requireOpen(Session &session, qint64 id)
{
    const auto artifact = requireArtifact(session, numberId("Artifact", id));
    if (!artifact)
        return artifact.error();
    if (auto allowed = requireWriting(session, **artifact); !allowed)
        return allowed;
    if ((*artifact)->record.isCommitted())
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the artifact is committed")};
    return base::Done{};
}

base::Result<ArtifactFileRecord> openFile(Session &session, qint64 id)
{
    const auto file = ArtifactFileStore(session.database).file(id);
    if (!file)
        return file.error();
    if (!*file)
        return Access::notFound();
    if (auto isOpen = requireOpen(session, (*file)->artifact); !isOpen)
        return isOpen.error();
    return **file;
}

base::Result<ManifestRecord> openManifest(Session &session, qint64 id)
{
    const auto manifest = ArtifactFileStore(session.database).manifest(id);
    if (!manifest)
        return manifest.error();
    if (!*manifest)
        return Access::notFound();
    if (auto isOpen = requireOpen(session, (*manifest)->artifact); !isOpen)
        return isOpen.error();
    return **manifest;
}

/// What the client said about the content in the header, if it did.
bool contradictsHeader(const HttpRequest &request)
{
    const QByteArray header = request.header("content-md5");
    return !header.isEmpty() && header != request.bodyDigest.md5.toBase64();
}

QString headerText(const HttpRequest &request)
{
    return QString::fromLatin1(request.header("content-md5").left(100));
}

template <typename T, typename Find>
base::Result<T> asked(const ServerFacts &facts, const Credential &credential, Find find)
{
    base::Result<T> found = Access::notFound();
    const base::Status done = facts.store->read([&](sqlite::Database &database) {
        return withSession(facts, database, credential, [&](Session &session) -> base::Status {
            found = find(session);
            return found ? base::Status(base::Done{}) : base::Status(found.error());
        });
    });
    return done ? found : base::Result<T>(done.error());
}

} // namespace

HttpAnswer ArtifactTransfer::put(const Credential &credential, const HttpRequest &request)
{
    if (contradictsHeader(request))
        return wrongContent(request.bodyDigest.md5Text(), headerText(request));
    const QString what = request.path.value(1);
    if (what == QLatin1String("file") && request.path.size() == 3)
        return putFile(credential, request);
    if (what == QLatin1String("part") && request.path.size() == 4)
        return putPart(credential, request);
    if (what == QLatin1String("manifest") && request.path.size() == 3)
        return putManifest(credential, request);
    return errorAnswer(404, "NOT_FOUND", QStringLiteral("not found"));
}

HttpAnswer ArtifactTransfer::putFile(const Credential &credential, const HttpRequest &request)
{
    const qint64 id = request.path.value(2).toLongLong();
    const auto file =
        asked<ArtifactFileRecord>(m_facts, credential, [id](Session &session) { return openFile(session, id); });
    if (!file)
        return answerFor(file.error());
    if (request.bodyDigest.md5Text() != file->md5)
        return wrongContent(request.bodyDigest.md5Text(), file->md5);
    const Store &store = *m_facts.store;
    const std::shared_lock gate(store.blobs().gate());
    if (auto kept = store.blobs().keep(request.bodyFile, request.bodyDigest); !kept)
        return answerFor(kept.error());
    const base::Status done = m_facts.store->write([&](sqlite::Database &database) {
        return withSession(m_facts, database, credential, [&](Session &session) -> base::Status {
            const auto again = openFile(session, id);
            if (!again)
                return again.error();
            const auto blob = ArtifactFileStore(database).noteBlob(request.bodyDigest, session.now);
            return blob ? ArtifactFileStore(database).setContent(id, *blob) : base::Status(blob.error());
        });
    });
    return done ? accepted() : answerFor(done.error());
}

HttpAnswer ArtifactTransfer::putPart(const Credential &credential, const HttpRequest &request)
{
    const qint64 upload = request.path.value(2).toLongLong();
    const qint64 number = request.path.value(3).toLongLong();
    using Part = ArtifactFileStore::Part;
    const auto findPart = [&](Session &session) -> base::Result<Part> {
        ArtifactFileStore files(session.database);
        const auto file = files.fileOfUpload(upload);
        if (!file)
            return file.error();
        if (const auto isOpen = openFile(session, *file); !isOpen)
            return isOpen.error();
        const auto parts = files.parts(upload);
        if (!parts)
            return parts.error();
        const auto part = std::find_if(
            parts->begin(), parts->end(), [number](const Part &candidate) { return candidate.number == number; });
        return part == parts->end() ? base::Result<Part>(Access::notFound()) : *part;
    };
    const auto part = asked<Part>(m_facts, credential, findPart);
    if (!part)
        return answerFor(part.error());
    const QString md5 = QString::fromLatin1(request.bodyDigest.md5.toHex());
    if (md5 != part->md5)
        return wrongContent(md5, part->md5);
    if (auto kept = m_facts.store->blobs().keepPart(request.bodyFile, upload, number); !kept)
        return answerFor(kept.error());
    const base::Status done = m_facts.store->write([&](sqlite::Database &database) {
        return withSession(m_facts, database, credential, [&](Session &session) -> base::Status {
            const auto again = findPart(session);
            return again ? ArtifactFileStore(database).notePart(upload, number) : base::Status(again.error());
        });
    });
    if (!done)
        return answerFor(done.error());
    HttpAnswer answer = accepted();
    answer.headers.emplaceBack("ETag", '"' + md5.toLatin1() + '"');
    return answer;
}

namespace {

base::Result<ArtifactManifest> readManifestFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::Error{base::Error::Kind::Storage, QStringLiteral("cannot read the upload")};
    return ArtifactManifest::parse(file.read(ArtifactManifest::largest + 1));
}

} // namespace

HttpAnswer ArtifactTransfer::putManifest(const Credential &credential, const HttpRequest &request)
{
    const qint64 id = request.path.value(2).toLongLong();
    const auto find = [id](Session &session) { return openManifest(session, id); };
    const auto manifest = asked<ManifestRecord>(m_facts, credential, find);
    if (!manifest)
        return answerFor(manifest.error());
    if (request.bodyDigest.md5Text() != manifest->digest)
        return wrongContent(request.bodyDigest.md5Text(), manifest->digest);
    const auto content = readManifestFile(request.bodyFile);
    if (!content)
        return answerFor(content.error());
    const auto write = [&](const auto &change) {
        return m_facts.store->write([&](sqlite::Database &database) {
            return withSession(m_facts, database, credential, [&](Session &session) -> base::Status {
                const auto again = find(session);
                return again ? change(session) : base::Status(again.error());
            });
        });
    };
    base::Status done = base::Done{};
    if (manifest->type == QLatin1String("FULL"))
        done = write(
            [&](Session &session) { return ArtifactFileStore(session.database).clearEntries(manifest->artifact); });
    const std::span<const ManifestEntry> entries(content->entries);
    for (std::size_t i = 0; i < entries.size() && done; i += entriesAtOnce) {
        const auto some = entries.subspan(i, std::min(entriesAtOnce, entries.size() - i));
        done = write(
            [&](Session &session) { return ArtifactFileStore(session.database).addEntries(manifest->artifact, some); });
    }
    if (!done)
        return answerFor(done.error());
    const std::shared_lock gate(m_facts.store->blobs().gate());
    if (auto kept = m_facts.store->blobs().keep(request.bodyFile, request.bodyDigest); !kept)
        return answerFor(kept.error());
    done = write([&](Session &session) -> base::Status {
        ArtifactFileStore files(session.database);
        const auto blob = files.noteBlob(request.bodyDigest, session.now);
        return blob ? files.setManifestContent(id, *blob) : base::Status(blob.error());
    });
    return done ? accepted() : answerFor(done.error());
}

} // namespace server
