#pragma once

#include "server/artifactmanifest.h"
#include "server/artifactrecords.h"
#include "server/contenthash.h"
#include "sqlite/database.h"

namespace server {

/// What artifacts consist of: content, announced files, uploads in parts, manifests and their paths.
class ArtifactFileStore
{
public:
    explicit ArtifactFileStore(sqlite::Database &database)
        : m_database(database)
    { }

    /// The number of content that is in the content store.
    base::Result<qint64> noteBlob(const ContentDigest &digest, qint64 now);
    base::Result<std::optional<BlobRecord>> blob(qint64 id);
    /// Content that nothing refers to and that is older than `before`, at most `count`, in the order of its numbers and
    /// beginning after `after`.
    base::Result<QList<BlobRecord>> unreferencedBlobs(qint64 before, qint64 count, qint64 after = 0);
    base::Status removeBlob(qint64 id);

    base::Result<std::optional<ArtifactFileRecord>> file(qint64 id);
    base::Result<std::optional<ArtifactFileRecord>> file(qint64 artifact, const QString &name);
    /// Announces a file, or announces it again with other content.
    base::Result<ArtifactFileRecord> announce(const ArtifactFileRecord &file);
    base::Status setContent(qint64 file, qint64 blob);
    /// Content of this MD5 that a committed or pending artifact of the project brought; 0: none.
    base::Result<qint64> knownContent(qint64 project, const QString &md5);

    struct Part
    {
        qint64 number = 0;
        QString md5; ///< hex
        bool isThere = false;
    };
    base::Result<qint64> beginUpload(qint64 file, const QList<Part> &parts, qint64 now);
    base::Result<qint64> fileOfUpload(qint64 upload); ///< 0: no such upload
    base::Result<qint64> uploadOf(qint64 file); ///< 0: none under way
    base::Result<QList<Part>> parts(qint64 upload);
    base::Status notePart(qint64 upload, qint64 number);
    base::Status endUpload(qint64 upload);

    base::Result<std::optional<ManifestRecord>> manifest(qint64 id);
    base::Result<QList<ManifestRecord>> manifestsOf(qint64 artifact);
    /// By artifact, name and run: one writer has one manifest of a name.
    base::Result<ManifestRecord> putManifest(const ManifestRecord &manifest, qint64 now);
    base::Status setManifestContent(qint64 manifest, qint64 blob);

    base::Status clearEntries(qint64 artifact);
    base::Status addEntries(qint64 artifact, std::span<const ManifestEntry> entries);
    /// Entries of `base` at paths that the artifact has none at.
    base::Status inheritEntries(qint64 artifact, qint64 base);
    /// Finds the content of all entries: what came with this artifact, with the artifact of their birth, or with
    /// another one of the project.
    base::Status resolveEntries(qint64 artifact, qint64 project);
    /// Entries of stored content that has not arrived, or has another size; at most three.
    base::Result<QStringList> incompletePaths(qint64 artifact);

    struct Totals
    {
        qint64 count = 0;
        qint64 size = 0;
    };
    base::Result<Totals> totals(qint64 artifact);
    base::Result<QList<EntryRecord>> entries(qint64 artifact, qint64 offset, qint64 count);
    base::Result<std::optional<EntryRecord>> entry(qint64 artifact, const QString &path);
    /// Content of this MD5 (base64) among the entries of an artifact; 0: none.
    base::Result<qint64> contentIn(qint64 artifact, const QString &md5);
    /// The same for any version in a collection.
    base::Result<qint64> contentInCollection(qint64 collection, const QString &md5);
    base::Result<std::vector<ManifestEntry>> manifestEntries(qint64 artifact);

private:
    sqlite::Database &m_database;
};

} // namespace server
