#pragma once

#include "ui/accounts/demoaccount.h"
#include "ui/kit/location.h"
#include "ui/shell/navigationhistory.h"
#include "workspace/accounts.h"

#include <QMainWindow>
#include <memory>

class QSplitter;

namespace base {
class Settings;
}

namespace ui {

class Appearance;
class Directory;
class MessageBar;
class NavigationPane;
class Page;
class PageHost;
class ShellStatusBar;
class SignInDesk;
class WindowActions;
class WindowBar;
class WindowPalette;

/// The window: navigation at the left, the page in the middle, breadcrumb and search above, connection and age below.
/// It joins the parts and knows no more than where the person is; pages own what they show and do.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// Shows the sign-in page first, unless an account is being opened. `accounts` and `settings` outlive the window.
    MainWindow(workspace::Accounts &accounts, base::Settings &settings, const QList<DemoAccount> &demoAccounts,
        QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Shows an account that was opened: its last page, or the one that openLocation() asked for before.
    void setWorkspace(const workspace::SignedIn &account);
    /// Opens a known account behind the sign-in page, which says what is going on.
    void openAccount(const QString &id);
    /// Opens the account that was open when the program ended, if it was not signed out of; one of the local team only
    /// if that is being started. False: there is none, the person chooses.
    bool openLastAccount();
    /// The demo team started, is ready, or failed to start. An account of it that is open already is signed in.
    void setDemoTeam(const DemoTeam &team);
    /// Signs in as the demo account with this role; false: there is none.
    bool signInAsDemo(domain::BaseRole role);
    /// Goes to a page; before an account is open it is kept until then.
    void openLocation(const Location &location);
    /// A `cohort://` or web link from outside or from the clipboard. Never signs in or changes the server by itself.
    /// False: it is no link that Cohort understands; the person was told.
    bool openLink(const QString &text);

    /// Where the window is.
    [[nodiscard]] Location location() const;
    [[nodiscard]] Page *currentPage() const;
    /// The page shown has its data, or says why not: a picture may be taken.
    [[nodiscard]] bool isPageReady() const;
    [[nodiscard]] Appearance &appearance() const { return *m_appearance; }
    [[nodiscard]] bool isSignedIn() const { return m_directory != nullptr; }

signals:
    /// isPageReady() became true, or another page is shown.
    void pageReadyChanged();
    /// The page shows data, perhaps old ones.
    void pageFilled();

protected:
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void createParts(const QList<DemoAccount> &demoAccounts);
    void createLayout();
    void connectActions();
    void connectParts();
    void showSignIn();
    void leaveWorkspace();
    void signOut();
    void goTo(const Location &location);
    bool showLocation(const Location &location);
    [[nodiscard]] bool hasFocusElsewhere() const;
    void goBack();
    void goForward();
    void pageChanged();
    void showAge();
    void focusWhatCame();
    void updateTitle();
    void updateHistoryActions();
    void findInPage();
    void saveState();

    workspace::Accounts &m_accounts;
    base::Settings &m_settings;
    workspace::SignedIn m_account; ///< workspace is null while nobody is signed in
    std::optional<Location> m_wanted; ///< asked for before an account was open
    NavigationHistory m_history;
    Appearance *m_appearance = nullptr;
    WindowActions *m_actions = nullptr;
    Directory *m_directory = nullptr;
    NavigationPane *m_navigation = nullptr;
    WindowBar *m_bar = nullptr;
    MessageBar *m_storageMessage = nullptr; ///< about the files on this computer, above all others
    MessageBar *m_message = nullptr;
    QSplitter *m_splitter = nullptr;
    PageHost *m_host = nullptr;
    SignInDesk *m_signIn = nullptr;
    ShellStatusBar *m_status = nullptr;
    WindowPalette *m_palette = nullptr;
    QMetaObject::Connection m_readyConnection;
    QMetaObject::Connection m_titleConnection;
    QMetaObject::Connection m_ageConnection;
};

} // namespace ui
