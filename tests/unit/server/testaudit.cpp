#include "server/auditstore.h"
#include "server/store.h"
#include "serverfixture.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QTest>

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
