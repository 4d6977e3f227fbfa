#include "support/builders.h"
#include "support/heldpool.h"
#include "support/uitestmain.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/pagestack.h"
#include "ui/kit/theme.h"
#include "ui/runs/ansitext.h"
#include "ui/runs/consolemodel.h"
#include "ui/runs/consolepane.h"
#include "ui/runs/consoleview.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using domain::ConsoleLine;
using ui::ConsoleModel;

class TestConsole : public QObject
{
    Q_OBJECT

private slots:
    void escapeSequencesBecomeStylesOrNothing_data()
    {
        QTest::addColumn<QString>("raw");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("spans");
        QTest::newRow("plain") << QStringLiteral("hello") << QStringLiteral("hello") << 0;
        QTest::newRow("red") << QStringLiteral("\x1b[31mred\x1b[0m end") << QStringLiteral("red end") << 1;
        QTest::newRow("two styles") << QStringLiteral("\x1b[1ma\x1b[4mb\x1b[mc") << QStringLiteral("abc") << 2;
        QTest::newRow("256 colours") << QStringLiteral("\x1b[38;5;196mx\x1b[39my") << QStringLiteral("xy") << 1;
        QTest::newRow("true colour") << QStringLiteral("\x1b[48;2;1;2;3mx") << QStringLiteral("x") << 1;
        QTest::newRow("cursor") << QStringLiteral("\x1b[2K\x1b[1Gtext\x1b[10;3H") << QStringLiteral("text") << 0;
        QTest::newRow("window title") << QStringLiteral("\x1b]0;evil\x07ok") << QStringLiteral("ok") << 0;
        QTest::newRow("hyperlink") << QStringLiteral("\x1b]8;;http://x\x1b\\go\x1b]8;;\x1b\\") << QStringLiteral("go")
                                   << 0;
        QTest::newRow("cut short") << QStringLiteral("a\x1b[31") << QStringLiteral("a") << 0;
        QTest::newRow("lone escape") << QStringLiteral("a\x1b") << QStringLiteral("a") << 0;
        QTest::newRow("progress") << QStringLiteral("10%\r20%\r30%") << QStringLiteral("30%") << 0;
        QTest::newRow("windows line") << QStringLiteral("done\r") << QStringLiteral("done") << 0;
        QTest::newRow("tab") << QStringLiteral("a\tb") << QStringLiteral("a       b") << 0;
        QTest::newRow("bell") << QStringLiteral("a\x07") << QStringLiteral("a\u2407") << 0;
        QTest::newRow("direction") << QStringLiteral("a\u202Eb") << QStringLiteral("a\uFFFDb") << 0;
    }

    void escapeSequencesBecomeStylesOrNothing()
    {
        QFETCH(QString, raw);
        QFETCH(QString, text);
        QFETCH(int, spans);
        const ui::AnsiLine line = ui::readAnsi(raw);
        QCOMPARE(line.text, text);
        QCOMPARE(line.spans.size(), spans);
        for (const ui::AnsiSpan &span : line.spans) {
            QVERIFY(span.start >= 0 && span.length > 0);
            QVERIFY(span.start + span.length <= line.text.size());
        }
    }

    void anyBytesAreSafe()
    {
        const quint32 seed = 4711;
        QRandomGenerator random(seed);
        const QString alphabet = QStringLiteral("\x1b[]0;38mKH\r\n\b\t\x07\x9b ab\u202E");
        for (int round = 0; round < 3000; ++round) {
            QString raw;
            for (int i = random.bounded(40); i > 0; --i)
                raw.append(alphabet[random.bounded(static_cast<int>(alphabet.size()))]);
            const ui::AnsiLine line = ui::readAnsi(raw);
            QVERIFY(!ui::hasControls(QString(line.text).remove(QChar(0xFFFD))));
            for (const ui::AnsiSpan &span : line.spans)
                QVERIFY2(span.start + span.length <= line.text.size(), qPrintable(QString::number(seed)));
        }
    }

