#pragma once

#include "ui/kit/page.h"
#include "ui/kit/refreshnotice.h"
#include "workspace/workspace.h"

#include <optional>

namespace base {
class Settings;
}

namespace ui {

class HomeProjectsModel;
class HomeRunsModel;
class HomeSection;
class MessageBar;
class PageHead;
class PageStack;
class TableView;

/// Where the person left off: projects they work in, runs in progress, what finished since the last visit.
class HomePage : public Page
{
    Q_OBJECT

public:
    HomePage(workspace::Workspace &workspace, base::Settings &settings, QWidget *parent = nullptr);
    ~HomePage() override;

    [[nodiscard]] Location location() const override { return {}; }
    [[nodiscard]] QString title() const override { return tr("Home"); }
    void refresh() override { m_feed->refresh(); }
    void setActive(bool active) override;
    [[nodiscard]] bool isReady() const override;
    [[nodiscard]] QDateTime shownFrom() const override { return m_feed->freshness().fetchedAt; }

private:
    void createSections(base::Settings &settings);
    void createLayout();
    void connectFeed();
    void showHome();
    void updateState();
    void openProject(const QModelIndex &index);
    void openRun(const HomeRunsModel &model, const QModelIndex &index);

    workspace::Workspace &m_workspace;
    std::unique_ptr<workspace::Feed<workspace::HomePage>> m_feed;
    HomeProjectsModel *m_projects = nullptr;
    HomeRunsModel *m_active = nullptr;
    HomeRunsModel *m_finished = nullptr;
    HomeSection *m_projectsSection = nullptr;
    HomeSection *m_activeSection = nullptr;
    HomeSection *m_finishedSection = nullptr;
    PageStack *m_stack = nullptr;
    MessageBar *m_message = nullptr;
    std::optional<RefreshNotice> m_notice;
    PageHead *m_head = nullptr;
};

} // namespace ui
