#include "support/builders.h"
#include "support/fakeworkspace.h"
#include "support/uitestmain.h"
#include "ui/kit/messagebar.h"
#include "ui/runs/confirmrunsdialog.h"
#include "ui/runs/edittagsdialog.h"
#include "ui/runs/runactions.h"

#include <QAction>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using domain::BaseRole;
using domain::Run;

namespace {

Run runOf(const QString &id, const QString &owner)
{
    Run run = test::aRun(id);
    run.creator.value = QStringLiteral("user-") + owner;
    run.creatorName = owner;
    return run;
}

/// A pane with the actions over a workspace in memory.
struct ActionsDesk
{
    explicit ActionsDesk(BaseRole role)
        : workspace(role)
        , messages(&host)
        , actions(workspace, messages, &host)
    {
        host.show();
        actions.setProject(test::aProject(QStringLiteral("algoperf"), QStringLiteral("ogbg")));
    }

    template <typename T>
    T *dialog()
    {
        return host.findChild<T *>();
    }

    test::FakeWorkspace workspace;
    QWidget host;
    ui::MessageBar messages;
    ui::RunActions actions;
};

} // namespace

class TestRunActions : public QObject
{
    Q_OBJECT

private slots:
    void viewOnlyPeopleReadWhyEverythingIsGrey()
    {
        ActionsDesk desk(BaseRole::ViewOnly);
        desk.actions.setRuns({runOf(QStringLiteral("a"), QStringLiteral("ada"))});
        QVERIFY(desk.actions.open()->isEnabled());
        for (QAction *action : {desk.actions.rename(), desk.actions.editTags(), desk.actions.editNotes(),
                 desk.actions.stop(), desk.actions.remove()}) {
            QVERIFY2(!action->isEnabled(), qPrintable(action->objectName()));
            QVERIFY2(!ui::denialOf(action).isEmpty(), qPrintable(action->objectName()));
            QVERIFY(!action->toolTip().isEmpty());
        }
    }

    void membersDeleteTheirOwnOnly()
    {
        ActionsDesk desk(BaseRole::Member);
        desk.actions.setRuns({runOf(QStringLiteral("a"), QStringLiteral("ben"))});
        QVERIFY(!desk.actions.remove()->isEnabled());
        QVERIFY(desk.actions.rename()->isEnabled());
        desk.actions.setRuns({runOf(QStringLiteral("a"), QStringLiteral("ada"))});
        QVERIFY(desk.actions.remove()->isEnabled());
        desk.workspace.setRole(BaseRole::Admin);
        desk.actions.setRuns({runOf(QStringLiteral("a"), QStringLiteral("ben"))});
        QVERIFY(desk.actions.remove()->isEnabled());
    }

    void stopIsForRunningRuns()
    {
        ActionsDesk desk(BaseRole::Admin);
        Run run = runOf(QStringLiteral("a"), QStringLiteral("ada"));
        desk.actions.setRuns({run});
        QVERIFY(!desk.actions.stop()->isEnabled());
        QVERIFY(!ui::denialOf(desk.actions.stop()).isEmpty());
        run.state = domain::RunState::Running;
        desk.actions.setRuns({run});
        QVERIFY(desk.actions.stop()->isEnabled());
    }

    void aRoleChangeIsFollowedAtOnce()
    {
        ActionsDesk desk(BaseRole::Admin);
        desk.actions.setRuns({runOf(QStringLiteral("a"), QStringLiteral("ben"))});
        QVERIFY(desk.actions.remove()->isEnabled());
        desk.workspace.setRole(BaseRole::ViewOnly);
        QVERIFY(!desk.actions.remove()->isEnabled());
    }

    void offlineGreysWhatNeedsTheServer()
    {
        ActionsDesk desk(BaseRole::Admin);
        desk.actions.setRuns({runOf(QStringLiteral("a"), QStringLiteral("ada"))});
        desk.workspace.setConnectivity(workspace::Connectivity::Offline);
        QVERIFY(!desk.actions.remove()->isEnabled());
        QVERIFY(!ui::denialOf(desk.actions.remove()).isEmpty());
        desk.workspace.setConnectivity(workspace::Connectivity::Online);
        QVERIFY(desk.actions.remove()->isEnabled());
    }

