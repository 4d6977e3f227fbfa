#pragma once

#include "domain/project.h"
#include "domain/sharedrun.h"
#include "ui/kit/page.h"
#include "ui/kit/refreshnotice.h"
#include "workspace/workspace.h"

#include <memory>

class QSplitter;
class QStackedWidget;
class QTimer;

namespace base {
class Settings;
}

namespace ui {

class ChartsPane;
class FirstRunGuide;
class MessageBar;
class PageStack;
class ProjectState;
class RunActions;
class RunsPane;

/// The Workspace page of a project: its runs as a table, with what may be done with them, beside their charts.
class WorkspacePage : public Page
{
    Q_OBJECT

public:
    /// `workspace` and `settings` outlive the page.
    WorkspacePage(workspace::Workspace &workspace, base::Settings &settings, const domain::ProjectPath &project,
        QWidget *parent = nullptr);
    ~WorkspacePage() override;

    [[nodiscard]] Location location() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> pageActions() const override;
    void refresh() override;
    void setActive(bool active) override;
    [[nodiscard]] bool isReady() const override;
    [[nodiscard]] QDateTime shownFrom() const override;

    [[nodiscard]] RunsPane &runsPane() const { return *m_runsPane; }
    [[nodiscard]] RunActions &actions() const { return *m_actions; }

private:
    void createWidgets();
    void createCharts();
    void createActions();
    void connectFeeds();
    void takeRuns();
    void takeProject();
    void updateCharts();
    void updateSelection();
    void updateState();
    void showGuide();
    void showMenu(const QPoint &globalPosition);
    void openRun(const QString &run);
    void exportCsv();

    workspace::Workspace &m_workspace;
    base::Settings &m_settings;
    domain::ProjectPath m_path;
    std::unique_ptr<workspace::Feed<domain::SharedRuns>> m_runs;
    std::unique_ptr<workspace::Feed<workspace::ProjectPage>> m_project;
    std::unique_ptr<workspace::HistoryFeed> m_histories;
    ProjectState *m_state = nullptr;
    MessageBar *m_messages = nullptr;
    RefreshNotice m_notice;
    PageStack *m_stack = nullptr;
    QStackedWidget *m_content = nullptr;
    FirstRunGuide *m_guide = nullptr; ///< made when the project has no runs
    QSplitter *m_splitter = nullptr;
    RunsPane *m_runsPane = nullptr;
    ChartsPane *m_charts = nullptr;
    QTimer *m_chartsDelay = nullptr;
    RunActions *m_actions = nullptr;
    QAction *m_export = nullptr;
};

} // namespace ui
