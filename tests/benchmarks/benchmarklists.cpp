// Measures long lists against what others would do, in turn in one run: the table of runs, the console of a run, and
// the runs as the cache has them. Fails when something takes much longer than there.
//   --quick   once and small

#include "consolebenchmark.h"
#include "runstablebenchmark.h"
#include "runstorebenchmark.h"

#include <QApplication>

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const bool isQuick = QApplication::arguments().contains(QStringLiteral("--quick"));
    const int rounds = isQuick ? 1 : 5;
    const bool isTableGood = bench::benchmarkRunsTable(isQuick ? 3'000 : 10'000, rounds);
    const bool isConsoleGood = bench::benchmarkConsole(isQuick ? 30'000 : 120'000, rounds);
    const bool isStoreGood = bench::benchmarkRunStore(isQuick ? 2'000 : 10'000, rounds);
    return isTableGood && isConsoleGood && isStoreGood ? 0 : 1;
}
