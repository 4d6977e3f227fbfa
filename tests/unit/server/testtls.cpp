#include "server/teamserver.h"
#include "support/testmain.h"

#include <QFile>
#include <QRegularExpression>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

/// Whom the server answers, and that what crosses a network is encrypted unless somebody says otherwise.
class TestTls : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aGivenCertificateIsServed()
    {
        const auto server = server::TeamServer::start(options("api/selfsigned.crt", "api/selfsigned.key"));
        QVERIFY2(server.ok(), server.ok() ? "" : qPrintable(server.error().detail));
        QCOMPARE((*server)->url().scheme(), QStringLiteral("https"));
        const auto port = static_cast<quint16>((*server)->url().port());

        QSslSocket socket;
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates(QSslCertificate::fromData(content("api/selfsigned.crt")));
        socket.setSslConfiguration(tls);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port, QStringLiteral("localhost"));
        QVERIFY2(socket.waitForEncrypted(10'000), qPrintable(socket.errorString()));
        socket.write("GET /ready HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) + "\r\n\r\n");
        QVERIFY(socket.waitForReadyRead(10'000));
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 200"));

        QTcpSocket plain;
        plain.connectToHost(QStringLiteral("127.0.0.1"), port);
        QVERIFY(plain.waitForConnected(10'000));
        plain.write("GET /ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QVERIFY(plain.waitForDisconnected(10'000) || plain.state() == QAbstractSocket::UnconnectedState);
        QVERIFY(!plain.readAll().contains("HTTP/"));
    }

    void onlyAPairThatFitsIsTaken()
    {
        const std::pair<const char *, const char *> pairs[] = {{"api/selfsigned.crt", nullptr},
            {nullptr, "api/selfsigned.key"}, {"api/selfsigned.crt", "server/ended.key"},
            {"api/selfsigned.key", "api/selfsigned.crt"}, {"api/viewer.json", "api/selfsigned.key"}};
        for (const auto &[certificate, key] : pairs) {
            const auto server = server::TeamServer::start(options(certificate, key));
            QVERIFY2(!server.ok() && server.error().detail.contains(QLatin1String("certificate")), certificate);
        }
    }

    /// Clients refuse it one by one, and each says so to somebody who can do nothing about it.
    void aCertificateThatHasEndedIsToldOf()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("certificate .*2020-01-02")));
        QVERIFY(server::TeamServer::start(options("server/ended.crt", "server/ended.key")).ok());
    }

    void otherMachinesAreServedInPlainTextOnlyIfSomebodySaysSo()
    {
        for (const auto address : {QHostAddress::Any, QHostAddress::AnyIPv4, QHostAddress::AnyIPv6}) {
            server::TeamServer::Options open = options(nullptr, nullptr);
            open.address = address;
            const auto refused = server::TeamServer::start(open);
            QVERIFY(!refused.ok());
            QCOMPARE(refused.error().kind, base::Error::Kind::Forbidden);
        }
        server::TeamServer::Options allowed = options(nullptr, nullptr);
        allowed.address = QHostAddress::AnyIPv4;
        allowed.allowPlainHttp = true;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("plain HTTP")));
        QVERIFY(server::TeamServer::start(allowed).ok());
        QVERIFY(server::TeamServer::start(options(nullptr, nullptr)).ok()); // to this one only
    }

private:
    static QByteArray content(const char *name)
    {
        if (name == nullptr)
            return {};
        QFile file(qEnvironmentVariable("COHORT_SOURCE_DIR") + QStringLiteral("/tests/data/") + QLatin1String(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] server::TeamServer::Options options(const char *certificate, const char *key) const
    {
        server::TeamServer::Options options;
        options.dataFolder = m_folder->filePath(QStringLiteral("data"));
        options.tlsCertificate = content(certificate);
        options.tlsKey = content(key);
        return options;
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

COHORT_TEST(TestTls)
#include "testtls.moc"
