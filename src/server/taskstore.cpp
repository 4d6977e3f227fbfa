#include "server/taskstore.h"

#include "server/storequery.h"

#include <QJsonDocument>
#include <array>

namespace server {

namespace {

using State = TaskRecord::State;
constexpr std::array taskStates{State::Pending, State::Running, State::Finished, State::Failed};

State taskStateFrom(const QString &name)
{
    for (const State state : taskStates) {
        if (TaskStore::stateName(state) == name)
            return state;
    }
    return State::Failed;
}

TaskRecord readTask(sqlite::Statement &row)
{
    TaskRecord task;
    task.id = row.integer(0);
    task.kind = row.text(1);
    task.name = row.text(2);
    task.state = taskStateFrom(row.text(3));
    task.progress = static_cast<int>(row.integer(4));
    task.owner = row.integer(5);
    task.createdAt = row.integer(6);
    task.updatedAt = row.integer(7);
    task.result = QJsonDocument::fromJson(row.text(8).toUtf8()).object();
    return task;
}

} // namespace

QString TaskStore::stateName(State state)
{
    switch (state) {
    case State::Pending:
        return QStringLiteral("PENDING");
    case State::Running:
        return QStringLiteral("RUNNING");
    case State::Finished:
        return QStringLiteral("FINISHED");
    case State::Failed:
        break;
    }
    return QStringLiteral("FAILED");
}

base::Result<qint64> TaskStore::insert(const TaskRecord &task)
{
    const auto added = m_database.execute(
        QStringLiteral("INSERT INTO tasks(kind, name, state, progress, owner, created_at, updated_at, result)"
                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"),
        task.kind, task.name, stateName(task.state), task.progress, task.owner, task.createdAt, task.updatedAt,
        QString::fromUtf8(QJsonDocument(task.result).toJson(QJsonDocument::Compact)));
    if (!added)
        return added.error();
    return m_database.lastInsertRowId();
}

base::Result<std::optional<TaskRecord>> TaskStore::byId(qint64 id)
{
    return readRow(m_database,
        QStringLiteral("SELECT id, kind, name, state, progress, owner, created_at, updated_at, result FROM tasks"
                       " WHERE id = ?1"),
        readTask, id);
}

} // namespace server
