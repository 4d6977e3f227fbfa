#include "server/artifactgarbage.h"
#include "server/datafolderparts.h"
#include "server/storedcontent.h"
#include "server/storefolder.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSet>

namespace server {

namespace {

/// Folders whose files are all named by the database.
constexpr const char *contentFolders[] = {"files", "blobs", "parts"};

} // namespace

base::Result<DataFolder::Freed> DataFolder::collectGarbage()
{
    const auto lock = makeFolderLock(d->folder);
    if (!lock->tryLock(0))
        return base::Error{base::Error::Kind::Conflict,
            QStringLiteral("a server runs on this folder: end it first, so that no upload is taken for garbage")};
    if (auto dropped = dropUnusedArtifactContent(*d->database, QDateTime::currentMSecsSinceEpoch()); !dropped)
        return dropped.error();
    QSet<QString> named;
    const auto listed = forEachContent(*d->database, [&named](const StoredContent &content) {
        named.insert(content.path);
        return true;
    });
    if (!listed)
        return listed.error();
    const auto parts = uploadedParts(*d->database);
    if (!parts)
        return parts.error();
    for (const QString &path : *parts)
        named.insert(path);
    Freed freed;
    for (const char *folder : contentFolders) {
        const QDir base(d->folder);
        QDirIterator files(
            base.filePath(QLatin1String(folder)), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            const qint64 size = files.fileInfo().size();
            if (named.contains(base.relativeFilePath(path)) || !QFile::remove(path))
                continue;
            ++freed.files;
            freed.bytes += size;
        }
    }
    if (auto emptied = d->database->execute(QStringLiteral("VACUUM")); !emptied)
        return emptied.error();
    return freed;
}

} // namespace server
