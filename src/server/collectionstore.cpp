#include "server/collectionstore.h"

#include "server/storequery.h"

namespace server {

namespace {

QString selectType(const char *rest)
{
    return QLatin1String("SELECT id, project, name, description, created_at FROM artifact_types ")
        + QLatin1String(rest);
}

ArtifactTypeRecord readType(sqlite::Statement &row)
{
    return {row.integer(0), row.integer(1), row.text(2), row.text(3), timeOf(row.integer(4))};
}

QString selectCollection(const char *rest)
{
    return QLatin1String("SELECT collections.id, collections.project, collections.type, types.name, collections.kind,"
                         " collections.name, collections.description, collections.created_at, collections.updated_at"
                         " FROM artifact_collections AS collections"
                         " JOIN artifact_types AS types ON types.id = collections.type ")
        + QLatin1String(rest);
}

CollectionRecord readCollection(sqlite::Statement &row)
{
    CollectionRecord collection;
    collection.id = row.integer(0);
    collection.project = row.integer(1);
    collection.type = row.integer(2);
    collection.typeName = row.text(3);
    collection.isPortfolio = row.text(4) == QLatin1String("PORTFOLIO");
    collection.name = row.text(5);
    collection.description = row.text(6);
    collection.createdAt = timeOf(row.integer(7));
    collection.updatedAt = timeOf(row.integer(8));
    return collection;
}

} // namespace

base::Result<std::optional<ArtifactTypeRecord>> CollectionStore::type(qint64 project, const QString &name)
{
    return readRow(m_database, selectType("WHERE project = ?1 AND name = ?2"), readType, project, name);
}

base::Result<std::optional<ArtifactTypeRecord>> CollectionStore::typeById(qint64 id)
{
    return readRow(m_database, selectType("WHERE id = ?1"), readType, id);
}

base::Result<QList<ArtifactTypeRecord>> CollectionStore::types(qint64 project)
{
    return readRows(m_database, selectType("WHERE project = ?1 ORDER BY name"), readType, project);
}

base::Result<ArtifactTypeRecord> CollectionStore::ensureType(qint64 project, const QString &name, qint64 now)
{
    const auto made = m_database.execute(
        QStringLiteral("INSERT OR IGNORE INTO artifact_types(project, name, created_at) VALUES(?1, ?2, ?3)"), project,
        name, now);
    if (!made)
        return made.error();
    const auto found = type(project, name);
    if (!found)
        return found.error();
    return found->value_or(ArtifactTypeRecord{});
}

base::Status CollectionStore::describeType(qint64 type, const QString &description)
{
    return m_database.execute(
        QStringLiteral("UPDATE artifact_types SET description = ?2 WHERE id = ?1"), type, description);
}

base::Result<std::optional<CollectionRecord>> CollectionStore::byId(qint64 id)
{
    return readRow(m_database, selectCollection("WHERE collections.id = ?1"), readCollection, id);
}

base::Result<std::optional<CollectionRecord>> CollectionStore::find(qint64 project, const QString &name)
{
    return readRow(m_database, selectCollection("WHERE collections.project = ?1 AND collections.name = ?2"),
        readCollection, project, name);
}

base::Result<QList<CollectionRecord>> CollectionStore::ofProject(qint64 project)
{
    return readRows(m_database,
        selectCollection("WHERE collections.project = ?1 ORDER BY collections.created_at DESC, collections.id DESC"),
        readCollection, project);
}

base::Result<qint64> CollectionStore::insert(const CollectionRecord &collection, qint64 now)
{
    const auto inserted = m_database.execute(
        QStringLiteral("INSERT INTO artifact_collections(project, type, kind, name, description, created_at,"
                       " updated_at) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?6)"),
        collection.project, collection.type,
        collection.isPortfolio ? QStringLiteral("PORTFOLIO") : QStringLiteral("SEQUENCE"), collection.name,
        collection.description, now);
    if (!inserted)
        return inserted.error();
    return m_database.lastInsertRowId();
}

base::Status CollectionStore::update(const CollectionRecord &collection, qint64 now)
{
    return m_database.execute(QStringLiteral("UPDATE artifact_collections SET name = ?2, description = ?3, type = ?4,"
                                             " updated_at = ?5 WHERE id = ?1"),
        collection.id, collection.name, collection.description, collection.type, now);
}

base::Status CollectionStore::remove(qint64 collection)
{
    return m_database.execute(QStringLiteral("DELETE FROM artifact_collections WHERE id = ?1"), collection);
}

base::Result<QStringList> CollectionStore::tags(qint64 collection)
{
    return readRows(
        m_database, QStringLiteral("SELECT tag FROM collection_tags WHERE collection = ?1 ORDER BY tag"),
        [](sqlite::Statement &row) { return row.text(0); }, collection);
}

base::Status CollectionStore::addTag(qint64 collection, const QString &tag)
{
    return m_database.execute(
        QStringLiteral("INSERT OR IGNORE INTO collection_tags(collection, tag) VALUES(?1, ?2)"), collection, tag);
}

base::Status CollectionStore::removeTag(qint64 collection, const QString &tag)
{
    return m_database.execute(
        QStringLiteral("DELETE FROM collection_tags WHERE collection = ?1 AND tag = ?2"), collection, tag);
}

} // namespace server
