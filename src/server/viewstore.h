#pragma once

#include "sqlite/database.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <optional>

namespace server {

/// A report, a draft of one, or a saved workspace. Its spec is JSON text that the server keeps as it came.
struct ViewRecord
{
    qint64 id = 0;
    qint64 project = 0;
    QString type; ///< "runs", "runs/draft", "project-view"
    QString name; ///< short and random; unique in its project and type
    QString displayName;
    QString description;
    qint64 creator = 0;
    qint64 updatedBy = 0;
    QString createdUsing;
    QDateTime createdAt;
    QDateTime updatedAt;
    bool isLocked = false;
    qint64 parent = 0; ///< of a draft: the report that it will become
    QString coverUrl;
    QString previewUrl;
    qint64 timesViewed = 0;
    QString spec; ///< empty unless read with it
};

/// Reports and saved views of projects, and who starred them.
class ViewStore
{
public:
    explicit ViewStore(sqlite::Database &database)
        : m_database(database)
    { }

    enum class Spec { Without, With };
    base::Result<std::optional<ViewRecord>> byId(qint64 id);
    base::Result<std::optional<ViewRecord>> find(qint64 project, const QString &type, const QString &name);
    /// Of one type (empty: of all), the last changed first.
    base::Result<QList<ViewRecord>> ofProject(qint64 project, const QString &type, Spec spec);
    /// The drafts of a report.
    base::Result<QList<ViewRecord>> draftsOf(qint64 view);

    /// The new id.
    base::Result<qint64> insert(const ViewRecord &view);
    base::Status update(const ViewRecord &view);
    base::Status remove(qint64 view);
    base::Status countVisit(qint64 view);

    base::Status star(qint64 view, qint64 user, qint64 now);
    base::Status unstar(qint64 view, qint64 user);
    base::Result<bool> isStarred(qint64 view, qint64 user);
    base::Result<QList<qint64>> stargazers(qint64 view);

private:
    sqlite::Database &m_database;
};

} // namespace server
