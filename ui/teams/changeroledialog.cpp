#include "ui/teams/changeroledialog.h"

#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"
#include "ui/teams/memberstablemodel.h"
#include "ui/teams/rolechoice.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>

namespace ui {

ChangeRoleDialog::ChangeRoleDialog(const MemberRights &rights, const BulkMembers &bulk, QWidget *parent)
    : QDialog(parent)
    , m_bulk(bulk)
    , m_adminCount(rights.adminCount())
{
    setObjectName(QStringLiteral("changeRoleDialog"));
    setWindowTitle(tr("Change role"));
    setAttribute(Qt::WA_DeleteOnClose);
    const int count = static_cast<int>(bulk.allowed.size());
    auto *title = new PlainLabel(count == 1 ? tr("Which role shall %1 have?").arg(memberName(bulk.allowed.first()))
                                            : tr("Which role shall %Ln people have?", nullptr, count),
        this);
    title->setFont(scaledFont(font(), 1.2, true));
    title->setWordWrap(true);
    const domain::Member first = bulk.allowed.isEmpty() ? domain::Member() : bulk.allowed.first();
    m_choice = new RoleChoice([rights, first](domain::BaseRole) { return rights.decide(MemberAction::SetRole, first); },
        rights.context, this);
    m_note = new PlainLabel(this);
    m_note->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    m_accept->setText(tr("Change role"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap(4), gap(4), gap(4), gap(4));
    column->setSpacing(gap(3));
    column->addWidget(title);
    column->addWidget(m_choice);
    column->addWidget(m_note);
    column->addStretch(1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_choice, &RoleChoice::roleChanged, this, &ChangeRoleDialog::check);
    if (count == 1 && !first.role.isCustom())
        m_choice->setRole(first.role.base);
    m_choice->setFocus();
    check();
    setMinimumWidth(textWidth(this, 64));
}

domain::BaseRole ChangeRoleDialog::role() const
{
    return m_choice->role();
}

QList<domain::Member> ChangeRoleDialog::members() const
{
    QList<domain::Member> changing;
    for (const domain::Member &member : m_bulk.allowed) {
        if (member.role.isCustom() || member.role.base != role())
            changing.append(member);
    }
    return changing;
}

void ChangeRoleDialog::check()
{
    const QList<domain::Member> changing = members();
    int adminsLeft = m_adminCount;
    bool losesCustomRole = false;
    for (const domain::Member &member : changing) {
        adminsLeft -= member.role.base == domain::BaseRole::Admin && role() != domain::BaseRole::Admin ? 1 : 0;
        losesCustomRole = losesCustomRole || member.role.isCustom();
    }
    const bool isChosen = role() != domain::BaseRole::None;
    const bool takesAllAdmins = m_adminCount > 0 && adminsLeft <= 0 && role() != domain::BaseRole::Admin;
    m_accept->setEnabled(isChosen && !changing.isEmpty() && !takesAllAdmins);
    QStringList notes;
    if (isChosen && takesAllAdmins)
        notes.append(tr("The team needs at least one admin. Leave one of them Admin."));
    if (isChosen && changing.isEmpty())
        notes.append(tr("That is the role already."));
    if (losesCustomRole && isChosen)
        notes.append(tr("The additions of the custom role are lost."));
    if (!m_bulk.refused.isEmpty()) {
        notes.append(tr("%Ln of the selection stay(s) as it is:", nullptr, static_cast<int>(m_bulk.refused.size())));
        for (const RefusedMember &refused : m_bulk.refused)
            notes.append(tr("%1: %2", "member, reason").arg(memberName(refused.member), refused.reason));
    }
    m_note->setText(notes.join(QLatin1Char('\n')));
    m_note->setVisible(!notes.isEmpty());
}

} // namespace ui

#include "moc_changeroledialog.cpp"
