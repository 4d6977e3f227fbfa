#pragma once

#include "ui/kit/actiongate.h"
#include "ui/teams/callsequence.h"
#include "ui/teams/memberrights.h"
#include "workspace/workspace.h"

#include <QObject>
#include <QPointer>

class QAction;
class QWidget;

namespace ui {

class InviteDialog;
class MessageBar;

/// What can be done to the members of a team: the actions, greyed by the rule book, and the dialogs behind them. Asks
/// the server one member after the other and tells progress, success and refusals in the message bar.
class MembersActions : public QObject
{
    Q_OBJECT

public:
    /// `page`: parent of the dialogs; its shortcuts are the actions'. All outlive this object.
    MembersActions(workspace::Workspace &workspace, const QString &entity, MessageBar &message, QWidget &page);

    /// What is in the team, and what of it is selected. Decides anew.
    void setTeam(const QList<domain::Member> &members, const QDateTime &dataFrom);
    void setSelection(const QList<domain::Member> &selection);
    /// Asks the rule book again: rights or connectivity changed.
    void refresh();

    [[nodiscard]] QAction *inviteAction() const { return m_invite; }
    [[nodiscard]] QAction *roleAction() const { return m_setRole; }
    [[nodiscard]] QAction *removeAction() const { return m_remove; }
    [[nodiscard]] QAction *rightsAction() const { return m_showRights; }
    /// All in menu order; null: a separator.
    [[nodiscard]] QList<QAction *> all() const;
    [[nodiscard]] const MemberRights &rights() const { return m_rights; }

signals:
    /// Something was changed, or refused: ask the server again.
    void refreshRequested();

private:
    void createActions();
    QAction *makeAction(const char *name, const char *iconName, const QString &text, void (MembersActions::*trigger)());
    void guardActions();
    void guard(QAction *action, MemberAction what);
    void updateTexts();
    void updateSelectionAction(QAction *action, MemberAction what, const QString &nothing);
    void invite();
    void resend();
    void cancelInvitations();
    void changeRole();
    void remove();
    void showRights();
    void copyMail();
    /// Asks the server for each; `done` tells success for the names.
    void run(QList<CallSequence::Call> calls, const std::function<QString(const QStringList &)> &done);
    void tellResult(const CallSequence &sequence, const std::function<QString(const QStringList &)> &done);

    workspace::Workspace &m_workspace;
    QString m_entity;
    MessageBar &m_message;
    QWidget &m_page;
    MemberRights m_rights;
    QList<domain::Member> m_selection;
    ActionGate *m_gate = nullptr;
    QPointer<InviteDialog> m_inviteDialog;
    QPointer<CallSequence> m_running;
    QAction *m_invite = nullptr;
    QAction *m_resend = nullptr;
    QAction *m_cancelInvitation = nullptr;
    QAction *m_setRole = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_showRights = nullptr;
    QAction *m_copyMail = nullptr;
};

} // namespace ui
