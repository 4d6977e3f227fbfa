#include "api/httptransport.h"
#include "api/tlstrust.h"
#include "support/fakehttpserver.h"
#include "support/testmain.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

using namespace std::chrono_literals;
using api::HttpTransport;
using api::Transport;
using base::Error;
using test::FakeHttpServer;

namespace {

constexpr int longWait = 20000;
const api::Operation query{QStringLiteral("Q"), QStringLiteral("query Q { viewer { id } }"), false};
const api::Operation mutation{QStringLiteral("M"), QStringLiteral("mutation M { x }"), true};
const QByteArray goodBody = R"({"data": {"viewer": {"id": "VXNlcjox"}}})";

/// A transport with a key whose pauses are written down and take no time.
struct Client
{
    explicit Client(const QUrl &server, const std::function<void(HttpTransport::Options &)> &change = {})
    {
        HttpTransport::Options options;
        options.server = server;
        options.key = "secret-key";
        options.retry.random = [] { return 1.0; };
        options.later = [this](std::chrono::milliseconds pause, QObject *context, std::function<void()> action) {
            pauses.append(pause.count());
            QTimer::singleShot(0, context, std::move(action));
        };
        if (change)
            change(options);
        transport = std::make_unique<HttpTransport>(std::move(options));
    }

    base::Result<api::Reply> ask(const api::Operation &operation = query)
    {
        auto future = transport->send(operation, {});
        return QTest::qWaitFor([&future] { return future.isFinished(); }, longWait) && future.resultCount() == 1
            ? future.result()
            : Error{Error::Kind::Cancelled, QStringLiteral("no answer in the test")};
    }

    QList<qint64> pauses;
    std::unique_ptr<HttpTransport> transport;
};

Error errorOf(const base::Result<api::Reply> &result)
{
    return result ? Error{Error::Kind::Cancelled, QStringLiteral("no error")} : result.error();
}

FakeHttpServer::Handler always(const QByteArray &bytes)
{
    return [bytes](const FakeHttpServer::Request &, QTcpSocket *socket) { socket->write(bytes); };
}

/// The answers one after the other, the last one for ever.
FakeHttpServer::Handler inTurn(const QList<QByteArray> &answers)
{
    auto next = std::make_shared<qsizetype>(0);
    return [answers, next](const FakeHttpServer::Request &, QTcpSocket *socket) {
        socket->write(answers.at(std::min(*next, answers.size() - 1)));
        ++*next;
    };
}

QString dataFile(const char *name)
{
    return qEnvironmentVariable("COHORT_SOURCE_DIR") + QLatin1String("/tests/data/api/") + QLatin1String(name);
}

QList<QSslCertificate> selfSigned()
{
    return QSslCertificate::fromPath(dataFile("selfsigned.crt"));
}

QSslConfiguration serverTls()
{
    QFile file(dataFile("selfsigned.key"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPrivateKey(QSslKey(&file, QSsl::Ec));
    tls.setLocalCertificateChain(selfSigned());
    return tls;
}

} // namespace

class TestHttpTransport : public QObject
{
    Q_OBJECT

private slots:
    void anOperationGoesOutAsTheProtocolSays()
    {
        FakeHttpServer server;
        server.setHandler(always(FakeHttpServer::answer(200, goodBody)));
        Client client(QUrl(server.url().toString() + QLatin1String("/base/")));
        auto future = client.transport->send(query, {{QStringLiteral("n"), 7}});
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), longWait);
        QVERIFY(future.result());
        QCOMPARE(future.result()->data.keys(), QStringList{QStringLiteral("viewer")});
        QCOMPARE(client.transport->link(), Transport::Link::Online);

        QCOMPARE(server.requests().size(), 1);
        const auto &request = server.requests().first();
        QCOMPARE(request.line, QByteArray("POST /base/graphql HTTP/1.1"));
        QCOMPARE(request.headers.value("authorization"), "Basic " + QByteArray("api:secret-key").toBase64());
        QVERIFY(request.headers.value("content-type").startsWith("application/json"));
        QVERIFY(request.headers.value("accept-encoding").contains("gzip"));
        QVERIFY(!request.headers.contains("cookie"));
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        QCOMPARE(body.value(QStringLiteral("operationName")).toString(), query.name);
        QCOMPARE(body.value(QStringLiteral("query")).toString(), query.text);
        QCOMPARE(body.value(QStringLiteral("variables")).toObject().value(QStringLiteral("n")).toInt(), 7);
    }