    void bulkLabelsSayHowManyTheyTouch()
    {
        ActionsDesk desk(BaseRole::Member);
        domain::SharedRuns runs;
        for (int i = 0; i < 7; ++i)
            runs.append(runOf(QString::number(i), i < 3 ? QStringLiteral("ada") : QStringLiteral("ben")));
        desk.actions.setRuns(runs);
        QVERIFY(desk.actions.remove()->isEnabled());
        QCOMPARE(desk.actions.remove()->text(), QStringLiteral("&Delete 3 of 7…"));
        desk.actions.setRuns(runs.mid(0, 2));
        QVERIFY(desk.actions.remove()->text().contains(QLatin1Char('2')));
        desk.actions.setRuns(runs.mid(3));
        QVERIFY(!desk.actions.remove()->isEnabled());
        QVERIFY(!desk.actions.rename()->isEnabled());
    }

    void withoutASelectionActionsAskForOne()
    {
        ActionsDesk desk(BaseRole::Admin);
        desk.actions.setRuns({});
        QVERIFY(!desk.actions.remove()->isEnabled());
        QCOMPARE(desk.actions.remove()->statusTip(), QStringLiteral("Select a run first."));
    }

    void deletingNamesBothGroupsAndDefaultsToCancel()
    {
        ActionsDesk desk(BaseRole::Member);
        desk.actions.setRuns({runOf(QStringLiteral("mine"), QStringLiteral("ada")),
            runOf(QStringLiteral("theirs"), QStringLiteral("ben"))});
        desk.actions.remove()->trigger();
        auto *dialog = desk.dialog<ui::ConfirmRunsDialog>();
        QVERIFY(dialog != nullptr);
        const QList<QPlainTextEdit *> lists = dialog->findChildren<QPlainTextEdit *>();
        QCOMPARE(lists.size(), 2);
        QVERIFY(lists.at(0)->toPlainText().contains(QStringLiteral("run-mine")));
        QVERIFY(!lists.at(0)->toPlainText().contains(QStringLiteral("run-theirs")));
        QVERIFY(lists.at(1)->toPlainText().contains(QStringLiteral("run-theirs")));
        for (QPushButton *button : dialog->findChildren<QPushButton *>())
            QCOMPARE(button->isDefault(), button->text().remove(QLatin1Char('&')) == QStringLiteral("Cancel"));
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(desk.dialog<ui::ConfirmRunsDialog>() == nullptr, 10'000);
        QVERIFY(desk.workspace.calls.isEmpty());
    }

    void aDeletionIsUndoneFromTheNotice()
    {
        ActionsDesk desk(BaseRole::Admin);
        QSignalSpy changed(&desk.actions, &ui::RunActions::changed);
        desk.actions.setRuns(
            {runOf(QStringLiteral("a"), QStringLiteral("ada")), runOf(QStringLiteral("b"), QStringLiteral("ben"))});
        desk.actions.remove()->trigger();
        desk.dialog<ui::ConfirmRunsDialog>()->findChild<QPushButton *>(QStringLiteral("confirm"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 10'000);
        QCOMPARE(desk.workspace.calls,
            QStringList({QStringLiteral("deleteRun algoperf/ogbg/a"), QStringLiteral("deleteRun algoperf/ogbg/b")}));
        QCOMPARE(desk.messages.actionButton()->text(), QStringLiteral("Undo"));
        desk.messages.actionButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, 10'000);
        QCOMPARE(desk.workspace.calls.mid(2),
            QStringList(
                {QStringLiteral("undeleteRun algoperf/ogbg/a"), QStringLiteral("undeleteRun algoperf/ogbg/b")}));
    }

    void deletingWithArtifactsOffersNoUndo()
    {
        ActionsDesk desk(BaseRole::Admin);
        desk.actions.setRuns({runOf(QStringLiteral("a"), QStringLiteral("ada"))});
        desk.actions.remove()->trigger();
        auto *dialog = desk.dialog<ui::ConfirmRunsDialog>();
        dialog->findChild<QCheckBox *>(QStringLiteral("withArtifacts"))->setChecked(true);
        dialog->findChild<QPushButton *>(QStringLiteral("confirm"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(!desk.messages.text().isEmpty(), 10'000);
        QCOMPARE(desk.workspace.calls, QStringList(QStringLiteral("deleteRun algoperf/ogbg/a with artifacts")));
        QVERIFY(desk.messages.actionButton()->text().isEmpty());
    }

    void renamingIsUndone()
    {
        ActionsDesk desk(BaseRole::Admin);
        Run run = desk.workspace.runLists.value(QStringLiteral("algoperf/ogbg")).first();
        desk.actions.setRuns({run});
        desk.actions.rename()->trigger();
        auto *field = desk.host.findChild<QLineEdit *>(QStringLiteral("runName"));
        QVERIFY(field != nullptr);
        QVERIFY(!desk.host.findChild<QPushButton *>(QStringLiteral("confirm"))->isEnabled());
        field->setText(QStringLiteral("  better <b>name</b> "));
        QTest::keyClick(field, Qt::Key_Return);
        const auto nameNow = [&] {
            return desk.workspace.runLists.value(QStringLiteral("algoperf/ogbg")).first().displayName;
        };
        QTRY_COMPARE_WITH_TIMEOUT(nameNow(), QStringLiteral("better <b>name</b>"), 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.messages.text(), QStringLiteral("Renamed to “better <b>name</b>”."), 10'000);
        desk.messages.actionButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(nameNow(), run.displayName, 10'000);
    }

    void aRefusalIsToldWithoutUndo()
    {
        ActionsDesk desk(BaseRole::Admin);
        desk.workspace.failure = base::Error{base::Error::Kind::Forbidden, QStringLiteral("role changed")};
        bool isDone = true;
        bool isAnswered = false;
        domain::RunEdit edit;
        edit.notes = QStringLiteral("x");
        desk.actions.edit(runOf(QStringLiteral("a"), QStringLiteral("ada")), edit, [&](bool done) {
            isDone = done;
            isAnswered = true;
        });
        QTRY_VERIFY_WITH_TIMEOUT(isAnswered, 10'000);
        QVERIFY(!isDone);
        QCOMPARE(desk.messages.kind(), ui::MessageBar::Kind::Error);
        QVERIFY(!desk.messages.text().contains(QStringLiteral("role changed")));
    }

    void tagsOfSeveralRunsAreEditedTogether()
    {
        Run one = runOf(QStringLiteral("a"), QStringLiteral("ada"));
        Run two = runOf(QStringLiteral("b"), QStringLiteral("ada"));
        one.tags = {QStringLiteral("both"), QStringLiteral("one")};
        two.tags = {QStringLiteral("both")};
        ui::EditTagsDialog dialog({one.tags, two.tags}, {QStringLiteral("other")});
        auto *list = dialog.findChild<QListWidget *>(QStringLiteral("tags"));
        QCOMPARE(list->count(), 3);
        const auto item = [&](const char *tag) {
            return list->findItems(QLatin1String(tag), Qt::MatchExactly).first();
        };
        QCOMPARE(item("both")->checkState(), Qt::Checked);
        QCOMPARE(item("one")->checkState(), Qt::PartiallyChecked);
        QVERIFY(dialog.value().isEmpty());
        item("both")->setCheckState(Qt::Unchecked);
        dialog.findChild<QLineEdit *>(QStringLiteral("newTag"))->setText(QStringLiteral("new, other"));
        dialog.findChild<QPushButton *>(QStringLiteral("addTag"))->click();
        const ui::TagChange change = dialog.value();
        QCOMPARE(change.appliedTo(one.tags),
            QStringList({QStringLiteral("one"), QStringLiteral("new"), QStringLiteral("other")}));
        QCOMPARE(change.appliedTo(two.tags), QStringList({QStringLiteral("new"), QStringLiteral("other")}));
    }
};

COHORT_TEST(TestRunActions)
#include "testrunactions.moc"
