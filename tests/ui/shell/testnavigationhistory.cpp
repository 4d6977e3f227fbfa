#include "support/uitestmain.h"
#include "ui/shell/navigationhistory.h"

#include <QTest>

using ui::Location;
using ui::NavigationHistory;

namespace {

Location runsOf(const QString &project)
{
    return {Location::Page::Workspace, QStringLiteral("algoperf"), project, {}, {}};
}

} // namespace

class TestNavigationHistory : public QObject
{
    Q_OBJECT

private slots:
    void goesBackAndForward()
    {
        NavigationHistory history;
        QVERIFY(!history.canGoBack());
        history.visit(runsOf(QStringLiteral("a")));
        history.visit(runsOf(QStringLiteral("b")));
        QVERIFY(history.canGoBack());
        QVERIFY(!history.canGoForward());
        QCOMPARE(history.goBack(), runsOf(QStringLiteral("a")));
        QVERIFY(!history.canGoBack());
        QCOMPARE(history.goForward(), runsOf(QStringLiteral("b")));
    }

    void aNewPlaceForgetsWhatWasAhead()
    {
        NavigationHistory history;
        history.visit(runsOf(QStringLiteral("a")));
        history.visit(runsOf(QStringLiteral("b")));
        (void)history.goBack();
        history.visit(runsOf(QStringLiteral("c")));
        QVERIFY(!history.canGoForward());
        QCOMPARE(history.places(), QList<Location>({runsOf(QStringLiteral("a")), runsOf(QStringLiteral("c"))}));
    }

    void anotherTabOfTheSamePageIsNoNewPlace()
    {
        NavigationHistory history;
        Location run{Location::Page::Run, QStringLiteral("t"), QStringLiteral("p"), QStringLiteral("r"), {}};
        history.visit(run);
        run.tab = QStringLiteral("console");
        history.visit(run);
        QVERIFY(!history.canGoBack());
        QCOMPARE(history.current().tab, QStringLiteral("console"));
    }

    void doesNotGrowForEver()
    {
        NavigationHistory history;
        for (int i = 0; i < 500; ++i)
            history.visit(runsOf(QString::number(i)));
        QVERIFY(history.places().size() <= 100);
        QCOMPARE(history.current(), runsOf(QStringLiteral("499")));
        QCOMPARE(history.goBack(), runsOf(QStringLiteral("498")));
    }
};

COHORT_TEST(TestNavigationHistory)
#include "testnavigationhistory.moc"
