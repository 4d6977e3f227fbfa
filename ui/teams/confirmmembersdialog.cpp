#include "ui/teams/confirmmembersdialog.h"

#include "ui/kit/plainlabel.h"
#include "ui/teams/memberstablemodel.h"

#include <algorithm>

namespace ui {

ConfirmMembersDialog::ConfirmMembersDialog(
    What what, const QString &teamName, const MemberRights &rights, const BulkMembers &bulk, QWidget *parent)
    : ConfirmDialog(
        what == What::Remove ? QStringLiteral("removeMembersDialog") : QStringLiteral("cancelInvitationDialog"),
        what == What::Remove ? tr("Remove from team") : tr("Cancel invitation"), parent)
    , m_what(what)
    , m_teamName(teamName)
    , m_bulk(bulk)
{
    m_includesMe = std::any_of(
        bulk.allowed.begin(), bulk.allowed.end(), [&rights](const auto &member) { return rights.isMe(member); });
    m_onlyServiceAccounts = std::all_of(bulk.allowed.begin(), bulk.allowed.end(),
        [](const auto &member) { return member.kind == domain::Member::Kind::ServiceAccount; });
    addQuestion(question());
    if (m_bulk.allowed.size() > 1) {
        QStringList names;
        for (const domain::Member &member : std::as_const(m_bulk.allowed))
            names.append(memberName(member));
        addList(tr("Who it is about"), names);
    }
    addText(consequence())->setObjectName(QStringLiteral("consequence"));
    if (!m_bulk.refused.isEmpty())
        addRefused();
    // "Cancel" beside "Cancel invitation" would be a riddle.
    addButtons(acceptText(), what == What::Remove ? QString() : tr("Keep invitation"));
}

void ConfirmMembersDialog::addRefused()
{
    addText(tr("%Ln of the selection is/are not touched:", nullptr, static_cast<int>(m_bulk.refused.size())));
    QStringList reasons;
    for (const RefusedMember &refused : std::as_const(m_bulk.refused))
        reasons.append(tr("%1: %2", "member, reason").arg(memberName(refused.member), refused.reason));
    addList(tr("Who is not touched, and why"), reasons);
}

QString ConfirmMembersDialog::question() const
{
    const int count = static_cast<int>(m_bulk.allowed.size());
    if (m_what == What::CancelInvitation) {
        return count == 1 ? tr("Cancel the invitation of %1?").arg(memberName(m_bulk.allowed.first()))
                          : tr("Cancel %Ln invitation(s)?", nullptr, count);
    }
    if (count == 1)
        return tr("Remove %1 from the team %2?").arg(memberName(m_bulk.allowed.first()), m_teamName);
    return tr("Remove %Ln member(s) from the team %1?", nullptr, count).arg(m_teamName);
}

QString ConfirmMembersDialog::consequence() const
{
    if (m_what == What::CancelInvitation)
        return tr("The invitation stops working. Nobody loses anything, and you can invite again at any time.");
    QStringList sentences;
    if (m_onlyServiceAccounts) {
        sentences.append(tr("Its keys stop working at once: jobs that use them cannot log any more."));
        sentences.append(tr("Runs and artifacts that it logged stay in the team."));
    } else {
        sentences.append(tr("Access to the team, its projects and its registries ends at once."));
        sentences.append(tr("Runs, reports and artifacts stay in the team; from then on only team admins can stop or "
                            "delete those runs."));
    }
    if (m_includesMe)
        sentences.append(tr("You are among them: you lose your own access and cannot undo that by yourself."));
    return sentences.join(QLatin1Char('\n'));
}

QString ConfirmMembersDialog::acceptText() const
{
    const int count = static_cast<int>(m_bulk.allowed.size());
    if (m_what == What::CancelInvitation)
        return tr("Cancel %Ln invitation(s)", nullptr, count);
    return count == 1 ? tr("Remove from team") : tr("Remove %Ln member(s)", nullptr, count);
}

} // namespace ui

#include "moc_confirmmembersdialog.cpp"
