#include "support/uitestmain.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/palettemodel.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTest>

using ui::CommandPalette;
using ui::PaletteEntry;

class TestCommandPalette : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_window->resize(900, 600);
        m_window->show();
        m_done.clear();
    }

    void theModelIsSound()
    {
        ui::PaletteModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setEntries(entries());
        model.setQuery(QStringLiteral("run"));
        model.setQuery({});
        QCOMPARE(model.rowCount(), 4);
        model.setEntries({});
        QCOMPARE(model.rowCount(), 0);
    }

    void everyWordMustMatchAndTheBestComesFirst()
    {
        QCOMPARE(ui::paletteScore(QStringLiteral("zzz"), QStringLiteral("Members"), {}), 0);
        QVERIFY(
            ui::paletteScore(QStringLiteral("algo mem"), QStringLiteral("Members"), QStringLiteral("algoperf")) > 0);
        QVERIFY(ui::paletteScore(QStringLiteral("mem"), QStringLiteral("Members"), {})
            > ui::paletteScore(QStringLiteral("mem"), QStringLiteral("Remember"), {}));
        QVERIFY(ui::paletteScore(QStringLiteral("vit"), QStringLiteral("imagenet_vit"), {})
            > ui::paletteScore(QStringLiteral("vit"), QStringLiteral("Other"), QStringLiteral("invite")));
    }

    void returnRunsTheChosenEntryAndCloses()
    {
        CommandPalette palette(m_window.get());
        palette.open(entries());
        QVERIFY(palette.isVisible());
        QTest::keyClicks(&palette.field(), QStringLiteral("proj"));
        QTest::keyClick(&palette.field(), Qt::Key_Return);
        QCOMPARE(m_done, QStringList{QStringLiteral("Projects")});
        QVERIFY(!palette.isVisible());
    }

    void arrowsGoRound()
    {
        CommandPalette palette(m_window.get());
        palette.open(entries());
        auto *list = palette.findChild<QListView *>();
        QCOMPARE(list->currentIndex().row(), 0);
        QTest::keyClick(&palette.field(), Qt::Key_Up);
        QCOMPARE(list->currentIndex().row(), 3);
        QTest::keyClick(&palette.field(), Qt::Key_Down);
        QCOMPARE(list->currentIndex().row(), 0);
    }

    void aGreyActionIsListedWithItsReasonAndDoesNothing()
    {
        CommandPalette palette(m_window.get());
        palette.open(entries());
        QTest::keyClicks(&palette.field(), QStringLiteral("delete"));
        const QModelIndex index = palette.model().index(0, 0);
        QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Needs the role Admin.")));
        QCOMPARE(palette.findChild<QLabel *>(QStringLiteral("paletteHint"))->text(),
            QStringLiteral("Needs the role Admin."));
        QVERIFY(palette.field().accessibleDescription().contains(QStringLiteral("Needs the role Admin.")));
        QTest::keyClick(&palette.field(), Qt::Key_Return);
        QVERIFY(m_done.isEmpty());
        QVERIFY(palette.isVisible());
    }

    void escapeClosesAndGivesTheFocusBack()
    {
        QLineEdit before(m_window.get());
        before.show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        before.setFocus();
        CommandPalette palette(m_window.get());
        palette.open(entries());
        QTRY_VERIFY(palette.field().hasFocus());
        QTest::keyClick(&palette.field(), Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
        QTRY_VERIFY(before.hasFocus());
    }

private:
    QList<PaletteEntry> entries()
    {
        QList<PaletteEntry> all;
        for (const char *title : {"Members", "Projects", "run-1"}) {
            PaletteEntry entry;
            entry.title = QString::fromLatin1(title);
            entry.run = [this, title] { m_done.append(QString::fromLatin1(title)); };
            all.append(entry);
        }
        PaletteEntry grey;
        grey.kind = PaletteEntry::Kind::Action;
        grey.title = QStringLiteral("Delete run");
        grey.reason = QStringLiteral("Needs the role Admin.");
        grey.run = [this] { m_done.append(QStringLiteral("deleted")); };
        all.append(grey);
        return all;
    }

    std::unique_ptr<QWidget> m_window;
    QStringList m_done;
};

COHORT_TEST(TestCommandPalette)
#include "testcommandpalette.moc"
