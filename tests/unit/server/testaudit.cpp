#include "artifactclient.h"
#include "graphql/schema.h"
#include "server/audit.h"
#include "server/globalid.h"
#include "server/store.h"
#include "server/storequery.h"
#include "support/testmain.h"

#include <QFile>
#include <QJsonArray>
#include <QSet>
#include <QTest>
#include <utility>

/// Who did what, when, from where, allowed or refused.
class TestAudit : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
    }

    void aChangeAndARefusalEachHaveALine()
    {
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        invite("ada");
        invite("ben");
        const QJsonArray lines = log("olga");
        QCOMPARE(lines.size() >= 2, true);
        const QJsonValue refused = lines[0][QLatin1String("node")];
        const QJsonValue allowed = lines[1][QLatin1String("node")];
        QCOMPARE(allowed[QLatin1String("actor")].toString(), QStringLiteral("ada"));
        QCOMPARE(allowed[QLatin1String("act")].toString(), QStringLiteral("createInvite"));
        QCOMPARE(allowed[QLatin1String("object")].toString(), QStringLiteral("n@x.invalid"));
        QCOMPARE(allowed[QLatin1String("peer")].toString(), QStringLiteral("127.0.0.1"));
        QCOMPARE(allowed[QLatin1String("way")].toString(), QStringLiteral("graphql"));
        QCOMPARE(allowed[QLatin1String("isAllowed")].toBool(), true);
        const QDateTime at = QDateTime::fromString(allowed[QLatin1String("at")].toString(), Qt::ISODateWithMs);
        QVERIFY(at.toMSecsSinceEpoch() >= before && at.timeSpec() == Qt::UTC);
        QCOMPARE(refused[QLatin1String("actor")].toString(), QStringLiteral("ben"));
        QCOMPARE(refused[QLatin1String("isAllowed")].toBool(true), false);
        QCOMPARE(refused[QLatin1String("reason")].toString(), QStringLiteral("SettingOff"));
    }

    /// What is deleted has no id any more that could be looked up.
    void linesSayInWordsWhatTheChangeWasAbout()
    {
        m_server->makeRun(QStringLiteral("ben"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("r"));
        test::ArtifactClient ben(*m_server, QStringLiteral("ben"));
        test::ArtifactClient ada(*m_server, QStringLiteral("ada"));
        const qsizetype before = log("olga").size();
        const QString version = ben.log(QStringLiteral("net"), {{QStringLiteral("a"), "alpha"}});
        QCOMPARE(log("olga").size(), before); // logging artifacts leaves none, either
        const QJsonObject removed{{QStringLiteral("artifactID"), version}, {QStringLiteral("deleteAliases"), true}};
        QCOMPARE(ben.mutate("deleteArtifact", removed, "artifact { id }").errorCode(), QString());
        QCOMPARE(newest().value(QLatin1String("object")).toString(), QStringLiteral("version lab/p/net:v0"));
        const QJsonObject role{{QStringLiteral("entityName"), QStringLiteral("lab")},
            {QStringLiteral("user"), idOf("cleo")}, {QStringLiteral("role"), QStringLiteral("admin")}};
        QCOMPARE(ada.mutate("updateMember", role, "member { id }").errorCode(), QString());
        QCOMPARE(newest().value(QLatin1String("object")).toString(), QStringLiteral("user cleo"));
        QCOMPARE(newest().value(QLatin1String("detail"))[QLatin1String("role")].toString(), QStringLiteral("admin"));
        const QJsonObject shown{{QStringLiteral("entity"), QStringLiteral("lab")},
            {QStringLiteral("settings"), QJsonObject{{QStringLiteral("hidden"), true}}}};
        QCOMPARE(ada.mutate("updateEntity", shown, "entity { name }").errorCode(), QString());
        QCOMPARE(newest().value(QLatin1String("object")).toString(), QStringLiteral("team lab"));
        QCOMPARE(newest().value(QLatin1String("detail"))[QLatin1String("settings")][QLatin1String("hidden")],
            QJsonValue(true));
        const QString key = ben.ask(QStringLiteral("{ viewer { apiKeys { edges { node { id } } } } }"))
                                .data(QStringLiteral("viewer.apiKeys.edges.0.node.id"))
                                .toString();
        QCOMPARE(ben.mutate("deleteApiKey", {{QStringLiteral("id"), key}}, "success").errorCode(), QString());
        QVERIFY(newest().value(QLatin1String("object")).toString().endsWith(QLatin1String("of user ben")));
    }

    void everyFieldIsWrittenDownOrLeftOutForAReason()
    {
        QFile file(QStringLiteral(":/graphql/schema.graphql"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto schema = graphql::Schema::parse(QString::fromUtf8(file.readAll()));
        QVERIFY(schema.ok());
        QSet<QString> fields;
        for (const server::MutationRule &rule : server::mutationRules()) {
            const auto *field = schema->mutationType()->field(QLatin1String(rule.mutation));
            QVERIFY(field != nullptr);
            if (server::isAudited(rule))
                addFields(*field->argument(QStringLiteral("input"))->type.type(), fields);
        }
        QVERIFY(fields.size() > 50);
        for (const QString &field : std::as_const(fields)) {
            const bool isLeftOut = std::any_of(std::begin(leftOut), std::end(leftOut),
                [&field](const char *name) { return field == QLatin1String(name); });
            QVERIFY2(isLeftOut != server::isWrittenToAudit(field),
                qPrintable(field + QStringLiteral(": written to the audit log, or left out here, and not both")));
        }
    }

    void everyChangeOverScimIsInItWithWhatItGave()
    {
        const auto changed = [this](const QByteArray &method, const QByteArray &path, const QByteArray &body) {
            const test::Reply reply = m_server->request(
                method, "/scim" + path, QStringLiteral("olga"), body, {{"Content-Type", "application/scim+json"}});
            const QJsonObject line = newest();
            return QStringList{QString::number(reply.status), line.value(QLatin1String("way")).toString(),
                line.value(QLatin1String("act")).toString(), line.value(QLatin1String("actor")).toString(),
                line.value(QLatin1String("object")).toString(),
                line.value(QLatin1String("detail"))[QLatin1String("changes")].toString()};
        };
        const auto line = [](int status, const char *act, const char *object, const char *changes) {
            return QStringList{QString::number(status), QStringLiteral("scim"), QLatin1String(act),
                QStringLiteral("olga"), QLatin1String(object), QLatin1String(changes)};
        };
        const QByteArray cleo = idOf("cleo").toLatin1();
        const QByteArray patch = R"({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [)";
        QCOMPARE(changed("PATCH", "/Users/" + cleo,
                     patch + R"({"op": "replace", "path": "organizationRole", "value": "admin"}]})"),
            line(200, "PATCH Users", "user cleo", "replace organizationRole admin"));
        QCOMPARE(changed("PATCH", "/Users/" + cleo, patch + R"({"op": "replace", "value": {"active": false}}]})"),
            line(200, "PATCH Users", "user cleo", "replace active false"));
        QCOMPARE(changed("POST", "/Users",
                     R"({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "dora",
                        "emails": [{"value": "d@x.invalid", "primary": true}]})"),
            line(201, "POST Users", "dora", "emails d@x.invalid, userName dora"));
        const QByteArray dora = idOf("dora").toLatin1();
        QCOMPARE(changed("POST", "/Groups",
                     R"({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "fleet",
                        "members": [{"value": ")"
                         + dora + R"("}]})"),
            line(201, "POST Groups", "fleet", "displayName fleet, members user dora"));
        const QByteArray fleet = numberOf("SELECT id FROM entities WHERE name = 'fleet'", "Entity");
        QCOMPARE(changed("PATCH", "/Groups/" + fleet,
                     patch
                         + QByteArray(R"({"op": "remove", "path": "members[value eq 'ID']"}]})")
                               .replace("'ID'", "\\\"" + dora + "\\\"")),
            line(200, "PATCH Groups", "team fleet", "remove members user dora"));
        QCOMPARE(changed("PUT", "/Groups/" + fleet,
                     R"({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "fleet",
                        "members": []})"),
            line(200, "PUT Groups", "team fleet", "displayName fleet, members "));
        QCOMPARE(changed("POST", "/Roles",
                     R"({"name": "cleaner", "inheritedFrom": "member", "permissions": [{"name": "run:delete"}]})"),
            line(201, "POST Roles", "cleaner",
                R"(inheritedFrom member, name cleaner, permissions {"name":"run:delete"})"));
        const QByteArray cleaner = numberOf("SELECT id FROM custom_roles WHERE name = 'cleaner'", "Role");
        QCOMPARE(changed("PUT", "/Roles/" + cleaner, R"({"name": "sweeper", "inheritedFrom": "member"})"),
            line(200, "PUT Roles", "role cleaner", "inheritedFrom member, name sweeper"));
        QCOMPARE(changed("PATCH", "/Roles/" + cleaner,
                     patch + R"({"op": "add", "path": "permissions", "value": [{"name": "run:stop"}]}]})"),
            line(200, "PATCH Roles", "role sweeper", R"(add permissions {"name":"run:stop"})"));
        QCOMPARE(changed("DELETE", "/Roles/" + cleaner, {}), line(204, "DELETE Roles", "role sweeper", ""));
        QCOMPARE(changed("DELETE", "/Users/" + dora, {}), line(204, "DELETE Users", "user dora", ""));
        // What clients send though it is not offered could be a secret.
        QCOMPARE(changed("PATCH", "/Users/" + QByteArray("User:999").toBase64(),
                     patch + R"({"op": "replace", "path": "password", "value": "hunter2"}]})"),
            line(404, "PATCH Users", "User 999", "replace password"));
    }

    void whoeverRunsTheServerIsInIt()
    {
        const auto events = m_server->server().auditLog(1000);
        QVERIFY(events.ok());
        const bool isThere = std::any_of(events->begin(), events->end(), [](const server::AuditEvent &event) {
            return event.act == QLatin1String("addMember") && event.way == server::AuditEvent::Way::Command
                && event.object.contains(QLatin1String("ben"));
        });
        QVERIFY(isThere);
    }

    void onlyOrganisationAdminsReadIt()
    {
        for (const char *person : {"ada", "ben", "vera", "oscar"})
            QVERIFY(log(person).isEmpty());
        QVERIFY(!log("olga").isEmpty());
    }

    void loggingLeavesNoLines()
    {
        const qsizetype before = log("olga").size();
        m_server->makeRun(QStringLiteral("ben"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("r"));
        QCOMPARE(log("olga").size(), before);
        const QString id = QString::fromLatin1(QByteArray("Run:v1:r:p:lab").toBase64());
        m_server->graphql(
            QStringLiteral("ben"), QStringLiteral("mutation { stopRun(input: {id: \"%1\"}) { success } }").arg(id));
        QCOMPARE(log("olga").size(), before + 1);
        QCOMPARE(
            log("olga")[0][QLatin1String("node")][QLatin1String("object")].toString(), QStringLiteral("run lab/p/r"));
    }

    void noSecretIsInIt()
    {
        const QString key =
            m_server
                ->graphql(QStringLiteral("ben"),
                    QStringLiteral("mutation { generateApiKey(input: {description: \"ci\"}) { apiKey { name } } }"))
                .data(QStringLiteral("generateApiKey.apiKey.name"))
                .toString();
        QVERIFY(key.size() >= 40);
        const QByteArray all = m_server->graphql(QStringLiteral("olga"), text()).body;
        QVERIFY(all.contains("generateApiKey"));
        QVERIFY(!all.contains(key.toLatin1()));
        for (const char *person : {"ada", "ben", "olga", "vera"})
            QVERIFY(!all.contains(m_server->key(QLatin1String(person)).toLatin1()));
    }

    void linesAreNeverChangedAndTheOldestGoFirst()
    {
        QVERIFY(!m_server->execute(QStringLiteral("UPDATE audit SET actor_name = 'nobody'")));
        QVERIFY(!m_server->execute(QStringLiteral("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)")));
        const base::Status done = m_server->server().store().write([](sqlite::Database &database) -> base::Status {
            server::AuditStore audit(database);
            for (int i = 0; i < 10; ++i) {
                server::AuditEvent event;
                event.isAllowed = false;
                event.act = QString::number(i);
                if (auto appended = audit.append(event, 4); !appended)
                    return appended;
            }
            return base::Done{};
        });
        QVERIFY(done.ok());
        const auto events = m_server->server().auditLog(100'000);
        QStringList refused;
        qsizetype allowed = 0;
        for (const server::AuditEvent &event : *events) {
            if (event.isAllowed)
                ++allowed;
            else
                refused.append(event.act);
        }
        QCOMPARE(
            refused, (QStringList{QStringLiteral("9"), QStringLiteral("8"), QStringLiteral("7"), QStringLiteral("6")}));
        QVERIFY2(allowed > 4, "refusals push no change out of the log");
    }

    void whatFailsForOtherReasonsThanRightsLeavesNoLine()
    {
        const qsizetype before = log("olga").size();
        m_server->graphql(QStringLiteral("ada"),
            QStringLiteral("mutation { createInvite(input: {entityName: \"lab\", email: \"nobody\"}) { success } }"));
        QCOMPARE(log("olga").size(), before);
    }

private:
    /// Fields of audited inputs that no line shows: secrets and what may hold them, long texts of people and programs,
    /// what says nothing about the change.
    static constexpr const char *leftOut[] = {"accessTokenRef", "secretRef", "token", "urlEndpoint", "requestPayload",
        "attributes", "body", "config", "eventFilter", "labels", "message", "metadata", "priorRunsFilters", "prompt",
        "template", "templateVariableValues", "title", "artifactTypeID", "clientID", "clientMutationID",
        "clientMutationId", "controller", "displayName", "framework", "isBenchmark", "isPublished", "launchScheduler",
        "noOp", "organizationID", "organizationId", "queueID", "repo", "scheduler", "severity", "tagCategoryName",
        "userID", "version", "views"};

    static void addFields(const graphql::Type &input, QSet<QString> &fields)
    {
        for (const graphql::InputValue &field : input.inputFields) {
            const graphql::Type &type = *field.type.type();
            const bool isList = field.type.nullable().isList();
            const bool isInput = type.kind == graphql::Type::Kind::InputObject;
            if (!isInput || isList)
                fields.insert(field.name);
            if (isInput)
                addFields(type, fields);
        }
    }

    QJsonObject newest() { return log("olga")[0][QLatin1String("node")].toObject(); }
    QByteArray numberOf(const char *sql, const char *kind)
    {
        qint64 number = 0;
        const base::Status read = m_server->server().store().read([&](sqlite::Database &database) -> base::Status {
            const auto found = server::readInteger(database, QLatin1String(sql));
            number = found.valueOr(0);
            return found ? base::Status(base::Done{}) : base::Status(found.error());
        });
        return read ? server::numberId(kind, number).toLatin1() : QByteArray();
    }
    QString idOf(const char *person)
    {
        const QByteArray sql = QByteArray("SELECT id FROM users WHERE username = '") + person + '\'';
        return QString::fromLatin1(numberOf(sql.constData(), "User"));
    }

    static QString text()
    {
        return QStringLiteral(
            "{ organization(name: \"house\") { auditLog(first: 1000) { totalCount edges { node { id at "
            "actor peer way act object isAllowed reason detail } } } } }");
    }
    QJsonArray log(const char *person)
    {
        return m_server->graphql(QLatin1String(person), text())
            .data(QStringLiteral("organization.auditLog.edges"))
            .toArray();
    }
    void invite(const char *person)
    {
        m_server->graphql(QLatin1String(person),
            QStringLiteral(
                "mutation { createInvite(input: {entityName: \"lab\", email: \"n@x.invalid\"}) { success } }"));
    }

    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestAudit)
#include "testaudit.moc"
