#include "base/settings.h"
#include "shelltestdata.h"
#include "support/uitestmain.h"
#include "ui/accounts/signinpage.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/page.h"
#include "ui/kit/theme.h"
#include "ui/shell/accountmenu.h"
#include "ui/shell/appearance.h"
#include "ui/shell/breadcrumb.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/navigationtree.h"
#include "ui/shell/pagehost.h"
#include "ui/shell/palettemodel.h"
#include "ui/shell/shellstatusbar.h"
#include "ui/shell/storagewords.h"

#include <QAccessible>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using ui::Location;

namespace {

const Location projectsPage{Location::Page::Projects, QStringLiteral("algoperf"), {}, {}, {}};

/// Focusable controls that a screen reader could not name.
QStringList unnamedControls(const QWidget &window)
{
    QStringList unnamed;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        if (accessible != nullptr && accessible->text(QAccessible::Name).isEmpty())
            unnamed.append(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName());
    }
    return unnamed;
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<base::Settings>(m_folder->filePath(QStringLiteral("settings.ini")));
        m_accounts = std::make_unique<test::FakeAccounts>();
        m_workspace = test::livelyWorkspace();
        makeWindow();
    }

    void cleanup()
    {
        m_window.reset();
        m_workspace.reset();
    }

    void startsWithSigningIn()
    {
        QCOMPARE(m_window->location().page, Location::Page::SignIn);
        QVERIFY(!m_window->findChild<ui::NavigationTree *>()->isVisible());
    }

    void aDemoAccountLeadsHome()
    {
        m_accounts->onSignIn = [this](const workspace::SignInRequest &) { return test::signedIn(m_workspace); };
        QVERIFY(m_window->signInAsDemo(domain::BaseRole::Member));
        QTRY_COMPARE(m_window->location(), Location());
        QCOMPARE(m_accounts->requests.last().key, QStringLiteral("k2"));
        QVERIFY(m_window->findChild<ui::NavigationTree *>()->isVisible());
    }

    void aPlaceAskedForBeforeSigningInIsShownAfter()
    {
        m_window->openLocation(projectsPage);
        m_window->setWorkspace(test::signedIn(m_workspace));
        QCOMPARE(m_window->location(), projectsPage);
        QCOMPARE(m_window->findChild<ui::Breadcrumb *>()->text(), QStringLiteral("algoperf / Projects"));
    }

    void backAndForwardByKeysAndByMouseButtons()
    {
        m_window->setWorkspace(test::signedIn(m_workspace));
        m_window->openLocation(projectsPage);
        QCOMPARE(m_window->location(), projectsPage);
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(m_window->location(), Location());
        QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(m_window->location(), projectsPage);
        QTest::mouseClick(m_window->currentPage(), Qt::BackButton);
        QCOMPARE(m_window->location(), Location());
        QTest::mouseClick(m_window->currentPage(), Qt::ForwardButton);
        QCOMPARE(m_window->location(), projectsPage);
    }

    void aLinkToATabSwitchesTheTabOfAnOpenRun()
    {
        m_window->setWorkspace(test::signedIn(m_workspace));
        const QString run = QStringLiteral("algoperf/ogbg/runs/r1");
        m_window->openLocation(*Location::fromPath(run));
        m_window->openLocation(*Location::fromPath(run + QStringLiteral("/console")));
        QCOMPARE(m_window->location().tab, QStringLiteral("console"));
    }

    void theFirstPageHasTheFocusNotTheSearch()
    {
        const auto isOnPage = [this] {
            const QWidget *focus = m_window->focusWidget();
            return focus != nullptr && focus->isVisible()
                && (focus == m_window->currentPage() || m_window->currentPage()->isAncestorOf(focus));
        };
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QVERIFY(isOnPage());
        m_window->setWorkspace(test::signedIn(m_workspace));
        QTRY_VERIFY(isOnPage());
        m_window->openLocation(*Location::fromPath(QStringLiteral("algoperf/ogbg/workspace")));
        QTRY_COMPARE(m_window->focusWidget()->objectName(), QStringLiteral("runsTable"));
    }

    void troubleWithTheFilesStaysWhilePagesComeAndGo()
    {
        const auto warning = [this]() -> QString {
            for (const auto *bar : m_window->findChildren<ui::MessageBar *>()) {
                if (bar->isVisibleTo(m_window.get()) && bar->text().contains(QStringLiteral("/home/ada/data")))
                    return bar->text();
            }
            return {};
        };
        m_window->setWorkspace(test::signedIn(m_workspace));
        QCOMPARE(warning(), QString());
        m_workspace->trouble = workspace::StorageTrouble::Full;
        emit m_workspace->storageTroubleChanged();
        QVERIFY(warning().contains(QStringLiteral("disk is full")));
        m_window->openLocation(projectsPage);
        QVERIFY(warning().contains(QStringLiteral("Make room")));
        const auto other = std::make_shared<test::FakeWorkspace>();
        m_window->setWorkspace(test::signedIn(other));
        QCOMPARE(warning(), QString());
        emit m_workspace->storageTroubleChanged(); // of an account that is not shown any more
        QCOMPARE(warning(), QString());
    }

    void eachTroubleWithTheFilesSaysWhatToDo()
    {
        using Trouble = workspace::StorageTrouble;
        QSet<QString> texts;
        for (const Trouble trouble : {Trouble::Full, Trouble::Unwritable, Trouble::Failing, Trouble::Damaged,
                 Trouble::Newer, Trouble::Foreign, Trouble::Rescued}) {
            const QString text = ui::storageTroubleText(trouble, QStringLiteral("/place"));
            QVERIFY(text.count(u'.') >= 2); // what happened, what is safe or what to do
            texts.insert(text);
        }
        QCOMPARE(texts.size(), 7);
        QVERIFY(ui::storageTroubleText(Trouble::None, QStringLiteral("/place")).isEmpty());
    }

    void goingBackShowsThePageThatWasKept()
    {
        m_window->setWorkspace(test::signedIn(m_workspace));
        const ui::Page *home = m_window->currentPage();
        m_window->openLocation(projectsPage);
        m_window->openLocation({});
        QCOMPARE(m_window->currentPage(), home);
    }

    void theProjectOfARunIsAmongTheRecentOnes()
    {
        m_window->setWorkspace(test::signedIn(m_workspace));
        m_window->openLocation(*Location::fromPath(QStringLiteral("algoperf/ogbg/runs/r1")));
        auto *tree = m_window->findChild<ui::NavigationTree *>();
        QTRY_VERIFY(tree->indexOf({QStringLiteral("Recent"), QStringLiteral("ogbg")}).isValid());
        QTRY_COMPARE(tree->currentIndex(), tree->indexOf({QStringLiteral("Recent"), QStringLiteral("ogbg")}));
    }

    void theNavigationLeadsToPages()
    {
        m_window->setWorkspace(test::signedIn(m_workspace));
        auto *tree = m_window->findChild<ui::NavigationTree *>();
        const QModelIndex members = tree->indexOf({QStringLiteral("algoperf"), QStringLiteral("Members")});
        tree->setCurrentIndex(members);
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(m_window->location().path(), QStringLiteral("algoperf/members"));
        const QModelIndex projects = tree->indexOf({QStringLiteral("algoperf"), QStringLiteral("Projects")});
        QVERIFY(projects.isValid());
        tree->setCurrentIndex(projects);
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(m_window->location(), projectsPage);
        QTRY_VERIFY(tree->indexOf({QStringLiteral("Pinned"), QStringLiteral("imagenet_vit")}).isValid());
    }

    void theLastPageIsOpenedAgain()
    {
        m_window->setWorkspace(test::signedIn(m_workspace));
        m_window->openLocation(projectsPage);
        makeWindow();
        m_window->setWorkspace(test::signedIn(m_workspace));
        QCOMPARE(m_window->location(), projectsPage);
    }

    void theAccountThatWasOpenIsOpenedAgainAtTheNextStart()
    {
        m_accounts->accounts = {test::signedIn(m_workspace).account};
        m_accounts->onSignIn = [this](const workspace::SignInRequest &) { return test::signedIn(m_workspace); };
        QVERIFY(!m_window->openLastAccount());
        m_window->setWorkspace(test::signedIn(m_workspace));
        makeWindow();
        QVERIFY(m_window->openLastAccount());
        QTRY_VERIFY(m_window->isSignedIn());
        QCOMPARE(m_window->location(), Location());
        trigger(QStringLiteral("Sign &out"));
        m_accounts->accounts = {test::signedIn(m_workspace).account};
        makeWindow();
        QVERIFY(!m_window->openLastAccount());
    }

    void anAccountOfTheLocalTeamIsOpenedFirstAndConnectedWhenTheTeamHasStarted()
    {
        workspace::SignedIn account = test::signedIn(m_workspace);
        account.account.isLocalTeam = true;
        m_accounts->accounts = {account.account};
        m_accounts->onSignIn = [account](const workspace::SignInRequest &) { return account; };
        m_window->setWorkspace(account);
        makeWindow();
        QVERIFY2(!m_window->openLastAccount(), "nobody starts the team that the account belongs to");
        m_window->setDemoTeam({ui::DemoTeam::State::Starting, {}, {}});
        QVERIFY(m_window->openLastAccount());
        QTRY_VERIFY(m_window->isSignedIn());
        ui::DemoAccount offered = test::demoAccounts().first();
        offered.username = account.account.username;
        QVERIFY(m_accounts->requests.isEmpty());
        m_window->setDemoTeam({ui::DemoTeam::State::Ready, {offered}, {}});
        QCOMPARE(m_accounts->requests.size(), 1);
        QCOMPARE(m_accounts->requests.first().key, offered.key);
        QVERIFY(m_accounts->requests.first().isLocalTeam && !m_accounts->requests.first().remember);
    }

    void signingOutForgetsTheKeyAndShowsTheSignInPage()
    {
        m_accounts->accounts = {test::signedIn(m_workspace).account};
        m_window->setWorkspace(test::signedIn(m_workspace));
        trigger(QStringLiteral("Sign &out"));
        QCOMPARE(m_window->location().page, Location::Page::SignIn);
        QTRY_VERIFY(m_accounts->calls.contains(QStringLiteral("signOut local-ada")));
        QVERIFY(!m_window->isSignedIn());
        QCOMPARE(m_workspace.use_count(), 1);
    }

    void beingOfflineIsABadgeWithTryAgain()
    {
        m_window->setWorkspace(test::signedIn(m_workspace));
        auto *status = m_window->findChild<ui::ShellStatusBar *>();
        QCOMPARE(status->connectionText(), QStringLiteral("online"));
        m_workspace->setConnectivity(workspace::Connectivity::Offline);
        QCOMPARE(status->connectionText(), QStringLiteral("offline"));
        auto *action = status->findChild<QToolButton *>(QStringLiteral("connectionAction"));
        QTRY_VERIFY(action->isVisible());
        QTest::mouseClick(action, Qt::LeftButton);
        QVERIFY(m_workspace->calls.contains(QStringLiteral("retry")));
        QCOMPARE(QApplication::activeModalWidget(), nullptr);
        QVERIFY(status->ageOfData().startsWith(QStringLiteral("synced")));
    }

    void whoseKeyIsMissingGivesItWithoutTypingTheAddressAgain()
    {
        m_window->setWorkspace(test::signedIn(m_workspace));
        m_workspace->setConnectivity(workspace::Connectivity::KeyMissing);
        auto *action = m_window->findChild<QToolButton *>(QStringLiteral("connectionAction"));
        QTRY_VERIFY(action->isVisible());
        QTest::mouseClick(action, Qt::LeftButton);
        QCOMPARE(m_window->location().page, Location::Page::SignIn);
        const auto *address = m_window->findChild<QLineEdit *>(QStringLiteral("serverAddress"));
        QCOMPARE(address->text(), m_workspace->me.server.toDisplayString());
        QCOMPARE(m_window->focusWidget(), m_window->findChild<QWidget *>(QStringLiteral("apiKey")));
    }

    void thePaletteFindsPagesProjectsMembersAndWhyAnActionIsGrey()
    {
        m_workspace->setRole(domain::BaseRole::ViewOnly);
        m_window->setWorkspace(test::signedIn(m_workspace));
        m_window->openLocation(projectsPage);
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *palette = m_window->findChild<ui::CommandPalette *>();
        QVERIFY(palette->isVisible());
        QStringList titles;
        for (int row = 0; row < palette->model().rowCount(); ++row)
            titles.append(palette->model().index(row, 0).data().toString());
        for (const char *title : {"Members", "fastmri", "New project…", "Sign out", "ben"})
            QVERIFY2(!titles.filter(QString::fromUtf8(title), Qt::CaseInsensitive).isEmpty(), title);
        QTest::keyClicks(&palette->field(), QStringLiteral("new project"));
        const QModelIndex first = palette->model().index(0, 0);
        QVERIFY(!first.data(ui::PaletteModel::ReasonRole).toString().isEmpty());
    }

    void aPastedLinkOpensItsPage()
    {
        m_window->setWorkspace(test::signedIn(m_workspace));
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *palette = m_window->findChild<ui::CommandPalette *>();
        palette->field().setText(QStringLiteral("cohort://127.0.0.1:1/algoperf/projects"));
        QTest::keyClick(&palette->field(), Qt::Key_Return);
        QCOMPARE(m_window->location(), projectsPage);
    }

    void aLinkToAnotherServerAsksFirst()
    {
        m_window->setWorkspace(test::signedIn(m_workspace));
        QVERIFY(m_window->openLink(QStringLiteral("https://wandb.ai/other/project")));
        QCOMPARE(m_window->location(), Location());
        bool isTold = false;
        for (const ui::MessageBar *bar : m_window->findChildren<ui::MessageBar *>())
            isTold = isTold || bar->text().contains(QStringLiteral("wandb.ai"));
        QVERIFY(isTold);
    }

    void theThemeIsSwitchedWhileRunningAndRemembered()
    {
        m_window->setWorkspace(test::signedIn(m_workspace));
        m_window->appearance().setTheme(ui::Theme::Dark);
        QTRY_COMPARE(m_window->palette().color(QPalette::Window), ui::darkColours().window);
        m_window->appearance().setTheme(ui::Theme::Light);
        QTRY_COMPARE(m_window->palette().color(QPalette::Window), ui::lightColours().window);
        m_window->appearance().setTheme(ui::Theme::Dark);
        makeWindow();
        QCOMPARE(m_window->appearance().theme(), ui::Theme::Dark);
    }

    void theAccountMenuSaysWhoAndWhichRole()
    {
        m_window->setWorkspace(test::signedIn(m_workspace));
        const QStringList lines = m_window->findChild<ui::AccountMenu *>()->whoLines();
        QCOMPARE(lines,
            QStringList(
                {QStringLiteral("Ada Moreau"), QStringLiteral("Local team"), QStringLiteral("Admin in algoperf")}));
    }

    void theLocalTeamIsNotCalledByItsAddress()
    {
        workspace::SignedIn account = test::signedIn(m_workspace);
        account.account.isLocalTeam = true;
        m_workspace->me.serverName = QStringLiteral("127.0.0.1");
        m_window->setWorkspace(account);
        QCOMPARE(m_window->findChild<ui::AccountMenu *>()->whoLines().value(1), QStringLiteral("Local team"));
        QCOMPARE(
            m_window->findChild<QToolButton *>(QStringLiteral("serverButton"))->text(), QStringLiteral("Local team"));
    }

    void everyControlHasAName()
    {
        QCOMPARE(unnamedControls(*m_window), QStringList());
        m_window->setWorkspace(test::signedIn(m_workspace));
        for (const char *place : {"home", "algoperf/projects", "algoperf/members", "algoperf/ogbg/workspace",
                 "algoperf/ogbg/runs/r1", "algoperf/ogbg/runs/r1/charts", "algoperf/ogbg/runs/r1/console"}) {
            m_window->openLocation(*Location::fromPath(QString::fromLatin1(place)));
            QTRY_VERIFY_WITH_TIMEOUT(m_window->isPageReady(), 15000);
            QCOMPARE(unnamedControls(*m_window), QStringList());
        }
        m_workspace->setConnectivity(workspace::Connectivity::Offline);
        QCOMPARE(unnamedControls(*m_window), QStringList());
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(unnamedControls(*m_window), QStringList());
    }

    void tabComesRound()
    {
        m_window->setWorkspace(test::signedIn(m_workspace));
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_Tab);
        QWidget *first = QApplication::focusWidget();
        QVERIFY(first != nullptr);
        int steps = 0;
        do {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            ++steps;
        } while (QApplication::focusWidget() != first && steps < 60);
        QVERIFY(steps > 4);
        QVERIFY2(steps < 60, "Tab does not come back");
    }

private:
    void makeWindow()
    {
        m_window.reset();
        m_window = std::make_unique<ui::MainWindow>(*m_accounts, *m_settings, test::demoAccounts());
        m_window->resize(1280, 800);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void trigger(const QString &text)
    {
        for (QAction *action : m_window->findChildren<QAction *>()) {
            if (action->text() == text)
                return action->trigger();
        }
        QFAIL("no such action");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<base::Settings> m_settings;
    std::unique_ptr<test::FakeAccounts> m_accounts;
    std::shared_ptr<test::FakeWorkspace> m_workspace;
    std::unique_ptr<ui::MainWindow> m_window;
};

COHORT_TEST(TestMainWindow)
#include "testmainwindow.moc"
