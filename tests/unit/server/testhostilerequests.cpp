#include "serverfixture.h"
#include "support/testmain.h"

#include <QFile>
#include <QTcpSocket>
#include <QTest>
#include <zlib.h>

namespace {

constexpr const char *next = "GET /ready HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Smuggled: 1\r\n\r\n";

/// `ending`: of the last block, Z_FULL_FLUSH leaves the stream open.
QByteArray gzip(const QByteArray &text, int ending = Z_FINISH)
{
    z_stream stream = {};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(text.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.constData()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, ending);
    out.resize(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

} // namespace

/// Requests that nobody makes by mistake: refused with a clear error, and whatever hides behind them is not read.
class TestHostileRequests : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
        QVERIFY(!m_server->makeRun(ben(), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("r")).isEmpty());
    }
    void cleanupTestCase() { m_server.reset(); }

    void aHeadThatMayBeReadTwoWaysEndsTheConnection_data()
    {
        QTest::addColumn<QByteArray>("head");
        const auto post = [](const char *name, const QByteArray &headers) {
            QTest::newRow(name) << "POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n\r\n";
        };
        post("two lengths", "Content-Length: 0\r\nContent-Length: 80");
        post("two equal lengths", "Content-Length: 0\r\nContent-Length: 0");
        post("length list", "Content-Length: 0, 0");
        post("length with sign", "Content-Length: +0");
        post("negative length", "Content-Length: -1");
        post("hexadecimal length", "Content-Length: 0x0");
        post("length with rest", "Content-Length: 0 0");
        post("empty length", "Content-Length: ");
        post("huge length", "Content-Length: 99999999999999999999999");
        post("length and chunks", "Content-Length: 0\r\nTransfer-Encoding: chunked");
        post("chunks and length", "Transfer-Encoding: chunked\r\nContent-Length: 0");
        post("two codings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity");
        post("coding list", "Transfer-Encoding: identity, chunked");
        post("unknown coding", "Transfer-Encoding: xchunked");
        post("coding with tab", "Transfer-Encoding:\tchunked\x0b");
        QTest::newRow("no host") << QByteArray("GET /ready HTTP/1.1\r\n\r\n");
        QTest::newRow("no method") << QByteArray(" /ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QTest::newRow("method with bracket") << QByteArray("G(T /ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QTest::newRow("method with control") << QByteArray("G\x01T /ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QTest::newRow("no path") << QByteArray("GET  HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QTest::newRow("whole address") << QByteArray(
            "GET http://evil.example/ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QTest::newRow("no version") << QByteArray("GET /ready\r\nHost: 127.0.0.1\r\n\r\n");
        QTest::newRow("other version") << QByteArray("GET /ready HTTP/3.7\r\nHost: 127.0.0.1\r\n\r\n");
        QTest::newRow("other protocol") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15);
        QTest::newRow("second protocol") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    }
    void aHeadThatMayBeReadTwoWaysEndsTheConnection()
    {
        QFETCH(QByteArray, head);
        const QByteArray answer = everythingFor(head + next);
        const QByteArray status = answer.mid(9, 3); // the library repeats the head of its own refusals in their body
        QVERIFY2(answer.isEmpty() || status == "400" || status == "413" || status == "505", answer.constData());
        QVERIFY2(!answer.contains(" 200 ") && !answer.contains("\"ready\""), answer.constData());
        QVERIFY2(answer.isEmpty() || answer.contains("Connection: close"), answer.constData());
    }

    void oddHeadersAreNoWayRound_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::newRow("two hosts") << QByteArray("Host: 127.0.0.1\r\nHost: evil.example");
        QTest::newRow("host with path") << QByteArray("Host: 127.0.0.1/@evil.example");
        QTest::newRow("host like ours") << QByteArray("Host: 127.0.0.1.evil.example");
        QTest::newRow("host with user") << QByteArray("Host: evil.example:x@127.0.0.1");
        QTest::newRow("blank before colon") << QByteArray("Host : 127.0.0.1");
        QTest::newRow("no colon") << QByteArray("Host 127.0.0.1");
    }
    void oddHeadersAreNoWayRound()
    {
        QFETCH(QByteArray, headers);
        const QByteArray answer = everythingFor("GET /ready HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n");
        QVERIFY2(answer.isEmpty() || answer.contains(" 400 "), answer.constData());
        QVERIFY2(!answer.contains("\"ready\""), answer.constData());
    }

    void brokenChunksAreRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no number") << QByteArray("xyz\r\n{}\r\n0\r\n\r\n");
        QTest::newRow("negative") << QByteArray("-2\r\n{}\r\n0\r\n\r\n");
        QTest::newRow("huge") << QByteArray("fffffffffffffffff\r\n{}\r\n0\r\n\r\n");
        QTest::newRow("longer than said") << QByteArray("1\r\n{}\r\n0\r\n\r\n");
    }
    void brokenChunksAreRefused()
    {
        QFETCH(QByteArray, body);
        const QByteArray answer =
            everythingFor(authorized("POST /graphql") + "Transfer-Encoding: chunked\r\n\r\n" + body + next);
        QVERIFY2(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer.constData());
        QVERIFY2(!answer.contains(" 200 ") && !answer.contains("\"ready\""), answer.constData());
    }

    void tooMuchInPiecesIsTooMuch()
    {
        const QByteArray piece = "100000\r\n" + QByteArray(0x100000, ' ') + "\r\n";
        QByteArray body;
        for (int i = 0; i < 17; ++i)
            body += piece;
        const QByteArray answer =
            everythingFor(authorized("POST /graphql") + "Transfer-Encoding: chunked\r\n\r\n" + body + "0\r\n\r\n");
        QVERIFY2(answer.startsWith("HTTP/1.1 413"), answer.left(200).constData());
    }

    void aBombIsDefused_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("bomb");
        const QByteArray bomb = gzip(QByteArray(200 * 1024 * 1024, ' '));
        // Behind 25 MiB comes a block of no kind: whoever unpacked more than is allowed would call the body broken.
        const QByteArray trapped = gzip(QByteArray(25 * 1024 * 1024, ' '), Z_FULL_FLUSH) + QByteArray(100, '\x07');
        QTest::newRow("graphql") << QByteArray("/graphql") << bomb;
        QTest::newRow("graphql, only as far as allowed") << QByteArray("/graphql") << trapped;
        QTest::newRow("stream") << QByteArray("/files/lab/p/r/file_stream") << bomb;
        QTest::newRow("stream, only as far as allowed") << QByteArray("/files/lab/p/r/file_stream") << trapped;
    }
    void aBombIsDefused()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, bomb);
        const test::Reply reply = m_server->request("POST", target, ben(), bomb, {{"Content-Encoding", "gzip"}});
        QCOMPARE(reply.status, 413);
    }

    void brokenBodiesSayWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isGzip");
        for (const QByteArray &target : {QByteArray("/graphql"), QByteArray("/files/lab/p/r/file_stream")}) {
            const auto row = [&target](const char *name, const QByteArray &body, bool isGzip = false) {
                QTest::newRow(qPrintable(QString::fromLatin1(target.left(6)) + u' ' + QLatin1String(name)))
                    << target << body << isGzip;
            };
            row("nothing", "");
            row("cut off", "{\"query\": \"{ viewer");
            row("no object", "[1]");
            row("no text", QByteArray("\xff\xfe{\0}\0", 6));
            row("deep", QByteArray("[").repeated(1'000'000));
            row("many values",
                "{\"files\":{},\"query\":\"{viewer{id}}\",\"variables\":{\"x\":["
                    + QByteArray("[],").repeated(2'000'000) + "0]}}");
            row("no gzip", "{}", true);
            row("cut gzip", gzip(QByteArray(100'000, 'x')).left(50), true);
            row("two gzips", gzip("{}") + gzip("{}"), true);
        }
    }
    void brokenBodiesSayWhatIsWrong()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        QFETCH(bool, isGzip);
        const QMap<QByteArray, QByteArray> headers{{"Content-Encoding", isGzip ? "gzip" : "identity"}};
        const test::Reply reply = m_server->request("POST", target, ben(), body, headers);
        QVERIFY2(reply.status == 400 || reply.status == 413, qPrintable(QString::number(reply.status)));
        QVERIFY2(!reply.json().value(QLatin1String("error")).toString().isEmpty(), reply.body.constData());
        QVERIFY2(reply.body.size() < 2000, "the answer repeats what was sent");
    }

    void pathsLeadNowhereElse_data()
    {
        QTest::addColumn<QByteArray>("name");
        const auto row = [](const char *title, const QByteArray &name) { QTest::newRow(title) << name; };
        row("up", "../../server.db");
        row("up escaped", "..%2F..%2Fserver.db");
        row("up half escaped", "%2e%2e/%2e%2e/server.db");
        row("up twice escaped", "%252e%252e%252fserver.db");
        row("up with backslash", "..%5C..%5Cserver.db");
        row("up too long encoding", "%c0%ae%c0%ae/server.db");
        row("right to left", "a%E2%80%AEtxt.exe");
        row("absolute", "%2Fetc%2Fpasswd");
        row("drive", "C:%5Cx");
        row("share", "%5C%5Chost%5Cshare");
        row("zero byte", "a%00.txt");
        row("line break", "a%0D%0ASet-Cookie:%20x");
        row("device", "CON");
        row("device with suffix", "aux.txt");
        row("dot", ".");
        row("empty part", "a//b");
        row("very long", QByteArray("a").repeated(5000));
        row("very deep", QByteArray("a/").repeated(200) + "b");
    }
    void pathsLeadNowhereElse()
    {
        QFETCH(QByteArray, name);
        const test::Reply put = m_server->request("PUT", "/storage/lab/p/r/" + name, ben(), "x");
        const bool isTwice = name.contains("%25"); // that is a name with percent signs, and no way out
        QVERIFY2(isTwice || (put.status >= 400 && put.status < 500), qPrintable(QString::number(put.status)));
        for (const QByteArray &target : {"/files/lab/p/r/" + name, "/storage/lab/p/r/" + name, "/" + name}) {
            const test::Reply got = m_server->request("GET", target, ben(), {});
            QVERIFY2(isTwice || got.status == 404 || got.status == 400 || target.startsWith("/" + name),
                qPrintable(QString::number(got.status)));
            QVERIFY(!got.body.contains("SQLite format") && !got.body.contains("root:"));
            QVERIFY(!got.headers.contains("set-cookie"));
        }
        const QFile database(m_server->folder() + QStringLiteral("/server/server.db"));
        QVERIFY(database.size() > 1000);
    }

    void everyAnswerIsGuarded()
    {
        for (const char *target : {"/ready", "/", "/nothing", "/graphql"}) {
            const test::Reply reply = m_server->request("GET", target, {}, {});
            QCOMPARE(reply.headers.value("x-content-type-options"), QByteArray("nosniff"));
            QCOMPARE(reply.headers.value("x-frame-options"), QByteArray("DENY"));
            QCOMPARE(reply.headers.value("referrer-policy"), QByteArray("no-referrer"));
            QVERIFY(reply.headers.value("content-security-policy").contains("default-src 'none'"));
            for (const char *talkative : {"server", "x-powered-by", "set-cookie", "access-control-allow-origin"})
                QVERIFY2(!reply.headers.contains(talkative), talkative);
        }
    }

    void whereOneComesFromCannotBeClaimed()
    {
        test::ServerFixture own;
        QVERIFY(own.isSound());
        const auto guess = [&own](int i) {
            const QByteArray address = "10.0.0." + QByteArray::number(i);
            return own.request("POST", "/graphql", QStringLiteral("wrongwrongwrong%1").arg(i), "{}",
                {{"X-Forwarded-For", address}, {"X-Real-IP", address}, {"Forwarded", "for=" + address}});
        };
        for (int i = 0; i < 10; ++i)
            QCOMPARE(guess(i).status, 401);
        const test::Reply reply = guess(11);
        QCOMPARE(reply.status, 429);
        QVERIFY(reply.headers.value("retry-after").toInt() > 0);
    }

private:
    static QString ben() { return QStringLiteral("ben"); }
    [[nodiscard]] QByteArray authorized(const QByteArray &begin) const
    {
        return begin + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer "
            + m_server->key(ben()).toLatin1() + "\r\n";
    }
    /// All that comes until the server ends the connection, or ten seconds of silence.
    [[nodiscard]] QByteArray everythingFor(const QByteArray &bytes) const
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), m_server->port());
        if (!socket.waitForConnected(10'000))
            return "cannot connect";
        socket.write(bytes);
        QByteArray answer;
        while (socket.waitForReadyRead(10'000))
            answer += socket.readAll();
        return answer + socket.readAll();
    }

    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestHostileRequests)
#include "testhostilerequests.moc"
