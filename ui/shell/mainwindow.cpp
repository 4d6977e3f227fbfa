#include "ui/shell/mainwindow.h"

#include "base/settings.h"
#include "base/whendone.h"
#include "ui/accounts/signinpage.h"
#include "ui/kit/icons.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/page.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/scrollareaaccess.h"
#include "ui/kit/searchfield.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"
#include "ui/shell/aboutbox.h"
#include "ui/shell/accountmenu.h"
#include "ui/shell/appearance.h"
#include "ui/shell/breadcrumb.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/directory.h"
#include "ui/shell/link.h"
#include "ui/shell/navigationtree.h"
#include "ui/shell/pagefactory.h"
#include "ui/shell/pagehost.h"
#include "ui/shell/palettesource.h"
#include "ui/shell/shellstatusbar.h"
#include "ui/shell/storagewords.h"
#include "ui/shell/windowactions.h"
#include "ui/shell/windowstate.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QCloseEvent>
#include <QLineEdit>
#include <QMenuBar>
#include <QMouseEvent>
#include <QSplitter>
#include <QToolButton>

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
    , m_opening(this)
    , m_appearance(new Appearance(settings, this))
    , m_actions(new WindowActions(*m_appearance, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    installScrollAreaAccess();
    createParts();
    createLayout();
    connectActions();
    connectParts();
    restoreWindow(*this, *m_splitter, m_settings);
    qApp->installEventFilter(this);
    m_demoTeam.accounts = demoAccounts;
}

MainWindow::~MainWindow()
{
    m_host->setFactory({});
}

void MainWindow::createParts()
{
    m_actions->fill(*menuBar());
    m_status = new ShellStatusBar(this);
    setStatusBar(m_status);
    m_message = new MessageBar(this);
    m_storageMessage = new MessageBar(this);
    m_host = new PageHost(this);
    m_navigationPane = new QWidget(this);
    m_navigation = new NavigationTree(m_navigationPane);
    m_serverButton = new QToolButton(m_navigationPane);
    m_serverButton->setObjectName(QStringLiteral("serverButton"));
    m_serverButton->setIcon(icon("server"));
    m_serverButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_serverButton->setAutoRaise(true);
    m_serverButton->setFocusPolicy(Qt::TabFocus);
    m_serverButton->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_palette = new CommandPalette(this);
    m_source = new PaletteSource([this](const Location &location) { openLocation(location); }, this);
}

QWidget *MainWindow::createBar()
{
    auto *bar = new QWidget(this);
    const auto addButton = [bar](QAction *action) {
        auto *button = new QToolButton(bar);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        return button;
    };
    m_breadcrumb = new Breadcrumb(bar);
    m_searchButton = new QToolButton(bar);
    m_searchButton->setObjectName(QStringLiteral("searchButton"));
    m_searchButton->setDefaultAction(m_actions->palette());
    m_searchButton->setAccessibleName(tr("Search or run a command…"));
    m_searchButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_searchButton->setFocusPolicy(Qt::TabFocus);
    m_accountMenu = new AccountMenu(*m_actions, bar);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(gap(2), gap(1), gap(2), gap(1));
    row->setSpacing(gap(1));
    row->addWidget(addButton(m_actions->back()));
    row->addWidget(addButton(m_actions->forward()));
    row->addWidget(addButton(m_actions->refresh()));
    row->addSpacing(gap(2));
    row->addWidget(m_breadcrumb, 1);
    row->addWidget(m_searchButton);
    row->addSpacing(gap(1));
    row->addWidget(m_accountMenu);
    return bar;
}

void MainWindow::createLayout()
{
    auto *pane = new QVBoxLayout(m_navigationPane);
    pane->setContentsMargins(0, 0, 0, 0);
    pane->setSpacing(0);
    pane->addWidget(m_serverButton);
    pane->addWidget(m_navigation, 1);
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
    m_splitter->addWidget(m_navigationPane);
    m_splitter->addWidget(page);
    m_splitter->setStretchFactor(1, 1);
    auto *middle = new QWidget(this);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(createBar());
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
    connect(m_actions->palette(), &QAction::triggered, this, &MainWindow::openPalette);
    connect(m_actions->openLink(), &QAction::triggered, this, &MainWindow::openPalette);
    connect(m_actions->copyLink(), &QAction::triggered, this,
        [this] { QApplication::clipboard()->setText(linkTo(m_account.account.server, location())); });
    connect(m_actions->find(), &QAction::triggered, this, &MainWindow::findInPage);
    connect(m_actions->navigation(), &QAction::toggled, m_navigationPane, &QWidget::setVisible);
    connect(m_actions->fullScreen(), &QAction::triggered, this,
        [this](bool isOn) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, isOn)); });
    connect(m_actions->switchAccount(), &QAction::triggered, this, &MainWindow::showSignIn);
    connect(m_actions->signOut(), &QAction::triggered, this, &MainWindow::signOut);
    connect(m_actions->quit(), &QAction::triggered, this, &QWidget::close);
    connect(m_actions->about(), &QAction::triggered, this, [this] { showAboutBox(this); });
}

