#include "base/settings.h"
#include "dialogs.h"
#include "support/fakeworkspace.h"
#include "support/testmain.h"
#include "ui/kit/actiongate.h"
#include "ui/kit/elidedlabel.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/pagehead.h"
#include "ui/kit/pagestack.h"
#include "ui/kit/searchfield.h"
#include "ui/teams/memberspage.h"

#include <QAction>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

using domain::BaseRole;

namespace {

/// A page on a workspace in memory, shown.
struct ShownPage
{
    explicit ShownPage(BaseRole role = BaseRole::Admin)
        : workspace(role)
        , settings(folder.filePath(QStringLiteral("settings.ini")))
        , page(std::make_unique<ui::MembersPage>(workspace, settings, QStringLiteral("algoperf")))
    {
        page->resize(1040, 740);
        page->show();
    }

    [[nodiscard]] QAction *action(const char *name) const
    {
        for (QAction *action : page->pageActions()) {
            if (action != nullptr && action->objectName() == QLatin1String(name))
                return action;
        }
        return nullptr;
    }
    [[nodiscard]] QTableView *table() const { return page->findChild<QTableView *>(QStringLiteral("membersTable")); }
    [[nodiscard]] QString message() const
    {
        return page->findChild<ui::MessageBar *>(QStringLiteral("message"))->text();
    }
    void select(const QStringList &names) const
    {
        table()->clearSelection();
        for (int row = 0; row < table()->model()->rowCount(); ++row) {
            if (names.contains(table()->model()->index(row, 1).data().toString())
                || names.contains(table()->model()->index(row, 2).data().toString()))
                table()->selectionModel()->select(
                    table()->model()->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }

    QTemporaryDir folder;
    test::FakeWorkspace workspace;
    base::Settings settings;
    std::unique_ptr<ui::MembersPage> page;
};

const QString noor = QStringLiteral("noor.haddad@demo.invalid");

} // namespace

class TestMembersPage : public QObject
{
    Q_OBJECT

private slots:
    void peopleAccountsAndInvitationsAreShown()
    {
        const ShownPage shown;
        QCOMPARE(shown.table()->model()->rowCount(), 7);
        const QString count = shown.page->findChild<ui::PageHead *>()->detailLabel()->text();
        QVERIFY2(count.contains(QStringLiteral("5 people")), qPrintable(count));
        QVERIFY(shown.page->isReady());
        QVERIFY(shown.page->shownFrom().isValid());
        QCOMPARE(shown.page->location().path(), QStringLiteral("algoperf/members"));
    }

    void whatARoleLacksIsGreyWithTheReason_data()
    {
        QTest::addColumn<int>("role");
        QTest::newRow("view-only") << int(BaseRole::ViewOnly);
        QTest::newRow("member") << int(BaseRole::Member);
        QTest::newRow("unknown") << int(BaseRole::Unknown);
    }
    void whatARoleLacksIsGreyWithTheReason()
    {
        QFETCH(int, role);
        const ShownPage shown(static_cast<BaseRole>(role));
        shown.select({QStringLiteral("ben")});
        for (const char *name :
            {"inviteMembers", "resendInvitation", "cancelInvitation", "changeRole", "removeMembers"}) {
            const QAction *action = shown.action(name);
            QVERIFY2(!action->isEnabled(), name);
            const QString reason = ui::denialOf(action);
            if (static_cast<BaseRole>(role) == BaseRole::Unknown)
                QVERIFY2(reason.contains(QStringLiteral("not known yet")), qPrintable(reason));
            else
                QVERIFY2(reason.contains(QStringLiteral("Ada Moreau")), qPrintable(reason));
        }
        QVERIFY(shown.action("showRights")->isEnabled());
        QVERIFY(shown.action("copyMail")->isEnabled());
        const auto *button = shown.page->findChild<QToolButton *>(QStringLiteral("inviteButton"));
        QVERIFY(!button->isEnabled());
        QVERIFY(!button->toolTip().isEmpty());
    }

