#include "cache/accountcache.h"
#include "support/builders.h"
#include "support/testmain.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <limits>

namespace {

const QDateTime aTime = QDateTime::fromMSecsSinceEpoch(1'790'000'000'123, Qt::UTC);
const domain::ProjectPath ogbg{QStringLiteral("algoperf"), QStringLiteral("ogbg")};

const QString hostileTexts[] = {QStringLiteral("'); DROP TABLE runs; --"), QStringLiteral("\" OR \"\"=\""),
    QString(QStringLiteral("a") + QChar(0) + QStringLiteral("b")), QStringLiteral("\u202e%_\\ <img src=x>"),
    QString(5000, u'\U0000ffee')};

domain::Run fullRun(const QString &id)
{
    domain::Run run = test::aRun(id);
    run.path.project = ogbg;
    run.tags = {QStringLiteral("a,b"), QStringLiteral("c\"d")};
    run.config = {{QStringLiteral("lr"), 0.1}, {QStringLiteral("big"), qint64(9'007'199'254'740'993)},
        {QStringLiteral("nested"), QJsonObject{{QStringLiteral("x.y"), true}}}};
    run.summary = {{QStringLiteral("loss"), std::numeric_limits<double>::infinity()}, {QStringLiteral("_step"), 9}};
    run.metadata = {{QStringLiteral("program"), QStringLiteral("train.py")}};
    run.historyKeys = {QStringLiteral("loss"), QStringLiteral("val/acc")};
    run.createdAt = aTime;
    run.heartbeatAt = aTime.addSecs(5);
    run.isFull = true;
    return run;
}

} // namespace

class TestStores : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<cache::AccountCache> m_cache;

    void reopen()
    {
        m_cache.reset();
        m_cache = std::make_unique<cache::AccountCache>(m_folder->filePath(QStringLiteral("account")));
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        reopen();
    }
    void cleanup() { m_cache.reset(); }

    void whatIsNotThereHasNoAge()
    {
        QVERIFY(!m_cache->teams().teams().result()->fetchedAt.isValid());
        QVERIFY(!m_cache->teams().account().result()->fetchedAt.isValid());
        QVERIFY(!m_cache->teams().team(QStringLiteral("x")).result()->fetchedAt.isValid());
        QVERIFY(!m_cache->projects().projects(QStringLiteral("x")).result()->fetchedAt.isValid());
        QVERIFY(!m_cache->projects().project(ogbg).result()->fetchedAt.isValid());
        QVERIFY(!m_cache->runs().runs(ogbg).result()->fetchedAt.isValid());
        QVERIFY(!m_cache->consoles().lines({ogbg, QStringLiteral("r")}).result()->fetchedAt.isValid());
    }

    void anAccountComesBackWhole()
    {
        domain::Account account;
        account.server = QUrl(QStringLiteral("https://api.example.org"));
        account.id.value = QStringLiteral("VXNlcjox");
        account.username = QStringLiteral("amelie");
        account.name = QStringLiteral("Amélie");
        account.email = QStringLiteral("a@example.org");
        account.defaultEntity = QStringLiteral("algoperf");
        account.isServerAdmin = true;
        account.seat = domain::Seat::Viewer;
        account.serverName = QStringLiteral("Local team");
        QVERIFY(m_cache->teams().setAccount(account, aTime).result());
        reopen();
        const auto read = m_cache->teams().account().result();
        QCOMPARE(read->value, account);
        QCOMPARE(read->fetchedAt, aTime);
    }

    void teamsComeBackInOrderAndKeepWhatTheirPageTold()
    {
        domain::Team beta;
        beta.name = QStringLiteral("beta");
        beta.introduction = QStringLiteral("# hello");
        beta.mySeat = domain::Seat::Full;
        beta.myRole.base = domain::BaseRole::Admin;
        beta.myRole.custom = {{QStringLiteral("7")}, QStringLiteral("Lead"), {}, domain::BaseRole::Member,
            {QStringLiteral("run:delete")}};
        beta.policy.membersMayInvite = true;
        beta.policy.publicReportSharing = false;
        const QList<domain::Member> members{test::aMember(QStringLiteral("amelie"), domain::BaseRole::Admin),
            test::anInvitation(QStringLiteral("x@example.org"), domain::BaseRole::ViewOnly)};
        QVERIFY(m_cache->teams().setTeam({beta, members}, aTime).result());
        QVERIFY(m_cache->teams().teams().result()->value.isEmpty()); // visited, but not one of mine
        domain::Team listed = beta;
        listed.introduction.clear();
        listed.mySeat = domain::Seat::Unknown;
        domain::Team alpha;
        alpha.name = QStringLiteral("alpha");
        QVERIFY(m_cache->teams().setTeams({listed, alpha}, aTime).result());
        reopen();
        const auto teams = m_cache->teams().teams().result();
        QCOMPARE(teams->value, (QList<domain::Team>{beta, alpha}));
        QCOMPARE(teams->fetchedAt, aTime);
        const auto record = m_cache->teams().team(QStringLiteral("beta")).result();
        QCOMPARE(record->value.members, members);
        QCOMPARE(record->value.team, beta);
        QCOMPARE(m_cache->teams().visitedTeams().result()->size(), 1);
        QVERIFY(m_cache->teams().setTeams({alpha}, aTime).result());
        QCOMPARE(m_cache->teams().teams().result()->value, QList<domain::Team>{alpha});
    }

    void aProjectThatIsGoneTakesItsRunsAlong()
    {
        const auto kept = test::aProject(QStringLiteral("algoperf"), QStringLiteral("ogbg"));
        const auto gone = test::aProject(QStringLiteral("algoperf"), QStringLiteral("wmt"));
        QVERIFY(m_cache->projects().setProjects(QStringLiteral("algoperf"), {gone, kept}, aTime).result());
        QCOMPARE(m_cache->projects().projects(QStringLiteral("algoperf")).result()->value,
            (QList<domain::Project>{gone, kept}));
        domain::Run run = fullRun(QStringLiteral("r"));
        run.path.project = gone.path;
        QVERIFY(m_cache->runs().change(gone.path, {run}, {}, aTime).result());
        QVERIFY(m_cache->projects().setProjects(QStringLiteral("algoperf"), {kept}, aTime.addSecs(1)).result());
        QVERIFY(m_cache->runs().runs(gone.path).result()->value.isEmpty());
        QVERIFY(!m_cache->runs().runs(gone.path).result()->fetchedAt.isValid());
        QCOMPARE(m_cache->projects().project(kept.path).result()->value, kept);
        QCOMPARE(m_cache->projects().project(kept.path).result()->fetchedAt, aTime.addSecs(1));
    }

    void aProjectFromElsewhereIsNotInTheList()
    {
        const auto project = test::aProject(QStringLiteral("algoperf"), QStringLiteral("ogbg"));
        QVERIFY(m_cache->projects().setProject(project, aTime).result());
        QVERIFY(m_cache->projects().projects(QStringLiteral("algoperf")).result()->value.isEmpty());
        QCOMPARE(m_cache->projects().all().result()->size(), 1);
    }

    void runsComeBackWholeAndByProject()
    {
        const domain::Run first = fullRun(QStringLiteral("first"));
        domain::Run second = fullRun(QStringLiteral("second"));
        second.createdAt = aTime.addSecs(60);
        domain::Run elsewhere = fullRun(QStringLiteral("first"));
        elsewhere.path.project.project = QStringLiteral("other");
        QVERIFY(m_cache->runs().change(ogbg, {first, second}, {}, aTime).result());
        QVERIFY(m_cache->runs().change(elsewhere.path.project, {elsewhere}, {}, {}).result());
        reopen();
        const auto runs = m_cache->runs().runs(ogbg).result();
        QCOMPARE(runs->value, (QList<domain::Run>{second, first}));
        QCOMPARE(runs->fetchedAt, aTime);
        QCOMPARE(m_cache->runs().run(first.path).result()->value, first);
        QVERIFY(!m_cache->runs().runs(elsewhere.path.project).result()->fetchedAt.isValid());
    }

    void aSmallRowKeepsConfigAndSummary()
    {
        const domain::Run full = fullRun(QStringLiteral("r"));
        QVERIFY(m_cache->runs().change(ogbg, {full}, {}, aTime).result());
        domain::Run small;
        small.id = full.id;
        small.path = full.path;
        small.displayName = QStringLiteral("renamed");
        small.historyLineCount = 77;
        QVERIFY(m_cache->runs().change(ogbg, {small}, {}, aTime).result());
        const auto read = m_cache->runs().run(full.path).result()->value;
        QCOMPARE(read.displayName, QStringLiteral("renamed"));
        QCOMPARE(read.historyLineCount, 77);
        QCOMPARE(read.config, full.config);
        QCOMPARE(read.summary, full.summary);
        QCOMPARE(read.metadata, full.metadata);
        QVERIFY(read.isFull);
    }

    void aRemovedRunIsGoneWithItsConsole()
    {
        const domain::Run run = fullRun(QStringLiteral("r"));
        QVERIFY(m_cache->runs().change(ogbg, {run}, {}, aTime).result());
        QVERIFY(m_cache->consoles().add(run.path, {{0, {}, {}, QStringLiteral("x")}}, aTime).result());
        QVERIFY(m_cache->runs().change(ogbg, {}, {run.path.run}, aTime).result());
        QVERIFY(m_cache->runs().runs(ogbg).result()->value.isEmpty());
        QVERIFY(m_cache->consoles().lines(run.path).result()->value.isEmpty());
    }

    void hostileTextsAreOnlyTexts()
    {
        for (const QString &text : hostileTexts) {
            domain::Run run = fullRun(text);
            run.displayName = run.notes = run.group = text;
            run.config = {{text, text}};
            run.tags = {text};
            QVERIFY(m_cache->runs().setRun(run, aTime).result());
            QCOMPARE(m_cache->runs().run(run.path).result()->value, run);
            QVERIFY(m_cache->localState().setState(text, {{text, text}}).result());
            QCOMPARE(m_cache->localState().state(text).result().value(), (QJsonObject{{text, text}}));
            QVERIFY(m_cache->consoles().add(run.path, {{3, text, text, text}}, aTime).result());
            QCOMPARE(m_cache->consoles().lines(run.path).result()->value.constFirst().text, text);
        }
        QCOMPARE(m_cache->runs().runs(ogbg).result()->value.size(), qsizetype(std::size(hostileTexts)));
    }

    void consoleLinesReplaceTheirNumber()
    {
        const domain::RunPath run{ogbg, QStringLiteral("r")};
        QVERIFY(m_cache->consoles()
                    .add(run, {{0, {}, {}, QStringLiteral("a")}, {1, {}, {}, QStringLiteral("10 %")}}, aTime)
                    .result());
        QVERIFY(m_cache->consoles().add(run, {{1, {}, {}, QStringLiteral("20 %")}}, aTime).result());
        const auto lines = m_cache->consoles().lines(run).result()->value;
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[1].text, QStringLiteral("20 %"));
        QVERIFY(m_cache->consoles().set(run, {{5, {}, {}, QStringLiteral("z")}}, aTime).result());
        QCOMPARE(m_cache->consoles().lines(run).result()->value.size(), 1);
    }

