#include "people.h"
#include "support/testmain.h"

using namespace domain;
using namespace test;

namespace {

constexpr Visibility levels[] = {Visibility::Open, Visibility::Public, Visibility::Team, Visibility::Restricted};

} // namespace

/// Section 3: which role counts in a project and in a registry; section 8.2: which visibility comes next.
class TestEffectiveRoles : public QObject
{
    Q_OBJECT

private slots:
    void outsideTheTeamThereIsNoRole()
    {
        Person person = anOutsider();
        person.projectRole.base = BaseRole::Admin;
        person.isListedInProject = true;
        for (const Visibility level : levels)
            QCOMPARE(effectiveProjectRole(person, level).base, BaseRole::None);
        Person gone = aPerson(BaseRole::Admin);
        gone.isDeactivated = true;
        QCOMPARE(effectiveProjectRole(gone, Visibility::Team).base, BaseRole::None);
    }

    void viewOnlyIsNeverRaised()
    {
        Person person = aPerson(BaseRole::ViewOnly);
        person.isListedInProject = true;
        for (const BaseRole role : {BaseRole::None, BaseRole::Member, BaseRole::Admin, BaseRole::Unknown}) {
            person.projectRole.base = role;
            for (const Visibility level : levels)
                QCOMPARE(effectiveProjectRole(person, level).base, BaseRole::ViewOnly);
        }
    }

    void projectRolesCountInTeamAndRestrictedProjects()
    {
        for (const BaseRole team : {BaseRole::Member, BaseRole::Admin}) {
            for (const BaseRole project : {BaseRole::ViewOnly, BaseRole::Member, BaseRole::Admin}) {
                Person person = aPerson(team);
                person.projectRole.base = project;
                person.isListedInProject = true;
                QCOMPARE(effectiveProjectRole(person, Visibility::Open).base, team);
                QCOMPARE(effectiveProjectRole(person, Visibility::Public).base, team);
                QCOMPARE(effectiveProjectRole(person, Visibility::Team).base, project);
                QCOMPARE(effectiveProjectRole(person, Visibility::Restricted).base, project);
            }
        }
    }

    void inheritFollowsTheTeamRole()
    {
        for (const BaseRole role : {BaseRole::ViewOnly, BaseRole::Member, BaseRole::Admin}) {
            for (const Visibility level : {Visibility::Open, Visibility::Public, Visibility::Team})
                QCOMPARE(effectiveProjectRole(aPerson(role), level).base, role);
        }
    }

    void aRestrictedProjectIsOnlyThereForThoseOnItsList()
    {
        for (const BaseRole role : {BaseRole::ViewOnly, BaseRole::Member, BaseRole::Admin}) {
            Person person = aPerson(role);
            QCOMPARE(effectiveProjectRole(person, Visibility::Restricted).base, BaseRole::None);
            person.isListedInProject = true;
            QCOMPARE(effectiveProjectRole(person, Visibility::Restricted).base, role);
        }
        const Object project = aThing("somebody", Visibility::Restricted);
        QCOMPARE(decide(aPerson(BaseRole::Member), Action::ProjectView, project).reason, Reason::NotVisible);
        QCOMPARE(decide(aServiceAccount(), Action::RunLog, project).reason, Reason::NotVisible);
        Person listedRobot = aServiceAccount();
        listedRobot.isListedInProject = true;
        QVERIFY(decide(listedRobot, Action::RunLog, project).allowed());
    }

    void aTeamAdminKnowsARestrictedProjectByNameUntilJoining()
    {
        const Object project = aThing("somebody", Visibility::Restricted);
        const Person admin = aPerson(BaseRole::Admin);
        const Decision view = decide(admin, Action::ProjectView, project);
        QCOMPARE(view.state, WrongState::NotJoined);
        QVERIFY(!view.hidden());
        QVERIFY(!decide(admin, Action::RunDelete, project).allowed());
        for (const Action action :
            {Action::ProjectJoin, Action::ProjectSetOwner, Action::ProjectUsersEdit, Action::ProjectSetVisibility})
            QVERIFY(decide(admin, action, project).allowed());
        QVERIFY(!decide(aPerson(BaseRole::Member), Action::ProjectJoin, project).allowed());
    }