    void coloursAreReadableInBothThemes()
    {
        for (const ui::ThemeColours *theme : {&ui::lightColours(), &ui::darkColours()}) {
            const QPalette palette = ui::themePalette(*theme);
            for (int colour = 0; colour < 256; ++colour)
                QVERIFY2(ui::contrastRatio(ui::ansiColour(colour, palette), palette.color(QPalette::Base)) >= 4.4,
                    qPrintable(QString::number(colour)));
        }
    }

    void appendedAndOverwrittenLinesTellTheLeast()
    {
        ConsoleModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QList<ConsoleLine> lines{
            test::aConsoleLine(0, QStringLiteral("a")), test::aConsoleLine(1, QStringLiteral("10%"))};
        model.setLog(lines);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        lines[1].text = QStringLiteral("20%");
        lines.append(test::aConsoleLine(2, QStringLiteral("c"), QStringLiteral("error")));
        model.setLog(lines);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(model.index(1).data().toString(), QStringLiteral("20%"));
        QVERIFY(model.index(2).data(ConsoleModel::IsErrorRole).toBool());
        QCOMPARE(model.index(2).data(ConsoleModel::TimestampRole).toString(), QStringLiteral("06:00:00.123"));
        model.setLog({});
        QCOMPARE(model.rowCount(), 0);
    }

    void longLinesWrapIntoRowsOfTheirLine()
    {
        ConsoleModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLog(QList<ConsoleLine>{test::aConsoleLine(0, QString(25, QLatin1Char('x'))),
            test::aConsoleLine(1, QStringLiteral("\x1b[31mabcdefghijkl\x1b[0m")), test::aConsoleLine(2, {})});
        model.setWrapColumns(10);
        QCOMPARE(model.rowCount(), 3 + 2 + 1);
        QCOMPARE(model.index(2).data().toString().size(), 5);
        QVERIFY(model.index(2).data(ConsoleModel::IsContinuationRole).toBool());
        QCOMPARE(model.rowOfLine(1), 3);
        QCOMPARE(model.lineOfRow(4), 1);
        QCOMPARE(model.spansOfRow(4).size(), 1);
        QCOMPARE(model.spansOfRow(4).first().start, 0);
        QCOMPARE(model.spansOfRow(4).first().length, 2);
        model.setWrapColumns(0);
        QCOMPARE(model.rowCount(), 3);
    }

