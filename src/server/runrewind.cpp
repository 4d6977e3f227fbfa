#include "base/lenientjson.h"
#include "server/mutations.h"
#include "server/rowoutline.h"
#include "server/runstore.h"
#include "server/runsummary.h"
#include "server/storequery.h"
#include "server/streamstore.h"

#include <QJsonObject>
#include <QRandomGenerator>
#include <limits>

namespace server {

using domain::Action;
using graphql::Value;
using SharedRun = std::shared_ptr<const RunView>;

namespace {

/// The run as it was before, under an id of its own. Its number.
base::Result<qint64> keepOldSelf(Session &session, const RunRecord &run)
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
    const auto copied = StreamStore(session.database).copy(run.id, *id);
    return copied ? id : base::Result<qint64>(copied.error());
}

/// The first row after the step: when it was logged, in seconds since 1970; infinity: there is none.
base::Result<double> timeAfter(Session &session, qint64 run, qint64 step)
{
    double time = std::numeric_limits<double>::infinity();
    const auto read = StreamStore(session.database)
                          .readSteps(run, Stream::History, step + 1, std::numeric_limits<qint64>::max(),
                              [&](qint64, const QByteArray &line) {
                                  if (outlineOf(line).step.value_or(0) <= step)
                                      return true;
                                  const auto row = base::parseLenientJson(line);
                                  const auto logged = row ? base::numberOf((*row)[QLatin1String("_timestamp")])
                                                          : std::optional<double>();
                                  time = logged.value_or(time);
                                  return !logged;
                              });
    return read ? base::Result<double>(time) : read.error();
}

double timeOfLine(Stream stream, const QByteArray &line)
{
    constexpr double never = -std::numeric_limits<double>::infinity();
    const auto parsed = base::parseLenientJson(line, 8);
    if (parsed && stream == Stream::Events)
        return base::numberOf((*parsed)[QLatin1String("_timestamp")]).value_or(never);
    const QString text =
        parsed && parsed->isObject() ? (*parsed)[QLatin1String("ts")].toString() : QString::fromUtf8(line.left(26));
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    time.setTimeSpec(Qt::UTC);
    return time.isValid() ? static_cast<double>(time.toMSecsSinceEpoch()) / 1000.0 : never;
}

/// Cuts off what was written from `time` on.
base::Status truncateByTime(Session &session, qint64 run, Stream stream, double time)
{
    StreamStore store(session.database);
    std::optional<qint64> first;
    const auto read =
        store.readLines(run, stream, 0, std::numeric_limits<qint64>::max(), [&](qint64 number, const QByteArray &line) {
            if (timeOfLine(stream, line) >= time)
                first = number;
            return !first;
        });
    if (!read || !first)
        return read;
    return store.truncateLines(run, stream, *first);
}

base::Status rewindTo(Session &session, const RunRecord &run, qint64 step)
{
    const auto old = keepOldSelf(session, run);
    const auto time = timeAfter(session, run.id, step);
    if (!old || !time)
        return old ? time.error() : old.error();
    base::Status done = StreamStore(session.database).truncateAfter(run.id, step);
    for (const Stream stream : {Stream::Events, Stream::Console}) {
        if (done)
            done = truncateByTime(session, run.id, stream, *time);
    }
    if (done)
        done = summarizeHistory(session.database, run.id);
    if (!done)
        return done;
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
