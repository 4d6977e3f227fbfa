#pragma once

#include "ui/teams/memberrights.h"

#include <QDialog>

namespace ui {

/// Asks before people are removed or invitations withdrawn: whom, what follows, who of the selection is not touched and
/// why. The default button is Cancel. Opened with open().
class ConfirmMembersDialog : public QDialog
{
    Q_OBJECT

public:
    enum class What { Remove, CancelInvitation };

    ConfirmMembersDialog(What what, const QString &teamName, const MemberRights &rights, const BulkMembers &bulk,
        QWidget *parent = nullptr);

    [[nodiscard]] const QList<domain::Member> &members() const { return m_bulk.allowed; }

private:
    void createWidgets();
    [[nodiscard]] QString question() const;
    [[nodiscard]] QString consequence() const;
    [[nodiscard]] QString acceptText() const;
    QWidget *makeList(const QString &name, const QStringList &lines);

    What m_what;
    QString m_teamName;
    BulkMembers m_bulk;
    bool m_includesMe = false;
    bool m_onlyServiceAccounts = false;
};

} // namespace ui
