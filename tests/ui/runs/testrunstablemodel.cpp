#include "support/builders.h"
#include "support/uitestmain.h"
#include "ui/runs/runstablemodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <limits>

using domain::Run;
using ui::RunColumn;
using ui::RunsTableModel;
using Kind = RunColumn::Kind;

namespace {

Run runWith(const QString &id, double loss, int minute = 0)
{
    Run run = test::aRun(id);
    run.summary = {{QStringLiteral("loss"), loss}};
    run.createdAt = run.createdAt.addSecs(minute * 60);
    return run;
}

QString idsOf(const RunsTableModel &model)
{
    QStringList ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.append(model.runAt(row)->path.run);
    return ids.join(QLatin1Char(' '));
}

const RunColumn lossColumn{Kind::Summary, QStringLiteral("loss")};

} // namespace

class TestRunsTableModel : public QObject
{
    Q_OBJECT

private slots:
    void newRunsAreInsertedWhereTheyBelong()
    {
        RunsTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRuns({runWith(QStringLiteral("a"), 1, 1), runWith(QStringLiteral("c"), 1, 3)});
        QCOMPARE(idsOf(model), QStringLiteral("c a"));
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setRuns({runWith(QStringLiteral("a"), 1, 1), runWith(QStringLiteral("b"), 1, 2),
            runWith(QStringLiteral("c"), 1, 3)});
        QCOMPARE(idsOf(model), QStringLiteral("c b a"));
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(inserted.first().at(1).toInt(), 1);
        QCOMPARE(removed.size() + reset.size(), 0);
    }

    void aRefreshWithoutNewsTellsNothing()
    {
        RunsTableModel model;
        model.setRuns({runWith(QStringLiteral("a"), 1), runWith(QStringLiteral("b"), 2)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy rows(&model, &RunsTableModel::rowsChanged);
        model.setRuns({runWith(QStringLiteral("b"), 2), runWith(QStringLiteral("a"), 1)});
        QCOMPARE(changed.size() + rows.size(), 0);
    }

    void aChangedRunIsToldInItsRowOnlyAndKeepsItsPlace()
    {
        RunsTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRuns(
            {runWith(QStringLiteral("a"), 1), runWith(QStringLiteral("b"), 2), runWith(QStringLiteral("c"), 3)});
        model.sortBy(lossColumn, Qt::AscendingOrder);
        QCOMPARE(idsOf(model), QStringLiteral("a b c"));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setRuns(
            {runWith(QStringLiteral("a"), 9), runWith(QStringLiteral("b"), 2), runWith(QStringLiteral("c"), 3)});
        QCOMPARE(idsOf(model), QStringLiteral("a b c"));
        QVERIFY(model.isOrderStale());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().at(0).toModelIndex().row(), 0);
        QCOMPARE(changed.first().at(1).toModelIndex().row(), 0);
        model.sortBy(model.sortColumn(), model.sortOrder());
        QCOMPARE(idsOf(model), QStringLiteral("b c a"));
        QVERIFY(!model.isOrderStale());
    }

    void selectionFollowsItsRunThroughRemovalAndSort()
    {
        RunsTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRuns({runWith(QStringLiteral("a"), 1, 1), runWith(QStringLiteral("b"), 2, 2),
            runWith(QStringLiteral("c"), 3, 3), runWith(QStringLiteral("d"), 4, 4)});
        const QPersistentModelIndex b = model.index(model.rowOf(QStringLiteral("b")), 0);
        model.setRuns({runWith(QStringLiteral("b"), 2, 2), runWith(QStringLiteral("c"), 3, 3)});
        QCOMPARE(b.data(RunsTableModel::RunIdRole).toString(), QStringLiteral("b"));
        model.sortBy(lossColumn, Qt::DescendingOrder);
        QCOMPARE(b.data(RunsTableModel::RunIdRole).toString(), QStringLiteral("b"));
        QCOMPARE(b.row(), 1);
        model.setFilter(ui::RunFilter::parse(QStringLiteral("summary.loss < 3")).filter);
        QCOMPARE(b.row(), 0);
        QCOMPARE(model.rowCount(), 1);
    }

    void numbersSortNumericallyThenTextThenNanThenMissing()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        domain::SharedRuns runs;
        const QList<QJsonValue> values{
            10, 9, -1.5, nan, QJsonValue(QStringLiteral("text")), 0, -0.25, std::numeric_limits<double>::infinity()};
        for (int i = 0; i < values.size(); ++i) {
            Run run = test::aRun(QString::number(i));
            run.summary = {{QStringLiteral("loss"), values[i]}};
            runs.append(run);
        }
        Run missing = test::aRun(QStringLiteral("m"));
        missing.summary = {};
        runs.prepend(missing);
        RunsTableModel model;
        model.setRuns(runs);
        model.sortBy(lossColumn, Qt::AscendingOrder);
        QCOMPARE(idsOf(model), QStringLiteral("2 6 5 1 0 7 4 3 m"));
        model.sortBy(lossColumn, Qt::DescendingOrder);
        QCOMPARE(idsOf(model), QStringLiteral("7 0 1 5 6 2 4 3 m"));
    }

