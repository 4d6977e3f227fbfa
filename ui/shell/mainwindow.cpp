#include "ui/shell/mainwindow.h"

#include "base/settings.h"
#include "ui/accounts/signinpage.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/page.h"
#include "ui/kit/scrollareaaccess.h"
#include "ui/kit/searchfield.h"
#include "ui/shell/aboutbox.h"
#include "ui/shell/appearance.h"
#include "ui/shell/directory.h"
#include "ui/shell/link.h"
#include "ui/shell/navigationpane.h"
#include "ui/shell/pagefactory.h"
#include "ui/shell/pagehost.h"
#include "ui/shell/shellstatusbar.h"
#include "ui/shell/signindesk.h"
#include "ui/shell/storagewords.h"
#include "ui/shell/windowactions.h"
#include "ui/shell/windowbar.h"
#include "ui/shell/windowpalette.h"
#include "ui/shell/windowstate.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QCloseEvent>
#include <QMenuBar>
#include <QMouseEvent>
#include <QSplitter>

namespace ui {

namespace {

/// What people call the server of an account.
QString serverTitle(const workspace::KnownAccount &known, const domain::Account &account)
{
    if (known.isLocalTeam)
        return MainWindow::tr("Local team");
    return account.serverName.isEmpty() ? account.server.host() : account.serverName;
}

} // namespace

MainWindow::MainWindow(
    workspace::Accounts &accounts, base::Settings &settings, const QList<DemoAccount> &demoAccounts, QWidget *parent)
    : QMainWindow(parent)
    , m_accounts(accounts)
    , m_settings(settings)
    , m_appearance(new Appearance(settings, this))
    , m_actions(new WindowActions(*m_appearance, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    installScrollAreaAccess();
    createParts(demoAccounts);
    createLayout();
    connectActions();
    connectParts();
    restoreWindow(*this, *m_splitter, m_settings);
    qApp->installEventFilter(this);
}

MainWindow::~MainWindow()
{
    m_host->setFactory({});
}

void MainWindow::createParts(const QList<DemoAccount> &demoAccounts)
{
    m_actions->fill(*menuBar());
    m_status = new ShellStatusBar(this);
    setStatusBar(m_status);
    m_message = new MessageBar(this);
    m_storageMessage = new MessageBar(this);
    m_host = new PageHost(this);
    m_navigation = new NavigationPane(this);
    m_palette = new WindowPalette(this);
    m_bar = new WindowBar(*m_actions, this);
    m_signIn = new SignInDesk(m_accounts, m_settings, demoAccounts, *m_host, this);
}

void MainWindow::createLayout()
{
    auto *page = new QWidget(this);
    auto *pageColumn = new QVBoxLayout(page);
    pageColumn->setContentsMargins(0, 0, 0, 0);
    pageColumn->setSpacing(0);
    pageColumn->addWidget(m_storageMessage);
    pageColumn->addWidget(m_message);
    pageColumn->addWidget(m_host, 1);
    m_splitter = new QSplitter(this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(m_navigation);
    m_splitter->addWidget(page);
    m_splitter->setStretchFactor(1, 1);
    auto *middle = new QWidget(this);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    auto *line = new QFrame(middle);
    line->setFrameShape(QFrame::HLine);
    column->addWidget(line);
    column->addWidget(m_splitter, 1);
    setCentralWidget(middle);
    m_palette->raise();
}

void MainWindow::connectActions()
{
    connect(m_actions->back(), &QAction::triggered, this, &MainWindow::goBack);
    connect(m_actions->forward(), &QAction::triggered, this, &MainWindow::goForward);
    connect(m_actions->home(), &QAction::triggered, this, [this] { goTo({}); });
    connect(m_actions->refresh(), &QAction::triggered, this, [this] {
        if (Page *page = currentPage())
            page->refresh();
    });
    for (QAction *action : {m_actions->palette(), m_actions->openLink()}) {
        connect(action, &QAction::triggered, this, [this] {
            const Page *page = currentPage();
            m_palette->toggle(m_actions->all(), page != nullptr ? page->pageActions() : QList<QAction *>(), location());
        });
    }
    connect(m_actions->copyLink(), &QAction::triggered, this,
        [this] { QApplication::clipboard()->setText(linkTo(m_account.account.server, location())); });
    connect(m_actions->find(), &QAction::triggered, this, &MainWindow::findInPage);
    connect(m_actions->navigation(), &QAction::toggled, m_navigation, &QWidget::setVisible);
    connect(m_actions->fullScreen(), &QAction::triggered, this,
        [this](bool isOn) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, isOn)); });
    connect(m_actions->switchAccount(), &QAction::triggered, this, &MainWindow::showSignIn);
    connect(m_actions->signOut(), &QAction::triggered, this, &MainWindow::signOut);
    connect(m_actions->quit(), &QAction::triggered, this, &QWidget::close);
    connect(m_actions->about(), &QAction::triggered, this, [this] { showAboutBox(this); });
}

