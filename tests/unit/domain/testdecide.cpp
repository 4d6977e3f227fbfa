#include "people.h"
#include "support/testmain.h"

using namespace domain;
using namespace test;

/// The order of decide(), its settings, states, seats and custom roles.
class TestDecide : public QObject
{
    Q_OBJECT

private slots:
    void thePermanentReasonComesFirst()
    {
        Circumstances offline;
        offline.isOffline = true;
        Object run = aThing("somebody");
        run.isRunActive = false;
        Person person = aPerson(BaseRole::ViewOnly);
        person.seat = Seat::Viewer;
        QCOMPARE(decide(person, Action::RunStop, run, offline).reason, Reason::RoleLacks);
        person.teamRole.base = BaseRole::Member;
        QCOMPARE(decide(person, Action::RunStop, run, offline).reason, Reason::NotOwner);
        run.owner = person.id;
        QCOMPARE(decide(person, Action::RunStop, run, offline).reason, Reason::SeatViewer);
        person.seat = Seat::Full;
        QCOMPARE(decide(person, Action::RunStop, run, offline).state, WrongState::RunEnded);
        run.isRunActive = true;
        QCOMPARE(decide(person, Action::RunStop, run, offline).reason, Reason::Offline);
        QVERIFY(decide(person, Action::RunStop, run).allowed());
    }

    void withoutASeatNothingIsThere()
    {
        Person person = aPerson(BaseRole::Admin);
        person.seat = Seat::None;
        for (const Action action : allActions()) {
            const Decision decision = decide(person, action, aThing());
            QCOMPARE(decision.reason, Reason::SeatNone);
            QVERIFY(decision.hidden());
        }
    }

    void aRefusalNamesTheRoleAndTheLowestThatHasIt()
    {
        const Decision viewer = decide(aPerson(BaseRole::ViewOnly), Action::RunDelete, aThing());
        QCOMPARE(viewer.reason, Reason::RoleLacks);
        QCOMPARE(viewer.effectiveRole, BaseRole::ViewOnly);
        QCOMPARE(viewer.helper.kind, Helper::Kind::TeamMember);
        const Decision member = decide(aPerson(BaseRole::Member), Action::TeamMemberRemove, {});
        QCOMPARE(member.helper.kind, Helper::Kind::TeamAdmin);
        const Decision inProject = decide(aPerson(BaseRole::Member), Action::AutomationEdit, aThing());
        QCOMPARE(inProject.helper.kind, Helper::Kind::ProjectAdmin);
        const Decision team = decide(aPerson(BaseRole::Admin), Action::TeamCreate, {});
        QCOMPARE(team.helper.kind, Helper::Kind::OrgAdmin);
        const Decision leaving = decide(aPerson(BaseRole::Member), Action::TeamMemberLeave, {});
        QCOMPARE(leaving.state, WrongState::AdminMustRemove);
        QCOMPARE(leaving.helper.kind, Helper::Kind::TeamAdmin);
    }

    void anOwnerWhoLeftCannotHelp()
    {
        Object run = aThing("b");
        run.ownerLeftTeam = true;
        const Decision decision = decide(aPerson(BaseRole::Member), Action::RunDelete, run);
        QCOMPARE(decision.reason, Reason::NotOwner);
        QCOMPARE(decision.helper.kind, Helper::Kind::TeamAdmin);
        QCOMPARE(decision.detail, QStringLiteral("b"));
    }

    void nobodyOwnsWhatHasNoOwner()
    {
        Person stranger = aPerson(BaseRole::Member, "");
        QVERIFY(!decide(stranger, Action::RunDelete, aThing("")).allowed());
        QCOMPARE(decide(aPerson(BaseRole::Member), Action::RunDelete, aThing("")).reason, Reason::NotOwner);
    }

