#include "server/filestream.h"

#include "server/httperrors.h"
#include "server/lookup.h"
#include "server/runbranches.h"
#include "server/runstore.h"
#include "server/runtimeof.h"
#include "server/sharedwriters.h"
#include "server/streamstore.h"

#include <QDateTime>
#include <QSet>

namespace server {

namespace {

constexpr int plansAtMost = 3;

QString endState(const RunRecord &run, const StreamRequest &stream)
{
    if (run.isStopRequested)
        return QStringLiteral("killed");
    if (stream.exitcode.value_or(0) == 0)
        return QStringLiteral("finished");
    const bool isPreempted = stream.isPreempting || run.state == QLatin1String("preempting");
    return isPreempted ? QStringLiteral("preempted") : QStringLiteral("failed");
}

/// The run that is logged to, when the caller may.
base::Result<RunRecord> runToLogTo(Session &session, const QStringList &path)
{
    const auto found = requireRun(session, path.value(1), path.value(2), path.value(3));
    if (!found)
        return found.error();
    if (auto allowed = Access(session).require(domain::Action::RunLog, targetOf(**found)); !allowed)
        return allowed.error();
    return (*found)->record;
}

base::Result<HistoryPlace> placeOf(sqlite::Database &database, qint64 run, const StreamRequest::Lines &chunk)
{
    return chunk.stream == Stream::History ? historyPlace(database, run, chunk.offset) : HistoryPlace{chunk.offset};
}

base::Status writeState(Session &session, const RunRecord &run, const StreamRequest &stream)
{
    RunStore runs(session.database);
    if (!stream.summary.isEmpty()) {
        QString summary = stream.summary;
        if (stream.writer) {
            const auto stored = runs.byId(run.id, RunStore::Texts::With);
            if (!stored)
                return stored.error();
            summary = laidOver((*stored)->summary, summary);
        }
        if (auto set = runs.setSummary(run.id, summary, runtimeOf(summary)); !set)
            return set.error();
    }
    if (auto noted = runs.noteHeartbeat(run.id, session.now); !noted)
        return noted.error();
    if (stream.isComplete)
        return runs.setState(run.id, endState(run, stream), stream.exitcode, session.now);
    if (stream.isPreempting)
        return runs.setState(run.id, QStringLiteral("preempting"), std::nullopt, session.now);
    return base::Done{};
}

} // namespace

/// Whether the plans fitted and everything is written, and what the SDK is to be told.
struct FileStream::Outcome
{
    bool isStale = false;
    bool isStopped = false;
};

/// Works out what the request changes while others write.
base::Result<FileStream::Plans> FileStream::plan(
    const Credential &credential, const QStringList &path, const StreamRequest &stream)
{
    Plans plans;
    const base::Status done = m_facts.store->read([&](sqlite::Database &database) {
        return withSession(database, credential, [&](Session &session) -> base::Status {
            const auto run = runToLogTo(session, path);
            if (!run)
                return run.error();
            plans.run = run->id;
            QSet<Stream> begun;
            for (const StreamRequest::Lines &chunk : stream.chunks) {
                if (begun.contains(chunk.stream)) // builds upon the one before: see write()
                    continue;
                begun.insert(chunk.stream);
                const auto place = placeOf(database, run->id, chunk);
                if (!place)
                    return place.error();
                if (place->writer) // without a plan: see write()
                    continue;
                const auto made = StreamPlan::make(database, run->id, chunk.stream, place->offset, chunk.lines);
                if (!made)
                    return made.error();
                plans.ofChunks.insert(&chunk, *made);
            }
            return base::Done{};
        });
    });
    return done ? base::Result<Plans>(std::move(plans)) : done.error();
}

/// In one transaction: whether the caller may is asked again.
base::Result<FileStream::Outcome> FileStream::write(
    const Credential &credential, const QStringList &path, const StreamRequest &stream, const Plans &plans)
{
    Outcome outcome;
    const base::Status done = m_facts.store->write([&](sqlite::Database &database) {
        outcome = {};
        return withSession(database, credential, [&](Session &session) -> base::Status {
            const auto run = runToLogTo(session, path);
            if (!run)
                return run.error();
            outcome.isStopped = run->isStopRequested;
            for (const StreamRequest::Lines &chunk : stream.chunks) {
                const auto plan = plans.ofChunks.constFind(&chunk);
                const auto place = stream.writer ? base::Result<HistoryPlace>(HistoryPlace{chunk.offset, stream.writer})
                                                 : placeOf(database, run->id, chunk);
                if (!place)
                    return place.error();
                if (place->writer) {
                    if (auto appended = appendOfWriter(database, run->id, *place->writer, chunk); !appended)
                        return appended.error();
                    continue;
                }
                const bool isPlanned = plan != plans.ofChunks.constEnd() && run->id == plans.run;
                if (place->isFirstOfResumed) {
                    if (auto noted = noteResumed(database, run->id); !noted)
                        return noted.error();
                }
                const auto written = isPlanned
                    ? plan->apply(database)
                    : StreamStore(database).write(run->id, chunk.stream, place->offset, chunk.lines).map([](qint64) {
                          return true;
                      });
                if (!written)
                    return written.error();
                outcome.isStale = !*written;
                if (outcome.isStale) // what this transaction wrote so far has to go too
                    return base::Error{base::Error::Kind::Conflict, QStringLiteral("the stream has changed")};
            }
            return writeState(session, *run, stream);
        });
    });
    return done || outcome.isStale ? base::Result<Outcome>(outcome) : done.error();
}

base::Result<FileStream::Outcome> FileStream::take(
    const Credential &credential, const QStringList &path, const StreamRequest &stream)
{
    for (int i = 0; i < plansAtMost && !stream.writer; ++i) {
        const auto plans = plan(credential, path, stream);
        if (!plans)
            return plans.error();
        auto outcome = write(credential, path, stream, *plans);
        if (!outcome || !outcome->isStale)
            return outcome;
    }
    return write(credential, path, stream, {}); // somebody is always faster: under the lock then
}

template <typename Work>
base::Status FileStream::withSession(sqlite::Database &database, const Credential &credential, Work work)
{
    auto who = principalOf(database, credential);
    if (!who)
        return who.error();
    Session session{database, m_facts, std::move(*who), QDateTime::currentMSecsSinceEpoch()};
    return work(session);
}

HttpAnswer FileStream::answer(const Credential &credential, const HttpRequest &request)
{
    auto stream = StreamRequest::read(request.body);
    if (!stream)
        return errorAnswer(400, "BAD_REQUEST", stream.error().detail);
    stream->writer = writerOf(request);
    const auto outcome = take(credential, request.path, *stream);
    if (!outcome)
        return answerFor(outcome.error());
    HttpAnswer answer;
    answer.body = outcome->isStopped ? QByteArrayLiteral("{\"exitcode\":null,\"limits\":{},\"stopped\":true}")
                                     : QByteArrayLiteral("{\"exitcode\":null,\"limits\":{}}");
    return answer;
}

} // namespace server