    void offlineGreysAdministration()
    {
        ShownPage shown;
        shown.select({QStringLiteral("ben")});
        QVERIFY(shown.action("removeMembers")->isEnabled());
        shown.workspace.setConnectivity(workspace::Connectivity::Offline);
        for (const char *name : {"inviteMembers", "changeRole", "removeMembers"}) {
            QVERIFY(!shown.action(name)->isEnabled());
            QVERIFY(ui::denialOf(shown.action(name)).contains(QStringLiteral("Offline")));
        }
        QVERIFY(shown.action("showRights")->isEnabled());
        shown.workspace.setConnectivity(workspace::Connectivity::Online);
        QVERIFY(shown.action("removeMembers")->isEnabled());
    }

    void rightsThatChangeReachTheActions()
    {
        ShownPage shown(BaseRole::ViewOnly);
        shown.select({QStringLiteral("ben")});
        QVERIFY(!shown.action("removeMembers")->isEnabled());
        shown.workspace.setRole(BaseRole::Admin);
        QVERIFY(shown.action("removeMembers")->isEnabled());
    }

    void nothingSelectedSaysWhatToDo()
    {
        const ShownPage shown;
        shown.table()->clearSelection();
        QVERIFY(!shown.action("removeMembers")->isEnabled());
        QCOMPARE(ui::denialOf(shown.action("removeMembers")), QStringLiteral("Select somebody first."));
        QCOMPARE(ui::denialOf(shown.action("resendInvitation")), QStringLiteral("Select a pending invitation first."));
        shown.select({QStringLiteral("ben")});
        QVERIFY(!ui::denialOf(shown.action("resendInvitation")).isEmpty());
        shown.select({noor});
        QVERIFY(shown.action("resendInvitation")->isEnabled());
        QVERIFY(ui::denialOf(shown.action("changeRole")).contains(QStringLiteral("not accepted")));
    }

    void theLastAdminStays()
    {
        const ShownPage shown;
        shown.select({QStringLiteral("ada")});
        for (const char *name : {"changeRole", "removeMembers"}) {
            QVERIFY(!shown.action(name)->isEnabled());
            QVERIFY(ui::denialOf(shown.action(name)).contains(QStringLiteral("at least one admin")));
        }
    }

    void bulkActionsSayHowManyTheyTouch()
    {
        const ShownPage shown;
        shown.select({QStringLiteral("ben"), QStringLiteral("vera"), noor});
        QCOMPARE(shown.action("removeMembers")->text(), QStringLiteral("R&emove 2 of 3…"));
        QCOMPARE(shown.action("changeRole")->text(), QStringLiteral("Change &role of 2 of 3…"));
        QCOMPARE(shown.action("cancelInvitation")->text(), QStringLiteral("Cancel 1 of 3 in&vitations…"));
        QVERIFY(shown.action("cancelInvitation")->isEnabled());
        QVERIFY(!shown.action("showRights")->isEnabled());
    }

