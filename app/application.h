#pragma once

#include "commandline.h"
#include "embeddedteam.h"

#include <QObject>
#include <memory>

namespace base {
class Settings;
}
namespace ui {
class MainWindow;
}
namespace workspace {
class Accounts;
}
class FontsAhead;
class SingleInstance;
class StallWatchdog;
class StartReport;

/// Puts the program together: settings, keyring, accounts, window, local team. GUI thread; lives as long as the
/// program.
class Application : public QObject
{
    Q_OBJECT

public:
    /// `fonts` outlives this object.
    Application(const CommandLine &line, FontsAhead &fonts, QObject *parent = nullptr);
    ~Application() override;

    /// Shows the window and starts the local team behind it. False: a program that runs already took over; this one
    /// ends.
    [[nodiscard]] bool start();

private:
    void createAccounts(const QString &dataFolder);
    void openAhead();
    void createWindow();
    void prepareLocalTeam();
    void startLocalTeam();
    void showFilled();
    void localTeamStarted(const QList<ui::DemoAccount> &accounts);
    void openWanted(const QString &page);
    void show(const QString &page);
    void takeScreenshot();
    [[nodiscard]] bool showsWhatIsWanted() const;
    void writeStallReport() const;

    CommandLine m_line;
    FontsAhead &m_fonts;
    std::unique_ptr<SingleInstance> m_instance;
    std::unique_ptr<base::Settings> m_settings;
    std::unique_ptr<workspace::Accounts> m_accounts;
    std::unique_ptr<EmbeddedTeam> m_team;
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<StallWatchdog> m_watchdog;
    std::unique_ptr<StartReport> m_startReport;
    QString m_dataFolder;
    bool m_isTeamStarting = false;
};