    void anUnknownRoleOnlyLooks()
    {
        const Person person = aPerson(BaseRole::Unknown);
        for (const Row &row : rules()) {
            if (row.scope == Scope::Org || row.scope == Scope::Registry)
                continue;
            const Decision decision = decide(person, row.action, aThing());
            if (row.needs != Needs(NoNeed))
                QVERIFY2(decision.reason == Reason::RoleUnknown, qPrintable(actionName(row.action)));
            else
                QVERIFY2(decision.allowed(), qPrintable(actionName(row.action)));
        }
        Person registry = aPerson(BaseRole::Member);
        registry.registryRole = RegistryRole::Unknown;
        QCOMPARE(decide(registry, Action::RegistryLink, {}).reason, Reason::RoleUnknown);
        QVERIFY(decide(registry, Action::RegistrySearch, {}).allowed());
        Person organisation = aPerson(BaseRole::Member);
        organisation.orgRole = OrgRole::Unknown;
        QCOMPARE(decide(organisation, Action::OrgUsersInvite, {}).reason, Reason::RoleUnknown);
    }

    void whatIsNotUnderstoodAllowsNothingThatWrites()
    {
        Person seat = aPerson(BaseRole::Admin);
        seat.seat = Seat::Unknown;
        QCOMPARE(decide(seat, Action::RunDelete, aThing()).reason, Reason::RoleUnknown);
        QVERIFY(decide(seat, Action::RunView, aThing()).allowed());
        const Object somewhere = aThing("me", Visibility::Unknown);
        QCOMPARE(decide(aPerson(BaseRole::Admin), Action::RunDelete, somewhere).reason, Reason::RoleUnknown);
        QVERIFY(decide(aPerson(BaseRole::Admin), Action::RunView, somewhere).allowed());
        QCOMPARE(decide(anOutsider(), Action::RunView, somewhere).reason, Reason::NotVisible);
        const Person admin = withCustomRole(BaseRole::Admin, {});
        QCOMPARE(decide(admin, Action::RunDelete, aThing()).reason, Reason::RoleUnknown);
    }

    void membersInviteWhereTheTeamLetsThem() // mark 1
    {
        Object team;
        const Person member = aPerson(BaseRole::Member);
        for (const Action action : {Action::TeamMemberInvite, Action::TeamInviteResend}) {
            const Decision off = decide(member, action, team);
            QCOMPARE(off.reason, Reason::SettingOff);
            QCOMPARE(off.gate, Gate::MembersMayInvite);
            QCOMPARE(off.helper.kind, Helper::Kind::TeamAdmin);
            QCOMPARE(decide(aPerson(BaseRole::ViewOnly), action, team).reason, Reason::RoleLacks);
        }
        team.policy.isEnforced = true;
        QCOMPARE(decide(member, Action::TeamMemberInvite, team).reason, Reason::SettingLocked);
        team.policy.membersMayInvite = true;
        team.givenRole = BaseRole::Member;
        QVERIFY(decide(member, Action::TeamMemberInvite, team).allowed());
        QVERIFY(!decide(aPerson(BaseRole::ViewOnly), Action::TeamMemberInvite, team).allowed());
        QVERIFY(!decide(aServiceAccount(), Action::TeamMemberInvite, team).allowed());
        team.givenRole = BaseRole::Admin;
        QCOMPARE(decide(member, Action::TeamMemberInvite, team).reason, Reason::RoleLacks);
        QVERIFY(decide(aPerson(BaseRole::Admin), Action::TeamMemberInvite, team).allowed());
        QVERIFY(decide(anOrganisationAdmin(), Action::TeamMemberInvite, team).allowed());
    }

    void whoInvitesByACustomRoleMakesNoAdmins()
    {
        const Person person = withCustomRole(BaseRole::Member, {QStringLiteral("team:invite")});
        Object team;
        team.givenRole = BaseRole::Member;
        QVERIFY(decide(person, Action::TeamMemberInvite, team).allowed());
        team.givenRole = BaseRole::Admin;
        QCOMPARE(decide(person, Action::TeamMemberInvite, team).reason, Reason::RoleLacks);
        team.givenRole = BaseRole::Member;
        team.isTargetCustomRole = true;
        QCOMPARE(decide(person, Action::TeamMemberInvite, team).reason, Reason::RoleLacks);
    }

