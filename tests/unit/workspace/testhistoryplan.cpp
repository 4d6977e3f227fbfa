#include "support/testmain.h"
#include "workspace/historyplan.h"

#include <QRandomGenerator>
#include <QTest>
#include <algorithm>

namespace {

/// A server that answers a range with at most `samples` rows: all of them, or some spread over the range.
struct StepServer
{
    QList<qint64> steps; ///< sorted
    qint64 count = -1; ///< what it says that it has; -1: the truth

    [[nodiscard]] QList<qint64> page(const workspace::HistoryRequest &request) const
    {
        QList<qint64> inRange;
        for (const qint64 step : steps) {
            if (step >= request.first && (request.end < 0 || step < request.end))
                inRange.append(step);
        }
        if (inRange.size() <= request.samples)
            return inRange;
        QList<qint64> sample;
        for (int i = 0; i < request.samples; ++i)
            sample.append(inRange[i * (inRange.size() - 1) / (request.samples - 1)]);
        return sample;
    }
    [[nodiscard]] qint64 told() const { return count >= 0 ? count : steps.size(); }
};

workspace::HistoryPageFacts factsOf(const QList<qint64> &steps, qint64 told)
{
    workspace::HistoryPageFacts facts;
    facts.rows = steps.size();
    facts.bytes = steps.size() * 200;
    facts.highestStep = steps.isEmpty() ? -1 : *std::max_element(steps.begin(), steps.end());
    facts.serverRows = told;
    return facts;
}

struct Walk
{
    QList<qint64> steps;
    int requests = 0;
    bool isRenewalWanted = false;
};

Walk walk(workspace::HistoryPlan &plan, const StepServer &server)
{
    Walk result;
    while (!plan.isAtEnd() && result.requests < 5000) {
        ++result.requests;
        const QList<qint64> page = server.page(plan.next());
        const auto verdict = plan.take(factsOf(page, server.told()));
        if (verdict != workspace::HistoryPlan::Verdict::Narrow)
            result.steps += page;
        result.isRenewalWanted = result.isRenewalWanted || verdict == workspace::HistoryPlan::Verdict::Renew;
    }
    return result;
}

QList<qint64> stepsFrom(qint64 first, qint64 count, qint64 stride)
{
    QList<qint64> steps;
    for (qint64 i = 0; i < count; ++i)
        steps.append(first + i * stride);
    return steps;
}

} // namespace

