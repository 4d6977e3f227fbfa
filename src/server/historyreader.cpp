#include "server/historyreader.h"

#include "base/lenientjson.h"
#include "series/rowscanner.h"
#include "server/rowoutline.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace server {

namespace {

constexpr qint64 mostSamples = 100'000;
constexpr qint64 everyStep = std::numeric_limits<qint64>::max();

/// Which of `total` things belong to a sample of `wanted`: evenly spread, the last one always.
bool isSampled(qint64 place, qint64 total, qint64 wanted)
{
    if (wanted >= total || place == total - 1)
        return true;
    const qint64 others = wanted - 1; // besides the last
    return others > 0 && (place == 0 || place * others / (total - 1) != (place - 1) * others / (total - 1));
}

/// The value under a key; nested objects are reached with dots.
QJsonValue valueAtPath(const QJsonObject &row, const QString &key)
{
    if (const auto found = row.constFind(key); found != row.constEnd())
        return *found;
    for (qsizetype dot = key.indexOf(u'.'); dot > 0; dot = key.indexOf(u'.', dot + 1)) {
        const QJsonValue part = row.value(key.left(dot));
        if (!part.isObject())
            continue;
        const QJsonValue found = valueAtPath(part.toObject(), key.mid(dot + 1));
        if (!found.isUndefined())
            return found;
    }
    return QJsonValue(QJsonValue::Undefined);
}

/// JSON has no NaN: as the texts that the protocol uses.
QJsonValue finite(const QJsonValue &value)
{
    if (!value.isDouble() || std::isfinite(value.toDouble()))
        return value;
    const double number = value.toDouble();
    return std::isnan(number) ? QStringLiteral("NaN")
        : number > 0          ? QStringLiteral("Infinity")
                              : QStringLiteral("-Infinity");
}

std::optional<QJsonObject> chosenValues(const QByteArray &line, const QStringList &keys)
{
    const auto parsed = base::parseLenientJson(line);
    if (!parsed)
        return std::nullopt;
    const QJsonObject row = parsed->toObject();
    QJsonObject chosen;
    for (const QString &key : keys) {
        const QJsonValue value = valueAtPath(row, key);
        if (value.isUndefined() || value.isNull())
            return std::nullopt;
        chosen.insert(key, finite(value));
    }
    return chosen;
}

/// Looks whether a row holds all keys without building a JSON document, as long as numbers are asked for.
class KeyCheck
{
public:
    explicit KeyCheck(const QStringList &keys)
        : m_keys(keys)
    {
        for (const QString &key : keys)
            m_names.append(key.toUtf8());
    }

    [[nodiscard]] bool holdsAll(const QByteArray &line)
    {
        if (!m_scanner.scan(line))
            return false;
        const auto &values = m_scanner.values();
        const bool areNumbers = std::all_of(m_names.begin(), m_names.end(), [&](const QByteArray &name) {
            return std::any_of(
                values.begin(), values.end(), [&](const auto &value) { return m_scanner.nameOf(value) == name; });
        });
        return areNumbers || (m_scanner.ignoredCount() > 0 && chosenValues(line, m_keys).has_value());
    }

private:
    QStringList m_keys;
    QByteArrayList m_names;
    series::RowScanner m_scanner;
};

} // namespace

qint64 HistoryReader::lineCount(Stream stream) const
{
    return stream == Stream::History ? m_run.historyLines
        : stream == Stream::Events   ? m_run.eventLines
                                     : m_run.logLines;
}

base::Result<QByteArrayList> HistoryReader::range(qint64 minStep, qint64 maxStep, qint64 most)
{
    QByteArrayList rows;
    const auto read =
        m_store.readSteps(m_run.id, Stream::History, minStep, maxStep, [&](qint64, const QByteArray &line) {
            const qint64 step = line.isEmpty() ? minStep - 1 : outlineOf(line).step.value_or(0);
            if (step >= minStep && step < maxStep)
                rows.append(line);
            return rows.size() < most;
        });
    if (!read)
        return read.error();
    return rows;
}