    void anEnforcedPrivacySwitchIsLocked() // mark 2
    {
        Object team;
        QVERIFY(decide(aPerson(BaseRole::Admin), Action::TeamPrivacyEdit, team).allowed());
        team.policy.isEnforced = true;
        const Decision locked = decide(aPerson(BaseRole::Admin), Action::TeamPrivacyEdit, team);
        QCOMPARE(locked.reason, Reason::SettingLocked);
        QCOMPARE(locked.helper.kind, Helper::Kind::OrgAdmin);
        QCOMPARE(decide(aPerson(BaseRole::Member), Action::TeamPrivacyEdit, team).reason, Reason::RoleLacks);
    }

    void theSystemAdminDeletesTeamsOnADedicatedServer() // mark 3, R6
    {
        Object team;
        QVERIFY(decide(aPerson(BaseRole::Admin), Action::TeamDelete, team).allowed());
        QVERIFY(!decide(anOrganisationAdmin(), Action::TeamDelete, team).allowed());
        team.policy.deployment = Deployment::Dedicated;
        const Decision admin = decide(aPerson(BaseRole::Admin), Action::TeamDelete, team);
        QCOMPARE(admin.reason, Reason::RoleLacks);
        QCOMPARE(admin.helper.kind, Helper::Kind::OrgAdmin);
        QVERIFY(decide(anOrganisationAdmin(), Action::TeamDelete, team).allowed());
    }

    void aShareOpensOneReport() // mark 4
    {
        Object report = aThing("somebody");
        report.hasShareGrant = true;
        QVERIFY(decide(aPerson(BaseRole::Member), Action::ReportEdit, report).allowed());
        QVERIFY(decide(anOutsider(), Action::ReportEdit, report).allowed());
        QVERIFY(decide(anOutsider(), Action::ReportView, report).allowed());
        QCOMPARE(decide(anOutsider(), Action::ReportDelete, report).reason, Reason::RoleLacks);
        QCOMPARE(decide(aPerson(BaseRole::ViewOnly), Action::ReportEdit, report).reason, Reason::RoleLacks);
        Person viewer = anOutsider();
        viewer.seat = Seat::Viewer;
        QCOMPARE(decide(viewer, Action::ReportEdit, report).reason, Reason::SeatViewer);
        report.hasShareGrant = false;
        report.hasViewGrant = true;
        QVERIFY(decide(anOutsider(), Action::ReportView, report).allowed());
        QCOMPARE(decide(anOutsider(), Action::ReportEdit, report).reason, Reason::RoleLacks);
        QVERIFY(!decide(Person(), Action::ReportView, report).allowed());
    }

    void aLinkOpensOneReportToEverybody() // mark 5
    {
        Object report = aThing("somebody");
        QVERIFY(!decide(Person(), Action::ReportView, report).allowed());
        report.isOpenedByLink = true;
        for (const Person &person : {Person(), anOutsider()}) {
            QVERIFY(decide(person, Action::ReportView, report).allowed());
            for (const Action action : {Action::ReportEdit, Action::ReportDelete, Action::ReportComment,
                     Action::ReportExport, Action::ProjectView, Action::RunView, Action::ArtifactView})
                QVERIFY2(!decide(person, action, report).allowed(), qPrintable(actionName(action)));
        }
        report.policy.publicReportSharing = false; // existing links stop working
        QVERIFY(!decide(Person(), Action::ReportView, report).allowed());
        report.visibility = Visibility::Public;
        QVERIFY(decide(Person(), Action::ReportView, report).allowed());
    }

