#include "base/latestcall.h"
#include "base/result.h"
#include "base/settings.h"
#include "base/whendone.h"
#include "support/testmain.h"

#include <QPromise>
#include <QTemporaryDir>
#include <QTest>

class TestResult : public QObject
{
    Q_OBJECT

private slots:
    void mapKeepsTheErrorAndUnwrapsResults()
    {
        const base::Result<int> four = 4;
        QCOMPARE(four.map([](int n) { return n * 2; }).value(), 8);
        const base::Result<int> failed = base::Error{base::Error::Kind::NotFound, QStringLiteral("x")};
        QCOMPARE(failed.map([](int n) { return n * 2; }).error().kind, base::Error::Kind::NotFound);
        const auto nested = four.map([](int) { return base::Result<QString>(QStringLiteral("inner")); });
        static_assert(std::is_same_v<decltype(nested), const base::Result<QString>>);
        QCOMPARE(nested.value(), QStringLiteral("inner"));
    }

    void theAnswerDoesNotOutliveItsOwner()
    {
        QPromise<int> promise;
        promise.start();
        int delivered = 0;
        {
            QObject owner;
            base::whenDone(&owner, promise.future(), [&](int) { ++delivered; });
        }
        promise.addResult(1);
        promise.finish();
        QCoreApplication::processEvents();
        QCOMPARE(delivered, 0);
    }

    void onlyTheNewestCallIsDelivered()
    {
        QObject owner;
        base::LatestCall call(&owner);
        QPromise<int> first;
        QPromise<int> second;
        first.start();
        second.start();
        QList<int> delivered;
        call.start(first.future(), [&](int n) { delivered.append(n); });
        call.start(second.future(), [&](int n) { delivered.append(n); });
        first.addResult(1);
        first.finish();
        second.addResult(2);
        second.finish();
        QVERIFY(call.isWaiting()); // it is done, but nobody has heard of it
        QTRY_COMPARE(delivered, QList<int>({2}));
        QVERIFY(!call.isWaiting());
    }

    void scopesDoNotReachOtherKeys()
    {
        QTemporaryDir folder;
        base::Settings settings(folder.filePath(QStringLiteral("s.ini")));
        const base::Setting<int> smoothing{"charts/smoothing", 7};
        QCOMPARE(settings.get(smoothing), 7);
        settings.set(smoothing, 3, QStringLiteral("a/../b"));
        QCOMPARE(settings.get(smoothing), 7);
        QCOMPARE(settings.get(smoothing, QStringLiteral("a/../b")), 3);
    }
};

COHORT_TEST(TestResult)
#include "testresult.moc"