    void aFrameMadeElsewhereIsShownFilteredAndSorted()
    {
        RunsTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFilter(ui::RunFilter::parse(QStringLiteral("summary.loss < 3")).filter);
        model.sortBy(lossColumn, Qt::AscendingOrder);
        const domain::SharedRuns runs{
            runWith(QStringLiteral("a"), 2), runWith(QStringLiteral("b"), 5), runWith(QStringLiteral("c"), 1)};
        model.setFrame(std::move(*ui::makeRunFrame(runs, model.usualColumns())));
        QCOMPARE(idsOf(model), QStringLiteral("c a"));
        QCOMPARE(model.totalCount(), 3);
        QVERIFY(!model.isOrderStale());
        model.setRuns({runs[0], runWith(QStringLiteral("b"), 0), runs[2]});
        QCOMPARE(idsOf(model), QStringLiteral("c a b"));
        QVERIFY(model.isOrderStale());
    }

    void equalRowsKeepTheOrderTheyHad()
    {
        RunsTableModel model;
        model.setRuns({runWith(QStringLiteral("a"), 1), runWith(QStringLiteral("b"), 2),
            runWith(QStringLiteral("c"), 1), runWith(QStringLiteral("d"), 2)});
        model.sortBy({Kind::Id, {}}, Qt::DescendingOrder);
        QCOMPARE(idsOf(model), QStringLiteral("d c b a"));
        model.sortBy(lossColumn, Qt::AscendingOrder);
        QCOMPARE(idsOf(model), QStringLiteral("c a d b"));
        model.sortBy(lossColumn, Qt::DescendingOrder);
        QCOMPARE(idsOf(model), QStringLiteral("d b c a"));
    }

    void namesSortAsPeopleCount()
    {
        domain::SharedRuns runs;
        for (const char *name : {"run-10", "run-9", "Run-2", "run-1"}) {
            Run run = test::aRun(QLatin1String(name));
            run.displayName = QLatin1String(name);
            runs.append(run);
        }
        RunsTableModel model;
        model.setRuns(runs);
        model.sortBy({Kind::Name, {}}, Qt::AscendingOrder);
        QCOMPARE(idsOf(model), QStringLiteral("run-1 Run-2 run-9 run-10"));
    }

