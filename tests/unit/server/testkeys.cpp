#include "server/store.h"
#include "serverfixture.h"
#include "support/testmain.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

class TestKeys : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
    }

    void keysAreLongAndOfLettersTheSdkTakes()
    {
        static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9_]{40,}$"));
        QVERIFY(form.match(m_server->key(QStringLiteral("ada"))).hasMatch());
        QVERIFY(m_server->key(QStringLiteral("ada")) != m_server->key(QStringLiteral("ben")));
    }

    void onlyHashesLieOnTheDisk()
    {
        const QString key = m_server->key(QStringLiteral("ada"));
        for (const char *name : {"server.db", "server.db-wal"}) {
            QFile file(m_server->folder() + QStringLiteral("/server/") + QLatin1String(name));
            if (file.open(QIODevice::ReadOnly))
                QVERIFY(!file.readAll().contains(key.toLatin1()));
        }
    }

    void aNewKeyWorksAndADeletedOneStops()
    {
        const test::Reply made = m_server->graphql(QStringLiteral("ben"),
            QStringLiteral("mutation { generateApiKey(input: {description: \"laptop\"}) { apiKey { id name } } }"));
        const QString secret = made.data(QStringLiteral("generateApiKey.apiKey.name")).toString();
        QCOMPARE(viewer(secret), QStringLiteral("ben"));
        const QString id = made.data(QStringLiteral("generateApiKey.apiKey.id")).toString();
        const QString revoke = QStringLiteral("mutation { deleteApiKey(input: {id: \"%1\"}) { success } }").arg(id);
        QCOMPARE(m_server->graphql(QStringLiteral("cleo"), revoke).errorCode(), QStringLiteral("NOT_FOUND"));
        QVERIFY(m_server->graphql(QStringLiteral("ben"), revoke).data(QStringLiteral("deleteApiKey.success")).toBool());
        QCOMPARE(m_server->graphql(secret, QStringLiteral("{ viewer { id } }")).status, 401);
    }

    void viewOnlyPeopleHaveNoKeyAndAnEarlierOneStops()
    {
        QVERIFY(!m_server->server().issueApiKey(QStringLiteral("vera")));
        QCOMPARE(viewer(m_server->key(QStringLiteral("vera"))), QStringLiteral("vera"));
        QCOMPARE(m_server
                     ->graphql(QStringLiteral("vera"),
                         QStringLiteral("mutation { generateApiKey(input: {}) { apiKey { name } } }"))
                     .errorCode(),
            QStringLiteral("FORBIDDEN"));
        QCOMPARE(viewer(m_server->key(QStringLiteral("cleo"))), QStringLiteral("cleo"));
        QVERIFY(
            m_server->server().addMember(QStringLiteral("lab"), QStringLiteral("cleo"), domain::BaseRole::ViewOnly));
        QCOMPARE(m_server->graphql(QStringLiteral("cleo"), QStringLiteral("{ viewer { id } }")).status, 401);
        const auto token = m_server->server().signInToken(QStringLiteral("cleo"));
        QVERIFY(token);
        QCOMPARE(viewer(*token), QStringLiteral("cleo"));
        QCOMPARE(
            m_server
                ->graphql(*token,
                    QStringLiteral("mutation { upsertModel(input: {entityName: \"cleo\", name: \"x\"}) { inserted } }"))
                .errorCode(),
            QStringLiteral("FORBIDDEN"));
    }

    /// Section 7.3: an organisation admin lists them, and speaks in nobody's name.
    void nobodyMakesOrEndsTheKeyOfAnotherPerson()
    {
        const test::Reply ben = m_server->graphql(QStringLiteral("olga"),
            QStringLiteral("{ user(userName: \"ben\") { id apiKeys { edges { node { id } } } } }"));
        const QString make = QStringLiteral("mutation { generateApiKey(input: {user: \"%1\"}) { apiKey { name } } }")
                                 .arg(ben.data(QStringLiteral("user.id")).toString());
        const QString end = QStringLiteral("mutation { deleteApiKey(input: {id: \"%1\"}) { success } }")
                                .arg(ben.data(QStringLiteral("user.apiKeys.edges.0.node.id")).toString());
        for (const char *person : {"olga", "ada"}) {
            QCOMPARE(m_server->graphql(QLatin1String(person), make).errorCode(), QStringLiteral("NOT_FOUND"));
            QCOMPARE(m_server->graphql(QLatin1String(person), end).errorCode(), QStringLiteral("NOT_FOUND"));
        }
        QCOMPARE(viewer(m_server->key(QStringLiteral("ben"))), QStringLiteral("ben"));
        QCOMPARE(m_server->graphql(QStringLiteral("ben"), end).errorCode(), QString()); // it was his key's id
    }

    /// Whose seat only looks is as good as View-Only everywhere.
    void aViewersSeatHasNoKeyEither()
    {
        QCOMPARE(viewer(m_server->key(QStringLiteral("ben"))), QStringLiteral("ben"));
        QVERIFY(m_server->execute(QStringLiteral("UPDATE users SET seat = 'viewer' WHERE username = 'ben'")));
        QCOMPARE(m_server->graphql(QStringLiteral("ben"), QStringLiteral("{ viewer { id } }")).status, 401);
        QVERIFY(!m_server->server().issueApiKey(QStringLiteral("ben")));
        const auto token = m_server->server().signInToken(QStringLiteral("ben"));
        QVERIFY(token);
        QCOMPARE(viewer(*token), QStringLiteral("ben"));
        QCOMPARE(m_server->graphql(*token, QStringLiteral("mutation { generateApiKey(input: {}) { apiKey { name } } }"))
                     .errorCode(),
            QStringLiteral("FORBIDDEN"));
    }

    void aSignInTokenEnds()
    {
        const auto token = m_server->server().signInToken(QStringLiteral("ben"));
        QVERIFY(token);
        QCOMPARE(viewer(*token), QStringLiteral("ben"));
        const auto outlive = [this](const char *sql) {
            return m_server->server().store().write(
                [sql](sqlite::Database &database) { return database.execute(QLatin1String(sql)); });
        };
        QVERIFY(outlive("UPDATE keys SET expires_at = created_at WHERE kind = 'token'"));
        const test::Reply reply = m_server->graphql(*token, QStringLiteral("{ viewer { id } }"));
        QCOMPARE(reply.status, 401);
        QVERIFY2(reply.body.contains("expired"), reply.body.constData());
        QCOMPARE(viewer(m_server->key(QStringLiteral("ben"))), QStringLiteral("ben")); // keys do not
    }

    void keysAreListedWithoutTheirSecret()
    {
        const test::Reply reply = m_server->graphql(
            QStringLiteral("ada"), QStringLiteral("{ viewer { apiKeys { edges { node { id name description } } } } }"));
        QVERIFY(reply.body.contains("edges"));
        QVERIFY(!reply.body.contains(m_server->key(QStringLiteral("ada")).toLatin1()));
    }

private:
    QString viewer(const QString &secret)
    {
        return m_server->graphql(secret, QStringLiteral("{ viewer { username } }"))
            .data(QStringLiteral("viewer.username"))
            .toString();
    }
    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestKeys)
#include "testkeys.moc"
