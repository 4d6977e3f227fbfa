#pragma once

#include "sqlite/database.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <optional>

/// What people add to a report without changing it: comments, and links that show it to others.
namespace server {

struct CommentRecord
{
    qint64 id = 0;
    qint64 view = 0;
    qint64 thread = 0; ///< the comment that began it; its own id for that one
    qint64 poster = 0;
    QString body;
    QString details; ///< JSON text: where in the report it stands
    QDateTime createdAt;
};

struct ShareLinkRecord
{
    qint64 id = 0;
    qint64 view = 0;
    QString token;
    QList<qint64> projects; ///< whose runs the report shows through the link
    qint64 createdBy = 0;
    QDateTime createdAt;
    QDateTime revokedAt; ///< invalid: it works
};

class ViewTalkStore
{
public:
    explicit ViewTalkStore(sqlite::Database &database)
        : m_database(database)
    { }

    base::Result<std::optional<CommentRecord>> comment(qint64 id);
    base::Result<QList<CommentRecord>> comments(qint64 view); ///< in the order they were written
    base::Result<qint64> addComment(const CommentRecord &comment); ///< thread 0: begins one

    base::Result<std::optional<ShareLinkRecord>> link(const QString &token);
    base::Result<QList<ShareLinkRecord>> links(qint64 view);
    base::Result<qint64> addLink(const ShareLinkRecord &link);
    base::Status setLinkProjects(qint64 link, const QList<qint64> &projects);
    base::Status revoke(qint64 link, qint64 now);

private:
    sqlite::Database &m_database;
};

} // namespace server
