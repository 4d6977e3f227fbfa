#include "serverfixture.h"
#include "support/faultyvfs.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QTest>
#include <functional>

using Mode = test::FaultyVfs::Mode;

/// The disk fails at each single access of a request: the answer says "try again", nothing half is kept, and the next
/// try has the effect of one.
class TestServerFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_disk = std::make_unique<test::FaultyVfs>();
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
        QVERIFY(!m_server->makeRun(ben(), lab(), QStringLiteral("p"), QStringLiteral("r")).isEmpty());
    }
    void cleanupTestCase()
    {
        m_server.reset();
        m_disk.reset();
    }

    void linesAreKeptWholeOrNotAtAll_data() { modes(); }
    void linesAreKeptWholeOrNotAtAll()
    {
        QFETCH(Mode, mode);
        const auto post = [this] {
            QJsonArray lines;
            for (int i = 0; i < 40; ++i)
                lines.append(QStringLiteral("{\"_step\":%1,\"loss\":0.5}").arg(m_rows + i));
            return m_server->stream(ben(), lab(), QStringLiteral("p"), QStringLiteral("r"),
                {{QStringLiteral("files"),
                    QJsonObject{{QStringLiteral("wandb-history.jsonl"),
                        QJsonObject{{QStringLiteral("offset"), m_rows}, {QStringLiteral("content"), lines}}}}}});
        };
        failEachAccess(
            mode,
            [&] {
                const test::Reply reply = post();
                return reply;
            },
            [&] {
                const int before = m_rows;
                const int there = lineCount();
                QVERIFY2(there == before || there == before + 40, qPrintable(QString::number(there)));
                QCOMPARE(post().status, 200);
                QCOMPARE(lineCount(), before + 40);
                m_rows += 40;
            });
    }

    void changesAreMadeWholeOrNotAtAll_data() { modes(); }
    void changesAreMadeWholeOrNotAtAll()
    {
        QFETCH(Mode, mode);
        int number = 0;
        const auto make = [&] {
            const QJsonObject input{{QStringLiteral("entityName"), lab()},
                {QStringLiteral("modelName"), QStringLiteral("project-%1-%2").arg(static_cast<int>(mode)).arg(number)},
                {QStringLiteral("name"), QStringLiteral("run")}};
            return m_server->graphql(ben(),
                QStringLiteral("mutation($i: UpsertBucketInput!) { upsertBucket(input: $i) { bucket { name } } }"),
                {{QStringLiteral("i"), input}});
        };
        failEachAccess(mode, make, [&] {
            const test::Reply again = make();
            QCOMPARE(again.status, 200);
            QVERIFY2(!again.json().contains(QLatin1String("errors")), again.body.constData());
            ++number;
        });
    }

    void readingGoesOnWhileNothingCanBeWritten()
    {
        m_disk->failAt(0, Mode::FromThere);
        QVERIFY(lineCount() >= 0);
        m_disk->failAt(-1, Mode::Once);
    }

private:
    static QString ben() { return QStringLiteral("ben"); }
    static QString lab() { return QStringLiteral("lab"); }
    static void modes()
    {
        QTest::addColumn<Mode>("mode");
        QTest::newRow("once") << Mode::Once;
        QTest::newRow("full") << Mode::FromThere;
    }

    /// `ask` with the access 0, 1, 2, ... failing, until none is left to fail; `heal` after each with a sound disk.
    void failEachAccess(Mode mode, const std::function<test::Reply()> &ask, const std::function<void()> &heal)
    {
        int refused = 0;
        for (int n = 0; n < 500; ++n) {
            m_disk->failAt(n, mode);
            const test::Reply reply = ask();
            const bool hasFailed = m_disk->hasFailed();
            m_disk->failAt(-1, Mode::Once);
            if (reply.status == 503) {
                ++refused;
                QVERIFY(hasFailed);
                QVERIFY(reply.headers.value("retry-after").toInt() > 0);
                QVERIFY2(!reply.body.contains("sql") && !reply.body.contains("INSERT"), reply.body.constData());
            } else {
                QCOMPARE(reply.status, 200);
                QVERIFY2(!reply.json().contains(QLatin1String("errors")), reply.body.constData());
            }
            heal();
            if (QTest::currentTestFailed())
                return;
            if (!hasFailed) {
                QVERIFY2(refused > 0, "no access ever failed");
                return;
            }
        }
        QFAIL("there is no end to the accesses");
    }
    int lineCount()
    {
        return m_server
            ->graphql(ben(),
                QStringLiteral(
                    "{ project(name: \"p\", entityName: \"lab\") { run(name: \"r\") { historyLineCount } } }"))
            .data(QStringLiteral("project.run.historyLineCount"))
            .toInt(-1);
    }

    std::unique_ptr<test::FaultyVfs> m_disk;
    std::unique_ptr<test::ServerFixture> m_server;
    int m_rows = 0;
};

COHORT_TEST(TestServerFaults)
#include "testserverfaults.moc"
