#pragma once

#include "sqlite/database.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace server {

/// What a script told with `run.alert()`.
struct RunAlert
{
    qint64 id = 0;
    qint64 run = 0;
    QString title;
    QString text;
    QString severity; ///< INFO, WARN, ERROR
    QDateTime createdAt;
};

/// The alerts of runs, so that people find them: the server has no mail or chat to send them to.
class RunAlertStore
{
public:
    explicit RunAlertStore(sqlite::Database &database)
        : m_database(database)
    { }

    base::Status add(const RunAlert &alert);
    base::Result<QList<RunAlert>> ofRun(qint64 run); ///< newest first
    /// When an alert of that title came last; invalid: never.
    base::Result<QDateTime> lastOf(qint64 run, const QString &title);

    static constexpr qint64 mostOfARun = 1000; ///< the oldest go

private:
    sqlite::Database &m_database;
};

} // namespace server
