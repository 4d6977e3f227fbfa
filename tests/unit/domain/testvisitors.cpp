#include "people.h"
#include "support/testmain.h"

using namespace domain;
using namespace test;

/// Section 8.1, 12.2 and R8: people and service accounts from outside the team.
class TestVisitors : public QObject
{
    Q_OBJECT

private slots:
    void visitorsSeeWhatTheVisibilityShows()
    {
        for (const Action action : {Action::ProjectView, Action::RunView, Action::ReportView, Action::ArtifactView}) {
            for (const Person &visitor : {Person(), anOutsider()}) {
                QVERIFY(decide(visitor, action, aThing("x", Visibility::Open)).allowed());
                QVERIFY(decide(visitor, action, aThing("x", Visibility::Public)).allowed());
                QCOMPARE(decide(visitor, action, aThing("x", Visibility::Team)).reason, Reason::NotVisible);
                QCOMPARE(decide(visitor, action, aThing("x", Visibility::Restricted)).reason, Reason::NotVisible);
            }
        }
    }

    void whoIsSignedInSendsToOpenProjects()
    {
        Object somewhere;
        for (const Action action : {Action::RunLog, Action::ReportCreate, Action::ArtifactCreate}) {
            somewhere.visibility = Visibility::Open;
            QVERIFY(decide(anOutsider(), action, somewhere).allowed());
            QCOMPARE(decide(Person(), action, somewhere).reason, Reason::NotSignedIn);
            somewhere.visibility = Visibility::Public;
            QCOMPARE(decide(anOutsider(), action, somewhere).reason, Reason::RoleLacks);
            QCOMPARE(decide(Person(), action, somewhere).reason, Reason::NotSignedIn);
            somewhere.visibility = Visibility::Team;
            QCOMPARE(decide(anOutsider(), action, somewhere).reason, Reason::NotVisible);
        }
        somewhere.visibility = Visibility::Open;
        Person viewer = anOutsider();
        viewer.seat = Seat::Viewer;
        QCOMPARE(decide(viewer, Action::RunLog, somewhere).reason, Reason::SeatViewer);
    }

    void visitorsNeverTouchWhatOthersMade()
    {
        const Object theirs = aThing("somebody", Visibility::Open);
        for (const Action action : {Action::RunLog, Action::RunEditMeta, Action::ReportEdit, Action::ArtifactCreate})
            QCOMPARE(decide(anOutsider(), action, theirs).reason, Reason::NotOwner);
        for (const Row &row : rules()) {
            const bool isAllowed = decide(anOutsider(), row.action, theirs).allowed();
            const bool maySend = row.action == Action::ReportCreate;
            if (row.needs.testFlag(Writes) && row.scope != Scope::Org)
                QVERIFY2(isAllowed == maySend, qPrintable(actionName(row.action)));
        }
        for (const Action action : {Action::RunDelete, Action::RunStop, Action::ProjectSetVisibility})
            QCOMPARE(decide(anOutsider(), action, aThing("me", Visibility::Open)).reason, Reason::RoleLacks);
    }

    void aDeactivatedAccountIsAVisitor()
    {
        Person person = aPerson(BaseRole::Admin);
        person.isDeactivated = true;
        QCOMPARE(decide(person, Action::RunView, aThing()).reason, Reason::NotVisible);
        QCOMPARE(decide(person, Action::RunDelete, aThing("me", Visibility::Open)).reason, Reason::NotSignedIn);
        QVERIFY(decide(person, Action::RunView, aThing("me", Visibility::Public)).allowed());
        person.orgRole = OrgRole::Admin;
        QCOMPARE(decide(person, Action::TeamMemberRemove, {}).reason, Reason::NotSignedIn);
        person.registryRole = RegistryRole::Admin;
        QCOMPARE(decide(person, Action::RegistryLink, {}).reason, Reason::NotVisible);
        QVERIFY(!decide(person, Action::OrgUsersView, {}).allowed());
    }

