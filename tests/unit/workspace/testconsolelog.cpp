#include "support/testmain.h"
#include "workspace/consolelog.h"

#include <QTest>

using domain::ConsoleLine;
using workspace::ConsoleLog;

class TestConsoleLog : public QObject
{
    Q_OBJECT

private slots:
    void linesStandByNumberInWhateverOrderTheyCame()
    {
        ConsoleLog log({line(2500), line(0), line(1)});
        QCOMPARE(log.size(), 3);
        QCOMPARE(log.blocks().size(), 2);
        QCOMPARE(log[1].number, 1);
        QCOMPARE(log[2].number, 2500);
        QCOMPARE(log.lastNumber(), 2500);
        log.merge({line(1200)});
        QCOMPARE(log.lines().value(2).number, 1200);
        QCOMPARE(ConsoleLog().lastNumber(), -1);
    }

    void onlyNewsAreTold()
    {
        ConsoleLog log({line(0), line(1)});
        const auto news = log.merge({line(0), {1, {}, {}, QStringLiteral("100 %")}, line(2)});
        QCOMPARE(news.size(), 2);
        QCOMPARE(news[0].text, QStringLiteral("100 %"));
        QCOMPARE(log.size(), 3);
        QVERIFY(log.merge({line(0), line(2)}).isEmpty());
    }

    void anAdditionLeavesTheOtherBlocksShared()
    {
        ConsoleLog log;
        for (int i = 0; i < 2500; ++i)
            log.merge({line(i)});
        const ConsoleLog before = log;
        QCOMPARE(log, before);
        log.merge({line(2500)});
        QVERIFY(log != before);
        QVERIFY(log.blocks()[0].isSharedWith(before.blocks()[0]));
        QVERIFY(log.blocks()[1].isSharedWith(before.blocks()[1]));
        QCOMPARE(before.size(), 2500);
    }

    void theBeginningIsLetGoInBlocks()
    {
        ConsoleLog log;
        for (int i = 0; i < 2500; ++i)
            log.merge({line(i)});
        log.keepLast(2500);
        QCOMPARE(log.size(), 2500);
        log.keepLast(2000);
        QCOMPARE(log.size(), 1500);
        QCOMPARE(log[0].number, 1000);
        log.keepLast(0);
        QVERIFY(log.isEmpty());
    }

private:
    static ConsoleLine line(qint64 number) { return {number, {}, {}, QStringLiteral("line %1").arg(number)}; }
};

COHORT_TEST(TestConsoleLog)
#include "testconsolelog.moc"
