#pragma once

#include "sqlite/database.h"

#include <QJsonObject>
#include <QString>
#include <optional>

namespace server {

/// A piece of work that clients ask about by its number.
struct TaskRecord
{
    enum class State { Pending, Running, Finished, Failed };
    qint64 id = 0;
    QString kind; ///< e.g. MOVE_RUNS
    QString name;
    State state = State::Finished;
    int progress = 100; ///< percent
    qint64 owner = 0; ///< who asked for it
    qint64 createdAt = 0; ///< milliseconds since 1970 UTC
    qint64 updatedAt = 0;
    QJsonObject result;
};

class TaskStore
{
public:
    explicit TaskStore(sqlite::Database &database)
        : m_database(database)
    { }

    /// The new id.
    base::Result<qint64> insert(const TaskRecord &task);
    base::Result<std::optional<TaskRecord>> byId(qint64 id);

    static QString stateName(TaskRecord::State state); ///< PENDING, RUNNING, FINISHED, FAILED

private:
    sqlite::Database &m_database;
};

} // namespace server
