#include "serverfixture.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QTest>

/// Automations and webhooks: kept, listed, refused where this server cannot do what they ask for.
class TestAutomations : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
        m_server->makeRun(QStringLiteral("ben"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("r"));
    }

    void anAutomationIsKeptListedChangedAndDeleted()
    {
        const QString webhook = makeWebhook("https://hooks.invalid/secret/path")
                                    .data(QStringLiteral("createGenericWebhookIntegration.integration.id"))
                                    .toString();
        const test::Reply made = make("GENERIC_WEBHOOK",
            QStringLiteral("{genericWebhookActionInput: {integrationID: \"%1\", requestPayload: \"{}\"}}")
                .arg(webhook));
        const QString id = made.data(QStringLiteral("createFilterTrigger.trigger.id")).toString();
        QVERIFY2(!id.isEmpty(), made.body.constData());
        const QString fields =
            QStringLiteral("id name enabled scope { __typename ... on Project { name } } triggeringCondition { ... on"
                           " FilterEventTriggeringCondition { eventType filter } } triggeredAction { __typename ... on"
                           " GenericWebhookTriggeredAction { integration { ... on GenericWebhookIntegration { name "
                           "urlEndpoint } } } }");
        const auto listed = [&](const char *person) {
            return m_server->graphql(QLatin1String(person),
                QStringLiteral("{ entity(name: \"lab\") { triggers { totalCount edges { node { %1 } } } } }")
                    .arg(fields));
        };
        const QJsonValue node = listed("ada").data(QStringLiteral("entity.triggers.edges.0.node"));
        QCOMPARE(node[QLatin1String("scope")][QLatin1String("name")].toString(), QStringLiteral("p"));
        QCOMPARE(node[QLatin1String("triggeringCondition")][QLatin1String("filter")].toString(),
            QStringLiteral("{\"run_filter\": \"{}\"}"));
        const auto address = [](const QJsonValue &trigger) {
            return trigger[QLatin1String("triggeredAction")][QLatin1String("integration")][QLatin1String("urlEndpoint")]
                .toString();
        };
        QCOMPARE(address(node), QStringLiteral("https://hooks.invalid/secret/path"));
        QCOMPARE(address(listed("ben").data(QStringLiteral("entity.triggers.edges.0.node"))),
            QStringLiteral("https://hooks.invalid"));
        QCOMPARE(listed("oscar").data(QStringLiteral("entity.triggers.totalCount")).toInt(), 0);

        const auto ask = [&](const QString &mutation) {
            return m_server->graphql(QStringLiteral("ada"), QStringLiteral("mutation { ") + mutation + u'}')
                .errorCode();
        };
        QCOMPARE(
            ask(QStringLiteral("updateFilterTrigger(input: {id: \"%1\", enabled: false}) { trigger { id } }").arg(id)),
            QString());
        QVERIFY(!listed("ada").data(QStringLiteral("entity.triggers.edges.0.node.enabled")).toBool(true));
        // With the webhook goes what would use it.
        QCOMPARE(ask(QStringLiteral("deleteIntegration(input: {id: \"%1\"}) { success }").arg(webhook)), QString());
        QCOMPARE(listed("ada").data(QStringLiteral("entity.triggers.totalCount")).toInt(-1), 0);
        QCOMPARE(ask(QStringLiteral("deleteTrigger(input: {triggerID: \"%1\"}) { success }").arg(id)),
            QStringLiteral("NOT_FOUND"));
    }

    void whatThisServerCannotDoIsSaid()
    {
        const test::Reply queue =
            make("QUEUE_JOB", QStringLiteral("{queueJobActionInput: {queueID: \"x\", template: \"{}\"}}"));
        QCOMPARE(queue.errorCode(), QStringLiteral("INVALID"));
        QVERIFY(queue.body.contains("launch queues"));
        QCOMPARE(make("NOTIFICATION", QStringLiteral("{notificationActionInput: {integrationID: \"x\"}}")).errorCode(),
            QStringLiteral("INVALID"));
        QCOMPARE(makeWebhook("file:///etc/passwd").errorCode(), QStringLiteral("INVALID"));
        QCOMPARE(make("NO_OP", QStringLiteral("{}"), "[1]").errorCode(), QStringLiteral("INVALID"));
    }

    void aNameThatIsTakenIsRefusedHoweverItIsGiven()
    {
        const auto update = [this](const QString &id, const char *fields) {
            return m_server->graphql(QStringLiteral("ada"),
                QStringLiteral("mutation { updateFilterTrigger(input: {id: \"%1\", %2}) { trigger { name } } }")
                    .arg(id, QLatin1String(fields)));
        };
        const test::Reply first = make("NO_OP", QStringLiteral("{}"));
        const QString id = first.data(QStringLiteral("createFilterTrigger.trigger.id")).toString();
        QCOMPARE(make("NO_OP", QStringLiteral("{}")).status, 409);
        QCOMPARE(update(id, "name: \"other\"").status, 200);
        const QString second =
            make("NO_OP", QStringLiteral("{}")).data(QStringLiteral("createFilterTrigger.trigger.id")).toString();
        const test::Reply refused = update(second, "name: \"other\"");
        QCOMPARE(refused.status, 409);
        QCOMPARE(refused.errorCode(), QStringLiteral("CONFLICT"));
        QCOMPARE(update(second, "name: \"n\", enabled: false").status, 200); // its own
    }

private:
    test::Reply makeWebhook(const char *url)
    {
        return m_server->graphql(QStringLiteral("ada"),
            QStringLiteral("mutation { createGenericWebhookIntegration(input: {entityName: \"lab\", name: \"hook\","
                           " urlEndpoint: \"%1\"}) { integration { id } } }")
                .arg(QLatin1String(url)));
    }
    test::Reply make(const char *type, const QString &config, const char *filter = R"({"run_filter": "{}"})")
    {
        QString text = QStringLiteral(
            "mutation($filter: JSONString!) { createFilterTrigger(input: {name: \"n\", enabled: true, scopeType: "
            "PROJECT,"
            " scopeID: \"%1\", eventFilter: $filter, triggeringEventType: RUN_STATE, triggeredActionType: %2,"
            " triggeredActionConfig: %3}) { trigger { id } } }");
        const QString project = QString::fromLatin1(QByteArray("Project:v1:p:lab").toBase64());
        return m_server->graphql(QStringLiteral("ada"), text.arg(project, QLatin1String(type), config),
            {{QStringLiteral("filter"), QString::fromLatin1(filter)}});
    }

    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestAutomations)
#include "testautomations.moc"