    void aProjectAdminRulesTheProjectNotTheTeam()
    {
        Person person = aPerson(BaseRole::Member);
        person.projectRole.base = BaseRole::Admin;
        const Object thing = aThing("somebody");
        for (const Action action : {Action::ProjectDelete, Action::ProjectUsersEdit, Action::RunDelete,
                 Action::ReportDelete, Action::ViewSavedDelete, Action::AutomationEdit})
            QVERIFY(decide(person, action, thing).allowed());
        QVERIFY(!decide(person, Action::TeamMemberRemove, thing).allowed());
        QVERIFY(!decide(person, Action::ProjectJoin, thing).allowed());
        person.teamRole.base = BaseRole::Admin;
        person.projectRole.base = BaseRole::ViewOnly;
        QVERIFY(!decide(person, Action::RunDelete, thing).allowed());
        QVERIFY(decide(person, Action::TeamMemberRemove, thing).allowed());
    }

    void customProjectRolesComeWithTheirAdditions()
    {
        Person person = aPerson(BaseRole::Member);
        person.projectRole = withCustomRole(BaseRole::ViewOnly, {QStringLiteral("run:stop")}).teamRole;
        QVERIFY(decide(person, Action::RunStop, aThing("somebody")).allowed());
        QCOMPARE(decide(person, Action::RunDelete, aThing()).reason, Reason::RoleLacks);
    }

    void theHighestRegistryRoleCounts() // R5
    {
        using R = RegistryRole;
        const R teams[] = {R::Viewer, R::Member};
        QCOMPARE(effectiveRegistryRole(R::RestrictedViewer, {}, OrgRole::Member, {}), R::RestrictedViewer);
        QCOMPARE(effectiveRegistryRole(R::RestrictedViewer, teams, OrgRole::Member, {}), R::Member);
        QCOMPARE(effectiveRegistryRole(R::None, {}, OrgRole::Admin, {}), R::Admin);
        QCOMPARE(effectiveRegistryRole(R::None, {}, OrgRole::Member, BaseRole::ViewOnly), R::Viewer);
        QCOMPARE(effectiveRegistryRole(R::None, {}, OrgRole::Member, BaseRole::Member), R::Member);
        QCOMPARE(effectiveRegistryRole(R::Viewer, {}, OrgRole::Member, BaseRole::Admin), R::Admin);
        QCOMPARE(effectiveRegistryRole(R::None, {}, OrgRole::Member, {}), R::None);
        QCOMPARE(effectiveRegistryRole(R::Unknown, {}, OrgRole::Member, {}), R::Unknown);
        QCOMPARE(effectiveRegistryRole(R::Unknown, teams, OrgRole::Member, {}), R::Member);
    }

    void visibilityChangesAsTheTableSays()
    {
        using V = Visibility;
        TeamPolicy policy;
        QCOMPARE(reachableVisibilities(V::Open, policy), (QList<V>{V::Public, V::Team, V::Restricted}));
        QCOMPARE(reachableVisibilities(V::Public, policy), (QList<V>{V::Open, V::Team, V::Restricted}));
        QCOMPARE(reachableVisibilities(V::Team, policy), (QList<V>{V::Open, V::Public, V::Restricted}));
        QCOMPARE(reachableVisibilities(V::Restricted, policy), QList<V>{V::Team});
        QVERIFY(reachableVisibilities(V::Unknown, policy).isEmpty());
        policy.futureProjectsPrivate = true;
        QCOMPARE(reachableVisibilities(V::Open, policy), (QList<V>{V::Team, V::Restricted}));
        QCOMPARE(reachableVisibilities(V::Team, policy), QList<V>{V::Restricted});
        QCOMPARE(reachableVisibilities(V::Restricted, policy), QList<V>{V::Team});
    }
};

COHORT_TEST(TestEffectiveRoles)
#include "testeffectiveroles.moc"