    void noErrorShowsTheKeyOrAPasswordOfTheAddress()
    {
        FakeHttpServer server;
        QUrl url = server.url();
        url.setUserInfo(QStringLiteral("me:hidden-password"));
        QStringList details;
        for (const int status : {302, 400, 401, 403, 404, 500}) {
            server.setHandler(always(FakeHttpServer::answer(status, "<html>", "text/html", {"Location: /elsewhere"})));
            Client client(url, [](auto &options) { options.retry.maxTries = 1; });
            details.append(errorOf(client.ask()).detail);
        }
        server.close();
        Client client(url);
        details.append(errorOf(client.ask()).detail);
        const QString all = details.join(QLatin1Char('\n'));
        QVERIFY(!all.contains(QLatin1String("secret-key")));
        QVERIFY2(!all.contains(QLatin1String("hidden-password")), qPrintable(all));
        for (const auto &request : server.requests())
            QCOMPARE(request.headers.value("authorization"), "Basic " + QByteArray("api:secret-key").toBase64());
    }

    void compressedAnswersAreRead()
    {
        FakeHttpServer server;
        // {"data": {"viewer": null}}, by gzip.
        const QByteArray packed =
            QByteArray::fromBase64("H4sIAAAAAAACA6tWSkksSVSyUqhWKstMLU8tAjLzSnNyamsBK43aTRoAAAA=");
        server.setHandler(always(FakeHttpServer::answer(200, packed, "application/json", {"Content-Encoding: gzip"})));
        Client client(server.url());
        const auto reply = client.ask();
        QVERIFY2(reply.ok(), qPrintable(errorOf(reply).detail));
        QVERIFY(reply->data.contains(QStringLiteral("viewer")));
    }

