#pragma once

#include "server/records.h"

/// Rows of the artifact tables as values. Ids are the store's numbers; 0: none.
namespace server {

struct BlobRecord
{
    qint64 id = 0;
    QByteArray sha256;
    QString md5; ///< base64
    qint64 size = 0;
};

struct ArtifactTypeRecord
{
    qint64 id = 0;
    qint64 project = 0;
    QString name;
    QString description;
    QDateTime createdAt;
};

struct CollectionRecord
{
    qint64 id = 0;
    qint64 project = 0;
    qint64 type = 0;
    QString typeName;
    bool isPortfolio = false; ///< holds links; else: a sequence, which versions are logged to
    QString name;
    QString description;
    QDateTime createdAt;
    QDateTime updatedAt;
    bool isDeleted = false; ///< in the answer to its deletion
};

struct ArtifactRecord
{
    qint64 id = 0;
    qint64 sequence = 0;
    QString sequenceName;
    QString typeName;
    qint64 project = 0;
    QString state; ///< PENDING, COMMITTED, DELETED
    QString digest; ///< hex, of the manifest's content
    QString commitHash;
    std::optional<qint64> ttl; ///< seconds since creation; nothing: as the collection has it
    std::optional<qint64> historyStep;
    qint64 creator = 0;
    qint64 run = 0; ///< that logged it
    QString distributedId;
    QStringList pendingAliases; ///< taken on at the commit
    qint64 size = 0;
    qint64 fileCount = 0;
    qint64 manifest = 0; ///< blob
    QDateTime createdAt;
    QDateTime updatedAt;
    QString description;
    QString metadata; ///< JSON text; empty: none
    qint64 version = -1; ///< in its sequence; -1: not committed

    [[nodiscard]] bool isCommitted() const { return state == QLatin1String("COMMITTED"); }
};

/// A version's place in a collection.
struct MembershipRecord
{
    qint64 id = 0;
    qint64 collection = 0;
    qint64 artifact = 0;
    qint64 version = 0;
    QDateTime createdAt;
};

struct AliasRecord
{
    qint64 id = 0;
    qint64 collection = 0;
    qint64 member = 0;
    QString alias;
};

/// A file that was announced for an artifact.
struct ArtifactFileRecord
{
    qint64 id = 0;
    qint64 artifact = 0;
    QString name;
    QString md5; ///< base64
    qint64 blob = 0; ///< 0: the content has not arrived
};

struct ManifestRecord
{
    qint64 id = 0;
    qint64 artifact = 0;
    QString name;
    QString run;
    QString type; ///< FULL, INCREMENTAL, PATCH
    QString digest; ///< base64 MD5 of the file; empty: not told yet
    qint64 base = 0; ///< artifact
    qint64 blob = 0; ///< 0: the file has not arrived
    QDateTime createdAt;
};

/// A path of an artifact as it is stored.
struct EntryRecord
{
    QString path;
    QString digest;
    QString reference;
    qint64 size = -1;
    QString birthArtifact;
    qint64 blob = 0;
    QByteArray extra;
};

} // namespace server
