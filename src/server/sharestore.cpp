#include "server/sharestore.h"

#include "server/storequery.h"

namespace server {

namespace {

QString textFromNumbers(const QList<qint64> &numbers)
{
    QStringList texts;
    for (const qint64 number : numbers)
        texts.append(QString::number(number));
    return texts.join(u' ');
}

ShareRecord readShare(sqlite::Statement &row)
{
    ShareRecord share;
    share.id = row.integer(0);
    share.view = row.integer(1);
    share.token = row.text(2);
    for (const QString &number : row.text(3).split(u' ', Qt::SkipEmptyParts))
        share.projects.append(number.toLongLong());
    share.createdBy = row.integer(4);
    share.createdAt = timeOf(row.integer(5));
    share.revokedAt = timeOf(row.integer(6));
    share.isPersonal = row.integer(7) != 0;
    share.mayEdit = row.integer(8) != 0;
    return share;
}

QString selectShares(const char *rest)
{
    return QLatin1String("SELECT id, view, token, projects, created_by, created_at, revoked_at, personal, may_edit"
                         " FROM view_links WHERE ")
        + QLatin1String(rest);
}

} // namespace

base::Status ShareStore::readPeople(ShareRecord &share)
{
    auto people = readRows(
        m_database, QStringLiteral("SELECT user FROM view_link_people WHERE link = ?1 ORDER BY user"),
        [](sqlite::Statement &row) { return row.integer(0); }, share.id);
    if (!people)
        return people.error();
    share.people = std::move(*people);
    return base::Done{};
}

base::Result<std::optional<ShareRecord>> ShareStore::byToken(const QString &token)
{
    auto share = readRow(m_database, selectShares("token = ?1"), readShare, token);
    if (!share || !*share)
        return share;
    if (auto read = readPeople(**share); !read)
        return read.error();
    return share;
}

base::Result<QList<ShareRecord>> ShareStore::read(const char *condition, qint64 value)
{
    auto shares = readRows(m_database, selectShares(condition), readShare, value);
    if (!shares)
        return shares;
    for (ShareRecord &share : *shares) {
        if (auto read = readPeople(share); !read)
            return read.error();
    }
    return shares;
}

base::Result<QList<ShareRecord>> ShareStore::ofView(qint64 view)
{
    return read("view = ?1 ORDER BY id", view);
}

base::Result<QList<ShareRecord>> ShareStore::with(qint64 user)
{
    return read("personal <> 0 AND revoked_at IS NULL"
                " AND id IN (SELECT link FROM view_link_people WHERE user = ?1) ORDER BY id",
        user);
}

base::Result<qint64> ShareStore::insert(const ShareRecord &share)
{
    const auto inserted = m_database.execute(
        QStringLiteral("INSERT INTO view_links(view, token, projects, created_by, created_at, personal, may_edit)"
                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
        share.view, share.token, textFromNumbers(share.projects), orNull(share.createdBy),
        share.createdAt.toMSecsSinceEpoch(), share.isPersonal, share.mayEdit);
    if (!inserted)
        return inserted.error();
    const qint64 id = m_database.lastInsertRowId();
    for (const qint64 person : share.people) {
        if (auto added = addPerson(id, person); !added)
            return added.error();
    }
    return id;
}

base::Status ShareStore::setProjects(qint64 share, const QList<qint64> &projects)
{
    return m_database.execute(
        QStringLiteral("UPDATE view_links SET projects = ?2 WHERE id = ?1"), share, textFromNumbers(projects));
}

base::Status ShareStore::addPerson(qint64 share, qint64 user)
{
    return m_database.execute(
        QStringLiteral("INSERT OR IGNORE INTO view_link_people(link, user) VALUES(?1, ?2)"), share, user);
}

base::Status ShareStore::removePerson(qint64 share, qint64 user)
{
    return m_database.execute(
        QStringLiteral("DELETE FROM view_link_people WHERE link = ?1 AND user = ?2"), share, user);
}

base::Status ShareStore::revoke(qint64 share, qint64 now)
{
    return m_database.execute(
        QStringLiteral("UPDATE view_links SET revoked_at = coalesce(revoked_at, ?2) WHERE id = ?1"), share, now);
}

} // namespace server