    void randomUpdatesLeaveWhatAFreshModelWouldShow()
    {
        const quint32 seed = 20261121;
        QRandomGenerator random(seed);
        RunsTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns({{Kind::Name, {}}, lossColumn});
        QMap<int, Run> runs;
        for (int round = 0; round < 120; ++round) {
            for (int i = 0; i < 12; ++i) {
                const int id = random.bounded(60);
                if (random.bounded(3) == 0)
                    runs.remove(id);
                else
                    runs.insert(id, runWith(QString::number(id), random.bounded(10), id));
            }
            model.setRuns(domain::sharedRuns(runs.values()));
            if (round % 5 == 0)
                model.setFilter(ui::RunFilter::parse(
                    round % 2 == 0 ? QStringLiteral("summary.loss < %1").arg(round % 9) : QString())
                                    .filter);
            if (round % 7 == 0)
                model.sortBy(lossColumn, round % 2 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
            QSet<QString> shown;
            for (int row = 0; row < model.rowCount(); ++row) {
                shown.insert(model.runAt(row)->path.run);
                QCOMPARE(model.rowOf(model.runAt(row)->path.run), row);
                QCOMPARE(*model.runAt(row), runs.value(model.runAt(row)->path.run.toInt()));
            }
            QCOMPARE(shown.size(), model.rowCount());
            if (!model.filterError() && round % 10 >= 5)
                QVERIFY2(model.rowCount() <= runs.size(), qPrintable(QString::number(seed)));
            if (round % 10 >= 5)
                QCOMPARE(model.rowCount(), runs.size());
        }
    }

    void twoShownRunsOfOneNameHaveTheirShortIdBeside()
    {
        Run one = test::aRun(QStringLiteral("aaaa1111"));
        Run two = test::aRun(QStringLiteral("bbbb2222"));
        one.displayName = two.displayName = QStringLiteral("same");
        two.group = QStringLiteral("other");
        RunsTableModel model;
        model.setRuns({one, two});
        const auto shortId = [&](const QString &id) {
            return model.index(model.rowOf(id), 0).data(RunsTableModel::ShortIdRole).toString();
        };
        QCOMPARE(shortId(QStringLiteral("aaaa1111")), QStringLiteral("aaaa1111"));
        model.setFilter(ui::RunFilter::parse(QStringLiteral("group = other")).filter);
        QCOMPARE(shortId(QStringLiteral("bbbb2222")), QString());
    }

    void theFirst150AreShownUntilThePersonSaysOtherwise()
    {
        domain::SharedRuns runs;
        for (int i = 0; i < 200; ++i)
            runs.append(runWith(QStringLiteral("r%1").arg(i), i, i));
        RunsTableModel model;
        model.setRuns(runs);
        QCOMPARE(model.shownCount(), 150);
        QVERIFY(model.isShown(0));
        QVERIFY(!model.isShown(150));
        ui::RunLooks looks;
        looks.showAll();
        model.setLooks(looks);
        QCOMPARE(model.shownCount(), 200);
        looks.showOnly({QStringLiteral("r7")});
        model.setLooks(looks);
        QCOMPARE(model.shownCount(), 1);
        QVERIFY(model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(model.shownCount(), 2);
        QCOMPARE(ui::RunLooks::fromJson(model.looks().toJson()), model.looks());
    }

    void aFilterThatDoesNotFitLeavesTheRows()
    {
        RunsTableModel model;
        model.setRuns({runWith(QStringLiteral("a"), 1), runWith(QStringLiteral("b"), 5)});
        model.setFilter(ui::RunFilter::parse(QStringLiteral("summary.loss < 3")).filter);
        model.setFilter(ui::RunFilter::parse(QStringLiteral("config.nothing = 1")).filter);
        QVERIFY(model.filterError().has_value());
        QCOMPARE(idsOf(model), QStringLiteral("a"));
        Run fits = runWith(QStringLiteral("c"), 1);
        fits.config = {{QStringLiteral("nothing"), 1}};
        model.setRuns({runWith(QStringLiteral("a"), 1), runWith(QStringLiteral("b"), 5), fits});
        QVERIFY(!model.filterError().has_value());
        QCOMPARE(idsOf(model), QStringLiteral("c"));
    }

    void columnsComeAndGoWithoutAReset()
    {
        RunsTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRuns({runWith(QStringLiteral("a"), 0.125)});
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setColumns(
            {{Kind::Name, {}}, {Kind::State, {}}, lossColumn, {Kind::Config, QStringLiteral("optimizer")}});
        QCOMPARE(model.columnCount(), 4);
        QCOMPARE(model.index(0, 2).data().toString(), QStringLiteral("0.125"));
        QCOMPARE(model.headerData(3, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("optimizer"));
        model.setColumns({{Kind::Name, {}}, lossColumn});
        QCOMPARE(model.columnCount(), 2);
        QCOMPARE(reset.size(), 0);
    }

    void aCreatorWhoLeftIsSaidToHaveLeft()
    {
        Run run = test::aRun(QStringLiteral("a"));
        run.creatorLeftTeam = true;
        RunsTableModel model;
        model.setRuns({run});
        model.setColumns({{Kind::Name, {}}, {Kind::Creator, {}}});
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("ada (left the team)"));
    }

    void foreignNamesStayPlainInToolTips()
    {
        Run run = test::aRun(QStringLiteral("a"));
        run.displayName = QStringLiteral("<img src='file:///etc/passwd'><b>bold</b>");
        RunsTableModel model;
        model.setRuns({run});
        const QString toolTip = model.index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY(!toolTip.contains(QStringLiteral("<img")));
        QVERIFY(toolTip.contains(QStringLiteral("&lt;img")));
    }
};

COHORT_TEST(TestRunsTableModel)
#include "testrunstablemodel.moc"
