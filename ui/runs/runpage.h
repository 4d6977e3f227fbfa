#pragma once

#include "domain/run.h"
#include "ui/kit/page.h"
#include "ui/kit/refreshnotice.h"
#include "ui/runs/runlooks.h"
#include "workspace/workspace.h"

#include <memory>

class QTabWidget;

namespace base {
class Settings;
}

namespace ui {

class ChartsPane;
class ConsolePane;
class MessageBar;
class PageHead;
class PageStack;
class RunActions;
class RunOverviewPane;

/// The page of one run: overview, charts, console; all grow while the run goes on.
class RunPage : public Page
{
    Q_OBJECT

public:
    /// `tab`: "overview", "charts", "console"; empty or unknown: the first. `workspace` and `settings` outlive the
    /// page.
    RunPage(workspace::Workspace &workspace, base::Settings &settings, const domain::RunPath &run, const QString &tab,
        QWidget *parent = nullptr);
    ~RunPage() override;

    [[nodiscard]] Location location() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> pageActions() const override;
    void showPart(const Location &location) override;
    void refresh() override;
    void setActive(bool active) override;
    [[nodiscard]] bool isReady() const override;
    [[nodiscard]] QDateTime shownFrom() const override;

    [[nodiscard]] RunActions &actions() const { return *m_actions; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void createHeader();
    void createTabs(const QString &tab);
    void connectFeeds();
    void takeRun();
    void takeProject();
    void takeConsole();
    void showConsoleState();
    void renewAges();
    void updateHeader();
    void showTab(const QString &name);
    void updateState();
    void followTab();
    void createCharts();
    void updateCharts();

    workspace::Workspace &m_workspace;
    base::Settings &m_settings;
    domain::RunPath m_path;
    std::unique_ptr<workspace::Feed<domain::Run>> m_run;
    std::unique_ptr<workspace::Feed<workspace::ProjectPage>> m_project;
    std::unique_ptr<workspace::Feed<workspace::ConsoleLog>> m_console; ///< from the first look at its tab
    std::unique_ptr<workspace::HistoryFeed> m_histories; ///< from the first look at the charts
    MessageBar *m_messages = nullptr;
    RefreshNotice m_notice;
    RunActions *m_actions = nullptr;
    PageStack *m_stack = nullptr;
    QWidget *m_content = nullptr;
    QTabWidget *m_tabs = nullptr;
    PageHead *m_head = nullptr;
    RunOverviewPane *m_overview = nullptr;
    QWidget *m_chartsTab = nullptr;
    ChartsPane *m_charts = nullptr;
    ConsolePane *m_consolePane = nullptr;
    RunLooks m_looks; ///< the colour that the person chose in the table
    QString m_shownName;
    bool m_isActive = true;
};

} // namespace ui
