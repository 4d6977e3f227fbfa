#include "artifactclient.h"
#include "server/store.h"
#include "support/testmain.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QTest>

using Files = QMap<QString, QByteArray>;

/// Artifacts over the wire: what is committed is complete, is what was announced, and is for those who may have it.
class TestArtifacts : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
        m_server->makeRun(QStringLiteral("ben"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("bens"));
        m_ben = std::make_unique<test::ArtifactClient>(*m_server, QStringLiteral("ben"));
    }

    void contentComesBackWholeAndInPieces()
    {
        const QByteArray content = QByteArray("0123456789").repeated(1000);
        const QString id = m_ben->log(QStringLiteral("net"), {{QStringLiteral("dir/w.bin"), content}});
        QVERIFY(!id.isEmpty());
        const QString url = m_ben->addressOf(id, QStringLiteral("dir/w.bin"));
        QCOMPARE(m_ben->fetch(url).body, content);
        QVERIFY(m_server->restart());
        const test::Reply piece = m_ben->fetch(url, {{"Range", "bytes=10-19"}});
        QCOMPARE(piece.status, 206);
        QCOMPARE(piece.body, QByteArray("0123456789"));
        QCOMPARE(piece.headers.value("content-range"), QByteArray("bytes 10-19/10000"));
        QCOMPARE(m_ben->fetch(url, {{"Range", "bytes=20000-"}}).status, 416);
        QCOMPARE(m_ben->fetch(url.section(u'?', 0, 0)).status, 401);
    }

    void otherContentThanAnnouncedIsRefused()
    {
        const Files files{{QStringLiteral("a"), "alpha"}};
        const auto draft = m_ben->begin(QStringLiteral("net"), files);
        const QJsonArray nodes = m_ben->announce(draft, files);
        const QString url = nodes[0][QLatin1String("node")][QLatin1String("uploadUrl")].toString();
        QCOMPARE(m_ben->put(url, "omega"), 400);
        QCOMPARE(m_ben->sendManifest(draft, test::ArtifactClient::manifestOf(files)), 200);
        QCOMPARE(m_ben->commit(draft).errorCode(), QStringLiteral("CONFLICT"));
        QCOMPARE(m_ben->put(url, "alpha"), 200);
        QCOMPARE(m_ben->commit(draft).data(QStringLiteral("commitArtifact.artifact.versionIndex")).toInt(-1), 0);
        QCOMPARE(m_ben->put(url, "alpha"), 409);
    }

    /// Section 10: what a registry shows is kept from then on, and what is not whole is not shown.
    void aLinkIsOfAWholeVersionWhichIsKeptFromThenOn()
    {
        const auto link = [this](const QString &artifact) {
            const QJsonObject input{{QStringLiteral("artifactID"), artifact},
                {QStringLiteral("entityName"), QStringLiteral("lab")},
                {QStringLiteral("projectName"), QStringLiteral("model-registry")},
                {QStringLiteral("artifactPortfolioName"), QStringLiteral("m")}};
            return m_ben->mutate("linkArtifact", input, "versionIndex").errorCode();
        };
        const auto draft = m_ben->begin(QStringLiteral("net"), {{QStringLiteral("a"), "alpha"}});
        QCOMPARE(link(draft.artifact), QStringLiteral("CONFLICT"));
        const QString id = m_ben->log(QStringLiteral("other"), {{QStringLiteral("a"), "beta"}});
        QVERIFY(m_server->execute(QStringLiteral("UPDATE artifacts SET ttl = 3600")));
        const auto kept = [&] {
            return m_ben
                ->ask(QStringLiteral("query($id: ID!) { artifact(id: $id) { ttlDurationSeconds } }"),
                    {{QStringLiteral("id"), id}})
                .data(QStringLiteral("artifact.ttlDurationSeconds"))
                .toInt(-1);
        };
        QCOMPARE(kept(), 3600);
        QCOMPARE(link(id), QString());
        QVERIFY(kept() <= 0);
        const QString shelf = m_ben
                                  ->ask(QStringLiteral("{ project(entityName: \"lab\", name: \"model-registry\") {"
                                                       " artifactCollection(name: \"m\") { id } } }"))
                                  .data(QStringLiteral("project.artifactCollection.id"))
                                  .toString();
        const QJsonObject unlinked{{QStringLiteral("artifactID"), id}, {QStringLiteral("artifactPortfolioID"), shelf}};
        QCOMPARE(m_ben->mutate("unlinkArtifact", unlinked, "success").errorCode(), QString());
        QVERIFY(kept() <= 0);
    }

    void aManifestThatIsNotSoundIsRefused()
    {
        const auto draft = m_ben->begin(QStringLiteral("net"), {{QStringLiteral("a"), "alpha"}});
        QCOMPARE(
            m_ben->sendManifest(draft, test::ArtifactClient::manifestOf({{QStringLiteral("../a"), "alpha"}})), 400);
        QCOMPARE(m_ben->sendManifest(draft, "no JSON"), 400);
        QCOMPARE(m_ben->commit(draft).errorCode(), QStringLiteral("CONFLICT"));
    }

    void aDigestOfOtherContentIsRefused()
    {
        const Files files{{QStringLiteral("a"), "alpha"}};
        const auto draft = m_ben->begin(QStringLiteral("net"), {{QStringLiteral("b"), "beta"}});
        const QJsonArray nodes = m_ben->announce(draft, files);
        QCOMPARE(m_ben->put(nodes[0][QLatin1String("node")][QLatin1String("uploadUrl")].toString(), "alpha"), 200);
        QCOMPARE(m_ben->sendManifest(draft, test::ArtifactClient::manifestOf(files)), 200);
        QCOMPARE(m_ben->commit(draft).errorCode(), QStringLiteral("CONFLICT"));
    }

    void theSameContentIsTheSameVersion()
    {
        const Files files{{QStringLiteral("a"), "alpha"}};
        const QString id = m_ben->log(QStringLiteral("net"), files);
        const auto again = m_ben->begin(QStringLiteral("net"), files,
            {{QStringLiteral("aliases"),
                QJsonArray{QJsonObject{{QStringLiteral("artifactCollectionName"), QStringLiteral("net")},
                    {QStringLiteral("alias"), QStringLiteral("best")}}}}});
        QCOMPARE(again.artifact, id);
        QCOMPARE(again.state, QStringLiteral("COMMITTED"));
        QCOMPARE(named(QStringLiteral("net:best")), id);
        // Known content of the project need not be sent again, and another collection has a version of its own.
        const auto other = m_ben->begin(QStringLiteral("other"), files);
        QVERIFY(other.artifact != id);
        const QJsonArray nodes = m_ben->announce(other, files);
        QVERIFY(nodes[0][QLatin1String("node")][QLatin1String("uploadUrl")].isNull());
    }

    void theSameRequestTwiceMakesOneVersion()
    {
        const Files files{{QStringLiteral("a"), "alpha"}};
        const QJsonObject client{{QStringLiteral("clientID"), QStringLiteral("c").repeated(128)}};
        const auto first = m_ben->begin(QStringLiteral("net"), files, client);
        QCOMPARE(m_ben->begin(QStringLiteral("net"), files, client).artifact, first.artifact);
    }

    void numbersGrowAndAliasesMove()
    {
        const QJsonObject latest{{QStringLiteral("aliases"),
            QJsonArray{QJsonObject{{QStringLiteral("artifactCollectionName"), QStringLiteral("net")},
                {QStringLiteral("alias"), QStringLiteral("latest")}}}}};
        const QString first = m_ben->log(QStringLiteral("net"), {{QStringLiteral("a"), "1"}}, latest);
        const QString second = m_ben->log(QStringLiteral("net"), {{QStringLiteral("a"), "2"}}, latest);
        QCOMPARE(named(QStringLiteral("net")), second);
        QCOMPARE(named(QStringLiteral("net:v0")), first);
        const QJsonObject input{{QStringLiteral("artifactID"), second}};
        QCOMPARE(m_ben->mutate("deleteArtifact", input, "artifact { id }").errorCode(), QStringLiteral("CONFLICT"));
        QJsonObject withAliases = input;
        withAliases.insert(QStringLiteral("deleteAliases"), true);
        QCOMPARE(m_ben->mutate("deleteArtifact", withAliases, "artifact { id }").errorCode(), QString());
        QCOMPARE(named(QStringLiteral("net:v1")), QString());
        const QString third = m_ben->log(QStringLiteral("net"), {{QStringLiteral("a"), "3"}}, latest);
        QVERIFY2(named(QStringLiteral("net:v2")) == third, "a number is never given twice");
    }

    void anIncrementKeepsTheRest()
    {
        const QString base =
            m_ben->log(QStringLiteral("net"), {{QStringLiteral("a"), "alpha"}, {QStringLiteral("b"), "beta"}});
        const Files more{{QStringLiteral("b"), "BETA"}, {QStringLiteral("c"), "gamma"}};
        const auto draft = m_ben->begin(QStringLiteral("net"), more);
        for (const QJsonValue edge : m_ben->announce(draft, more)) {
            const QJsonValue node = edge[QLatin1String("node")];
            QCOMPARE(m_ben->put(node[QLatin1String("uploadUrl")].toString(),
                         more.value(node[QLatin1String("name")].toString())),
                200);
        }
        const QByteArray manifest = test::ArtifactClient::manifestOf(more);
        const test::Reply created = m_ben->mutate("createArtifactManifest",
            {{QStringLiteral("entityName"), QStringLiteral("lab")},
                {QStringLiteral("projectName"), QStringLiteral("p")},
                {QStringLiteral("runName"), QStringLiteral("bens")}, {QStringLiteral("digest"), QString()},
                {QStringLiteral("name"), QStringLiteral("wandb_manifest.incremental.json")},
                {QStringLiteral("type"), QStringLiteral("INCREMENTAL")}, {QStringLiteral("artifactID"), draft.artifact},
                {QStringLiteral("baseArtifactID"), base}},
            "artifactManifest { id }");
        const test::Reply updated = m_ben->mutate("updateArtifactManifest",
            {{QStringLiteral("artifactManifestID"),
                 created.data(QStringLiteral("createArtifactManifest.artifactManifest.id"))},
                {QStringLiteral("digest"), test::ArtifactClient::md5(manifest)}},
            "artifactManifest { file { uploadUrl } }");
        QCOMPARE(m_ben->put(
                     updated.data(QStringLiteral("updateArtifactManifest.artifactManifest.file.uploadUrl")).toString(),
                     manifest),
            200);
        const Files whole{
            {QStringLiteral("a"), "alpha"}, {QStringLiteral("b"), "BETA"}, {QStringLiteral("c"), "gamma"}};
        QCOMPARE(m_ben->commit(draft).data(QStringLiteral("commitArtifact.artifact.digest")).toString(),
            test::ArtifactClient::digestOf(whole));
        for (auto it = whole.begin(); it != whole.end(); ++it)
            QCOMPARE(m_ben->fetch(m_ben->addressOf(draft.artifact, it.key())).body, it.value());
    }

    void aFileComesInParts()
    {
        const QByteArray one(70'000, 'x');
        const QByteArray two(30'000, 'y');
        const Files files{{QStringLiteral("big"), one + two}};
        const auto draft = m_ben->begin(QStringLiteral("net"), files);
        const QJsonArray parts{part(1, one), part(2, two)};
        const QJsonObject spec{{QStringLiteral("artifactID"), draft.artifact},
            {QStringLiteral("name"), QStringLiteral("big")},
            {QStringLiteral("md5"), test::ArtifactClient::md5(one + two)}, {QStringLiteral("uploadPartsInput"), parts}};
        const auto announce = [&] {
            return m_ben->mutate("createArtifactFiles", {{QStringLiteral("artifactFiles"), QJsonArray{spec}}},
                "files { edges { node { storagePath uploadMultipartUrls { uploadID uploadUrlParts { partNumber"
                " uploadUrl } } } } }");
        };
        const QJsonValue node = announce().data(QStringLiteral("createArtifactFiles.files.edges.0.node"));
        const QJsonValue upload = node[QLatin1String("uploadMultipartUrls")];
        const QJsonArray urls = upload[QLatin1String("uploadUrlParts")].toArray();
        QCOMPARE(urls.size(), 2);
        QCOMPARE(m_ben->put(urls[1][QLatin1String("uploadUrl")].toString(), two), 200);
        QCOMPARE(m_ben->put(urls[0][QLatin1String("uploadUrl")].toString(), two), 400);
        const QJsonObject complete{{QStringLiteral("completeMultipartAction"), QStringLiteral("Complete")},
            {QStringLiteral("completedParts"), parts}, {QStringLiteral("artifactID"), draft.artifact},
            {QStringLiteral("storagePath"), node[QLatin1String("storagePath")]},
            {QStringLiteral("uploadID"), upload[QLatin1String("uploadID")]}};
        QCOMPARE(m_ben->mutate("completeMultipartUploadArtifact", complete, "digest").errorCode(),
            QStringLiteral("INVALID"));
        QVERIFY(m_server->restart());
        QVERIFY2(announce().data(QStringLiteral("createArtifactFiles.files.edges.0.node.uploadMultipartUrls.uploadID"))
                == upload[QLatin1String("uploadID")],
            "the upload goes on where it was");
        QCOMPARE(m_ben->put(urls[0][QLatin1String("uploadUrl")].toString(), one), 200);
        { // A client that asks again while the parts are still being joined is told to come back.
            const auto claim = m_server->server().store().blobs().claimUpload(
                upload[QLatin1String("uploadID")].toString().toLongLong());
            QVERIFY(claim);
            QCOMPARE(m_ben->mutate("completeMultipartUploadArtifact", complete, "digest").status, 503);
        }
        for (int i = 0; i < 2; ++i) { // the second time the answer to the first got lost
            QCOMPARE(m_ben->mutate("completeMultipartUploadArtifact", complete, "digest")
                         .data(QStringLiteral("completeMultipartUploadArtifact.digest"))
                         .toString(),
                test::ArtifactClient::md5(one + two));
        }
        QCOMPARE(m_ben->sendManifest(draft, test::ArtifactClient::manifestOf(files)), 200);
        QCOMPARE(m_ben->commit(draft).errorCode(), QString());
        QCOMPARE(m_ben->fetch(m_ben->addressOf(draft.artifact, QStringLiteral("big"))).body, one + two);
    }

    /// `expected`: for ada, ben, cleo, vera, robot, olga, oscar: y allowed, n FORBIDDEN, - NOT_FOUND.
    void rolesDecideMutations_data()
    {
        QTest::addColumn<QString>("mutation");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *mutation, const char *expected) {
            QTest::newRow(name) << QString::fromLatin1(mutation) << QString::fromLatin1(expected);
        };
        row("create",
            "createArtifact(input: {entityName: \"lab\", projectName: \"p\", artifactTypeName: \"model\","
            " artifactCollectionNames: [\"n\"], digest: \"d\", digestAlgorithm: MANIFEST_MD5})"
            " { artifact { id } }",
            "yyyny--");
        row("create with retention",
            "createArtifact(input: {entityName: \"lab\", projectName: \"p\", artifactTypeName: \"model\","
            " artifactCollectionNames: [\"n\"], digest: \"d\", digestAlgorithm: MANIFEST_MD5, ttlDurationSeconds: 60})"
            " { artifact { id } }",
            "ynnnn--");
        row("type",
            "createArtifactType(input: {entityName: \"lab\", projectName: \"p\", name: \"t\"})"
            " { artifactType { id } }",
            "yyyny--");
        row("describe", "updateArtifact(input: {artifactID: \"ART\", description: \"d\"}) { artifact { id } }",
            "yyyny--");
        row("tag", "updateArtifact(input: {artifactID: \"ART\", tagsToAdd: [{tagName: \"t\"}]}) { artifact { id } }",
            "yyyny--");
        row("retention", "updateArtifact(input: {artifactID: \"ART\", ttlDurationSeconds: 60}) { artifact { id } }",
            "ynnnn--");
        row("alias",
            "addAliases(input: {artifactID: \"ART\", aliases: [{entityName: \"lab\", projectName: \"p\","
            " artifactCollectionName: \"net\", alias: \"x\"}]}) { success }",
            "yyyny--");
        row("no alias",
            "deleteAliases(input: {artifactID: \"ART\", aliases: [{entityName: \"lab\", projectName: \"p\","
            " artifactCollectionName: \"net\", alias: \"x\"}]}) { success }",
            "yyyny--");
        row("delete", "deleteArtifact(input: {artifactID: \"ART\"}) { artifact { id } }", "yyyny--");
        row("use",
            "useArtifact(input: {entityName: \"lab\", projectName: \"p\", runName: \"bens\","
            " artifactID: \"ART\"}) { artifact { id } }",
            "yyyny--");
        row("describe the collection",
            "updateArtifactSequence(input: {artifactSequenceID: \"SEQ\", description: \"d\"})"
            " { artifactCollection { id } }",
            "yyyny--");
        row("move the collection",
            "moveArtifactSequence(input: {artifactSequenceID: \"SEQ\", destinationArtifactTypeName: \"t\"})"
            " { artifactCollection { id } }",
            "yyyny--");
        row("delete the collection",
            "deleteArtifactSequence(input: {artifactSequenceID: \"SEQ\"}) { artifactCollection { state } }", "yyyny--");
        row("tag the collection",
            "createArtifactCollectionTagAssignments(input: {entityName: \"lab\", projectName: \"p\","
            " artifactCollectionName: \"net\", tags: [{tagName: \"t\"}]}) { tags { id } }",
            "yyyny--");
        row("link to the model registry",
            "linkArtifact(input: {artifactID: \"ART\", entityName: \"lab\", projectName: \"model-registry\","
            " artifactPortfolioName: \"m\"}) { versionIndex }",
            "yyyny--");
        row("model registry admin",
            "addWorkflowsAdmin(input: {entityName: \"lab\", adminType: MODEL,"
            " username: \"ben\"}) { success }",
            "ynnnnn-");
        row("protected aliases",
            "addProtectedAliases(input: {entityName: \"lab\", adminType: MODEL,"
            " aliases: [\"prod\"]}) { aliases }",
            "nnnnnn-");
        row("link to a registry",
            "linkArtifact(input: {artifactID: \"ART\", entityName: \"organization\","
            " projectName: \"wandb-registry-model\", artifactPortfolioName: \"m\"}) { versionIndex }",
            "nnnn---");
        row("new registry",
            "upsertModel(input: {entityName: \"organization\", name: \"wandb-registry-x\","
            " access: \"PRIVATE\"}) { inserted }",
            "yyynnyy");
        row("describe a registry",
            "upsertModel(input: {entityName: \"organization\", name: \"wandb-registry-model\","
            " description: \"d\"}) { inserted }",
            "nnnnnyn");
        row("protected aliases of registries",
            "addProtectedAliases(input: {entityName: \"organization\", adminType: MODEL, aliases: [\"prod\"]})"
            " { aliases }",
            "nnnn-yn");
    }
    void rolesDecideMutations()
    {
        QFETCH(QString, mutation);
        QFETCH(QString, expected);
        QString actual;
        for (const char *person : {"ada", "ben", "cleo", "vera", "robot", "olga", "oscar"}) {
            init(); // each on a fresh server: the mutation before may have changed everything
            const QString id = m_ben->log(QStringLiteral("net"), {{QStringLiteral("a"), "alpha"}});
            QVERIFY(!id.isEmpty());
            QString text = mutation;
            text.replace(QLatin1String("ART"), id).replace(QLatin1String("SEQ"), sequenceOf(id));
            const test::Reply reply =
                m_server->graphql(QLatin1String(person), QStringLiteral("mutation { ") + text + u'}');
            const QString code = reply.errorCode();
            actual += code.isEmpty()                 ? u'y'
                : code == QLatin1String("FORBIDDEN") ? u'n'
                : code == QLatin1String("NOT_FOUND") ? u'-'
                                                     : u'?';
        }
        QCOMPARE(actual, expected);
    }

    void contentIsForThoseWhoMayHaveIt()
    {
        const QString id = m_ben->log(QStringLiteral("net"), {{QStringLiteral("a"), "alpha"}});
        const QString hex = QString::fromLatin1(QCryptographicHash::hash("alpha", QCryptographicHash::Md5).toHex());
        const std::pair<const char *, int> people[] = {
            {"ada", 200}, {"ben", 200}, {"cleo", 200}, {"vera", 403}, {"robot", 200}, {"olga", 404}, {"oscar", 404}};
        const QStringList targets{QStringLiteral("/artifactsV2/default/lab/p/net/%1//%2/a").arg(id, hex),
            QStringLiteral("/artifactsV2/default/lab/p/net//%1/a").arg(hex),
            QStringLiteral("/artifacts/lab/%1").arg(hex)};
        for (const QString &target : targets) {
            for (const auto &[person, status] : people) {
                const test::Reply reply = m_server->request("GET", target.toLatin1(), QLatin1String(person), {});
                QVERIFY2(reply.status == status, qPrintable(QLatin1String(person) + target));
                QVERIFY(status == 200 ? reply.body == "alpha" : !reply.body.contains("alpha"));
            }
        }
        test::ArtifactClient vera(*m_server, QStringLiteral("vera"));
        QVERIFY2(vera.addressOf(id, QStringLiteral("a")).isEmpty(), "View-Only people get no address");
        test::ArtifactClient oscar(*m_server, QStringLiteral("oscar"));
        const QString query = QStringLiteral("query($id: ID!) { artifact(id: $id) { id digest } }");
        QCOMPARE(oscar.ask(query, {{QStringLiteral("id"), id}}).body,
            oscar.ask(query, {{QStringLiteral("id"), QStringLiteral("QXJ0aWZhY3Q6OTk5")}}).body);
    }

    void anAddressEndsWithTheRight()
    {
        test::ArtifactClient cleo(*m_server, QStringLiteral("cleo"));
        const QString id = m_ben->log(QStringLiteral("net"), {{QStringLiteral("a"), "alpha"}});
        const QString url = cleo.addressOf(id, QStringLiteral("a"));
        QCOMPARE(cleo.fetch(url).body, QByteArray("alpha"));
        QVERIFY(m_server->server()
                    .addMember(QStringLiteral("lab"), QStringLiteral("cleo"), domain::BaseRole::ViewOnly)
                    .ok());
        QVERIFY(cleo.fetch(url).status >= 401);
    }

    void aProtectedAliasKeepsAVersion()
    {
        const QString id = m_ben->log(QStringLiteral("net"), {{QStringLiteral("a"), "alpha"}});
        test::ArtifactClient ada(*m_server, QStringLiteral("ada"));
        const QJsonObject admin{{QStringLiteral("entityName"), QStringLiteral("lab")},
            {QStringLiteral("adminType"), QStringLiteral("MODEL")},
            {QStringLiteral("username"), QStringLiteral("ada")}};
        QVERIFY(ada.mutate("addWorkflowsAdmin", admin, "success").errorCode().isEmpty());
        const QJsonObject aliases{{QStringLiteral("entityName"), QStringLiteral("lab")},
            {QStringLiteral("adminType"), QStringLiteral("MODEL")},
            {QStringLiteral("aliases"), QJsonArray{QStringLiteral("prod")}}};
        QVERIFY(ada.mutate("addProtectedAliases", aliases, "aliases").errorCode().isEmpty());
        QJsonObject link{{QStringLiteral("artifactID"), id}, {QStringLiteral("entityName"), QStringLiteral("lab")},
            {QStringLiteral("projectName"), QStringLiteral("model-registry")},
            {QStringLiteral("artifactPortfolioName"), QStringLiteral("m")},
            {QStringLiteral("aliases"),
                QJsonArray{QJsonObject{{QStringLiteral("artifactCollectionName"), QStringLiteral("m")},
                    {QStringLiteral("alias"), QStringLiteral("prod")}}}}};
        QCOMPARE(m_ben->mutate("linkArtifact", link, "versionIndex").errorCode(), QStringLiteral("FORBIDDEN"));
        QCOMPARE(ada.mutate("linkArtifact", link, "versionIndex").errorCode(), QString());
        const QJsonObject version{{QStringLiteral("artifactID"), id}, {QStringLiteral("deleteAliases"), true}};
        QCOMPARE(ada.mutate("deleteArtifact", version, "artifact { id }").errorCode(), QStringLiteral("FORBIDDEN"));
        const QJsonObject sequence{{QStringLiteral("artifactSequenceID"), sequenceOf(id)}};
        QCOMPARE(ada.mutate("deleteArtifactSequence", sequence, "artifactCollection { id }").errorCode(),
            QStringLiteral("FORBIDDEN"));
        const QJsonObject alias{{QStringLiteral("artifactID"), id},
            {QStringLiteral("aliases"),
                QJsonArray{QJsonObject{{QStringLiteral("entityName"), QStringLiteral("lab")},
                    {QStringLiteral("projectName"), QStringLiteral("model-registry")},
                    {QStringLiteral("artifactCollectionName"), QStringLiteral("m")},
                    {QStringLiteral("alias"), QStringLiteral("prod")}}}}};
        QCOMPARE(m_ben->mutate("deleteAliases", alias, "success").errorCode(), QStringLiteral("FORBIDDEN"));
        QCOMPARE(ada.mutate("deleteAliases", alias, "success").errorCode(), QString());
        QCOMPARE(ada.mutate("deleteArtifact", version, "artifact { id }").errorCode(), QString());
    }

private:
    /// The id of the version of that name in lab/p; empty: there is none.
    QString named(const QString &name)
    {
        const QString query = QStringLiteral("query($n: String!) { project(entityName: \"lab\", name: \"p\") {"
                                             " artifactCollectionMembership(name: $n) { artifact { id } } } }");
        return m_ben->ask(query, {{QStringLiteral("n"), name}})
            .data(QStringLiteral("project.artifactCollectionMembership.artifact.id"))
            .toString();
    }
    QString sequenceOf(const QString &artifact)
    {
        return m_ben
            ->ask(QStringLiteral("query($id: ID!) { artifact(id: $id) { artifactSequence { id } } }"),
                {{QStringLiteral("id"), artifact}})
            .data(QStringLiteral("artifact.artifactSequence.id"))
            .toString();
    }
    static QJsonObject part(int number, const QByteArray &content)
    {
        return {{QStringLiteral("partNumber"), number},
            {QStringLiteral("hexMD5"),
                QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Md5).toHex())}};
    }

    std::unique_ptr<test::ServerFixture> m_server;
    std::unique_ptr<test::ArtifactClient> m_ben;
};

COHORT_TEST(TestArtifacts)
#include "testartifacts.moc"
