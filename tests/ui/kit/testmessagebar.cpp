#include "support/uitestmain.h"
#include "ui/kit/messagebar.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using ui::MessageBar;

class TestMessageBar : public QObject
{
    Q_OBJECT

private slots:
    void isHiddenUntilThereIsNews()
    {
        MessageBar bar;
        QVERIFY(bar.isHidden());
        bar.showMessage(MessageBar::Kind::Info, QStringLiteral("News"));
        QVERIFY(!bar.isHidden());
        QCOMPARE(bar.text(), QStringLiteral("News"));
        QVERIFY(bar.actionButton()->isHidden());
        bar.clear();
        QVERIFY(bar.isHidden());
        QVERIFY(bar.text().isEmpty());
    }

    void theButtonCallsOnceAndTheMessageGoes()
    {
        MessageBar bar;
        int calls = 0;
        bar.showMessage(
            MessageBar::Kind::Warning, QStringLiteral("Deleted"), QStringLiteral("Undo"), [&calls] { ++calls; });
        bar.show();
        QTest::mouseClick(bar.actionButton(), Qt::LeftButton);
        QCOMPARE(calls, 1);
        QVERIFY(bar.isHidden());
    }

    void anActionMayShowTheNextMessage()
    {
        MessageBar bar;
        bar.showMessage(MessageBar::Kind::Error, QStringLiteral("One"), QStringLiteral("Try again"),
            [&bar] { bar.showMessage(MessageBar::Kind::Success, QStringLiteral("Two")); });
        bar.show();
        QTest::mouseClick(bar.actionButton(), Qt::LeftButton);
        QCOMPARE(bar.text(), QStringLiteral("Two"));
    }

    void aNoticeGoesByItself()
    {
        MessageBar bar;
        bar.showNotice(QStringLiteral("Done"), {}, {}, std::chrono::milliseconds(20));
        QVERIFY(!bar.isHidden());
        QTRY_VERIFY(bar.isHidden());
    }

    void foreignTextIsPlain()
    {
        MessageBar bar;
        bar.showMessage(MessageBar::Kind::Info, QStringLiteral("<b>x</b>"));
        QCOMPARE(bar.findChild<QLabel *>(QStringLiteral("messageText"))->textFormat(), Qt::PlainText);
    }

    void anErrorOffersToTryAgainAndItsDetails()
    {
        MessageBar bar;
        bar.showError({base::Error::Kind::BadReply, QStringLiteral("HTTP 500 <html>")}, [] {});
        QVERIFY(!bar.actionButton()->isHidden());
        QVERIFY(!bar.findChild<QPushButton *>(QStringLiteral("messageDetails"))->isHidden());
        QVERIFY(!bar.text().contains(QStringLiteral("HTTP")));
        bar.showMessage(MessageBar::Kind::Info, QStringLiteral("Other"));
        QVERIFY(bar.findChild<QPushButton *>(QStringLiteral("messageDetails"))->isHidden());
    }

    void escapeCloses()
    {
        MessageBar bar;
        bar.showMessage(MessageBar::Kind::Info, QStringLiteral("News"));
        QTest::keyClick(&bar, Qt::Key_Escape);
        QVERIFY(bar.isHidden());
    }
};

COHORT_TEST(TestMessageBar)
#include "testmessagebar.moc"
