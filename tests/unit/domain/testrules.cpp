#include "expectedcells.h"
#include "people.h"
#include "support/testmain.h"

#include <QSet>

using namespace domain;
using namespace test;

namespace {

char letterOf(Cell cell)
{
    return cell == Cell::Yes ? 'y' : cell == Cell::Own ? 'o' : 'n';
}

bool isTeamLike(Scope scope)
{
    return scope != Scope::Org && scope != Scope::Registry && scope != Scope::ModelRegistry;
}

/// Section 13's names, with what they open.
const QMap<QString, QStringList> &grantable()
{
    static const QMap<QString, QStringList> names{
        {QStringLiteral("project:read"), {QStringLiteral("project.view")}},
        {QStringLiteral("project:create"), {QStringLiteral("project.create")}},
        {QStringLiteral("project:update"),
            {QStringLiteral("project.edit_details"), QStringLiteral("project.set_visibility"),
                QStringLiteral("project.users.edit")}},
        {QStringLiteral("project:delete"), {QStringLiteral("project.delete")}},
        {QStringLiteral("run:read"), {QStringLiteral("run.view"), QStringLiteral("run.export")}},
        {QStringLiteral("run:create"), {QStringLiteral("run.log")}},
        {QStringLiteral("run:update"), {QStringLiteral("run.edit_meta"), QStringLiteral("run.move")}},
        {QStringLiteral("run:stop"), {QStringLiteral("run.stop")}},
        {QStringLiteral("run:delete"), {QStringLiteral("run.delete"), QStringLiteral("run.undelete")}},
        {QStringLiteral("sweep:create"), {QStringLiteral("sweep.create")}},
        {QStringLiteral("sweep:delete"), {QStringLiteral("sweep.stop"), QStringLiteral("sweep.delete")}},
        {QStringLiteral("view:update"),
            {QStringLiteral("panel.edit"), QStringLiteral("view.saved.create"), QStringLiteral("view.saved.edit")}},
        {QStringLiteral("view:delete"), {QStringLiteral("view.saved.delete")}},
        {QStringLiteral("report:read"),
            {QStringLiteral("report.view"), QStringLiteral("report.comment"), QStringLiteral("report.follow"),
                QStringLiteral("report.export")}},
        {QStringLiteral("report:create"), {QStringLiteral("report.create")}},
        {QStringLiteral("report:update"),
            {QStringLiteral("report.edit"), QStringLiteral("report.share.person"),
                QStringLiteral("report.share.link")}},
        {QStringLiteral("report:delete"), {QStringLiteral("report.delete")}},
        {QStringLiteral("artifact:read"), {QStringLiteral("artifact.view")}},
        {QStringLiteral("artifact:download"), {QStringLiteral("artifact.download")}},
        {QStringLiteral("artifact:create"), {QStringLiteral("artifact.create")}},
        {QStringLiteral("artifact:update"),
            {QStringLiteral("artifact.edit_metadata"), QStringLiteral("artifact.alias.add"),
                QStringLiteral("artifact.alias.remove")}},
        {QStringLiteral("artifact:set_ttl"), {QStringLiteral("artifact.ttl.set")}},
        {QStringLiteral("artifact:delete"), {QStringLiteral("artifact.delete")}},
        {QStringLiteral("automation:read"), {QStringLiteral("automation.view")}},
        {QStringLiteral("automation:update"), {QStringLiteral("automation.edit")}},
        {QStringLiteral("team:invite"),
            {QStringLiteral("team.member.invite"), QStringLiteral("team.invite.resend"),
                QStringLiteral("team.invite.cancel")}},
        {QStringLiteral("team:update"),
            {QStringLiteral("team.settings.edit"), QStringLiteral("team.alerts.edit"),
                QStringLiteral("team.profile.edit")}},
    };
    return names;
}

} // namespace

/// The self-checks of the permission table (section 15), and the table against a second writing of it.
class TestRules : public QObject
{
    Q_OBJECT

private slots:
    void everyActionHasOneRowUnderItsOwnName() // check 1
    {
        QSet<QString> names;
        QCOMPARE(rules().size(), allActions().size());
        for (const Action action : allActions()) {
            const QString name = actionName(action);
            QVERIFY2(!names.contains(name), qPrintable(name));
            names.insert(name);
            QCOMPARE(ruleOf(action).action, action);
            QCOMPARE(actionFromName(name), action);
        }
        QVERIFY(!actionFromName(u"run.explode"));
    }

    void theCellsAreThoseOfTheSpecification()
    {
        QSet<QString> seen;
        for (const ExpectedCells &expected : expectedCells) {
            const QString name = QString::fromLatin1(expected.action);
            const auto action = actionFromName(name);
            QVERIFY2(action, expected.action);
            seen.insert(name);
            QByteArray cells;
            for (const Cell cell : ruleOf(*action).cells)
                cells += letterOf(cell);
            QVERIFY2(cells == expected.cells, expected.action);
        }
        QCOMPARE(std::size_t(seen.size()), rules().size());
    }

