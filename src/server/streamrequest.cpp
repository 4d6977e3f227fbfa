#include "server/streamrequest.h"

#include "base/lenientjson.h"
#include "server/jsonweight.h"

#include <QJsonArray>
#include <QJsonObject>

namespace server {

namespace {

constexpr qsizetype valuesInBody = 1'000'000; ///< lines, mostly

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

} // namespace

base::Result<StreamRequest> StreamRequest::read(const QByteArray &body)
{
    if (hasMoreValues(body, valuesInBody))
        return badStream("too many values");
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

} // namespace server
