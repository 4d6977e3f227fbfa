#include "server/runbranches.h"

#include "base/lenientjson.h"
#include "server/lookup.h"
#include "server/mutations.h"
#include "server/runstore.h"
#include "server/runsummary.h"
#include "server/storequery.h"
#include "server/streamstore.h"

#include <QJsonObject>

namespace server {

namespace {

/// How many lines the run took over and its program does not count, and how many it has itself.
struct HistoryLines
{
    qint64 taken = 0;
    qint64 own = 0;
};

base::Result<HistoryLines> historyLines(sqlite::Database &database, qint64 run)
{
    return readRow(
        database, QStringLiteral("SELECT taken_lines, history_lines - taken_lines FROM runs WHERE id = ?1"),
        [](sqlite::Statement &row) {
            return HistoryLines{row.integer(0), row.integer(1)};
        },
        run)
        .map([](const std::optional<HistoryLines> &lines) { return lines.value_or(HistoryLines{}); });
}

} // namespace

base::Status takeForkedHistory(Session &session, const std::shared_ptr<const ProjectView> &project, RunRecord &run)
{
    const auto config = base::parseLenientJson(run.config.toUtf8());
    const QJsonObject point = config
        ? (*config)[QLatin1String("_wandb")][QLatin1String("value")][QLatin1String("branch_point")].toObject()
        : QJsonObject();
    const QString name = point.value(QLatin1String("run_id")).toString();
    const auto step = base::numberOf(point.value(QLatin1String("step")));
    if (name.isEmpty() || !step || !(*step >= 0 && *step < 9e15))
        return base::Done{};
    const auto source = findRun(session, project, name);
    if (!source)
        return source.error();
    if (!*source || (*source)->record.id == run.id)
        return base::Error{base::Error::Kind::Invalid,
            QStringLiteral("fork_from: there is no run %1 in the project").arg(name.left(128))};
    StreamStore streams(session.database);
    base::Status done = streams.copyHistory((*source)->record.id, run.id);
    if (done)
        done = streams.truncateAfter(run.id, static_cast<qint64>(*step));
    if (done)
        done = summarizeHistory(session.database, run.id);
    if (done)
        done = session.database.execute(
            QStringLiteral("UPDATE runs SET taken_lines = history_lines WHERE id = ?1"), run.id);
    if (done)
        done =
            session.database.execute(QStringLiteral("INSERT INTO run_branches(run, source, step) VALUES(?1, ?2, ?3)"),
                run.id, (*source)->record.id, static_cast<qint64>(*step));
    if (!done)
        return done;
    auto stored = RunStore(session.database).byId(run.id, RunStore::Texts::With);
    if (!stored)
        return stored.error();
    run = std::move(**stored);
    return base::Done{};
}

base::Result<qint64> historyOffset(sqlite::Database &database, qint64 run, qint64 offset)
{
    return historyLines(database, run).map([offset](const HistoryLines &lines) {
        return offset <= lines.own ? offset + lines.taken : offset;
    });
}

base::Status noteHistoryOffset(sqlite::Database &database, qint64 run, qint64 offset)
{
    const auto lines = historyLines(database, run);
    if (!lines)
        return lines.error();
    if (lines->taken == 0 || offset <= lines->own)
        return base::Done{};
    return database.execute(QStringLiteral("UPDATE runs SET taken_lines = 0 WHERE id = ?1"), run);
}

} // namespace server
