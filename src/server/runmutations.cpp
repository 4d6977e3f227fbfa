#include "server/artifactretention.h"
#include "server/log.h"
#include "server/mutations.h"
#include "server/runquery.h"
#include "server/runstore.h"

namespace server {

using domain::Action;
using graphql::Value;
using SharedRun = std::shared_ptr<const RunView>;

namespace {

QString textIn(const Value &input, const char *field)
{
    return input[QLatin1String(field)].toString();
}

base::Result<SharedRun> allowedRun(Session &session, const QString &id, Action action)
{
    auto run = requireRun(session, id);
    if (!run)
        return run;
    if (auto allowed = Access(session).require(action, targetOf(**run)); !allowed)
        return allowed.error();
    return run;
}

base::Result<Value::Fields> deleteRun(Session &session, const Value &input)
{
    const auto run = allowedRun(session, textIn(input, "id"), Action::RunDelete);
    if (!run)
        return run.error();
    const bool withArtifacts = input[QStringLiteral("deleteArtifacts")].toBool();
    if (auto done = RunStore(session.database).markDeleted((*run)->record.id, withArtifacts, session.now); !done)
        return done.error();
    if (auto done = withArtifacts ? deleteArtifactsOf(session.database, (*run)->record.id) : base::Status(base::Done{});
        !done)
        return done.error();
    return Value::Fields{};
}

/// All of those that the filter names, or none: refused if one of them may not be touched.
base::Result<QList<RunRecord>> allowedRuns(Session &session, const Value &input, Action action, bool deleted)
{
    const auto project = requireProject(session, textIn(input, "entityName"), textIn(input, "projectName"));
    if (!project)
        return project.error();
    auto runs = RunQuery(session, *project).matching(textIn(input, "filters"), deleted);
    if (!runs)
        return runs;
    const QStringList names = input[QStringLiteral("ids")].toStrings();
    if (!names.isEmpty())
        runs->removeIf([&names](const RunRecord &run) { return !names.contains(run.name); });
    Access access(session);
    for (const RunRecord &run : *runs) {
        if (auto allowed = access.require(action, {&(*project)->entity, &(*project)->record, &run}); !allowed)
            return allowed.error();
    }
    return runs;
}

base::Result<Value::Fields> deleteRuns(Session &session, const Value &input)
{
    const auto runs = allowedRuns(session, input, Action::RunDelete, false);
    if (!runs)
        return runs.error();
    for (const RunRecord &run : *runs) {
        const bool withArtifacts = input[QStringLiteral("deleteArtifacts")].toBool();
        if (auto done = RunStore(session.database).markDeleted(run.id, withArtifacts, session.now); !done)
            return done.error();
        if (auto done = withArtifacts ? deleteArtifactsOf(session.database, run.id) : base::Status(base::Done{}); !done)
            return done.error();
    }
    return Value::Fields{};
}

base::Result<Value::Fields> undeleteRuns(Session &session, const Value &input)
{
    const auto runs = allowedRuns(session, input, Action::RunUndelete, true);
    if (!runs)
        return runs.error();
    for (const RunRecord &run : *runs) {
        if (auto done = RunStore(session.database).undelete(run.id, session.now); !done)
            return done.error();
    }
    return Value::Fields{};
}

/// Nothing else is in the way than that the run has ended.
bool hasNothingToStop(Session &session, const RunView &run)
{
    const auto decision = Access(session).decide(Action::RunStop, targetOf(run));
    return decision && decision->reason == domain::Reason::WrongState
        && decision->state == domain::WrongState::RunEnded;
}

base::Result<Value::Fields> stopRun(Session &session, const Value &input)
{
    // For the SDK's Run.stop() it has no effect on a run that has ended, rather than being refused.
    if (const auto found = requireRun(session, textIn(input, "id")); found && hasNothingToStop(session, **found))
        return Value::Fields{{QStringLiteral("success"), true}};
    const auto run = allowedRun(session, textIn(input, "id"), Action::RunStop);
    if (!run)
        return run.error();
    if (auto done = RunStore(session.database).requestStop((*run)->record.id, session.who.user.id, session.now); !done)
        return done.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

/// From which states the SDK's Run.update_state() may lead to this one; empty: from none.
QStringList statesBefore(const QString &state)
{
    if (state == QLatin1String("pending"))
        return {QStringLiteral("running"), QStringLiteral("failed"), QStringLiteral("crashed"),
            QStringLiteral("preempted")};
    if (state == QLatin1String("failed"))
        return {QStringLiteral("pending"), QStringLiteral("running")};
    return {};
}

base::Result<Value::Fields> updateRunState(Session &session, const Value &input)
{
    const QString state = textIn(input, "state");
    const QStringList before = statesBefore(state);
    if (before.isEmpty())
        return invalidInput("state: pending or failed");
    const auto run = allowedRun(session, textIn(input, "id"), Action::RunLog);
    if (!run)
        return run.error();
    if (!(*run)->record.sweep.isEmpty())
        return invalidInput("id: the state of a sweep's run is its agent's");
    const QString now = effectiveState((*run)->record, session.now, session.facts.crashAfter);
    if (!before.contains(now))
        return base::Error{
            base::Error::Kind::Invalid, QStringLiteral("state: a run that is %1 does not become %2").arg(now, state)};
    if (auto done = RunStore(session.database).setState((*run)->record.id, state, std::nullopt, session.now); !done)
        return done.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

base::Result<Value::Fields> modifyRuns(Session &session, const Value &input)
{
    const auto runs = allowedRuns(session, input, Action::RunEditMeta, false);
    if (!runs)
        return runs.error();
    const auto project = requireProject(session, textIn(input, "entityName"), textIn(input, "projectName"));
    if (!project)
        return project.error();
    Value::List changed;
    for (RunRecord run : *runs) {
        run.tags.append(input[QStringLiteral("addTags")].toStrings());
        run.tags.removeDuplicates();
        for (const QString &tag : input[QStringLiteral("removeTags")].toStrings())
            run.tags.removeAll(tag);
        if (auto done = RunStore(session.database).setTags(run.id, run.tags, session.now); !done)
            return done.error();
        changed.push_back(Value::object(QStringLiteral("Run"), RunView{run, *project, false}));
    }
    return Value::Fields{{QStringLiteral("runs"), std::move(changed)}};
}

} // namespace

void addRunMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "deleteRun", deleteRun);
    addMutation(resolvers, "deleteRuns", deleteRuns);
    addMutation(resolvers, "undeleteRuns", undeleteRuns);
    addMutation(resolvers, "stopRun", stopRun);
    addMutation(resolvers, "updateRunState", updateRunState);
    addMutation(resolvers, "modifyRuns", modifyRuns);
}

} // namespace server