    void aReportShowsRunsAndNothingBesideThem()
    {
        Object run = aThing("somebody");
        run.isShownWithReport = true;
        for (const Action action : {Action::ProjectView, Action::RunView})
            QVERIFY(decide(Person(), action, run).allowed());
        for (const Action action : {Action::RunLog, Action::RunEditMeta, Action::RunExport, Action::ArtifactView,
                 Action::ReportView, Action::AutomationView, Action::ProjectUsersEdit})
            QVERIFY2(!decide(Person(), action, run).allowed(), qPrintable(actionName(action)));
        // Who sees it is told what is missing, not that there is nothing.
        QCOMPARE(decide(anOutsider(), Action::RunDelete, run).reason, Reason::RoleLacks);
        QCOMPARE(decide(anOutsider(), Action::ArtifactView, run).reason, Reason::NotVisible);
    }

    void publicLinksToPrivateReportsCanBeSwitchedOff() // mark 5
    {
        Object report = aThing();
        QVERIFY(decide(aPerson(BaseRole::Member), Action::ReportShareLink, report).allowed());
        report.policy.publicReportSharing = false;
        for (const BaseRole role : {BaseRole::Member, BaseRole::Admin})
            QCOMPARE(decide(aPerson(role), Action::ReportShareLink, report).reason, Reason::SettingOff);
        QCOMPARE(decide(aPerson(BaseRole::ViewOnly), Action::ReportShareLink, report).reason, Reason::RoleLacks);
        report.policy.isEnforced = true;
        QCOMPARE(decide(aPerson(BaseRole::Admin), Action::ReportShareLink, report).reason, Reason::SettingLocked);
        report.visibility = Visibility::Public;
        QVERIFY(decide(aPerson(BaseRole::Member), Action::ReportShareLink, report).allowed());
    }

    void membersSetRetentionWhereTheTeamLetsThem() // mark 6
    {
        Object version = aThing();
        QCOMPARE(decide(aPerson(BaseRole::Member), Action::ArtifactTtlSet, version).gate, Gate::MembersMaySetTtl);
        version.policy.membersMaySetTtl = true;
        QVERIFY(decide(aPerson(BaseRole::Member), Action::ArtifactTtlSet, version).allowed());
        QVERIFY(!decide(aPerson(BaseRole::ViewOnly), Action::ArtifactTtlSet, version).allowed());
    }

    void privateFutureProjectsAreNotOpened()
    {
        Object project = aThing();
        project.policy.futureProjectsPrivate = true;
        project.givenVisibility = Visibility::Public;
        const Person owner = aPerson(BaseRole::Member);
        QCOMPARE(decide(owner, Action::ProjectSetVisibility, project).gate, Gate::FutureProjectsPrivate);
        QCOMPARE(decide(owner, Action::ProjectCreate, project).reason, Reason::SettingOff);
        project.givenVisibility = Visibility::Restricted;
        QVERIFY(decide(owner, Action::ProjectSetVisibility, project).allowed());
        project.policy.futureProjectsPrivate = false;
        project.visibility = Visibility::Restricted;
        project.givenVisibility = Visibility::Open;
        Person listed = owner;
        listed.isListedInProject = true;
        QCOMPARE(decide(listed, Action::ProjectSetVisibility, project).state, WrongState::VisibilityNotReachable);
    }

