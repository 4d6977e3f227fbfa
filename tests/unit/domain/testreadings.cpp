#include "people.h"
#include "support/testmain.h"

using namespace domain;
using namespace test;

/// Where the sources disagree, the specification chose (section 14); one case for each choice that decide() knows.
class TestReadings : public QObject
{
    Q_OBJECT

private slots:
    void viewOnlyDownloadsModelsButNoArtifacts() // R1
    {
        Person person = aPerson(BaseRole::ViewOnly);
        QVERIFY(decide(person, Action::MrDownload, {}).allowed());
        QVERIFY(decide(person, Action::RunExport, aThing()).allowed());
        QCOMPARE(decide(person, Action::ArtifactDownload, aThing()).reason, Reason::RoleLacks);
        person.seat = Seat::Viewer;
        for (const Action action : {Action::MrDownload, Action::RunExport, Action::ReportExport})
            QCOMPARE(decide(person, action, aThing()).reason, Reason::SeatViewer);
        QCOMPARE(decide(person, Action::ArtifactDownload, aThing()).reason, Reason::RoleLacks);
    }

    void aTeamAdminMakesThemselfModelRegistryAdminFirst() // R2
    {
        Person admin = aPerson(BaseRole::Admin);
        const Decision decision = decide(admin, Action::MrAliasProtectedEdit, {});
        QCOMPARE(decision.reason, Reason::RoleLacks);
        QCOMPARE(decision.helper.kind, Helper::Kind::ModelRegistryAdmin);
        QVERIFY(decide(admin, Action::MrAdminsEdit, {}).allowed());
        admin.isModelRegistryAdmin = true;
        QVERIFY(decide(admin, Action::MrAliasProtectedEdit, {}).allowed());
        Person viewer = aPerson(BaseRole::ViewOnly);
        viewer.isModelRegistryAdmin = true;
        QVERIFY(!decide(viewer, Action::MrAliasProtectedEdit, {}).allowed());
    }

    void onlyRegistryAdminsChangeTypes() // R3
    {
        Person person = aPerson(BaseRole::Member);
        person.registryRole = RegistryRole::Member;
        QCOMPARE(decide(person, Action::RegistryTypesEdit, {}).helper.kind, Helper::Kind::RegistryAdmin);
        person.registryRole = RegistryRole::Admin;
        QVERIFY(decide(person, Action::RegistryTypesEdit, {}).allowed());
    }

    void membersOfSomeTeamCreateRegistries() // R4
    {
        QVERIFY(decide(aPerson(BaseRole::Member), Action::RegistryCreate, {}).allowed());
        QVERIFY(decide(aPerson(BaseRole::Admin), Action::RegistryCreate, {}).allowed());
        QCOMPARE(decide(aPerson(BaseRole::ViewOnly), Action::RegistryCreate, {}).reason, Reason::RoleLacks);
        QCOMPARE(decide(anOutsider(), Action::RegistryCreate, {}).reason, Reason::RoleLacks);
        Person viewer = aPerson(BaseRole::Member);
        viewer.seat = Seat::Viewer;
        QCOMPARE(decide(viewer, Action::RegistryCreate, {}).reason, Reason::SeatViewer);
        Person registryAdmin = aPerson(BaseRole::Member);
        registryAdmin.registryRole = RegistryRole::Admin;
        QVERIFY(decide(registryAdmin, Action::RegistryDelete, aThing("me")).allowed());
        QCOMPARE(decide(registryAdmin, Action::RegistryDelete, aThing("x")).reason, Reason::NotOwner);
        QVERIFY(decide(aPerson(BaseRole::Admin), Action::TeamRegistryDelete, {}).allowed());
    }

    void viewersSeatsCommentAndFollow() // R7
    {
        Person person = aPerson(BaseRole::ViewOnly);
        person.seat = Seat::Viewer;
        for (const Action action : {Action::ReportComment, Action::ReportFollow, Action::ViewLocal})
            QVERIFY(decide(person, action, aThing()).allowed());
    }

    void everybodyReadsTeamSettingsAndAdminsEditTheProfile() // R9
    {
        for (const BaseRole role : {BaseRole::ViewOnly, BaseRole::Member, BaseRole::Admin}) {
            QVERIFY(decide(aPerson(role), Action::TeamSettingsView, {}).allowed());
            QCOMPARE(decide(aPerson(role), Action::TeamProfileEdit, {}).allowed(), role == BaseRole::Admin);
        }
    }

