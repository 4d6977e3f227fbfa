#include "storagebenchmark.h"

#include "cache/accountcache.h"
#include "losslines.h"
#include "measure.h"
#include "rowperpoint.h"
#include "series/codec.h"
#include "series/historyrows.h"

#include <QDir>
#include <QTemporaryDir>
#include <cstdio>
#include <cstring>

namespace bench {

namespace {

constexpr int metricsOfRun = 5;

QString keyName(int metric)
{
    return QStringLiteral("train/metric%1").arg(metric);
}

/// A project of runs whose metrics are written through the cache, as a feed does.
class CachedRuns
{
public:
    CachedRuns(const QString &folder, int runs, int count)
        : m_cache(folder)
        , m_project{QStringLiteral("team"), QStringLiteral("project")}
    {
        std::mt19937_64 random(11);
        for (int run = 0; run < runs; ++run) {
            cache::HistoryPart part;
            part.rows = count;
            for (int metric = 0; metric < metricsOfRun; ++metric)
                part.columns.append({keyName(metric), lossLike(random, count, true)});
            m_parts.append(part);
        }
    }

    [[nodiscard]] const QList<cache::HistoryPart> &parts() const { return m_parts; }

    bool write()
    {
        bool isGood = true;
        for (qsizetype run = 0; run < m_parts.size(); ++run) {
            cache::HistoryOverview after;
            after.rows = m_parts[run].rows;
            after.isWhole = true;
            after.fetchedAt = QDateTime::currentDateTimeUtc();
            isGood = m_cache.histories()
                         .append({m_project, QString::number(run)}, cache::Stream::History, m_parts[run], after)
                         .result()
                         .ok()
                && isGood;
        }
        return isGood;
    }

    [[nodiscard]] bool read(QList<series::PointsPtr> &points)
    {
        QList<cache::ColumnName> names;
        for (qsizetype run = 0; run < m_parts.size(); ++run)
            names.append({QString::number(run), keyName(2), cache::Stream::History});
        const auto result = m_cache.histories().columns(m_project, names).result();
        if (result.ok())
            points = result->points;
        return result.ok();
    }

private:
    cache::AccountCache m_cache;
    domain::ProjectPath m_project;
    QList<cache::HistoryPart> m_parts;
};

/// What no load can beat: the compressed bytes in, the columns out.
double copyingTime(int runs, int count)
{
    const std::vector<float> from(static_cast<size_t>(count), 1.0F);
    std::vector<float> in(from.size());
    return milliseconds([&] {
        for (int run = 0; run < runs; ++run) {
            std::memcpy(in.data(), from.data(), from.size() * sizeof(float));
            const std::vector<double> out(in.begin(), in.end());
            if (out.empty())
                std::abort();
        }
    });
}

} // namespace

bool benchmarkCodec(bool isNarrow, int chunks)
{
    std::mt19937_64 random(11);
    constexpr int perChunk = 10'000;
    std::vector<series::PointsPtr> points;
    points.reserve(static_cast<size_t>(chunks));
    for (int i = 0; i < chunks; ++i)
        points.push_back(lossLike(random, perChunk, isNarrow));
    std::vector<QByteArray> bytes(points.size());
    const double encoded = milliseconds([&] {
        for (size_t i = 0; i < points.size(); ++i)
            bytes[i] = series::encodeChunk(points[i]->steps, points[i]->values);
    });
    bool isSame = true;
    qint64 size = 0;
    std::vector<series::Points> read(points.size());
    const double decoded = milliseconds([&] {
        for (size_t i = 0; i < points.size(); ++i)
            isSame = series::appendChunk(bytes[i], read[i]).ok() && isSame;
    });
    for (size_t i = 0; i < points.size(); ++i) {
        isSame = isSame && read[i] == *points[i];
        size += bytes[i].size();
    }
    const double count = 1.0 * chunks * perChunk;
    std::printf("codec, %s: write %.0f M points/s, read %.0f M points/s, %.2f bytes a point, %s\n",
        isNarrow ? "float32-born" : "float64", count / encoded / 1e3, count / decoded / 1e3,
        static_cast<double>(size) / count, isSame ? "same bits" : "DIFFERENT");
    return isSame;
}

bool benchmarkRows(int rows)
{
    std::vector<QByteArray> lines;
    lines.reserve(static_cast<size_t>(rows));
    for (int row = 0; row < rows; ++row) {
        QByteArray line = "{\"_step\":" + QByteArray::number(row);
        for (int key = 0; key < 20; ++key)
            line +=
                ",\"train/metric" + QByteArray::number(key) + "\":" + QByteArray::number(1.0 / (row + key + 1), 'g', 9);
        lines.push_back(line + ",\"_runtime\":" + QByteArray::number(row * 0.25) + "}");
    }
    series::HistoryTable table;
    bool isGood = true;
    const double time = milliseconds([&] {
        for (const QByteArray &line : lines)
            isGood = table.appendRow(line).ok() && isGood;
    });
    std::printf("history rows of 21 numbers: %.0f k rows/s, %.1f M numbers/s\n", rows / time, 21.0 * rows / time / 1e3);
    return isGood && table.points(keyName(7))->size() == static_cast<size_t>(rows);
}

bool benchmarkHistoryStore(int runs, int count, int rounds)
{
    const QTemporaryDir folder;
    CachedRuns ours(folder.filePath(QStringLiteral("cache")), runs, count);
    RowPerPoint theirs(folder.filePath(QStringLiteral("rows.db")));
    const double total = 1.0 * runs * count * metricsOfRun;
    bool isGood = true;
    const double written = milliseconds([&] { isGood = ours.write() && isGood; });
    const double writtenRows = milliseconds([&] { isGood = theirs.write(ours.parts()) && isGood; });
    Duel load;
    std::vector<double> copied;
    QList<series::PointsPtr> points;
    std::vector<series::Points> rows;
    const Effort effort{1, 5, 2};
    for (int round = 0; round < rounds; ++round) {
        load.round(
            effort, [&] { isGood = ours.read(points) && isGood; },
            [&] { isGood = theirs.read(keyName(2), runs, rows) && isGood; });
        copied.push_back(copyingTime(runs, count));
    }
    for (int run = 0; run < runs && isGood; ++run)
        isGood = *points[run] == *ours.parts()[run].columns[2].points && rows[static_cast<size_t>(run)] == *points[run];
    std::printf("history of %d runs x %d points, %d metrics: write %.1f M points/s (a row per point %.2f, %.1fx); "
                "load one metric %.2f ms (a row per point %.1f ms, %.1fx; copying the bytes %.2f ms, %.1f of it)%s\n",
        runs, count, metricsOfRun, total / written / 1e3, total / writtenRows / 1e3, writtenRows / written, load.ours(),
        load.anchor(), load.ratio(), median(copied), load.ours() / median(copied), isGood ? "" : " FAILED");
    return isGood;
}

} // namespace bench
