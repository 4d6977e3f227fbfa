#include "application.h"

#include "api/httptransport.h"
#include "api/keyringcredentials.h"
#include "base/settings.h"
#include "fontsahead.h"
#include "screenshot.h"
#include "singleinstance.h"
#include "stallwatchdog.h"
#include "startreport.h"
#include "ui/shell/appearance.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/windowstate.h"
#include "workspace/composition.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>
#include <QStandardPaths>
#include <QTimer>
#include <chrono>

namespace {

QString dataFolderOf(const CommandLine &line)
{
    return line.profileFolder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                                        : QDir(line.profileFolder).absolutePath();
}

std::unique_ptr<base::Settings> makeSettings(const CommandLine &line)
{
    if (line.profileFolder.isEmpty())
        return std::make_unique<base::Settings>();
    return std::make_unique<base::Settings>(QDir(line.profileFolder).absoluteFilePath(QStringLiteral("cohort.ini")));
}

domain::BaseRole demoRole(const QString &word)
{
    return domain::baseRoleFromWire(word);
}

ui::Theme themeOf(const QString &word)
{
    if (word == QLatin1String("light"))
        return ui::Theme::Light;
    return word == QLatin1String("dark") ? ui::Theme::Dark : ui::Theme::System;
}

constexpr std::chrono::milliseconds longestBlindStart(200); // the window is shown with or without its data then
constexpr std::chrono::milliseconds teamPause(300);

} // namespace

Application::Application(const CommandLine &line, FontsAhead &fonts, QObject *parent)
    : QObject(parent)
    , m_line(line)
    , m_fonts(fonts)
    , m_settings(makeSettings(line))
{
    if (!line.stallReportFile.isEmpty())
        m_watchdog = std::make_unique<StallWatchdog>();
    if (!line.startReportFile.isEmpty())
        m_startReport = std::make_unique<StartReport>(line.startReportFile);
}

Application::~Application()
{
    writeStallReport();
}

bool Application::start()
{
    const QString folder = dataFolderOf(m_line);
    m_instance = std::make_unique<SingleInstance>(folder);
    if (m_line.screenshotFile.isEmpty()) {
        if (m_instance->handOver(m_line.page))
            return false;
        m_instance->listen();
        connect(m_instance.get(), &SingleInstance::handedOver, this, &Application::show);
    }
    m_dataFolder = folder;
    createAccounts(folder);
    openAhead();
    createWindow();
    if (m_line.hasLocalTeam)
        prepareLocalTeam();
    openWanted(m_line.page);
    const bool isOpening = m_line.demoRole.isEmpty() && m_window->openLastAccount();
    if (m_startReport)
        m_startReport->watch(*m_window);
    if (isOpening) {
        showFilled();
    } else {
        m_window->show();
        startLocalTeam();
    }
    if (!m_line.screenshotFile.isEmpty())
        takeScreenshot();
    return true;
}

void Application::show(const QString &page)
{
    openWanted(page);
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void Application::createAccounts(const QString &dataFolder)
{
    workspace::Dependencies dependencies;
    dependencies.dataFolder = dataFolder;
    dependencies.credentials = std::make_shared<api::KeyringCredentials>();
    dependencies.makeTransport = [](const QUrl &server, const QByteArray &key) -> std::unique_ptr<api::Transport> {
        api::HttpTransport::Options options;
        options.server = server;
        options.key = key;
        return std::make_unique<api::HttpTransport>(options);
    };
    m_accounts = workspace::makeAccounts(std::move(dependencies));
}

/// The account's databases are opened by their threads while the window is built here; the window then asks for the
/// same account.
void Application::openAhead()
{
    const QString last = ui::lastAccount(*m_settings);
    const auto known = m_accounts->known();
    const bool isWanted =
        std::any_of(known.begin(), known.end(), [this, &last](const workspace::KnownAccount &account) {
            return account.id == last && (m_line.hasLocalTeam || !account.isLocalTeam);
        });
    if (isWanted && m_line.demoRole.isEmpty())
        static_cast<void>(m_accounts->open(last));
}

void Application::createWindow()
{
    m_fonts.wait();
    m_window = std::make_unique<ui::MainWindow>(*m_accounts, *m_settings, QList<ui::DemoAccount>());
    if (!m_line.theme.isEmpty())
        m_window->appearance().setTheme(themeOf(m_line.theme));
    if (m_line.size.isValid())
        m_window->resize(m_line.size);
}

void Application::prepareLocalTeam()
{
    m_team = std::make_unique<EmbeddedTeam>();
    m_isTeamStarting = true;
    m_window->setDemoTeam({ui::DemoTeam::State::Starting, {}, {}});
    connect(m_team.get(), &EmbeddedTeam::started, this,
        [this](const QUrl &, const QList<ui::DemoAccount> &accounts) { localTeamStarted(accounts); });
    connect(m_team.get(), &EmbeddedTeam::failed, this, [this](const base::Error &error) {
        m_isTeamStarting = false;
        m_window->setDemoTeam({ui::DemoTeam::State::Failed, {}, error.detail});
    });
}

void Application::startLocalTeam()
{
    if (m_team)
        m_team->start(m_dataFolder + QStringLiteral("/local-team"));
}

/// What is on this computer is there in a moment: the first frame shows it already. The local team, which the person
/// does not see yet, starts when that is done and takes no time from it.
void Application::showFilled()
{
    const auto show = [this] {
        if (!m_window->isVisible())
            m_window->show();
    };
    connect(m_window.get(), &ui::MainWindow::pageFilled, this, show, Qt::SingleShotConnection);
    QTimer::singleShot(longestBlindStart, this, show);
    QTimer::singleShot(teamPause, this, &Application::startLocalTeam);
}

void Application::localTeamStarted(const QList<ui::DemoAccount> &accounts)
{
    m_isTeamStarting = false;
    m_window->setDemoTeam({ui::DemoTeam::State::Ready, accounts, {}});
    if (!m_line.demoRole.isEmpty())
        m_window->signInAsDemo(demoRole(m_line.demoRole));
}

void Application::openWanted(const QString &page)
{
    if (page.isEmpty())
        return;
    if (const auto location = ui::Location::fromPath(page))
        m_window->openLocation(*location);
    else
        m_window->openLink(page);
}

void Application::takeScreenshot()
{
    auto *screenshot = new Screenshot(
        *m_window, m_line.screenshotFile, [this] { return showsWhatIsWanted(); }, this);
    connect(screenshot, &Screenshot::finished, this, [](int exitCode) { QCoreApplication::exit(exitCode); });
}

bool Application::showsWhatIsWanted() const
{
    if (m_isTeamStarting || (!m_line.demoRole.isEmpty() && !m_window->isSignedIn()))
        return false;
    const auto wanted = ui::Location::fromPath(m_line.page);
    return !wanted || m_window->location() == *wanted;
}

void Application::writeStallReport() const
{
    if (!m_watchdog)
        return;
    QSaveFile file(m_line.stallReportFile);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(m_watchdog->report());
        file.commit();
    }
}
