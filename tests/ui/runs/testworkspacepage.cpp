#include "controlnames.h"

#include "base/settings.h"
#include "support/builders.h"
#include "support/fakeworkspace.h"
#include "support/uitestmain.h"
#include "ui/kit/pagestack.h"
#include "ui/runs/chartspane.h"
#include "ui/runs/firstrunguide.h"
#include "ui/runs/runactions.h"
#include "ui/runs/runcolourdialog.h"
#include "ui/runs/runcolumnsdialog.h"
#include "ui/runs/runspane.h"
#include "ui/runs/runstableview.h"
#include "ui/runs/workspacepage.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using domain::BaseRole;
using ui::RunColumn;
using Kind = RunColumn::Kind;

namespace {

struct WorkspaceDesk
{
    explicit WorkspaceDesk(BaseRole role = BaseRole::Admin)
        : workspace(role)
        , settings(folder.filePath(QStringLiteral("settings.ini")))
    { }

    void open()
    {
        page.reset();
        page = std::make_unique<ui::WorkspacePage>(
            workspace, settings, domain::ProjectPath{QStringLiteral("algoperf"), QStringLiteral("ogbg")});
        page->resize(1280, 800);
        page->show();
        QTest::qWait(0);
    }

    [[nodiscard]] ui::RunsPane &pane() const { return page->runsPane(); }
    [[nodiscard]] QString counts() const { return page->findChild<QLabel *>(QStringLiteral("runCounts"))->text(); }
    [[nodiscard]] ui::PageStack *stack() const { return page->findChild<ui::PageStack *>(); }
    [[nodiscard]] QAction *action(const char *name) const
    {
        for (QAction *action : page->pageActions()) {
            if (action != nullptr && action->objectName() == QLatin1String(name))
                return action;
        }
        return nullptr;
    }
    QList<domain::Run> &runs() { return workspace.runLists[QStringLiteral("algoperf/ogbg")]; }

    test::FakeWorkspace workspace;
    QTemporaryDir folder;
    base::Settings settings;
    std::unique_ptr<ui::WorkspacePage> page;
};

} // namespace

class TestWorkspacePage : public QObject
{
    Q_OBJECT

private slots:
    void showsRunsAndTheirNumber()
    {
        WorkspaceDesk desk;
        desk.open();
        QVERIFY(desk.page->isReady());
        QCOMPARE(desk.counts(), QStringLiteral("12 run(s), 12 shown"));
        QVERIFY(desk.page->shownFrom().isValid());
        QCOMPARE(desk.page->location().path(), QStringLiteral("algoperf/ogbg/workspace"));
    }

