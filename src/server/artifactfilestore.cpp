#include "server/artifactfilestore.h"

#include "server/storequery.h"

#include <algorithm>

namespace server {

namespace {

BlobRecord readBlob(sqlite::Statement &row)
{
    return {row.integer(0), row.blob(1), row.text(2), row.integer(3)};
}

ArtifactFileRecord readArtifactFile(sqlite::Statement &row)
{
    return {row.integer(0), row.integer(1), row.text(2), row.text(3), row.integer(4)};
}

} // namespace

base::Result<qint64> ArtifactFileStore::noteBlob(const ContentDigest &digest, qint64 now)
{
    const auto noted =
        m_database.execute(QStringLiteral("INSERT INTO blobs(sha256, md5, size, created_at) VALUES(?1, ?2, ?3, ?4)"
                                          " ON CONFLICT(sha256) DO UPDATE SET created_at = excluded.created_at"),
            digest.sha256, digest.md5Text(), digest.size, now);
    if (!noted)
        return noted.error();
    return readInteger(m_database, QStringLiteral("SELECT id FROM blobs WHERE sha256 = ?1"), digest.sha256);
}

base::Result<std::optional<BlobRecord>> ArtifactFileStore::blob(qint64 id)
{
    return readRow(m_database, QStringLiteral("SELECT id, sha256, md5, size FROM blobs WHERE id = ?1"), readBlob, id);
}

base::Result<QList<BlobRecord>> ArtifactFileStore::unreferencedBlobs(qint64 before, qint64 count, qint64 after)
{
    return readRows(m_database,
        QStringLiteral("SELECT id, sha256, md5, size FROM blobs WHERE created_at < ?1"
                       " AND NOT EXISTS(SELECT 1 FROM artifact_entries WHERE blob = blobs.id)"
                       " AND NOT EXISTS(SELECT 1 FROM artifact_files WHERE blob = blobs.id)"
                       " AND NOT EXISTS(SELECT 1 FROM artifact_manifests WHERE blob = blobs.id)"
                       " AND NOT EXISTS(SELECT 1 FROM artifacts WHERE manifest = blobs.id)"
                       " AND id > ?3 ORDER BY id LIMIT ?2"),
        readBlob, before, count, after);
}

base::Status ArtifactFileStore::removeBlob(qint64 id)
{
    return m_database.execute(QStringLiteral("DELETE FROM blobs WHERE id = ?1"), id);
}

base::Result<std::optional<ArtifactFileRecord>> ArtifactFileStore::file(qint64 id)
{
    return readRow(m_database, QStringLiteral("SELECT id, artifact, name, md5, blob FROM artifact_files WHERE id = ?1"),
        readArtifactFile, id);
}

base::Result<std::optional<ArtifactFileRecord>> ArtifactFileStore::file(qint64 artifact, const QString &name)
{
    return readRow(m_database,
        QStringLiteral("SELECT id, artifact, name, md5, blob FROM artifact_files WHERE artifact = ?1 AND name = ?2"),
        readArtifactFile, artifact, name);
}

base::Result<ArtifactFileRecord> ArtifactFileStore::announce(const ArtifactFileRecord &wanted)
{
    const auto announced = m_database.execute(
        QStringLiteral("INSERT INTO artifact_files(artifact, name, md5, blob) VALUES(?1, ?2, ?3, ?4)"
                       " ON CONFLICT(artifact, name) DO UPDATE SET blob = CASE WHEN md5 = excluded.md5"
                       " THEN ifnull(blob, excluded.blob) ELSE excluded.blob END, md5 = excluded.md5"),
        wanted.artifact, wanted.name, wanted.md5, orNull(wanted.blob));
    if (!announced)
        return announced.error();
    const auto found = file(wanted.artifact, wanted.name);
    if (!found)
        return found.error();
    return found->value_or(ArtifactFileRecord{});
}

base::Status ArtifactFileStore::setContent(qint64 file, qint64 blob)
{
    return m_database.execute(QStringLiteral("UPDATE artifact_files SET blob = ?2 WHERE id = ?1"), file, blob);
}

base::Result<qint64> ArtifactFileStore::knownContent(qint64 project, const QString &md5)
{
    return readInteger(m_database,
        QStringLiteral("SELECT files.blob FROM artifact_files AS files"
                       " JOIN artifacts ON artifacts.id = files.artifact"
                       " JOIN artifact_collections AS sequences ON sequences.id = artifacts.sequence"
                       " WHERE files.md5 = ?2 AND files.blob IS NOT NULL AND sequences.project = ?1 LIMIT 1"),
        project, md5);
}

base::Result<qint64> ArtifactFileStore::beginUpload(qint64 file, const QList<Part> &parts, qint64 now)
{
    const auto begun =
        m_database.execute(QStringLiteral("INSERT INTO artifact_uploads(file, created_at) VALUES(?1, ?2)"), file, now);
    if (!begun)
        return begun.error();
    const qint64 upload = m_database.lastInsertRowId();
    for (const Part &part : parts) {
        auto added = m_database.execute(
            QStringLiteral("INSERT OR REPLACE INTO artifact_upload_parts(upload, number, md5) VALUES(?1, ?2, ?3)"),
            upload, part.number, part.md5);
        if (!added)
            return added.error();
    }
    return upload;
}

base::Result<qint64> ArtifactFileStore::fileOfUpload(qint64 upload)
{
    return readInteger(m_database, QStringLiteral("SELECT file FROM artifact_uploads WHERE id = ?1"), upload);
}

base::Result<qint64> ArtifactFileStore::uploadOf(qint64 file)
{
    return readInteger(m_database, QStringLiteral("SELECT max(id) FROM artifact_uploads WHERE file = ?1"), file);
}

base::Result<QList<ArtifactFileStore::Part>> ArtifactFileStore::parts(qint64 upload)
{
    return readRows(
        m_database,
        QStringLiteral("SELECT number, md5, is_there FROM artifact_upload_parts WHERE upload = ?1 ORDER BY number"),
        [](sqlite::Statement &row) {
            return Part{row.integer(0), row.text(1), row.boolean(2)};
        },
        upload);
}

base::Status ArtifactFileStore::notePart(qint64 upload, qint64 number)
{
    return m_database.execute(
        QStringLiteral("UPDATE artifact_upload_parts SET is_there = 1 WHERE upload = ?1 AND number = ?2"), upload,
        number);
}

base::Status ArtifactFileStore::endUpload(qint64 upload)
{
    return m_database.execute(QStringLiteral("DELETE FROM artifact_uploads WHERE id = ?1"), upload);
}

} // namespace server
