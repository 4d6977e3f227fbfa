#include "artifactclient.h"
#include "server/storeschema.h"
#include "sqlite/database.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QTest>
#include <algorithm>

namespace {

constexpr char ownLists[] = "protected aliases of each registry"; ///< the step that makes them

} // namespace

/// Each registry has its own list of protected aliases.
class TestProtectedAliases : public QObject
{
    Q_OBJECT

private slots:
    void aListCountsInItsRegistryOnly()
    {
        test::ServerFixture server;
        QVERIFY(server.isSound());
        server.makeRun(QStringLiteral("ben"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("bens"));
        test::ArtifactClient ben(server, QStringLiteral("ben"));
        const QString artifact = ben.log(QStringLiteral("net"), {{QStringLiteral("a"), "alpha"}});
        for (const char *name : {"strict", "loose"})
            QVERIFY(makeRegistry(server, name, artifact));
        QCOMPARE(ask(server, "ben",
                     R"(mutation { addProtectedAliases(input: {entityName: "organization",
                        projectName: "wandb-registry-strict", adminType: MODEL, aliases: ["prod"]}) { aliases } })"),
            QString());
        QCOMPARE(setAlias(server, "cleo", "strict", artifact), QStringLiteral("FORBIDDEN"));
        QCOMPARE(setAlias(server, "cleo", "loose", artifact), QString());
        QCOMPARE(aliases(server, "strict"), QJsonArray{QStringLiteral("prod")});
        QCOMPARE(aliases(server, "loose"), QJsonArray());
        // Upon "loose" it is an ordinary alias, which holds nothing back.
        QCOMPARE(unlink(server, "loose", artifact), QString());
        QCOMPARE(setAlias(server, "ben", "strict", artifact), QString());
        QCOMPARE(unlink(server, "strict", artifact), QStringLiteral("FORBIDDEN"));
    }

    void allRegistriesAreForWhoIsAdminInAllOfThem()
    {
        test::ServerFixture server;
        QVERIFY(server.isSound());
        const char *inAll = R"(mutation { addProtectedAliases(input: {entityName: "organization", adminType: MODEL,
                               aliases: ["prod"]}) { aliases } })";
        QCOMPARE(ask(server, "ben", inAll), QStringLiteral("FORBIDDEN"));
        QCOMPARE(ask(server, "olga", inAll), QString());
        for (const char *name : {"model", "dataset"})
            QCOMPARE(aliases(server, name), QJsonArray{QStringLiteral("prod")});
    }

    void theListThatCountedInAllIsInEach()
    {
        const auto steps = server::storeMigrations();
        const auto step = std::find_if(steps.begin(), steps.end(),
            [](const sqlite::Migration &each) { return QLatin1String(each.name) == QLatin1String(ownLists); });
        QVERIFY(step != steps.end());
        const sqlite::OpenOptions options{server::storeApplicationId, sqlite::Sync::Full, false, true};
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("server.db"));
        {
            const auto old =
                sqlite::Database::open(path, steps.first(static_cast<size_t>(step - steps.begin())), options);
            QVERIFY(old);
            for (const char *sql : {"INSERT INTO entities(id, name, kind, created_at)"
                                    " VALUES(1, 'organization', 'organization', 0), (2, 'lab', 'team', 0)",
                     "INSERT INTO projects(id, entity, name, description, access, created_at, updated_at)"
                     " VALUES(1, 1, 'wandb-registry-model', '', 'PRIVATE', 0, 0),"
                     " (2, 1, 'wandb-registry-x', '', 'PRIVATE', 0, 0), (3, 2, 'p', '', 'PRIVATE', 0, 0)",
                     "INSERT INTO protected_aliases(entity, alias) VALUES(1, 'prod'), (2, 'stage')"})
                QVERIFY2((*old)->execute(QLatin1String(sql)), sql);
        }
        const auto now = sqlite::Database::open(path, steps, options);
        QVERIFY(now);
        auto rows =
            (*now)->prepare(QStringLiteral("SELECT (SELECT group_concat(project || alias) FROM registry_aliases),"
                                           " (SELECT group_concat(entity || alias) FROM protected_aliases)"));
        QVERIFY(rows && rows->step());
        QCOMPARE(rows->text(0), QStringLiteral("1prod,2prod"));
        QCOMPARE(rows->text(1), QStringLiteral("2stage"));
    }

