#include "server/globalid.h"
#include "server/mutations.h"
#include "server/runquery.h"
#include "server/runstore.h"
#include "server/taskstore.h"

namespace server {

using domain::Action;
using graphql::FieldContext;
using graphql::Value;
using SharedProject = std::shared_ptr<const ProjectView>;

namespace {

Value taskValue(const TaskRecord &task)
{
    return Value::Fields{{QStringLiteral("id"), numberId("Task", task.id)}, {QStringLiteral("name"), task.name},
        {QStringLiteral("type"), task.kind}, {QStringLiteral("progress"), task.progress},
        {QStringLiteral("state"), Value::enumText(TaskStore::stateName(task.state))},
        {QStringLiteral("createdAt"), timeValue(task.createdAt)},
        {QStringLiteral("updatedAt"), timeValue(task.updatedAt)}, {QStringLiteral("result"), Value::json(task.result)}};
}

base::Result<SharedProject> endOfMove(Session &session, const Value &input, const char *entity, const char *project)
{
    return requireProject(session, input[QLatin1String(entity)].toString(), input[QLatin1String(project)].toString());
}

/// Section 9 of the permissions: both ends are asked, the source first, for each run.
base::Status requireMove(
    Session &session, const QList<RunRecord> &runs, const SharedProject &from, const SharedProject &to)
{
    Access access(session);
    for (const RunRecord &run : runs) {
        if (auto allowed = access.require(Action::RunMove, {&from->entity, &from->record, &run}); !allowed)
            return allowed;
    }
    if (runs.isEmpty()) { // asked all the same: an empty choice tells nothing to whoever may not
        if (auto allowed = access.require(Action::RunMove, targetOf(*from)); !allowed)
            return allowed;
    }
    return access.require(Action::RunLog, targetOf(*to));
}

/// An id is unique in its project and never free again there.
base::Status requireFreeIds(Session &session, const QList<RunRecord> &runs, const SharedProject &to)
{
    for (const RunRecord &run : runs) {
        const auto taken = RunStore(session.database).find(to->record.id, run.name, RunStore::Texts::Without);
        if (!taken)
            return taken.error();
        if (*taken)
            return base::Error{base::Error::Kind::Conflict,
                QStringLiteral("the project %1 has had a run with the id %2 already; nothing was moved")
                    .arg(to->record.name, run.name)};
    }
    return base::Done{};
}

/// All of those that the filter names, or none. Done when the mutation answers; the task says so.
base::Result<Value::Fields> moveRuns(Session &session, const Value &input)
{
    const auto from = endOfMove(session, input, "sourceEntityName", "sourceProjectName");
    const auto to = endOfMove(session, input, "destinationEntityName", "destinationProjectName");
    if (!from || !to)
        return from ? to.error() : from.error();
    const auto runs = RunQuery(session, *from).matching(input[QStringLiteral("filters")].toString());
    if (!runs)
        return runs.error();
    if (auto allowed = requireMove(session, *runs, *from, *to); !allowed)
        return allowed.error();
    if ((*from)->record.id == (*to)->record.id)
        return invalidInput("destinationProjectName: the runs are there already");
    if (auto free = requireFreeIds(session, *runs, *to); !free)
        return free.error();
    for (const RunRecord &run : *runs) {
        if (auto moved = RunStore(session.database).move(run.id, (*to)->record.id, session.now); !moved)
            return moved.error();
    }
    TaskRecord task;
    task.kind = QStringLiteral("MOVE_RUNS");
    task.name = QStringLiteral("move runs");
    task.owner = session.who.user.id;
    task.createdAt = task.updatedAt = session.now;
    task.result = {{QStringLiteral("moved"), runs->size()}};
    const auto id = TaskStore(session.database).insert(task);
    if (!id)
        return id.error();
    task.id = *id;
    return Value::Fields{{QStringLiteral("task"), taskValue(task)}};
}

/// For whoever asked for the work.
base::Result<Value> taskById(const FieldContext &context)
{
    auto &session = context.context<Session>();
    const auto number = numberFromId("Task", context.arguments[QStringLiteral("id")].toString());
    const auto found = TaskStore(session.database).byId(number.value_or(0));
    if (!found)
        return found.error();
    const bool isOwn = *found && (*found)->owner == session.who.user.id;
    return isOwn ? taskValue(**found) : Value();
}

} // namespace

void addMoveMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "moveRuns", moveRuns);
    resolvers.add(QStringLiteral("Query.task"), taskById);
}

} // namespace server
