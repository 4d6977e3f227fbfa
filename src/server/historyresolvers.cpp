#include "server/connection.h"
#include "server/historyreader.h"
#include "server/resolving.h"

#include "base/lenientjson.h"

#include <QJsonDocument>
#include <algorithm>
#include <limits>

namespace server {

using graphql::Value;
using SharedRun = std::shared_ptr<const RunView>;

namespace {

constexpr qint64 defaultSamples = 500;
constexpr qint64 mostRows = 50'000;
constexpr qsizetype mostSpecs = 100;

Value lineValues(const QByteArrayList &lines)
{
    return Value::list(lines, [](const QByteArray &line) { return Value(QString::fromUtf8(line)); });
}

/// A range with both ends comes whole, also where steps repeat; an open one up to `samples` rows; without one, a
/// sample.
base::Result<Value> history(Session &session, const SharedRun &run, const Value &arguments)
{
    HistoryReader reader(session.database, run->record);
    const auto minStep = arguments[QStringLiteral("minStep")].integer();
    const auto maxStep = arguments[QStringLiteral("maxStep")].integer();
    const qint64 samples = arguments[QStringLiteral("samples")].integer().value_or(defaultSamples);
    const bool isRange = minStep || maxStep;
    const qint64 most = maxStep ? mostRows : std::min(samples, mostRows);
    const auto rows = isRange ? reader.range(minStep.value_or(std::numeric_limits<qint64>::min()),
                          maxStep.value_or(std::numeric_limits<qint64>::max()), most)
                              : reader.sample(Stream::History, samples);
    if (!rows)
        return rows.error();
    return lineValues(*rows);
}

base::Result<Value> sampledHistory(Session &session, const SharedRun &run, const Value &arguments)
{
    HistoryReader reader(session.database, run->record);
    const QStringList specs = arguments[QStringLiteral("specs")].toStrings();
    if (specs.size() > mostSpecs)
        return base::Error{base::Error::Kind::Invalid, QStringLiteral("specs: too many")};
    Value::List lists;
    for (const QString &text : specs) {
        const auto spec = base::parseLenientJson(text.toUtf8());
        if (!spec || !spec->isObject())
            return base::Error{base::Error::Kind::Invalid, QStringLiteral("specs: not a JSON object")};
        const auto rows = reader.sampleKeys(spec->toObject());
        if (!rows)
            return rows.error();
        lists.push_back(Value::json(*rows));
    }
    return Value(std::move(lists));
}

base::Result<Value> historyKeys(Session &session, const SharedRun &run, const Value &)
{
    const auto keys = HistoryReader(session.database, run->record).keys();
    if (!keys)
        return keys.error();
    return Value::json(*keys);
}

base::Result<Value> events(Session &session, const SharedRun &run, const Value &arguments)
{
    const auto rows =
        HistoryReader(session.database, run->record)
            .sample(Stream::Events, arguments[QStringLiteral("samples")].integer().value_or(defaultSamples));
    if (!rows)
        return rows.error();
    return lineValues(*rows);
}

/// JSON text of a list with the last row as JSON text.
base::Result<Value> tail(Session &session, const SharedRun &run, Stream stream)
{
    const auto line = HistoryReader(session.database, run->record).last(stream);
    if (!line)
        return line.error();
    QJsonArray rows;
    if (!line->isEmpty())
        rows.append(QString::fromUtf8(*line));
    return Value(QString::fromUtf8(QJsonDocument(rows).toJson(QJsonDocument::Compact)));
}

base::Result<Value> systemMetrics(Session &session, const SharedRun &run, const Value &)
{
    const auto line = HistoryReader(session.database, run->record).last(Stream::Events);
    if (!line)
        return line.error();
    return line->isEmpty() ? Value() : Value(QString::fromUtf8(*line));
}

/// A line as it came: JSON of newer SDKs, or "[label] [ERROR ]time text" of older ones.
Value logLine(qint64 number, const QByteArray &line)
{
    const auto field = [](const QJsonObject &object, const char *key) {
        const QString text = object.value(QLatin1String(key)).toString();
        return text.isEmpty() ? Value() : Value(text);
    };
    if (line.startsWith('{')) {
        const auto parsed = base::parseLenientJson(line, 4);
        const QJsonObject object = parsed ? parsed->toObject() : QJsonObject();
        if (object.contains(QLatin1String("content")))
            return Value::Fields{{QStringLiteral("number"), number}, {QStringLiteral("id"), QString::number(number)},
                {QStringLiteral("timestamp"), field(object, "ts")}, {QStringLiteral("level"), field(object, "level")},
                {QStringLiteral("label"), field(object, "label")},
                {QStringLiteral("line"), object.value(QLatin1String("content")).toString()}};
    }
    QString text = QString::fromUtf8(line);
    while (text.endsWith(u'\n') || text.endsWith(u'\r'))
        text.chop(1);
    Value level;
    if (text.startsWith(QLatin1String("ERROR "))) {
        level = Value(QStringLiteral("error"));
        text.remove(0, 6);
    }
    Value time;
    if (text.size() > 26 && text[10] == u'T' && text[19] == u'.' && text[26] == u' ') {
        time = Value(text.left(26));
        text.remove(0, 27);
    }
    return Value::Fields{{QStringLiteral("number"), number}, {QStringLiteral("id"), QString::number(number)},
        {QStringLiteral("timestamp"), time}, {QStringLiteral("level"), level}, {QStringLiteral("line"), text}};
}

base::Result<Value> logLines(Session &session, const SharedRun &run, const Value &arguments)
{
    const qint64 total = run->record.logLines;
    const PageRequest page = PageRequest::from(arguments, total, 1000, 10'000);
    Value::List nodes;
    const auto read = StreamStore(session.database)
                          .readLines(run->record.id, Stream::Console, page.offset, page.offset + page.count,
                              [&nodes](qint64 number, const QByteArray &line) {
                                  nodes.push_back(logLine(number, line));
                                  return true;
                              });
    if (!read)
        return read.error();
    return connectionOf(nodes, page, total);
}

} // namespace

void addHistoryResolvers(graphql::Resolvers &resolvers)
{
    const auto field = [&resolvers](const char *name, auto read) {
        addSharedField<RunView>(resolvers, QLatin1String("Run.") + QLatin1String(name), read);
    };
    field("history", history);
    field("sampledHistory", sampledHistory);
    field("historyKeys", historyKeys);
    field("events", events);
    field("systemMetrics", systemMetrics);
    field("logLines", logLines);
    field("historyTail",
        [](Session &session, const SharedRun &run, const Value &) { return tail(session, run, Stream::History); });
    field("eventsTail",
        [](Session &session, const SharedRun &run, const Value &) { return tail(session, run, Stream::Events); });
    // Nothing is exported, so that all of the rows are live: the SDK's core looks for the lowest step here, reads from
    // there on in pages of rows, and tells whoever downloads exports that they are not complete (protocol, section 18).
    field("parquetHistory", [](Session &, const SharedRun &run, const Value &) -> base::Result<Value> {
        Value::List live;
        if (run->record.historyLines > 0)
            live.push_back(Value::json(QJsonObject{{QStringLiteral("_step"), 0}}));
        return Value(Value::Fields{
            {QStringLiteral("parquetUrls"), Value::List{}}, {QStringLiteral("liveData"), std::move(live)}});
    });
}

} // namespace server
