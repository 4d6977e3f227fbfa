#include "server/httpfront.h"
#include "server/requesthandler.h"
#include "serverfixture.h"
#include "support/crowd.h"
#include "support/testmain.h"

#include <QSemaphore>
#include <QTcpSocket>
#include <QTest>
#include <atomic>
#include <sys/socket.h>
#include <thread>

namespace {

constexpr int newClients = 8;
const QByteArray halfAHead = "POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ";

const QByteArray halfABodyOfNobody =
    "POST /files/lab/p/r/file_stream HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{";

QByteArray halfABody(const test::ServerFixture &server)
{
    return "POST /files/lab/p/r/file_stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
        + server.key(QStringLiteral("ben")).toLatin1() + "\r\nContent-Length: 1000\r\n\r\n{";
}

/// Answers that no computer holds for its program.
class LongAnswers : public server::RequestHandler
{
public:
    static constexpr qsizetype length = 64 * 1024 * 1024;

    Admission admit(server::HttpRequest &) override { return server::BodyPlan(); }
    server::HttpAnswer handle(server::HttpRequest &) override
    {
        ++answered;
        server::HttpAnswer answer;
        answer.body = QByteArray(length, 'a');
        return answer;
    }

    std::atomic_int answered = 0;
};

/// Whether all of the long answer comes.
bool isServed(quint16 port, const QByteArray &ask)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    socket.waitForConnected(10'000);
    socket.write(ask);
    qsizetype taken = 0;
    while (taken < LongAnswers::length && socket.waitForReadyRead(10'000))
        taken += socket.readAll().size();
    return taken >= LongAnswers::length;
}

} // namespace

/// Who says nothing, or says it slowly, holds up nobody and is shown out in time. How quickly a new client is served
/// meanwhile is measured by the benchmark of crowds; here the slow ones are still inside when it has been served.
class TestSlowClients : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        test::Crowd::makeRoom();
        // No time ends in a test: whoever waited for the slow ones would wait until the client gives up.
        server::TeamServer::Options options;
        options.headSeconds = 3600;
        options.idleSeconds = 3600;
        m_server = std::make_unique<test::ServerFixture>(options);
        QVERIFY(m_server->isSound());
    }
    void cleanupTestCase() { m_server.reset(); }

    void halfOpenOnes_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QByteArrayList>("says");
        QTest::newRow("nothing") << 500 << QByteArrayList{QByteArray()};
        QTest::newRow("half a head") << 500 << QByteArrayList{halfAHead};
        QTest::newRow("half a body") << 500 << QByteArrayList{halfABody(*m_server)};
        QTest::newRow("half a body without a key") << 500 << QByteArrayList{halfABodyOfNobody};
        QTest::newRow("some of each") << 500 << QByteArrayList{QByteArray(), halfAHead, halfABody(*m_server)};
    }
    void halfOpenOnes()
    {
        QFETCH(int, count);
        QFETCH(QByteArrayList, says);
        test::Crowd crowd(m_server->port());
        for (int i = 0; i < count; ++i)
            QVERIFY(crowd.join(says.at(i % says.size())));
        QCOMPARE(servedNewClients(), newClients);
        // Of as many as the server takes, the one that has waited longest makes room for each new one.
        QVERIFY2(crowd.countInside() >= count - newClients, qPrintable(QString::number(crowd.countInside())));
    }

    void drippingOnes()
    {
        test::Crowd crowd(m_server->port());
        for (int i = 0; i < 200; ++i)
            QVERIFY(crowd.join(halfAHead));
        QSemaphore ending;
        std::thread dripping([&] {
            while (!ending.tryAcquire(1, 50))
                crowd.sayToAll('a');
        });
        const int served = servedNewClients();
        const int inside = crowd.countInside();
        ending.release();
        dripping.join();
        QCOMPARE(served, newClients);
        QCOMPARE(inside, 200);
    }

    void answersThatNobodyReads()
    {
        test::Crowd crowd(m_server->port());
        const QByteArray ask = "GET /ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        for (int i = 0; i < 100; ++i)
            QVERIFY(crowd.join(ask.repeated(50)));
        QCOMPARE(servedNewClients(), newClients);
        QCOMPARE(crowd.countInside(), 100);
    }

    /// Each takes what its computer holds without being asked, and then nothing; the server takes four at once.
    void whoLeavesAnAnswerLyingMakesRoom()
    {
        LongAnswers handler;
        server::HttpFront::Options options;
        options.limits.connections = 4;
        options.limits.idle = std::chrono::hours(1);
        options.limits.answer = std::chrono::milliseconds(100);
        const auto front = server::HttpFront::start(options, handler);
        QVERIFY(front.ok());
        const QByteArray ask = "GET /long HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        test::Crowd crowd((*front)->port());
        for (int i = 0; i < 4; ++i)
            QVERIFY(crowd.join(ask));
        QTRY_COMPARE_WITH_TIMEOUT(handler.answered.load(), 4, 60'000);
        // Who takes theirs stays, and is served to the end.
        QTRY_VERIFY_WITH_TIMEOUT(isServed((*front)->port(), ask), 60'000);
    }

    void whoFallsSilentIsShownOut()
    {
        server::TeamServer::Options options;
        options.headSeconds = 1;
        options.idleSeconds = 1;
        test::ServerFixture own(options);
        QVERIFY(own.isSound());
        for (const QByteArray &says :
            {QByteArray(), QByteArray("GET /rea"), QByteArray("GET /ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")}) {
            QTcpSocket socket;
            socket.connectToHost(QStringLiteral("127.0.0.1"), own.port());
            QVERIFY(socket.waitForConnected(10'000));
            socket.write(says);
            QVERIFY2(socket.waitForDisconnected(60'000), says.constData());
        }
    }

    void endingWaitsForNobody()
    {
        server::TeamServer::Options options;
        options.headSeconds = 3600;
        options.idleSeconds = 3600;
        auto own = std::make_unique<test::ServerFixture>(options);
        QVERIFY(own->isSound());
        test::Crowd crowd(own->port());
        for (const QByteArray &says : {QByteArray(), halfAHead, halfABody(*own)})
            QVERIFY(crowd.join(says));
        QTcpSocket served; // came last: the others are inside as well
        served.connectToHost(QStringLiteral("127.0.0.1"), own->port());
        QVERIFY(served.waitForConnected(10'000));
        served.write("GET /ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QVERIFY(served.waitForReadyRead(30'000));
        QSemaphore ended;
        std::atomic_bool hasLeft = false;
        std::thread patience([&] { // so that a server that waits for them fails the test and does not hang it
            if (ended.tryAcquire(1, 60'000))
                return;
            hasLeft = true;
            crowd.leave();
            ::shutdown(static_cast<int>(served.socketDescriptor()), SHUT_RDWR);
        });
        own.reset();
        ended.release();
        patience.join();
        QVERIFY2(!hasLeft, "it ended when they had left");
        QCOMPARE(crowd.countInside(), 0);
    }

private:
    /// One after the other, until one is not.
    [[nodiscard]] int servedNewClients()
    {
        int served = 0;
        while (served < newClients && m_server->request("GET", "/ready", {}, {}).status == 200)
            ++served;
        return served;
    }

    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestSlowClients)
#include "testslowclients.moc"
