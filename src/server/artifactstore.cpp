#include "server/artifactstore.h"

#include "server/storequery.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace server {

namespace {

QString selectArtifact(const char *rest)
{
    return QLatin1String("SELECT artifacts.id, artifacts.sequence, artifacts.state, artifacts.digest,"
                         " artifacts.commit_hash, artifacts.ttl, artifacts.history_step, artifacts.creator,"
                         " artifacts.run, artifacts.distributed_id, artifacts.pending_aliases, artifacts.size,"
                         " artifacts.file_count, artifacts.manifest, artifacts.created_at, artifacts.updated_at,"
                         " artifacts.description, artifacts.metadata, ifnull(own.version, -1), sequences.name,"
                         " sequences.project, types.name FROM artifacts"
                         " JOIN artifact_collections AS sequences ON sequences.id = artifacts.sequence"
                         " JOIN artifact_types AS types ON types.id = sequences.type"
                         " LEFT JOIN artifact_members AS own ON own.collection = artifacts.sequence"
                         " AND own.artifact = artifacts.id ")
        + QLatin1String(rest);
}

QStringList textsIn(const QString &json)
{
    QStringList texts;
    for (const QJsonValue text : QJsonDocument::fromJson(json.toUtf8()).array())
        texts.append(text.toString());
    return texts;
}

QString jsonOf(const QStringList &texts)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(texts)).toJson(QJsonDocument::Compact));
}

std::optional<qint64> maybeInteger(const sqlite::Statement &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional<qint64>(row.integer(column));
}

ArtifactRecord readArtifact(sqlite::Statement &row)
{
    ArtifactRecord artifact;
    artifact.id = row.integer(0);
    artifact.sequence = row.integer(1);
    artifact.state = row.text(2);
    artifact.digest = row.text(3);
    artifact.commitHash = row.text(4);
    artifact.ttl = maybeInteger(row, 5);
    artifact.historyStep = maybeInteger(row, 6);
    artifact.creator = row.integer(7);
    artifact.run = row.integer(8);
    artifact.distributedId = row.text(9);
    artifact.pendingAliases = textsIn(row.text(10));
    artifact.size = row.integer(11);
    artifact.fileCount = row.integer(12);
    artifact.manifest = row.integer(13);
    artifact.createdAt = timeOf(row.integer(14));
    artifact.updatedAt = timeOf(row.integer(15));
    artifact.description = row.text(16);
    artifact.metadata = row.text(17);
    artifact.version = row.integer(18);
    artifact.sequenceName = row.text(19);
    artifact.project = row.integer(20);
    artifact.typeName = row.text(21);
    return artifact;
}

ArtifactStore::Use readUse(sqlite::Statement &row)
{
    return {row.integer(0), row.integer(1), row.text(2)};
}

qint64 readNumber(sqlite::Statement &row)
{
    return row.integer(0);
}

} // namespace

base::Result<std::optional<ArtifactRecord>> ArtifactStore::byId(qint64 id)
{
    return readRow(m_database, selectArtifact("WHERE artifacts.id = ?1"), readArtifact, id);
}

base::Result<std::optional<ArtifactRecord>> ArtifactStore::byDigest(qint64 sequence, const QString &digest)
{
    return readRow(m_database,
        selectArtifact("WHERE artifacts.sequence = ?1 AND artifacts.digest = ?2 AND artifacts.state = 'COMMITTED'"
                       " ORDER BY artifacts.id DESC"),
        readArtifact, sequence, digest);
}

base::Result<std::optional<ArtifactRecord>> ArtifactStore::byClientId(const QString &clientId)
{
    return readRow(m_database,
        selectArtifact("JOIN artifact_client_ids AS ids ON ids.artifact = artifacts.id WHERE ids.client_id = ?1"),
        readArtifact, clientId);
}

base::Result<std::optional<ArtifactRecord>> ArtifactStore::pendingOf(qint64 sequence, const QString &distributedId)
{
    return readRow(m_database,
        selectArtifact("WHERE artifacts.sequence = ?1 AND artifacts.distributed_id = ?2 AND artifacts.state = 'PENDING'"
                       " ORDER BY artifacts.id DESC"),
        readArtifact, sequence, distributedId);
}

base::Result<QList<ArtifactRecord>> ArtifactStore::ofSequence(qint64 sequence)
{
    return readRows(m_database, selectArtifact("WHERE artifacts.sequence = ?1"), readArtifact, sequence);
}

