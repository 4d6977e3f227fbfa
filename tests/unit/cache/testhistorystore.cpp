#include "cache/accountcache.h"
#include "cache/historywriter.h"
#include "cache/schema.h"
#include "sqlite/database.h"
#include "support/testmain.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace {

const domain::RunPath aRunPath{{QStringLiteral("algoperf"), QStringLiteral("ogbg")}, QStringLiteral("r1")};
const QDateTime historyTime = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000, Qt::UTC);

series::PointsPtr somePoints(qint64 first, qint64 count, double factor = 0.5)
{
    auto points = std::make_shared<series::Points>();
    for (qint64 i = first; i < first + count; ++i) {
        points->steps.push_back(i);
        points->values.push_back(static_cast<double>(i) * factor);
    }
    return points;
}

cache::HistoryPart partOf(qint64 first, qint64 count)
{
    return {count, {{QStringLiteral("loss"), somePoints(first, count)}}};
}

cache::HistoryOverview overviewAfter(qint64 rows)
{
    cache::HistoryOverview overview;
    overview.rows = overview.serverRows = overview.nextStep = overview.scannedTo = rows;
    overview.fetchedAt = historyTime;
    return overview;
}

} // namespace

class TestHistoryStore : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<cache::AccountCache> m_cache;

    void reopen()
    {
        m_cache.reset();
        m_cache = std::make_unique<cache::AccountCache>(m_folder->path());
    }
    [[nodiscard]] cache::HistoryStore &store() const { return m_cache->histories(); }
    [[nodiscard]] series::PointsPtr read(const QString &key, cache::Stream stream = cache::Stream::History) const
    {
        const auto columns = store().columns(aRunPath.project, {{aRunPath.run, key, stream}}).result();
        return columns ? columns->points.constFirst() : nullptr;
    }
    [[nodiscard]] cache::HistoryOverview overview() const
    {
        return store()
            .overviews(aRunPath.project, {aRunPath.run}, cache::Stream::History)
            .result()
            .valueOr({})
            .value(aRunPath.run);
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        reopen();
    }
    void cleanup() { m_cache.reset(); }

    void partsOfAnySizeComeBackAsOneColumn()
    {
        qint64 rows = 0;
        for (const qint64 count : {1, 4999, 3191, 1, 1, 20'000, 0, 8192}) {
            const auto part = partOf(rows, count);
            rows += count;
            QVERIFY(store().append(aRunPath, cache::Stream::History, part, overviewAfter(rows)).result());
        }
        reopen();
        const auto points = read(QStringLiteral("loss"));
        QVERIFY(points != nullptr);
        QCOMPARE(*points, *somePoints(0, rows));
        QCOMPARE(overview().rows, rows);
        QCOMPARE(overview().keys, QStringList{QStringLiteral("loss")});
        QVERIFY(read(QStringLiteral("accuracy")) == nullptr);
    }

    void everyBitOfAValueComesBack()
    {
        auto points = std::make_shared<series::Points>();
        points->steps = {5, 5, 3, -1, std::numeric_limits<qint64>::max()};
        points->values = {std::numeric_limits<double>::quiet_NaN(), -0.0, std::numeric_limits<double>::infinity(), 0.1,
            std::numeric_limits<double>::denorm_min()};
        QVERIFY(store()
                    .append(aRunPath, cache::Stream::History, {5, {{QStringLiteral("x"), points}}}, overviewAfter(5))
                    .result());
        const auto back = read(QStringLiteral("x"));
        QCOMPARE(back->steps, points->steps);
        const auto bitsOf = [](const std::vector<double> &values) { // NaN and -0 must come back as they went
            std::vector<quint64> bits(values.size());
            std::transform(
                values.begin(), values.end(), bits.begin(), [](double value) { return std::bit_cast<quint64>(value); });
            return bits;
        };
        QCOMPARE(bitsOf(back->values), bitsOf(points->values));
    }

    void rowsThatDoNotFollowAreAConflictAndChangeNothing()
    {
        QVERIFY(store().append(aRunPath, cache::Stream::History, partOf(0, 10), overviewAfter(10)).result());
        const auto twice = store().append(aRunPath, cache::Stream::History, partOf(0, 10), overviewAfter(10)).result();
        QCOMPARE(twice.error().kind, base::Error::Kind::Conflict);
        QCOMPARE(read(QStringLiteral("loss"))->size(), 10);
        QCOMPARE(overview(),
            (cache::HistoryOverview{10, 10, 10, 10, 0, false, false, {QStringLiteral("loss")}, historyTime}));
    }

    void keysAreGatheredAndSorted()
    {
        cache::HistoryPart part = partOf(0, 2);
        part.columns.append({QStringLiteral("b/x"), somePoints(0, 2)});
        QVERIFY(store().append(aRunPath, cache::Stream::History, part, overviewAfter(2)).result());
        part = partOf(2, 1);
        part.columns.append({QStringLiteral("a'); --"), somePoints(2, 1)});
        QVERIFY(store().append(aRunPath, cache::Stream::History, part, overviewAfter(3)).result());
        QCOMPARE(
            overview().keys, (QStringList{QStringLiteral("a'); --"), QStringLiteral("b/x"), QStringLiteral("loss")}));
    }

    void aRenewalReplacesTheHistoryAtItsEnd()
    {
        QVERIFY(store().append(aRunPath, cache::Stream::History, partOf(0, 10), overviewAfter(10)).result());
        QVERIFY(store()
                    .append(aRunPath, cache::Stream::Renewal, {4, {{QStringLiteral("new"), somePoints(0, 4)}}},
                        overviewAfter(4))
                    .result());
        QCOMPARE(read(QStringLiteral("loss"))->size(), 10);
        QVERIFY(store().promoteRenewal(aRunPath).result());
        QVERIFY(read(QStringLiteral("loss")) == nullptr);
        QCOMPARE(read(QStringLiteral("new"))->size(), 4);
        QCOMPARE(overview().rows, 4);
        QVERIFY(read(QStringLiteral("new"), cache::Stream::Renewal) == nullptr);
    }

    void streamsAreApart()
    {
        QVERIFY(store().append(aRunPath, cache::Stream::History, partOf(0, 10), overviewAfter(10)).result());
        for (int i = 0; i < 2; ++i) {
            QVERIFY(store()
                        .replace(aRunPath, cache::Stream::Events,
                            {3, {{QStringLiteral("system.cpu"), somePoints(0, 3)}}}, overviewAfter(3))
                        .result());
        }
        QCOMPARE(read(QStringLiteral("system.cpu"), cache::Stream::Events)->size(), 3);
        QVERIFY(read(QStringLiteral("system.cpu")) == nullptr);
        QVERIFY(store().remove(aRunPath, cache::Stream::Events).result());
        QVERIFY(read(QStringLiteral("system.cpu"), cache::Stream::Events) == nullptr);
        QCOMPARE(read(QStringLiteral("loss"))->size(), 10);
    }

    void aChangedByteInAStretchIsFoundAndTheRunForgotten()
    {
        QVERIFY(store().append(aRunPath, cache::Stream::History, partOf(0, 100), overviewAfter(100)).result());
        m_cache.reset();
        {
            auto database = sqlite::Database::open(m_folder->filePath(QStringLiteral("cache.db")), cache::cacheSchema(),
                {.applicationId = cache::cacheApplicationId});
            auto rows = (*database)->prepare(QStringLiteral("SELECT bytes FROM chunks"));
            QVERIFY(rows->step().valueOr(false));
            QByteArray bytes = rows->blob(0);
            rows->reset();
            bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x10);
            QVERIFY((*database)->execute(QStringLiteral("UPDATE chunks SET bytes = ?"), bytes));
        }
        reopen();
        const auto columns = store().columns(aRunPath.project, {{aRunPath.run, QStringLiteral("loss")}}).result();
        QVERIFY(columns);
        QVERIFY(columns->points.constFirst() == nullptr);
        QCOMPARE(columns->damaged, QStringList{aRunPath.run});
        QCOMPARE(overview(), cache::HistoryOverview{}); // will be fetched again
    }

    void aRemovedRunTakesItsHistoryAlong()
    {
        QVERIFY(store().append(aRunPath, cache::Stream::History, partOf(0, 100), overviewAfter(100)).result());
        QVERIFY(m_cache->runs().remove(aRunPath).result());
        QCOMPARE(overview(), cache::HistoryOverview{});
        QVERIFY(read(QStringLiteral("loss")) == nullptr);
    }
};

COHORT_TEST(TestHistoryStore)
#include "testhistorystore.moc"
