#include "serverfixture.h"
#include "support/testmain.h"

#include <QFileInfo>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

/// What reaches the server before anything is asked: limits, foreign pages, slow and broken clients.
class TestHttpFront : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        server::TeamServer::Options options;
        options.headSeconds = 2;
        options.idleSeconds = 60;
        m_server = std::make_unique<test::ServerFixture>(options);
        QVERIFY(m_server->isSound());
    }
    void cleanupTestCase() { m_server.reset(); }

    void aPortHasOneServer()
    {
        QTemporaryDir folder;
        server::TeamServer::Options options;
        options.dataFolder = folder.filePath(QStringLiteral("server"));
        options.port = m_server->port();
        // Two that share a port would answer for each other.
        QVERIFY(!server::TeamServer::start(options).ok());
    }

    void answersCarryAStatusAndACode_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("person");
        QTest::addColumn<int>("status");
        const QString ada = QStringLiteral("ada");
        QTest::newRow("ready") << QByteArray("GET") << QByteArray("/ready") << QByteArray() << QByteArray() << QString()
                               << 200;
        QTest::newRow("page") << QByteArray("GET") << QByteArray("/lab/p/runs/r") << QByteArray() << QByteArray()
                              << QString() << 200;
        const auto keyless = [](const char *name, const char *method, const char *target, int status) {
            QTest::newRow(name) << QByteArray(method) << QByteArray(target) << QByteArray() << QByteArray() << QString()
                                << status;
        };
        keyless("no key, stream", "POST", "/files/lab/p/r/file_stream", 401);
        keyless("no key, upload", "PUT", "/storage/lab/p/r/a.txt", 401);
        keyless("no key, download of what may not be there", "GET", "/files/lab/p/r/a.txt", 401);
        keyless("no key, expired address", "GET", "/files/lab/p/r/a.txt?key=1&until=1&code=00", 401);
        QTest::newRow("malformed key") << QByteArray("POST") << QByteArray("/graphql") << QByteArray("Authorization")
                                       << QByteArray("Basic ???") << QString() << 401;
        QTest::newRow("wrong key") << QByteArray("POST") << QByteArray("/graphql") << QByteArray("Authorization")
                                   << QByteArray("Bearer nobodys") << QString() << 401;
        QTest::newRow("unknown path") << QByteArray("POST") << QByteArray("/nothing/here") << QByteArray()
                                      << QByteArray() << ada << 404;
        QTest::newRow("method") << QByteArray("DELETE") << QByteArray("/graphql") << QByteArray() << QByteArray() << ada
                                << 405;
        QTest::newRow("type") << QByteArray("POST") << QByteArray("/graphql") << QByteArray("Content-Type")
                              << QByteArray("text/plain") << ada << 415;
        QTest::newRow("coding") << QByteArray("POST") << QByteArray("/graphql") << QByteArray("Content-Encoding")
                                << QByteArray("br") << ada << 415;
        QTest::newRow("too long") << QByteArray("POST") << QByteArray("/graphql") << QByteArray("Content-Length")
                                  << QByteArray("99999999") << ada << 413;
        QTest::newRow("foreign host") << QByteArray("POST") << QByteArray("/graphql") << QByteArray("Host")
                                      << QByteArray("evil.example") << ada << 400;
        QTest::newRow("foreign origin") << QByteArray("POST") << QByteArray("/graphql") << QByteArray("Origin")
                                        << QByteArray("http://evil.example") << ada << 403;
        QTest::newRow("null origin") << QByteArray("POST") << QByteArray("/graphql") << QByteArray("Origin")
                                     << QByteArray("null") << ada << 403;
        QTest::newRow("bad length") << QByteArray("POST") << QByteArray("/graphql") << QByteArray("Content-Length")
                                    << QByteArray("-5") << ada << 400;
    }
    void answersCarryAStatusAndACode()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, value);
        QFETCH(QString, person);
        QMap<QByteArray, QByteArray> headers;
        if (!header.isEmpty())
            headers.insert(header, value);
        const test::Reply reply = m_server->request(method, target, person, {}, headers);
        QTEST(reply.status, "status");
        if (reply.status >= 400 && header != "Content-Length")
            QVERIFY2(!reply.json().value(QLatin1String("code")).toString().isEmpty(), reply.body.constData());
        QVERIFY(!reply.headers.contains("access-control-allow-origin"));
    }

    void twoLengthsAreRefused()
    {
        const QByteArray answer = m_server->raw(
            "POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x");
        QVERIFY2(answer.startsWith("HTTP/1.1 400"), answer.constData());
    }

    void aHeadWithoutEndIsRefused()
    {
        const QByteArray answer =
            m_server->raw("GET /ready HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + QByteArray(80 * 1024, 'a') + "\r\n\r\n");
        QVERIFY2(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer.left(60).constData());
    }

    void bearerIsAKeyToo()
    {
        const test::Reply reply = m_server->request("POST", "/graphql", {}, "{\"query\":\"{viewer{username}}\"}",
            {{"Authorization", "Bearer " + m_server->key(QStringLiteral("ada")).toLatin1()}});
        QCOMPARE(reply.data(QStringLiteral("viewer.username")).toString(), QStringLiteral("ada"));
    }

    void brokenQueriesAreTellingButNotTalkative()
    {
        const test::Reply reply =
            m_server->graphql(QStringLiteral("ada"), QStringLiteral("{ serverInfo { nothing } }"));
        QCOMPARE(reply.status, 400);
        QVERIFY(reply.body.contains("Cannot query field \\\"nothing\\\" on type \\\"ServerInfo\\\"."));
        QCOMPARE(
            m_server->request("POST", "/graphql", QStringLiteral("ada"), "[{\"query\":\"{viewer{id}}\"}]").status, 400);
    }

    /// A byte now and then does not make the time for a head begin again: who has been served and says nothing more may
    /// stay longer.
    void aHeadThatDripsIsCutOff()
    {
        QTcpSocket silent;
        QTcpSocket dripping;
        for (QTcpSocket *socket : {&silent, &dripping}) {
            socket->connectToHost(QStringLiteral("127.0.0.1"), m_server->port());
            QVERIFY(socket->waitForConnected(10'000));
        }
        silent.write("GET /ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QVERIFY(silent.waitForReadyRead(30'000));
        dripping.write("GET /ready HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ");
        const auto isInside = [](const QTcpSocket &socket) {
            return socket.state() == QAbstractSocket::ConnectedState;
        };
        while (isInside(dripping) && isInside(silent)) {
            dripping.write("a");
            dripping.waitForReadyRead(100);
            silent.waitForReadyRead(1);
        }
        QVERIFY(!isInside(dripping));
        QVERIFY(isInside(silent));
    }

    void guessingKeysIsSlowedDown()
    {
        server::TeamServer::Options options;
        test::ServerFixture own(options);
        QVERIFY(own.isSound());
        for (int i = 0; i < 10; ++i)
            QCOMPARE(own.request("POST", "/graphql", QStringLiteral("wrongwrongwrong%1").arg(i), "{}").status, 401);
        const test::Reply reply = own.request("POST", "/graphql", QStringLiteral("wrong"), "{}");
        QCOMPARE(reply.status, 429);
        QVERIFY(reply.headers.value("retry-after").toInt() > 0);
    }

    void aSecondServerOnTheFolderIsRefused()
    {
        server::TeamServer::Options options;
        options.dataFolder = m_server->folder() + QStringLiteral("/server");
        const auto second = server::TeamServer::start(options);
        QVERIFY(!second);
        QCOMPARE(second.error().kind, base::Error::Kind::Conflict);
    }

    void onlyTheOwnerReadsTheFolder()
    {
        const QFileInfo folder(m_server->folder() + QStringLiteral("/server"));
        QVERIFY(!(folder.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::ExeOther)));
    }

    void otherAddressesNeedTlsOrPermission()
    {
        const QTemporaryDir folder;
        server::TeamServer::Options options;
        options.dataFolder = folder.filePath(QStringLiteral("d"));
        options.address = QHostAddress(QHostAddress::AnyIPv4);
        const auto refused = server::TeamServer::start(options);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, base::Error::Kind::Forbidden);
        options.allowPlainHttp = true;
        QVERIFY(server::TeamServer::start(options));
    }

private:
    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestHttpFront)
#include "testhttpfront.moc"
