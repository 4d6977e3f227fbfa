#include "desk.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

namespace {
constexpr int changePatience = 20'000;
}

class TestOnlineChanges : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Desk> m_desk;
    const domain::RunPath m_run{test::ogbgPath, QStringLiteral("r1")};

    [[nodiscard]] test::MemoryServer &server() const { return *m_desk->server; }
    [[nodiscard]] workspace::Workspace &open() const { return *m_desk->workspace; }

private slots:
    void init()
    {
        m_desk = std::make_unique<test::Desk>();
        server().addRun(QStringLiteral("r1"), 3);
        server().addRun(QStringLiteral("r2"));
        QVERIFY(m_desk->signIn());
    }
    void cleanup() { m_desk.reset(); }

    void anEditShowsInEveryFeedAndInTheCache()
    {
        const auto runs = open().runs(test::ogbgPath);
        const auto run = open().run(m_run);
        QTRY_VERIFY_WITH_TIMEOUT(runs->freshness().hasValue() && run->freshness().hasValue(), changePatience);
        domain::RunEdit edit;
        edit.displayName = QStringLiteral("better");
        QVERIFY(test::Desk::wait(open().editRun(m_run, edit)));
        QCOMPARE(run->value().displayName, QStringLiteral("better"));
        QCOMPARE(runs->value().last()->displayName, QStringLiteral("better"));
        QVERIFY(run->value().isFull && !run->value().config.isEmpty());
        m_desk->takeOffline();
        m_desk->workspace.reset();
        QVERIFY(m_desk->restart());
        const auto cached = open().run(m_run);
        QTRY_COMPARE_WITH_TIMEOUT(cached->value().displayName, QStringLiteral("better"), changePatience);
    }

    void aRunThatWasNeverSeenMayBeEdited()
    {
        domain::RunEdit edit;
        edit.displayName = QStringLiteral("better");
        QVERIFY(test::Desk::wait(open().editRun(m_run, edit)));
        QCOMPARE(server().runs[QStringLiteral("r1")].displayName, QStringLiteral("better"));
    }

    void aDeletedRunGoesAndComesBack()
    {
        const auto runs = open().runs(test::ogbgPath);
        QTRY_COMPARE_WITH_TIMEOUT(runs->value().size(), 2, changePatience);
        QVERIFY(test::Desk::wait(open().deleteRun(m_run, false)));
        QCOMPARE(runs->value().size(), 1);
        QVERIFY(test::Desk::wait(open().undeleteRun(m_run)));
        QTRY_COMPARE_WITH_TIMEOUT(runs->value().size(), 2, changePatience);
    }

    void aStoppedRunIsSeenSoon()
    {
        server().runs[QStringLiteral("r1")].state = QStringLiteral("running");
        const auto run = open().run(m_run);
        QTRY_COMPARE_WITH_TIMEOUT(run->value().state, domain::RunState::Running, changePatience);
        QVERIFY(test::Desk::wait(open().stopRun(m_run)));
        QTRY_COMPARE_WITH_TIMEOUT(run->value().state, domain::RunState::Killed, changePatience);
    }

    void invitationsComeAndGo()
    {
        const auto team = open().team(QStringLiteral("algoperf"));
        QTRY_COMPARE_WITH_TIMEOUT(team->value().members.size(), 2, changePatience);
        QVERIFY(test::Desk::wait(
            open().invite(QStringLiteral("algoperf"), QStringLiteral("x@example.org"), domain::BaseRole::Member)));
        QTRY_COMPARE_WITH_TIMEOUT(team->value().members.size(), 3, changePatience);
        const domain::Member invitation = team->value().members.last();
        QCOMPARE(invitation.kind, domain::Member::Kind::Invitation);
        QVERIFY(test::Desk::wait(open().resendInvitation(QStringLiteral("algoperf"), invitation)));
        QCOMPARE(server().invitations, QStringList{QStringLiteral("x@example.org")});
        QVERIFY(!server().calls.contains(QStringLiteral("DeleteInvite"))); // who may invite may not withdraw
        QVERIFY(test::Desk::wait(open().cancelInvitation(QStringLiteral("algoperf"), invitation.id)));
        QTRY_COMPARE_WITH_TIMEOUT(team->value().members.size(), 2, changePatience);
    }

    void anInvitationSurvivesARefusedResending()
    {
        server().invitations = {QStringLiteral("x@example.org")};
        const auto team = open().team(QStringLiteral("algoperf"));
        QTRY_COMPARE_WITH_TIMEOUT(team->value().members.size(), 3, changePatience);
        server().refusal = base::Error{base::Error::Kind::Forbidden, QStringLiteral("no")};
        server().calls.clear();
        const auto answer =
            test::Desk::wait(open().resendInvitation(QStringLiteral("algoperf"), team->value().members.last()));
        QCOMPARE(answer.error().kind, base::Error::Kind::Forbidden);
        QCOMPARE(server().calls.count(QStringLiteral("CreateInvite")), 1);
        QVERIFY(!server().calls.contains(QStringLiteral("DeleteInvite")));
        QCOMPARE(server().invitations, QStringList{QStringLiteral("x@example.org")});
    }

    void aNewProjectShowsInTheList()
    {
        const auto projects = open().projects(QStringLiteral("algoperf"));
        QTRY_COMPARE_WITH_TIMEOUT(projects->value().size(), 1, changePatience);
        server().calls.clear();
        const auto created = test::Desk::wait(
            open().createProject({QStringLiteral("algoperf"), QStringLiteral("wmt")}, {}, domain::Visibility::Team));
        QVERIFY2(created.ok(), created ? "" : qPrintable(created.error().detail));
        QTRY_COMPARE_WITH_TIMEOUT(projects->value().size(), 2, changePatience);
    }

    void aRefusalRefreshesTheRole()
    {
        QTRY_COMPARE_WITH_TIMEOUT(
            open().personIn(QStringLiteral("algoperf")).teamRole.base, domain::BaseRole::Admin, changePatience);
        QSignalSpy rights(&open(), &workspace::Workspace::rightsChanged);
        server().role = QStringLiteral("viewer");
        server().refusal = base::Error{base::Error::Kind::Forbidden, QStringLiteral("no")};
        const auto answer = test::Desk::wait(open().deleteRun(m_run, false));
        QCOMPARE(answer.error().kind, base::Error::Kind::Forbidden);
        QTRY_COMPARE_WITH_TIMEOUT(
            open().personIn(QStringLiteral("algoperf")).teamRole.base, domain::BaseRole::ViewOnly, changePatience);
        QVERIFY(rights.count() >= 1);
    }

    void withoutTheServerNothingIsChanged()
    {
        const auto runs = open().runs(test::ogbgPath);
        QTRY_COMPARE_WITH_TIMEOUT(runs->value().size(), 2, changePatience);
        m_desk->takeOffline();
        const auto answer = test::Desk::wait(open().deleteRun(m_run, false));
        QCOMPARE(answer.error().kind, base::Error::Kind::Offline);
        QCOMPARE(runs->value().size(), 2);
    }

    void localStateSurvivesAKill()
    {
        QSignalSpy changed(&open(), &workspace::Workspace::localStateChanged);
        const QJsonObject hidden{{QStringLiteral("hidden"), QJsonArray{QStringLiteral("r1")}}};
        const QString scope = QStringLiteral("project/algoperf/ogbg");
        QVERIFY(test::Desk::wait(open().setLocalState(scope, hidden)));
        QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, changePatience);
        QCOMPARE(test::Desk::wait(open().localState(scope)), hidden);
        QCOMPARE(test::Desk::wait(open().localState(QStringLiteral("other"))), QJsonObject());
        // What stands on the disk at this moment, with the cache gone, is what a start after a kill finds.
        test::Desk revived;
        revived.accountId = m_desk->accountId;
        revived.credentials->stored = m_desk->credentials->stored;
        QVERIFY(QDir().mkpath(revived.accountFolder()));
        for (const char *name : {"accounts.json", "personal.db", "personal.db-wal"}) {
            const QString file = QLatin1String(name);
            const bool isList = file.endsWith(QStringLiteral("json"));
            const QString from = isList ? m_desk->folder() : m_desk->accountFolder();
            const QString to = isList ? revived.folder() : revived.accountFolder();
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(from + QLatin1Char('/') + file), changePatience);
            QVERIFY(QFile::copy(from + QLatin1Char('/') + file, to + QLatin1Char('/') + file));
        }
        revived.takeOffline();
        QVERIFY(revived.restart());
        QCOMPARE(test::Desk::wait(revived.workspace->localState(scope)), hidden);
    }
};

COHORT_TEST(TestOnlineChanges)
#include "testonlinechanges.moc"
