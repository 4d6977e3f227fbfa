#include "base/lenientjson.h"
#include "server/connection.h"
#include "server/globalid.h"
#include "server/resolving.h"
#include "server/runquery.h"
#include "server/runstore.h"
#include "server/sweepconfig.h"
#include "server/sweepview.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace server {

using graphql::Value;
using SharedSweep = std::shared_ptr<const SweepView>;
using SharedAgent = std::shared_ptr<const SweepAgentView>;
using SharedProject = std::shared_ptr<const ProjectView>;

namespace {

constexpr qint64 agentIsLostAfter = 60'000; ///< milliseconds; agents ask every five seconds

Value sweepTextOrNone(const QString &text)
{
    return text.isEmpty() ? Value() : Value(text);
}

base::Result<Value> runsMatching(
    Session &session, const SharedProject &project, const Value &arguments, const QJsonObject &filter)
{
    Value::Fields asked = arguments.toFields();
    asked[QStringLiteral("filters")] = Value(QString::fromUtf8(QJsonDocument(filter).toJson(QJsonDocument::Compact)));
    return RunQuery(session, project).connection(Value(std::move(asked)));
}

base::Result<Value> sweepRuns(Session &session, const SharedSweep &sweep, const Value &arguments)
{
    return runsMatching(session, sweep->project, arguments, QJsonObject{{QStringLiteral("sweep"), sweep->record.name}});
}

base::Result<Value> sweepRunCount(Session &session, const SharedSweep &sweep, const Value &)
{
    const auto count = SweepStore(session.database).runCount(sweep->record);
    return count ? base::Result<Value>(Value(*count)) : count.error();
}

base::Result<Value> expectedRuns(Session &, const SharedSweep &sweep, const Value &)
{
    const auto config = SweepConfig::read(sweep->record.config);
    return config ? base::Result<Value>(Value(config->runCount())) : base::Result<Value>(Value());
}

/// The best of what the runs reached of the sweep's metric.
base::Result<Value> bestLoss(Session &session, const SharedSweep &sweep, const Value &)
{
    const auto config = SweepConfig::read(sweep->record.config);
    if (!config || config->metric().isEmpty())
        return Value();
    const auto runs = RunQuery(session, sweep->project).matching(runFilterOf(sweep->record));
    if (!runs)
        return runs.error();
    RunFields::Surroundings around;
    around.usernameOf = [](qint64) { return QString(); };
    around.hasKey = [](qint64, const QString &) { return false; };
    std::optional<double> best;
    for (const RunRecord &run : *runs) {
        const auto full = RunStore(session.database).byId(run.id);
        if (!full)
            return full.error();
        if (!*full)
            continue;
        const auto value =
            base::numberOf(RunFields(**full, around).value(QStringLiteral("summary_metrics.") + config->metric()));
        if (!value || *value != *value)
            continue;
        const double better =
            config->isMaximized() ? std::max(best.value_or(*value), *value) : std::min(best.value_or(*value), *value);
        best = better;
    }
    return Value(best);
}

Value agentValue(const SweepAgentRecord &agent, const SharedSweep &sweep)
{
    return Value::object(QStringLiteral("Agent"), SweepAgentView{agent, sweep});
}

base::Result<Value> agents(Session &session, const SharedSweep &sweep, const Value &)
{
    const auto all = SweepStore(session.database).agents(sweep->record.id);
    if (!all)
        return all.error();
    const Value::List nodes =
        Value::list(*all, [&sweep](const SweepAgentRecord &agent) { return agentValue(agent, sweep); }).toList();
    return connectionOf(nodes, PageRequest{0, all->size()}, all->size());
}

base::Result<Value> agentNamed(Session &session, const SharedSweep &sweep, const Value &arguments)
{
    const QString name = arguments[QStringLiteral("agentName")].toString();
    const auto all = SweepStore(session.database).agents(sweep->record.id);
    if (!all)
        return all.error();
    for (const SweepAgentRecord &agent : *all) {
        if (agent.name == name || numberId("Agent", agent.id) == name)
            return agentValue(agent, sweep);
    }
    return Value();
}

base::Result<Value> agentRuns(Session &session, const SharedAgent &agent, const Value &arguments)
{
    const auto names = SweepStore(session.database).runsOf(agent->record.id);
    if (!names)
        return names.error();
    const QJsonObject filter{
        {QStringLiteral("name"), QJsonObject{{QStringLiteral("$in"), QJsonArray::fromStringList(*names)}}}};
    return runsMatching(session, agent->sweep->project, arguments, filter);
}

QString agentState(const Session &session, const SweepAgentRecord &agent)
{
    if (agent.isDone)
        return QStringLiteral("FINISHED");
    return QLatin1String(session.now - agent.heartbeatAt > agentIsLostAfter ? "CRASHED" : "RUNNING");
}

/// The filters of runs over a sweep's own columns.
base::Result<QList<SharedSweep>> matchingSweeps(Session &session, const SharedProject &project, const QString &filters)
{
    const auto filter = RunFilter::parse(filters);
    if (!filter)
        return filter.error();
    const auto all = SweepStore(session.database).ofProject(project->record.id);
    if (!all)
        return all.error();
    QList<SharedSweep> found;
    for (const SweepRecord &sweep : *all) {
        const QHash<QString, QJsonValue> columns{{QStringLiteral("name"), sweep.name},
            {QStringLiteral("id"), sweep.name}, {QStringLiteral("state"), sweep.state},
            {QStringLiteral("method"), sweep.method}, {QStringLiteral("description"), sweep.description},
            {QStringLiteral("displayName"), sweep.displayName}, {QStringLiteral("display_name"), sweep.displayName},
            {QStringLiteral("createdAt"), static_cast<double>(sweep.createdAt)},
            {QStringLiteral("created_at"), static_cast<double>(sweep.createdAt)},
            {QStringLiteral("updatedAt"), static_cast<double>(sweep.updatedAt)},
            {QStringLiteral("updated_at"), static_cast<double>(sweep.updatedAt)}};
        const QJsonValue missing(QJsonValue::Undefined);
        if (filter->matches([&](const QString &path) { return columns.value(path, missing); }))
            found.append(std::make_shared<const SweepView>(SweepView{sweep, project}));
    }
    return found;
}

base::Result<Value> sweeps(Session &session, const SharedProject &project, const Value &arguments)
{
    if (project->isNameOnly)
        return connectionOf({}, {}, 0);
    const auto found = matchingSweeps(session, project, arguments[QStringLiteral("filters")].toString());
    if (!found)
        return found.error();
    const PageRequest page = PageRequest::from(arguments, found->size());
    Value::List nodes;
    for (const SharedSweep &sweep : found->mid(page.offset, page.count))
        nodes.push_back(Value::object(QStringLiteral("Sweep"), sweep));
    return connectionOf(nodes, page, found->size());
}

base::Result<Value> sweepOf(Session &session, const SharedProject &project, const QString &name)
{
    if (name.isEmpty())
        return Value();
    const auto found = findSweep(session, project, name);
    if (!found)
        return found.error();
    return *found ? Value::object(QStringLiteral("Sweep"), *found) : Value();
}

base::Result<Value> creatorValue(Session &session, qint64 id)
{
    const auto user = userOf(session, id);
    if (!user)
        return user.error();
    return userValue(*user);
}

void addSweepProperties(graphql::Resolvers &resolvers)
{
    const auto property = [&resolvers](const char *field, auto read) {
        resolvers.addProperty<SweepView>(QLatin1String("Sweep.") + QLatin1String(field), read);
    };
    property("id", [](const SweepView &sweep) { return numberId("Sweep", sweep.record.id); });
    property("name", [](const SweepView &sweep) { return sweep.record.name; });
    property("displayName", [](const SweepView &sweep) { return sweepTextOrNone(sweep.record.displayName); });
    property("description", [](const SweepView &sweep) { return sweepTextOrNone(sweep.record.description); });
    property("config", [](const SweepView &sweep) { return sweep.record.config; });
    property("method", [](const SweepView &sweep) { return sweep.record.method; });
    property("state", [](const SweepView &sweep) { return sweep.record.state; });
    property("controller", [](const SweepView &sweep) { return sweepTextOrNone(sweep.record.controller); });
    property("scheduler", [](const SweepView &sweep) { return sweepTextOrNone(sweep.record.scheduler); });
    property("controllerRunName", [](const SweepView &) { return QString(); });
    property("earlyStopJobRunning", [](const SweepView &) { return false; });
    property("createdAt", [](const SweepView &sweep) { return timeValue(sweep.record.createdAt); });
    property("updatedAt", [](const SweepView &sweep) { return timeValue(sweep.record.updatedAt); });
    property("heartbeatAt", [](const SweepView &sweep) { return timeValue(sweep.record.heartbeatAt); });
    property(
        "runTime", [](const SweepView &sweep) { return (sweep.record.heartbeatAt - sweep.record.createdAt) / 1000; });
}

void addAgentResolvers(graphql::Resolvers &resolvers)
{
    const auto property = [&resolvers](const char *field, auto read) {
        resolvers.addProperty<SweepAgentView>(QLatin1String("Agent.") + QLatin1String(field), read);
    };
    property("id", [](const SweepAgentView &agent) { return numberId("Agent", agent.record.id); });
    property("name", [](const SweepAgentView &agent) { return agent.record.name; });
    property("host", [](const SweepAgentView &agent) { return agent.record.host; });
    property("createdAt", [](const SweepAgentView &agent) { return timeValue(agent.record.createdAt); });
    property("heartbeatAt", [](const SweepAgentView &agent) { return timeValue(agent.record.heartbeatAt); });
    property("sweep", [](const SweepAgentView &agent) { return Value::object(QStringLiteral("Sweep"), agent.sweep); });
    const auto field = [&resolvers](const char *name, auto read) {
        addSharedField<SweepAgentView>(resolvers, QLatin1String("Agent.") + QLatin1String(name), read);
    };
    field("runs", agentRuns);
    field("state", [](Session &session, const SharedAgent &agent, const Value &) -> base::Result<Value> {
        return Value(agentState(session, agent->record));
    });
    field("totalRuns", [](Session &session, const SharedAgent &agent, const Value &) -> base::Result<Value> {
        const auto runs = SweepStore(session.database).runsOf(agent->record.id);
        return runs ? base::Result<Value>(Value(runs->size())) : runs.error();
    });
    field("user", [](Session &session, const SharedAgent &agent, const Value &) {
        return creatorValue(session, agent->record.creator);
    });
}

} // namespace

