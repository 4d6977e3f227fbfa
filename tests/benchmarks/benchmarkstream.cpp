// Loads a cohortd as a lab does: 50 writers of 200 rows a second each, then as much history as goes in, then crowds of
// clients that say nothing. Fails when anything is lost, doubled or out of order, or when a crowd holds up others.
// `--quick`: some seconds, whatever the machine does meanwhile.
//   --crowds   the crowds only

#include "crowdbenchmark.h"
#include "measure.h"
#include "support/serverprocess.h"
#include "support/streamwriter.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <cstdio>
#include <memory>

namespace {

using bench::part;

struct Size
{
    int seconds = 60;
    int writers = 50;
    qint64 ingestRows = 400'000;
    int giantPosts = 20;
};

using Writers = std::vector<std::unique_ptr<test::StreamWriter>>;

QString entityOf(test::ServerProcess &server)
{
    test::HttpLink link(server.port(), server.adminKey());
    return link.graphql(QStringLiteral("{ viewer { entity } }"))
        .value(QLatin1String("viewer"))[QLatin1String("entity")]
        .toString();
}

/// The number of runs whose history is not what was logged.
int countDamage(Writers &writers)
{
    int damaged = 0;
    for (const auto &writer : writers) {
        const QString problem = writer->compareWithServer();
        if (!problem.isEmpty())
            std::printf("  LOST: %s\n", qPrintable(problem));
        damaged += problem.isEmpty() ? 0 : 1;
    }
    return damaged;
}

int measureWriters(test::ServerProcess &server, const Size &size)
{
    const test::StreamWriter::Pace pace{.rowsInPost = 100, .millisecondsBetweenPosts = 500};
    const QString place = entityOf(server) + QStringLiteral("/lab");
    Writers writers;
    QElapsedTimer timer;
    timer.start();
    const double processorBefore = server.processorSeconds();
    for (int i = 0; i < size.writers; ++i) {
        writers.push_back(std::make_unique<test::StreamWriter>(
            server.port(), server.adminKey(), place, QStringLiteral("run%1").arg(i), pace));
        if (!writers.back()->start())
            return 1;
    }
    qint64 earlyMemory = 0;
    while (timer.elapsed() < size.seconds * 1000LL) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        if (earlyMemory == 0 && timer.elapsed() > size.seconds * 1000LL / 3)
            earlyMemory = server.residentKib();
    }
    const qint64 lateMemory = server.residentKib();
    for (const auto &writer : writers)
        writer->askToStop();
    std::vector<double> waits;
    qint64 rows = 0;
    int failures = 0;
    for (const auto &writer : writers) {
        writer->stop();
        waits.insert(waits.end(), writer->waits().begin(), writer->waits().end());
        rows += writer->acknowledged();
        failures += writer->failures();
    }
    const auto taken = static_cast<double>(timer.elapsed()) / 1000;
    std::printf("%d writers, %.0f s: %lld rows, %.0f rows/s, %d failures\n", size.writers, taken,
        static_cast<long long>(rows), static_cast<double>(rows) / taken, failures);
    std::printf("  acknowledged within: half %.1f ms, 99 %% %.1f ms, all %.1f ms\n", part(waits, 0.5),
        part(waits, 0.99), part(waits, 1));
    std::printf("  resident after a third %lld KiB, at the end %lld KiB; processor %.2f s\n",
        static_cast<long long>(earlyMemory), static_cast<long long>(lateMemory),
        server.processorSeconds() - processorBefore);
    return countDamage(writers);
}

