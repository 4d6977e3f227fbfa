#include "desk.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using workspace::Connectivity;

namespace {

constexpr int feedPatience = 20'000;

QStringList idsOf(const domain::SharedRuns &runs)
{
    QStringList ids;
    for (const domain::Run &run : runs)
        ids.append(run.path.run);
    return ids;
}

} // namespace

class TestOnlineFeeds : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Desk> m_desk;

    [[nodiscard]] test::MemoryServer &server() const { return *m_desk->server; }
    [[nodiscard]] workspace::Workspace &open() const { return *m_desk->workspace; }
    /// Everything that a person may look at, once.
    void visitEverything() const
    {
        const auto home = open().home();
        const auto teams = open().teams();
        const auto team = open().team(QStringLiteral("algoperf"));
        const auto projects = open().projects(QStringLiteral("algoperf"));
        const auto project = open().project(test::ogbgPath);
        const auto runs = open().runs(test::ogbgPath);
        const auto run = open().run({test::ogbgPath, QStringLiteral("r1")});
        const auto console = open().console({test::ogbgPath, QStringLiteral("r1")});
        for (const workspace::FeedBase *feed : std::initializer_list<workspace::FeedBase *>{home.get(), teams.get(),
                 team.get(), projects.get(), project.get(), runs.get(), run.get(), console.get()})
            QTRY_VERIFY_WITH_TIMEOUT(feed->freshness().hasValue() && !feed->freshness().isRefreshing, feedPatience);
    }