    void aRedirectionIsAnErrorAndNoOtherHostSeesTheKey_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {301, 302, 303, 307, 308})
            QTest::addRow("%d", status) << status;
    }

    void aRedirectionIsAnErrorAndNoOtherHostSeesTheKey()
    {
        QFETCH(int, status);
        FakeHttpServer other;
        other.setHandler(always(FakeHttpServer::answer(200, goodBody)));
        FakeHttpServer server;
        server.setHandler(always(FakeHttpServer::answer(
            status, "{}", "application/json", {"Location: " + other.url().toEncoded() + "/graphql"})));
        Client client(server.url());
        const Error error = errorOf(client.ask());
        QCOMPARE(error.kind, Error::Kind::BadReply);
        QVERIFY2(error.detail.contains(other.url().toString()), qPrintable(error.detail));
        QCOMPARE(other.connections(), 0);
        QCOMPARE(server.requests().size(), 1);
    }

    void anAnswerThatNeverEndsIsCutAtTheLimitWhileItArrives()
    {
        FakeHttpServer server;
        qint64 written = 0;
        server.setHandler([&written](const FakeHttpServer::Request &, QTcpSocket *socket) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[");
            const auto more = [socket, &written] {
                if (socket->bytesToWrite() < 100000) {
                    socket->write(QByteArray(100000, ' '));
                    written += 100000;
                }
            };
            QObject::connect(socket, &QTcpSocket::bytesWritten, socket, more);
            more();
        });
        Client client(server.url(), [](auto &options) { options.limits.answerBytes = 1000000; });
        const Error error = errorOf(client.ask());
        QCOMPARE(error.kind, Error::Kind::BadReply);
        QVERIFY2(error.detail.contains(QLatin1String("larger")), qPrintable(error.detail));
        QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, longWait);
        QVERIFY2(written < 20000000, qPrintable(QString::number(written)));
        QCOMPARE(client.pauses.size(), 0);
    }

    void aSilentServerIsGivenUp()
    {
        FakeHttpServer server;
        server.setHandler([](const FakeHttpServer::Request &, QTcpSocket *) {});
        Client client(server.url(), [](auto &options) {
            options.limits.silence = 50ms;
            options.retry.maxTries = 1;
        });
        const Error error = errorOf(client.ask());
        QCOMPARE(error.kind, Error::Kind::Offline);
        QVERIFY2(error.detail.contains(QLatin1String("silent")), qPrintable(error.detail));
        QCOMPARE(client.transport->link(), Transport::Link::Offline);
        QCOMPARE(client.transport->linkError(), std::optional<Error>(error));
    }

    void dripsDoNotOutwitTheTotalLimit()
    {
        FakeHttpServer server;
        QTimer drip;
        server.setHandler([&drip](const FakeHttpServer::Request &, QTcpSocket *socket) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n");
            QObject::connect(&drip, &QTimer::timeout, socket, [socket] { socket->write(" "); });
            drip.start(5);
        });
        Client client(server.url(), [](auto &options) {
            options.limits.silence = 10s;
            options.limits.total = 200ms;
        });
        const Error error = errorOf(client.ask());
        QCOMPARE(error.kind, Error::Kind::Offline);
        QVERIFY2(error.detail.contains(QLatin1String("not complete")), qPrintable(error.detail));
    }

    void aServerThatDoesNotTakeTheConnectionIsGivenUp()
    {
        // The port takes the connection, the TLS handshake never comes.
        QTcpServer mute;
        QVERIFY(mute.listen(QHostAddress::LocalHost));
        const QUrl url(QStringLiteral("https://127.0.0.1:%1").arg(mute.serverPort()));
        Client client(url, [](auto &options) { options.limits.connect = 100ms; });
        const Error error = errorOf(client.ask());
        QCOMPARE(error.kind, Error::Kind::Offline);
        QVERIFY2(error.detail.contains(QLatin1String("no connection")), qPrintable(error.detail));
        QCOMPARE(client.pauses.size(), 0);
    }

    void whereNothingListensThePersonHearsAtOnce()
    {
        FakeHttpServer server;
        const QUrl url = server.url();
        server.close();
        Client client(url);
        QSignalSpy changed(client.transport.get(), &Transport::linkChanged);
        QCOMPARE(errorOf(client.ask()).kind, Error::Kind::Offline);
        QCOMPARE(client.transport->link(), Transport::Link::Offline);
        QCOMPARE(client.pauses.size(), 0);
        QCOMPARE(changed.size(), 1);
    }

    void aConnectionThatWasGoodIsTriedAgain()
    {
        auto server = std::make_unique<FakeHttpServer>();
        server->setHandler(always(FakeHttpServer::answer(200, goodBody, "application/json", {"Connection: close"})));
        Client client(server->url());
        QVERIFY(client.ask());
        server.reset();
        QCOMPARE(errorOf(client.ask()).kind, Error::Kind::Offline);
        QCOMPARE(client.pauses, QList<qint64>({1000}));
    }

    void readsAreTriedFiveTimesWithGrowingPauses()
    {
        FakeHttpServer server;
        server.setHandler(always(FakeHttpServer::answer(503, "down", "text/plain")));
        Client client(server.url());
        QCOMPARE(errorOf(client.ask()).kind, Error::Kind::Busy);
        QCOMPARE(server.requests().size(), 5);
        QCOMPARE(client.pauses, QList<qint64>({1000, 2000, 4000, 8000}));
    }

    void retryAfterIsHonoured()
    {
        FakeHttpServer server;
        server.setHandler(inTurn({FakeHttpServer::answer(429, "{}", "application/json", {"Retry-After: 7"}),
            FakeHttpServer::answer(200, goodBody)}));
        Client client(server.url());
        QVERIFY(client.ask());
        QCOMPARE(client.pauses, QList<qint64>({7000}));
        // A mutation that the server did not begin is safe to repeat.
        server.setHandler(inTurn({FakeHttpServer::answer(429, "{}", "application/json", {"Retry-After: 9"}),
            FakeHttpServer::answer(200, goodBody)}));
        QVERIFY(client.ask(mutation));
        QCOMPARE(client.pauses, QList<qint64>({7000, 9000}));
    }

    void nobodyWaitsLongerThanTheLongestPause()
    {
        FakeHttpServer server;
        server.setHandler(always(FakeHttpServer::answer(429, "{}", "application/json", {"Retry-After: 3600"})));
        Client client(server.url());
        QCOMPARE(errorOf(client.ask()).kind, Error::Kind::Busy);
        QCOMPARE(server.requests().size(), 1);
    }

    void mutationsAreNotRepeated_data()
    {
        QTest::addColumn<QByteArray>("answer"); // empty: the server hangs up
        QTest::addColumn<Error::Kind>("kind");
        QTest::newRow("503") << FakeHttpServer::answer(503, "{}") << Error::Kind::Busy;
        QTest::newRow("500") << FakeHttpServer::answer(500, "{}") << Error::Kind::BadReply;
        QTest::newRow("hung up") << QByteArray() << Error::Kind::Offline;
    }

    void mutationsAreNotRepeated()
    {
        QFETCH(QByteArray, answer);
        QFETCH(Error::Kind, kind);
        FakeHttpServer server;
        server.setHandler([answer](const FakeHttpServer::Request &, QTcpSocket *socket) {
            socket->write(answer);
            if (answer.isEmpty())
                socket->disconnectFromHost();
        });
        Client client(server.url());
        QCOMPARE(errorOf(client.ask(mutation)).kind, kind);
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(client.pauses.size(), 0);
    }

    void aReadThatBreaksOffIsRepeated()
    {
        FakeHttpServer server;
        int count = 0;
        server.setHandler([&count](const FakeHttpServer::Request &, QTcpSocket *socket) {
            if (++count == 1) {
                socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"da");
                socket->disconnectFromHost();
            } else {
                socket->write(FakeHttpServer::answer(200, goodBody));
            }
        });
        Client client(server.url());
        QVERIFY(client.ask());
        QCOMPARE(count, 2);
        QCOMPARE(client.pauses, QList<qint64>({1000}));
    }

    void otherRefusalsAreNotRepeated_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Error::Kind>("kind");
        QTest::newRow("400") << 400
                             << QByteArray(
                                    "{\"errors\":[{\"message\":\"Cannot query field \\\"x\\\" on type \\\"Y\\\".\"}]}")
                             << Error::Kind::BadReply;
        QTest::newRow("403") << 403 << QByteArray(R"({"error":"permission denied"})") << Error::Kind::Forbidden;
        QTest::newRow("404") << 404 << QByteArray("{}") << Error::Kind::BadReply;
        QTest::newRow("409") << 409 << QByteArray("{}") << Error::Kind::Conflict;
        QTest::newRow("422") << 422 << QByteArray("{}") << Error::Kind::Invalid;
        QTest::newRow("501") << 501 << QByteArray("{}") << Error::Kind::BadReply;
    }

    void otherRefusalsAreNotRepeated()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(Error::Kind, kind);
        FakeHttpServer server;
        server.setHandler(always(FakeHttpServer::answer(status, body)));
        Client client(server.url());
        QCOMPARE(errorOf(client.ask()).kind, kind);
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(client.transport->link(), Transport::Link::Online);
    }

    void afterARefusedKeyNothingIsSentUntilSignIn()
    {
        FakeHttpServer server;
        int held = 0;
        server.setHandler([&held](const FakeHttpServer::Request &, QTcpSocket *socket) {
            if (++held == 3) // two calls hang when the third is refused
                socket->write(FakeHttpServer::answer(
                    401, R"({"error":"bad key"})", "application/json", {"WWW-Authenticate: Basic realm=x"}));
        });
        Client client(server.url());
        QList<QFuture<base::Result<api::Reply>>> futures;
        for (int i = 0; i < 3; ++i)
            futures.append(client.transport->send(query, {}));
        for (const auto &future : futures) {
            QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), longWait);
            QCOMPARE(errorOf(future.result()).kind, Error::Kind::Unauthorized);
        }
        QCOMPARE(client.transport->link(), Transport::Link::KeyRefused);
        const qsizetype sent = server.requests().size();
        QCOMPARE(errorOf(client.ask()).kind, Error::Kind::Unauthorized);
        QCOMPARE(server.requests().size(), sent);

        server.setHandler(always(FakeHttpServer::answer(200, goodBody)));
        client.transport->setKey("another");
        QVERIFY(client.ask());
        QCOMPARE(
            server.requests().last().headers.value("authorization"), "Basic " + QByteArray("api:another").toBase64());
        QCOMPARE(client.transport->link(), Transport::Link::Online);
    }

    void withoutAKeyNothingIsSent()
    {
        FakeHttpServer server;
        Client client(server.url(), [](auto &options) { options.key.clear(); });
        QCOMPARE(client.transport->link(), Transport::Link::KeyMissing);
        QCOMPARE(errorOf(client.ask()).kind, Error::Kind::Unauthorized);
        QCOMPARE(server.connections(), 0);
    }

    void foreignAnswersAreToldApart_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("HTML") << FakeHttpServer::answer(200, "<html>Sign in to the hotel</html>", "text/html");
        QTest::newRow("broken JSON") << FakeHttpServer::answer(200, R"({"data": {"viewer")");
        QTest::newRow("a list") << FakeHttpServer::answer(200, "[1, 2]");
        QTest::newRow("no data") << FakeHttpServer::answer(200, "{}");
        QTest::newRow("deep") << FakeHttpServer::answer(200, QByteArray(100000, '['));
        QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n\r\n");
    }

    void foreignAnswersAreToldApart()
    {
        QFETCH(QByteArray, answer);
        FakeHttpServer server;
        server.setHandler([answer](const FakeHttpServer::Request &, QTcpSocket *socket) {
            socket->write(answer);
            socket->disconnectFromHost();
        });
        Client client(server.url(), [](auto &options) { options.retry.maxTries = 1; });
        const Error error = errorOf(client.ask());
        QVERIFY2(error.kind == Error::Kind::BadReply || answer.startsWith("SSH"), qPrintable(error.detail));
        QVERIFY(!error.detail.contains(QLatin1String("no error")));
    }

    void anUntrustedCertificateIsRefusedAndTold()
    {
        FakeHttpServer server(serverTls());
        server.setHandler(always(FakeHttpServer::answer(200, goodBody)));
        Client client(server.url());
        const Error error = errorOf(client.ask());
        QCOMPARE(error.kind, Error::Kind::Tls);
        QVERIFY2(error.detail.contains(QLatin1String("self-signed")), qPrintable(error.detail));
        QCOMPARE(client.transport->link(), Transport::Link::Unsafe);
        QCOMPARE(server.requests().size(), 0);
        QCOMPARE(client.pauses.size(), 0);
    }

    void anAuthorityOfOnesOwnIsTrustedForThisServer()
    {
        FakeHttpServer server(serverTls());
        server.setHandler(always(FakeHttpServer::answer(200, goodBody)));
        Client client(server.url(), [](auto &options) { options.authorities = selfSigned(); });
        const auto reply = client.ask();
        QVERIFY2(reply.ok(), qPrintable(errorOf(reply).detail));
    }

    void withoutAuthoritiesOfOnesOwnTheSystemsAreLookedUp()
    {
        // Qt looks them up on demand, until somebody touches the list of the configuration.
        QCOMPARE(api::tlsTrusting({}), QSslConfiguration::defaultConfiguration());
        QSslConfiguration touched = QSslConfiguration::defaultConfiguration();
        touched.addCaCertificates(QList<QSslCertificate>());
        QVERIFY(api::tlsTrusting({}) != touched);
    }

    void aCallEndsWithItsOwner()
    {
        FakeHttpServer server;
        server.setHandler([](const FakeHttpServer::Request &, QTcpSocket *) {});
        Client client(server.url());
        auto owner = std::make_unique<QObject>();
        auto future = client.transport->send(query, {}, {owner.get()});
        QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1, longWait);
        owner.reset();
        QVERIFY(future.isFinished());
        QVERIFY(future.isCanceled());
        QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, longWait);
    }

    void cancellingTheFutureAbortsTheCall()
    {
        FakeHttpServer server;
        server.setHandler([](const FakeHttpServer::Request &, QTcpSocket *) {});
        Client client(server.url());
        auto future = client.transport->send(query, {});
        QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1, longWait);
        future.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, longWait);
    }

    void destroyedWhileCallsHangItAnswersCancelled()
    {
        FakeHttpServer server;
        server.setHandler([](const FakeHttpServer::Request &, QTcpSocket *) {});
        auto client = std::make_unique<Client>(server.url());
        QList<QFuture<base::Result<api::Reply>>> futures;
        for (int i = 0; i < 20; ++i)
            futures.append(client->transport->send(query, {}));
        QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 6, longWait);
        client.reset();
        for (const auto &future : futures) {
            QVERIFY(future.isFinished());
            QCOMPARE(errorOf(future.result()).kind, Error::Kind::Cancelled);
        }
        QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, longWait);
    }

    void destroyedDuringAPauseItAnswersCancelled()
    {
        FakeHttpServer server;
        server.setHandler(always(FakeHttpServer::answer(503, "{}")));
        auto client = std::make_unique<Client>(server.url(), [](auto &options) {
            options.later = {}; // real pauses
            options.retry.firstPause = 60s;
        });
        auto future = client->transport->send(query, {});
        QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1, longWait);
        QTRY_COMPARE_WITH_TIMEOUT(client->transport->link(), Transport::Link::Online, longWait);
        client.reset();
        QVERIFY(future.isFinished());
        QCOMPARE(errorOf(future.result()).kind, Error::Kind::Cancelled);
    }

    void whatAPersonWaitsForComesBeforeBackgroundWork()
    {
        FakeHttpServer server;
        QList<QTcpSocket *> waiting;
        QStringList order;
        server.setHandler([&](const FakeHttpServer::Request &request, QTcpSocket *socket) {
            order.append(QJsonDocument::fromJson(request.body)[QLatin1String("operationName")].toString());
            waiting.append(socket);
        });
        Client client(server.url(), [](auto &options) { options.limits.parallelCalls = 1; });
        const api::Operation urgent{QStringLiteral("Urgent"), query.text, false};
        QList<QFuture<base::Result<api::Reply>>> futures;
        for (int i = 0; i < 3; ++i)
            futures.append(client.transport->send(query, {}, {nullptr, api::Urgency::Background}));
        futures.append(client.transport->send(urgent, {}));
        for (int i = 0; i < 4; ++i) {
            QTRY_COMPARE_WITH_TIMEOUT(waiting.size(), i + 1, longWait);
            waiting.last()->write(FakeHttpServer::answer(200, goodBody));
        }
        const QString background = query.name;
        QCOMPARE(order, QStringList({background, urgent.name, background, background}));
    }
};

COHORT_TEST(TestHttpTransport)
#include "testhttptransport.moc"
