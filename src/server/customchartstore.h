#pragma once

#include "sqlite/database.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <optional>

namespace server {

/// A preset for charts that an entity made: runs name it, the application draws it from a table of theirs.
struct CustomChartRecord
{
    qint64 id = 0;
    qint64 entity = 0;
    QString name;
    QString displayName;
    QString type; ///< the language of `spec`: vega2
    bool isPublic = false; ///< else only for those who see the entity from inside
    QString spec; ///< JSON text
    qint64 creator = 0;
    QDateTime createdAt;
    QDateTime updatedAt;
};

class CustomChartStore
{
public:
    explicit CustomChartStore(sqlite::Database &database)
        : m_database(database)
    { }

    base::Result<std::optional<CustomChartRecord>> find(qint64 entity, const QString &name);
    base::Result<QList<CustomChartRecord>> ofEntity(qint64 entity); ///< by name
    base::Result<qint64> count(qint64 entity);
    /// Conflict: the entity has a chart of that name.
    base::Status insert(const CustomChartRecord &chart);

private:
    sqlite::Database &m_database;
};

} // namespace server
