#include "serverfixture.h"
#include "support/testmain.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTest>
#include <algorithm>
#include <atomic>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

/// Many connections at once, without an object of the toolkit for each.
class Crowd
{
public:
    explicit Crowd(quint16 port)
        : m_port(port)
    { }
    ~Crowd()
    {
        for (const int socket : m_sockets)
            ::close(socket);
    }
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;

    bool join(const QByteArray &says)
    {
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_port = htons(m_port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_sockets.push_back(socket);
        return ::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
            && ::send(socket, says.constData(), static_cast<size_t>(says.size()), MSG_NOSIGNAL) == says.size();
    }
    void sayToAll(char c)
    {
        for (const int socket : m_sockets)
            ::send(socket, &c, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    }

private:
    quint16 m_port;
    std::vector<int> m_sockets;
};

} // namespace

/// Who says nothing, or says it slowly, holds up nobody and is shown out in time.
class TestSlowClients : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        rlimit files = {};
        ::getrlimit(RLIMIT_NOFILE, &files);
        files.rlim_cur = std::min<rlim_t>(files.rlim_max, 4096);
        ::setrlimit(RLIMIT_NOFILE, &files);
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
    }
    void cleanupTestCase() { m_server.reset(); }

    void halfOpenOnes_data()
    {
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("half a head") << QByteArray("POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ");
        QTest::newRow("half a body") << QByteArray(
            "POST /files/lab/p/r/file_stream HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{");
    }
    void halfOpenOnes()
    {
        QFETCH(QByteArray, says);
        Crowd crowd(m_server->port());
        for (int i = 0; i < 500; ++i)
            QVERIFY(crowd.join(says));
        QVERIFY2(newClientWaits() < 200, qPrintable(QString::number(newClientWaits())));
    }

    void drippingOnes()
    {
        Crowd crowd(m_server->port());
        for (int i = 0; i < 200; ++i)
            QVERIFY(crowd.join("GET /ready HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "));
        std::atomic<bool> isEnding = false;
        std::thread dripping([&] {
            while (!isEnding) {
                crowd.sayToAll('a');
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
            }
        });
        const qint64 waits = newClientWaits();
        isEnding = true;
        dripping.join();
        QVERIFY2(waits < 200, qPrintable(QString::number(waits)));
    }

    void answersThatNobodyReads()
    {
        Crowd crowd(m_server->port());
        const QByteArray ask = "GET /ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        for (int i = 0; i < 100; ++i)
            QVERIFY(crowd.join(ask.repeated(50)));
        QVERIFY2(newClientWaits() < 200, qPrintable(QString::number(newClientWaits())));
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
            QElapsedTimer timer;
            timer.start();
            while (socket.state() == QAbstractSocket::ConnectedState && timer.elapsed() < 20'000)
                socket.waitForReadyRead(500);
            QVERIFY2(socket.state() != QAbstractSocket::ConnectedState, says.constData());
        }
    }

private:
    /// The shortest of some tries: other programs of the machine must not count.
    [[nodiscard]] qint64 newClientWaits()
    {
        qint64 shortest = 100'000;
        for (int i = 0; i < 8; ++i) {
            QElapsedTimer timer;
            timer.start();
            if (m_server->request("GET", "/ready", {}, {}).status == 200)
                shortest = std::min(shortest, timer.elapsed());
        }
        return shortest;
    }

    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestSlowClients)
#include "testslowclients.moc"
