#include "ui/teams/membersactions.h"

#include "ui/kit/icons.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/words.h"
#include "ui/teams/changeroledialog.h"
#include "ui/teams/confirmmembersdialog.h"
#include "ui/teams/invitedialog.h"
#include "ui/teams/memberstablemodel.h"
#include "ui/teams/rightsdialog.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <algorithm>

namespace ui {

namespace {

bool isPendingInvitation(const domain::Member &member)
{
    return member.kind == domain::Member::Kind::Invitation;
}

QStringList mailAddressesOf(const QList<domain::Member> &members)
{
    QStringList addresses;
    for (const domain::Member &member : members) {
        if (!member.email.isEmpty())
            addresses.append(member.email);
    }
    return addresses;
}

} // namespace

MembersActions::MembersActions(
    workspace::Workspace &workspace, const QString &entity, MessageBar &message, QWidget &page)
    : QObject(&page)
    , m_workspace(workspace)
    , m_entity(entity)
    , m_message(message)
    , m_page(page)
    , m_gate(new ActionGate(this))
{
    createActions();
    guardActions();
    refresh();
}

QAction *MembersActions::makeAction(
    const char *name, const char *iconName, const QString &text, void (MembersActions::*trigger)())
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_page.addAction(action);
    connect(action, &QAction::triggered, this, trigger);
    return action;
}

void MembersActions::createActions()
{
    m_invite = makeAction("inviteMembers", "invite", tr("&Invite…"), &MembersActions::invite);
    m_invite->setShortcut(QKeySequence::New);
    m_invite->setToolTip(tr("Invite people by mail address or user name"));
    m_resend = makeAction("resendInvitation", "resend", tr("Re&send invitation"), &MembersActions::resend);
    m_cancelInvitation =
        makeAction("cancelInvitation", "cancel", tr("Cancel in&vitation…"), &MembersActions::cancelInvitations);
    m_setRole = makeAction("changeRole", "role", tr("Change &role…"), &MembersActions::changeRole);
    m_setRole->setShortcut(QKeySequence(Qt::Key_F2));
    m_remove = makeAction("removeMembers", "remove", tr("&Remove from team…"), &MembersActions::remove);
    m_showRights = makeAction("showRights", "key", tr("&What may this person do?"), &MembersActions::showRights);
    m_copyMail = makeAction("copyMail", "copy", tr("&Copy e-mail address"), &MembersActions::copyMail);
    m_copyMail->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
}

QList<QAction *> MembersActions::all() const
{
    return {m_invite, nullptr, m_showRights, m_copyMail, nullptr, m_resend, m_cancelInvitation, nullptr, m_setRole,
        m_remove};
}

void MembersActions::guardActions()
{
    m_gate->guard(m_invite, [this] { return m_rights.decideInvite(domain::BaseRole::None); });
    guard(m_resend, MemberAction::Resend);
    guard(m_cancelInvitation, MemberAction::CancelInvitation);
    guard(m_setRole, MemberAction::SetRole);
    guard(m_remove, MemberAction::Remove);
}

void MembersActions::guard(QAction *action, MemberAction what)
{
    m_gate->guard(action, [this, what] { return m_rights.decide(what); });
}

void MembersActions::setTeam(const QList<domain::Member> &members, const QDateTime &dataFrom)
{
    m_rights.members = members;
    m_rights.context.dataFrom = dataFrom;
    refresh();
    if (m_inviteDialog)
        m_inviteDialog->setMembers(members);
}

void MembersActions::setSelection(const QList<domain::Member> &selection)
{
    m_selection = selection;
    refresh();
}

void MembersActions::refresh()
{
    m_rights.person = m_workspace.personIn(m_entity);
    m_rights.policy = m_workspace.policyOf(m_entity);
    m_rights.circumstances.isOffline = m_workspace.connectivity() != workspace::Connectivity::Online;
    m_rights.circumstances.dataFrom = m_rights.context.dataFrom;
    m_rights.context.teamName = m_entity;
    m_rights.context.adminNames = m_workspace.adminsOf(m_entity);
    m_gate->setContext(m_rights.context);
    updateTexts();
}

