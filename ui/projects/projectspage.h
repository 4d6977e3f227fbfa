#pragma once

#include "domain/project.h"
#include "ui/kit/actiongate.h"
#include "ui/kit/page.h"
#include "ui/kit/refreshnotice.h"
#include "workspace/workspace.h"

#include <QPointer>
#include <QSet>
#include <optional>

class QSortFilterProxyModel;

namespace base {
class Settings;
}

namespace ui {

class MessageBar;
class NewProjectDialog;
class PageHead;
class PageStack;
class ProjectsTableModel;
class SearchField;
class TableView;

/// A team's projects: find, open, pin, create.
class ProjectsPage : public Page
{
    Q_OBJECT

public:
    ProjectsPage(
        workspace::Workspace &workspace, base::Settings &settings, const QString &entity, QWidget *parent = nullptr);
    ~ProjectsPage() override;

    [[nodiscard]] Location location() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> pageActions() const override;
    void refresh() override;
    void setActive(bool active) override;
    [[nodiscard]] bool isReady() const override;
    [[nodiscard]] QDateTime shownFrom() const override;

private:
    void createActions();
    void createTable();
    void createLayout();
    void connectFeed();
    void showProjects();
    void updateState();
    void updateGate();
    void loadPins();
    void togglePin();
    void openCurrent();
    void askForNewProject();
    void createProject(NewProjectDialog *dialog);
    void showMenu(const QPoint &globalPosition);
    [[nodiscard]] const domain::Project *current() const;

    workspace::Workspace &m_workspace;
    base::Settings &m_settings;
    QString m_entity;
    std::unique_ptr<workspace::Feed<QList<domain::Project>>> m_feed;
    ProjectsTableModel *m_model = nullptr;
    QSortFilterProxyModel *m_proxy = nullptr;
    TableView *m_table = nullptr;
    PageHead *m_head = nullptr;
    SearchField *m_search = nullptr;
    PageStack *m_stack = nullptr;
    MessageBar *m_message = nullptr;
    std::optional<RefreshNotice> m_notice;
    ActionGate *m_gate = nullptr;
    QAction *m_newAction = nullptr;
    QAction *m_openAction = nullptr;
    QAction *m_pinAction = nullptr;
    QAction *m_clearFilterAction = nullptr;
    QSet<QString> m_pins;
};

} // namespace ui
