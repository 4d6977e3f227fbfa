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
};

COHORT_TEST(TestFailureLimiter)
#include "testfailurelimiter.moc"
