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

QString selectComments(const char *rest)
{
    return QLatin1String("SELECT id, view, thread, poster, body, details, created_at FROM view_comments WHERE ")
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

} // namespace server
