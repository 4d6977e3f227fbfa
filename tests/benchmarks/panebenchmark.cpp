#include "panebenchmark.h"

#include "losslines.h"
#include "measure.h"
#include "support/fakefeed.h"
#include "ui/runs/chartspane.h"

#include <QSlider>
#include <QTemporaryDir>
#include <cstdio>
#include <ctime>

namespace bench {

namespace {

constexpr QSize paneSize(1600, 900);
constexpr int strengthStep = 5; ///< of the slider, a round

/// Knows how much it has, as the real one does; the fake counts at each question.
class Histories : public test::FakeHistoryFeed
{
public:
    explicit Histories(qint64 rows) { m_state.rowsHere = m_state.rowsOnServer = rows; }
    [[nodiscard]] workspace::HistoryState state(const QString &) const override { return m_state; }

private:
    workspace::HistoryState m_state;
};

void fill(ui::ChartsPane &pane, test::FakeHistoryFeed &feed, int runs, int charts, int count)
{
    QList<ui::ChartRun> shown;
    shown.reserve(runs);
    for (const ui::PlotLine &line : lossLines(runs, count)) {
        shown.append({line.id, line.name, line.colour, true});
        for (int chart = 0; chart < charts; ++chart)
            feed.give(line.id, QStringLiteral("train/%1").arg(chart), *line.points);
    }
    pane.setRuns(shown);
}

void settle(const ui::ChartsPane &pane)
{
    do
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    while (!pane.isSettled());
}

/// Milliseconds of computing; waiting, and what others do on the machine, do not count.
double computed(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

} // namespace

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    bool isDone = false;
    ++m_depth;
    const double took = milliseconds([&] { isDone = QApplication::notify(receiver, event); });
    if (--m_depth == 0)
        m_longest = std::max(m_longest, took);
    return isDone;
}

double WatchedApplication::takeLongest()
{
    return std::exchange(m_longest, 0);
}

bool benchmarkPane(WatchedApplication &application, int runs, int charts, int count, int rounds)
{
    const QTemporaryDir folder;
    base::Settings settings(folder.filePath(QStringLiteral("settings.ini")));
    Histories feed(count);
    ui::ChartsPane pane(feed, settings, QStringLiteral("bench"));
    pane.resize(paneSize);
    fill(pane, feed, runs, charts, count);
    pane.show();
    settle(pane);
    auto *slider = pane.findChild<QSlider *>(QStringLiteral("chartsStrength"));
    std::vector<double> pauses;
    std::vector<double> parts;
    for (int round = 1; round <= rounds; ++round) {
        application.takeLongest();
        const double ownBefore = computed(CLOCK_THREAD_CPUTIME_ID);
        const double allBefore = computed(CLOCK_PROCESS_CPUTIME_ID);
        slider->setValue(round * strengthStep % slider->maximum());
        settle(pane);
        parts.push_back(
            (computed(CLOCK_THREAD_CPUTIME_ID) - ownBefore) / (computed(CLOCK_PROCESS_CPUTIME_ID) - allBefore));
        pauses.push_back(application.takeLongest());
    }
    std::printf(
        "%d charts of %d runs x %d points smoothed anew: the window's thread does %.0f %% of the work; the longest "
        "event takes %.1f ms\n",
        charts, runs, count, median(parts) * 100, median(pauses));
    return median(parts) < 0.5;
}

} // namespace bench
