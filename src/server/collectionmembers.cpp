// The versions in collections and the aliases upon them.
#include "server/collectionstore.h"
#include "server/storequery.h"

namespace server {

namespace {

QString selectMember(const char *rest)
{
    return QLatin1String("SELECT members.id, members.collection, members.artifact, members.version, members.created_at"
                         " FROM artifact_members AS members ")
        + QLatin1String(rest);
}

MembershipRecord readMember(sqlite::Statement &row)
{
    return {row.integer(0), row.integer(1), row.integer(2), row.integer(3), timeOf(row.integer(4))};
}

AliasRecord readAlias(sqlite::Statement &row)
{
    return {row.integer(0), row.integer(1), row.integer(2), row.text(3)};
}

/// `v12`; -1: it is no version.
qint64 versionIn(const QString &word)
{
    bool isNumber = false;
    const qint64 version = word.startsWith(u'v') ? word.mid(1).toLongLong(&isNumber) : -1;
    return isNumber && version >= 0 ? version : -1;
}

} // namespace

base::Result<MembershipRecord> CollectionStore::add(qint64 collection, qint64 artifact, qint64 now)
{
    const auto existing = memberOf(collection, artifact);
    if (!existing)
        return existing.error();
    if (*existing)
        return **existing;
    const auto inserted =
        m_database.execute(QStringLiteral("INSERT INTO artifact_members(collection, artifact, version, created_at)"
                                          " SELECT id, ?2, next_version, ?3 FROM artifact_collections WHERE id = ?1"),
            collection, artifact, now);
    if (!inserted)
        return inserted.error();
    const qint64 id = m_database.lastInsertRowId();
    // Numbers are never given twice, not even after a deletion.
    auto counted = m_database.execute(
        QStringLiteral("UPDATE artifact_collections SET next_version = next_version + 1, updated_at = ?2"
                       " WHERE id = ?1"),
        collection, now);
    if (!counted)
        return counted.error();
    const auto added = member(id);
    if (!added)
        return added.error();
    return added->value_or(MembershipRecord{});
}

base::Status CollectionStore::removeMember(qint64 member)
{
    return m_database.execute(QStringLiteral("DELETE FROM artifact_members WHERE id = ?1"), member);
}

base::Result<std::optional<MembershipRecord>> CollectionStore::member(qint64 id)
{
    return readRow(m_database, selectMember("WHERE members.id = ?1"), readMember, id);
}

base::Result<std::optional<MembershipRecord>> CollectionStore::memberOf(qint64 collection, qint64 artifact)
{
    return readRow(m_database, selectMember("WHERE members.collection = ?1 AND members.artifact = ?2"), readMember,
        collection, artifact);
}

base::Result<QList<MembershipRecord>> CollectionStore::members(qint64 collection)
{
    return readRows(m_database, selectMember("WHERE members.collection = ?1 ORDER BY members.version DESC"), readMember,
        collection);
}

base::Result<QList<MembershipRecord>> CollectionStore::membershipsOf(qint64 artifact)
{
    return readRows(m_database,
        selectMember("JOIN artifacts ON artifacts.id = members.artifact WHERE members.artifact = ?1"
                     " ORDER BY members.collection <> artifacts.sequence, members.id"),
        readMember, artifact);
}

base::Result<std::optional<MembershipRecord>> CollectionStore::memberNamed(qint64 collection, const QString &word)
{
    if (const qint64 version = versionIn(word); version >= 0)
        return readRow(m_database, selectMember("WHERE members.collection = ?1 AND members.version = ?2"), readMember,
            collection, version);
    const QString alias = word.isEmpty() ? QStringLiteral("latest") : word;
    auto found = readRow(m_database,
        selectMember("JOIN artifact_aliases AS aliases ON aliases.member = members.id"
                     " WHERE members.collection = ?1 AND aliases.alias = ?2"),
        readMember, collection, alias);
    if (!found || *found)
        return found;
    return readRow(m_database,
        selectMember("JOIN artifacts ON artifacts.id = members.artifact WHERE members.collection = ?1"
                     " AND (artifacts.digest = ?2 OR artifacts.commit_hash = ?2) ORDER BY members.version DESC"),
        readMember, collection, word);
}

base::Result<QList<AliasRecord>> CollectionStore::aliases(qint64 collection)
{
    return readRows(m_database,
        QStringLiteral("SELECT id, collection, member, alias FROM artifact_aliases WHERE collection = ?1 ORDER BY id"),
        readAlias, collection);
}

base::Result<QList<AliasRecord>> CollectionStore::aliasesOf(qint64 member)
{
    return readRows(m_database,
        QStringLiteral("SELECT id, collection, member, alias FROM artifact_aliases WHERE member = ?1 ORDER BY id"),
        readAlias, member);
}

base::Status CollectionStore::setAlias(const MembershipRecord &member, const QString &alias)
{
    return m_database.execute(
        QStringLiteral("INSERT INTO artifact_aliases(collection, member, alias) VALUES(?1, ?2, ?3)"
                       " ON CONFLICT(collection, alias) DO UPDATE SET member = excluded.member"),
        member.collection, member.id, alias);
}

base::Status CollectionStore::removeAlias(qint64 member, const QString &alias)
{
    return m_database.execute(
        QStringLiteral("DELETE FROM artifact_aliases WHERE member = ?1 AND alias = ?2"), member, alias);
}

} // namespace server
