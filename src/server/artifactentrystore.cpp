// The manifests of artifacts and the paths in them.
#include "server/artifactfilestore.h"
#include "server/storequery.h"

#include <algorithm>

namespace server {

namespace {

QString selectManifest(const char *rest)
{
    return QLatin1String(
               "SELECT id, artifact, name, run, type, digest, base, blob, created_at FROM artifact_manifests ")
        + QLatin1String(rest);
}

ManifestRecord readManifest(sqlite::Statement &row)
{
    return {row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4), row.text(5), row.integer(6),
        row.integer(7), timeOf(row.integer(8))};
}

QString selectEntry(const char *rest)
{
    return QLatin1String("SELECT path, digest, ref, size, birth, blob, extra FROM artifact_entries ")
        + QLatin1String(rest);
}

EntryRecord readEntry(sqlite::Statement &row)
{
    return {row.text(0), row.text(1), row.text(2), row.integer(3), row.text(4), row.integer(5), row.blob(6)};
}

} // namespace

base::Result<std::optional<ManifestRecord>> ArtifactFileStore::manifest(qint64 id)
{
    return readRow(m_database, selectManifest("WHERE id = ?1"), readManifest, id);
}

base::Result<QList<ManifestRecord>> ArtifactFileStore::manifestsOf(qint64 artifact)
{
    return readRows(m_database, selectManifest("WHERE artifact = ?1 ORDER BY id"), readManifest, artifact);
}

base::Result<ManifestRecord> ArtifactFileStore::putManifest(const ManifestRecord &wanted, qint64 now)
{
    const auto put = m_database.execute(
        QStringLiteral("INSERT INTO artifact_manifests(artifact, name, run, type, digest, base, created_at)"
                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT(artifact, name, run) DO UPDATE SET"
                       " type = excluded.type, digest = excluded.digest, base = excluded.base,"
                       " blob = CASE WHEN digest = excluded.digest THEN blob END"),
        wanted.artifact, wanted.name, wanted.run, wanted.type, wanted.digest, orNull(wanted.base), now);
    if (!put)
        return put.error();
    const auto found = readRow(m_database, selectManifest("WHERE artifact = ?1 AND name = ?2 AND run = ?3"),
        readManifest, wanted.artifact, wanted.name, wanted.run);
    if (!found)
        return found.error();
    return found->value_or(ManifestRecord{});
}

base::Status ArtifactFileStore::setManifestContent(qint64 manifest, qint64 blob)
{
    return m_database.execute(QStringLiteral("UPDATE artifact_manifests SET blob = ?2 WHERE id = ?1"), manifest, blob);
}

base::Status ArtifactFileStore::clearEntries(qint64 artifact)
{
    return m_database.execute(QStringLiteral("DELETE FROM artifact_entries WHERE artifact = ?1"), artifact);
}