    void statesBlock_data()
    {
        QTest::addColumn<Action>("action");
        QTest::addColumn<std::function<void(Object &)>>("change");
        QTest::addColumn<WrongState>("state");
        using Change = std::function<void(Object &)>;
        const auto row = [](const char *name, Action action, const Change &change, WrongState state) {
            QTest::newRow(name) << action << change << state;
        };
        row(
            "ended", Action::RunStop, [](Object &o) { o.isRunActive = false; }, WrongState::RunEnded);
        row(
            "with artifacts", Action::RunUndelete, [](Object &o) { o.isDeletedWithArtifacts = true; },
            WrongState::TooLateToRestore);
        row(
            "protected", Action::ArtifactDelete, [](Object &o) { o.protectedAlias = QStringLiteral("production"); },
            WrongState::ProtectedAlias);
        for (const Action action : {Action::ProjectDelete, Action::TeamDelete}) {
            const QByteArray name = domain::actionName(action).toLatin1();
            row((name + " of what is protected").constData(), action,
                [](Object &o) { o.protectedAlias = QStringLiteral("production"); }, WrongState::ProtectedAlias);
            row((name + " of what is linked").constData(), action, [](Object &o) { o.isLinkedOrGenerated = true; },
                WrongState::KeptWhileLinked);
        }
        row(
            "linked", Action::ArtifactTtlSet, [](Object &o) { o.isLinkedOrGenerated = true; },
            WrongState::KeptWhileLinked);
        row(
            "type", Action::RegistryLink, [](Object &o) { o.isTypeRefused = true; }, WrongState::TypeNotAccepted);
        row(
            "personal", Action::RegistryLink, [](Object &o) { o.isInPersonalEntity = true; },
            WrongState::TypeNotAccepted);
        row(
            "types", Action::RegistryTypesEdit, [](Object &o) { o.isTypeRemoval = true; }, WrongState::TypesOnlyGrow);
        row(
            "last admin", Action::TeamMemberSetRole, [](Object &o) { o.isLastAdmin = true; }, WrongState::LastAdmin);
        row(
            "last organisation admin", Action::OrgUsersSetRole, [](Object &o) { o.isLastAdmin = true; },
            WrongState::LastAdmin);
        row(
            "robot", Action::TeamMemberSetRole, [](Object &o) { o.isTargetServiceAccount = true; },
            WrongState::ServiceAccount);
        row(
            "invited", Action::TeamMemberSetRole, [](Object &o) { o.isTargetInvitation = true; },
            WrongState::StillInvited);
        row(
            "oneself", Action::TeamMemberInvite, [](Object &o) { o.isTargetSelf = true; }, WrongState::AlreadyInTeam);
        row(
            "member", Action::TeamMemberInvite, [](Object &o) { o.isTargetMember = true; }, WrongState::AlreadyInTeam);
        row(
            "licence", Action::TeamCustomRoleAssign, [](Object &o) { o.policy.hasCustomRolesLicence = false; },
            WrongState::NotInLicence);
        row(
            "report", Action::ReportEdit, [](Object &o) { o.changedMeanwhile = true; }, WrongState::ChangedMeanwhile);
        row(
            "view-only", Action::ProjectUsersEdit, [](Object &o) { o.isTargetViewOnly = true; },
            WrongState::ViewOnlyInTeam);
    }

    void statesBlock()
    {
        QFETCH(Action, action);
        QFETCH(std::function<void(Object &)>, change);
        QFETCH(WrongState, state);
        Person person = aPerson(BaseRole::Admin);
        person.orgRole = OrgRole::Admin;
        person.registryRole = RegistryRole::Admin;
        Object object = aThing();
        QVERIFY(decide(person, action, object).allowed());
        change(object);
        const Decision decision = decide(person, action, object);
        QCOMPARE(decision.reason, Reason::WrongState);
        QCOMPARE(decision.state, state);
        if (state == WrongState::ProtectedAlias)
            QCOMPARE(decision.detail, QStringLiteral("production"));
    }

    void runsComeBackWithinSevenDays()
    {
        Object run = aThing();
        Circumstances now;
        now.now = QDateTime(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);
        run.deletedAt = now.now.addDays(-7);
        QVERIFY(decide(aPerson(BaseRole::Member), Action::RunUndelete, run, now).allowed());
        run.deletedAt = now.now.addDays(-7).addSecs(-1);
        QCOMPARE(decide(aPerson(BaseRole::Member), Action::RunUndelete, run, now).state, WrongState::TooLateToRestore);
        run.deletedAt = QDateTime::currentDateTimeUtc();
        QVERIFY(!decide(aPerson(BaseRole::Member), Action::RunUndelete, run).allowed());
    }

