#include "server/artifactfilestore.h"
#include "server/artifactfilevalue.h"
#include "server/artifactlookup.h"
#include "server/artifacturls.h"
#include "server/globalid.h"
#include "server/mutations.h"

#include <QFile>
#include <QRegularExpression>
#include <algorithm>
#include <chrono>
#include <shared_mutex>

namespace server {

using graphql::Value;

namespace {

constexpr std::size_t mostFilesAtOnce = 10'000;
constexpr std::size_t mostParts = 10'000;

base::Error fileProblem(const QString &what)
{
    return {base::Error::Kind::Invalid, QStringLiteral("artifact file: ") + what};
}

QString wordIn(const Value &input, const char *field)
{
    return input[QLatin1String(field)].toString();
}

/// A version that is being written, where the caller may write.
base::Result<SharedArtifact> openArtifact(Session &session, const QString &id)
{
    auto artifact = requireArtifact(session, id);
    if (!artifact)
        return artifact;
    if (auto allowed = requireWriting(session, **artifact); !allowed)
        return allowed.error();
    if ((*artifact)->record.isCommitted())
        return base::Error{base::Error::Kind::Conflict,
            QStringLiteral("the artifact is committed: log a new version to change its files")};
    return artifact;
}

bool isHexMd5(const QString &text)
{
    static const QRegularExpression hex(QStringLiteral("^[0-9a-fA-F]{32}$"));
    return hex.match(text).hasMatch();
}

base::Result<QList<ArtifactFileStore::Part>> partsIn(const Value &input, const char *field)
{
    QList<ArtifactFileStore::Part> parts;
    const Value::List &items = input[QLatin1String(field)].toList();
    if (items.size() > mostParts)
        return fileProblem(QStringLiteral("more than %1 parts").arg(mostParts));
    for (const Value &item : items) {
        // An ETag comes back in quotes.
        const QString md5 = wordIn(item, "hexMD5").remove(u'"').toLower();
        const qint64 number = item[QStringLiteral("partNumber")].toInt();
        if (number < 1 || number > qint64(mostParts) || !isHexMd5(md5))
            return fileProblem(QStringLiteral("a part needs a number from 1 and its MD5 in hex"));
        parts.append({number, md5, false});
    }
    std::sort(parts.begin(), parts.end(), [](const auto &a, const auto &b) { return a.number < b.number; });
    return parts;
}

/// An upload in parts that is under way for the same parts goes on; what has arrived is kept.
base::Result<qint64> uploadFor(
    Session &session, const ArtifactFileRecord &file, const QList<ArtifactFileStore::Part> &wanted)
{
    ArtifactFileStore store(session.database);
    const auto underWay = store.uploadOf(file.id);
    if (!underWay)
        return underWay.error();
    if (*underWay != 0) {
        const auto parts = store.parts(*underWay);
        if (!parts)
            return parts.error();
        const bool isSame = std::equal(parts->begin(), parts->end(), wanted.begin(), wanted.end(),
            [](const auto &a, const auto &b) { return a.number == b.number && a.md5 == b.md5; });
        if (isSame)
            return *underWay;
    }
    return store.beginUpload(file.id, wanted, session.now);
}

base::Result<Value> announcedFile(Session &session, const SharedArtifact &artifact, const Value &spec)
{
    ArtifactFileRecord file;
    file.artifact = artifact->record.id;
    file.name = wordIn(spec, "name");
    file.md5 = wordIn(spec, "md5");
    if (!isSoundArtifactPath(file.name))
        return fileProblem(QStringLiteral("name: use a relative path without .."));
    if (QByteArray::fromBase64(file.md5.toLatin1()).size() != 16)
        return fileProblem(QStringLiteral("md5: the MD5 in base64 is wanted"));
    ArtifactFileStore store(session.database);
    // Content of the project is taken as sent only by those who may have it.
    if (allowsDeed(session, ArtifactDeed::Download, *artifact->project)) {
        const auto known = store.knownContent(artifact->record.project, file.md5);
        if (!known)
            return known.error();
        file.blob = *known;
    }
    const auto announced = store.announce(file);
    if (!announced)
        return announced.error();
    Value::Fields value = announcedFileFields(session, artifact, *announced);
    const auto parts = partsIn(spec, "uploadPartsInput");
    if (!parts)
        return parts.error();
    if (announced->blob != 0 || parts->isEmpty())
        return Value(std::move(value));
    const auto upload = uploadFor(session, *announced, *parts);
    if (!upload)
        return upload.error();
    const Value urls = Value::list(*parts, [&](const ArtifactFileStore::Part &part) {
        return Value(Value::Fields{{QStringLiteral("partNumber"), part.number},
            {QStringLiteral("uploadUrl"), partUploadUrl(session, *upload, part.number)}});
    });
    value[QStringLiteral("uploadMultipartUrls")] =
        Value::Fields{{QStringLiteral("uploadID"), QString::number(*upload)}, {QStringLiteral("uploadUrlParts"), urls}};
    return Value(std::move(value));
}

/// As many as asked, in that order.
base::Result<Value::Fields> createArtifactFiles(Session &session, const Value &input)
{
    const Value::List &specs = input[QStringLiteral("artifactFiles")].toList();
    if (specs.size() > mostFilesAtOnce)
        return fileProblem(QStringLiteral("more than %1 at once").arg(mostFilesAtOnce));
    SharedArtifact artifact;
    QString last;
    Value::List nodes;
    for (const Value &spec : specs) {
        if (const QString id = wordIn(spec, "artifactID"); !artifact || id != last) {
            const auto found = openArtifact(session, id);
            if (!found)
                return found.error();
            artifact = *found;
            last = id;
        }
        auto node = announcedFile(session, artifact, spec);
        if (!node)
            return node.error();
        nodes.push_back(std::move(*node));
    }
    return Value::Fields{{QStringLiteral("files"), fileConnectionOf(nodes)}};
}

base::Result<Value::Fields> manifestPayload(
    const Session &session, const SharedArtifact &artifact, const ManifestRecord &manifest)
{
    return Value::Fields{{QStringLiteral("artifactManifest"), manifestValue(session, artifact, manifest)}};
}

base::Result<Value::Fields> createArtifactManifest(Session &session, const Value &input)
{
    const auto artifact = openArtifact(session, wordIn(input, "artifactID"));
    if (!artifact)
        return artifact.error();
    ManifestRecord manifest;
    manifest.artifact = (*artifact)->record.id;
    manifest.name = wordIn(input, "name");
    manifest.run = wordIn(input, "runName");
    manifest.type = wordIn(input, "type");
    manifest.digest = wordIn(input, "digest");
    manifest.base = numberFromId("Artifact", wordIn(input, "baseArtifactID")).value_or(0);
    if (!isSoundArtifactPath(manifest.name) || manifest.run.size() > 128 || manifest.digest.size() > 128)
        return invalidInput("name, runName or digest of the manifest");
    const auto put = ArtifactFileStore(session.database).putManifest(manifest, session.now);
    if (!put)
        return put.error();
    return manifestPayload(session, *artifact, *put);
}

base::Result<Value::Fields> updateArtifactManifest(Session &session, const Value &input)
{
    ArtifactFileStore store(session.database);
    const auto manifest =
        store.manifest(numberFromId("ArtifactManifest", wordIn(input, "artifactManifestID")).value_or(0));
    if (!manifest)
        return manifest.error();
    const auto artifact = openArtifact(session, numberId("Artifact", *manifest ? (*manifest)->artifact : 0));
    if (!artifact)
        return artifact.error();
    ManifestRecord changed = **manifest;
    if (const auto digest = input[QStringLiteral("digest")].text())
        changed.digest = *digest;
    if (const auto base = input[QStringLiteral("baseArtifactID")].text())
        changed.base = numberFromId("Artifact", *base).value_or(0);
    if (changed.digest.size() > 128)
        return invalidInput("digest");
    const auto put = store.putManifest(changed, session.now);
    if (!put)
        return put.error();
    return manifestPayload(session, *artifact, *put);
}

/// Joining the parts takes as long as reading and writing the file: it is done between two attempts at the mutation,
/// outside of any transaction. Clients lose patience with large files and ask again meanwhile: those are told to come
/// back, and find the file then.
base::Status joinLater(Session &session, qint64 upload, const ArtifactFileRecord &file, const QList<qint64> &numbers)
{
    const Store *store = session.facts.store;
    session.workBetween = [store, upload, numbers, md5 = file.md5](WorkDone &done) -> base::Status {
        auto gate = std::make_shared<std::shared_lock<std::shared_mutex>>(store->blobs().gate());
        std::shared_ptr<void> claim = store->blobs().claimUpload(upload);
        if (!claim) {
            // The SDK gives up after some twenty answers, however soon they come: each is kept waiting a little.
            store->blobs().awaitClaim(upload, std::chrono::seconds(10));
            return base::Error{base::Error::Kind::Busy, QStringLiteral("the parts are being joined")};
        }
        const QString scratch = store->content().uploadPath();
        const auto digest = store->blobs().join(upload, numbers, scratch);
        if (!digest)
            return digest.error();
        done.joined = {upload, *digest, std::move(claim), std::move(gate)};
        if (digest->md5Text() == md5)
            return store->blobs().keep(scratch, *digest);
        QFile::remove(scratch);
        return base::Error{base::Error::Kind::Invalid,
            QStringLiteral("artifact file: the parts together have the MD5 %1, announced was %2; send them again")
                .arg(digest->md5Text(), md5)};
    };
    return base::Error{base::Error::Kind::Busy, QStringLiteral("the parts are being joined")};
}

/// The file of an upload that was completed before: the answer to that did not arrive.
base::Result<Value::Fields> completedBefore(Session &session, const SharedArtifact &artifact, const Value &input)
{
    const qint64 number = wordIn(input, "storagePath").section(QLatin1Char('/'), -1).toLongLong();
    const auto file = ArtifactFileStore(session.database).file(number);
    if (!file)
        return file.error();
    if (!*file || (*file)->artifact != artifact->record.id || (*file)->blob == 0)
        return Access::notFound();
    return Value::Fields{{QStringLiteral("digest"), (*file)->md5}};
}

base::Result<Value::Fields> completeUpload(Session &session, const Value &input)
{
    const auto artifact = openArtifact(session, wordIn(input, "artifactID"));
    if (!artifact)
        return artifact.error();
    ArtifactFileStore store(session.database);
    const qint64 upload = wordIn(input, "uploadID").toLongLong();
    const auto fileId = store.fileOfUpload(upload);
    if (!fileId)
        return fileId.error();
    if (*fileId == 0)
        return completedBefore(session, *artifact, input);
    const auto file = store.file(*fileId);
    if (!file)
        return file.error();
    if (!*file || (*file)->artifact != (*artifact)->record.id)
        return Access::notFound();
    const auto parts = store.parts(upload);
    const auto completed = partsIn(input, "completedParts");
    if (!parts || !completed)
        return parts ? completed.error() : parts.error();
    QList<qint64> numbers;
    for (const ArtifactFileStore::Part &part : *parts) {
        if (!part.isThere)
            return fileProblem(QStringLiteral("part %1 has not arrived").arg(part.number));
        numbers.append(part.number);
    }
    if (completed->size() != parts->size())
        return fileProblem(QStringLiteral("%1 parts were announced").arg(parts->size()));
    if (session.done.joined.upload != upload)
        return joinLater(session, upload, **file, numbers).error();
    const auto blob = store.noteBlob(session.done.joined.digest, session.now);
    if (!blob)
        return blob.error();
    if (auto set = store.setContent(*fileId, *blob); !set)
        return set.error();
    if (auto ended = store.endUpload(upload); !ended)
        return ended.error();
    return Value::Fields{{QStringLiteral("digest"), (*file)->md5}};
}

} // namespace

void addArtifactFileMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "createArtifactFiles", createArtifactFiles);
    addMutation(resolvers, "createArtifactManifest", createArtifactManifest);
    addMutation(resolvers, "updateArtifactManifest", updateArtifactManifest);
    addMutation(resolvers, "completeMultipartUploadArtifact", completeUpload);
}

} // namespace server
