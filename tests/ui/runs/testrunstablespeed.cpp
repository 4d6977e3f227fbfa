#include "support/builders.h"
#include "support/fakeworkspace.h"
#include "support/uitestmain.h"
#include "ui/kit/messagebar.h"
#include "ui/runs/runactions.h"
#include "ui/runs/runkeys.h"
#include "ui/runs/runstablemodel.h"
#include "ui/runs/runstableview.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTest>

using domain::Run;
using ui::RunColumn;
using ui::RunsTableModel;
using Kind = RunColumn::Kind;

namespace {

QList<Run> manyRuns(int count)
{
    QRandomGenerator random(7);
    QList<Run> runs;
    runs.reserve(count);
    for (int i = 0; i < count; ++i) {
        Run run = test::aRun(QStringLiteral("%1").arg(i, 8, 36, QLatin1Char('0')));
        run.displayName = QStringLiteral("%1-run-%2").arg(random.bounded(40)).arg(i);
        run.group = QStringLiteral("group %1").arg(random.bounded(30));
        run.createdAt = run.createdAt.addSecs(random.bounded(1'000'000));
        run.state = random.bounded(10) == 0 ? domain::RunState::Failed : domain::RunState::Finished;
        run.config = {};
        run.summary = {};
        for (int key = 0; key < 40; ++key)
            run.config.insert(QStringLiteral("key_%1").arg(key), random.generateDouble());
        for (int key = 0; key < 20; ++key)
            run.summary.insert(QStringLiteral("metric/%1").arg(key), random.generateDouble());
        run.config.insert(QStringLiteral("framework"), i % 2 == 0 ? QStringLiteral("jax") : QStringLiteral("pytorch"));
        runs.append(run);
    }
    return runs;
}

double milliseconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

} // namespace

/// 10,000 runs × 60 keys: nothing that a person does may pause. The limits leave room for slow and busy machines.
class TestRunsTableSpeed : public QObject
{
    Q_OBJECT

private slots:
    void opensSortsFiltersAndScrollsWithoutAPause()
    {
        const QList<Run> runs = manyRuns(10'000);
        RunsTableModel model;
        ui::RunsTableView view(model);
        view.resize(900, 700);
        view.show();
        model.setColumns({{Kind::Name, {}}, {Kind::State, {}}, {Kind::Summary, QStringLiteral("metric/3")},
            {Kind::Config, QStringLiteral("key_7")}, {Kind::Created, {}}, {Kind::Group, {}}});
        const RunColumn metric{Kind::Summary, QStringLiteral("metric/3")};
        const auto filter = ui::RunFilter::parse(
            QStringLiteral("state = finished and config.framework = \"jax\" and summary.metric/3 < 0.3"));
        const double opened = milliseconds([&] {
            model.setRuns(runs);
            view.grab();
        });
        const double refreshed = milliseconds([&] { model.setRuns(runs); });
        const double firstSort = milliseconds([&] { model.sortBy(metric, Qt::AscendingOrder); });
        const double sorted = milliseconds([&] { model.sortBy(metric, Qt::DescendingOrder); });
        const double byName = milliseconds([&] { model.sortBy({Kind::Name, {}}, Qt::AscendingOrder); });
        const double repainted = milliseconds([&] { view.grab(); });
        const double filtered = milliseconds([&] { model.setFilter(filter.filter); });
        const double filteredAgain = milliseconds([&] { model.setFilter(filter.filter); });
        const double typed =
            milliseconds([&] { model.setFilter(ui::RunFilter::parse(QStringLiteral("12-run")).filter); });
        model.setFilter({});
        const double scrolled = milliseconds([&] {
            for (int page = 1; page <= 20; ++page) {
                view.verticalScrollBar()->setValue(page * 5000);
                view.grab();
            }
        }) / 20;
        test::FakeWorkspace workspace;
        QWidget host;
        ui::MessageBar messages(&host);
        ui::RunActions actions(workspace, messages, &host);
        actions.setProject(test::aProject(QStringLiteral("algoperf"), QStringLiteral("ogbg")));
        const double selectedAll = milliseconds([&] {
            view.selectAll();
            QList<Run> selected;
            for (const int row : view.selectedRowNumbers())
                selected.append(model.runAt(row));
            actions.setRuns(selected);
        });
        const double keys = milliseconds([&] { ui::collectRunKeys(runs); });
        qInfo(
            "10,000 runs × 60 keys, ms: open and paint %.1f, refresh without news %.1f, first sort %.1f, sort %.2f, "
            "by name %.1f, repaint %.1f, first filter %.1f, filter of 3 terms %.2f, words %.2f, page %.1f, select all "
            "%.1f, keys (in the pool) %.1f",
            opened, refreshed, firstSort, sorted, byName, repainted, filtered, filteredAgain, typed, scrolled,
            selectedAll, keys);
        QVERIFY(model.rowCount() == 10'000);
        for (const double duration :
            {opened, firstSort, sorted, byName, filtered, filteredAgain, typed, scrolled, selectedAll})
            QVERIFY(duration < 1500);
    }
};

COHORT_TEST(TestRunsTableSpeed)
#include "testrunstablespeed.moc"
