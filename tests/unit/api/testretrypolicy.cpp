#include "api/retrypolicy.h"
#include "support/testmain.h"

#include <QTest>

using namespace std::chrono_literals;

class TestRetryPolicy : public QObject
{
    Q_OBJECT

private slots:
    void pausesDoubleUpToTheLongest()
    {
        api::RetryPolicy policy;
        policy.maxTries = 10;
        policy.random = [] { return 1.0; };
        QList<qint64> pauses;
        for (int tried = 1; tried < 10; ++tried)
            pauses.append(policy.pauseAfter(tried)->count());
        QCOMPARE(pauses, QList<qint64>({1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000}));
    }

    void pausesAreDrawnFromTheUpperHalf()
    {
        const api::RetryPolicy policy;
        for (int i = 0; i < 1000; ++i) {
            const auto pause = policy.pauseAfter(3);
            QVERIFY(pause && *pause >= 2s && *pause <= 4s);
        }
    }

    void afterFiveTriesItGivesUp()
    {
        const api::RetryPolicy policy;
        QVERIFY(policy.pauseAfter(4));
        QVERIFY(!policy.pauseAfter(5));
    }

    void theServersWordCountsUnlessNobodyWaitsThatLong()
    {
        const api::RetryPolicy policy;
        QCOMPARE(policy.pauseAfter(1, 7s), std::optional<std::chrono::milliseconds>(7s));
        QVERIFY(policy.pauseAfter(1, 0s) >= 500ms);
        QVERIFY(!policy.pauseAfter(1, 61s));
    }

    void retryAfterIsSecondsOrADate_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<qint64>("expected"); // -1: nothing
        QTest::newRow("seconds") << QByteArray("7") << qint64(7000);
        QTest::newRow("parts of seconds") << QByteArray(" 0.25 ") << qint64(250);
        QTest::newRow("date") << QByteArray("Sat, 21 Nov 2026 10:00:30 GMT") << qint64(30000);
        QTest::newRow("date gone by") << QByteArray("Sat, 21 Nov 2026 09:00:00 GMT") << qint64(0);
        QTest::newRow("negative") << QByteArray("-3") << qint64(-1);
        QTest::newRow("huge") << QByteArray("1e300") << qint64(-1);
        QTest::newRow("nan") << QByteArray("nan") << qint64(-1);
        QTest::newRow("words") << QByteArray("soon") << qint64(-1);
        QTest::newRow("none") << QByteArray() << qint64(-1);
    }

    void retryAfterIsSecondsOrADate()
    {
        QFETCH(QByteArray, header);
        QFETCH(qint64, expected);
        const QDateTime now(QDate(2026, 11, 21), QTime(10, 0), Qt::UTC);
        const auto pause = api::retryAfter(header, now);
        QCOMPARE(pause ? pause->count() : -1, expected);
    }
};

COHORT_TEST(TestRetryPolicy)
#include "testretrypolicy.moc"
