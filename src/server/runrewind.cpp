#include "server/mutations.h"
#include "server/runbranches.h"
#include "server/runstore.h"
#include "server/storequery.h"

#include <QRandomGenerator>

namespace server {

using domain::Action;
using graphql::Value;
using SharedRun = std::shared_ptr<const RunView>;

namespace {

/// The run as it was before, under an id of its own; the run itself is cut. The number of the old one.
base::Result<qint64> keepOldSelf(Session &session, const RunRecord &run, const StreamCut &cut)
{
    RunStore runs(session.database);
    RunRecord old = run;
    old.name = QStringLiteral("%1-%2").arg(run.name).arg(
        QRandomGenerator::global()->bounded(0x1000000), 6, 16, QLatin1Char('0'));
    const auto name = runs.freeDisplayName(run.project, run.displayName + QStringLiteral(" (before rewind)"));
    if (!name)
        return name.error();
    old.displayName = *name;
    old.state = QStringLiteral("finished");
    old.updatedAt = session.now;
    const auto id = runs.insert(old);
    if (!id)
        return id;
    const auto moved = cut.moveTo(session.database, *id);
    return moved ? id : base::Result<qint64>(moved.error());
}

/// Whether the run was cut at that step and nothing was logged since: the answer did not arrive then, and who asks
/// again must not find the run cut twice.
base::Result<bool> isRewound(Session &session, const RunRecord &run, qint64 step)
{
    const auto branch = readInteger(session.database,
        QStringLiteral("SELECT count(*) FROM run_branches WHERE run = ?1 AND step = ?2"), run.id, step);
    return branch.map([&](qint64 count) { return count > 0 && run.lastStep <= step; });
}

base::Status rewindTo(Session &session, const RunRecord &run, qint64 step)
{
    const auto isDone = isRewound(session, run, step);
    if (!isDone || *isDone)
        return isDone ? base::Status(base::Done{}) : base::Status(isDone.error());
    const auto cut = cutOf(session, run.id, step, StreamCut::Streams::All);
    if (!cut)
        return cut.error();
    const auto old = keepOldSelf(session, run, **cut);
    if (!old)
        return old.error();
    if (auto noted = noteRewound(session.database, run.id); !noted)
        return noted;
    return session.database.execute(
        QStringLiteral("INSERT OR REPLACE INTO run_branches(run, source, step) VALUES(?1, ?2, ?3)"), run.id, *old,
        step);
}

base::Result<Value::Fields> rewind(Session &session, const Value &input)
{
    const QString name = input[QStringLiteral("runName")].toString();
    if (input[QStringLiteral("metricName")].toString() != QLatin1String("_step"))
        return invalidInput("metricName: only _step");
    const double value = input[QStringLiteral("metricValue")].toDouble();
    if (!(value >= 0 && value < 9e15))
        return invalidInput("metricValue: a step");
    const auto run = requireRun(
        session, input[QStringLiteral("entityName")].toString(), input[QStringLiteral("projectName")].toString(), name);
    if (!run)
        return run.error();
    if (auto allowed = Access(session).require(Action::RunLog, targetOf(**run)); !allowed)
        return allowed.error();
    if (auto done = rewindTo(session, (*run)->record, static_cast<qint64>(value)); !done)
        return done.error();
    const auto rewound = findRun(session, (*run)->project, name);
    if (!rewound)
        return rewound.error();
    return Value::Fields{{QStringLiteral("rewoundRun"), Value::object(QStringLiteral("Run"), *rewound)}};
}

base::Result<Value> branchPoint(Session &session, const SharedRun &run, const Value &)
{
    const auto branch = readRow(
        session.database, QStringLiteral("SELECT source, step FROM run_branches WHERE run = ?1"),
        [](sqlite::Statement &row) { return std::pair<qint64, qint64>(row.integer(0), row.integer(1)); },
        run->record.id);
    if (!branch)
        return branch.error();
    if (!*branch)
        return Value();
    auto source = RunStore(session.database).byId((*branch)->first, RunStore::Texts::With);
    if (!source)
        return source.error();
    const bool isThere = *source && (*source)->deletedAt == 0;
    const Value value =
        isThere ? Value::object(QStringLiteral("Run"), RunView{std::move(**source), run->project, true}) : Value();
    return Value(Value::Fields{{QStringLiteral("run"), value}, {QStringLiteral("step"), (*branch)->second}});
}

} // namespace

void addRunRewind(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "rewindRun", rewind);
    addSharedField<RunView>(resolvers, QStringLiteral("Run.branchPoint"), branchPoint);
}

} // namespace server