    void removingAsksFirstAndTellsTheEnd()
    {
        ShownPage shown;
        shown.select({QStringLiteral("ben"), QStringLiteral("vera")});
        shown.action("removeMembers")->trigger();
        QDialog *dialog = test::openDialog("removeMembersDialog");
        QVERIFY(dialog != nullptr);
        QTest::keyClick(dialog, Qt::Key_Return); // the default is Cancel
        QTRY_VERIFY_WITH_TIMEOUT(test::openDialog("removeMembersDialog") == nullptr, 10'000);
        QVERIFY(shown.workspace.calls.isEmpty());
        shown.action("removeMembers")->trigger();
        test::openDialog("removeMembersDialog")->findChild<QPushButton *>(QStringLiteral("confirm"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(shown.workspace.calls,
            (QStringList{QStringLiteral("removeMember algoperf member-ben"),
                QStringLiteral("removeMember algoperf member-vera")}),
            10'000);
        QTRY_VERIFY_WITH_TIMEOUT(shown.message().contains(QStringLiteral("2 member(s) removed")), 10'000);
    }

    void aRefusalSaysWhoCanHelp()
    {
        ShownPage shown;
        shown.workspace.failure = base::Error{base::Error::Kind::Forbidden, QStringLiteral("secret detail")};
        shown.select({QStringLiteral("ben")});
        shown.action("changeRole")->trigger();
        QDialog *dialog = test::openDialog("changeRoleDialog");
        QVERIFY(dialog != nullptr);
        dialog->findChild<QRadioButton *>(QStringLiteral("role-admin"))->click();
        dialog->accept();
        QTRY_VERIFY_WITH_TIMEOUT(shown.message().contains(QStringLiteral("Ada Moreau")), 10'000);
        QVERIFY(shown.message().contains(QStringLiteral("Ben")));
        QVERIFY(!shown.message().contains(QStringLiteral("secret")));
        QCOMPARE(shown.workspace.calls, QStringList{QStringLiteral("setMemberRole algoperf member-ben admin")});
    }

    void invitationsAreSentAgainAndCancelled()
    {
        ShownPage shown;
        shown.select({noor});
        shown.action("resendInvitation")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(shown.message().contains(QStringLiteral("sent again")), 10'000);
        shown.action("cancelInvitation")->trigger();
        QDialog *dialog = test::openDialog("cancelInvitationDialog");
        QVERIFY(dialog != nullptr);
        dialog->findChild<QPushButton *>(QStringLiteral("confirm"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(shown.message().contains(QStringLiteral("was cancelled")), 10'000);
        QCOMPARE(shown.workspace.calls.size(), 2);
        QVERIFY(shown.workspace.calls.last().startsWith(QStringLiteral("cancelInvitation")));
    }

    void progressIsTold()
    {
        ShownPage shown;
        shown.workspace.isAnswering = false;
        shown.select({noor});
        shown.action("resendInvitation")->trigger();
        QVERIFY(shown.message().contains(QStringLiteral("Asking the server")));
        shown.action("resendInvitation")->trigger();
        QVERIFY(shown.message().contains(QStringLiteral("still under way")));
        shown.workspace.answerAll();
        QTRY_VERIFY_WITH_TIMEOUT(shown.message().contains(QStringLiteral("sent again")), 10'000);
        QCOMPARE(shown.workspace.calls.size(), 1);
    }

    void keysDoWhatTheySay()
    {
        ShownPage shown;
        QVERIFY(QTest::qWaitForWindowExposed(shown.page.get()));
        shown.page->activateWindow();
        shown.table()->setFocus();
        shown.table()->selectRow(1);
        QTest::keyClick(shown.table(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(test::openDialog("rightsDialog") != nullptr, 10'000);
        test::openDialog("rightsDialog")->reject();
        shown.page->activateWindow();
        QTest::keyClick(shown.table(), Qt::Key_F2);
        QTRY_VERIFY_WITH_TIMEOUT(test::openDialog("changeRoleDialog") != nullptr, 10'000);
        test::openDialog("changeRoleDialog")->reject();
        shown.page->activateWindow();
        QTest::keyClick(shown.table(), Qt::Key_Delete);
        QTRY_VERIFY_WITH_TIMEOUT(test::openDialog("removeMembersDialog") != nullptr, 10'000);
        test::openDialog("removeMembersDialog")->reject();
        shown.select({noor});
        shown.page->activateWindow();
        QTest::keyClick(shown.table(), Qt::Key_Delete);
        QTRY_VERIFY_WITH_TIMEOUT(test::openDialog("cancelInvitationDialog") != nullptr, 10'000);
        test::openDialog("cancelInvitationDialog")->reject();
    }

    void theOnlyAdminIsAdvisedToMakeASecond()
    {
        ShownPage shown;
        auto *hint = shown.page->findChild<ui::MessageBar *>(QStringLiteral("adminHint"));
        QVERIFY(hint->isVisible());
        shown.workspace.teamPages[QStringLiteral("algoperf")].members[1].role.base = BaseRole::Admin;
        shown.workspace.update();
        QVERIFY(!hint->isVisible());
        shown.workspace.teamPages[QStringLiteral("algoperf")].members[1].role.base = BaseRole::Member;
        shown.workspace.update();
        QVERIFY(hint->isVisible());
        hint->clear(); // as its close button does
        shown.workspace.update();
        QVERIFY(!hint->isVisible());
        const ShownPage other(BaseRole::Member);
        ShownPage notMe;
        notMe.workspace.person.id.value = QStringLiteral("user-ben");
        emit notMe.workspace.rightsChanged();
        QVERIFY(!notMe.page->findChild<ui::MessageBar *>(QStringLiteral("adminHint"))->isVisible());
    }

    void filteringKeepsWhatMatchesAndSaysWhenNothingDoes()
    {
        const ShownPage shown;
        auto *search = shown.page->findChild<ui::SearchField *>(QStringLiteral("membersFilter"));
        auto *stack = shown.page->findChild<ui::PageStack *>();
        search->setText(QStringLiteral("vera"));
        QTRY_COMPARE_WITH_TIMEOUT(shown.table()->model()->rowCount(), 1, 10'000);
        QCOMPARE(stack->state(), ui::PageStack::State::Content);
        search->setText(QStringLiteral("nobody of that name"));
        QTRY_COMPARE_WITH_TIMEOUT(stack->state(), ui::PageStack::State::Empty, 10'000);
        search->clear();
        QTRY_COMPARE_WITH_TIMEOUT(stack->state(), ui::PageStack::State::Content, 10'000);
    }

    void eachStateIsShown()
    {
        QTemporaryDir folder;
        base::Settings settings(folder.filePath(QStringLiteral("settings.ini")));
        test::FakeWorkspace workspace;
        workspace.isLoading = true;
        workspace.connection = workspace::Connectivity::Offline;
        const ui::MembersPage offline(workspace, settings, QStringLiteral("algoperf"));
        QCOMPARE(offline.findChild<ui::PageStack *>()->state(), ui::PageStack::State::OfflineNotCached);
        workspace.connection = workspace::Connectivity::Online;
        const ui::MembersPage loading(workspace, settings, QStringLiteral("algoperf"));
        QCOMPARE(loading.findChild<ui::PageStack *>()->state(), ui::PageStack::State::Loading);
        QVERIFY(!loading.isReady());
        workspace.isLoading = false;
        workspace.teamPages.clear();
        const ui::MembersPage empty(workspace, settings, QStringLiteral("algoperf"));
        QCOMPARE(empty.findChild<ui::PageStack *>()->state(), ui::PageStack::State::Empty);
        workspace.setRole(BaseRole::None);
        workspace.policy.hideTeam = true;
        const ui::MembersPage hidden(workspace, settings, QStringLiteral("algoperf"));
        QCOMPARE(hidden.findChild<ui::PageStack *>()->state(), ui::PageStack::State::Denied);
    }

    void mailAddressesAreCopied()
    {
        const ShownPage shown;
        shown.select({QStringLiteral("ben"), QStringLiteral("vera")});
        shown.action("copyMail")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("ben@demo.invalid, vera@demo.invalid"));
    }

    void selectionLivesThroughARefresh()
    {
        ShownPage shown;
        shown.select({QStringLiteral("vera")});
        shown.workspace.teamPages[QStringLiteral("algoperf")].members.removeAt(1);
        shown.workspace.update();
        QCOMPARE(shown.table()->selectionModel()->selectedRows().size(), 1);
        QCOMPARE(shown.table()->selectionModel()->selectedRows(1).first().data().toString(), QStringLiteral("vera"));
    }

    void aPageThatDiesWhileTheServerIsAskedLeavesNothingBehind()
    {
        ShownPage shown;
        shown.workspace.isAnswering = false;
        shown.select({noor});
        shown.action("resendInvitation")->trigger();
        shown.page.reset();
        shown.workspace.answerAll();
        QCoreApplication::processEvents();
        QCOMPARE(shown.workspace.calls.size(), 1);
    }
};

COHORT_TEST(TestMembersPage)
#include "testmemberspage.moc"
