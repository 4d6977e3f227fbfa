#pragma once

#include "ui/kit/confirmdialog.h"
#include "ui/teams/memberrights.h"

namespace ui {

/// Asks before people are removed or invitations withdrawn: whom, what follows, who of the selection is not touched and
/// why. The default button is Cancel. Opened with open().
class ConfirmMembersDialog : public ConfirmDialog
{
    Q_OBJECT

public:
    enum class What { Remove, CancelInvitation };

    ConfirmMembersDialog(What what, const QString &teamName, const MemberRights &rights, const BulkMembers &bulk,
        QWidget *parent = nullptr);

    [[nodiscard]] const QList<domain::Member> &members() const { return m_bulk.allowed; }

private:
    void addRefused();
    [[nodiscard]] QString question() const;
    [[nodiscard]] QString consequence() const;
    [[nodiscard]] QString acceptText() const;

    What m_what;
    QString m_teamName;
    BulkMembers m_bulk;
    bool m_includesMe = false;
    bool m_onlyServiceAccounts = false;
};

} // namespace ui
