#include "base/settings.h"
#include "shelltestdata.h"
#include "support/uitestmain.h"
#include "ui/kit/page.h"
#include "ui/kit/theme.h"
#include "ui/shell/appearance.h"
#include "ui/shell/mainwindow.h"

#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

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
                for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
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
        QTest::qWait(50); // layouts and delayed icons settle; what is checked below does not depend on it
        keep(window);
        checkLabels(window);
        QCOMPARE(window.palette().color(QPalette::Window), (isDark ? ui::darkColours() : ui::lightColours()).window);
    }

private:
    static void keep(ui::MainWindow &window)
    {
        const QString folder = qEnvironmentVariable("COHORT_SCREENSHOTS");
        if (!folder.isEmpty())
            window.grab().save(folder + u'/' + QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".png"));
    }

    /// Labels that cannot wrap and buttons are as wide as their words.
    static void checkLabels(const ui::MainWindow &window)
    {
        for (const QLabel *label : window.findChildren<QLabel *>()) {
            if (!label->isVisible() || label->wordWrap() || label->text().isEmpty())
                continue;
            QVERIFY2(label->width() >= label->minimumSizeHint().width(), qPrintable(label->text()));
        }
        for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
            if (button->isVisible() && !button->text().isEmpty())
                QVERIFY2(button->width() >= button->minimumSizeHint().width(), qPrintable(button->text()));
        }
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<base::Settings> m_settings;
};

COHORT_TEST(TestScreens)
#include "testscreens.moc"