private slots:
    void init()
    {
        m_desk = std::make_unique<test::Desk>();
        server().addRun(QStringLiteral("r1"), 3).console = {QStringLiteral("hello\n"), QStringLiteral("world\n")};
        server().addRun(QStringLiteral("r2"), 0);
        QVERIFY(m_desk->signIn());
    }
    void cleanup() { m_desk.reset(); }

    void whatWasVisitedIsThereOffline()
    {
        visitEverything();
        m_desk->takeOffline();
        QVERIFY(m_desk->restart());
        const auto home = open().home();
        const auto teams = open().teams();
        const auto team = open().team(QStringLiteral("algoperf"));
        const auto projects = open().projects(QStringLiteral("algoperf"));
        const auto project = open().project(test::ogbgPath);
        const auto runs = open().runs(test::ogbgPath);
        const auto run = open().run({test::ogbgPath, QStringLiteral("r1")});
        const auto console = open().console({test::ogbgPath, QStringLiteral("r1")});
        QTRY_COMPARE_WITH_TIMEOUT(home->value().projects.size(), 1, feedPatience);
        QTRY_COMPARE_WITH_TIMEOUT(teams->value().size(), 1, feedPatience);
        QTRY_COMPARE_WITH_TIMEOUT(team->value().members.size(), 2, feedPatience);
        QCOMPARE(team->value().adminNames, (QStringList{QStringLiteral("ADA"), QStringLiteral("BOSS")}));
        QTRY_COMPARE_WITH_TIMEOUT(projects->value().size(), 1, feedPatience);
        QTRY_COMPARE_WITH_TIMEOUT(project->value().project.path, test::ogbgPath, feedPatience);
        QCOMPARE(project->value().team.name, QStringLiteral("algoperf"));
        QTRY_COMPARE_WITH_TIMEOUT(
            idsOf(runs->value()), (QStringList{QStringLiteral("r2"), QStringLiteral("r1")}), feedPatience);
        QTRY_COMPARE_WITH_TIMEOUT(run->value().config.value(QStringLiteral("lr")).toDouble(), 0.1, feedPatience);
        QTRY_COMPARE_WITH_TIMEOUT(console->value().size(), 2, feedPatience);
        QCOMPARE(console->value()[1].text, QStringLiteral("world"));
        QVERIFY(runs->freshness().fetchedAt.isValid());
        QTRY_VERIFY_WITH_TIMEOUT(runs->freshness().error.has_value(), feedPatience);
        QCOMPARE(runs->freshness().error->kind, base::Error::Kind::Offline);
        QVERIFY(runs->freshness().hasValue());
        // Not visited, and not there.
        const auto other = open().runs({QStringLiteral("algoperf"), QStringLiteral("never")});
        QTRY_VERIFY_WITH_TIMEOUT(other->freshness().error.has_value(), feedPatience);
        QVERIFY(!other->freshness().hasValue());
    }

    void theCacheShowsFirstAndTheServerCorrectsIt()
    {
        visitEverything();
        server().runs[QStringLiteral("r1")].displayName = QStringLiteral("renamed elsewhere");
        server().runs.remove(QStringLiteral("r2"));
        server().addRun(QStringLiteral("r3"));
        server().hanging.insert(QStringLiteral("Runs"));
        QVERIFY(m_desk->restart());
        {
            const auto runs = open().runs(test::ogbgPath);
            QTRY_COMPARE_WITH_TIMEOUT(runs->value().size(), 2, feedPatience); // while the request hangs
            QTRY_VERIFY_WITH_TIMEOUT(runs->freshness().isRefreshing, feedPatience);
            QCOMPARE(runs->value().last()->displayName, QStringLiteral("run r1"));
        } // deleted while the request hangs
        server().hanging.clear();
        const auto runs = open().runs(test::ogbgPath);
        QTRY_COMPARE_WITH_TIMEOUT(
            idsOf(runs->value()), (QStringList{QStringLiteral("r3"), QStringLiteral("r1")}), feedPatience);
        QTRY_COMPARE_WITH_TIMEOUT(runs->value().last()->displayName, QStringLiteral("renamed elsewhere"), feedPatience);
        QTRY_VERIFY_WITH_TIMEOUT(runs->value().constFirst()->isFull, feedPatience);
    }

    void aLargeProjectIsShownInFewSteps()
    {
        constexpr int many = 2000;
        for (int i = 0; i < many; ++i)
            server().addRun(QStringLiteral("many%1").arg(i));
        m_desk->tempo.gather = std::chrono::minutes(1); // configs come in the meantime
        m_desk->start();
        QVERIFY(m_desk->signIn());
        const auto runs = open().runs(test::ogbgPath);
        QSignalSpy changed(runs.get(), &workspace::FeedBase::changed);
        const auto isWhole = [&runs] {
            return runs->value().size() >= many
                && std::all_of(
                    runs->value().begin(), runs->value().end(), [](const domain::Run &run) { return run.isFull; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(), feedPatience);
        // A page of the list each, and the end; not each of the 30 pages of configs.
        QVERIFY2(changed.count() <= 12, qPrintable(QString::number(changed.count())));
        const QStringList ids = idsOf(runs->value());
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), ids.size());
    }

    void aRunningRunIsFollowed()
    {
        server().runs[QStringLiteral("r1")].state = QStringLiteral("running");
        const auto runs = open().runs(test::ogbgPath);
        const auto run = open().run({test::ogbgPath, QStringLiteral("r1")});
        QTRY_COMPARE_WITH_TIMEOUT(runs->value().size(), 2, feedPatience);
        server().addRows(QStringLiteral("r1"), 3, 4);
        server().runs[QStringLiteral("r1")].summary.insert(QStringLiteral("loss"), 0.25);
        const auto summaryOf = [](const domain::Run &shown) {
            return shown.summary[QStringLiteral("loss")].toDouble();
        };
        QTRY_COMPARE_WITH_TIMEOUT(runs->value().last()->historyLineCount, 7, feedPatience);
        QTRY_COMPARE_WITH_TIMEOUT(summaryOf(runs->value().last()), 0.25, feedPatience);
        QTRY_COMPARE_WITH_TIMEOUT(summaryOf(run->value()), 0.25, feedPatience);
        server().runs[QStringLiteral("r1")].state = QStringLiteral("finished");
        QTRY_COMPARE_WITH_TIMEOUT(run->value().state, domain::RunState::Finished, feedPatience);
        QTRY_COMPARE_WITH_TIMEOUT(runs->value().last()->state, domain::RunState::Finished, feedPatience);
    }

    void anInactiveFeedAsksNothing()
    {
        const auto runs = open().runs(test::ogbgPath);
        QTRY_VERIFY_WITH_TIMEOUT(runs->freshness().hasValue() && !runs->freshness().isRefreshing, feedPatience);
        runs->setActive(false);
        server().calls.clear();
        server().addRun(QStringLiteral("r9"));
        const auto projects = open().projects(QStringLiteral("algoperf"));
        QTRY_VERIFY_WITH_TIMEOUT(server().calls.count(QStringLiteral("Projects")) >= 3, feedPatience); // time goes by
        QCOMPARE(server().calls.count(QStringLiteral("Runs")), 0);
        runs->setActive(true);
        QTRY_COMPARE_WITH_TIMEOUT(runs->value().size(), 3, feedPatience);
    }

    void manyRunsComePageByPage()
    {
        for (int i = 0; i < 1234; ++i)
            server().addRun(QStringLiteral("many%1").arg(i));
        const auto runs = open().runs(test::ogbgPath);
        QTRY_COMPARE_WITH_TIMEOUT(runs->value().size(), 1236, feedPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!runs->freshness().isRefreshing, feedPatience);
        for (const domain::Run &run : runs->value())
            QVERIFY(run.isFull);
    }

    void aLostConnectionIsToldAndComesBackByItself()
    {
        const auto projects = open().projects(QStringLiteral("algoperf"));
        QTRY_VERIFY_WITH_TIMEOUT(projects->freshness().hasValue(), feedPatience);
        QSignalSpy told(&open(), &workspace::Workspace::connectivityChanged);
        m_desk->takeOffline();
        QTRY_COMPARE_WITH_TIMEOUT(open().connectivity(), Connectivity::Offline, feedPatience);
        QTRY_VERIFY_WITH_TIMEOUT(projects->freshness().error.has_value(), feedPatience);
        QVERIFY(projects->freshness().hasValue());
        server().projects.append(QStringLiteral("wmt"));
        m_desk->takeOnline();
        QTRY_COMPARE_WITH_TIMEOUT(open().connectivity(), Connectivity::Online, feedPatience);
        QTRY_COMPARE_WITH_TIMEOUT(projects->value().size(), 2, feedPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!projects->freshness().error, feedPatience);
        QVERIFY(told.count() >= 2);
    }

    void anUnsafeConnectionHasItsOwnName()
    {
        server().failure = base::Error{base::Error::Kind::Tls, QStringLiteral("certificate")};
        open().retry();
        QTRY_COMPARE_WITH_TIMEOUT(open().connectivity(), Connectivity::Unsafe, feedPatience);
        QCOMPARE(open().connectionError()->kind, base::Error::Kind::Tls);
    }

    void whatNobodyMayKnowIsNotFound()
    {
        const auto run = open().run({test::ogbgPath, QStringLiteral("no such run")});
        QTRY_VERIFY_WITH_TIMEOUT(run->freshness().error.has_value(), feedPatience);
        QCOMPARE(run->freshness().error->kind, base::Error::Kind::NotFound);
        QVERIFY(!run->freshness().hasValue());
    }

    void theRoleInARestrictedProjectIsRead()
    {
        server().access = QStringLiteral("RESTRICTED");
        server().projectRole = QStringLiteral("member");
        const auto project = open().project(test::ogbgPath);
        QTRY_VERIFY_WITH_TIMEOUT(open().personIn(test::ogbgPath).isListedInProject, feedPatience);
        QCOMPARE(open().personIn(test::ogbgPath).projectRole.base, domain::BaseRole::Member);
        // A list of projects tells nothing about it, and takes nothing away.
        const auto projects = open().projects(QStringLiteral("algoperf"));
        QTRY_VERIFY_WITH_TIMEOUT(projects->freshness().hasValue(), feedPatience);
        QVERIFY(open().personIn(test::ogbgPath).isListedInProject);
        server().projectRole.clear();
        project->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(!open().personIn(test::ogbgPath).isListedInProject, feedPatience);
    }

    void nobodyIsSomebodyInAnUnknownTeam()
    {
        QTRY_COMPARE_WITH_TIMEOUT(
            open().personIn(QStringLiteral("other")).teamRole.base, domain::BaseRole::None, feedPatience);
        QCOMPARE(open().personIn(QStringLiteral("ada")).teamRole.base, domain::BaseRole::Admin); // the personal entity
    }

    void aFeedThatIsDeletedStopsWhileRequestsHang()
    {
        server().hanging = {QStringLiteral("Runs"), QStringLiteral("Home"), QStringLiteral("Team"),
            QStringLiteral("LogLines"), QStringLiteral("History")};
        auto home = open().home();
        auto runs = open().runs(test::ogbgPath);
        auto team = open().team(QStringLiteral("algoperf"));
        auto console = open().console({test::ogbgPath, QStringLiteral("r1")});
        auto histories = open().histories(test::ogbgPath);
        histories->setRuns({QStringLiteral("r1")});
        QTRY_VERIFY_WITH_TIMEOUT(server().calls.contains(QStringLiteral("History"))
                && server().calls.contains(QStringLiteral("Runs"))
                && server().calls.contains(QStringLiteral("LogLines")),
            feedPatience);
        const QPointer<QObject> feeds[] = {home.get(), runs.get(), team.get(), console.get(), histories.get()};
        home.reset();
        runs.reset();
        team.reset();
        console.reset();
        histories.reset();
        for (const QPointer<QObject> &feed : feeds)
            QTRY_VERIFY_WITH_TIMEOUT(feed.isNull(), feedPatience); // no call that hangs keeps one alive
        server().calls.clear();
        m_desk->start(); // the workspace ends, every call is answered with Cancelled
        QCoreApplication::processEvents();
        QCOMPARE(server().calls, QStringList()); // and nobody asks again

        server().hanging.clear();
        QVERIFY(m_desk->open());
        const auto again = open().runs(test::ogbgPath);
        QTRY_COMPARE_WITH_TIMEOUT(again->value().size(), 2, feedPatience);
    }

    void aFeedMayOutliveItsWorkspace()
    {
        auto runs = open().runs(test::ogbgPath);
        const auto histories = open().histories(test::ogbgPath);
        QTRY_VERIFY_WITH_TIMEOUT(runs->freshness().hasValue(), feedPatience);
        histories->setRuns({QStringLiteral("r1")});
        m_desk->start();
        runs->refresh();
        QCOMPARE(histories->points(QStringLiteral("r1"), QStringLiteral("loss")), series::PointsPtr());
        QTRY_VERIFY_WITH_TIMEOUT(runs->freshness().error.has_value(), feedPatience);
        QCOMPARE(runs->value().size(), 2);
    }

    void aLongConsoleComesWhole()
    {
        QStringList lines;
        for (int i = 0; i < 5300; ++i)
            lines.append(QStringLiteral("line %1\n").arg(i));
        server().runs[QStringLiteral("r1")].console = lines;
        const auto console = open().console({test::ogbgPath, QStringLiteral("r1")});
        QTRY_COMPARE_WITH_TIMEOUT(console->value().size(), 5300, feedPatience);
        server().runs[QStringLiteral("r1")].console.append(QStringLiteral("one more\n"));
        server().runs[QStringLiteral("r1")].console[5299] = QStringLiteral("100 %\n"); // a progress bar
        QTRY_COMPARE_WITH_TIMEOUT(console->value().size(), 5301, feedPatience);
        QCOMPARE(console->value()[5299].text, QStringLiteral("100 %"));
        QCOMPARE(console->value()[0].text, QStringLiteral("line 0"));
    }

    void homeTellsWhatEndedSinceTheLastVisit()
    {
        server().runs[QStringLiteral("r1")].state = QStringLiteral("running");
        const auto home = open().home();
        QTRY_COMPARE_WITH_TIMEOUT(home->value().activeRuns.size(), 1, feedPatience);
        QVERIFY(home->value().finishedSinceLastVisit.isEmpty()); // the first visit ever
        QVERIFY(!home->value().lastVisit.isValid());
        server().runs[QStringLiteral("r1")].state = QStringLiteral("finished");
        server().runs[QStringLiteral("r1")].heartbeatAt = 1'000'000'000; // far in the future
        QVERIFY(m_desk->restart());
        const auto again = open().home();
        QTRY_COMPARE_WITH_TIMEOUT(again->value().finishedSinceLastVisit.size(), 1, feedPatience);
        QVERIFY(again->value().lastVisit.isValid());
    }

    void aCacheThatCannotBeOpenedCostsNothingButTheCache()
    {
        visitEverything();
        m_desk->start();
        for (const char *name : {"cache.db", "cache.db-wal", "cache.db-shm"})
            QFile::remove(m_desk->accountFolder() + QLatin1Char('/') + QLatin1String(name));
        QVERIFY(QDir().mkpath(m_desk->accountFolder() + QStringLiteral("/cache.db"))); // a folder in its place
        QVERIFY(m_desk->open());
        const auto runs = open().runs(test::ogbgPath);
        QTRY_COMPARE_WITH_TIMEOUT(runs->value().size(), 2, feedPatience);
    }
};

COHORT_TEST(TestOnlineFeeds)
#include "testonlinefeeds.moc"