void MainWindow::connectParts()
{
    connect(m_navigation, &NavigationTree::openRequested, this, &MainWindow::goTo);
    connect(m_breadcrumb, &Breadcrumb::openRequested, this, &MainWindow::goTo);
    connect(m_host, &PageHost::openRequested, this, &MainWindow::goTo);
    connect(m_host, &PageHost::pageChanged, this, &MainWindow::pageChanged);
    connect(m_status, &ShellStatusBar::signInRequested, this, [this] {
        showSignIn();
        signInPage().askForKey(m_account.account.server);
    });
    connect(m_serverButton, &QToolButton::clicked, this, &MainWindow::showSignIn);
    connect(m_source, &PaletteSource::changed, this, &MainWindow::fillPalette);
    connect(m_palette, &CommandPalette::queryChanged, this, &MainWindow::fillPalette);
    connect(m_palette, &CommandPalette::closed, m_source, &PaletteSource::stop);
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
    m_navigation->setDirectory(m_directory);
    const QString server = serverTitle(m_account.account, opened.account());
    m_accountMenu->setDirectory(m_directory, server);
    m_source->setDirectory(m_directory);
    m_status->setWorkspace(&opened);
    m_serverButton->setText(plainMenuText(server));
    setPlainToolTip(m_serverButton, tr("%1: switch account").arg(server));
    m_actions->setSignedIn(true);
    m_navigationPane->setVisible(m_actions->navigation()->isChecked());
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
    signInPage().openAccount(id);
}

void MainWindow::setDemoTeam(const DemoTeam &team)
{
    m_demoTeam = team;
    if (m_signIn != nullptr)
        m_signIn->setDemoTeam(team);
    if (!m_account.account.isLocalTeam)
        return;
    if (team.state == DemoTeam::State::Ready)
        connectDemoAccount();
    else if (team.state == DemoTeam::State::Failed)
        m_message->showMessage(MessageBar::Kind::Warning,
            tr("The local team could not be started. What you opened before is shown from this computer."));
}

/// The account was opened from what is on this computer; its server has started only now, with a key of its own.
void MainWindow::connectDemoAccount()
{
    for (const DemoAccount &account : std::as_const(m_demoTeam.accounts)) {
        if (account.username != m_account.account.username)
            continue;
        workspace::SignInRequest request;
        request.server = account.server;
        request.key = account.key;
        request.remember = false;
        request.isLocalTeam = true;
        base::whenDone(this, m_accounts.signIn(request), [this](const base::Result<workspace::SignedIn> &signedIn) {
            if (!signedIn)
                m_message->showError(signedIn.error());
        });
    }
}

bool MainWindow::openLastAccount()
{
    using State = DemoTeam::State;
    const bool hasDemoTeam = m_demoTeam.state == State::Starting || m_demoTeam.state == State::Ready;
    const QString last = lastAccount(m_settings);
    for (const workspace::KnownAccount &account : m_accounts.known()) {
        if (account.id != last || (account.isLocalTeam && !hasDemoTeam))
            continue;
        m_opening.start(m_accounts.open(last), [this](const base::Result<workspace::SignedIn> &opened) {
            if (opened) {
                setWorkspace(*opened);
                return;
            }
            showSignIn();
            signInPage().messages().showError(opened.error());
        });
        return true;
    }
    return false;
}

