#include "server/globalid.h"
#include "server/resolving.h"
#include "server/runstore.h"

namespace server {

using graphql::Value;
using SharedRun = std::shared_ptr<const RunView>;

namespace {

QString shownState(Session &session, const RunRecord &run)
{
    return effectiveState(run, session.now, session.facts.crashAfter);
}

base::Result<Value> runProject(Session &, const SharedRun &run, const Value &)
{
    return Value::object(QStringLiteral("Project"), run->project);
}

base::Result<Value> creator(Session &session, const SharedRun &run, const Value &)
{
    const auto user = userOf(session, run->record.creator);
    if (!user)
        return user.error();
    return userValue(*user);
}

base::Result<Value> runReadOnly(Session &session, const SharedRun &run, const Value &)
{
    return Value(!Access(session).allows(domain::Action::RunEditMeta, targetOf(*run)));
}

Value orNone(const QString &text)
{
    return text.isEmpty() ? Value() : Value(text);
}

void addRunProperties(graphql::Resolvers &resolvers)
{
    const auto property = [&resolvers](const char *field, auto read) {
        resolvers.addProperty<RunView>(QLatin1String("Run.") + QLatin1String(field), read);
    };
    property("id", [](const RunView &run) {
        return runId({run.project->record.entityName, run.project->record.name, run.record.name});
    });
    property("name", [](const RunView &run) { return run.record.name; });
    property("displayName", [](const RunView &run) { return run.record.displayName; });
    property("projectId", [](const RunView &run) { return QString::number(run.record.project); });
    property("group", [](const RunView &run) { return orNone(run.record.group); });
    property("jobType", [](const RunView &run) { return orNone(run.record.jobType); });
    property("tags", [](const RunView &run) { return Value::strings(run.record.tags); });
    property("notes", [](const RunView &run) { return orNone(run.record.notes); });
    property("description", [](const RunView &run) { return orNone(run.record.description); });
    property("sweepName", [](const RunView &run) { return orNone(run.record.sweep); });
    property("host", [](const RunView &run) { return orNone(run.record.host); });
    property("commit", [](const RunView &run) { return orNone(run.record.commit); });
    property("createdAt", [](const RunView &run) { return timeValue(run.record.createdAt); });
    property("updatedAt", [](const RunView &run) { return timeValue(run.record.updatedAt); });
    property("heartbeatAt", [](const RunView &run) { return timeValue(run.record.heartbeatAt); });
    property("deletedAt", [](const RunView &run) { return timeValue(run.record.deletedAt); });
    property("historyLineCount", [](const RunView &run) { return run.record.historyLines; });
    property("eventsLineCount", [](const RunView &run) { return run.record.eventLines; });
    property("logLineCount", [](const RunView &run) { return run.record.logLines; });
    property("stopped", [](const RunView &run) { return run.record.isStopRequested; });
    property("shouldStop", [](const RunView &run) { return run.record.isStopRequested; });
    property("exitcode", [](const RunView &run) {
        return run.record.exitcode ? Value(static_cast<double>(*run.record.exitcode)) : Value();
    });
    property("storageBytes", [](const RunView &) { return 0; });
}

} // namespace

void addRunResolvers(graphql::Resolvers &resolvers)
{
    addRunProperties(resolvers);
    const auto field = [&resolvers](const char *name, auto read) {
        addSharedField<RunView>(resolvers, QLatin1String("Run.") + QLatin1String(name), read);
    };
    field("project", runProject);
    field("user", creator);
    field("readOnly", runReadOnly);
    field("state", [](Session &session, const SharedRun &run, const Value &) -> base::Result<Value> {
        return Value(shownState(session, run->record));
    });
    field("running", [](Session &session, const SharedRun &run, const Value &) -> base::Result<Value> {
        return Value(shownState(session, run->record) == QLatin1String("running"));
    });
    field("failed", [](Session &session, const SharedRun &run, const Value &) -> base::Result<Value> {
        return Value(shownState(session, run->record) == QLatin1String("failed"));
    });
}

} // namespace server
