#include "serverfixture.h"
#include "support/testmain.h"

#include "server/demoteam.h"
#include "server/reportspec.h"
#include "server/store.h"
#include "server/storedcontent.h"
#include "server/storequery.h"

#include <QJsonArray>
#include <QTest>

class TestRuns : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
    }

    void aRepeatedDisplayNameIsNumberedOnCreationOnly()
    {
        QCOMPARE(make("r1"), QStringLiteral("a run"));
        QCOMPARE(make("r2"), QStringLiteral("a run-2"));
        QCOMPARE(make("r3"), QStringLiteral("a run-3"));
        const QString id =
            ask(QStringLiteral("run(name: \"r3\") { id }")).data(QStringLiteral("project.run.id")).toString();
        m_server->graphql(ben(),
            QStringLiteral("mutation { upsertBucket(input: {id: \"%1\", displayName: \"a run\"}) { inserted } }")
                .arg(id));
        QCOMPARE(ask(QStringLiteral("run(name: \"r3\") { displayName }"))
                     .data(QStringLiteral("project.run.displayName"))
                     .toString(),
            QStringLiteral("a run"));
    }

    void aRunWithoutANameGetsTwoWordsAndANumber()
    {
        const test::Reply reply = m_server->graphql(ben(),
            QStringLiteral("mutation { upsertBucket(input: {entityName: \"lab\", modelName: \"p\"}) { bucket { name "
                           "displayName state } inserted } }"));
        QVERIFY(
            reply.data(QStringLiteral("upsertBucket.bucket.displayName")).toString().endsWith(QStringLiteral("-1")));
        QCOMPARE(reply.data(QStringLiteral("upsertBucket.bucket.name")).toString().size(), 8);
        QVERIFY(reply.data(QStringLiteral("upsertBucket.inserted")).toBool());
    }

    void aDeletedRunComesBackButItsIdIsNeverFree()
    {
        make("r1");
        const QString id =
            ask(QStringLiteral("run(name: \"r1\") { id }")).data(QStringLiteral("project.run.id")).toString();
        m_server->graphql(
            ben(), QStringLiteral("mutation { deleteRun(input: {id: \"%1\"}) { clientMutationId } }").arg(id));
        QVERIFY(ask(QStringLiteral("run(name: \"r1\") { id }")).data(QStringLiteral("project.run")).isNull());
        const test::Reply again = m_server->graphql(ben(),
            QStringLiteral("mutation { upsertBucket(input: {entityName: \"lab\", modelName: \"p\", name: \"r1\"}) { "
                           "inserted } }"));
        QCOMPARE(again.errorCode(), QStringLiteral("CONFLICT"));
        const test::Reply undeleted = m_server->graphql(ben(),
            QStringLiteral("mutation { undeleteRuns(input: {entityName: \"lab\", projectName: \"p\", filters: "
                           "\"{\\\"name\\\":\\\"r1\\\"}\"}) { clientMutationId } }"));
        QCOMPARE(undeleted.errorCode(), QString());
        QVERIFY(!ask(QStringLiteral("run(name: \"r1\") { id }")).data(QStringLiteral("project.run")).isNull());
    }

    void serviceAccountsLogForPeopleOfTheirTeam()
    {
        const auto creator = [this](const char *run, const char *person) {
            const QByteArray body = QByteArray("{\"query\":\"mutation { upsertBucket(input: {entityName: \\\"lab\\\", "
                                               "modelName: \\\"p\\\", name: \\\"")
                + run + "\\\"}) { bucket { user { username } } } }\"}";
            return m_server->request("POST", "/graphql", QStringLiteral("robot"), body, {{"X-WANDB-USERNAME", person}})
                .data(QStringLiteral("upsertBucket.bucket.user.username"))
                .toString();
        };
        QCOMPARE(creator("a", "cleo"), QStringLiteral("cleo"));
        QCOMPARE(creator("b", "oscar"), QStringLiteral("robot"));
        QCOMPARE(creator("c", "nobody"), QStringLiteral("robot"));
    }

    void pagesFollowEachOtherWithoutGapsOrRepeats()
    {
        for (int i = 0; i < 25; ++i)
            make(QStringLiteral("r%1").arg(i, 2, 10, QLatin1Char('0')).toLatin1().constData());
        for (const char *order : {"+created_at", "-display_name", "-summary_metrics.loss"}) {
            QStringList names;
            QString after;
            for (int page = 0; page < 10; ++page) {
                const test::Reply reply =
                    ask(QStringLiteral("runs(first: 7, after: \"%1\", order: \"%2\") { totalCount edges { node { name "
                                       "} cursor } pageInfo { hasNextPage endCursor } }")
                            .arg(after, QLatin1String(order)));
                const QJsonArray edges = reply.data(QStringLiteral("project.runs.edges")).toArray();
                for (const QJsonValue edge : edges)
                    names.append(edge[QLatin1String("node")][QLatin1String("name")].toString());
                after = reply.data(QStringLiteral("project.runs.pageInfo.endCursor")).toString();
                QCOMPARE(after, edges.last()[QLatin1String("cursor")].toString());
                if (!reply.data(QStringLiteral("project.runs.pageInfo.hasNextPage")).toBool())
                    break;
            }
            QCOMPARE(names.size(), 25);
            names.removeDuplicates();
            QCOMPARE(names.size(), 25);
        }
    }

    void injectedTextStaysText()
    {
        const QString evil = QStringLiteral("'; DROP TABLE runs; --");
        const test::Reply made = m_server->graphql(ben(),
            QStringLiteral("mutation($n: String) { upsertBucket(input: {entityName: \"lab\", modelName: \"p\", name: "
                           "\"r\", displayName: $n, notes: $n}) { bucket { displayName notes } } }"),
            {{QStringLiteral("n"), evil}});
        QCOMPARE(made.data(QStringLiteral("upsertBucket.bucket.notes")).toString(), evil);
        QCOMPARE(ask(QStringLiteral("runCount")).data(QStringLiteral("project.runCount")).toInt(), 1);
        QVERIFY(ask(QStringLiteral("runs(order: \"+name; DROP TABLE runs\") { totalCount }"))
                    .data(QStringLiteral("project.runs.totalCount"))
                    .toInt()
            == 1);
    }

    void resumeStatusOfMissingThingsIsNullWithoutAnError()
    {
        const test::Reply reply = m_server->graphql(ben(),
            QStringLiteral(
                "{ model(name: \"none\", entityName: \"lab\") { bucket(name: \"x\", missingOk: true) { id } } }"));
        QVERIFY(reply.data(QStringLiteral("model")).isNull());
        QVERIFY(!reply.json().contains(QLatin1String("errors")));
    }

    void restrictedProjectsAreForTheListedOnly()
    {
        make("r1");
        const QString project = QString::fromLatin1(QByteArray("Project:v1:p:lab").toBase64());
        const test::Reply restricted = m_server->graphql(ben(),
            QStringLiteral(
                "mutation { upsertModel(input: {id: \"%1\", access: \"RESTRICTED\"}) { project { access } } }")
                .arg(project));
        QCOMPARE(
            restricted.data(QStringLiteral("upsertModel.project.access")).toString(), QStringLiteral("RESTRICTED"));
        const auto sees = [this](const char *person) {
            return m_server
                ->graphql(QLatin1String(person), QStringLiteral("{ project(entityName: \"lab\", name: \"p\") { id } }"))
                .data(QStringLiteral("project"))
                .isObject();
        };
        QVERIFY(sees("ben"));
        QVERIFY(!sees("cleo"));
        QVERIFY(!sees("robot"));
        const QString cleo = QString::fromLatin1(QByteArray("User:3").toBase64());
        const test::Reply added = m_server->graphql(ben(),
            QStringLiteral(
                "mutation { createProjectMembers(input: {projectId: \"%1\", userIds: [\"%2\"]}) { success } }")
                .arg(project, cleo));
        QVERIFY2(added.data(QStringLiteral("createProjectMembers.success")).toBool(), added.body.constData());
        QVERIFY(sees("cleo"));
    }

    void theDemoTeamLoadsOnceAndWhole()
    {
        const QTemporaryDir folder;
        server::TeamServer::Options options;
        options.dataFolder = folder.filePath(QStringLiteral("demo"));
        auto started = server::TeamServer::start(options);
        QVERIFY(started);
        server::TeamServer &demo = **started;
        const auto loaded = server::DemoTeam::load(demo);
        QVERIFY2(loaded.ok(), loaded.ok() ? "" : qPrintable(loaded.error().detail));
        QVERIFY(server::DemoTeam::load(demo));
        qint64 reports = 0;
        const base::Status counted = demo.store().read([&reports](sqlite::Database &database) -> base::Status {
            const auto found = server::readRows(database, QStringLiteral("SELECT type, spec FROM views"),
                [](sqlite::Statement &row) { return server::checkViewSpec(row.text(0), row.text(1)).ok(); });
            reports = found ? found->count(true) : -1;
            return base::Done{};
        });
        QVERIFY(counted.ok());
        QCOMPARE(reports, 1);
        QCOMPARE(registeredModels(demo.store()),
            (QStringList{QStringLiteral("ImageNet ViT:v0 2 files"), QStringLiteral("ImageNet ViT:v1 2 files best"),
                QStringLiteral("ImageNet ViT:v1 2 files latest")}));
        QCOMPARE(missingContent(demo.store(), options.dataFolder), QStringList());
        const auto accounts = server::DemoTeam::accounts();
        QVERIFY(accounts && accounts->size() == 3);
        for (const auto &account : *accounts)
            QVERIFY(demo.signInToken(account.username));
    }

