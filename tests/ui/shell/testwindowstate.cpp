#include "base/settings.h"
#include "support/uitestmain.h"
#include "ui/shell/windowstate.h"

#include <QMainWindow>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>

class TestWindowState : public QObject
{
    Q_OBJECT

private slots:
    void aWindowIsAlwaysOnAScreen_data()
    {
        QTest::addColumn<QRect>("wanted");
        QTest::addColumn<QRect>("placed");
        QTest::newRow("fits") << QRect(100, 100, 800, 600) << QRect(100, 100, 800, 600);
        QTest::newRow("second screen") << QRect(2000, 100, 800, 600) << QRect(2000, 100, 800, 600);
        QTest::newRow("half off right") << QRect(3000, 100, 800, 600) << QRect(2400, 100, 800, 600);
        QTest::newRow("above") << QRect(100, -300, 800, 600) << QRect(100, 0, 800, 600);
        QTest::newRow("too large") << QRect(0, 0, 4000, 3000) << QRect(0, 0, 1920, 1080);
    }
    void aWindowIsAlwaysOnAScreen()
    {
        QFETCH(QRect, wanted);
        const QList<QRect> screens{QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 1024)};
        QTEST(ui::onScreen(wanted, screens, QSize(400, 300)), "placed");
    }

    void aWindowOfAnUnpluggedScreenComesBack()
    {
        const QRect screen(0, 0, 1280, 800);
        const QRect placed = ui::onScreen(QRect(5000, 4000, 900, 700), {screen}, QSize(400, 300));
        QVERIFY(screen.contains(placed));
        QCOMPARE(placed.size(), QSize(900, 700));
    }

    void geometryAndSplitterAreRemembered()
    {
        QTemporaryDir folder;
        base::Settings settings(folder.filePath(QStringLiteral("settings.ini")));
        const QRect wanted(10, 20, 600, 500);
        {
            QMainWindow window;
            QSplitter splitter;
            splitter.addWidget(new QWidget(&splitter));
            splitter.addWidget(new QWidget(&splitter));
            splitter.resize(600, 400);
            splitter.show(); // only a splitter that is shown keeps the sizes it is given
            window.setGeometry(wanted);
            splitter.setSizes({180, 420});
            ui::saveWindow(window, splitter, settings);
        }
        QMainWindow window;
        QSplitter splitter;
        splitter.addWidget(new QWidget(&splitter));
        splitter.addWidget(new QWidget(&splitter));
        splitter.resize(600, 400);
        splitter.show();
        ui::restoreWindow(window, splitter, settings);
        QCOMPARE(window.geometry(), wanted);
        QVERIFY(std::abs(splitter.sizes().first() - 180) < 10);
    }

    void theLastPageIsRememberedForEachAccount()
    {
        QTemporaryDir folder;
        base::Settings settings(folder.filePath(QStringLiteral("settings.ini")));
        ui::saveLastPage(settings, QStringLiteral("one"), QStringLiteral("t/projects"));
        ui::saveLastPage(settings, QStringLiteral("two"), QStringLiteral("home"));
        QCOMPARE(ui::lastPage(settings, QStringLiteral("one")), QStringLiteral("t/projects"));
        QCOMPARE(ui::lastPage(settings, QStringLiteral("two")), QStringLiteral("home"));
        QVERIFY(ui::lastPage(settings, QStringLiteral("three")).isEmpty());
    }
};

COHORT_TEST(TestWindowState)
#include "testwindowstate.moc"
