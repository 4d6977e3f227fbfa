#pragma once

#include "sqlite/database.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <optional>

/// What people say about a report.
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

/// Comments upon reports, which form threads.
class ViewTalkStore
{
public:
    explicit ViewTalkStore(sqlite::Database &database)
        : m_database(database)
    { }

    base::Result<std::optional<CommentRecord>> comment(qint64 id);
    base::Result<QList<CommentRecord>> comments(qint64 view); ///< in the order they were written
    base::Result<qint64> addComment(const CommentRecord &comment); ///< thread 0: begins one

private:
    sqlite::Database &m_database;
};

} // namespace server