void MembersActions::updateTexts()
{
    updateSelectionAction(m_resend, MemberAction::Resend, tr("Select a pending invitation first."));
    updateSelectionAction(m_cancelInvitation, MemberAction::CancelInvitation, tr("Select a pending invitation first."));
    updateSelectionAction(m_setRole, MemberAction::SetRole, tr("Select somebody first."));
    updateSelectionAction(m_remove, MemberAction::Remove, tr("Select somebody first."));
    m_showRights->setEnabled(m_selection.size() == 1);
    m_showRights->setToolTip(m_selection.size() == 1 ? QString() : tr("Select one person."));
    const int addresses = static_cast<int>(mailAddressesOf(m_selection).size());
    m_copyMail->setText(
        addresses > 1 ? tr("&Copy %Ln e-mail address(es)", nullptr, addresses) : tr("&Copy e-mail address"));
    m_copyMail->setEnabled(addresses > 0);
    // Delete takes away what is selected: pending invitations are withdrawn, members removed.
    const bool onlyInvitations =
        !m_selection.isEmpty() && std::all_of(m_selection.begin(), m_selection.end(), isPendingInvitation);
    const QKeySequence deleteKey(QKeySequence::Delete);
    (onlyInvitations ? m_remove : m_cancelInvitation)->setShortcut({});
    (onlyInvitations ? m_cancelInvitation : m_remove)->setShortcut(deleteKey);
}

void MembersActions::updateSelectionAction(QAction *action, MemberAction what, const QString &nothing)
{
    const BulkMembers bulk = m_rights.decideFor(what, m_selection);
    const int allowed = static_cast<int>(bulk.allowed.size());
    const int all = static_cast<int>(bulk.count());
    const bool isPartial = allowed > 0 && allowed < all;
    switch (what) {
    case MemberAction::Resend:
        action->setText(isPartial ? tr("Re&send %1 of %2 invitations").arg(countText(allowed), countText(all))
                : all > 1         ? tr("Re&send %Ln invitation(s)", nullptr, all)
                                  : tr("Re&send invitation"));
        break;
    case MemberAction::CancelInvitation:
        action->setText(isPartial ? tr("Cancel %1 of %2 in&vitations…").arg(countText(allowed), countText(all))
                : all > 1         ? tr("Cancel %Ln in&vitation(s)…", nullptr, all)
                                  : tr("Cancel in&vitation…"));
        break;
    case MemberAction::SetRole:
        action->setText(
            isPartial ? tr("Change &role of %1 of %2…").arg(countText(allowed), countText(all)) : tr("Change &role…"));
        break;
    case MemberAction::Remove:
        action->setText(isPartial ? tr("R&emove %1 of %2…").arg(countText(allowed), countText(all))
                : all > 1         ? tr("R&emove %Ln member(s)…", nullptr, all)
                                  : tr("R&emove from team…"));
        break;
    }
    if (!m_rights.decide(what).allowed() || allowed > 0)
        return; // the gate has said all
    const QString reason = all == 0 ? nothing : bulk.refused.first().reason;
    ActionGate::deny(action, reason);
}

void MembersActions::invite()
{
    auto *dialog = new InviteDialog(m_workspace, m_entity, m_rights, &m_page);
    m_inviteDialog = dialog;
    connect(dialog, &InviteDialog::invited, this, [this](const QStringList &names) {
        const int count = static_cast<int>(names.size());
        m_message.showNotice(
            count == 1 ? tr("%1 was invited.").arg(names.first()) : tr("%Ln invitation(s) sent.", nullptr, count));
        emit refreshRequested();
    });
    dialog->open();
}

void MembersActions::resend()
{
    QList<CallSequence::Call> calls;
    for (const domain::Member &member : m_rights.decideFor(MemberAction::Resend, m_selection).allowed) {
        calls.append({memberName(member), [this, member] { return m_workspace.resendInvitation(m_entity, member); }});
    }
    run(std::move(calls), [](const QStringList &names) {
        const int count = static_cast<int>(names.size());
        return count == 1 ? tr("The invitation of %1 was sent again.").arg(names.first())
                          : tr("%Ln invitation(s) sent again.", nullptr, count);
    });
}

void MembersActions::cancelInvitations()
{
    auto *dialog = new ConfirmMembersDialog(ConfirmMembersDialog::What::CancelInvitation, m_entity, m_rights,
        m_rights.decideFor(MemberAction::CancelInvitation, m_selection), &m_page);
    connect(dialog, &QDialog::accepted, this, [this, members = dialog->members()] {
        QList<CallSequence::Call> calls;
        for (const domain::Member &member : members) {
            calls.append(
                {memberName(member), [this, id = member.id] { return m_workspace.cancelInvitation(m_entity, id); }});
        }
        run(std::move(calls), [](const QStringList &names) {
            const int count = static_cast<int>(names.size());
            return count == 1 ? tr("The invitation of %1 was cancelled.").arg(names.first())
                              : tr("%Ln invitation(s) cancelled.", nullptr, count);
        });
    });
    dialog->open();
}