/// How long others wait while somebody sends the largest requests that are taken, one after the other.
int measureNeighbours(test::ServerProcess &server, const Size &size)
{
    const QString place = entityOf(server) + QStringLiteral("/neighbours");
    const test::StreamWriter::Pace large{
        .rowsInPost = 25'000, .millisecondsBetweenPosts = 0, .metrics = 10, .rowsAtMost = size.giantPosts * 25'000};
    const test::StreamWriter::Pace small{.rowsInPost = 20, .millisecondsBetweenPosts = 20};
    test::StreamWriter giant(server.port(), server.adminKey(), place, QStringLiteral("giant"), large);
    giant.prepare();
    Writers writers;
    for (int i = 0; i < 2; ++i)
        writers.push_back(std::make_unique<test::StreamWriter>(
            server.port(), server.adminKey(), place, QStringLiteral("run%1").arg(i), small));
    if (!giant.start() || !writers[0]->start() || !writers[1]->start())
        return 1;
    giant.join();
    std::vector<double> waits;
    for (const auto &writer : writers) {
        writer->stop();
        waits.insert(waits.end(), writer->waits().begin(), writer->waits().end());
    }
    std::printf(
        "beside requests of %.1f MB, %.0f ms each: acknowledged within: half %.1f ms, 99 %% %.1f ms, all %.1f ms\n",
        giant.megabytesInPost(), part(giant.waits(), 0.5), part(waits, 0.5), part(waits, 0.99), part(waits, 1));
    return countDamage(writers);
}

qint64 bytesOfDatabase(const test::ServerProcess &server)
{
    return QFileInfo(server.folder() + QStringLiteral("/server.db")).size()
        + QFileInfo(server.folder() + QStringLiteral("/server.db-wal")).size();
}

int measureIngest(test::ServerProcess &server, const Size &size)
{
    constexpr int runs = 4;
    const test::StreamWriter::Pace pace{
        .rowsInPost = 500, .millisecondsBetweenPosts = 0, .metrics = 10, .rowsAtMost = size.ingestRows / runs};
    const QString place = entityOf(server) + QStringLiteral("/ingest");
    Writers writers;
    for (int i = 0; i < runs; ++i) {
        writers.push_back(std::make_unique<test::StreamWriter>(
            server.port(), server.adminKey(), place, QStringLiteral("run%1").arg(i), pace));
        writers.back()->prepare();
    }
    const qint64 bytesBefore = bytesOfDatabase(server);
    const double processorBefore = server.processorSeconds();
    QElapsedTimer timer;
    timer.start();
    for (const auto &writer : writers) {
        if (!writer->start())
            return 1;
    }
    qint64 rows = 0;
    for (const auto &writer : writers) {
        writer->join();
        rows += writer->acknowledged();
    }
    const auto taken = static_cast<double>(timer.elapsed()) / 1000;
    const auto points = static_cast<double>(rows * pace.metrics);
    const double processor = server.processorSeconds() - processorBefore;
    const int damaged = countDamage(writers);
    server.stop(); // empties the write-ahead log into the file
    std::printf(
        "ingest: %.0f points in %.2f s: %.0f points/s; processor %.2f s\n", points, taken, points / taken, processor);
    std::printf("  %.2f bytes a point on disk\n", static_cast<double>(bytesOfDatabase(server) - bytesBefore) / points);
    return damaged;
}

bool measureCrowds(test::ServerProcess &server, bool isQuick)
{
    return server.start() && bench::benchmarkCrowds(server, !isQuick);
}

int measureStream(const Size &size, bool isQuick)
{
    const QTemporaryDir folder;
    test::ServerProcess server(folder.filePath(QStringLiteral("data")));
    if (!server.start()) {
        std::printf("cohortd does not start: %s\n", server.output().constData());
        return 1;
    }
    int damaged = measureWriters(server, size);
    damaged += measureNeighbours(server, size);
    damaged += server.stop() == 0 ? 0 : 1;
    if (!server.start())
        return 1;
    damaged += measureIngest(server, size); // stops it
    return measureCrowds(server, isQuick) && damaged == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const bool isQuick = arguments.contains(QStringLiteral("--quick"));
    if (arguments.contains(QStringLiteral("--crowds"))) {
        const QTemporaryDir folder;
        test::ServerProcess server(folder.filePath(QStringLiteral("data")));
        return measureCrowds(server, isQuick) ? 0 : 1;
    }
    return measureStream(isQuick ? Size{.seconds = 4, .ingestRows = 40'000, .giantPosts = 2} : Size{}, isQuick);
}