private:
    /// Committed versions in the registry of models, a line for each alias.
    static QStringList registeredModels(server::Store &store)
    {
        QStringList models;
        const base::Status done = store.read([&models](sqlite::Database &database) -> base::Status {
            const auto found = server::readRows(database,
                QStringLiteral(
                    "SELECT format('%s:v%d %d files %s', collections.name, members.version, artifacts.file_count,"
                    " ifnull(aliases.alias, '')) FROM artifact_members AS members"
                    " JOIN artifact_collections AS collections ON collections.id = members.collection"
                    " JOIN projects ON projects.id = collections.project"
                    " JOIN artifacts ON artifacts.id = members.artifact"
                    " LEFT JOIN artifact_aliases AS aliases ON aliases.member = members.id"
                    " WHERE projects.name = 'wandb-registry-model' AND artifacts.state = 'COMMITTED'"
                    " ORDER BY 1"),
                [](sqlite::Statement &row) { return row.text(0).trimmed(); });
            models = found.valueOr({});
            return base::Done{};
        });
        return done ? models : QStringList(QStringLiteral("not read"));
    }

    /// What the database names and the folder does not hold as it should be.
    static QStringList missingContent(server::Store &store, const QString &folder)
    {
        QStringList missing;
        qint64 count = 0;
        const base::Status done = store.read([&](sqlite::Database &database) {
            return server::forEachContent(database, [&](const server::StoredContent &named) {
                const auto held = server::readContent(folder + QLatin1Char('/') + named.path);
                if (!held || !held->isThere || held->md5 != named.md5 || held->size != named.size)
                    missing.append(named.what);
                ++count;
                return true;
            });
        });
        return done && count > 0 ? missing : QStringList(QStringLiteral("nothing read"));
    }

    static QString ben() { return QStringLiteral("ben"); }
    QString make(const char *run)
    {
        return m_server->makeRun(ben(), QStringLiteral("lab"), QStringLiteral("p"), QLatin1String(run));
    }
    test::Reply ask(const QString &fields)
    {
        return m_server->graphql(
            ben(), QStringLiteral("{ project(entityName: \"lab\", name: \"p\") { %1 } }").arg(fields));
    }
    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestRuns)
#include "testruns.moc"
