#include "dialogs.h"
#include "support/builders.h"
#include "support/testmain.h"
#include "ui/kit/searchfield.h"
#include "ui/teams/actionwords.h"
#include "ui/teams/rightsdialog.h"
#include "ui/teams/rightsmodel.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QTableView>

using domain::Action;
using domain::BaseRole;
using domain::Visibility;
using ui::Right;

namespace {

Right rightTo(Action action, const domain::Member &member, Visibility visibility = Visibility::Team)
{
    for (const Right &right : ui::rightsOf(member, {}, visibility)) {
        if (right.action == action)
            return right;
    }
    return {};
}

} // namespace

class TestRightsDialog : public QObject
{
    Q_OBJECT

private slots:
    void rightsFollowTheRole()
    {
        const auto viewer = test::aMember(QStringLiteral("vera"), BaseRole::ViewOnly);
        const auto member = test::aMember(QStringLiteral("ben"), BaseRole::Member);
        const auto admin = test::aMember(QStringLiteral("ada"), BaseRole::Admin);
        QCOMPARE(rightTo(Action::RunDelete, viewer).answer, Right::Answer::No);
        QCOMPARE(rightTo(Action::RunDelete, viewer).reason, QStringLiteral("Needs Member or higher"));
        QCOMPARE(rightTo(Action::RunDelete, member).answer, Right::Answer::Own);
        QCOMPARE(rightTo(Action::RunDelete, admin).answer, Right::Answer::Yes);
        QVERIFY(rightTo(Action::RunDelete, admin).reason.isEmpty());
        QCOMPARE(rightTo(Action::TeamMemberInvite, member).reason, QStringLiteral("Switched off for this team"));
        QCOMPARE(
            rightTo(Action::RunExport, viewer).reason, QStringLiteral("The seat Viewer does not change or download"));
        QCOMPARE(rightTo(Action::ReportComment, viewer).answer, Right::Answer::Yes);
    }

    void serviceAccountsNeedNoSeat()
    {
        domain::Member robot = test::aMember(QStringLiteral("nightly"), BaseRole::Member);
        robot.kind = domain::Member::Kind::ServiceAccount;
        robot.seat = domain::Seat::None;
        QCOMPARE(rightTo(Action::RunLog, robot).answer, Right::Answer::Yes);
        QCOMPARE(rightTo(Action::TeamMemberInvite, robot).answer, Right::Answer::No);
    }

    void everyShownActionHasAName()
    {
        const auto rights = ui::rightsOf(test::aMember(QStringLiteral("ada"), BaseRole::Admin), {}, Visibility::Team);
        QVERIFY(rights.size() > 70);
        for (const Right &right : rights)
            QVERIFY(ui::actionText(right.action) != domain::actionName(right.action));
    }

    void theModelIsSound()
    {
        ui::RightsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(ui::rightsOf(test::aMember(QStringLiteral("ada"), BaseRole::Admin), {}, Visibility::Team));
        model.setRows(ui::rightsOf(test::aMember(QStringLiteral("ben"), BaseRole::Member), {}, Visibility::Open));
    }

    void theListIsFiltered()
    {
        ui::RightsDialog dialog(
            test::aMember(QStringLiteral("vera"), BaseRole::ViewOnly), QStringLiteral("algoperf"), {});
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        auto *table = dialog.findChild<QTableView *>(QStringLiteral("rightsTable"));
        const int all = table->model()->rowCount();
        dialog.findChild<QCheckBox *>(QStringLiteral("onlyAllowed"))->setChecked(true);
        const int allowed = table->model()->rowCount();
        QVERIFY(allowed > 5 && allowed < all);
        for (int row = 0; row < allowed; ++row)
            QVERIFY(
                table->model()->index(row, ui::RightsModel::AnswerColumn).data().toString() != QStringLiteral("No"));
        auto *search = dialog.findChild<ui::SearchField *>(QStringLiteral("rightsFilter"));
        search->setText(QStringLiteral("comment"));
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, 10'000);
    }
};

COHORT_TEST(TestRightsDialog)
#include "testrightsdialog.moc"