base::Result<QByteArrayList> HistoryReader::sample(Stream stream, qint64 samples)
{
    QByteArrayList rows;
    const qint64 total = lineCount(stream);
    const qint64 wanted = std::clamp<qint64>(samples, 1, mostSamples);
    const auto read = m_store.readLines(m_run.id, stream, 0, total, [&](qint64 number, const QByteArray &line) {
        if (!line.isEmpty() && isSampled(number, total, wanted))
            rows.append(line);
        return true;
    });
    if (!read)
        return read.error();
    return rows;
}

namespace {

/// The end of the range is part of it here. SDKs up to 0.25 turn pages as if it were not, with ranges that are one step
/// longer than the samples they want: the step on the edge would come twice, and another one be sampled away for it.
qint64 lastWantedStep(const QJsonObject &spec, qint64 samples)
{
    const qint64 last = spec.value(QLatin1String("maxStep")).toInteger(everyStep);
    const QJsonValue first = spec.value(QLatin1String("minStep"));
    const bool isPageOfOld = !first.isUndefined() && last != everyStep && last - first.toInteger() == samples;
    return isPageOfOld ? last - 1 : last;
}

} // namespace

base::Result<QJsonArray> HistoryReader::sampleKeys(const QJsonObject &spec)
{
    QStringList keys;
    for (const QJsonValue key : spec.value(QLatin1String("keys")).toArray())
        keys.append(key.toString());
    KeyCheck check(keys);
    const qint64 wanted = std::clamp<qint64>(spec.value(QLatin1String("samples")).toInteger(500), 1, mostSamples);
    const qint64 minStep = spec.value(QLatin1String("minStep")).toInteger(std::numeric_limits<qint64>::min());
    const qint64 last = lastWantedStep(spec, wanted);
    const bool hasRange = spec.contains(QLatin1String("minStep")) || spec.contains(QLatin1String("maxStep"));
    QByteArrayList rows;
    const auto take = [&](qint64, const QByteArray &line) {
        if (line.isEmpty())
            return true;
        if (hasRange) {
            const qint64 step = outlineOf(line).step.value_or(0);
            if (step < minStep || step > last)
                return true;
        }
        if (check.holdsAll(line))
            rows.append(line);
        return true;
    };
    const auto read = hasRange
        ? m_store.readSteps(m_run.id, Stream::History, minStep, last == everyStep ? last : last + 1, take)
        : m_store.readLines(m_run.id, Stream::History, 0, everyStep, take);
    if (!read)
        return read.error();
    QJsonArray sampled;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (isSampled(i, rows.size(), wanted))
            sampled.append(chosenValues(rows[i], keys).value_or(QJsonObject()));
    }
    return sampled;
}

base::Result<QByteArray> HistoryReader::last(Stream stream)
{
    QByteArray lastLine;
    const qint64 count = lineCount(stream);
    const auto read = m_store.readLines(m_run.id, stream, count - 1, count, [&](qint64, const QByteArray &line) {
        lastLine = line;
        return true;
    });
    if (!read)
        return read.error();
    return lastLine;
}

base::Result<QJsonObject> HistoryReader::keys()
{
    const auto found = m_store.keys(m_run.id);
    if (!found)
        return found.error();
    QJsonObject keys;
    for (const StreamStore::Key &key : *found) {
        QJsonObject entry = keys.value(key.key).toObject();
        QJsonArray counts = entry.value(QLatin1String("typeCounts")).toArray();
        counts.append(QJsonObject{{QStringLiteral("type"), key.type}, {QStringLiteral("count"), key.count}});
        entry.insert(QStringLiteral("typeCounts"), counts);
        entry.insert(QStringLiteral("monotonic"), false);
        if (key.type == QLatin1String("number"))
            entry.insert(QStringLiteral("previousValue"), finite(key.last));
        keys.insert(key.key, entry);
    }
    return QJsonObject{{QStringLiteral("lastStep"), m_run.historyLines > 0 ? m_run.lastStep : -1},
        {QStringLiteral("sets"), QJsonArray()}, {QStringLiteral("keys"), keys}};
}

} // namespace server
