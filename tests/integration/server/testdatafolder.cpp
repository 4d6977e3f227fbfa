#include "support/httplink.h"
#include "support/serverprocess.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

/// One folder, one server; what is no folder of a server stays untouched.
class TestDataFolder : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_data = m_folder->filePath(QStringLiteral("data"));
    }
    void cleanup() { m_folder.reset(); }

    void aSecondServerIsRefusedAndSaysSo()
    {
        test::ServerProcess first(m_data);
        QVERIFY2(first.start(), first.output().constData());
        test::ServerProcess second(m_data);
        QVERIFY(!second.start());
        QVERIFY2(second.output().contains("another server uses the data folder " + m_data.toUtf8()),
            second.output().constData());
        test::HttpLink link(first.port(), first.adminKey());
        QVERIFY(!link.graphql(QStringLiteral("{ viewer { entity } }")).isEmpty());
        QCOMPARE(first.stop(), 0);
        QVERIFY2(second.start(), second.output().constData());
    }

    void theLockOfAKilledServerIsNoObstacle()
    {
        test::ServerProcess server(m_data);
        QVERIFY2(server.start(), server.output().constData());
        server.kill();
        QVERIFY2(server.start(), server.output().constData());
    }

    void theFirstStartShowsAKeyOnce()
    {
        test::ServerProcess server(m_data);
        QVERIFY2(server.start(), server.output().constData());
        QVERIFY(server.adminKey().size() >= 40);
        QCOMPARE(server.stop(), 0);
        QVERIFY2(server.start(), server.output().constData());
        QCOMPARE(server.output().count("API key"), 1);
    }

    void aFileOfAnotherProgramStaysAsItIs_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("text") << QByteArray(5000, 'x');
        QTest::newRow("cut off") << QByteArray("SQLite format 3");
        QTest::newRow("noise behind a head") << QByteArray("SQLite format 3\0", 16) + QByteArray(8000, '\x7f');
    }
    void aFileOfAnotherProgramStaysAsItIs()
    {
        QFETCH(QByteArray, content);
        QVERIFY(QDir().mkpath(m_data));
        QFile file(m_data + QStringLiteral("/server.db"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        test::ServerProcess server(m_data);
        QVERIFY(!server.start());
        QVERIFY2(server.output().contains("server.db"), server.output().constData());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_data;
};

COHORT_TEST(TestDataFolder)
#include "testdatafolder.moc"
