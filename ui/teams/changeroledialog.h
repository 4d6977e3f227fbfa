#pragma once

#include "ui/teams/memberrights.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace ui {

class RoleChoice;

/// Which role somebody, or several people, shall have. Says who of the selection stays as they are. Opened with open().
class ChangeRoleDialog : public QDialog
{
    Q_OBJECT

public:
    ChangeRoleDialog(const MemberRights &rights, const BulkMembers &bulk, QWidget *parent = nullptr);

    [[nodiscard]] domain::BaseRole role() const;
    /// Those whose role would really change.
    [[nodiscard]] QList<domain::Member> members() const;

private:
    void check();

    BulkMembers m_bulk;
    int m_adminCount = 0;
    RoleChoice *m_choice = nullptr;
    QLabel *m_note = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace ui