void MembersActions::changeRole()
{
    auto *dialog = new ChangeRoleDialog(m_rights, m_rights.decideFor(MemberAction::SetRole, m_selection), &m_page);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const domain::BaseRole role = dialog->role();
        QList<CallSequence::Call> calls;
        for (const domain::Member &member : dialog->members()) {
            calls.append({memberName(member),
                [this, id = member.id, role] { return m_workspace.setMemberRole(m_entity, id, role); }});
        }
        run(std::move(calls), [role](const QStringList &names) {
            const int count = static_cast<int>(names.size());
            return count == 1 ? tr("%1 is %2 now.", "person, role").arg(names.first(), roleName(role))
                              : tr("%Ln people have the role %1 now.", nullptr, count).arg(roleName(role));
        });
    });
    dialog->open();
}

void MembersActions::remove()
{
    auto *dialog = new ConfirmMembersDialog(ConfirmMembersDialog::What::Remove, m_entity, m_rights,
        m_rights.decideFor(MemberAction::Remove, m_selection), &m_page);
    connect(dialog, &QDialog::accepted, this, [this, members = dialog->members()] {
        QList<CallSequence::Call> calls;
        for (const domain::Member &member : members) {
            calls.append(
                {memberName(member), [this, id = member.id] { return m_workspace.removeMember(m_entity, id); }});
        }
        run(std::move(calls), [this](const QStringList &names) {
            const int count = static_cast<int>(names.size());
            return count == 1 ? tr("%1 was removed from %2.").arg(names.first(), m_entity)
                              : tr("%Ln member(s) removed from %1.", nullptr, count).arg(m_entity);
        });
    });
    dialog->open();
}

void MembersActions::showRights()
{
    if (m_selection.size() != 1)
        return;
    auto *dialog = new RightsDialog(m_selection.first(), m_entity, m_rights.policy, &m_page);
    dialog->open();
}

void MembersActions::copyMail()
{
    const QStringList addresses = mailAddressesOf(m_selection);
    if (addresses.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(addresses.join(QStringLiteral(", ")));
    m_message.showNotice(tr("%Ln e-mail address(es) copied.", nullptr, static_cast<int>(addresses.size())));
}

void MembersActions::run(QList<CallSequence::Call> calls, const std::function<QString(const QStringList &)> &done)
{
    if (calls.isEmpty())
        return;
    if (m_running) {
        m_message.showMessage(
            MessageBar::Kind::Warning, tr("The change before is still under way. Try again in a moment."));
        return;
    }
    auto *sequence = new CallSequence(std::move(calls), this);
    m_running = sequence;
    connect(sequence, &CallSequence::progressed, this, [this](int finished, int total) {
        if (finished < total)
            m_message.showMessage(MessageBar::Kind::Info,
                tr("Asking the server: %1 of %Ln done", nullptr, total).arg(countText(finished)));
    });
    connect(sequence, &CallSequence::finished, this, [this, sequence, done] {
        m_running.clear();
        tellResult(*sequence, done);
        emit refreshRequested();
    });
    sequence->start();
}

void MembersActions::tellResult(const CallSequence &sequence, const std::function<QString(const QStringList &)> &done)
{
    const auto &failures = sequence.failures();
    if (failures.isEmpty()) {
        m_message.showNotice(done(sequence.succeeded()));
        return;
    }
    const CallSequence::Failure &first = failures.first();
    const QString reason = changeErrorText(first.error, m_rights.context);
    if (sequence.total() == 1) {
        m_message.showMessage(MessageBar::Kind::Error, tr("%1: %2", "member, reason").arg(first.name, reason));
        return;
    }
    QStringList names;
    for (const CallSequence::Failure &failure : failures)
        names.append(failure.name);
    m_message.showMessage(MessageBar::Kind::Error,
        tr("%1 of %Ln failed: %2. %3", "how many, of how many, who, why the first failed", sequence.total())
            .arg(countText(failures.size()), QLocale().createSeparatedList(names), reason));
}

} // namespace ui

#include "moc_membersactions.cpp"
