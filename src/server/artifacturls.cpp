#include "server/artifacturls.h"

#include "server/globalid.h"
#include "server/signedurl.h"

#include <QUrl>

namespace server {

namespace {

QString escaped(const QString &part)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(part));
}

} // namespace

QString fileUploadUrl(const Session &session, qint64 file)
{
    return signedUrl(session, "PUT", QStringLiteral("/artifact-uploads/file/%1").arg(file));
}

QString partUploadUrl(const Session &session, qint64 upload, qint64 part)
{
    return signedUrl(session, "PUT", QStringLiteral("/artifact-uploads/part/%1/%2").arg(upload).arg(part));
}

QString manifestUploadUrl(const Session &session, qint64 manifest)
{
    return signedUrl(session, "PUT", QStringLiteral("/artifact-uploads/manifest/%1").arg(manifest));
}

QString manifestUrl(const Session &session, qint64 artifact)
{
    return signedUrl(session, "GET", QStringLiteral("/artifact-manifests/%1/wandb_manifest.json").arg(artifact));
}

QString contentUrl(const Session &session, const MembershipView &place, const EntryRecord &entry)
{
    const ProjectRecord &project = place.collection->project->record;
    const QString hex = QString::fromLatin1(QByteArray::fromBase64(entry.digest.toLatin1()).toHex());
    const QStringList parts{QStringLiteral("/artifactsV2"), QStringLiteral("default"), escaped(project.entityName),
        escaped(project.name), escaped(place.collection->record.name),
        escaped(numberId("Artifact", place.artifact->record.id)), escaped(entry.birthArtifact), hex,
        escaped(entry.path.section(u'/', -1))};
    return signedUrl(session, "GET", parts.join(u'/'));
}

} // namespace server