    void theRunsOfHomeKeepTheirOrder()
    {
        const domain::Run a = fullRun(QStringLiteral("a"));
        const domain::Run b = fullRun(QStringLiteral("b"));
        QVERIFY(m_cache->runs().setHomeRuns({b, a}, aTime).result());
        QCOMPARE(m_cache->runs().homeRuns().result()->value, (QList<domain::Run>{b, a}));
        QVERIFY(m_cache->runs().setHomeRuns({a}, aTime).result());
        QCOMPARE(m_cache->runs().homeRuns().result()->value, (QList<domain::Run>{a}));
    }

    void readsThatComeAtOnceDoNotWaitForEachOther()
    {
        QList<domain::Run> runs;
        for (int i = 0; i < 600; ++i)
            runs.append(fullRun(QStringLiteral("run%1").arg(i)));
        QVERIFY(m_cache->runs().change(ogbg, runs, {}, aTime).result());
        // More than the common pool has threads, so that all of them are in here together.
        QList<QFuture<base::Result<cache::Aged<QList<domain::Run>>>>> lists;
        QList<QFuture<base::Result<cache::Aged<domain::Run>>>> single;
        for (int i = 0; i < 100; ++i) {
            lists.append(m_cache->runs().runs(ogbg));
            single.append(m_cache->runs().run({ogbg, QStringLiteral("run%1").arg(i)}));
        }
        for (const auto &list : std::as_const(lists)) {
            QTRY_VERIFY_WITH_TIMEOUT(list.isFinished(), 60'000);
            QCOMPARE(list.result()->value.size(), 600);
        }
        for (const auto &run : std::as_const(single))
            QTRY_VERIFY_WITH_TIMEOUT(run.isFinished(), 60'000);
    }
};

COHORT_TEST(TestStores)
#include "teststores.moc"
