#include "desk.h"
#include "support/testmain.h"

#include <QSignalSpy>
#include <QTest>
#include <cmath>

namespace {

constexpr int historyPatience = 60'000;
const QString lossKey = QStringLiteral("loss");

} // namespace

class TestOnlineHistories : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Desk> m_desk;

    [[nodiscard]] test::MemoryServer &server() const { return *m_desk->server; }
    [[nodiscard]] std::unique_ptr<workspace::HistoryFeed> feedOf(const QStringList &runs) const
    {
        auto feed = m_desk->workspace->histories(test::ogbgPath);
        feed->setRuns(runs);
        return feed;
    }
    static qint64 sizeOf(const workspace::HistoryFeed &feed, const QString &run, const QString &key = lossKey)
    {
        const auto points = feed.points(run, key);
        return points == nullptr ? -1 : static_cast<qint64>(points->size());
    }
    void keepRunsInCache() const
    {
        const auto runs = m_desk->workspace->runs(test::ogbgPath);
        QTRY_VERIFY_WITH_TIMEOUT(runs->freshness().hasValue() && !runs->freshness().isRefreshing, historyPatience);
    }

private slots:
    void init()
    {
        m_desk = std::make_unique<test::Desk>();
        QVERIFY(m_desk->signIn());
    }
    void cleanup() { m_desk.reset(); }

    void aHistoryComesWholeAndIsThereOffline()
    {
        server().addRun(QStringLiteral("r1"), 3456);
        {
            const auto feed = feedOf({QStringLiteral("r1")});
            QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, QStringLiteral("r1")), 3456, historyPatience);
            QCOMPARE(feed->keys(), (QStringList{QStringLiteral("_runtime"), lossKey}));
            QTRY_VERIFY_WITH_TIMEOUT(feed->state(QStringLiteral("r1")).isComplete(), historyPatience);
        }
        m_desk->takeOffline();
        QVERIFY(m_desk->restart());
        const auto feed = feedOf({QStringLiteral("r1")});
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, QStringLiteral("r1")), 3456, historyPatience);
        const auto points = feed->points(QStringLiteral("r1"), lossKey);
        QCOMPARE(points->steps.back(), 3455);
        QCOMPARE(points->values[3], 1.5);
        QVERIFY(feed->state(QStringLiteral("r1")).isComplete());
    }

    void aCompleteHistoryIsNotAskedForAgain()
    {
        server().addRun(QStringLiteral("r1"), 100);
        keepRunsInCache();
        {
            const auto feed = feedOf({QStringLiteral("r1")});
            QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, QStringLiteral("r1")), 100, historyPatience);
            QTRY_VERIFY_WITH_TIMEOUT(!feed->state(QStringLiteral("r1")).isLoading, historyPatience);
        }
        QVERIFY(m_desk->restart());
        server().historyCalls.clear();
        server().addRun(QStringLiteral("r2"), 5);
        const auto feed = feedOf({QStringLiteral("r1"), QStringLiteral("r2")});
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, QStringLiteral("r2")), 5, historyPatience);
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, QStringLiteral("r1")), 100, historyPatience);
        for (const QJsonObject &call : std::as_const(server().historyCalls))
            QCOMPARE(call[QStringLiteral("run")].toString(), QStringLiteral("r2"));
    }

    void aRunningRunGrows()
    {
        server().addRun(QStringLiteral("r1"), 10).state = QStringLiteral("running");
        const auto feed = feedOf({QStringLiteral("r1")});
        QSignalSpy changed(feed.get(), &workspace::HistoryFeed::pointsChanged);
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, QStringLiteral("r1")), 10, historyPatience);
        const auto before = feed->points(QStringLiteral("r1"), lossKey);
        for (int i = 1; i <= 5; ++i) {
            server().addRows(QStringLiteral("r1"), i * 10, 10);
            QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, QStringLiteral("r1")), 10 + i * 10, historyPatience);
        }
        QCOMPARE(before->size(), 10); // a snapshot does not change
        QVERIFY(changed.count() >= 5);
        server().runs[QStringLiteral("r1")].state = QStringLiteral("finished");
        server().addRows(QStringLiteral("r1"), 60, 3);
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, QStringLiteral("r1")), 63, historyPatience);
        // The end of the run ends the questions.
        server().historyCalls.clear();
        const auto projects = m_desk->workspace->projects(QStringLiteral("algoperf"));
        server().calls.clear();
        QTRY_VERIFY_WITH_TIMEOUT(server().calls.count(QStringLiteral("Projects")) >= 3, historyPatience);
        QVERIFY(server().historyCalls.size() <= 1);
    }

    void rowsOutOfOrderMakeItComeWholeAgain()
    {
        server().addRun(QStringLiteral("r1"), 50);
        const auto feed = feedOf({QStringLiteral("r1")});
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, QStringLiteral("r1")), 50, historyPatience);
        server().runs[QStringLiteral("r1")].rows.append(QStringLiteral("{\"_step\": 3, \"loss\": 77}"));
        const auto run = m_desk->workspace->run({test::ogbgPath, QStringLiteral("r1")}); // tells the new count
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, QStringLiteral("r1")), 51, historyPatience);
        const auto points = feed->points(QStringLiteral("r1"), lossKey);
        QVERIFY(std::find(points->values.begin(), points->values.end(), 77.0) != points->values.end());
        QTRY_VERIFY_WITH_TIMEOUT(feed->state(QStringLiteral("r1")).isComplete(), historyPatience);
    }

    void nanInfinityAndNestedKeysCome()
    {
        server().addRun(QStringLiteral("r1")).rows = {
            QStringLiteral("{\"_step\": 0, \"loss\": NaN, \"train\": {\"acc\": 0.5, \"deep\": {\"x\": 1}}}"),
            QStringLiteral("{\"_step\": 1, \"loss\": \"Infinity\", \"name\": \"text\"}"),
            QStringLiteral("{broken"),
            QStringLiteral("{\"_step\": 2, \"loss\": -Infinity}"),
        };
        const auto feed = feedOf({QStringLiteral("r1")});
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, QStringLiteral("r1")), 3, historyPatience);
        const auto loss = feed->points(QStringLiteral("r1"), lossKey);
        QVERIFY(std::isnan(loss->values[0]) && std::isinf(loss->values[1]) && loss->values[2] < 0);
        QCOMPARE(feed->keys(), (QStringList{lossKey, QStringLiteral("train.acc"), QStringLiteral("train.deep.x")}));
        QCOMPARE(feed->state(QStringLiteral("r1")).rowsHere, 4);
    }

    void systemMetricsAreApart()
    {
        auto &run = server().addRun(QStringLiteral("r1"), 2);
        run.events = {QStringLiteral("{\"_wandb\": true, \"_runtime\": 1.5, \"system.cpu\": 10}"),
            QStringLiteral("{\"_wandb\": true, \"_runtime\": 3.5, \"system.cpu\": 20}")};
        const auto feed = feedOf({QStringLiteral("r1")});
        QTRY_COMPARE_WITH_TIMEOUT(feed->systemKeys(),
            (QStringList{QStringLiteral("system._runtime"), QStringLiteral("system.cpu")}), historyPatience);
        QTRY_COMPARE_WITH_TIMEOUT(
            sizeOf(*feed, QStringLiteral("r1"), QStringLiteral("system.cpu")), 2, historyPatience);
        const auto cpu = feed->points(QStringLiteral("r1"), QStringLiteral("system.cpu"));
        QCOMPARE(cpu->steps, (std::vector<qint64>{0, 1}));
        QVERIFY(!feed->keys().contains(QStringLiteral("system.cpu")));
    }

    void systemMetricsOfManyRunsComeWhenTheyAreLookedAt()
    {
        QStringList runs;
        for (int i = 0; i < 70; ++i) {
            runs.append(QStringLiteral("r%1").arg(i));
            auto &run = server().addRun(runs.constLast(), 1);
            run.events = {QStringLiteral("{\"_runtime\": 1.5, \"system.cpu\": 10}")};
        }
        const auto feed = feedOf(runs);
        const QString cpu = QStringLiteral("system.cpu");
        QTRY_COMPARE_WITH_TIMEOUT(feed->systemKeys().contains(cpu), true, historyPatience);
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, QStringLiteral("r59"), cpu), 1, historyPatience);
        QCOMPARE(sizeOf(*feed, QStringLiteral("r60"), cpu), -1); // none yet
        feed->setWantsAllSystem(true);
        for (const QString &run : std::as_const(runs))
            QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, run, cpu), 1, historyPatience);
    }

    void manyRunsTakeTurnsAndTheFirstOnesGoFirst()
    {
        QStringList runs;
        for (int i = 0; i < 60; ++i) {
            const QString id = QStringLiteral("r%1").arg(i);
            server().addRun(id, i == 0 ? 5000 : 20);
            runs.append(id);
        }
        const auto feed = feedOf(runs);
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, QStringLiteral("r59")), 20, historyPatience);
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, QStringLiteral("r0")), 5000, historyPatience);
        QVERIFY(server().most <= 4);
        QCOMPARE(server().historyCalls[0][QStringLiteral("run")].toString(), QStringLiteral("r0"));
        QCOMPARE(server().historyCalls[1][QStringLiteral("run")].toString(), QStringLiteral("r1"));
        for (const QString &run : std::as_const(runs))
            QTRY_VERIFY_WITH_TIMEOUT(feed->state(run).isComplete(), historyPatience);
    }

    void aServerThatGivesLessThanItCountsIsCalledSampled()
    {
        server().addRun(QStringLiteral("r1"), 300).uncountedRows = 50;
        const auto feed = feedOf({QStringLiteral("r1")});
        QTRY_VERIFY_WITH_TIMEOUT(feed->state(QStringLiteral("r1")).isSampled, historyPatience);
        QCOMPARE(feed->state(QStringLiteral("r1")).rowsHere, 300);
        QCOMPARE(feed->state(QStringLiteral("r1")).rowsOnServer, 350);
        QVERIFY(!feed->state(QStringLiteral("r1")).isComplete());
    }

    void aFailureIsToldAndTriedAgain()
    {
        server().addRun(QStringLiteral("r1"), 100);
        server().failure = base::Error{base::Error::Kind::Busy, QStringLiteral("later")};
        const auto feed = feedOf({QStringLiteral("r1")});
        QTRY_VERIFY_WITH_TIMEOUT(feed->state(QStringLiteral("r1")).error.has_value(), historyPatience);
        server().failure.reset();
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, QStringLiteral("r1")), 100, historyPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!feed->state(QStringLiteral("r1")).error, historyPatience);
    }

    void twoFeedsOfOneRunDoNotDoubleItsRows()
    {
        server().addRun(QStringLiteral("r1"), 4000);
        const auto first = feedOf({QStringLiteral("r1")});
        const auto second = feedOf({QStringLiteral("r1")});
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*first, QStringLiteral("r1")), 4000, historyPatience);
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*second, QStringLiteral("r1")), 4000, historyPatience);
        m_desk->takeOffline();
        QVERIFY(m_desk->restart());
        const auto later = feedOf({QStringLiteral("r1")});
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*later, QStringLiteral("r1")), 4000, historyPatience);
    }

    void changesAreToldTogether()
    {
        m_desk->tempo.gather = std::chrono::hours(1); // no time ends in a test
        QVERIFY(m_desk->restart());
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->workspace->connectivity(), workspace::Connectivity::Online, historyPatience);
        QStringList runs;
        for (int i = 0; i < 40; ++i) {
            runs.append(QStringLiteral("r%1").arg(i));
            server().addRun(runs.last(), 10);
        }
        runs.sort();
        const auto feed = feedOf(runs);
        QSignalSpy changed(feed.get(), &workspace::HistoryFeed::pointsChanged);
        for (const QString &run : std::as_const(runs))
            QTRY_COMPARE_WITH_TIMEOUT(feed->state(run).rowsHere, 10, historyPatience);
        QCOMPARE(changed.count(), 1); // what the cache had, nothing
        // Somebody looks at a column that is to be read: with its answer comes all that has been gathered.
        QVERIFY(feed->points(runs.first(), lossKey) == nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 2, historyPatience);
        QCOMPARE(changed.last().first().toStringList(), runs);
    }

    void whatTheCacheHasIsToldAtOnce()
    {
        QStringList runs;
        for (int i = 0; i < 40; ++i) {
            runs.append(QStringLiteral("r%1").arg(i));
            server().addRun(runs.last(), 10);
        }
        keepRunsInCache();
        {
            const auto feed = feedOf(runs);
            for (const QString &run : std::as_const(runs))
                QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, run), 10, historyPatience);
        }
        m_desk->takeOffline();
        m_desk->tempo.gather = std::chrono::minutes(10); // news of the server would wait so long
        QVERIFY(m_desk->restart());
        const auto feed = feedOf(runs);
        QSignalSpy keys(feed.get(), &workspace::HistoryFeed::keysChanged);
        QTRY_COMPARE_WITH_TIMEOUT(keys.count(), 1, historyPatience);
        QSignalSpy changed(feed.get(), &workspace::HistoryFeed::pointsChanged);
        for (const QString &run : std::as_const(runs))
            QCOMPARE(sizeOf(*feed, run), -1);
        QVERIFY(feed->isReading()); // so nobody says that there is nothing
        QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, historyPatience);
        QVERIFY(!feed->isReading());
        for (const QString &run : std::as_const(runs))
            QCOMPARE(sizeOf(*feed, run), 10);
    }

    void aLongHistoryComesWithoutHoldingUpTheEvents()
    {
        auto &run = server().addRun(QStringLiteral("r1"));
        for (int i = 0; i < 30'000; ++i)
            run.rows.append(QStringLiteral("{\"_step\": %1, \"loss\": %2}").arg(i).arg(i * 0.25));
        const auto feed = feedOf({QStringLiteral("r1")});
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(*feed, QStringLiteral("r1")), 30'000, historyPatience);
        const auto points = feed->points(QStringLiteral("r1"), lossKey);
        for (size_t i = 0; i < points->size(); ++i) {
            if (points->steps[i] != static_cast<qint64>(i))
                QFAIL("a row is missing or came twice");
        }
    }
};

COHORT_TEST(TestOnlineHistories)
#include "testonlinehistories.moc"
