#include "cache/accountcache.h"
#include "support/faultyvfs.h"
#include "support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

/// The n-th write, sync, creation or deletion of a file fails, for every n until a session passes: what was called
/// saved is there afterwards, and the next session heals.
class TestCacheFaults : public QObject
{
    Q_OBJECT

private:
    struct Outcome
    {
        bool isTeamSaved = false;
        bool isStateSaved = false;
        bool isHistorySaved = false;
    };

    static domain::Team aTeam(const QString &name)
    {
        domain::Team team;
        team.name = name;
        return team;
    }
    static cache::HistoryPart tenRows()
    {
        auto points = std::make_shared<series::Points>();
        points->steps = {0, 1, 2};
        points->values = {1, 2, 3};
        return {3, {{QStringLiteral("loss"), points}}};
    }

    static Outcome session(const QString &folder)
    {
        cache::AccountCache account(folder);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        Outcome outcome;
        outcome.isTeamSaved = account.teams().setTeams({aTeam(QStringLiteral("algoperf"))}, now).result().ok();
        outcome.isStateSaved =
            account.localState().setState(QStringLiteral("pins"), {{QStringLiteral("a"), 1}}).result().ok();
        cache::HistoryOverview after;
        after.rows = 3;
        after.fetchedAt = now;
        outcome.isHistorySaved = account.histories()
                                     .replace({{QStringLiteral("e"), QStringLiteral("p")}, QStringLiteral("r")},
                                         cache::Stream::History, tenRows(), after)
                                     .result()
                                     .ok();
        return outcome;
    }

    static void verify(const QString &folder, const Outcome &outcome)
    {
        cache::AccountCache account(folder);
        QVERIFY(account.opened().result());
        QVERIFY(account.personalOpened().result());
        if (outcome.isTeamSaved)
            QCOMPARE(account.teams().teams().result()->value.size(), 1);
        if (outcome.isStateSaved)
            QCOMPARE(
                account.localState().state(QStringLiteral("pins")).result()->value(QStringLiteral("a")).toInt(), 1);
        if (outcome.isHistorySaved) {
            const auto read = account.histories()
                                  .columns({QStringLiteral("e"), QStringLiteral("p")},
                                      {{QStringLiteral("r"), QStringLiteral("loss")}})
                                  .result();
            QCOMPARE(read->points.constFirst()->size(), 3);
        }
    }

private slots:
    void everyFailureIsToldAndHeals_data()
    {
        QTest::addColumn<bool>("isLasting");
        QTest::newRow("once") << false;
        QTest::newRow("from there on") << true;
    }
    void everyFailureIsToldAndHeals()
    {
        QFETCH(bool, isLasting);
        test::FaultyVfs files;
        int failures = 0;
        for (int n = 0; n < 400; ++n) {
            QTemporaryDir folder;
            files.failAt(n, isLasting ? test::FaultyVfs::Mode::FromThere : test::FaultyVfs::Mode::Once);
            const Outcome outcome = session(folder.path());
            const bool hasFailed = files.hasFailed();
            files.failAt(-1, test::FaultyVfs::Mode::Once);
            verify(folder.path(), outcome);
            if (QTest::currentTestFailed())
                qCritical("after failing access %d", n);
            if (QTest::currentTestFailed() || !hasFailed)
                break;
            ++failures;
            const Outcome healed = session(folder.path());
            if (!healed.isTeamSaved || !healed.isStateSaved || !healed.isHistorySaved)
                qCritical("after failing access %d: %d %d %d", n, healed.isTeamSaved, healed.isStateSaved,
                    healed.isHistorySaved);
            QVERIFY(healed.isTeamSaved && healed.isStateSaved && healed.isHistorySaved);
        }
        QVERIFY2(failures > 10, "the loop reached the storage");
        QVERIFY2(failures < 400, "a session passes in the end");
    }
};

COHORT_TEST(TestCacheFaults)
#include "testcachefaults.moc"
