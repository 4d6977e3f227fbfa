#include "damage.h"
#include "support/serverprocess.h"
#include "support/streamwriter.h"
#include "support/testmain.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

/// SIGKILL at any moment of a server that is logged to: what it acknowledged is there, in order, once.
/// COHORT_KILLS=100 for the long form, COHORT_SEED=n to see one again.
class TestKills : public QObject
{
    Q_OBJECT

private slots:
    void whatWasAcknowledgedSurvives()
    {
        const int kills = qEnvironmentVariable("COHORT_KILLS", QStringLiteral("8")).toInt();
        const quint32 seed =
            qEnvironmentVariable("COHORT_SEED", QString::number(QRandomGenerator::global()->generate())).toUInt();
        QRandomGenerator random(seed);
        const QTemporaryDir folder;
        test::ServerProcess server(folder.filePath(QStringLiteral("data")));
        QVERIFY2(server.start(), server.output().constData());
        const test::StreamWriter::Pace pace{.rowsInPost = 50, .millisecondsBetweenPosts = 0};
        std::vector<std::unique_ptr<test::StreamWriter>> writers;
        for (int i = 0; i < 4; ++i) {
            writers.push_back(std::make_unique<test::StreamWriter>(
                server.port(), server.adminKey(), QStringLiteral("admin/kills"), QStringLiteral("run%1").arg(i), pace));
            QVERIFY(writers.back()->start());
        }
        for (int i = 0; i < kills; ++i) {
            const qint64 more = 50 * (1 + random.bounded(40));
            std::vector<qint64> before;
            before.reserve(writers.size());
            for (const auto &writer : writers)
                before.push_back(writer->acknowledged());
            for (size_t w = 0; w < writers.size(); ++w)
                QTRY_VERIFY_WITH_TIMEOUT(writers[w]->acknowledged() >= before[w] + more, 60'000);
            server.kill();
            QCOMPARE(test::integrityOf(server.folder()), QStringLiteral("ok"));
            QVERIFY2(server.start(), server.output().constData());
        }
        qint64 rows = 0;
        for (const auto &writer : writers) {
            writer->stop();
            QCOMPARE(writer->finalRefusal(), QByteArray());
            QVERIFY(writer->failures() > 0);
            const QString problem = writer->compareWithServer();
            QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("%1 (seed %2)").arg(problem).arg(seed)));
            rows += writer->acknowledged();
        }
        qInfo("%d kills, %lld rows acknowledged and there", kills, static_cast<long long>(rows));
        QCOMPARE(server.stop(), 0);
    }
};

COHORT_TEST(TestKills)
#include "testkills.moc"