    void teamAdminsChangePrivacySwitches() // R10
    {
        QVERIFY(decide(aPerson(BaseRole::Admin), Action::TeamPrivacyEdit, {}).allowed());
        QVERIFY(!decide(aPerson(BaseRole::Member), Action::TeamPrivacyEdit, {}).allowed());
        QVERIFY(!decide(anOrganisationAdmin(), Action::TeamPrivacyEdit, {}).allowed());
    }

    void membersChangeTheirOwnProjects() // R11, R12
    {
        for (const Action action : {Action::ProjectEditDetails, Action::ProjectDelete, Action::ProjectSetVisibility,
                 Action::ProjectUsersEdit}) {
            QVERIFY(decide(aPerson(BaseRole::Member), action, aThing("me")).allowed());
            QCOMPARE(decide(aPerson(BaseRole::Member), action, aThing("x")).reason, Reason::NotOwner);
        }
    }

    void adminsMakeAutomationsAndAllSeeThem() // R13
    {
        QVERIFY(decide(aPerson(BaseRole::ViewOnly), Action::AutomationView, aThing()).allowed());
        QVERIFY(!decide(aPerson(BaseRole::Member), Action::AutomationEdit, aThing()).allowed());
    }

    void membersAnnotateAndMoveRunsOfOthersButDoNotRestoreThem() // R14, R15
    {
        const Person member = aPerson(BaseRole::Member);
        for (const Action action : {Action::RunEditMeta, Action::RunLog, Action::RunMove})
            QVERIFY(decide(member, action, aThing("x")).allowed());
        QCOMPARE(decide(member, Action::RunUndelete, aThing("x")).reason, Reason::NotOwner);
    }

    void membersEditAnySavedViewAndDeleteTheirOwn() // R16
    {
        const Person member = aPerson(BaseRole::Member);
        QVERIFY(decide(member, Action::ViewSavedEdit, aThing("x")).allowed());
        QCOMPARE(decide(member, Action::ViewSavedDelete, aThing("x")).reason, Reason::NotOwner);
        QCOMPARE(decide(aPerson(BaseRole::Admin), Action::WorkspacePersonalEdit, aThing("x")).reason, Reason::NotOwner);
    }

    void membersDeleteTheirOwnReports() // R17
    {
        QVERIFY(decide(aPerson(BaseRole::Member), Action::ReportDelete, aThing("me")).allowed());
        QCOMPARE(decide(aPerson(BaseRole::Member), Action::ReportDelete, aThing("x")).reason, Reason::NotOwner);
    }

    void billingIsForAdminsBillingAccountsAndBillingAdmins() // 7.1
    {
        Person person = aPerson(BaseRole::Member);
        QVERIFY(!decide(person, Action::OrgBillingManage, {}).allowed());
        person.isBillingAdmin = true;
        QVERIFY(decide(person, Action::OrgBillingManage, {}).allowed());
        QVERIFY(!decide(person, Action::OrgUsersInvite, {}).allowed());
        person.orgRole = OrgRole::BillingOnly;
        QVERIFY(!decide(person, Action::OrgUsersView, {}).allowed());
    }

    void systemSettingsExistOnDedicatedServersOnly() // 7.1
    {
        Person admin = anOrganisationAdmin();
        Object organisation;
        QCOMPARE(decide(admin, Action::SystemSettingsEdit, organisation).helper.kind, Helper::Kind::Nobody);
        QVERIFY(decide(admin, Action::OrgDomainClaim, organisation).allowed());
        organisation.policy.deployment = Deployment::Dedicated;
        QVERIFY(decide(admin, Action::SystemSettingsEdit, organisation).allowed());
        QVERIFY(!decide(admin, Action::OrgDomainClaim, organisation).allowed());
    }

    void withoutARegistryRoleTheRegistryIsNotThere()
    {
        QCOMPARE(decide(aPerson(BaseRole::Admin), Action::RegistrySearch, {}).reason, Reason::NotVisible);
    }
};

COHORT_TEST(TestReadings)
#include "testreadings.moc"
