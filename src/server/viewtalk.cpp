#include "server/viewtalk.h"

#include "server/storequery.h"

namespace server {

namespace {

CommentRecord readComment(sqlite::Statement &row)
{
    const qint64 id = row.integer(0);
    return {id, row.integer(1), row.isNull(2) ? id : row.integer(2), row.integer(3), row.text(4), row.text(5),
        timeOf(row.integer(6))};
}

QString textFromNumbers(const QList<qint64> &numbers)
{
    QStringList texts;
    for (const qint64 number : numbers)
        texts.append(QString::number(number));
    return texts.join(u' ');
}

ShareLinkRecord readLink(sqlite::Statement &row)
{
    ShareLinkRecord link;
    link.id = row.integer(0);
    link.view = row.integer(1);
    link.token = row.text(2);
    for (const QString &number : row.text(3).split(u' ', Qt::SkipEmptyParts))
        link.projects.append(number.toLongLong());
    link.createdBy = row.integer(4);
    link.createdAt = timeOf(row.integer(5));
    link.revokedAt = timeOf(row.integer(6));
    return link;
}

QString selectComments(const char *rest)
{
    return QLatin1String("SELECT id, view, thread, poster, body, details, created_at FROM view_comments WHERE ")
        + QLatin1String(rest);
}

QString selectLinks(const char *rest)
{
    return QLatin1String("SELECT id, view, token, projects, created_by, created_at, revoked_at FROM view_links WHERE ")
        + QLatin1String(rest);
}

} // namespace

base::Result<std::optional<CommentRecord>> ViewTalkStore::comment(qint64 id)
{
    return readRow(m_database, selectComments("id = ?1"), readComment, id);
}

base::Result<QList<CommentRecord>> ViewTalkStore::comments(qint64 view)
{
    return readRows(m_database, selectComments("view = ?1 ORDER BY id"), readComment, view);
}

base::Result<qint64> ViewTalkStore::addComment(const CommentRecord &comment)
{
    const auto inserted =
        m_database.execute(QStringLiteral("INSERT INTO view_comments(view, thread, poster, body, details, created_at)"
                                          " VALUES(?1, ?2, ?3, ?4, ?5, ?6)"),
            comment.view, orNull(comment.thread), orNull(comment.poster), comment.body, comment.details,
            comment.createdAt.toMSecsSinceEpoch());
    return inserted ? base::Result<qint64>(m_database.lastInsertRowId()) : inserted.error();
}

base::Result<std::optional<ShareLinkRecord>> ViewTalkStore::link(const QString &token)
{
    return readRow(m_database, selectLinks("token = ?1"), readLink, token);
}

base::Result<QList<ShareLinkRecord>> ViewTalkStore::links(qint64 view)
{
    return readRows(m_database, selectLinks("view = ?1 ORDER BY id"), readLink, view);
}

base::Result<qint64> ViewTalkStore::addLink(const ShareLinkRecord &link)
{
    const auto inserted =
        m_database.execute(QStringLiteral("INSERT INTO view_links(view, token, projects, created_by, created_at)"
                                          " VALUES(?1, ?2, ?3, ?4, ?5)"),
            link.view, link.token, textFromNumbers(link.projects), orNull(link.createdBy),
            link.createdAt.toMSecsSinceEpoch());
    return inserted ? base::Result<qint64>(m_database.lastInsertRowId()) : inserted.error();
}

base::Status ViewTalkStore::setLinkProjects(qint64 link, const QList<qint64> &projects)
{
    return m_database.execute(
        QStringLiteral("UPDATE view_links SET projects = ?2 WHERE id = ?1"), link, textFromNumbers(projects));
}

base::Status ViewTalkStore::revoke(qint64 link, qint64 now)
{
    return m_database.execute(
        QStringLiteral("UPDATE view_links SET revoked_at = coalesce(revoked_at, ?2) WHERE id = ?1"), link, now);
}

} // namespace server
