#pragma once

#include "server/artifactrecords.h"
#include "sqlite/database.h"

namespace server {

/// Artifact versions, their tags, and which runs made and used them.
class ArtifactStore
{
public:
    explicit ArtifactStore(sqlite::Database &database)
        : m_database(database)
    { }

    base::Result<std::optional<ArtifactRecord>> byId(qint64 id);
    /// The committed version of a sequence with this content.
    base::Result<std::optional<ArtifactRecord>> byDigest(qint64 sequence, const QString &digest);
    base::Result<std::optional<ArtifactRecord>> byClientId(const QString &clientId);
    base::Result<std::optional<ArtifactRecord>> pendingOf(qint64 sequence, const QString &distributedId);
    base::Result<QList<ArtifactRecord>> ofSequence(qint64 sequence);
    /// The newest committed version.
    base::Result<std::optional<ArtifactRecord>> latest(qint64 sequence);

    base::Result<qint64> insert(const ArtifactRecord &artifact, qint64 now);
    /// What may change later: description, metadata, retention, digest, content, state, aliases that wait.
    base::Status update(const ArtifactRecord &artifact, qint64 now);
    base::Status remove(qint64 artifact);
    base::Status noteClientId(const QString &clientId, qint64 artifact);

    base::Result<QStringList> tags(qint64 artifact);
    base::Status addTag(qint64 artifact, const QString &tag);
    base::Status removeTag(qint64 artifact, const QString &tag);

    struct Use
    {
        qint64 run = 0;
        qint64 artifact = 0;
        QString usedAs;
    };
    base::Status noteUse(const Use &use, qint64 now);
    base::Status noteOutput(qint64 artifact, qint64 run);
    base::Result<QList<Use>> usesOf(qint64 artifact);
    base::Result<QList<Use>> inputsOf(qint64 run);
    base::Result<QList<qint64>> outputsOf(qint64 run);
    base::Result<QList<qint64>> makersOf(qint64 artifact); ///< runs that logged it

private:
    sqlite::Database &m_database;
};

} // namespace server