    void onlyRegistryAdminsTouchProtectedVersions()
    {
        Object version;
        version.protectedAlias = QStringLiteral("production");
        Person person = aPerson(BaseRole::Member);
        for (const Action action : {Action::RegistryUnlink, Action::RegistryCollectionDelete}) {
            person.registryRole = RegistryRole::Member;
            QCOMPARE(decide(person, action, version).state, WrongState::ProtectedAlias);
            person.registryRole = RegistryRole::Admin;
            QVERIFY(decide(person, action, version).allowed());
        }
    }

    void movingAsksBothEnds()
    {
        const Person member = aPerson(BaseRole::Member);
        const Object run = aThing("somebody");
        Object destination;
        destination.visibility = Visibility::Team;
        QVERIFY(decideRunMove(member, run, member, destination).allowed());
        QCOMPARE(decideRunMove(member, run, anOutsider(), destination).reason, Reason::NotVisible);
        QCOMPARE(decideRunMove(member, run, aPerson(BaseRole::ViewOnly), destination).reason, Reason::RoleLacks);
        QCOMPARE(decideRunMove(aPerson(BaseRole::ViewOnly), run, member, destination).reason, Reason::RoleLacks);
        Person listed = member;
        listed.isListedInProject = true;
        destination.visibility = Visibility::Restricted;
        QVERIFY(decideRunMove(member, run, listed, destination).allowed());
        const Object inside = aThing("me", Visibility::Restricted);
        QCOMPARE(decideRunMove(listed, inside, member, aThing()).state, WrongState::RunInRestrictedProject);
    }

    void customRolesOnlyAdd()
    {
        const Person curator = withCustomRole(BaseRole::ViewOnly,
            {QStringLiteral("run:delete"), QStringLiteral("moon:land"), QStringLiteral("team:rule")});
        QVERIFY(decide(curator, Action::RunDelete, aThing("somebody")).allowed());
        QVERIFY(decide(curator, Action::RunView, aThing()).allowed());
        QCOMPARE(decide(curator, Action::RunStop, aThing()).reason, Reason::RoleLacks);
        const Person helper = withCustomRole(BaseRole::Member, {QStringLiteral("run:stop")});
        QVERIFY(decide(helper, Action::RunStop, aThing("somebody")).allowed());
        QCOMPARE(decide(helper, Action::RunDelete, aThing("somebody")).reason, Reason::NotOwner);
        for (const Row &row : rules()) {
            if (row.scope == Scope::Org || row.scope == Scope::Registry)
                continue;
            if (decide(aPerson(BaseRole::Member), row.action, aThing("somebody")).allowed())
                QVERIFY2(decide(helper, row.action, aThing("somebody")).allowed(), qPrintable(actionName(row.action)));
        }
    }

    void everythingGrantedStaysBelowAnAdmin()
    {
        const Person all = withCustomRole(BaseRole::Member, grantablePermissions());
        for (const Action action : {Action::TeamMemberRemove, Action::TeamMemberSetRole, Action::TeamPrivacyEdit,
                 Action::TeamServiceAccountManage, Action::TeamDelete, Action::TeamCustomRoleAssign})
            QCOMPARE(decide(all, action, {}).reason, Reason::RoleLacks);
    }

    void commentsNeedTheServerAndExportsDoNot()
    {
        Circumstances offline;
        offline.isOffline = true;
        const Person member = aPerson(BaseRole::Member);
        QCOMPARE(decide(member, Action::ReportComment, aThing(), offline).reason, Reason::Offline);
        QCOMPARE(decide(member, Action::ArtifactDownload, aThing(), offline).reason, Reason::Offline);
        for (const Action action : {Action::ViewLocal, Action::RunView, Action::RunExport, Action::ReportExport})
            QVERIFY(decide(member, action, aThing(), offline).allowed());
        for (const Row &row : rules()) {
            if (row.needs.testFlag(Writes))
                QVERIFY2(row.needs.testFlag(Server), qPrintable(actionName(row.action)));
        }
    }
};

COHORT_TEST(TestDecide)
#include "testdecide.moc"
