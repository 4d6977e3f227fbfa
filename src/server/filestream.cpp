#include "server/filestream.h"

#include "base/lenientjson.h"
#include "server/httperrors.h"
#include "server/lookup.h"
#include "server/runstore.h"
#include "server/runtimeof.h"
#include "server/streamstore.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

namespace server {

namespace {

base::Error badStream(const char *what)
{
    return {base::Error::Kind::Invalid, QStringLiteral("file stream: ") + QLatin1String(what)};
}

base::Status readChunk(const QJsonValue &value, Stream stream, StreamRequest &into)
{
    const QJsonObject object = value.toObject();
    const QJsonValue content = object.value(QLatin1String("content"));
    const qint64 offset = object.value(QLatin1String("offset")).toInteger(-1);
    if (!content.isArray() || offset < 0)
        return badStream("content or offset");
    StreamRequest::Lines lines{stream, offset, {}};
    for (const QJsonValue line : content.toArray()) {
        if (!line.isString())
            return badStream("a line is no text");
        lines.lines.append(line.toString().toUtf8());
    }
    into.chunks.append(lines);
    return base::Done{};
}

base::Status readFile(const QString &name, const QJsonValue &value, StreamRequest &into)
{
    if (name == QLatin1String("wandb-summary.json")) {
        const QJsonArray content = value[QLatin1String("content")].toArray();
        if (!content.isEmpty())
            into.summary = content.last().toString();
        return base::Done{};
    }
    Stream stream = Stream::History;
    if (name == QLatin1String("wandb-events.jsonl"))
        stream = Stream::Events;
    else if (name == QLatin1String("output.log"))
        stream = Stream::Console;
    else if (name != QLatin1String("wandb-history.jsonl"))
        return base::Done{}; // other streams are not kept
    const QJsonArray chunks = value.isArray() ? value.toArray() : QJsonArray{value};
    for (const QJsonValue chunk : chunks) {
        if (auto read = readChunk(chunk, stream, into); !read)
            return read;
    }
    return base::Done{};
}

QString endState(const RunRecord &run, const StreamRequest &stream)
{
    if (run.isStopRequested)
        return QStringLiteral("killed");
    return stream.exitcode.value_or(0) == 0 ? QStringLiteral("finished") : QStringLiteral("failed");
}

} // namespace

base::Result<StreamRequest> StreamRequest::read(const QByteArray &body)
{
    const auto parsed = base::parseLenientJson(body);
    if (!parsed)
        return parsed.error();
    if (!parsed->isObject())
        return badStream("not an object");
    const QJsonObject object = parsed->toObject();
    StreamRequest request;
    request.isComplete = object.value(QLatin1String("complete")).toBool();
    request.isPreempting = object.value(QLatin1String("preempting")).toBool();
    if (object.value(QLatin1String("exitcode")).isDouble())
        request.exitcode = object.value(QLatin1String("exitcode")).toInteger();
    const QJsonObject files = object.value(QLatin1String("files")).toObject();
    for (auto it = files.begin(); it != files.end(); ++it) {
        if (auto read = readFile(it.key(), *it, request); !read)
            return read.error();
    }
    return request;
}

/// Has the run been asked to stop?
base::Result<bool> FileStream::take(Session &session, const QStringList &path, const StreamRequest &stream)
{
    const auto found = requireRun(session, path.value(1), path.value(2), path.value(3));
    if (!found)
        return found.error();
    const RunRecord &run = (*found)->record;
    Access access(session);
    if (auto allowed = access.require(domain::Action::RunLog, targetOf(**found)); !allowed)
        return allowed.error();
    if (run.creator != session.who.user.id) {
        if (auto allowed = access.require(domain::Action::RunEditMeta, targetOf(**found)); !allowed)
            return allowed.error();
    }
    for (const StreamRequest::Lines &chunk : stream.chunks) {
        const auto written = StreamStore(session.database).write(run.id, chunk.stream, chunk.offset, chunk.lines);
        if (!written)
            return written.error();
    }
    RunStore runs(session.database);
    if (!stream.summary.isEmpty()) {
        if (auto set = runs.setSummary(run.id, stream.summary, runtimeOf(stream.summary)); !set)
            return set.error();
    }
    if (auto noted = runs.noteHeartbeat(run.id, session.now); !noted)
        return noted.error();
    base::Status state = base::Done{};
    if (stream.isComplete)
        state = runs.setState(run.id, endState(run, stream), stream.exitcode, session.now);
    else if (stream.isPreempting)
        state = runs.setState(run.id, QStringLiteral("preempting"), std::nullopt, session.now);
    if (!state)
        return state.error();
    return run.isStopRequested;
}

HttpAnswer FileStream::answer(const Credential &credential, const HttpRequest &request)
{
    const auto stream = StreamRequest::read(request.body);
    if (!stream)
        return errorAnswer(400, "BAD_REQUEST", stream.error().detail);
    bool isStopped = false;
    const base::Status done = m_facts.store->write([&](sqlite::Database &database) -> base::Status {
        auto who = principalOf(database, credential);
        if (!who)
            return who.error();
        Session session{database, m_facts, std::move(*who), QDateTime::currentMSecsSinceEpoch(), {}, {}, {}, {}, {}};
        const auto stopped = take(session, request.path, *stream);
        if (!stopped)
            return stopped.error();
        isStopped = *stopped;
        return base::Done{};
    });
    if (!done)
        return answerFor(done.error());
    HttpAnswer answer;
    answer.body = isStopped ? QByteArrayLiteral("{\"exitcode\":null,\"limits\":{},\"stopped\":true}")
                            : QByteArrayLiteral("{\"exitcode\":null,\"limits\":{}}");
    return answer;
}

} // namespace server
