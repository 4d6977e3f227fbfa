#include "server/housekeeper.h"

#include "artifactclient.h"
#include "server/contentstore.h"
#include "server/store.h"
#include "serverfixture.h"
#include "support/testmain.h"

#include <QDir>
#include <QDirIterator>
#include <QTest>

/// What a server removes by itself, and what it keeps: nothing that somebody may still want.
class TestHousekeeper : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
        makeRun("bens");
        m_now = QDateTime::currentMSecsSinceEpoch();
    }
    /// Its threads must not write to the log while QtTest goes on to the next function: the two are not ordered there.
    void cleanup() { m_server.reset(); }

    void aDeletedRunComesBackForSevenDaysAndThenGoesWithAllItHad()
    {
        makeRun("r");
        const QJsonObject history{
            {QStringLiteral("offset"), 0}, {QStringLiteral("content"), QJsonArray{QStringLiteral("{\"_step\":0}")}}};
        QCOMPARE(m_server
                     ->stream(ben(), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("r"),
                         {{QStringLiteral("files"), QJsonObject{{QStringLiteral("wandb-history.jsonl"), history}}}})
                     .status,
            200);
        QCOMPARE(m_server->request("PUT", "/storage/lab/p/r/a.txt", ben(), "content").status, 200);
        QCOMPARE(filesBelow("files"), 1);
        remove("r");
        QCOMPARE(tidy(6 * day).runs, 0);
        age("UPDATE runs SET deleted_at = deleted_at - %1 WHERE name = 'r'", 6 * day + day / 2);
        QCOMPARE(tidy(0).runs, 0);
        bringBack("r");
        QCOMPARE(
            m_server->graphql(ben(), lineCount("r")).data(QStringLiteral("project.run.historyLineCount")).toInt(), 1);

        remove("r");
        QCOMPARE(tidy(8 * day + day / 2).runs, 1);
        QCOMPARE(filesBelow("files"), 0);
        for (const char *table : {"chunks", "run_files", "run_keys"})
            QCOMPARE(rows(table), 0);
        QVERIFY(!m_server->graphql(ben(), lineCount("bens")).data(QStringLiteral("project.run")).isNull());
        // Whoever has the old id in a link never sees another run under it.
        const test::Reply again = m_server->graphql(ben(),
            QStringLiteral("mutation { upsertBucket(input: {entityName: \"lab\", modelName: \"p\", name: \"r\"}) { "
                           "inserted } }"));
        QCOMPARE(again.errorCode(), QStringLiteral("CONFLICT"));
    }

    void aVersionGoesWhenItsTimeIsOverUnlessAnAliasProtectsIt()
    {
        test::ArtifactClient client(*m_server, QStringLiteral("ada")); // admins set retention
        const QJsonObject aWeek{{QStringLiteral("ttlDurationSeconds"), 7 * 24 * 3600}};
        const QString over = client.log(QStringLiteral("over"), {{QStringLiteral("a"), "one"}}, aWeek);
        const QString kept = client.log(QStringLiteral("kept"), {{QStringLiteral("a"), "one"}});
        const QString guarded = client.log(QStringLiteral("guarded"), {{QStringLiteral("b"), "two"}}, aWeek);
        QVERIFY(!over.isEmpty() && !kept.isEmpty() && !guarded.isEmpty());
        const test::Reply linked = client.mutate("linkArtifact",
            {{QStringLiteral("artifactPortfolioName"), QStringLiteral("best")},
                {QStringLiteral("entityName"), QStringLiteral("lab")},
                {QStringLiteral("projectName"), QStringLiteral("p")}, {QStringLiteral("artifactID"), guarded},
                {QStringLiteral("aliases"),
                    QJsonArray{QJsonObject{{QStringLiteral("artifactCollectionName"), QStringLiteral("best")},
                        {QStringLiteral("alias"), QStringLiteral("golden")}}}}},
            "versionIndex");
        QCOMPARE(linked.errorCode(), QString());
        QVERIFY(m_server->execute(QStringLiteral(
            "INSERT INTO registry_aliases(project, alias) SELECT id, 'golden' FROM projects WHERE name = 'p'")));
        QCOMPARE(tidy(6 * day).expired, 0);
        const server::Housekeeper::Round round = tidy(8 * day);
        QCOMPARE(round.expired, 1);
        QVERIFY(!isThere(client, over));
        QVERIFY(isThere(client, kept) && isThere(client, guarded));
        // What it consisted of is still named by another version.
        QCOMPARE(round.files, 0);
        QCOMPARE(client.fetch(client.addressOf(kept, QStringLiteral("a"))).body, QByteArray("one"));
    }

    void contentThatNothingNamesGoesAfterADay()
    {
        test::ArtifactClient client(*m_server, ben());
        const QString gone = client.log(QStringLiteral("gone"), {{QStringLiteral("a"), "one"}});
        const int before = filesBelow("blobs");
        QVERIFY(before >= 2);
        const test::Reply deleted = client.mutate("deleteArtifact",
            {{QStringLiteral("artifactID"), gone}, {QStringLiteral("deleteAliases"), true}}, "artifact { id }");
        QCOMPARE(deleted.errorCode(), QString());
        QCOMPARE(tidy(day / 2).files, 0);
        QCOMPARE(filesBelow("blobs"), before);
        QCOMPARE(tidy(2 * day).files, before);
        QCOMPARE(filesBelow("blobs"), 0);
        QVERIFY(!client.log(QStringLiteral("again"), {{QStringLiteral("a"), "one"}}).isEmpty());
    }

    void itDoesSoByItself()
    {
        server::TeamServer::Options options;
        options.tidySeconds = 1;
        m_server = std::make_unique<test::ServerFixture>(options);
        makeRun("bens");
        test::ArtifactClient client(*m_server, QStringLiteral("ada"));
        const QString over = client.log(
            QStringLiteral("over"), {{QStringLiteral("a"), "one"}}, {{QStringLiteral("ttlDurationSeconds"), 1}});
        QVERIFY(!over.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!isThere(client, over), 20'000);
    }

private:
    static constexpr qint64 day = qint64(24) * 3600 * 1000;

    void makeRun(const char *run)
    {
        m_server->makeRun(ben(), QStringLiteral("lab"), QStringLiteral("p"), QLatin1String(run));
    }
    static QString ben() { return QStringLiteral("ben"); }
    /// As if it were so many milliseconds later.
    server::Housekeeper::Round tidy(qint64 later)
    {
        const auto round = server::Housekeeper::tidy(m_server->server().store(), m_now + later);
        if (!round)
            qWarning("%s", qPrintable(round.error().detail));
        return round.valueOr({-1, -1, -1, -1});
    }
    void age(const char *sql, qint64 by) { QVERIFY(m_server->execute(QString::fromLatin1(sql).arg(by))); }
    static QString lineCount(const char *run)
    {
        return QStringLiteral(
            "{ project(entityName: \"lab\", name: \"p\") { run(name: \"%1\") { id historyLineCount } } }")
            .arg(QLatin1String(run));
    }
    void remove(const char *run)
    {
        const QString id = m_server->graphql(ben(), lineCount(run)).data(QStringLiteral("project.run.id")).toString();
        const test::Reply deleted = m_server->graphql(
            ben(), QStringLiteral("mutation { deleteRun(input: {id: \"%1\"}) { clientMutationId } }").arg(id));
        QCOMPARE(deleted.errorCode(), QString());
    }
    void bringBack(const char *run)
    {
        const test::Reply back = m_server->graphql(ben(),
            QStringLiteral("mutation { undeleteRuns(input: {entityName: \"lab\", projectName: \"p\", filters: "
                           "\"{\\\"name\\\":\\\"%1\\\"}\"}) { clientMutationId } }")
                .arg(QLatin1String(run)));
        QCOMPARE(back.errorCode(), QString());
    }
    static bool isThere(test::ArtifactClient &client, const QString &artifact)
    {
        return !client.ask(QStringLiteral("{ artifact(id: \"%1\") { id } }").arg(artifact))
                    .data(QStringLiteral("artifact"))
                    .isNull();
    }
    int filesBelow(const char *folder) const
    {
        QDirIterator files(m_server->folder() + QLatin1String("/server/") + QLatin1String(folder), QDir::Files,
            QDirIterator::Subdirectories);
        int count = 0;
        while (files.hasNext()) {
            if (!files.next().contains(QLatin1String("/incoming/")))
                ++count;
        }
        return count;
    }
    int rows(const char *table)
    {
        int count = -1;
        const base::Status read = m_server->server().store().read([&](sqlite::Database &database) -> base::Status {
            auto statement = database.prepare(QStringLiteral("SELECT count(*) FROM ") + QLatin1String(table));
            if (!statement)
                return statement.error();
            if (const auto row = statement->step(); !row)
                return row.error();
            count = static_cast<int>(statement->integer(0));
            return base::Done{};
        });
        return read ? count : -1;
    }

    std::unique_ptr<test::ServerFixture> m_server;
    qint64 m_now = 0;
};

COHORT_TEST(TestHousekeeper)
#include "testhousekeeper.moc"