bool MainWindow::signInAsDemo(domain::BaseRole role)
{
    showSignIn();
    return signInPage().signInAsDemo(role);
}

/// Made when it is wanted first: who stays signed in does not wait for it.
SignInPage &MainWindow::signInPage()
{
    if (m_signIn == nullptr) {
        m_signIn = new SignInPage(m_accounts, m_demoTeam.accounts, m_host);
        if (m_demoTeam.state != DemoTeam::State::Absent)
            m_signIn->setDemoTeam(m_demoTeam);
        connect(m_signIn, &SignInPage::signedIn, this, &MainWindow::setWorkspace);
    }
    return *m_signIn;
}

void MainWindow::showSignIn()
{
    m_opening.drop();
    m_navigationPane->hide();
    m_host->showForeign(&signInPage());
    currentPage()->focusContent();
    if (m_directory == nullptr) {
        m_actions->setSignedIn(false);
        return;
    }
    m_message->showMessage(MessageBar::Kind::Info,
        tr("You are still signed in as %1.").arg(m_account.workspace->account().username), tr("Go back"), [this] {
            m_navigationPane->setVisible(m_actions->navigation()->isChecked());
            if (!m_history.places().isEmpty())
                showLocation(m_history.current());
        });
}

void MainWindow::leaveWorkspace()
{
    m_palette->close();
    m_source->setDirectory(nullptr);
    m_navigation->setDirectory(nullptr);
    m_accountMenu->setDirectory(nullptr);
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
    saveLastAccount(m_settings, {});
    leaveWorkspace();
    m_message->clear();
    showSignIn();
    base::whenDone(this, m_accounts.signOut(id, false), [this](const base::Status &status) {
        if (status)
            signInPage().messages().showNotice(tr("You are signed out. What was on this computer stays here."));
        else
            signInPage().messages().showMessage(MessageBar::Kind::Warning,
                tr("You are signed out, but the key could not be removed from the keyring. Unlock it and try again."));
    });
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
    m_navigationPane->setVisible(m_actions->navigation()->isChecked());
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
    m_readyConnection = connect(page, &Page::readyChanged, this, &MainWindow::pageReadyChanged);
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
    if (focusWidget() == currentPage()) // until now there was nothing in it to be focused
        currentPage()->focusContent();
    emit pageFilled();
}

void MainWindow::updateTitle()
{
    const Page *page = currentPage();
    if (page == nullptr)
        return;
    // A project's page is titled by the project, which stands before it already.
    const bool isProject = page->location().page == Location::Page::Workspace;
    m_breadcrumb->setLocation(page->location(), isProject ? tr("Workspace") : page->title());
    setWindowTitle(tr("%1 – Cohort", "page").arg(m_breadcrumb->text()));
}

void MainWindow::updateHistoryActions()
{
    m_actions->back()->setEnabled(m_history.canGoBack());
    m_actions->forward()->setEnabled(m_history.canGoForward());
}

void MainWindow::openPalette()
{
    if (m_palette->isVisible()) {
        m_palette->close();
        return;
    }
    m_source->setActions(
        m_actions->all(), currentPage() != nullptr ? currentPage()->pageActions() : QList<QAction *>());
    m_source->start(location());
    m_palette->open(m_source->entries());
}

void MainWindow::fillPalette()
{
    QList<PaletteEntry> entries = m_source->entries();
    const QString typed = m_palette->field().text();
    if (parseLink(typed)) {
        PaletteEntry entry;
        entry.kind = PaletteEntry::Kind::Link;
        entry.title = tr("Open this link");
        entry.detail = typed.trimmed();
        entry.icon = icon("link");
        entry.run = [this, typed] { openLink(typed); };
        entries.prepend(entry);
    }
    m_palette->setEntries(entries);
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
    if (currentPage() == nullptr && !m_opening.isWaiting())
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
