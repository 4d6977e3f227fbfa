#include "serverfixture.h"
#include "support/testmain.h"

#include <QTest>

/// What a refusal says, and what it leaves behind.
class TestRefusals : public QObject
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

    void strangersAreNotToldWhoTheAdminsAre()
    {
        const auto invite = [this](const char *team) {
            return m_server->graphql(QStringLiteral("oscar"),
                QStringLiteral(
                    "mutation { createInvite(input: {entityName: \"%1\", email: \"x@x.invalid\"}) { success } }")
                    .arg(QLatin1String(team)));
        };
        const test::Reply reply = invite("lab");
        QCOMPARE(reply.errorCode(), QStringLiteral("NOT_FOUND"));
        QVERIFY2(!reply.body.contains("ada"), reply.body.constData());
        QCOMPARE(reply.body, invite("never-made").body);
    }

    void unknownFieldsOfAnInputAreRefused()
    {
        const test::Reply reply = m_server->graphql(QStringLiteral("ada"),
            QStringLiteral("mutation { updateMember(input: {entityName: \"lab\", user: \"x\", role: \"admin\", owner: "
                           "true}) { member { role } } }"));
        QCOMPARE(reply.status, 400);
        const QString query =
            QStringLiteral("mutation($i: CreateInviteInput!) { createInvite(input: $i) { success } }");
        const QJsonObject input{{QStringLiteral("entityName"), lab()},
            {QStringLiteral("email"), QStringLiteral("x@x.y")}, {QStringLiteral("isOwner"), true}};
        QCOMPARE(m_server->graphql(QStringLiteral("ada"), query, {{QStringLiteral("i"), input}}).status, 400);
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

COHORT_TEST(TestRefusals)
#include "testrefusals.moc"
