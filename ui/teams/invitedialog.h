#pragma once

#include "ui/teams/callsequence.h"
#include "ui/teams/invitees.h"
#include "ui/teams/memberrights.h"
#include "workspace/workspace.h"

#include <QDialog>
#include <QPointer>

class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace ui {

class MessageBar;
class RoleChoice;

/// Invites one or many people at once with one role. Refuses before sending what cannot work, shows the result of each,
/// and keeps what failed for correction. Opened with open(); deletes itself.
class InviteDialog : public QDialog
{
    Q_OBJECT

public:
    InviteDialog(
        workspace::Workspace &workspace, const QString &entity, const MemberRights &rights, QWidget *parent = nullptr);

    /// The team's members as they are now; judges what was typed again.
    void setMembers(const QList<domain::Member> &members);
    [[nodiscard]] bool isBusy() const { return m_sequence != nullptr; }
    void done(int result) override;

signals:
    /// Told once when the dialog closes, with those who were invited; not if there are none.
    void invited(const QStringList &names);

private:
    void createWidgets();
    void connectWidgets();
    void check();
    void fillList();
    void addToList(const QString &name, const char *iconName, const QString &state);
    [[nodiscard]] QString stateText(const Invitee &invitee) const;
    void send();
    void finishSending();
    [[nodiscard]] QStringList readyNames() const;

    workspace::Workspace &m_workspace;
    QString m_entity;
    MemberRights m_rights;
    QList<Invitee> m_invitees;
    QHash<QString, QString> m_failures; ///< by lower-case name: why the server refused
    QStringList m_sent;
    QPointer<CallSequence> m_sequence;
    MessageBar *m_message = nullptr;
    QPlainTextEdit *m_text = nullptr;
    RoleChoice *m_choice = nullptr;
    QTreeWidget *m_list = nullptr;
    QPushButton *m_send = nullptr;
    QPushButton *m_close = nullptr;
};

} // namespace ui
