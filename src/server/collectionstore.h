#pragma once

#include "server/artifactrecords.h"
#include "sqlite/database.h"

namespace server {

/// Artifact types, collections (sequences and portfolios), the versions in them, their aliases and tags.
class CollectionStore
{
public:
    explicit CollectionStore(sqlite::Database &database)
        : m_database(database)
    { }

    base::Result<std::optional<ArtifactTypeRecord>> type(qint64 project, const QString &name);
    base::Result<std::optional<ArtifactTypeRecord>> typeById(qint64 id);
    base::Result<QList<ArtifactTypeRecord>> types(qint64 project);
    /// The type of that name, made if it is missing.
    base::Result<ArtifactTypeRecord> ensureType(qint64 project, const QString &name, qint64 now);
    base::Status describeType(qint64 type, const QString &description);

    base::Result<std::optional<CollectionRecord>> byId(qint64 id);
    base::Result<std::optional<CollectionRecord>> find(qint64 project, const QString &name);
    base::Result<QList<CollectionRecord>> ofProject(qint64 project);
    base::Result<qint64> insert(const CollectionRecord &collection, qint64 now);
    /// Name, description and type.
    base::Status update(const CollectionRecord &collection, qint64 now);
    base::Status remove(qint64 collection);

    /// Puts a version in, with the collection's next number; the existing membership if it is in already.
    base::Result<MembershipRecord> add(qint64 collection, qint64 artifact, qint64 now);
    base::Status removeMember(qint64 member);
    base::Result<std::optional<MembershipRecord>> member(qint64 id);
    base::Result<std::optional<MembershipRecord>> memberOf(qint64 collection, qint64 artifact);
    base::Result<QList<MembershipRecord>> members(qint64 collection); ///< newest first
    base::Result<QList<MembershipRecord>> membershipsOf(qint64 artifact); ///< the sequence first
    /// What a word after the colon means: `v3`, an alias, a commit hash or a digest; empty is `latest`.
    base::Result<std::optional<MembershipRecord>> memberNamed(qint64 collection, const QString &word);

    base::Result<QList<AliasRecord>> aliases(qint64 collection);
    base::Result<QList<AliasRecord>> aliasesOf(qint64 member);
    /// An alias lives on one version of a collection: it moves.
    base::Status setAlias(const MembershipRecord &member, const QString &alias);
    base::Status removeAlias(qint64 member, const QString &alias);

    base::Result<QStringList> tags(qint64 collection);
    base::Status addTag(qint64 collection, const QString &tag);
    base::Status removeTag(qint64 collection, const QString &tag);

private:
    sqlite::Database &m_database;
};

} // namespace server
