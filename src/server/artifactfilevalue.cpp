#include "server/artifactfilevalue.h"

#include "server/artifacturls.h"
#include "server/connection.h"
#include "server/globalid.h"

#include <QMimeDatabase>

namespace server {

using graphql::Value;

namespace {

QString mimeTypeOfPath(const QString &path)
{
    static const QMimeDatabase types;
    return types.mimeTypeForFile(path, QMimeDatabase::MatchExtension).name();
}

QString fileId(qint64 artifact, const QString &path)
{
    return QString::fromLatin1(QStringLiteral("ArtifactFile:%1:%2").arg(artifact).arg(path).toUtf8().toBase64());
}

Value::Fields fileFields(const SharedArtifact &artifact, const QString &path, const QString &digest)
{
    const Value changed = timeValue(artifact->record.createdAt);
    return {{QStringLiteral("id"), fileId(artifact->record.id, path)}, {QStringLiteral("name"), path},
        {QStringLiteral("displayName"), path}, {QStringLiteral("exists"), true}, {QStringLiteral("isReference"), false},
        {QStringLiteral("sizeBytes"), 0}, {QStringLiteral("md5"), digest}, {QStringLiteral("digest"), digest},
        {QStringLiteral("mimetype"), mimeTypeOfPath(path)}, {QStringLiteral("createdAt"), changed},
        {QStringLiteral("updatedAt"), changed}, {QStringLiteral("directUrl"), QString()},
        {QStringLiteral("uploadHeaders"), Value::List{}}, {QStringLiteral("artifact"), artifactValue(artifact)}};
}

} // namespace

Value::Fields announcedFileFields(
    const Session &session, const SharedArtifact &artifact, const ArtifactFileRecord &file)
{
    Value::Fields fields = fileFields(artifact, file.name, file.md5);
    fields[QStringLiteral("exists")] = file.blob != 0;
    fields[QStringLiteral("storagePath")] = QStringLiteral("artifact-files/%1").arg(file.id);
    if (file.blob == 0) {
        const QString url = fileUploadUrl(session, file.id);
        fields[QStringLiteral("uploadUrl")] = url;
        fields[QStringLiteral("url")] = url;
    }
    return fields;
}

Value entryValue(
    const Session &session, const SharedArtifact &artifact, const MembershipView *place, const EntryRecord &entry)
{
    Value::Fields fields = fileFields(artifact, entry.path, entry.digest);
    fields[QStringLiteral("isReference")] = !entry.reference.isEmpty();
    fields[QStringLiteral("sizeBytes")] = std::max<qint64>(entry.size, 0);
    if (!entry.reference.isEmpty()) {
        fields[QStringLiteral("directUrl")] = entry.reference;
        fields[QStringLiteral("md5")] = Value();
    } else if (place != nullptr) {
        fields[QStringLiteral("directUrl")] = contentUrl(session, *place, entry);
    }
    fields[QStringLiteral("url")] = fields[QStringLiteral("directUrl")];
    return fields;
}

Value manifestValue(const Session &session, const SharedArtifact &artifact, const ManifestRecord &manifest)
{
    Value::Fields file = fileFields(artifact, manifest.name, manifest.digest);
    const bool isOpen = !artifact->record.isCommitted();
    file[QStringLiteral("directUrl")] = manifestUrl(session, artifact->record.id);
    file[QStringLiteral("url")] = file[QStringLiteral("directUrl")];
    if (isOpen)
        file[QStringLiteral("uploadUrl")] = manifestUploadUrl(session, manifest.id);
    return Value::Fields{{QStringLiteral("id"), numberId("ArtifactManifest", manifest.id)},
        {QStringLiteral("type"), manifest.type}, {QStringLiteral("digest"), manifest.digest},
        {QStringLiteral("createdAt"), timeValue(manifest.createdAt)}, {QStringLiteral("file"), std::move(file)},
        {QStringLiteral("artifact"), artifactValue(artifact)}};
}

Value fileConnectionOf(const Value::List &nodes)
{
    const auto total = static_cast<qint64>(nodes.size());
    Value::Fields connection = connectionOf(nodes, PageRequest{0, total}, total).toFields();
    connection[QStringLiteral("uploadHeaders")] = Value::List{};
    return connection;
}

} // namespace server