    void aLargeProjectIsPreparedAndThenShownWhole()
    {
        WorkspaceDesk desk;
        desk.runs().clear();
        for (int i = 0; i < 1500; ++i)
            desk.runs().append(test::aRun(QStringLiteral("r%1").arg(i)));
        desk.open();
        QVERIFY(desk.pane().isPreparing());
        QVERIFY(!desk.page->isReady());
        desk.runs().removeFirst();
        desk.runs().first().displayName = QStringLiteral("changed meanwhile");
        desk.workspace.update();
        QTRY_COMPARE_WITH_TIMEOUT(desk.counts(), QStringLiteral("1,499 run(s), 150 shown"), 10'000);
        QVERIFY(!desk.pane().isPreparing());
        QCOMPARE(desk.pane().model().findRun(QStringLiteral("r0")), nullptr);
        QCOMPARE(desk.pane().model().findRun(QStringLiteral("r1"))->displayName, QStringLiteral("changed meanwhile"));
    }

    void filtersAsOneTypesAndTellsErrorsInPlace()
    {
        WorkspaceDesk desk;
        desk.open();
        auto *field = desk.page->findChild<QLineEdit *>(QStringLiteral("runFilter"));
        auto *error = desk.page->findChild<QLabel *>(QStringLiteral("filterError"));
        QTest::keyClicks(field, QStringLiteral("run-r1"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.counts(), QStringLiteral("12 run(s), 4 match, 4 shown"), 10'000);
        field->clear();
        QTest::keyClicks(field, QStringLiteral("state ="));
        QTRY_VERIFY_WITH_TIMEOUT(error->isVisible(), 10'000);
        QVERIFY(error->text().contains(QStringLiteral("value")));
        field->clear();
        QTest::keyClicks(field, QStringLiteral("nothing like that"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.counts().contains(QStringLiteral("0 match")), 10'000);
        QVERIFY(!error->isVisible());
        desk.pane().clearFilter();
        QTRY_COMPARE_WITH_TIMEOUT(desk.counts(), QStringLiteral("12 run(s), 12 shown"), 10'000);
    }

    void eyesSpaceAndMenuHideAndShowRuns()
    {
        WorkspaceDesk desk;
        desk.open();
        auto &view = desk.pane().view();
        const QRect cell = view.visualRect(desk.pane().model().index(0, 0));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(cell.left() + 16, cell.center().y()));
        QCOMPARE(desk.pane().model().shownCount(), 11);
        view.selectRow(3);
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_Space);
        QCOMPARE(desk.pane().model().shownCount(), 10);
        QTest::keyClick(&view, Qt::Key_Space);
        QCOMPARE(desk.pane().model().shownCount(), 11);
        desk.action("showOnlySelected")->trigger();
        QCOMPARE(desk.pane().model().shownCount(), 1);
        desk.action("hideAllRuns")->trigger();
        QCOMPARE(desk.pane().model().shownCount(), 0);
        desk.action("showAllRuns")->trigger();
        QCOMPARE(desk.pane().model().shownCount(), 12);
    }

    void whatAPersonChoseIsWrittenSoonThoughThePageStaysOpen()
    {
        WorkspaceDesk desk;
        desk.open();
        desk.action("hideAllRuns")->trigger();
        const auto kept = [&desk] {
            return desk.workspace.localState(QStringLiteral("project/algoperf/ogbg")).result();
        };
        QTRY_VERIFY_WITH_TIMEOUT(kept().contains(QStringLiteral("looks")), 2000);
    }

    void whatAPersonChoseIsThereNextTime()
    {
        WorkspaceDesk desk;
        desk.open();
        auto &view = desk.pane().view();
        view.selectRow(0);
        const QString hidden = view.selectedRuns().first();
        desk.action("toggleRuns")->trigger();
        desk.action("setRunColour")->trigger();
        desk.page->findChild<ui::RunColourDialog *>()->findChild<QToolButton *>(QStringLiteral("colour5"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(desk.pane().keys().config.contains(QStringLiteral("optimizer")), 10'000);
        desk.action("chooseColumns")->trigger();
        auto *columns = desk.page->findChild<ui::RunColumnsDialog *>();
        QVERIFY(columns != nullptr);
        auto *tree = columns->findChild<QTreeWidget *>(QStringLiteral("columns"));
        tree->findItems(QStringLiteral("optimizer"), Qt::MatchRecursive).first()->setCheckState(0, Qt::Checked);
        columns->findChild<QPushButton *>(QStringLiteral("confirm"))->click();
        const RunColumn optimizer{Kind::Config, QStringLiteral("optimizer")};
        QVERIFY(desk.pane().model().columns().contains(optimizer));
        view.horizontalHeader()->moveSection(view.horizontalHeader()->count() - 1, 1);
        view.setColumnWidth(0, 333);
        view.horizontalHeader()->setSortIndicator(0, Qt::AscendingOrder);
        desk.page->findChild<QLineEdit *>(QStringLiteral("runFilter"))->setText(QStringLiteral("run"));
        QTest::keyClick(desk.page->findChild<QLineEdit *>(QStringLiteral("runFilter")), Qt::Key_Return);

        desk.open();
        QTRY_VERIFY_WITH_TIMEOUT(desk.pane().model().columns().contains(optimizer), 10'000);
        QCOMPARE(desk.pane().visualColumns().at(1), optimizer);
        QCOMPARE(desk.pane().view().columnWidth(0), 333);
        QCOMPARE(desk.pane().model().sortColumn(), (RunColumn{Kind::Name, {}}));
        QVERIFY(!desk.pane().model().isShown(desk.pane().model().rowOf(hidden)));
        QVERIFY(desk.pane().model().looks().hasChosenColour(hidden));
        QCOMPARE(desk.page->findChild<QLineEdit *>(QStringLiteral("runFilter"))->text(), QStringLiteral("run"));
    }

    void tableAndChartsShowTheSameRuns()
    {
        WorkspaceDesk desk;
        desk.open();
        auto *charts = desk.page->findChild<ui::ChartsPane *>();
        QTRY_COMPARE_WITH_TIMEOUT(charts->runs().size(), 12, 10'000);
        desk.pane().view().selectRun(QStringLiteral("r5"));
        desk.action("toggleRuns")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(charts->runs().size(), 11, 10'000);
        for (const ui::ChartRun &run : charts->runs())
            QVERIFY(run.id != QStringLiteral("r5"));
        desk.action("showAllRuns")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(charts->runs().size(), 12, 10'000);
        const ui::ChartRun &first = charts->runs().first();
        QCOMPARE(first.colour,
            desk.pane().model().index(desk.pane().model().rowOf(first.id), 0).data(ui::RunsTableModel::ColourRole));
        emit charts->runActivated(QStringLiteral("r7"));
        QCOMPARE(desk.pane().view().selectedRuns(), QStringList(QStringLiteral("r7")));
        desk.page->findChild<QLineEdit *>(QStringLiteral("runFilter"))->setText(QStringLiteral("run-r7"));
        QTRY_COMPARE_WITH_TIMEOUT(charts->runs().size(), 1, 10'000);
    }

    void theRunUnderThePointerIsMarkedOnTheOtherSide()
    {
        WorkspaceDesk desk;
        desk.open();
        auto *charts = desk.page->findChild<ui::ChartsPane *>();
        auto &view = desk.pane().view();
        const QImage before = view.viewport()->grab().toImage();
        emit charts->runHovered(QStringLiteral("r7"));
        const QImage marked = view.viewport()->grab().toImage();
        QVERIFY(before != marked);
        emit charts->runHovered({});
        QCOMPARE(view.viewport()->grab().toImage(), before);
        QSignalSpy pointed(&desk.pane(), &ui::RunsPane::runPointed);
        QTest::mouseMove(view.viewport(), view.visualRect(desk.pane().model().index(2, 0)).center());
        view.setCurrentIndex(desk.pane().model().index(4, 0));
        QVERIFY(!pointed.isEmpty());
    }

    void noRunIsMarkedBeforeSomebodyPointsAtOne()
    {
        WorkspaceDesk desk;
        desk.open();
        auto &view = desk.pane().view();
        QSignalSpy pointed(&desk.pane(), &ui::RunsPane::runPointed);
        view.clearFocus();
        view.setCurrentIndex({});
        pointed.clear();
        QVERIFY(QTest::qWaitForWindowActive(view.window()));
        desk.page->focusContent();
        QVERIFY(view.hasFocus());
        QCOMPARE(pointed.count(), 0);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(pointed.count(), 1);
        QVERIFY(!pointed.last().first().toString().isEmpty());
    }

    void aThousandRunsAreHiddenAndShownWithoutTellingEach()
    {
        WorkspaceDesk desk;
        desk.runs().clear();
        for (int i = 0; i < 1000; ++i)
            desk.runs().append(test::aRun(QStringLiteral("x%1").arg(i)));
        desk.open();
        QTRY_VERIFY_WITH_TIMEOUT(!desk.pane().isPreparing(), 10'000);
        QVERIFY(desk.page->findChild<QLabel *>(QStringLiteral("runLimit"))->isVisible());
        QCOMPARE(desk.counts(), QStringLiteral("1,000 run(s), 150 shown"));
        desk.action("showAllRuns")->trigger();
        QVERIFY(!desk.page->findChild<QLabel *>(QStringLiteral("runLimit"))->isVisible());
        QCOMPARE(desk.pane().model().shownCount(), 1000);
    }

    void noColumnIsCutByTheEdgeUntilOneArrangesThem_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {1024, 1047, 1280, 1687})
            QTest::addRow("%d", width) << width;
    }
    void noColumnIsCutByTheEdgeUntilOneArrangesThem()
    {
        QFETCH(int, width);
        WorkspaceDesk desk;
        desk.open();
        desk.page->resize(width, 800);
        const auto &view = desk.pane().view();
        const auto edges = [&view] {
            QList<int> right;
            for (int column = 0; column < view.horizontalHeader()->count(); ++column)
                right.append(view.columnViewportPosition(column) + view.columnWidth(column));
            return right;
        };
        QTRY_VERIFY(edges().contains(view.viewport()->width()));
        QVERIFY(edges().indexOf(view.viewport()->width()) > 0);
        view.horizontalHeader()->resizeSection(1, view.columnWidth(1) + 20);
        const int name = view.columnWidth(0);
        desk.page->resize(width + 200, 800);
        QCOMPARE(view.columnWidth(0), name);
    }

    void validationStandsInTheTableFirst()
    {
        WorkspaceDesk desk;
        for (domain::Run &run : desk.runs()) {
            for (const char *key : {"a_step", "grad_norm", "train/loss", "validation/accuracy", "validation/loss"})
                run.summary.insert(QLatin1String(key), 1.5);
        }
        desk.open();
        QTRY_COMPARE(
            desk.pane().visualColumns().value(2), (RunColumn{Kind::Summary, QStringLiteral("validation/loss")}));
        QCOMPARE(
            desk.pane().visualColumns().value(3), (RunColumn{Kind::Summary, QStringLiteral("validation/accuracy")}));
    }

    void theNameStaysWhileOtherColumnsScroll()
    {
        WorkspaceDesk desk;
        desk.open();
        auto &view = desk.pane().view();
        auto *pinned = view.findChild<QTableView *>(QStringLiteral("pinnedNames"));
        QVERIFY(!pinned->isVisible());
        view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->maximum());
        QVERIFY(pinned->isVisible());
        QCOMPARE(pinned->columnWidth(0), view.columnWidth(0));
        QCOMPARE(pinned->rowHeight(0), view.rowHeight(0));
        for (int column = 1; column < desk.pane().model().columnCount(); ++column)
            QVERIFY(pinned->isColumnHidden(column));
        QTest::mouseClick(
            pinned->viewport(), Qt::LeftButton, {}, pinned->visualRect(desk.pane().model().index(2, 0)).center());
        QCOMPARE(view.selectedRuns().size(), 1);
        QCOMPARE(view.selectionModel()->selectedRows().first().row(), 2);
    }

    void selectionLivesThroughARefresh()
    {
        WorkspaceDesk desk;
        desk.open();
        desk.pane().view().selectRun(QStringLiteral("r5"));
        domain::Run fresh = test::aRun(QStringLiteral("new"));
        fresh.createdAt = fresh.createdAt.addDays(1);
        desk.runs().prepend(fresh);
        desk.runs().removeIf([](const domain::Run &run) { return run.path.run == QLatin1String("r1"); });
        desk.workspace.update();
        QCOMPARE(desk.pane().view().selectedRuns(), QStringList(QStringLiteral("r5")));
        QCOMPARE(desk.pane().model().runAt(0)->path.run, QStringLiteral("new"));
    }

    void returnOpensTheRun()
    {
        WorkspaceDesk desk;
        desk.open();
        QSignalSpy opened(desk.page.get(), &ui::Page::openRequested);
        desk.pane().view().selectRun(QStringLiteral("r5"));
        desk.pane().view().setFocus();
        QTest::keyClick(&desk.pane().view(), Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().value<ui::Location>().path(), QStringLiteral("algoperf/ogbg/runs/r5"));
    }

    void eachStateSaysWhatToDo()
    {
        WorkspaceDesk desk;
        desk.workspace.isLoading = true;
        desk.open();
        QVERIFY(!desk.page->isReady());
        QCOMPARE(desk.stack()->state(), ui::PageStack::State::Loading);
        desk.workspace.setConnectivity(workspace::Connectivity::Offline);
        QCOMPARE(desk.stack()->state(), ui::PageStack::State::OfflineNotCached);
        QVERIFY(desk.page->isReady());
        desk.workspace.setConnectivity(workspace::Connectivity::Online);
        desk.workspace.isLoading = false;
        desk.runs().clear();
        desk.workspace.update();
        QVERIFY(desk.page->findChild<ui::FirstRunGuide *>()->isVisible());
        desk.runs().append(test::aRun(QStringLiteral("first")));
        desk.workspace.update();
        QVERIFY(!desk.page->findChild<ui::FirstRunGuide *>()->isVisible());
        QCOMPARE(desk.counts(), QStringLiteral("1 run(s), 1 shown"));
    }

    void whoIsNotInTheTeamSeesNothing()
    {
        WorkspaceDesk desk(BaseRole::None);
        desk.open();
        QCOMPARE(desk.stack()->state(), ui::PageStack::State::Denied);
    }

    void theGuideHasTheServersAddressAndSafeNames()
    {
        WorkspaceDesk desk;
        ui::FirstRunGuide guide(desk.workspace.me.server, {QStringLiteral("al\"go"), QStringLiteral("og\\bg")});
        QVERIFY(guide.code().contains(QStringLiteral("\"http://127.0.0.1:1\"")));
        QVERIFY(guide.code().contains(QStringLiteral("entity=\"al\\\"go\", project=\"og\\\\bg\"")));
        guide.findChild<QPushButton *>(QStringLiteral("copyFirstRun"))->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), guide.code());
    }

    void viewOnlyPeopleFindEverythingGreyButTheirOwnView()
    {
        WorkspaceDesk desk(BaseRole::ViewOnly);
        desk.open();
        desk.pane().view().selectRow(0);
        for (const char *name : {"renameRun", "editRunTags", "editRunNotes", "stopRuns", "deleteRuns"})
            QVERIFY2(!desk.action(name)->isEnabled(), name);
        for (const char *name : {"openRun", "toggleRuns", "setRunColour", "chooseColumns", "copyRuns"})
            QVERIFY2(desk.action(name)->isEnabled(), name);
    }

    void everyControlHasAName()
    {
        WorkspaceDesk desk;
        desk.open();
        QCOMPARE(test::namelessControls(*desk.page).join(QLatin1Char(';')), QString());
    }
};

COHORT_TEST(TestWorkspacePage)
#include "testworkspacepage.moc"
