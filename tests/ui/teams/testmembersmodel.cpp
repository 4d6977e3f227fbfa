#include "support/builders.h"
#include "support/testmain.h"
#include "ui/teams/memberssortmodel.h"
#include "ui/teams/memberstablemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using domain::BaseRole;
using ui::MembersTableModel;

namespace {

domain::Member aRobot()
{
    domain::Member robot = test::aMember(QStringLiteral("nightly"), BaseRole::Member);
    robot.kind = domain::Member::Kind::ServiceAccount;
    return robot;
}

QString cell(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestMembersModel : public QObject
{
    Q_OBJECT

private slots:
    void refreshesKeepRowsAndTellOnlyWhatChanged()
    {
        MembersTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QList<domain::Member> members{test::aMember(QStringLiteral("ada"), BaseRole::Admin),
            test::aMember(QStringLiteral("ben"), BaseRole::Member), aRobot()};
        model.setRows(members);
        const QPersistentModelIndex ben = model.index(1, 0);
        members.removeFirst();
        members.append(test::anInvitation(QStringLiteral("noor@demo.invalid"), BaseRole::ViewOnly));
        members.first().role.base = BaseRole::Admin;
        model.setRows(members);
        QCOMPARE(ben.row(), 0);
        QCOMPARE(cell(model, 0, MembersTableModel::RoleColumn), QStringLiteral("Admin"));
        QCOMPARE(model.rowCount(), 3);
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }

    void cellsSayWhoAndWhat()
    {
        MembersTableModel model;
        model.setMe({QStringLiteral("user-ada")});
        model.setNow(QDateTime(QDate(2026, 11, 1), QTime(12, 0), Qt::UTC));
        domain::Member odd = test::aMember(QStringLiteral("odd"), BaseRole::Unknown);
        odd.roleText = QStringLiteral("emperor");
        domain::Member nameless = test::aMember(QStringLiteral("zed"), BaseRole::Member);
        nameless.name.clear();
        nameless.lastActive = QDateTime(QDate(2026, 11, 1), QTime(9, 0), Qt::UTC);
        model.setRows({test::aMember(QStringLiteral("ada"), BaseRole::Admin), aRobot(),
            test::anInvitation(QStringLiteral("noor@demo.invalid"), BaseRole::Member), odd, nameless});
        QCOMPARE(cell(model, 0, MembersTableModel::NameColumn), QStringLiteral("Ada (you)"));
        QCOMPARE(cell(model, 0, MembersTableModel::SeatColumn), QStringLiteral("Full"));
        QCOMPARE(cell(model, 1, MembersTableModel::KindColumn), QStringLiteral("Service account"));
        QCOMPARE(cell(model, 1, MembersTableModel::SeatColumn), QStringLiteral("–"));
        QCOMPARE(cell(model, 2, MembersTableModel::NameColumn), QStringLiteral("noor@demo.invalid"));
        QCOMPARE(cell(model, 2, MembersTableModel::KindColumn), QStringLiteral("Invitation, pending"));
        QVERIFY(cell(model, 2, MembersTableModel::ActivityColumn).startsWith(QStringLiteral("invited ")));
        const QModelIndex invited = model.index(2, MembersTableModel::ActivityColumn);
        QVERIFY(invited.data(Qt::ToolTipRole).toString().contains(QStringLiteral("Invited by ada")));
        QCOMPARE(cell(model, 3, MembersTableModel::RoleColumn), QStringLiteral("emperor"));
        QCOMPARE(cell(model, 4, MembersTableModel::NameColumn), QStringLiteral("zed"));
        QCOMPARE(cell(model, 4, MembersTableModel::ActivityColumn), QStringLiteral("3 h ago"));
    }

    void hostileNamesAreOnlyText()
    {
        MembersTableModel model;
        domain::Member member = test::aMember(QStringLiteral("mallory"), BaseRole::Member);
        member.name = QStringLiteral("<img src=x>\n<b>Mallory</b>");
        model.setRows({member});
        QCOMPARE(cell(model, 0, MembersTableModel::NameColumn), QStringLiteral("<img src=x> <b>Mallory</b>"));
        const QString tip = model.index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(!tip.contains(QStringLiteral("<img")) && !tip.contains(QStringLiteral("<b>")), qPrintable(tip));
    }

    void kindsStayTogetherInEitherDirection()
    {
        MembersTableModel model;
        ui::MembersSortModel sorted;
        QAbstractItemModelTester tester(&sorted, QAbstractItemModelTester::FailureReportingMode::QtTest);
        sorted.setSourceModel(&model);
        model.setRows({test::anInvitation(QStringLiteral("aaa@demo.invalid"), BaseRole::Member), aRobot(),
            test::aMember(QStringLiteral("ben"), BaseRole::Member),
            test::aMember(QStringLiteral("ada"), BaseRole::Admin)});
        const auto names = [&sorted] {
            QStringList all;
            for (int row = 0; row < sorted.rowCount(); ++row)
                all.append(cell(sorted, row, MembersTableModel::NameColumn));
            return all;
        };
        const QString robot = QStringLiteral("Nightly");
        const QString invited = QStringLiteral("aaa@demo.invalid");
        sorted.sort(MembersTableModel::NameColumn, Qt::AscendingOrder);
        QCOMPARE(names(), (QStringList{QStringLiteral("Ada"), QStringLiteral("Ben"), robot, invited}));
        sorted.sort(MembersTableModel::NameColumn, Qt::DescendingOrder);
        QCOMPARE(names(), (QStringList{QStringLiteral("Ben"), QStringLiteral("Ada"), robot, invited}));
        sorted.sort(MembersTableModel::RoleColumn, Qt::DescendingOrder);
        QCOMPARE(names().first(), QStringLiteral("Ada"));
        sorted.setFilterFixedString(QStringLiteral("DEMO.invalid"));
        QCOMPARE(sorted.rowCount(), 4);
        sorted.setFilterFixedString(QStringLiteral("pending"));
        QCOMPARE(names(), QStringList{invited});
    }
};

COHORT_TEST(TestMembersModel)
#include "testmembersmodel.moc"