    void aHiddenTeamIsNotThere()
    {
        Object team;
        QVERIFY(decide(anOutsider(), Action::TeamView, team).allowed());
        QCOMPARE(decide(Person(), Action::TeamView, team).reason, Reason::NotSignedIn);
        QCOMPARE(decide(anOutsider(), Action::TeamMemberRemove, team).reason, Reason::RoleLacks);
        team.policy.hideTeam = true;
        QCOMPARE(decide(anOutsider(), Action::TeamView, team).reason, Reason::NotVisible);
        QCOMPARE(decide(anOutsider(), Action::TeamMemberRemove, team).reason, Reason::NotVisible);
        QVERIFY(decide(anOrganisationAdmin(), Action::TeamView, team).allowed());
        QVERIFY(decide(aPerson(BaseRole::ViewOnly), Action::TeamView, team).allowed());
    }

    void organisationAdminsAdministerWithoutLooking() // R8
    {
        const Person admin = anOrganisationAdmin();
        for (const Action action : {Action::TeamMemberInvite, Action::TeamMemberSetRole, Action::TeamMemberRemove,
                 Action::TeamCreate, Action::TeamSettingsView})
            QVERIFY(decide(admin, action, {}).allowed());
        QVERIFY(!decide(admin, Action::TeamSettingsEdit, {}).allowed());
        for (const Visibility level : {Visibility::Team, Visibility::Restricted}) {
            const Object project = aThing("somebody", level);
            QVERIFY(decide(admin, Action::ProjectSetVisibility, project).allowed());
            QVERIFY(decide(admin, Action::ProjectUsersEdit, project).allowed());
            QCOMPARE(decide(admin, Action::ProjectView, project).reason, Reason::RoleLacks);
            QCOMPARE(decide(admin, Action::RunView, project).reason, Reason::RoleLacks);
            QCOMPARE(decide(admin, Action::RunDelete, project).reason, Reason::RoleLacks);
        }
        QVERIFY(decide(admin, Action::RunView, aThing("somebody", Visibility::Public)).allowed());
        QCOMPARE(decide(admin, Action::MrView, {}).reason, Reason::RoleLacks);
    }

    void anOrganisationAdminInTheTeamKeepsBothRoles()
    {
        Person admin = anOrganisationAdmin();
        admin.teamRole.base = BaseRole::Member;
        QVERIFY(decide(admin, Action::TeamMemberRemove, {}).allowed());
        QVERIFY(decide(admin, Action::TeamCreate, {}).allowed());
        QVERIFY(decide(admin, Action::RunView, aThing("somebody")).allowed());
        QCOMPARE(decide(admin, Action::RunDelete, aThing("somebody")).reason, Reason::NotOwner);
    }

    void serviceAccountsWorkInTheirTeam() // 12.2, R23
    {
        const Person robot = aServiceAccount();
        for (const Visibility level : {Visibility::Open, Visibility::Public, Visibility::Team}) {
            QVERIFY(decide(robot, Action::RunLog, aThing("x", level)).allowed());
            QVERIFY(decide(robot, Action::ArtifactDownload, aThing("x", level)).allowed());
            QCOMPARE(decide(robot, Action::RunDelete, aThing("x", level)).reason, Reason::NotOwner);
            QVERIFY(decide(robot, Action::RunDelete, aThing("me", level)).allowed());
        }
        for (const Action action : {Action::TeamMemberInvite, Action::TeamSettingsView, Action::ProjectSetVisibility,
                 Action::ReportComment, Action::OrgUsersView, Action::RegistryCreate})
            QVERIFY(!decide(robot, action, aThing()).allowed());
        QVERIFY(decide(robot, Action::MrAddModel, {}).allowed());
        QVERIFY(!decide(robot, Action::MrAdminsEdit, {}).allowed());
    }

    void serviceAccountsOfOtherTeamsReachOpenProjectsOnly() // R21
    {
        const Person robot = aServiceAccount(false);
        QVERIFY(decide(robot, Action::RunLog, aThing("", Visibility::Open)).allowed());
        QVERIFY(decide(robot, Action::RunView, aThing("x", Visibility::Open)).allowed());
        for (const Visibility level : {Visibility::Public, Visibility::Team, Visibility::Restricted}) {
            QCOMPARE(decide(robot, Action::RunLog, aThing("", level)).reason, Reason::NotVisible);
            QCOMPARE(decide(robot, Action::RunView, aThing("x", level)).reason, Reason::NotVisible);
        }
        QVERIFY(!decide(robot, Action::TeamView, {}).allowed());
        QCOMPARE(decide(robot, Action::MrView, {}).reason, Reason::NotVisible);
    }
};

COHORT_TEST(TestVisitors)
#include "testvisitors.moc"