    void aLongConsoleIsReadInThePool()
    {
        constexpr int lines = 20'000;
        ui::MessageBar messages;
        ui::ConsolePane pane(messages);
        pane.resize(900, 600);
        pane.show();
        workspace::ConsoleLog log(test::manyConsoleLines(lines));
        {
            const test::HeldPool pool(20'000);
            pane.setLog(log);
            QVERIFY2(pool.isHeld(), "the window's thread waits for the pool");
            QCOMPARE(pane.model().lineCount(), 0);
        }
        QTRY_COMPARE_WITH_TIMEOUT(pane.model().lineCount(), lines, 20'000);
        // What comes then is little: it is told at once, and alone.
        QSignalSpy inserted(&pane.model(), &QAbstractItemModel::rowsInserted);
        QSignalSpy changed(&pane.model(), &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&pane.model(), &QAbstractItemModel::modelReset);
        log.merge({test::aConsoleLine(lines, QStringLiteral("the needle"))});
        pane.setLog(log);
        QCOMPARE(pane.model().lineCount(), lines + 1);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(inserted.first().at(1).toInt(), lines);
        QCOMPARE(inserted.first().at(2).toInt(), lines);
        QCOMPARE(changed.size() + reset.size(), 0);
        QCOMPARE(pane.model().find(QStringLiteral("NEEDLE")), QList<int>{lines});
    }

    /// What both logs share is not looked into: it costs the same however many lines there are.
    void aLookReadsOnlyTheBlocksThatChanged()
    {
        ConsoleModel model;
        workspace::ConsoleLog log(test::manyConsoleLines(100'500));
        model.setLog(log);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        for (int look = 0; look < 40; ++look) {
            const workspace::ConsoleLog before = log;
            log.merge({test::aConsoleLine(100'499, QStringLiteral("%1 %").arg(look)),
                test::aConsoleLine(100'500 + look, QStringLiteral("another line"))});
            QVERIFY(log != before);
            qsizetype copied = 0;
            for (qsizetype i = 0; i < before.blocks().size(); ++i)
                copied += log.blocks()[i].isSharedWith(before.blocks()[i]) ? 0 : 1;
            QCOMPARE(copied, 1);
            QCOMPARE(model.setLog(log).firstNew, 100'499);
        }
        QCOMPARE(inserted.size(), 40);
        QCOMPARE(changed.size(), 40);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(model.lineCount(), 100'540);
    }

    void aBeginningThatIsLetGoMovesTheRest()
    {
        ConsoleModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setWrapColumns(10);
        workspace::ConsoleLog log(test::manyConsoleLines(3'000));
        model.setLog(log);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        log.merge({test::aConsoleLine(3'000, QStringLiteral("the last one of all"))});
        log.keepLast(3'000);
        const ConsoleModel::Change change = model.setLog(log);
        QCOMPARE(change.dropped, 1'000);
        QCOMPARE(change.firstNew, 2'000);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(model.lineCount(), 2'001);
        QCOMPARE(model.line(0).number, 1'000);
        QCOMPARE(model.lineText(2'000), QStringLiteral("the last one of all"));
        QCOMPARE(model.rowCount(), model.rowOfLine(2'000) + 2);
        QCOMPARE(model.lineOfRow(model.rowOfLine(1'234)), 1'234);
    }

    void matchesStayWithTheirLines()
    {
        ui::MessageBar messages;
        ui::ConsolePane pane(messages);
        pane.resize(900, 300);
        pane.show();
        workspace::ConsoleLog log(test::manyConsoleLines(3'000));
        pane.setLog(log);
        auto *search = pane.findChild<QLineEdit *>(QStringLiteral("consoleSearch"));
        auto *words = pane.findChild<QLabel *>(QStringLiteral("consoleMatches"));
        search->setFocus();
        QTest::keyClicks(search, QStringLiteral("evaluated"));
        QTRY_COMPARE_WITH_TIMEOUT(words->text(), QStringLiteral("1 of 2,000"), 10'000);
        QTest::mouseClick(pane.findChild<QToolButton *>(QStringLiteral("previousMatch")), Qt::LeftButton);
        QCOMPARE(words->text(), QStringLiteral("2,000 of 2,000"));
        log.merge({test::aConsoleLine(3'000, QStringLiteral("evaluated again")),
            test::aConsoleLine(3'001, QStringLiteral("no more"))});
        log.keepLast(2'500);
        pane.setLog(log);
        QCOMPARE(words->text(), QStringLiteral("1,334 of 1,335"));
        QCOMPARE(pane.model().find(QStringLiteral("evaluated")).size(), 1'335);
    }

    void whatIsLeftOutIsToldWithTheFullNumber()
    {
        ui::MessageBar messages;
        ui::ConsolePane pane(messages);
        auto *words = pane.findChild<QLabel *>(QStringLiteral("consoleCount"));
        pane.setLog(test::manyConsoleLines(3));
        QCOMPARE(words->text(), QStringLiteral("3 line(s)"));
        pane.setLog(QList<ConsoleLine>{
            test::aConsoleLine(1'199'998, QStringLiteral("a")), test::aConsoleLine(1'199'999, QStringLiteral("b"))});
        QCOMPARE(words->text(), QStringLiteral("last 2 of 1,200,000 lines"));
        QVERIFY(words->toolTip().contains(QStringLiteral("100,000")));
    }

    void withoutLinesItSaysWhy()
    {
        ui::MessageBar messages;
        ui::ConsolePane pane(messages);
        const auto *stack = pane.findChild<ui::PageStack *>();
        pane.setState(false, std::nullopt, false, {});
        QCOMPARE(stack->state(), ui::PageStack::State::Loading);
        pane.setState(false, std::nullopt, true, {});
        QCOMPARE(stack->state(), ui::PageStack::State::OfflineNotCached);
        pane.setState(false, base::Error{base::Error::Kind::BadReply, {}}, false, {});
        QCOMPARE(stack->state(), ui::PageStack::State::Error);
        pane.setState(true, std::nullopt, false, {});
        QCOMPARE(stack->state(), ui::PageStack::State::Empty);
        pane.setLog(test::manyConsoleLines(2));
        pane.setState(true, std::nullopt, false, {});
        QCOMPARE(stack->state(), ui::PageStack::State::Content);
    }

    void searchGoesFromMatchToMatchAndRound()
    {
        ui::MessageBar messages;
        ui::ConsolePane pane(messages);
        pane.resize(900, 300);
        pane.show();
        pane.setLog(test::manyConsoleLines(1000));
        auto *search = pane.findChild<QLineEdit *>(QStringLiteral("consoleSearch"));
        auto *words = pane.findChild<QLabel *>(QStringLiteral("consoleMatches"));
        search->setFocus();
        QTest::keyClicks(search, QStringLiteral("step 99"));
        QTRY_COMPARE_WITH_TIMEOUT(words->text(), QStringLiteral("1 of 11"), 10'000);
        QCOMPARE(pane.view().currentLine(), 99);
        QTest::mouseClick(pane.findChild<QToolButton *>(QStringLiteral("nextMatch")), Qt::LeftButton);
        QCOMPARE(pane.view().currentLine(), 990);
        auto *previous = pane.findChild<QToolButton *>(QStringLiteral("previousMatch"));
        QTest::mouseClick(previous, Qt::LeftButton);
        QTest::mouseClick(previous, Qt::LeftButton);
        QCOMPARE(pane.view().currentLine(), 999);
        QCOMPARE(words->text(), QStringLiteral("11 of 11"));
    }

    void theEndIsFollowedWhileTheRunGoesOn()
    {
        ui::MessageBar messages;
        ui::ConsolePane pane(messages);
        pane.resize(900, 300);
        pane.show();
        pane.setRunning(true);
        QList<ConsoleLine> lines = test::manyConsoleLines(500);
        pane.setLog(lines);
        QScrollBar *bar = pane.view().verticalScrollBar();
        QTRY_COMPARE_WITH_TIMEOUT(bar->value(), bar->maximum(), 10'000);
        lines.append(test::aConsoleLine(500, QStringLiteral("more")));
        pane.setLog(lines);
        QTRY_COMPARE_WITH_TIMEOUT(bar->value(), bar->maximum(), 10'000);
        pane.view().setFocus();
        QTest::keyClick(&pane.view(), Qt::Key_Home);
        QVERIFY(!pane.view().follows());
        lines.append(test::aConsoleLine(501, QStringLiteral("and more")));
        pane.setLog(lines);
        pane.grab();
        QCOMPARE(bar->value(), 0);
        QVERIFY(!pane.findChild<QToolButton *>(QStringLiteral("followEnd"))->isChecked());
    }

    void copyTakesWholeLinesWithoutEscapes()
    {
        ui::MessageBar messages;
        ui::ConsolePane pane(messages);
        pane.resize(400, 300);
        pane.show();
        pane.setLog(test::manyConsoleLines(10));
        pane.view().selectAll();
        QTest::keyClick(&pane.view(), Qt::Key_C, Qt::ControlModifier);
        const QString text = QGuiApplication::clipboard()->text();
        QCOMPARE(text.count(QLatin1Char('\n')), 9);
        QVERIFY(!text.contains(QChar(0x1B)));
        QVERIFY(text.startsWith(QStringLiteral("step 0 loss 0.0")));
    }
};

COHORT_TEST(TestConsole)
#include "testconsole.moc"
