#pragma once

#include "ui/kit/page.h"
#include "ui/kit/refreshnotice.h"
#include "ui/teams/memberrights.h"
#include "workspace/workspace.h"

class QAction;

namespace base {
class Settings;
}

namespace ui {

class MembersActions;
class MembersSortModel;
class MembersTableModel;
class MessageBar;
class PageHead;
class PageStack;
class SearchField;
class TableView;

/// A team's people, service accounts and pending invitations: find, invite, give roles, remove, and see what somebody
/// may do.
class MembersPage : public Page
{
    Q_OBJECT

public:
    MembersPage(
        workspace::Workspace &workspace, base::Settings &settings, const QString &entity, QWidget *parent = nullptr);
    ~MembersPage() override;

    [[nodiscard]] Location location() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> pageActions() const override;
    void refresh() override;
    void setActive(bool active) override;
    [[nodiscard]] bool isReady() const override;
    [[nodiscard]] QDateTime shownFrom() const override;

private:
    void createTable();
    void createLayout();
    void createHead();
    void orderTabs();
    void connectFeed();
    void showMembers();
    void updateState();
    void updateCount();
    void updateHint();
    void updateSelection();
    void showMenu(const QPoint &globalPosition);
    [[nodiscard]] bool isVisibleToMe() const;

    workspace::Workspace &m_workspace;
    base::Settings &m_settings;
    QString m_entity;
    std::unique_ptr<workspace::Feed<workspace::TeamPage>> m_feed;
    MembersTableModel *m_model = nullptr;
    MembersSortModel *m_proxy = nullptr;
    TableView *m_table = nullptr;
    PageHead *m_head = nullptr;
    SearchField *m_search = nullptr;
    PageStack *m_stack = nullptr;
    MessageBar *m_message = nullptr;
    RefreshNotice m_notice;
    MessageBar *m_hint = nullptr;
    MembersActions *m_actions = nullptr;
    QAction *m_clearFilterAction = nullptr;
    bool m_isHinting = false;
    bool m_isHintDismissed = false;
};

} // namespace ui
