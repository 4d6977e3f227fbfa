#include "ui/teams/invitedialog.h"

#include "ui/kit/icons.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"
#include "ui/teams/rolechoice.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <algorithm>

namespace ui {

InviteDialog::InviteDialog(
    workspace::Workspace &workspace, const QString &entity, const MemberRights &rights, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_entity(entity)
    , m_rights(rights)
{
    setObjectName(QStringLiteral("inviteDialog"));
    setWindowTitle(tr("Invite to %1").arg(entity));
    setAttribute(Qt::WA_DeleteOnClose);
    createWidgets();
    connectWidgets();
    m_choice->setRole(domain::BaseRole::Member);
    check();
    resize(textWidth(this, 78), sizeHint().height());
    m_text->setFocus();
}

void InviteDialog::createWidgets()
{
    m_message = new MessageBar(this);
    auto *label = new QLabel(tr("Mail addresses or user &names, separated by commas or lines:"), this);
    m_text = new QPlainTextEdit(this);
    m_text->setObjectName(QStringLiteral("invitees"));
    m_text->setTabChangesFocus(true);
    m_text->setPlaceholderText(tr("ada@example.org, ben"));
    m_text->setFixedHeight(fontMetrics().lineSpacing() * 4 + gap(3));
    label->setBuddy(m_text);
    auto *roleLabel = new QLabel(tr("Role in the team:"), this);
    m_choice =
        new RoleChoice([this](domain::BaseRole role) { return m_rights.decideInvite(role); }, m_rights.context, this);
    m_list = new QTreeWidget(this);
    m_list->setObjectName(QStringLiteral("inviteeList"));
    m_list->setAccessibleName(tr("Who will be invited"));
    m_list->setHeaderLabels({tr("Who"), tr("State")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_list->setMinimumHeight(fontMetrics().lineSpacing() * 6);
    auto *buttons = new QDialogButtonBox(this);
    m_send = buttons->addButton(tr("Send"), QDialogButtonBox::AcceptRole);
    m_send->setObjectName(QStringLiteral("send"));
    m_send->setDefault(true);
    m_close = buttons->addButton(QDialogButtonBox::Close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap(4), gap(4), gap(4), gap(4));
    column->setSpacing(gap(2));
    column->addWidget(m_message);
    column->addWidget(label);
    column->addWidget(m_text);
    column->addWidget(m_list, 1);
    column->addWidget(roleLabel);
    column->addWidget(m_choice);
    column->addSpacing(gap(2));
    column->addWidget(buttons);
}

void InviteDialog::connectWidgets()
{
    connect(m_send, &QPushButton::clicked, this, &InviteDialog::send);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_text, &QPlainTextEdit::textChanged, this, &InviteDialog::check);
    connect(m_choice, &RoleChoice::roleChanged, this, &InviteDialog::check);
}

void InviteDialog::setMembers(const QList<domain::Member> &members)
{
    m_rights.members = members;
    if (!isBusy())
        check();
}

QStringList InviteDialog::readyNames() const
{
    QStringList names;
    for (const Invitee &invitee : m_invitees) {
        if (invitee.state == Invitee::State::Ready)
            names.append(invitee.text);
    }
    return names;
}

void InviteDialog::check()
{
    m_invitees = checkInvitees(m_text->toPlainText(), m_rights.members, m_workspace.account());
    fillList();
    const int ready = static_cast<int>(readyNames().size());
    const int all = static_cast<int>(m_invitees.size());
    m_send->setText(ready == all ? tr("Send %Ln invitation(s)", nullptr, all)
                                 : tr("Send %1 of %Ln invitation(s)", nullptr, all).arg(countText(ready)));
    const bool mayGive =
        m_choice->role() != domain::BaseRole::None && m_rights.decideInvite(m_choice->role()).allowed();
    m_send->setEnabled(!isBusy() && ready > 0 && mayGive);
}

void InviteDialog::fillList()
{
    m_list->clear();
    for (const QString &name : std::as_const(m_sent))
        addToList(name, "check", tr("Invitation sent"));
    for (const Invitee &invitee : std::as_const(m_invitees)) {
        const QString failure = m_failures.value(invitee.text.toLower());
        if (invitee.state == Invitee::State::Ready && !failure.isEmpty())
            addToList(invitee.text, "error", failure);
        else
            addToList(invitee.text, invitee.state == Invitee::State::Ready ? "invite" : "warning", stateText(invitee));
    }
}

void InviteDialog::addToList(const QString &name, const char *iconName, const QString &state)
{
    const QByteArrayView shown(iconName);
    const IconTone tone = shown == "check" ? IconTone::Success
        : shown == "error"                 ? IconTone::Danger
        : shown == "warning"               ? IconTone::Warning
                                           : IconTone::Normal;
    auto *item = new QTreeWidgetItem(m_list, {name, state});
    item->setIcon(1, icon(iconName, tone));
    item->setToolTip(0, plainToolTip(name));
    item->setToolTip(1, plainToolTip(state));
}

QString InviteDialog::stateText(const Invitee &invitee) const
{
    switch (invitee.state) {
    case Invitee::State::Ready:
        return tr("Will be invited as %1").arg(roleName(m_choice->role()));
    case Invitee::State::Malformed:
        return tr("Neither a mail address nor a user name");
    case Invitee::State::Self:
        return tr("That is you");
    case Invitee::State::Member:
        return tr("Is in the team already");
    case Invitee::State::Invited:
        return tr("Is invited already: resend the invitation instead");
    case Invitee::State::Repeated:
        return tr("Stands here twice");
    case Invitee::State::TooMany:
        return tr("At most %Ln invitation(s) at once", nullptr, maxInvitees);
    }
    return {};
}

void InviteDialog::send()
{
    const domain::BaseRole role = m_choice->role();
    QList<CallSequence::Call> calls;
    for (const QString &name : readyNames()) {
        calls.append({name, [this, name, role] { return m_workspace.invite(m_entity, name, role); }});
    }
    if (calls.isEmpty() || isBusy())
        return;
    m_failures.clear();
    m_sequence = new CallSequence(std::move(calls), this);
    for (QWidget *input : {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_choice)})
        input->setEnabled(false);
    m_send->setEnabled(false);
    m_close->setText(tr("Stop"));
    connect(m_sequence, &CallSequence::progressed, this, [this](int sent, int total) {
        m_message->showMessage(
            MessageBar::Kind::Info, tr("Sending: %1 of %Ln done", nullptr, total).arg(countText(sent)));
    });
    connect(m_sequence, &CallSequence::finished, this, &InviteDialog::finishSending);
    m_sequence->start();
}

void InviteDialog::finishSending()
{
    const CallSequence *sequence = std::exchange(m_sequence, nullptr);
    m_sent += sequence->succeeded();
    for (const CallSequence::Failure &failure : sequence->failures())
        m_failures.insert(failure.name.toLower(), changeErrorText(failure.error, m_rights.context));
    QStringList left;
    for (const Invitee &invitee : std::as_const(m_invitees)) {
        if (!sequence->succeeded().contains(invitee.text) && invitee.state != Invitee::State::Repeated)
            left.append(invitee.text);
    }
    if (left.isEmpty()) {
        accept();
        return;
    }
    m_text->setEnabled(true);
    m_choice->setEnabled(true);
    m_close->setText(tr("Close"));
    m_text->setPlainText(left.join(QLatin1Char('\n')));
    check();
    const int total = sequence->total();
    if (sequence->failures().isEmpty()) {
        m_message->showMessage(
            MessageBar::Kind::Success, tr("%Ln invitation(s) sent. Correct what is left, or close.", nullptr, total));
    } else {
        const int sent = static_cast<int>(sequence->succeeded().size());
        m_message->showMessage(MessageBar::Kind::Error,
            tr("%1 of %Ln invitation(s) sent. What failed stands below with its reason.", nullptr, total)
                .arg(countText(sent)));
    }
    m_text->setFocus();
}

void InviteDialog::done(int result)
{
    // Closed half way: what was sent is sent, the rest is not.
    if (m_sequence) {
        m_sent += m_sequence->succeeded();
        delete std::exchange(m_sequence, nullptr).data();
    }
    if (!m_sent.isEmpty())
        emit invited(std::exchange(m_sent, {}));
    QDialog::done(result);
}

} // namespace ui

#include "moc_invitedialog.cpp"
