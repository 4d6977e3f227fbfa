#include "ui/teams/confirmmembersdialog.h"

#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"
#include "ui/teams/memberstablemodel.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <algorithm>

namespace ui {

ConfirmMembersDialog::ConfirmMembersDialog(
    What what, const QString &teamName, const MemberRights &rights, const BulkMembers &bulk, QWidget *parent)
    : QDialog(parent)
    , m_what(what)
    , m_teamName(teamName)
    , m_bulk(bulk)
{
    setObjectName(
        what == What::Remove ? QStringLiteral("removeMembersDialog") : QStringLiteral("cancelInvitationDialog"));
    setWindowTitle(what == What::Remove ? tr("Remove from team") : tr("Cancel invitation"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_includesMe = std::any_of(
        bulk.allowed.begin(), bulk.allowed.end(), [&rights](const auto &member) { return rights.isMe(member); });
    m_onlyServiceAccounts = std::all_of(bulk.allowed.begin(), bulk.allowed.end(),
        [](const auto &member) { return member.kind == domain::Member::Kind::ServiceAccount; });
    createWidgets();
}

void ConfirmMembersDialog::createWidgets()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap(4), gap(4), gap(4), gap(4));
    column->setSpacing(gap(2));
    auto *title = new PlainLabel(question(), this);
    title->setFont(scaledFont(font(), 1.2, true));
    title->setWordWrap(true);
    column->addWidget(title);
    if (m_bulk.allowed.size() > 1) {
        QStringList names;
        for (const domain::Member &member : std::as_const(m_bulk.allowed))
            names.append(memberName(member));
        column->addWidget(makeList(tr("Who it is about"), names));
    }
    auto *text = new PlainLabel(consequence(), this);
    text->setObjectName(QStringLiteral("consequence"));
    text->setWordWrap(true);
    column->addWidget(text);
    if (!m_bulk.refused.isEmpty()) {
        const int count = static_cast<int>(m_bulk.refused.size());
        column->addWidget(new PlainLabel(tr("%n of the selection is/are not touched:", nullptr, count), this));
        QStringList reasons;
        for (const RefusedMember &refused : std::as_const(m_bulk.refused))
            reasons.append(tr("%1: %2", "member, reason").arg(memberName(refused.member), refused.reason));
        column->addWidget(makeList(tr("Who is not touched, and why"), reasons));
    }
    column->addStretch(1);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *accept = buttons->addButton(acceptText(), QDialogButtonBox::DestructiveRole);
    accept->setObjectName(QStringLiteral("confirm"));
    accept->setAutoDefault(false);
    // "Cancel" beside "Cancel invitation" would be a riddle.
    QPushButton *keep = m_what == What::Remove
        ? buttons->addButton(QDialogButtonBox::Cancel)
        : buttons->addButton(tr("Keep invitation"), QDialogButtonBox::RejectRole);
    keep->setObjectName(QStringLiteral("keep"));
    keep->setDefault(true);
    keep->setFocus();
    connect(accept, &QPushButton::clicked, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    setMinimumWidth(textWidth(this, 62));
}

QWidget *ConfirmMembersDialog::makeList(const QString &name, const QStringList &lines)
{
    auto *list = new QPlainTextEdit(lines.join(QLatin1Char('\n')), this);
    list->setReadOnly(true);
    list->setTabChangesFocus(true);
    list->setAccessibleName(name);
    // Long lines wrap: count what they need at the dialog's width.
    const qsizetype charactersInLine = 58;
    qsizetype needed = 0;
    for (const QString &line : lines)
        needed += 1 + line.size() / charactersInLine;
    const int rows = static_cast<int>(std::clamp<qsizetype>(needed, 1, 8));
    list->setFixedHeight(list->fontMetrics().lineSpacing() * rows + gap(5));
    return list;
}

QString ConfirmMembersDialog::question() const
{
    const int count = static_cast<int>(m_bulk.allowed.size());
    if (m_what == What::CancelInvitation) {
        return count == 1 ? tr("Cancel the invitation of %1?").arg(memberName(m_bulk.allowed.first()))
                          : tr("Cancel %n invitation(s)?", nullptr, count);
    }
    if (count == 1)
        return tr("Remove %1 from the team %2?").arg(memberName(m_bulk.allowed.first()), m_teamName);
    return tr("Remove %n member(s) from the team %1?", nullptr, count).arg(m_teamName);
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
        return tr("Cancel %n invitation(s)", nullptr, count);
    return count == 1 ? tr("Remove from team") : tr("Remove %n member(s)", nullptr, count);
}

} // namespace ui

#include "moc_confirmmembersdialog.cpp"
