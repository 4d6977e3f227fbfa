#include "artifactclient.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

/// What is hidden stays hidden by way of something else that is not, and what one may not do is not done by way of
/// something that one may.
class TestSideDoors : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
    }

    void aLinkShowsAVersionAndNotThePlaceItCameFrom()
    {
        m_server->makeRun(QStringLiteral("ada"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("adas"));
        test::ArtifactClient ada(*m_server, QStringLiteral("ada"));
        const QString linked = ada.log(QStringLiteral("net"), {{QStringLiteral("a"), "1"}});
        const QString other =
            ada.log(QStringLiteral("net"), {{QStringLiteral("a"), "2"}}, alias("net", "of-no-concern"));
        QVERIFY(!linked.isEmpty() && !other.isEmpty());
        QVERIFY(m_server->execute(QStringLiteral("INSERT INTO registry_users(project, user, role) SELECT projects.id,"
                                                 " users.id, 'member' FROM projects, users WHERE projects.name ="
                                                 " 'wandb-registry-model' AND username = 'ada'")));
        QVERIFY(m_server->execute(QStringLiteral("UPDATE projects SET description = 'merger' WHERE name = 'p'")));
        const QJsonObject link{{QStringLiteral("artifactID"), linked},
            {QStringLiteral("artifactPortfolioName"), QStringLiteral("nets")},
            {QStringLiteral("entityName"), QStringLiteral("organization")},
            {QStringLiteral("projectName"), QStringLiteral("wandb-registry-model")}};
        QCOMPARE(ada.mutate("linkArtifact", link, "versionIndex").errorCode(), QString());

        const QString question = QStringLiteral(
            "query($id: ID!) { artifact(id: $id) { id artifactType { name project { name description runCount"
            " lastActive user { username } guess: runCount(filters: \"{\\\"config.a\\\": 1}\") } }"
            " artifactSequence { name description project { name } tags { edges { node { name } } }"
            " aliases { edges { node { alias } } } artifacts { edges { node { id } } } latestArtifact { id }"
            " artifactMembership(aliasName: \"latest\") { id } artifactMemberships { edges { node { id } } }"
            " defaultArtifactType { project { name } } } } }");
        const test::Reply inside = ada.ask(question, {{QStringLiteral("id"), linked}});
        QVERIFY2(inside.body.contains("merger") && inside.body.contains("of-no-concern"), inside.body.constData());
        const test::Reply outside =
            test::ArtifactClient(*m_server, QStringLiteral("oscar")).ask(question, {{QStringLiteral("id"), linked}});
        const QJsonObject artifact = outside.data(QStringLiteral("artifact")).toObject();
        QCOMPARE(artifact.value(QLatin1String("id")).toString(), linked);
        QVERIFY2(
            artifact.value(QLatin1String("artifactType"))[QLatin1String("project")].isNull(), outside.body.constData());
        const QJsonObject sequence = artifact.value(QLatin1String("artifactSequence")).toObject();
        QCOMPARE(sequence.value(QLatin1String("name")).toString(), QStringLiteral("net"));
        for (const char *list : {"tags", "aliases", "artifacts", "artifactMemberships"})
            QCOMPARE(sequence.value(QLatin1String(list))[QLatin1String("edges")].toArray(), QJsonArray());
        for (const char *thing : {"project", "latestArtifact", "artifactMembership"})
            QVERIFY2(sequence.value(QLatin1String(thing)).isNull(), thing);
        QVERIFY(sequence.value(QLatin1String("defaultArtifactType"))[QLatin1String("project")].isNull());
    }

    /// An admin of the organisation knows of a team's projects, and sees nothing in them.
    void aFilterTellsNothingOfAProjectThatIsKnownByNameOnly()
    {
        m_server->makeRun(QStringLiteral("ada"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("adas"));
        QVERIFY(m_server->execute(QStringLiteral("UPDATE projects SET description = 'merger' WHERE name = 'p'")));
        const auto found = [this](const char *person, const char *filter) {
            const QString query = QStringLiteral("query($f: JSONString) { entity(name: \"lab\") { projects(filters: "
                                                 "$f) { edges { node { name } } } } }");
            return m_server->graphql(QLatin1String(person), query, {{QStringLiteral("f"), QLatin1String(filter)}})
                .data(QStringLiteral("entity.projects.edges"))
                .toArray()
                .size();
        };
        QCOMPARE(found("olga", R"({"name": "p"})"), 1);
        QCOMPARE(found("ada", R"({"description": {"$regex": "merg"}})"), 1);
        QCOMPARE(found("olga", R"({"description": {"$regex": "merg"}})"), 0);
        QCOMPARE(found("olga", R"({"description": {"$ne": "merger"}})"),
            found("olga", R"({"description": {"$ne": "other"}})"));
    }

    void whoeverCancelsASweepStopsNoRunThatTheyMayNotStop()
    {
        m_server->makeRun(QStringLiteral("ben"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("bens"));
        m_server->makeRun(QStringLiteral("cleo"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("cleos"));
        const test::Reply made = change("cleo", "upsertSweep",
            {{QStringLiteral("entityName"), QStringLiteral("lab")},
                {QStringLiteral("projectName"), QStringLiteral("p")},
                {QStringLiteral("config"), QStringLiteral("{method: random, parameters: {a: {value: 1}}}")},
                {QStringLiteral("priorRunsFilters"), QStringLiteral("{\"state\": \"running\"}")}},
            "sweep { id } insertedPriorRuns");
        QCOMPARE(made.data(QStringLiteral("upsertSweep.insertedPriorRuns")).toInt(), 2);
        const QJsonObject cancel{{QStringLiteral("id"), made.data(QStringLiteral("upsertSweep.sweep.id"))},
            {QStringLiteral("state"), QStringLiteral("CANCELED")}};
        QCOMPARE(change("cleo", "upsertSweep", cancel, "sweep { state }").errorCode(), QString());
        const test::Reply runs = m_server->graphql(QStringLiteral("ada"),
            QStringLiteral("{ project(entityName: \"lab\", name: \"p\") { bens: run(name: \"bens\") { shouldStop }"
                           " cleos: run(name: \"cleos\") { shouldStop } } }"));
        QCOMPARE(runs.data(QStringLiteral("project.cleos.shouldStop")).toBool(), true);
        QCOMPARE(runs.data(QStringLiteral("project.bens.shouldStop")).toBool(true), false);
    }

    void strangersInAnOpenProjectLabelOnlyWhatTheyMade()
    {
        m_server->makeRun(QStringLiteral("ada"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("bens"));
        QVERIFY(m_server->execute(QStringLiteral("UPDATE projects SET access = 'USER_WRITE' WHERE name = 'p'")));
        test::ArtifactClient ada(*m_server, QStringLiteral("ada"));
        test::ArtifactClient stranger(*m_server, QStringLiteral("oscar"));
        const QString adas = ada.log(QStringLiteral("net"), {{QStringLiteral("a"), "1"}}, alias("net", "best"));
        QVERIFY(!adas.isEmpty());
        QVERIFY(stranger.begin(QStringLiteral("net"), {{QStringLiteral("a"), "2"}}, alias("net", "best"))
                    .artifact.isEmpty());
        QJsonObject tagged = alias("net", "mine");
        QVERIFY(stranger.begin(QStringLiteral("net"), {{QStringLiteral("a"), "1"}}, tagged).artifact.isEmpty());
        tagged = {
            {QStringLiteral("tags"), QJsonArray{QJsonObject{{QStringLiteral("tagName"), QStringLiteral("mine")}}}}};
        QVERIFY(stranger.begin(QStringLiteral("net"), {{QStringLiteral("a"), "1"}}, tagged).artifact.isEmpty());
        QVERIFY(!stranger.begin(QStringLiteral("net"), {{QStringLiteral("a"), "1"}}, alias("net", "best"))
                     .artifact.isEmpty()); // it has that alias already
        tagged.insert(QStringLiteral("aliases"), alias("net", "latest").value(QLatin1String("aliases")));
        const QString own = stranger.begin(QStringLiteral("net"), {{QStringLiteral("a"), "3"}}, tagged).artifact;
        QVERIFY(!own.isEmpty() && own != adas);
        const test::Reply left =
            ada.ask(QStringLiteral("query($id: ID!) { artifact(id: $id) { tags { name } aliases { alias } } }"),
                {{QStringLiteral("id"), adas}});
        QVERIFY2(left.body.contains("best") && !left.body.contains("mine"), left.body.constData());
    }

    /// What is theirs they may open to the world and delete.
    void aProjectIsHandedToPeopleOfItsTeamOnly()
    {
        m_server->makeRun(QStringLiteral("ben"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("bens"));
        const auto hand = [this](const char *person) {
            const QString id = m_server->graphql(QLatin1String(person), QStringLiteral("{ viewer { id } }"))
                                   .data(QStringLiteral("viewer.id"))
                                   .toString();
            const QJsonObject input{{QStringLiteral("entityName"), QStringLiteral("lab")},
                {QStringLiteral("name"), QStringLiteral("p")}, {QStringLiteral("owner"), id}};
            return change("ada", "upsertModel", input, "inserted").errorCode();
        };
        for (const char *person : {"oscar", "olga", "robot"})
            QCOMPARE(hand(person), QStringLiteral("INVALID"));
        QCOMPARE(hand("cleo"), QString());
    }

    void settingsOfATeamAreForThoseInside()
    {
        const QJsonObject change{{QStringLiteral("entity"), QStringLiteral("lab")},
            {QStringLiteral("privateOnly"), true},
            {QStringLiteral("settings"), QJsonObject{{QStringLiteral("membersCanInvite"), true}}}};
        QCOMPARE(this->change("ada", "updateEntity", change, "entity { name }").errorCode(), QString());
        const auto seen = [this](const char *person) {
            return m_server->graphql(QLatin1String(person),
                QStringLiteral("{ entity(name: \"lab\") { name privateOnly settings { membersCanInvite hidden } } }"));
        };
        for (const char *person : {"ada", "vera", "olga"}) {
            QCOMPARE(seen(person).data(QStringLiteral("entity.settings.membersCanInvite")).toBool(), true);
            QCOMPARE(seen(person).data(QStringLiteral("entity.privateOnly")).toBool(), true);
        }
        for (const char *person : {"oscar", ""}) {
            QCOMPARE(seen(person).data(QStringLiteral("entity.name")).toString(), QStringLiteral("lab"));
            QVERIFY(seen(person).data(QStringLiteral("entity.settings.membersCanInvite")).isNull());
            QCOMPARE(seen(person).data(QStringLiteral("entity.privateOnly")).toBool(true), false);
        }
    }

    void aServiceAccountMakesItselfNoKeys()
    {
        const test::Reply made = change("robot", "generateApiKey", {}, "apiKey { id }");
        QCOMPARE(made.errorCode(), QStringLiteral("FORBIDDEN"));
        const QString id =
            m_server
                ->graphql(QStringLiteral("robot"), QStringLiteral("{ viewer { apiKeys { edges { node { id } } } } }"))
                .data(QStringLiteral("viewer.apiKeys.edges.0.node.id"))
                .toString();
        QVERIFY(!id.isEmpty());
        const QJsonObject key{{QStringLiteral("id"), id}};
        QCOMPARE(change("robot", "deleteApiKey", key, "success").errorCode(), QStringLiteral("NOT_FOUND"));
        QCOMPARE(change("ada", "deleteApiKey", key, "success").errorCode(), QString());
    }

    /// In an open project of another team an account may log, and names nobody of that team as the one who did.
    void aServiceAccountSpeaksForItsOwnTeamOnly()
    {
        m_server->makeRun(QStringLiteral("ada"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("adas"));
        QVERIFY(m_server->execute(QStringLiteral("UPDATE projects SET access = 'USER_WRITE' WHERE name = 'p'")));
        QVERIFY(m_server->server().createServiceAccount(
            QStringLiteral("other"), QStringLiteral("guest"), QStringLiteral("guest")));
        const QString guest = m_server->server().issueApiKey(QStringLiteral("guest")).valueOr(QString());
        const auto creator = [this](const QString &who, const char *run) {
            const QString query = QStringLiteral("mutation { upsertBucket(input: {entityName: \"lab\", modelName:"
                                                 " \"p\", name: \"%1\"}) { bucket { user { username } } } }")
                                      .arg(QLatin1String(run));
            const QJsonObject body{{QStringLiteral("query"), query}};
            return m_server
                ->request("POST", "/graphql", who, QJsonDocument(body).toJson(QJsonDocument::Compact),
                    {{"Content-Type", "application/json"}, {"X-WANDB-USERNAME", "ben"}})
                .data(QStringLiteral("upsertBucket.bucket.user.username"))
                .toString();
        };
        QCOMPARE(creator(QStringLiteral("robot"), "of-lab"), QStringLiteral("ben"));
        QCOMPARE(creator(guest, "of-other"), QStringLiteral("guest"));
        QCOMPARE(m_server
                     ->stream(guest, QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("of-other"),
                         {{QStringLiteral("files"), QJsonObject()}})
                     .status,
            200);
    }

    void aServiceAccountIsNamedByItsManagers()
    {
        const QJsonObject name{{QStringLiteral("name"), QStringLiteral("Chief")}};
        QCOMPARE(change("robot", "updateUser", name, "user { name }").errorCode(), QStringLiteral("FORBIDDEN"));
        QCOMPARE(change("ben", "updateUser", name, "user { name }").errorCode(), QString());
    }

private:
    static QJsonObject alias(const char *collection, const char *alias)
    {
        return {{QStringLiteral("aliases"),
            QJsonArray{QJsonObject{{QStringLiteral("artifactCollectionName"), QLatin1String(collection)},
                {QStringLiteral("alias"), QLatin1String(alias)}}}}};
    }
    test::Reply change(const char *person, const char *name, const QJsonObject &input, const char *fields)
    {
        return test::ArtifactClient(*m_server, QLatin1String(person)).mutate(name, input, fields);
    }
    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestSideDoors)
#include "testsidedoors.moc"
