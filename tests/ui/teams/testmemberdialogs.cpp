#include "dialogs.h"
#include "support/builders.h"
#include "support/fakeworkspace.h"
#include "support/testmain.h"
#include "ui/teams/changeroledialog.h"
#include "ui/teams/confirmmembersdialog.h"
#include "ui/teams/invitedialog.h"
#include "ui/teams/rolechoice.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTreeWidget>

using domain::BaseRole;

namespace {

const QString team = QStringLiteral("algoperf");

ui::MemberRights rightsIn(const test::FakeWorkspace &workspace)
{
    ui::MemberRights rights;
    rights.person = workspace.person;
    rights.policy = workspace.policy;
    rights.members = workspace.teamPages.value(team).members;
    rights.context.teamName = team;
    rights.context.adminNames = workspace.admins;
    return rights;
}

QList<domain::Member> named(const ui::MemberRights &rights, const QStringList &names)
{
    QList<domain::Member> found;
    for (const domain::Member &member : rights.members) {
        if (names.contains(member.username) || names.contains(member.email))
            found.append(member);
    }
    return found;
}

QString labelText(const QDialog &dialog)
{
    QStringList texts;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        texts.append(label->text());
    return texts.join(u'\n');
}

} // namespace

class TestMemberDialogs : public QObject
{
    Q_OBJECT

private slots:
    void manyAreInvitedAtOnceWithOneRole()
    {
        test::FakeWorkspace workspace;
        QPointer<ui::InviteDialog> dialog = new ui::InviteDialog(workspace, team, rightsIn(workspace));
        QSignalSpy invited(dialog.data(), &ui::InviteDialog::invited);
        dialog->open();
        QVERIFY(!button(*dialog, "send")->isEnabled());
        text(*dialog)->setPlainText(QStringLiteral("eve@demo.invalid, frank"));
        QCOMPARE(button(*dialog, "send")->isEnabled(), true);
        dialog->findChild<QRadioButton *>(QStringLiteral("role-viewer"))->click();
        button(*dialog, "send")->click();
        QTRY_COMPARE_WITH_TIMEOUT(workspace.calls,
            (QStringList{QStringLiteral("invite algoperf eve@demo.invalid viewer"),
                QStringLiteral("invite algoperf frank viewer")}),
            10'000);
        QTRY_COMPARE_WITH_TIMEOUT(invited.size(), 1, 10'000);
        QCOMPARE(invited.first().first().toStringList(),
            (QStringList{QStringLiteral("eve@demo.invalid"), QStringLiteral("frank")}));
        QTRY_VERIFY_WITH_TIMEOUT(dialog.isNull(), 10'000);
    }

    void whatCannotWorkIsNotSentAndStays()
    {
        test::FakeWorkspace workspace;
        QPointer<ui::InviteDialog> dialog = new ui::InviteDialog(workspace, team, rightsIn(workspace));
        dialog->open();
        text(*dialog)->setPlainText(QStringLiteral("ada\nben\nnoor.haddad@demo.invalid\nbad@\neve@demo.invalid"));
        QCOMPARE(button(*dialog, "send")->text(), QStringLiteral("Send 1 of 5 invitation(s)"));
        QCOMPARE(states(*dialog).first(), QStringLiteral("That is you"));
        button(*dialog, "send")->click();
        QTRY_COMPARE_WITH_TIMEOUT(
            text(*dialog)->toPlainText(), QStringLiteral("ada\nben\nnoor.haddad@demo.invalid\nbad@"), 10'000);
        QCOMPARE(workspace.calls, QStringList{QStringLiteral("invite algoperf eve@demo.invalid member")});
        QVERIFY(!button(*dialog, "send")->isEnabled());
        QCOMPARE(states(*dialog).first(), QStringLiteral("Invitation sent"));
        dialog->reject();
    }

    void whatTheServerRefusedStaysWithItsReason()
    {
        test::FakeWorkspace workspace;
        workspace.failure = base::Error{base::Error::Kind::Forbidden, QStringLiteral("x")};
        QPointer<ui::InviteDialog> dialog = new ui::InviteDialog(workspace, team, rightsIn(workspace));
        QSignalSpy invited(dialog.data(), &ui::InviteDialog::invited);
        dialog->open();
        text(*dialog)->setPlainText(QStringLiteral("eve@demo.invalid frank"));
        button(*dialog, "send")->click();
        QTRY_COMPARE_WITH_TIMEOUT(text(*dialog)->toPlainText(), QStringLiteral("eve@demo.invalid\nfrank"), 10'000);
        QVERIFY(states(*dialog).first().contains(QStringLiteral("Ada Moreau")));
        QVERIFY(button(*dialog, "send")->isEnabled());
        workspace.failure.reset();
        button(*dialog, "send")->click();
        QTRY_COMPARE_WITH_TIMEOUT(invited.size(), 1, 10'000);
    }

    void closingHalfWayTellsWhatWasSent()
    {
        test::FakeWorkspace workspace;
        workspace.isAnswering = false;
        QPointer<ui::InviteDialog> dialog = new ui::InviteDialog(workspace, team, rightsIn(workspace));
        QSignalSpy invited(dialog.data(), &ui::InviteDialog::invited);
        dialog->open();
        text(*dialog)->setPlainText(QStringLiteral("eve frank"));
        button(*dialog, "send")->click();
        QVERIFY(dialog->isBusy());
        workspace.answerAll();
        QTRY_COMPARE_WITH_TIMEOUT(workspace.calls.size(), 2, 10'000);
        dialog->reject();
        QCOMPARE(invited.size(), 1);
        QCOMPARE(invited.first().first().toStringList(), QStringList{QStringLiteral("eve")});
        workspace.answerAll();
        QTRY_VERIFY_WITH_TIMEOUT(dialog.isNull(), 10'000);
    }

    void aMemberWhoMayInviteGivesNoAdminRole()
    {
        test::FakeWorkspace workspace(BaseRole::Member);
        workspace.policy.membersMayInvite = true;
        ui::InviteDialog dialog(workspace, team, rightsIn(workspace));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        auto *admin = dialog.findChild<QRadioButton *>(QStringLiteral("role-admin"));
        QVERIFY(!admin->isEnabled());
        QVERIFY(admin->accessibleDescription().contains(QStringLiteral("Admin")));
        QVERIFY(dialog.findChild<QRadioButton *>(QStringLiteral("role-member"))->isEnabled());
    }

    void theRoleIsChosenAndOnlyRealChangesAreMade()
    {
        test::FakeWorkspace workspace;
        const ui::MemberRights rights = rightsIn(workspace);
        const auto bulk =
            rights.decideFor(ui::MemberAction::SetRole, named(rights, {QStringLiteral("ben"), QStringLiteral("vera")}));
        auto *dialog = new ui::ChangeRoleDialog(rights, bulk);
        dialog->open();
        QPushButton *accept = dialog->findChild<QPushButton *>(); // the first: OK
        QVERIFY(!accept->isEnabled());
        dialog->findChild<QRadioButton *>(QStringLiteral("role-member"))->click();
        QVERIFY(accept->isEnabled());
        QCOMPARE(dialog->role(), BaseRole::Member);
        QCOMPARE(dialog->members().size(), 1);
        QCOMPARE(dialog->members().first().username, QStringLiteral("vera"));
        dialog->reject();
    }

    void notAllAdminsAreLoweredAtOnce()
    {
        test::FakeWorkspace workspace;
        ui::MemberRights rights = rightsIn(workspace);
        for (domain::Member &member : rights.members) {
            if (member.username == QLatin1String("ben"))
                member.role.base = BaseRole::Admin;
        }
        const auto both = named(rights, {QStringLiteral("ada"), QStringLiteral("ben")});
        auto *dialog = new ui::ChangeRoleDialog(rights, rights.decideFor(ui::MemberAction::SetRole, both));
        dialog->open();
        dialog->findChild<QRadioButton *>(QStringLiteral("role-member"))->click();
        QVERIFY(!dialog->findChild<QPushButton *>()->isEnabled());
        QVERIFY(labelText(*dialog).contains(QStringLiteral("at least one admin")));
        dialog->reject();
        const auto bulk = rights.decideFor(ui::MemberAction::Remove, both);
        QCOMPARE(bulk.allowed.size(), 1);
        QVERIFY(bulk.refused.first().reason.contains(QStringLiteral("at least one admin")));
    }

    void removingAndCancellingAskDifferently()
    {
        test::FakeWorkspace workspace;
        const ui::MemberRights rights = rightsIn(workspace);
        using What = ui::ConfirmMembersDialog::What;
        const auto ben = rights.decideFor(ui::MemberAction::Remove, named(rights, {QStringLiteral("ben")}));
        ui::ConfirmMembersDialog remove(What::Remove, team, rights, ben);
        remove.setAttribute(Qt::WA_DeleteOnClose, false);
        QVERIFY(labelText(remove).contains(QStringLiteral("Ben")));
        QVERIFY(labelText(remove).contains(QStringLiteral("Runs, reports and artifacts stay")));
        QVERIFY(button(remove, "keep")->isDefault());
        QVERIFY(!button(remove, "confirm")->isDefault());
        const auto noor = rights.decideFor(
            ui::MemberAction::CancelInvitation, named(rights, {QStringLiteral("noor.haddad@demo.invalid")}));
        ui::ConfirmMembersDialog cancel(What::CancelInvitation, team, rights, noor);
        cancel.setAttribute(Qt::WA_DeleteOnClose, false);
        QVERIFY(labelText(cancel).contains(QStringLiteral("stops working")));
        QVERIFY(!labelText(cancel).contains(QStringLiteral("Runs")));
        QVERIFY(button(cancel, "keep")->isDefault());
        const auto robot =
            rights.decideFor(ui::MemberAction::Remove, named(rights, {QStringLiteral("nightly-sweeps")}));
        QCOMPARE(robot.allowed.size(), 1);
        ui::ConfirmMembersDialog robots(What::Remove, team, rights, robot);
        robots.setAttribute(Qt::WA_DeleteOnClose, false);
        QVERIFY(labelText(robots).contains(QStringLiteral("keys stop working")));
    }

    void removingOneselfIsSaid()
    {
        test::FakeWorkspace workspace;
        ui::MemberRights rights = rightsIn(workspace);
        rights.members[1].role.base = BaseRole::Admin;
        const auto me = rights.decideFor(ui::MemberAction::Remove, named(rights, {QStringLiteral("ada")}));
        ui::ConfirmMembersDialog dialog(ui::ConfirmMembersDialog::What::Remove, team, rights, me);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QVERIFY(labelText(dialog).contains(QStringLiteral("your own access")));
    }

private:
    static QPushButton *button(const QDialog &dialog, const char *name)
    {
        return dialog.findChild<QPushButton *>(QString::fromLatin1(name));
    }
    static QPlainTextEdit *text(const QDialog &dialog)
    {
        return dialog.findChild<QPlainTextEdit *>(QStringLiteral("invitees"));
    }
    static QStringList states(const QDialog &dialog)
    {
        const auto *list = dialog.findChild<QTreeWidget *>(QStringLiteral("inviteeList"));
        QStringList texts;
        for (int row = 0; row < list->topLevelItemCount(); ++row)
            texts.append(list->topLevelItem(row)->text(1));
        return texts;
    }
};

COHORT_TEST(TestMemberDialogs)
#include "testmemberdialogs.moc"
