// Measures charts and the storage of histories against what others would do, in turn in one run: absolute times move
// with the machine, ratios hardly.
//   --quick          once and small
//   --case RUNSxCOUNT  this size of chart only
//   --pane           the page of many charts only

#include "chartbenchmark.h"
#include "panebenchmark.h"
#include "storagebenchmark.h"

#include <QThreadPool>
#include <cstdio>

namespace {

bool runStorage(bool isQuick)
{
    return bench::benchmarkCodec(true, isQuick ? 10 : 500) && bench::benchmarkCodec(false, isQuick ? 10 : 500)
        && bench::benchmarkRows(isQuick ? 500 : 50'000)
        && (isQuick ? bench::benchmarkHistoryStore(3, 1000, 1) : bench::benchmarkHistoryStore(100, 10'000, 3));
}

bool runPane(bench::WatchedApplication &application)
{
    return bench::benchmarkPane(application, 150, 20, 2000, 9);
}

void printHead()
{
    std::printf("ms a frame of 1600x900 with axes, and how many times as long QPainter takes with reduced points\n"
                "%-16s",
        "runs x points");
    for (const char *name : {"first paint", "zoom, whole", "zoom to 20 %", "zoom to 2 %", "pan", "append", "smoothing"})
        std::printf("| %-15s ", name);
    std::printf("| of it | hover\n");
}

} // namespace

int main(int argc, char **argv)
{
    bench::WatchedApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const bool isQuick = arguments.contains(QStringLiteral("--quick"));
    const qsizetype only = arguments.indexOf(QStringLiteral("--case"));
    if (arguments.contains(QStringLiteral("--pane")))
        return runPane(application) ? 0 : 1;
    bench::ChartBenchmark::measureMemory(100, isQuick ? 1000 : 100'000); // first: memory is reused later
    printHead();
    if (isQuick) {
        bench::ChartBenchmark(10, 1000, {1, 1, 1}).run();
        return bench::benchmarkPane(application, 100, 4, 2000, 3) && runStorage(true) ? 0 : 1;
    }
    if (only >= 0) {
        const QStringList sizes = arguments.value(only + 1).split(QLatin1Char('x'));
        bench::ChartBenchmark(sizes.value(0).toInt(), sizes.value(1).toInt(), {}).run();
        return 0;
    }
    for (const auto &[runs, count] : std::initializer_list<std::pair<int, int>>{
             {10, 10'000}, {100, 10'000}, {1000, 1000}, {100, 100'000}, {1000, 10'000}, {10, 1'000'000}})
        bench::ChartBenchmark(runs, count, {}).run();
    return runPane(application) && runStorage(false) ? 0 : 1;
}