void MainWindow::connectParts()
{
    connect(m_navigation, &NavigationPane::openRequested, this, &MainWindow::goTo);
    connect(m_navigation, &NavigationPane::switchRequested, this, &MainWindow::showSignIn);
    connect(m_bar, &WindowBar::openRequested, this, &MainWindow::goTo);
    connect(m_host, &PageHost::openRequested, this, &MainWindow::goTo);
    connect(m_host, &PageHost::pageChanged, this, &MainWindow::pageChanged);
    connect(m_status, &ShellStatusBar::signInRequested, this, [this] {
        showSignIn();
        m_signIn->page().askForKey(m_account.account.server);
    });
    connect(m_palette, &WindowPalette::openRequested, this, &MainWindow::openLocation);
    connect(m_palette, &WindowPalette::linkChosen, this, &MainWindow::openLink);
    connect(m_signIn, &SignInDesk::signedIn, this, &MainWindow::setWorkspace);
    connect(m_signIn, &SignInDesk::openingFailed, this, [this](const base::Error &error) {
        showSignIn();
        m_signIn->page().messages().showError(error);
    });
    connect(m_signIn, &SignInDesk::connectingFailed, this,
        [this](const base::Error &error) { m_message->showError(error); });
}

void MainWindow::setWorkspace(const workspace::SignedIn &account)
{
    leaveWorkspace();
    m_account = account;
    saveLastAccount(m_settings, account.account.id);
    workspace::Workspace &opened = *m_account.workspace;
    m_directory = new Directory(opened, this);
    m_host->setFactory([this, factory = PageFactory(opened, m_settings)](
                           const Location &place, QWidget *parent) { return factory.make(place, parent); });
    const QString server = serverTitle(m_account.account, opened.account());
    m_navigation->setDirectory(m_directory, server);
    m_bar->setDirectory(m_directory, server);
    m_palette->setDirectory(m_directory);
    m_status->setWorkspace(&opened);
    m_actions->setSignedIn(true);
    m_navigation->setVisible(m_actions->navigation()->isChecked());
    m_message->clear();
    const auto tellTrouble = [this] { showStorageTrouble(*m_account.workspace, *m_storageMessage); };
    connect(&opened, &workspace::Workspace::storageTroubleChanged, this, tellTrouble);
    tellTrouble();
    const std::optional<Location> last = Location::fromPath(lastPage(m_settings, m_account.account.id));
    const Location first = m_wanted.value_or(last.value_or(Location()));
    m_wanted.reset();
    if (!showLocation(first))
        showLocation({});
    m_history.visit(location());
    updateHistoryActions();
}

void MainWindow::openAccount(const QString &id)
{
    showSignIn();
    m_signIn->page().openAccount(id);
}

void MainWindow::setDemoTeam(const DemoTeam &team)
{
    m_signIn->setDemoTeam(team);
    if (!m_account.account.isLocalTeam)
        return;
    if (team.state == DemoTeam::State::Ready)
        m_signIn->connectDemoAccount(m_account.account.username);
    else if (team.state == DemoTeam::State::Failed)
        m_message->showMessage(MessageBar::Kind::Warning,
            tr("The local team could not be started. What you opened before is shown from this computer."));
}

bool MainWindow::openLastAccount()
{
    return m_signIn->openLastAccount();
}

bool MainWindow::signInAsDemo(domain::BaseRole role)
{
    showSignIn();
    return m_signIn->page().signInAsDemo(role);
}

void MainWindow::showSignIn()
{
    m_signIn->stopOpening();
    m_navigation->hide();
    m_host->showForeign(&m_signIn->page());
    currentPage()->focusContent();
    if (m_directory == nullptr) {
        m_actions->setSignedIn(false);
        return;
    }
    m_message->showMessage(MessageBar::Kind::Info,
        tr("You are still signed in as %1.").arg(m_account.workspace->account().username), tr("Go back"), [this] {
            m_navigation->setVisible(m_actions->navigation()->isChecked());
            if (!m_history.places().isEmpty())
                showLocation(m_history.current());
        });
}

void MainWindow::leaveWorkspace()
{
    m_palette->setDirectory(nullptr);
    m_navigation->setDirectory(nullptr);
    m_bar->setDirectory(nullptr);
    m_status->setWorkspace(nullptr);
    m_actions->setPageActions({});
    m_host->setFactory({});
    m_storageMessage->clear();
    if (m_account.workspace != nullptr)
        m_account.workspace->disconnect(this);
    delete std::exchange(m_directory, nullptr); // before the workspace it reads
    m_account = {};
    m_history.clear();
    updateHistoryActions();
}

void MainWindow::signOut()
{
    if (m_directory == nullptr)
        return;
    const QString id = m_account.account.id;
    leaveWorkspace();
    m_message->clear();
    showSignIn();
    m_signIn->signOut(id);
}

void MainWindow::openLocation(const Location &location)
{
    if (m_directory == nullptr)
        m_wanted = location;
    else
        goTo(location);
}

