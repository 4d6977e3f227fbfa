#include "server/failurelimiter.h"
#include "support/testmain.h"

#include <QTest>

using namespace server;
using namespace std::chrono_literals;

class TestFailureLimiter : public QObject
{
    Q_OBJECT

private slots:
    void theEleventhGuessWithinAMinuteHasToWait()
    {
        FailureLimiter limiter;
        const auto start = FailureLimiter::Clock::now();
        const QString address = QStringLiteral("10.0.0.1");
        for (int i = 0; i < 10; ++i) {
            QCOMPARE(limiter.secondsToWait(address, start + i * 1s), 0);
            limiter.noteFailure(address, start + i * 1s);
        }
        QCOMPARE(limiter.secondsToWait(address, start + 10s), 50);
        QCOMPARE(limiter.secondsToWait(QStringLiteral("10.0.0.2"), start + 10s), 0);
        QCOMPARE(limiter.secondsToWait(address, start + 60s), 0);
    }

    /// Whoever has one address of IPv6 has 2^64 of them.
    void oneWithManyAddressesWaitsWithAllOfThem()
    {
        FailureLimiter limiter;
        const auto now = FailureLimiter::Clock::now();
        for (int i = 0; i < 10; ++i)
            limiter.noteFailure(QStringLiteral("2001:db8:0:7::%1").arg(i, 0, 16), now);
        QVERIFY(limiter.secondsToWait(QStringLiteral("2001:db8:0:7:ffff::1"), now) > 0);
        QVERIFY(limiter.secondsToWait(QStringLiteral("2001:DB8:0:7:0:0:0:1"), now) > 0);
        QCOMPARE(limiter.secondsToWait(QStringLiteral("2001:db8:0:8::1"), now), 0);
        for (int i = 0; i < 10; ++i)
            limiter.noteFailure(QStringLiteral("::ffff:10.0.0.1"), now);
        QVERIFY(limiter.secondsToWait(QStringLiteral("10.0.0.1"), now) > 0);
        QCOMPARE(limiter.secondsToWait(QStringLiteral("10.0.0.2"), now), 0);
    }
};

COHORT_TEST(TestFailureLimiter)
#include "testfailurelimiter.moc"
