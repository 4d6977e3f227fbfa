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

    /// Whoever deletes where a version came from does not empty the shelves of a registry, which others keep.
    void aProjectOrTeamKeepsWhatARegistryShows()
    {
        test::ServerFixture server;
        QVERIFY(server.isSound());
        server.makeRun(QStringLiteral("ada"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("adas"));
        server.makeRun(QStringLiteral("ada"), QStringLiteral("lab"), QStringLiteral("bare"), QStringLiteral("adas"));
        test::ArtifactClient ben(server, QStringLiteral("ben"));
        const QString artifact = ben.log(QStringLiteral("net"), {{QStringLiteral("a"), "alpha"}});
        QVERIFY(makeRegistry(server, "strict", artifact));
        const auto isShown = [&] {
            return shelfOf(server, "strict").data(QStringLiteral("project.artifactCollection.artifacts.totalCount"));
        };
        const QString deletesTeam = QStringLiteral("mutation { deleteTeam(input: {teamName: \"lab\"}) { success } }");
        QCOMPARE(remove(server, "ada", "lab", "p").errorCode(), QStringLiteral("FORBIDDEN"));
        QCOMPARE(ask(server, "olga", deletesTeam), QStringLiteral("FORBIDDEN"));
        QCOMPARE(ask(server, "ben",
                     R"(mutation { addProtectedAliases(input: {entityName: "organization",
                        projectName: "wandb-registry-strict", adminType: MODEL, aliases: ["prod"]}) { aliases } })"),
            QString());
        QCOMPARE(setAlias(server, "ben", "strict", artifact), QString());
        QVERIFY(remove(server, "ada", "lab", "p").body.contains("protected as prod"));
        QVERIFY(server.graphql(QStringLiteral("olga"), deletesTeam).body.contains("protected as prod"));
        QCOMPARE(isShown().toInt(), 1);
        QCOMPARE(remove(server, "ada", "lab", "bare").errorCode(), QString()); // nothing is linked from there
        QVERIFY(unlink(server, "strict", artifact, "ben").isEmpty());
        QCOMPARE(isShown().toInt(), 0);
        QCOMPARE(remove(server, "ada", "lab", "p").errorCode(), QString());
        QCOMPARE(ask(server, "olga", deletesTeam), QString());
    }

    /// What is protected there is not a team admin's (6.2), be it by another name or together with all of it.
    void aTeamsModelRegistryStaysWhatItIs()
    {
        test::ServerFixture server;
        QVERIFY(server.isSound());
        server.makeRun(QStringLiteral("ada"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("adas"));
        test::ArtifactClient ben(server, QStringLiteral("ben"));
        test::ArtifactClient ada(server, QStringLiteral("ada"));
        const QString artifact = ben.log(QStringLiteral("net"), {{QStringLiteral("a"), "alpha"}});
        const QJsonObject link{{QStringLiteral("artifactID"), artifact},
            {QStringLiteral("projectName"), QStringLiteral("model-registry")},
            {QStringLiteral("artifactPortfolioName"), QStringLiteral("m")}};
        QCOMPARE(ben.mutate("linkArtifact", withTeam(link), "versionIndex").errorCode(), QString());
        const QJsonObject flag{{QStringLiteral("adminType"), QStringLiteral("MODEL")},
            {QStringLiteral("username"), QStringLiteral("ben")}};
        QCOMPARE(ada.mutate("addWorkflowsAdmin", withTeam(flag), "success").errorCode(), QString());
        const QJsonObject list{{QStringLiteral("adminType"), QStringLiteral("MODEL")},
            {QStringLiteral("aliases"), QJsonArray{QStringLiteral("prod")}}};
        QCOMPARE(ben.mutate("addProtectedAliases", withTeam(list), "aliases").errorCode(), QString());
        const QJsonObject alias{{QStringLiteral("artifactID"), artifact},
            {QStringLiteral("aliases"),
                QJsonArray{QJsonObject{{QStringLiteral("entityName"), QStringLiteral("lab")},
                    {QStringLiteral("projectName"), QStringLiteral("model-registry")},
                    {QStringLiteral("artifactCollectionName"), QStringLiteral("m")},
                    {QStringLiteral("alias"), QStringLiteral("prod")}}}}};
        QCOMPARE(ben.mutate("addAliases", alias, "success").errorCode(), QString());
        QCOMPARE(ada.mutate("deleteAliases", alias, "success").errorCode(), QStringLiteral("FORBIDDEN"));
        const auto rename = [&](const char *from, const char *to) {
            const QJsonObject names{{QStringLiteral("oldProjectName"), QLatin1String(from)},
                {QStringLiteral("newProjectName"), QLatin1String(to)}};
            return ada.mutate("renameProject", withTeam(names), "inserted").errorCode();
        };
        QCOMPARE(rename("model-registry", "plain"), QStringLiteral("CONFLICT"));
        QCOMPARE(remove(server, "ada", "lab", "model-registry").errorCode(), QStringLiteral("FORBIDDEN"));
        QCOMPARE(remove(server, "ada", "lab", "p").errorCode(), QStringLiteral("FORBIDDEN"));
        QCOMPARE(ben.mutate("deleteAliases", alias, "success").errorCode(), QString());
        QCOMPARE(remove(server, "ada", "lab", "p").errorCode(), QStringLiteral("FORBIDDEN")); // linked still
        QCOMPARE(remove(server, "ada", "lab", "model-registry").errorCode(), QString());
        QCOMPARE(rename("p", "model-registry"), QStringLiteral("CONFLICT"));
        QCOMPARE(remove(server, "ada", "lab", "p").errorCode(), QString());
    }

    /// A link of any member moves it, so that nobody could keep it.
    void latestIsNobodysToProtect()
    {
        test::ServerFixture server;
        QVERIFY(server.isSound());
        for (const char *place : {"organization", "lab"}) {
            const QString text = QStringLiteral("mutation { addProtectedAliases(input: {entityName: \"%1\","
                                                " adminType: MODEL, aliases: [\"latest\"]}) { aliases } }");
            QVERIFY(server.execute(QStringLiteral("INSERT OR IGNORE INTO model_registry_admins(entity, user) SELECT"
                                                  " entities.id, users.id FROM entities, users WHERE entities.name ="
                                                  " 'lab' AND username = 'ada'")));
            const char *admin = qstrcmp(place, "lab") == 0 ? "ada" : "olga";
            QCOMPARE(ask(server, admin, text.arg(QLatin1String(place))), QStringLiteral("INVALID"));
        }
    }

    /// Section 8.3: always of the whole organisation. An owner would make it one that people made.
    void aBuiltInRegistryHasNoOwnerAndStaysOpen()
    {
        test::ServerFixture server;
        QVERIFY(server.isSound());
        const QString id = server.graphql(QStringLiteral("olga"), QStringLiteral("{ viewer { id } }"))
                               .data(QStringLiteral("viewer.id"))
                               .toString();
        const QString change = QStringLiteral("mutation { upsertModel(input: {entityName: \"organization\","
                                              " name: \"wandb-registry-model\", %1}) { inserted } }");
        QCOMPARE(ask(server, "olga", change.arg(QStringLiteral("owner: \"%1\"").arg(id))), QStringLiteral("CONFLICT"));
        QCOMPARE(ask(server, "olga", change.arg(QStringLiteral("access: \"RESTRICTED\""))), QStringLiteral("CONFLICT"));
    }

private:
    static QJsonObject withTeam(QJsonObject input)
    {
        input.insert(QStringLiteral("entityName"), QStringLiteral("lab"));
        return input;
    }

    static test::Reply remove(test::ServerFixture &server, const char *person, const char *team, const char *project)
    {
        const QByteArray id = QByteArray("Project:v1:") + project + ':' + team;
        return server.graphql(QLatin1String(person),
            QStringLiteral("mutation { deleteModel(input: {id: \"%1\"}) { success } }")
                .arg(QLatin1String(id.toBase64())));
    }

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

    static test::Reply shelfOf(test::ServerFixture &server, const char *name)
    {
        return server.graphql(QStringLiteral("cleo"),
            QStringLiteral("{ project(entityName: \"organization\", name: \"wandb-registry-%1\")"
                           " { artifactCollection(name: \"shelf\") { id artifacts { totalCount } } } }")
                .arg(QLatin1String(name)));
    }

    static QString unlink(
        test::ServerFixture &server, const char *name, const QString &artifact, const char *person = "cleo")
    {
        const QString shelf = shelfOf(server, name).data(QStringLiteral("project.artifactCollection.id")).toString();
        const QString text = QStringLiteral("mutation { unlinkArtifact(input: {artifactID: \"%1\","
                                            " artifactPortfolioID: \"%2\"}) { success } }");
        return ask(server, person, text.arg(artifact, shelf));
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
