#include "server/runbranches.h"

#include "base/lenientjson.h"
#include "server/lookup.h"
#include "server/mutations.h"
#include "server/runstore.h"
#include "server/sharedwriters.h"
#include "server/storequery.h"

#include <QJsonObject>

namespace server {

namespace {

/// Stands in the list of writers for the program that forked the run; no header can name one like it.
QString forker()
{
    return QStringLiteral("\n");
}

struct HistoryLines
{
    qint64 taken = 0; ///< lines that the run took over and the program that forked it does not count
    qint64 own = 0; ///< lines that this program wrote
    bool isResumed = false; ///< another program, which counts all lines, has written since
};

base::Result<HistoryLines> historyLines(sqlite::Database &database, qint64 run)
{
    return readRow(
        database,
        QStringLiteral("SELECT taken_lines, coalesce(next_line, history_lines - taken_lines), next_line IS NOT NULL"
                       " FROM runs LEFT JOIN stream_writers ON run = id AND writer = ?2 AND stream = 0 WHERE id = ?1"),
        [](sqlite::Statement &row) {
            return HistoryLines{row.integer(0), row.integer(1), row.integer(2) != 0};
        },
        run, forker())
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
    const auto cut = cutOf(session, (*source)->record.id, static_cast<qint64>(*step), StreamCut::Streams::History);
    if (!cut)
        return cut.error();
    base::Status done = (*cut)->copyTo(session.database, run.id);
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

base::Result<std::shared_ptr<const StreamCut>> cutOf(
    Session &session, qint64 run, qint64 step, StreamCut::Streams streams)
{
    for (const auto &cut : session.done.cuts) {
        if (!cut->isOf(run, step, streams))
            continue;
        const auto fits = cut->fits(session.database);
        if (!fits)
            return fits.error();
        if (*fits)
            return cut;
    }
    if (session.isLastAttempt) { // somebody is always faster: under the lock then
        return StreamCut::make(session.database, run, step, streams).map([](const StreamCut &cut) {
            return std::make_shared<const StreamCut>(cut);
        });
    }
    session.workBetween = [store = session.facts.store, run, step, streams](WorkDone &done) {
        return store->read([&](sqlite::Database &database) -> base::Status {
            auto cut = StreamCut::make(database, run, step, streams);
            if (!cut)
                return cut.error();
            done.cuts.removeIf([&](const auto &other) { return other->isOf(run, step, streams); });
            done.cuts.append(std::make_shared<const StreamCut>(std::move(*cut)));
            return base::Done{};
        });
    };
    return base::Error{base::Error::Kind::Busy, QStringLiteral("the rows are being summed up")};
}

base::Result<HistoryPlace> historyPlace(sqlite::Database &database, qint64 run, qint64 offset)
{
    return historyLines(database, run).map([offset](const HistoryLines &lines) {
        if (lines.taken == 0 || offset > lines.own)
            return HistoryPlace{offset, std::nullopt, lines.taken > 0 && !lines.isResumed};
        return lines.isResumed ? HistoryPlace{offset, forker()} : HistoryPlace{offset + lines.taken};
    });
}

base::Status noteResumed(sqlite::Database &database, qint64 run)
{
    const auto lines = historyLines(database, run);
    if (!lines || lines->isResumed)
        return lines ? base::Status(base::Done{}) : base::Status(lines.error());
    return database.execute(
        QStringLiteral("INSERT INTO stream_writers(run, writer, stream, next_line) VALUES(?1, ?2, 0, ?3)"), run,
        forker(), lines->own);
}

base::Status noteRewound(sqlite::Database &database, qint64 run)
{
    const base::Status fewer = database.execute(
        QStringLiteral("UPDATE runs SET taken_lines = min(taken_lines, history_lines) WHERE id = ?1"), run);
    if (!fewer)
        return fewer;
    // Where lines stood is no longer theirs.
    if (auto forgotten = database.execute(QStringLiteral("DELETE FROM writer_lines WHERE run = ?1"), run); !forgotten)
        return forgotten;
    return database.execute(QStringLiteral("UPDATE stream_writers SET next_line = min(next_line,"
                                           " (SELECT history_lines - taken_lines FROM runs WHERE id = ?1))"
                                           " WHERE run = ?1 AND writer = ?2 AND stream = 0"),
        run, forker());
}

} // namespace server