base::Result<std::optional<ArtifactRecord>> ArtifactStore::latest(qint64 sequence)
{
    return readRow(
        m_database, selectArtifact("WHERE own.collection = ?1 ORDER BY own.version DESC"), readArtifact, sequence);
}

base::Result<qint64> ArtifactStore::insert(const ArtifactRecord &artifact, qint64 now)
{
    const auto inserted = m_database.execute(
        QStringLiteral("INSERT INTO artifacts(sequence, state, digest, commit_hash, ttl, history_step, creator, run,"
                       " distributed_id, pending_aliases, description, metadata, created_at, updated_at)"
                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13)"),
        artifact.sequence, artifact.state, artifact.digest, artifact.commitHash, artifact.ttl, artifact.historyStep,
        orNull(artifact.creator), orNull(artifact.run), artifact.distributedId, jsonOf(artifact.pendingAliases),
        artifact.description, artifact.metadata, now);
    if (!inserted)
        return inserted.error();
    return m_database.lastInsertRowId();
}

base::Status ArtifactStore::update(const ArtifactRecord &artifact, qint64 now)
{
    return m_database.execute(
        QStringLiteral("UPDATE artifacts SET state = ?2, digest = ?3, ttl = ?4, pending_aliases = ?5, size = ?6,"
                       " file_count = ?7, manifest = ?8, description = ?9, metadata = ?10, updated_at = ?11"
                       " WHERE id = ?1"),
        artifact.id, artifact.state, artifact.digest, artifact.ttl, jsonOf(artifact.pendingAliases), artifact.size,
        artifact.fileCount, orNull(artifact.manifest), artifact.description, artifact.metadata, now);
}

base::Status ArtifactStore::remove(qint64 artifact)
{
    return m_database.execute(QStringLiteral("DELETE FROM artifacts WHERE id = ?1"), artifact);
}

base::Status ArtifactStore::noteClientId(const QString &clientId, qint64 artifact)
{
    return m_database.execute(
        QStringLiteral("INSERT OR IGNORE INTO artifact_client_ids(client_id, artifact) VALUES(?1, ?2)"), clientId,
        artifact);
}

base::Result<QStringList> ArtifactStore::tags(qint64 artifact)
{
    return readRows(
        m_database, QStringLiteral("SELECT tag FROM artifact_tags WHERE artifact = ?1 ORDER BY tag"),
        [](sqlite::Statement &row) { return row.text(0); }, artifact);
}

base::Status ArtifactStore::addTag(qint64 artifact, const QString &tag)
{
    return m_database.execute(
        QStringLiteral("INSERT OR IGNORE INTO artifact_tags(artifact, tag) VALUES(?1, ?2)"), artifact, tag);
}

base::Status ArtifactStore::removeTag(qint64 artifact, const QString &tag)
{
    return m_database.execute(
        QStringLiteral("DELETE FROM artifact_tags WHERE artifact = ?1 AND tag = ?2"), artifact, tag);
}

base::Status ArtifactStore::noteUse(const Use &use, qint64 now)
{
    return m_database.execute(QStringLiteral("INSERT OR IGNORE INTO artifact_uses(artifact, run, used_as, created_at)"
                                             " VALUES(?1, ?2, ?3, ?4)"),
        use.artifact, use.run, use.usedAs, now);
}

base::Status ArtifactStore::noteOutput(qint64 artifact, qint64 run)
{
    return m_database.execute(
        QStringLiteral("INSERT OR IGNORE INTO artifact_outputs(artifact, run) VALUES(?1, ?2)"), artifact, run);
}

base::Result<QList<ArtifactStore::Use>> ArtifactStore::usesOf(qint64 artifact)
{
    return readRows(m_database,
        QStringLiteral("SELECT run, artifact, used_as FROM artifact_uses WHERE artifact = ?1 ORDER BY id"), readUse,
        artifact);
}

base::Result<QList<ArtifactStore::Use>> ArtifactStore::inputsOf(qint64 run)
{
    return readRows(m_database,
        QStringLiteral("SELECT run, artifact, used_as FROM artifact_uses WHERE run = ?1 ORDER BY id"), readUse, run);
}

base::Result<QList<qint64>> ArtifactStore::outputsOf(qint64 run)
{
    return readRows(m_database,
        QStringLiteral("SELECT artifact FROM artifact_outputs WHERE run = ?1 ORDER BY artifact"), readNumber, run);
}

base::Result<QList<qint64>> ArtifactStore::makersOf(qint64 artifact)
{
    return readRows(m_database, QStringLiteral("SELECT run FROM artifact_outputs WHERE artifact = ?1 ORDER BY run"),
        readNumber, artifact);
}

} // namespace server