class TestHistoryPlan : public QObject
{
    Q_OBJECT

private slots:
    void everyRowComesOnce_data()
    {
        QTest::addColumn<QList<qint64>>("steps");
        QTest::addColumn<int>("mostRequests");
        QTest::newRow("none") << QList<qint64>() << 1;
        QTest::newRow("one") << QList<qint64>{0} << 1;
        QTest::newRow("exactly a page") << stepsFrom(0, 1000, 1) << 8;
        QTest::newRow("dense") << stepsFrom(0, 50'000, 1) << 40;
        QTest::newRow("sparse") << stepsFrom(0, 20'000, 100) << 60;
        QTest::newRow("late start") << stepsFrom(1'000'000'000, 5'000, 1) << 100;
        QTest::newRow("gap") << stepsFrom(0, 3'000, 1) + stepsFrom(50'000'000, 3'000, 1) << 80;
        QTest::newRow("same step, often") << QList<qint64>(4'000, 7) << 60;
        QTest::newRow("steps in threes") << [] {
            QList<qint64> steps;
            for (int i = 0; i < 9'000; ++i)
                steps.append(i / 3);
            return steps;
        }() << 80;
    }
    void everyRowComesOnce()
    {
        QFETCH(QList<qint64>, steps);
        QFETCH(int, mostRequests);
        for (const qint64 told : {qint64(-1), qint64(steps.size())}) {
            workspace::HistoryPlan plan({}, told);
            const Walk result = walk(plan, {steps});
            QCOMPARE(result.steps.size(), steps.size());
            QCOMPARE(result.steps, steps);
            QVERIFY2(result.requests <= mostRequests, qPrintable(QString::number(result.requests)));
            QVERIFY(!result.isRenewalWanted);
            QVERIFY(plan.overview().isWhole && !plan.overview().isSampled);
            QCOMPARE(plan.overview().rows, steps.size());
        }
    }

    void everyRowOfARandomHistoryComesOnce()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        for (int round = 0; round < 40; ++round) {
            QList<qint64> steps;
            qint64 step = random.bounded(1000);
            const int count = random.bounded(6000);
            for (int i = 0; i < count; ++i) {
                steps.append(step);
                step += random.bounded(10) == 0 ? random.bounded(5000) : random.bounded(2);
            }
            workspace::HistoryPlan plan;
            const Walk result = walk(plan, {steps});
            QVERIFY2(result.steps == steps, qPrintable(QStringLiteral("seed %1, round %2").arg(seed).arg(round)));
        }
    }

    void newRowsFollowTheOldOnes()
    {
        StepServer server{stepsFrom(0, 2'500, 1)};
        workspace::HistoryPlan plan({}, 2'500);
        QList<qint64> got = walk(plan, server).steps;
        QVERIFY(!plan.isNews(2'500));
        server.steps += stepsFrom(2'500, 1'700, 1);
        QVERIFY(plan.isNews(4'200));
        plan.lookAgain();
        const Walk more = walk(plan, server);
        got += more.steps;
        QCOMPARE(got, server.steps);
        QVERIFY(!more.isRenewalWanted);
    }

    void rowsBehindTheLastStepWantARenewal()
    {
        StepServer server{stepsFrom(0, 100, 2)};
        workspace::HistoryPlan plan({}, 100);
        (void)walk(plan, server);
        server.steps.insert(10, 7); // out of order
        plan.lookAgain();
        QVERIFY(walk(plan, server).isRenewalWanted);
    }

    void aRewoundRunWantsARenewal()
    {
        workspace::HistoryPlan plan({}, 100);
        (void)walk(plan, {stepsFrom(0, 100, 1)});
        plan.lookAgain();
        QVERIFY(walk(plan, {stepsFrom(0, 40, 1)}).isRenewalWanted);
    }

    void whileRowsComeInADifferenceMayBeOfTwoMoments()
    {
        workspace::HistoryPlan plan({}, 100);
        (void)walk(plan, {stepsFrom(0, 100, 1)});
        plan.lookAgain();
        auto facts = factsOf(stepsFrom(100, 5, 1), 107);
        facts.isRunActive = true;
        QCOMPARE(plan.take(facts), workspace::HistoryPlan::Verdict::Take);
        QVERIFY(plan.isNews(107));
        plan.lookAgain();
        QCOMPARE(plan.take(factsOf(stepsFrom(105, 2, 1), 107)), workspace::HistoryPlan::Verdict::Take);
        QVERIFY(!plan.isNews(107));
    }

    void aServerThatCountsMoreThanItGivesIsCalledSampled()
    {
        workspace::HistoryPlan plan({}, 500);
        const Walk result = walk(plan, {stepsFrom(0, 400, 1), 500});
        QCOMPARE(result.steps.size(), 400);
        QVERIFY(plan.overview().isSampled);
        QVERIFY(!plan.isNews(500)); // known, and no reason to ask for ever
        QVERIFY(plan.isNews(501));
    }

    void goesOnFromWhatIsCached()
    {
        const StepServer server{stepsFrom(0, 30'000, 1)};
        workspace::HistoryPlan plan({}, 30'000);
        QList<qint64> got;
        for (int i = 0; i < 3; ++i) {
            const QList<qint64> page = server.page(plan.next());
            QCOMPARE(plan.take(factsOf(page, 30'000)), workspace::HistoryPlan::Verdict::Take);
            got += page;
        }
        workspace::HistoryPlan resumed(plan.overview(), 30'000);
        got += walk(resumed, server).steps;
        QCOMPARE(got, server.steps);
    }

    void anAnswerThatWasTooLargeIsAskedForInParts()
    {
        workspace::HistoryPlan plan({}, 900);
        const int before = plan.next().samples;
        plan.shrink();
        QVERIFY(plan.next().samples < before);
        QCOMPARE(walk(plan, {stepsFrom(0, 900, 1)}).steps.size(), 900);
    }
};

COHORT_TEST(TestHistoryPlan)
#include "testhistoryplan.moc"
