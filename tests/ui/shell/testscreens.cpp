#include "base/settings.h"
#include "shelltestdata.h"
#include "support/screens.h"
#include "support/uitestmain.h"
#include "ui/kit/page.h"
#include "ui/kit/stateview.h"
#include "ui/kit/theme.h"
#include "ui/shell/appearance.h"
#include "ui/shell/mainwindow.h"

#include <QAction>
#include <QDialog>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

COHORT_GUI_TESTS

/// Every page in both themes at the sizes that must look right. With COHORT_SCREENSHOTS set to a folder the pictures
/// are kept there.
class TestScreens : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<base::Settings>(m_folder->filePath(QStringLiteral("settings.ini")));
    }

    void nothingIsCut_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<QSize>("size");
        for (const char *page : {"sign-in", "home", "algoperf/projects", "algoperf/members", "algoperf/ogbg/workspace",
                 "algoperf/ogbg/runs/r1", "algoperf/ogbg/runs/r1/charts", "algoperf/ogbg/runs/r1/console"}) {
            for (const bool isDark : {false, true}) {
                for (const QSize size : {QSize(1024, 768), QSize(1280, 800), QSize(1920, 1080)}) {
                    const QString name = QString::fromLatin1(page).replace(u'/', u'-')
                        + (isDark ? QStringLiteral("-dark-") : QStringLiteral("-light-"))
                        + QString::number(size.width());
                    QTest::newRow(name.toLatin1().constData()) << QString::fromLatin1(page) << isDark << size;
                }
            }
        }
    }
    void nothingIsCut()
    {
        QFETCH(QString, page);
        QFETCH(bool, isDark);
        QFETCH(QSize, size);
        test::FakeAccounts accounts;
        ui::MainWindow window(accounts, *m_settings, test::demoAccounts());
        window.appearance().setTheme(isDark ? ui::Theme::Dark : ui::Theme::Light);
        window.resize(size);
        window.show();
        if (page != QLatin1String("sign-in")) {
            window.setWorkspace(test::signedIn(test::livelyWorkspace()));
            window.openLocation(*ui::Location::fromPath(page));
        }
        QTRY_VERIFY_WITH_TIMEOUT(window.isPageReady(), 15000);
        QCOMPARE(window.size(), size);
        QTRY_COMPARE(
            window.palette().color(QPalette::Window), (isDark ? ui::darkColours() : ui::lightColours()).window);
        QTRY_COMPARE(test::cutTexts(window), QStringList());
        keep(window);
    }

    void pagesWithoutDataSayWhy_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<bool>("hasFailed");
        for (const char *page : {"algoperf/projects", "algoperf/members", "algoperf/ogbg/workspace"}) {
            for (const bool isDark : {false, true}) {
                for (const bool hasFailed : {false, true}) {
                    const QString name = QString::fromLatin1(page).replace(u'/', u'-');
                    QTest::addRow(
                        "%s-%s-%s", qPrintable(name), hasFailed ? "failed" : "loading", isDark ? "dark" : "light")
                        << QString::fromLatin1(page) << isDark << hasFailed;
                }
            }
        }
    }
    void pagesWithoutDataSayWhy()
    {
        QFETCH(QString, page);
        QFETCH(bool, isDark);
        QFETCH(bool, hasFailed);
        test::FakeAccounts accounts;
        ui::MainWindow window(accounts, *m_settings, test::demoAccounts());
        window.appearance().setTheme(isDark ? ui::Theme::Dark : ui::Theme::Light);
        window.resize(1280, 800);
        window.show();
        const auto workspace = test::livelyWorkspace();
        window.setWorkspace(test::signedIn(workspace)); // the navigation is there, the page is not
        workspace->isLoading = !hasFailed;
        workspace->feedFailure =
            base::Error{base::Error::Kind::BadReply, QStringLiteral("500 Internal Server Error: <h1>upstream</h1>")};
        window.openLocation(*ui::Location::fromPath(page));
        auto *state = window.currentPage()->findChild<ui::StateView *>();
        QVERIFY(state != nullptr);
        QTRY_VERIFY(state->isVisible() && state->isRevealed()); // loading is told after a moment only
        QCOMPARE(window.isPageReady(), hasFailed);
        for (const char *button : {"stateRetry", "stateDetails"})
            QCOMPARE(state->findChild<QPushButton *>(QLatin1String(button))->isVisible(), hasFailed);
        if (hasFailed)
            QTRY_COMPARE(window.focusWidget()->objectName(), QStringLiteral("stateRetry"));
        QTRY_COMPARE(
            window.palette().color(QPalette::Window), (isDark ? ui::darkColours() : ui::lightColours()).window);
        QTRY_COMPARE(test::cutTexts(window), QStringList());
        keep(window);
    }

    void dialogsAndThePaletteFit_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<bool>("isDark");
        for (const char *what : {"palette", "dialog", "menu"}) {
            QTest::newRow(qPrintable(QString::fromLatin1(what) + QStringLiteral("-light")))
                << QString::fromLatin1(what) << false;
            QTest::newRow(qPrintable(QString::fromLatin1(what) + QStringLiteral("-dark")))
                << QString::fromLatin1(what) << true;
        }
    }
    void dialogsAndThePaletteFit()
    {
        QFETCH(QString, what);
        QFETCH(bool, isDark);
        test::FakeAccounts accounts;
        ui::MainWindow window(accounts, *m_settings, test::demoAccounts());
        window.appearance().setTheme(isDark ? ui::Theme::Dark : ui::Theme::Light);
        window.resize(1024, 700);
        window.show();
        const bool isDialog = what == QLatin1String("dialog");
        window.setWorkspace(
            test::signedIn(test::livelyWorkspace(isDialog ? domain::BaseRole::Admin : domain::BaseRole::ViewOnly)));
        window.openLocation(*ui::Location::fromPath(u"algoperf/projects"));
        QTRY_VERIFY(window.isPageReady());
        QWidget *shown = &window;
        if (isDialog) {
            window.currentPage()->findChild<QAction *>(QStringLiteral("newProject"))->trigger();
            shown = window.findChild<QDialog *>();
        } else if (what == QLatin1String("menu")) {
            auto *menu = window.findChild<QToolButton *>(QStringLiteral("accountMenu"))->menu();
            menu->popup(window.mapToGlobal(QPoint(700, 60)));
            shown = menu;
        } else {
            window.findChild<QToolButton *>(QStringLiteral("searchButton"))->click();
            QTest::keyClicks(window.focusWidget(), QStringLiteral("pro"));
        }
        QTRY_VERIFY(shown->isVisible());
        QVERIFY(QRect(QPoint(), window.size()).size().expandedTo(shown->size()) == window.size());
        QTRY_COMPARE(
            shown->palette().color(QPalette::Window), (isDark ? ui::darkColours() : ui::lightColours()).window);
        QTRY_COMPARE(test::cutTexts(*shown), QStringList());
        keep(*shown);
        if (shown != &window)
            shown->close();
    }

private:
    static void keep(QWidget &window) { test::keepPicture(window, QString::fromLatin1(QTest::currentDataTag())); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<base::Settings> m_settings;
};

COHORT_TEST(TestScreens)
#include "testscreens.moc"
