#include "base/lenientjson.h"
#include "server/resolving.h"
#include "server/streamstore.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

/// The history in equal parts of an axis, each with its extremes: what an envelope is drawn from. The layout is this
/// server's own; the protocol has none in evidence.
namespace server {

using graphql::Value;
using SharedRun = std::shared_ptr<const RunView>;

namespace {

constexpr qsizetype mostBucketSpecs = 100;
constexpr qsizetype mostBucketKeys = 100;
constexpr qint64 mostBins = 10'000;
constexpr qint64 defaultBins = 500;

struct BucketSpec
{
    QStringList keys;
    QString axis = QStringLiteral("_step");
    qint64 bins = defaultBins;
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
};

base::Result<BucketSpec> readBucketSpec(const QString &text)
{
    const auto parsed = base::parseLenientJson(text.toUtf8(), 8);
    if (!parsed || !parsed->isObject())
        return base::Error{base::Error::Kind::Invalid, QStringLiteral("specs: not a JSON object")};
    const QJsonObject object = parsed->toObject();
    BucketSpec spec;
    for (const QJsonValue key : object.value(QLatin1String("keys")).toArray())
        spec.keys.append(key.toString());
    if (spec.keys.isEmpty() || spec.keys.size() > mostBucketKeys)
        return base::Error{base::Error::Kind::Invalid, QStringLiteral("specs: keys, 1 to 100 of them")};
    spec.axis = object.value(QLatin1String("xAxis")).toString(spec.axis);
    spec.bins = object.value(QLatin1String("bins")).toInteger(defaultBins);
    if (spec.bins < 1 || spec.bins > mostBins)
        return base::Error{base::Error::Kind::Invalid, QStringLiteral("specs: bins, 1 to 10000")};
    spec.low = base::numberOf(object.value(QLatin1String("minStep"))).value_or(spec.low);
    spec.high = base::numberOf(object.value(QLatin1String("maxStep"))).value_or(spec.high);
    return spec;
}

struct HistoryBucket
{
    qint64 count = 0;
    double firstX = 0;
    double lastX = 0;
    double low = 0;
    double high = 0;
    double sum = 0;
    double last = 0;

    void take(double x, double y)
    {
        if (count == 0) {
            firstX = x;
            low = high = y;
        }
        ++count;
        lastX = x;
        low = std::min(low, y);
        high = std::max(high, y);
        sum += y;
        last = y;
    }
};

struct HistoryPoint
{
    double x = 0;
    double y = 0;
};

/// A key may hold dots itself; the longest that fits is tried first.
QJsonValue valueAt(const QJsonObject &row, const QString &key)
{
    const auto whole = row.constFind(key);
    if (whole != row.constEnd())
        return *whole;
    for (qsizetype dot = key.lastIndexOf(u'.'); dot > 0; dot = key.lastIndexOf(u'.', dot - 1)) {
        const QJsonValue part = row.value(key.left(dot));
        if (part.isObject()) {
            const QJsonValue inner = valueAt(part.toObject(), key.mid(dot + 1));
            if (!inner.isUndefined())
                return inner;
        }
    }
    return QJsonValue(QJsonValue::Undefined);
}

QJsonArray bucketsOf(const std::vector<HistoryPoint> &points, qint64 bins)
{
    if (points.empty())
        return {};
    const auto [lowest, highest] = std::minmax_element(
        points.begin(), points.end(), [](const HistoryPoint &a, const HistoryPoint &b) { return a.x < b.x; });
    const double begin = lowest->x;
    const double width = (highest->x - begin) / static_cast<double>(bins);
    std::vector<HistoryBucket> buckets(static_cast<std::size_t>(width > 0 ? bins : 1));
    for (const HistoryPoint &point : points) {
        const double place = width > 0 ? (point.x - begin) / width : 0;
        buckets[std::min(buckets.size() - 1, static_cast<std::size_t>(place))].take(point.x, point.y);
    }
    QJsonArray list;
    for (const HistoryBucket &bucket : buckets) {
        if (bucket.count == 0)
            continue;
        list.append(QJsonObject{{QStringLiteral("firstX"), bucket.firstX}, {QStringLiteral("lastX"), bucket.lastX},
            {QStringLiteral("count"), bucket.count}, {QStringLiteral("min"), bucket.low},
            {QStringLiteral("max"), bucket.high}, {QStringLiteral("last"), bucket.last},
            {QStringLiteral("mean"), bucket.sum / static_cast<double>(bucket.count)}});
    }
    return list;
}

base::Result<QJsonObject> seriesOf(Session &session, const SharedRun &run, const BucketSpec &spec)
{
    QHash<QString, std::vector<HistoryPoint>> points;
    const auto read = StreamStore(session.database)
                          .readLines(run->record.id, Stream::History, 0, std::numeric_limits<qint64>::max(),
                              [&](qint64, const QByteArray &line) {
                                  const auto parsed = base::parseLenientJson(line);
                                  const QJsonObject row = parsed ? parsed->toObject() : QJsonObject();
                                  const auto step = base::numberOf(row.value(QLatin1String("_step"))).value_or(0);
                                  const auto x = base::numberOf(valueAt(row, spec.axis));
                                  if (!x || !std::isfinite(*x) || step < spec.low || step > spec.high)
                                      return true;
                                  for (const QString &key : spec.keys) {
                                      const auto y = base::numberOf(valueAt(row, key));
                                      if (y && std::isfinite(*y))
                                          points[key].push_back({*x, *y});
                                  }
                                  return true;
                              });
    if (!read)
        return read.error();
    QJsonObject series;
    for (const QString &key : spec.keys)
        series.insert(key, bucketsOf(points.value(key), spec.bins));
    return series;
}

/// One entry per spec: `{key: [{firstX, lastX, count, min, max, mean, last}]}`, without the parts that hold no value.
base::Result<Value> bucketedHistory(Session &session, const SharedRun &run, const Value &arguments)
{
    const QStringList texts = arguments[QStringLiteral("specs")].toStrings();
    if (texts.size() > mostBucketSpecs)
        return base::Error{base::Error::Kind::Invalid, QStringLiteral("specs: too many")};
    Value::List lists;
    for (const QString &text : texts) {
        const auto spec = readBucketSpec(text);
        if (!spec)
            return spec.error();
        const auto series = seriesOf(session, run, *spec);
        if (!series)
            return series.error();
        lists.push_back(Value::json(*series));
    }
    return Value(std::move(lists));
}

} // namespace

void addBucketHistory(graphql::Resolvers &resolvers)
{
    addSharedField<RunView>(resolvers, QStringLiteral("Run.bucketedHistory"), bucketedHistory);
}

} // namespace server