    void rightsGrowFromViewOnlyToAdmin() // checks 2 and 3
    {
        for (const Row &row : rules()) {
            const auto *cells = row.cells;
            const QByteArray name = actionName(row.action).toLatin1();
            if (isTeamLike(row.scope) || row.scope == Scope::ModelRegistry)
                QVERIFY2(cells[0] <= cells[1] && cells[1] <= cells[2], name.constData());
            if (row.scope == Scope::Registry)
                QVERIFY2(cells[0] <= cells[1] && cells[1] <= cells[2] && cells[2] <= cells[3], name.constData());
        }
        QCOMPARE(ruleOf(Action::WorkspacePersonalEdit).cells[2], Cell::Own);
        QCOMPARE(ruleOf(Action::RegistryDelete).cells[3], Cell::Own);
        QCOMPARE(ruleOf(Action::MrAliasProtectedEdit).cells[3], Cell::No);
    }

    void viewOnlyNeverWrites() // check 4
    {
        for (const Row &row : rules()) {
            if ((isTeamLike(row.scope) || row.scope == Scope::ModelRegistry) && row.needs.testFlag(Writes))
                QVERIFY2(row.cells[0] == Cell::No, qPrintable(actionName(row.action)));
        }
        for (const Action action : {Action::ReportComment, Action::ReportFollow, Action::ViewLocal})
            QVERIFY(!ruleOf(action).needs.testFlag(Writes));
    }

    void organisationAdminsSeeNoContent() // check 5
    {
        for (const Row &row : rules()) {
            const bool isContent = row.scope == Scope::Run || row.scope == Scope::View || row.scope == Scope::Report
                || row.scope == Scope::Artifact;
            if (isContent && row.action != Action::ViewLocal)
                QVERIFY2(row.cells[3] == Cell::No, qPrintable(actionName(row.action)));
        }
    }

    void ownIsSaidOnlyWhereThingsHaveAnOwner() // check 6
    {
        const QList<Scope> withOwner{Scope::Project, Scope::Run, Scope::View, Scope::Report, Scope::Registry};
        for (const Row &row : rules()) {
            for (const Cell cell : row.cells) {
                if (cell == Cell::Own)
                    QVERIFY2(withOwner.contains(row.scope), qPrintable(actionName(row.action)));
            }
        }
    }

    void thePermissionNamesAreThoseOfCustomRoles() // check 7
    {
        QMap<QString, QStringList> opened;
        for (const Row &row : rules()) {
            if (row.permission)
                opened[QString::fromLatin1(row.permission)].append(actionName(row.action));
        }
        QCOMPARE(opened, grantable());
        QStringList names = grantablePermissions();
        names.sort();
        QCOMPARE(names, QStringList(grantable().keys()));
    }

    void aViewersSeatNeverWritesOrDownloads() // check 8
    {
        for (const Row &row : rules()) {
            if (!row.needs.testAnyFlags(Needs(Writes) | Downloads))
                continue;
            for (int column = 0; column < columnCount(row.scope); ++column) {
                Person person = inColumn(row.scope, column);
                if (person.isServiceAccount)
                    continue; // has no seat
                person.seat = Seat::Viewer;
                QVERIFY2(
                    !decide(person, row.action, objectFor(row, "me")).allowed(), qPrintable(actionName(row.action)));
            }
        }
    }

    void everyCellDecidesAsItSays_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<int>("column");
        for (int i = 0; i < int(rules().size()); ++i) {
            const Row &row = rules()[std::size_t(i)];
            for (int column = 0; column < columnCount(row.scope); ++column)
                QTest::addRow("%s, column %d", qPrintable(actionName(row.action)), column) << i << column;
        }
    }

    void everyCellDecidesAsItSays()
    {
        QFETCH(int, index);
        QFETCH(int, column);
        const Row &row = rules()[std::size_t(index)];
        const Person person = inColumn(row.scope, column);
        const Decision mine = decide(person, row.action, objectFor(row, "me"));
        const Decision others = decide(person, row.action, objectFor(row, "somebody"));
        const Cell cell = row.cells[column];
        QCOMPARE(mine.allowed(), cell != Cell::No);
        QCOMPARE(others.allowed(), cell == Cell::Yes);
        if (cell == Cell::Own)
            QCOMPARE(others.reason, Reason::NotOwner);
        if (cell == Cell::No)
            QVERIFY(mine.helper.kind != Helper::Kind::Nobody || row.action == Action::TeamRename
                || row.action == Action::TeamStorageChange || mine.reason == Reason::NotVisible);
    }

    void aMovedRunStaysWithItsCreator() // check 9
    {
        const Object run = aThing("b");
        const Decision a = decide(aPerson(BaseRole::Member, "a"), Action::RunDelete, run);
        QCOMPARE(a.reason, Reason::NotOwner);
        QCOMPARE(a.helper, (Helper{Helper::Kind::Owner, QStringLiteral("b")}));
        QVERIFY(decide(aPerson(BaseRole::Member, "b"), Action::RunDelete, run).allowed());
        QVERIFY(decide(aPerson(BaseRole::Admin, "c"), Action::RunDelete, run).allowed());
    }

    void theLastAdminCannotBeRemoved() // check 9
    {
        Object me;
        me.isLastAdmin = true;
        me.isTargetSelf = true;
        const Decision decision = decide(aPerson(BaseRole::Admin), Action::TeamMemberRemove, me);
        QCOMPARE(decision.reason, Reason::WrongState);
        QCOMPARE(decision.state, WrongState::LastAdmin);
        me.isLastAdmin = false;
        QVERIFY(decide(aPerson(BaseRole::Admin), Action::TeamMemberRemove, me).allowed());
    }
};

COHORT_TEST(TestRules)
#include "testrules.moc"
