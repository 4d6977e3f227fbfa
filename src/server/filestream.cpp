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
    return stream.exitcode.value_or(0) == 0 ? QStringLiteral("finished") : QStringLiteral("failed");
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

/// The line that the chunk begins with.
base::Result<qint64> offsetOf(sqlite::Database &database, qint64 run, const StreamRequest::Lines &chunk)
{
    return chunk.stream == Stream::History ? historyOffset(database, run, chunk.offset) : chunk.offset;
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
                const auto offset = offsetOf(database, run->id, chunk);
                if (!offset)
                    return offset.error();
                const auto made = StreamPlan::make(database, run->id, chunk.stream, *offset, chunk.lines);
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
                if (stream.writer) {
                    if (auto appended = appendOfWriter(database, run->id, *stream.writer, chunk); !appended)
                        return appended.error();
                    continue;
                }
                const bool isPlanned = plan != plans.ofChunks.constEnd() && run->id == plans.run;
                const auto offset = offsetOf(database, run->id, chunk);
                if (!offset)
                    return offset.error();
                if (chunk.stream == Stream::History) {
                    if (auto noted = noteHistoryOffset(database, run->id, chunk.offset); !noted)
                        return noted.error();
                }
                const auto written = isPlanned
                    ? plan->apply(database)
                    : StreamStore(database).write(run->id, chunk.stream, *offset, chunk.lines).map([](qint64) {
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