void addSweepResolvers(graphql::Resolvers &resolvers)
{
    addSweepProperties(resolvers);
    addAgentResolvers(resolvers);
    const auto field = [&resolvers](const char *name, auto read) {
        addSharedField<SweepView>(resolvers, QLatin1String("Sweep.") + QLatin1String(name), read);
    };
    field("runs", sweepRuns);
    field("runCount", sweepRunCount);
    field("runCountExpected", expectedRuns);
    field("bestLoss", bestLoss);
    field("agents", agents);
    field("agent", agentNamed);
    field("project", [](Session &, const SharedSweep &sweep, const Value &) -> base::Result<Value> {
        return Value::object(QStringLiteral("Project"), sweep->project);
    });
    field("user", [](Session &session, const SharedSweep &sweep, const Value &) {
        return creatorValue(session, sweep->record.creator);
    });
    addSharedField<ProjectView>(resolvers, QStringLiteral("Project.sweeps"), sweeps);
    addSharedField<ProjectView>(resolvers, QStringLiteral("Project.sweep"),
        [](Session &session, const SharedProject &project, const Value &arguments) {
            return sweepOf(session, project, arguments[QStringLiteral("sweepName")].toString());
        });
    addSharedField<ProjectView>(resolvers, QStringLiteral("Project.totalSweeps"),
        [](Session &session, const SharedProject &project, const Value &) -> base::Result<Value> {
            const auto all = matchingSweeps(session, project, {});
            return all ? base::Result<Value>(Value(project->isNameOnly ? 0 : all->size())) : all.error();
        });
    addSharedField<RunView>(resolvers, QStringLiteral("Run.sweep"),
        [](Session &session, const std::shared_ptr<const RunView> &run, const Value &) {
            return sweepOf(session, run->project, run->record.sweep);
        });
}

} // namespace server
