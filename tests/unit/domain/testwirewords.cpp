#include "domain/roles.h"
#include "domain/run.h"
#include "support/testmain.h"

#include <QTest>

using namespace domain;

/// The words of the wire: what is written is read back; other spellings are understood; unknown words stay unknown.
class TestWireWords : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenIsReadBack()
    {
        for (const BaseRole role : {BaseRole::Admin, BaseRole::Member, BaseRole::ViewOnly})
            QCOMPARE(baseRoleFromWire(wireName(role)), role);
        for (const Visibility level : {Visibility::Open, Visibility::Public, Visibility::Team, Visibility::Restricted})
            QCOMPARE(visibilityFromWire(wireName(level)), level);
        for (const Seat seat : {Seat::Full, Seat::Viewer, Seat::None})
            QCOMPARE(seatFromWire(wireName(seat)), seat);
        for (const OrgRole role : {OrgRole::Member, OrgRole::Admin, OrgRole::BillingOnly})
            QCOMPARE(orgRoleFromWire(wireName(role)), role);
        for (int i = int(RunState::Pending); i <= int(RunState::Preempted); ++i)
            QCOMPARE(runStateFromWire(wireName(RunState(i))), RunState(i));
    }

    void theProtocolsWordsAreUsed()
    {
        QCOMPARE(wireName(BaseRole::ViewOnly), QStringLiteral("viewer"));
        QCOMPARE(wireName(Visibility::Open), QStringLiteral("USER_WRITE"));
        QCOMPARE(wireName(Visibility::Public), QStringLiteral("USER_READ"));
        QCOMPARE(wireName(Visibility::Team), QStringLiteral("PRIVATE"));
        QCOMPARE(wireName(Visibility::Restricted), QStringLiteral("RESTRICTED"));
        QCOMPARE(wireName(RunState::Killed), QStringLiteral("killed"));
    }

    void otherSpellingsAreUnderstood()
    {
        QCOMPARE(baseRoleFromWire(u"view_only"), BaseRole::ViewOnly);
        QCOMPARE(baseRoleFromWire(u"View-Only"), BaseRole::ViewOnly);
        QCOMPARE(baseRoleFromWire(u"ADMIN"), BaseRole::Admin);
        QCOMPARE(orgRoleFromWire(u"viewer"), OrgRole::Member);
        QCOMPARE(runStateFromWire(u"Running"), RunState::Running);
    }

    void unknownWordsStayUnknown()
    {
        for (const QStringView word : {QStringView(u""), QStringView(u"emperor"), QStringView(u"admin ")}) {
            QCOMPARE(baseRoleFromWire(word), BaseRole::Unknown);
            QCOMPARE(visibilityFromWire(word), Visibility::Unknown);
            QCOMPARE(seatFromWire(word), Seat::Unknown);
            QCOMPARE(orgRoleFromWire(word), OrgRole::Unknown);
            QCOMPARE(runStateFromWire(word), RunState::Unknown);
        }
        QVERIFY(wireName(BaseRole::Unknown).isEmpty());
        QVERIFY(wireName(BaseRole::None).isEmpty());
        QVERIFY(wireName(Visibility::Unknown).isEmpty());
        QVERIFY(wireName(RunState::Unknown).isEmpty());
    }

    void onlyRunningAndPendingRunsAreActive()
    {
        for (int i = int(RunState::Unknown); i <= int(RunState::Preempted); ++i) {
            const bool expected = RunState(i) == RunState::Running || RunState(i) == RunState::Pending;
            QCOMPARE(isActive(RunState(i)), expected);
        }
    }
};

COHORT_TEST(TestWireWords)
#include "testwirewords.moc"
