#include "serverfixture.h"
#include "support/testmain.h"

#include <QTest>

/// Who may do what, asked over the wire: role by mutation.
class TestAccessMatrix : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
        m_server->makeRun(QStringLiteral("ben"), lab(), QStringLiteral("p"), QStringLiteral("bens"));
        m_server->makeRun(QStringLiteral("cleo"), lab(), QStringLiteral("p"), QStringLiteral("cleos"));
    }

    /// `expected`: for ada, ben, cleo, vera, robot, olga, oscar: y allowed, n FORBIDDEN, - NOT_FOUND.
    void rolesDecideMutations_data()
    {
        QTest::addColumn<QString>("mutation");
        QTest::addColumn<QString>("expected");
        const QString run = QStringLiteral("id: \"%1\"").arg(runId("bens"));
        const auto row = [](const char *name, const QString &mutation, const char *expected) {
            QTest::newRow(name) << mutation << QString::fromLatin1(expected);
        };
        const auto text = [](const char *mutation) { return QString::fromLatin1(mutation); };
        row("delete ben's run", QStringLiteral("deleteRun(input: {%1}) { clientMutationId }").arg(run), "yynnn--");
        row("stop ben's run", QStringLiteral("stopRun(input: {%1}) { success }").arg(run), "yynnn--");
        row("rename ben's run", QStringLiteral("upsertBucket(input: {%1, displayName: \"x\"}) { inserted }").arg(run),
            "yyyny--");
        row("log into ben's run", QStringLiteral("upsertBucket(input: {%1, config: \"{}\"}) { inserted }").arg(run),
            "yyyny--");
        row("new run", text("upsertBucket(input: {entityName: \"lab\", modelName: \"p\", name: \"n\"}) { inserted }"),
            "yyynyn-");
        row("new project", text("upsertModel(input: {entityName: \"lab\", name: \"q\"}) { inserted }"), "yyynyn-");
        row("describe the project of ben",
            QStringLiteral("upsertModel(input: {id: \"%1\", description: \"d\"}) { inserted }").arg(projectId()),
            "yynnnn-"); // an organisation admin knows of the project

        row("restrict the project of ben",
            QStringLiteral("upsertModel(input: {id: \"%1\", access: \"RESTRICTED\"}) { inserted }").arg(projectId()),
            "yynnny-");
        row("delete the project of ben",
            QStringLiteral("deleteModel(input: {id: \"%1\"}) { success }").arg(projectId()), "yynnn--");
        row("invite", text("createInvite(input: {entityName: \"lab\", email: \"new@x.invalid\"}) { success }"),
            "ynnnny-");
        row("change a role",
            QStringLiteral("updateMember(input: {entityName: \"lab\", user: \"%1\", role: \"admin\"})"
                           " { member { role } }")
                .arg(userId("cleo")),
            "ynnnny-");
        row("remove a member",
            QStringLiteral("deleteInvite(input: {entityName: \"lab\", id: \"%1\"}) { success }").arg(userId("cleo")),
            "ynnnny-");
        row("service account",
            text("createServiceAccount(input: {entityName: \"lab\", description: \"bot\"}) { user { id } }"),
            "ynnnnn-");
        row("settings", text("updateEntity(input: {entity: \"lab\", privateOnly: true}) { entity { name } }"),
            "ynnnnn-");
        row("files",
            text("createRunFiles(input: {entityName: \"lab\", projectName: \"p\", runName: \"bens\", files: [\"a\"]})"
                 " { files { name } }"),
            "yyyny--");
    }
    void rolesDecideMutations()
    {
        QFETCH(QString, mutation);
        QFETCH(QString, expected);
        const char *people[] = {"ada", "ben", "cleo", "vera", "robot", "olga", "oscar"};
        QString actual;
        for (const char *person : people) {
            init(); // each on a fresh server: the mutation before may have changed everything
            const test::Reply reply =
                m_server->graphql(QLatin1String(person), QStringLiteral("mutation { ") + mutation + u'}');
            const QString code = reply.errorCode();
            if (code.isEmpty())
                actual += u'y';
            else
                actual += code == QLatin1String("FORBIDDEN") ? u'n' : code == QLatin1String("NOT_FOUND") ? u'-' : u'?';
        }
        QCOMPARE(actual, expected);
    }

    void notVisibleAndNotExistingAreTheSameAnswer()
    {
        const auto ask = [this](const char *project) {
            return m_server
                ->graphql(QStringLiteral("oscar"),
                    QStringLiteral("{ project(entityName: \"lab\", name: \"%1\") { id name runs { totalCount } } }")
                        .arg(QLatin1String(project)))
                .body;
        };
        QCOMPARE(ask("p"), ask("never-made"));
        const auto log = [this](const char *project) {
            return m_server
                ->graphql(QStringLiteral("oscar"),
                    QStringLiteral("mutation { upsertBucket(input: {entityName: \"lab\", modelName: \"%1\", name: "
                                   "\"z\"}) { inserted } }")
                        .arg(QLatin1String(project)))
                .body;
        };
        QCOMPARE(log("p"), log("never-made"));
    }

    void aRefusalSaysWhyAndWhoCanHelp()
    {
        const test::Reply reply = m_server->graphql(QStringLiteral("cleo"),
            QStringLiteral("mutation { deleteRun(input: {id: \"%1\"}) { clientMutationId } }").arg(runId("bens")));
        const QJsonValue error = reply.json().value(QLatin1String("errors"))[0];
        QCOMPARE(error[QLatin1String("extensions")][QLatin1String("code")].toString(), QStringLiteral("FORBIDDEN"));
        QCOMPARE(error[QLatin1String("extensions")][QLatin1String("reason")].toString(), QStringLiteral("NotOwner"));
        QCOMPARE(error[QLatin1String("extensions")][QLatin1String("action")].toString(), QStringLiteral("run.delete"));
        QVERIFY(error[QLatin1String("message")].toString().contains(QStringLiteral("ada")));
    }

    void aRefusedMutationLeavesNothingBehind()
    {
        const QString both = QStringLiteral(
            "mutation { a: createInvite(input: {entityName: \"lab\", email: \"n@x.invalid\"}) { success }"
            " b: updateMember(input: {entityName: \"lab\", user: \"%1\", role: \"viewer\"}) { member { role } } }")
                                 .arg(userId("ada"));
        const test::Reply reply = m_server->graphql(QStringLiteral("ada"), both);
        QVERIFY(reply.data(QStringLiteral("a.success")).toBool());
        QVERIFY2(reply.data(QStringLiteral("b")).isNull(), "the last admin stays admin");
        const test::Reply after = m_server->graphql(
            QStringLiteral("ada"), QStringLiteral("{ entity(name: \"lab\") { members { username role } } }"));
        QVERIFY(after.body.contains("\"admin\",\"username\":\"ada\"") || after.body.contains("\"role\":\"admin\""));
    }

private:
    static QString lab() { return QStringLiteral("lab"); }
    static QString runId(const char *run) { return encoded(QStringLiteral("Run:v1:%1:p:lab").arg(QLatin1String(run))); }
    static QString encoded(const QString &text) { return QString::fromLatin1(text.toUtf8().toBase64()); }
    static QString projectId() { return encoded(QStringLiteral("Project:v1:p:lab")); }
    /// Users are numbered in the order in which the fixture makes them.
    static QString userId(const char *username)
    {
        const QStringList order{QStringLiteral("ada"), QStringLiteral("ben"), QStringLiteral("cleo"),
            QStringLiteral("oscar"), QStringLiteral("vera"), QStringLiteral("olga"), QStringLiteral("robot")};
        return encoded(QStringLiteral("User:%1").arg(order.indexOf(QLatin1String(username)) + 1));
    }

    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestAccessMatrix)
#include "testaccessmatrix.moc"