base::Status ArtifactFileStore::addEntries(qint64 artifact, std::span<const ManifestEntry> entries)
{
    for (const ManifestEntry &entry : entries) {
        auto added = m_database.execute(
            QStringLiteral("INSERT OR REPLACE INTO artifact_entries(artifact, path, digest, ref, size, birth, extra)"
                           " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
            artifact, entry.path, entry.digest, entry.reference, entry.size, entry.birthArtifact, entry.extra);
        if (!added)
            return added;
    }
    return base::Done{};
}

base::Status ArtifactFileStore::inheritEntries(qint64 artifact, qint64 base)
{
    return m_database.execute(
        QStringLiteral("INSERT OR IGNORE INTO artifact_entries(artifact, path, digest, ref, size, birth, blob, extra)"
                       " SELECT ?1, path, digest, ref, size, birth, blob, extra FROM artifact_entries"
                       " WHERE artifact = ?2"),
        artifact, base);
}

base::Status ArtifactFileStore::resolveEntries(qint64 artifact, qint64 project)
{
    // Own files first; then any of the project: content is the same wherever it came from.
    auto own = m_database.execute(
        QStringLiteral("UPDATE artifact_entries SET blob = (SELECT files.blob FROM artifact_files AS files"
                       " WHERE files.artifact = ?1 AND files.md5 = artifact_entries.digest AND files.blob IS NOT NULL"
                       " LIMIT 1) WHERE artifact = ?1 AND ref = '' AND blob IS NULL"),
        artifact);
    if (!own)
        return own;
    auto known = m_database.execute(
        QStringLiteral("UPDATE artifact_entries SET blob = (SELECT files.blob FROM artifact_files AS files"
                       " JOIN artifacts ON artifacts.id = files.artifact"
                       " JOIN artifact_collections AS sequences ON sequences.id = artifacts.sequence"
                       " WHERE files.md5 = artifact_entries.digest AND files.blob IS NOT NULL"
                       " AND sequences.project = ?2 LIMIT 1) WHERE artifact = ?1 AND ref = '' AND blob IS NULL"),
        artifact, project);
    if (!known)
        return known;
    return m_database.execute(
        QStringLiteral("UPDATE artifact_entries SET size = (SELECT size FROM blobs WHERE blobs.id = blob)"
                       " WHERE artifact = ?1 AND size < 0 AND blob IS NOT NULL"),
        artifact);
}

base::Result<QStringList> ArtifactFileStore::incompletePaths(qint64 artifact)
{
    return readRows(
        m_database,
        QStringLiteral("SELECT path FROM artifact_entries LEFT JOIN blobs ON blobs.id = artifact_entries.blob"
                       " WHERE artifact = ?1 AND ref = '' AND (blobs.id IS NULL OR blobs.size <> artifact_entries.size)"
                       " LIMIT 3"),
        [](sqlite::Statement &row) { return row.text(0); }, artifact);
}

base::Result<ArtifactFileStore::Totals> ArtifactFileStore::totals(qint64 artifact)
{
    return readRow(
        m_database, QStringLiteral("SELECT count(*), total(max(size, 0)) FROM artifact_entries WHERE artifact = ?1"),
        [](sqlite::Statement &row) {
            return Totals{row.integer(0), static_cast<qint64>(row.real(1))};
        },
        artifact)
        .map([](const std::optional<Totals> &totals) { return totals.value_or(Totals{}); });
}

base::Result<QList<EntryRecord>> ArtifactFileStore::entries(qint64 artifact, qint64 offset, qint64 count)
{
    return readRows(m_database, selectEntry("WHERE artifact = ?1 ORDER BY path LIMIT ?3 OFFSET ?2"), readEntry,
        artifact, offset, count);
}

base::Result<std::optional<EntryRecord>> ArtifactFileStore::entry(qint64 artifact, const QString &path)
{
    return readRow(m_database, selectEntry("WHERE artifact = ?1 AND path = ?2"), readEntry, artifact, path);
}

base::Result<qint64> ArtifactFileStore::contentIn(qint64 artifact, const QString &md5)
{
    return readInteger(m_database,
        QStringLiteral("SELECT blobs.id FROM blobs JOIN artifact_entries AS entries ON entries.blob = blobs.id"
                       " WHERE blobs.md5 = ?2 AND entries.artifact = ?1 LIMIT 1"),
        artifact, md5);
}

base::Result<qint64> ArtifactFileStore::contentInCollection(qint64 collection, const QString &md5)
{
    return readInteger(m_database,
        QStringLiteral("SELECT blobs.id FROM blobs JOIN artifact_entries AS entries ON entries.blob = blobs.id"
                       " JOIN artifact_members AS members ON members.artifact = entries.artifact"
                       " WHERE blobs.md5 = ?2 AND members.collection = ?1 LIMIT 1"),
        collection, md5);
}

base::Result<std::vector<ManifestEntry>> ArtifactFileStore::manifestEntries(qint64 artifact)
{
    const auto rows = entries(artifact, 0, -1);
    if (!rows)
        return rows.error();
    std::vector<ManifestEntry> all;
    all.reserve(static_cast<std::size_t>(rows->size()));
    for (const EntryRecord &row : *rows)
        all.push_back({row.path, row.digest, row.reference, row.size, row.birthArtifact, row.extra});
    std::sort(all.begin(), all.end(),
        [](const ManifestEntry &a, const ManifestEntry &b) { return isPathBefore(a.path, b.path); });
    return all;
}

} // namespace server