private:
    /// The code of the refusal; empty: done.
    static QString ask(test::ServerFixture &server, const char *person, const QString &text)
    {
        return server.graphql(QLatin1String(person), text).errorCode();
    }
    static QString ask(test::ServerFixture &server, const char *person, const char *text)
    {
        return ask(server, person, QString::fromLatin1(text));
    }

    /// A registry of ben's where cleo is a member and the version is linked to the collection "shelf".
    static bool makeRegistry(test::ServerFixture &server, const char *name, const QString &artifact)
    {
        const QString registry = QLatin1String("wandb-registry-") + QLatin1String(name);
        const test::Reply made = server.graphql(QStringLiteral("ben"),
            QStringLiteral("mutation { upsertModel(input: {entityName: \"organization\", name: \"%1\","
                           " access: \"PRIVATE\"}) { model { id } } }")
                .arg(registry));
        const QString id = made.data(QStringLiteral("upsertModel.model.id")).toString();
        const QString cleo = server.graphql(QStringLiteral("cleo"), QStringLiteral("{ viewer { id } }"))
                                 .data(QStringLiteral("viewer.id"))
                                 .toString();
        const QString added = QStringLiteral(
            "mutation { createProjectMembers(input: {projectId: \"%1\", userIds: [\"%2\"]}) { success } }");
        const QString role = QStringLiteral("mutation { updateProjectMember(input: {projectId: \"%1\", userId: \"%2\","
                                            " userProjectRole: \"member\"}) { success } }");
        const QString linked =
            QStringLiteral("mutation { linkArtifact(input: {artifactID: \"%1\", entityName:"
                           " \"organization\", projectName: \"%2\", artifactPortfolioName: \"shelf\"})"
                           " { versionIndex } }");
        return ask(server, "ben", added.arg(id, cleo)).isEmpty() && ask(server, "ben", role.arg(id, cleo)).isEmpty()
            && ask(server, "ben", linked.arg(artifact, registry)).isEmpty();
    }

    static QString setAlias(test::ServerFixture &server, const char *person, const char *name, const QString &artifact)
    {
        const QString text = QStringLiteral("mutation { addAliases(input: {artifactID: \"%1\", aliases: [{entityName:"
                                            " \"organization\", projectName: \"wandb-registry-%2\","
                                            " artifactCollectionName: \"shelf\", alias: \"prod\"}]}) { success } }");
        return ask(server, person, text.arg(artifact, QLatin1String(name)));
    }

    static QString unlink(test::ServerFixture &server, const char *name, const QString &artifact)
    {
        const QString shelf =
            server
                .graphql(QStringLiteral("cleo"),
                    QStringLiteral("{ project(entityName: \"organization\", name: \"wandb-registry-%1\")"
                                   " { artifactCollection(name: \"shelf\") { id } } }")
                        .arg(QLatin1String(name)))
                .data(QStringLiteral("project.artifactCollection.id"))
                .toString();
        const QString text = QStringLiteral("mutation { unlinkArtifact(input: {artifactID: \"%1\","
                                            " artifactPortfolioID: \"%2\"}) { success } }");
        return ask(server, "cleo", text.arg(artifact, shelf));
    }

    static QJsonArray aliases(test::ServerFixture &server, const char *name)
    {
        const QString text = QStringLiteral("{ project(entityName: \"organization\", name: \"wandb-registry-%1\")"
                                            " { protectedAliases } }");
        return server.graphql(QStringLiteral("ben"), text.arg(QLatin1String(name)))
            .data(QStringLiteral("project.protectedAliases"))
            .toArray();
    }
};

COHORT_TEST(TestProtectedAliases)
#include "testprotectedaliases.moc"