bool MainWindow::openLink(const QString &text)
{
    const std::optional<Link> link = parseLink(text);
    if (!link) {
        m_message->showMessage(MessageBar::Kind::Warning, tr("This is not a link that Cohort understands."));
        return false;
    }
    if (m_directory == nullptr) {
        m_wanted = link->location;
        m_message->showMessage(
            MessageBar::Kind::Info, tr("The link leads to %1. Sign in there to see it.").arg(link->host));
    } else if (leadsTo(*link, m_account.workspace->account().server)) {
        goTo(link->location);
    } else {
        m_message->showMessage(MessageBar::Kind::Info,
            tr("The link leads to %1, and you are signed in to %2.")
                .arg(link->host, m_account.workspace->account().server.host()),
            tr("Switch account…"), [this, place = link->location] {
                showSignIn();
                m_wanted = place;
            });
    }
    return true;
}

Location MainWindow::location() const
{
    const Page *page = currentPage();
    return page != nullptr ? page->location() : Location();
}

Page *MainWindow::currentPage() const
{
    return m_host->current();
}

bool MainWindow::isPageReady() const
{
    const Page *page = currentPage();
    return page != nullptr && page->isReady();
}

void MainWindow::goTo(const Location &location)
{
    if (m_directory == nullptr)
        return;
    if (!showLocation(location)) {
        m_message->showMessage(MessageBar::Kind::Warning, tr("There is no page for this link."));
        return;
    }
    m_history.visit(location);
    updateHistoryActions();
}

bool MainWindow::showLocation(const Location &location)
{
    // Asked before: Qt hands the focus of a page that goes to whatever comes next.
    const bool isFocusElsewhere = hasFocusElsewhere();
    if (location.page == Location::Page::SignIn || !m_host->open(location))
        return false;
    m_message->clear();
    m_navigation->setVisible(m_actions->navigation()->isChecked());
    if (!isFocusElsewhere)
        currentPage()->focusContent();
    saveLastPage(m_settings, m_account.account.id, location.path());
    m_directory->noteVisit({location.entity, location.project});
    return true;
}

/// Who walks through the navigation stays there.
bool MainWindow::hasFocusElsewhere() const
{
    const QWidget *focus = focusWidget();
    return focus != nullptr && focus->isVisible() && !m_host->isAncestorOf(focus);
}

void MainWindow::goBack()
{
    if (m_history.canGoBack())
        showLocation(m_history.goBack());
    updateHistoryActions();
}

void MainWindow::goForward()
{
    if (m_history.canGoForward())
        showLocation(m_history.goForward());
    updateHistoryActions();
}

void MainWindow::pageChanged()
{
    Page *page = currentPage();
    for (const QMetaObject::Connection &connection : {m_readyConnection, m_titleConnection, m_ageConnection})
        disconnect(connection);
    if (page == nullptr)
        return;
    m_readyConnection = connect(page, &Page::readyChanged, this, [this] {
        focusWhatCame();
        emit pageReadyChanged();
    });
    m_titleConnection = connect(page, &Page::titleChanged, this, &MainWindow::updateTitle);
    m_ageConnection = connect(page, &Page::shownFromChanged, this, &MainWindow::showAge);
    m_actions->setPageActions(page->pageActions());
    m_navigation->setCurrent(page->location());
    updateTitle();
    showAge();
    emit pageReadyChanged();
}

void MainWindow::showAge()
{
    const QDateTime shownFrom = currentPage()->shownFrom();
    m_status->setShownFrom(shownFrom);
    if (!shownFrom.isValid())
        return;
    focusWhatCame();
    emit pageFilled();
}

/// Until now there was nothing in the page to be focused.
void MainWindow::focusWhatCame()
{
    if (focusWidget() == currentPage())
        currentPage()->focusContent();
}

void MainWindow::updateTitle()
{
    const Page *page = currentPage();
    if (page == nullptr)
        return;
    // A project's page is titled by the project, which stands before it already.
    const bool isProject = page->location().page == Location::Page::Workspace;
    const QString path = m_bar->showLocation(page->location(), isProject ? tr("Workspace") : page->title());
    setWindowTitle(tr("%1 – Cohort", "page").arg(path));
}

void MainWindow::updateHistoryActions()
{
    m_actions->back()->setEnabled(m_history.canGoBack());
    m_actions->forward()->setEnabled(m_history.canGoForward());
}

void MainWindow::findInPage()
{
    const Page *page = currentPage();
    SearchField *field = page != nullptr ? page->findChild<SearchField *>() : nullptr;
    if (field == nullptr)
        return;
    field->setFocus(Qt::ShortcutFocusReason);
    field->selectAll();
}

void MainWindow::saveState()
{
    saveWindow(*this, *m_splitter, m_settings);
}

void MainWindow::showEvent(QShowEvent *event)
{
    if (currentPage() == nullptr && !m_signIn->isOpening())
        showSignIn();
    QMainWindow::showEvent(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange && m_actions != nullptr)
        m_actions->fullScreen()->setChecked(isFullScreen());
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress) {
        const auto *widget = qobject_cast<QWidget *>(watched);
        const Qt::MouseButton button = static_cast<QMouseEvent *>(event)->button();
        if (widget != nullptr && widget->window() == this
            && (button == Qt::BackButton || button == Qt::ForwardButton)) {
            button == Qt::BackButton ? goBack() : goForward();
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace ui

#include "moc_mainwindow.cpp"
