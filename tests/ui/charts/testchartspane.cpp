#include "plotdata.h"
#include "support/fakefeed.h"
#include "support/heldpool.h"
#include "support/uitestmain.h"
#include "ui/kit/elidedlabel.h"
#include "ui/kit/words.h"
#include "ui/runs/chartspane.h"
#include "ui/runs/chartspanel.h"
#include "ui/runs/chartssectionview.h"

#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>
#include <QToolButton>
#include <memory>

namespace {

constexpr int patience = 20'000;

/// A history feed that says what a test tells it to.
class Histories : public test::FakeHistoryFeed
{
public:
    [[nodiscard]] workspace::HistoryState state(const QString &run) const override
    {
        return states.contains(run) ? states.value(run) : FakeHistoryFeed::state(run);
    }
    [[nodiscard]] bool isReading() const override { return reads; }
    QHash<QString, workspace::HistoryState> states;
    bool reads = false;
};

series::Points rampPoints(int count, double top)
{
    return *test::ramp(count, top);
}

class Shown
{
public:
    Shown()
        : settings(folder.filePath(QStringLiteral("s.ini")))
    { }
    void open(const QString &scope = QStringLiteral("a/b"))
    {
        pane.reset(); // writes what it remembers
        pane = std::make_unique<ui::ChartsPane>(feed, settings, scope);
        pane->resize(1000, 800);
        pane->show();
    }
    void fill(int runs, const QStringList &keys, int points = 50)
    {
        QList<ui::ChartRun> list;
        for (int run = 0; run < runs; ++run) {
            const QString id = QStringLiteral("run%1").arg(run);
            list.append({id, QStringLiteral("Run %1").arg(run), QColor::fromHsv(run * 7 % 360, 200, 200), true});
            for (const QString &key : keys)
                feed.give(id, key, rampPoints(points, run + 1));
        }
        pane->setRuns(list);
    }
    [[nodiscard]] ui::PlotView *view(const QString &key) const
    {
        for (auto *panel : pane->findChildren<ui::ChartsPanel *>()) {
            if (panel->key() == key)
                return &panel->view();
        }
        return nullptr;
    }
    [[nodiscard]] QStringList sectionNames() const
    {
        QStringList names;
        for (auto *section : pane->findChildren<ui::ChartsSectionView *>()) {
            if (section->isVisibleTo(pane.get()))
                names.append(section->findChild<QToolButton *>(QStringLiteral("chartsSectionHeader"))->text());
        }
        names.sort();
        return names;
    }
    [[nodiscard]] bool settle() const
    {
        return QTest::qWaitFor([this] { return pane->isSettled(); }, patience);
    }
    template <typename Widget>
    Widget *control(const char *name) const
    {
        return pane->findChild<Widget *>(QLatin1String(name));
    }

    QTemporaryDir folder;
    base::Settings settings;
    Histories feed;
    std::unique_ptr<ui::ChartsPane> pane;
};

/// Counts how often a widget's children are arranged anew, shown or hidden.
class LayoutWatch : public QObject
{
public:
    explicit LayoutWatch(QWidget &widget)
    {
        widget.installEventFilter(this);
        for (QWidget *child : widget.findChildren<QWidget *>())
            child->installEventFilter(this);
    }
    bool eventFilter(QObject *, QEvent *event) override
    {
        static const QList<QEvent::Type> looked{QEvent::LayoutRequest, QEvent::Resize, QEvent::Move, QEvent::Show,
            QEvent::Hide, QEvent::ShowToParent, QEvent::HideToParent};
        changes += looked.contains(event->type()) ? 1 : 0;
        return false;
    }
    int changes = 0;
};

} // namespace

class TestChartsPane : public QObject
{
    Q_OBJECT

private slots:
    void nobodySaysNoDataWhileTheCacheIsRead()
    {
        Shown shown;
        shown.open();
        shown.feed.reads = true;
        shown.fill(2, {QStringLiteral("loss")}, 0);
        QTRY_VERIFY_WITH_TIMEOUT(
            shown.view(QStringLiteral("loss"))->summary().contains(QStringLiteral("Loading")), patience);
        QVERIFY(!shown.pane->isSettled());
        shown.feed.reads = false;
        emit shown.feed.stateChanged();
        QVERIFY(shown.settle());
        QVERIFY(shown.view(QStringLiteral("loss"))->summary().contains(QStringLiteral("No data")));
    }

    void systemMetricsOfAllRunsAreFetchedWhileTheyAreLookedAt()
    {
        Shown shown;
        shown.feed.systemNames = {QStringLiteral("system.cpu")};
        shown.open();
        shown.fill(1, {QStringLiteral("loss")});
        QVERIFY(!shown.feed.wantsAllSystem);
        QToolButton *system = nullptr;
        for (auto *header : shown.pane->findChildren<QToolButton *>(QStringLiteral("chartsSectionHeader")))
            system = header->text().startsWith(QStringLiteral("System")) ? header : system;
        QVERIFY(system != nullptr);
        system->click();
        QVERIFY(shown.feed.wantsAllSystem);
        system->click();
        QVERIFY(!shown.feed.wantsAllSystem);
    }

    void aPinnedSectionStandsOnTopNextTimeToo()
    {
        Shown shown;
        shown.open();
        const QStringList keys{QStringLiteral("train/loss"), QStringLiteral("gradients/w"), QStringLiteral("zeta/a")};
        shown.fill(1, keys);
        const auto top = [&shown](const QString &name) {
            for (auto *section : shown.pane->findChildren<ui::ChartsSectionView *>()) {
                if (section->section().name == name)
                    return section->y();
            }
            return -1;
        };
        QTRY_VERIFY(top(QStringLiteral("train")) < top(QStringLiteral("gradients")));
        for (auto *section : shown.pane->findChildren<ui::ChartsSectionView *>()) {
            if (section->section().name == QStringLiteral("zeta"))
                section->findChild<QToolButton *>(QStringLiteral("chartsSectionPin"))->click();
        }
        QTRY_VERIFY(top(QStringLiteral("zeta")) < top(QStringLiteral("train")));
        shown.open();
        shown.fill(1, keys);
        QTRY_VERIFY(top(QStringLiteral("zeta")) >= 0 && top(QStringLiteral("zeta")) < top(QStringLiteral("train")));
        QVERIFY(top(QStringLiteral("train")) < top(QStringLiteral("gradients")));
    }

    void showsAChartForEachMetric()
    {
        Shown shown;
        shown.open();
        shown.fill(3, {QStringLiteral("loss"), QStringLiteral("train/loss"), QStringLiteral("train/accuracy")});
        QCOMPARE(shown.feed.wanted.size(), 3);
        QVERIFY(shown.settle());
        QCOMPARE(shown.sectionNames(), QStringList({QStringLiteral("Charts (1)"), QStringLiteral("train (2)")}));
        QCOMPARE(shown.view(QStringLiteral("train/loss"))->frame().pointCount, 150);
    }

    void growsWhileRunsLog()
    {
        Shown shown;
        shown.open();
        shown.fill(2, {QStringLiteral("loss")});
        QVERIFY(shown.settle());
        shown.feed.give(QStringLiteral("run0"), QStringLiteral("loss"), rampPoints(500, 1));
        QTRY_COMPARE_WITH_TIMEOUT(shown.view(QStringLiteral("loss"))->frame().pointCount, 550, patience);
        QCOMPARE(shown.view(QStringLiteral("loss"))->frame().x.high, 499.0);
        ui::PlotView *before = shown.view(QStringLiteral("loss"));
        shown.feed.give(QStringLiteral("run0"), QStringLiteral("new/metric"), rampPoints(5, 1));
        QTRY_VERIFY_WITH_TIMEOUT(shown.view(QStringLiteral("new/metric")) != nullptr, patience);
        QCOMPARE(shown.view(QStringLiteral("loss")), before); // kept, with its zoom
    }

    void aRunThatStretchesTheAxisCanBeLeftOutWithOneClick()
    {
        Shown shown;
        shown.open();
        shown.fill(6, {QStringLiteral("loss")});
        QVERIFY(shown.settle());
        const auto *panel = qobject_cast<ui::ChartsPanel *>(shown.view(QStringLiteral("loss"))->parentWidget());
        auto *button = panel->findChild<QToolButton *>(QStringLiteral("chartOutliers"));
        QVERIFY(!button->isVisible());
        shown.feed.give(QStringLiteral("run2"), QStringLiteral("loss"), rampPoints(50, 1e9));
        QTRY_VERIFY_WITH_TIMEOUT(button->isVisible(), patience);
        QVERIFY(panel->view().summary().contains(QStringLiteral("stretch the y axis")));
        QVERIFY(panel->view().frame().y.high > 9e8);
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(panel->view().frame().y.high < 100, patience);
        QVERIFY(button->isVisible() && button->isChecked());
        QVERIFY(panel->view().summary().contains(QStringLiteral("not shown")));
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(panel->view().frame().y.high > 9e8, patience);
        QVERIFY(!button->isChecked());
    }

    void theAxisEndsWithTheDataOnceNoRunLogs()
    {
        Shown shown;
        shown.open();
        shown.fill(1, {QStringLiteral("loss")}, 500);
        auto runs = shown.pane->runs();
        runs[0].isLive = true;
        shown.pane->setRuns(runs);
        QVERIFY(shown.settle());
        shown.feed.give(QStringLiteral("run0"), QStringLiteral("loss"), rampPoints(503, 1));
        QTRY_COMPARE_WITH_TIMEOUT(shown.view(QStringLiteral("loss"))->frame().pointCount, 503, patience);
        QVERIFY(shown.view(QStringLiteral("loss"))->frame().x.high > 502);
        runs[0].isLive = false;
        shown.pane->setRuns(runs);
        QVERIFY(shown.settle());
        QCOMPARE(shown.view(QStringLiteral("loss"))->frame().x.high, 502.0);
    }

    void hiddenRunsAreNotDrawnAndNotFetched()
    {
        Shown shown;
        shown.open();
        shown.fill(3, {QStringLiteral("loss")});
        QVERIFY(shown.settle());
        auto runs = shown.pane->runs();
        runs[1].visible = false;
        shown.pane->setRuns(runs);
        QCOMPARE(shown.feed.wanted.join(u' '), QStringLiteral("run0 run2"));
        QVERIFY(shown.settle());
        QCOMPARE(shown.view(QStringLiteral("loss"))->frame().pointCount, 100);
    }

    void theXAxisIsCommon()
    {
        Shown shown;
        shown.open();
        shown.fill(1, {QStringLiteral("loss"), QStringLiteral("acc")});
        series::Points time = rampPoints(50, 98);
        shown.feed.give(QStringLiteral("run0"), QStringLiteral("_runtime"), time);
        QVERIFY(shown.settle());
        auto *axis = shown.control<QComboBox>("chartsXAxis");
        QVERIFY(axis->findText(QStringLiteral("acc")) > 2);
        QVERIFY(axis->findText(QStringLiteral("_runtime")) < 0);
        axis->setCurrentIndex(axis->findText(QStringLiteral("Relative time")));
        QVERIFY(shown.settle());
        QCOMPARE(shown.view(QStringLiteral("loss"))->frame().x, (series::Range{0, 98}));
        axis->setCurrentIndex(axis->findText(QStringLiteral("acc")));
        QVERIFY(shown.settle());
        QCOMPARE(shown.view(QStringLiteral("loss"))->frame().x, (series::Range{0, 1}));
    }

    void smoothingIsCommon()
    {
        Shown shown;
        shown.open();
        shown.fill(1, {QStringLiteral("loss")});
        QVERIFY(shown.settle());
        QVERIFY(shown.view(QStringLiteral("loss"))->frame().prepared->lines.at(0).shownSmooth == nullptr);
        shown.control<QSlider>("chartsStrength")->setValue(60);
        QVERIFY(shown.settle());
        QVERIFY(shown.view(QStringLiteral("loss"))->frame().prepared->lines.at(0).shownSmooth != nullptr);
        QCOMPARE(shown.view(QStringLiteral("loss"))->options().smoothing.strength, 0.6);
    }

    void choicesAreRememberedForTheirScope()
    {
        Shown shown;
        shown.open();
        shown.fill(1, {QStringLiteral("loss"), QStringLiteral("train/acc")});
        shown.control<QSlider>("chartsStrength")->setValue(42);
        auto *axis = shown.control<QComboBox>("chartsXAxis");
        axis->setCurrentIndex(axis->findText(QStringLiteral("Wall time")));
        for (const char *action : {"plotLogY", "plotOutliers"})
            shown.view(QStringLiteral("loss"))->findChild<QAction *>(QLatin1String(action))->trigger();
        for (auto *section : shown.pane->findChildren<ui::ChartsSectionView *>()) {
            if (section->section().name == QStringLiteral("train"))
                section->findChild<QToolButton *>(QStringLiteral("chartsSectionHeader"))->click();
        }
        shown.open();
        shown.fill(1, {QStringLiteral("loss"), QStringLiteral("train/acc")});
        QCOMPARE(shown.control<QSlider>("chartsStrength")->value(), 42);
        QCOMPARE(shown.control<QComboBox>("chartsXAxis")->currentText(), QStringLiteral("Wall time"));
        QVERIFY(shown.view(QStringLiteral("loss"))->options().isLogY);
        QVERIFY(shown.view(QStringLiteral("loss"))->options().leavesOutOutliers);
        QVERIFY(shown.view(QStringLiteral("train/acc")) == nullptr); // its section is closed
        shown.open(QStringLiteral("another/project"));
        QCOMPARE(shown.control<QSlider>("chartsStrength")->value(), 0);
    }

    void zoomAndCrosshairAreSharedUnlessNotWanted()
    {
        Shown shown;
        shown.open();
        shown.fill(2, {QStringLiteral("loss"), QStringLiteral("acc")});
        QVERIFY(shown.settle());
        shown.view(QStringLiteral("loss"))->zoomBy(0.5);
        QVERIFY(shown.settle());
        QCOMPARE(shown.view(QStringLiteral("acc"))->frame().x, shown.view(QStringLiteral("loss"))->frame().x);
        shown.view(QStringLiteral("acc"))->resetZoom();
        QVERIFY(shown.settle());
        QVERIFY(!shown.view(QStringLiteral("loss"))->zoom().isZoomed());
        shown.control<QToolButton>("chartsShare")->click();
        shown.view(QStringLiteral("loss"))->zoomBy(0.5);
        QVERIFY(shown.settle());
        QVERIFY(!shown.view(QStringLiteral("acc"))->zoom().isZoomed());
    }

    void hoveringTellsTheRun()
    {
        Shown shown;
        shown.open();
        shown.fill(2, {QStringLiteral("loss"), QStringLiteral("acc")});
        QVERIFY(shown.settle());
        QSignalSpy hovered(shown.pane.get(), &ui::ChartsPane::runHovered);
        QSignalSpy activated(shown.pane.get(), &ui::ChartsPane::runActivated);
        ui::PlotView *view = shown.view(QStringLiteral("loss"));
        QTest::keyClick(view, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(hovered.size(), 1);
        QVERIFY(!hovered.at(0).at(0).toString().isEmpty());
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.at(0).at(0), hovered.at(0).at(0));
    }

    void aChartFillsThePaneAndEscapeBringsTheOthersBack()
    {
        Shown shown;
        shown.open();
        shown.fill(2, {QStringLiteral("loss"), QStringLiteral("acc")});
        QVERIFY(shown.settle());
        auto *panel = qobject_cast<ui::ChartsPanel *>(shown.view(QStringLiteral("loss"))->parentWidget());
        panel->findChild<QToolButton *>(QStringLiteral("chartMaximise"))->click();
        QVERIFY(!shown.control<QScrollArea>("chartsScroll")->isVisible());
        QVERIFY(shown.settle());
        ui::PlotView *large = nullptr;
        for (auto *candidate : shown.pane->findChildren<ui::ChartsPanel *>()) {
            if (candidate->isVisible())
                large = &candidate->view();
        }
        QVERIFY(large != nullptr && large->width() > 900);
        QCOMPARE(large->frame().pointCount, 100);
        QTest::keyClick(large, Qt::Key_Escape);
        QVERIFY(shown.control<QScrollArea>("chartsScroll")->isVisible());
    }

    void searchingLeavesWhatMatches()
    {
        Shown shown;
        shown.open();
        shown.fill(1, {QStringLiteral("loss"), QStringLiteral("train/acc")});
        auto *search = shown.control<QLineEdit>("chartsSearch");
        QTest::keyClicks(search, QStringLiteral("acc"));
        QTRY_COMPARE_WITH_TIMEOUT(shown.sectionNames(), QStringList({QStringLiteral("train (1)")}), patience);
        search->clear();
        QTRY_COMPARE_WITH_TIMEOUT(shown.sectionNames().size(), 2, patience);
    }

    void saysWhyThereIsNothing()
    {
        Shown shown;
        shown.open();
        const auto says = [&shown](const QString &words) {
            for (auto *label : shown.pane->findChildren<QLabel *>()) {
                if (label->isVisible() && label->text().contains(words))
                    return true;
            }
            return false;
        };
        QVERIFY(says(QStringLiteral("No charts yet")));
        shown.feed.states[QStringLiteral("r")].isLoading = true;
        shown.pane->setRuns({{QStringLiteral("r"), QStringLiteral("R"), Qt::red, true}});
        QTRY_VERIFY(says(QStringLiteral("Loading")));
        QVERIFY(!shown.pane->isSettled());
        shown.pane->setRuns({{QStringLiteral("r"), QStringLiteral("R"), Qt::red, false}});
        QTRY_VERIFY(says(QStringLiteral("No run is shown")));
    }

    void progressChangesWordsAndMovesNothing()
    {
        Shown shown;
        shown.open();
        shown.fill(1, {QStringLiteral("loss")});
        QVERIFY(shown.settle());
        auto *status = shown.control<ui::ElidedLabel>("chartsStatus");
        QVERIFY(status->isVisible() && status->text().isEmpty() && status->toolTip().isEmpty());
        LayoutWatch watch(*status->parentWidget());
        for (const qint64 rows : {50, 12'345, 700'000}) {
            workspace::HistoryState &state = shown.feed.states[QStringLiteral("run0")];
            state.isLoading = rows < 700'000;
            state.rowsHere = rows;
            state.rowsOnServer = 700'000;
            emit shown.feed.stateChanged();
            QTRY_VERIFY(state.isLoading ? status->text().contains(ui::countText(rows)) : status->text().isEmpty());
            QVERIFY(!status->isCut());
            const QAccessibleInterface *heard = QAccessible::queryAccessibleInterface(status);
            QCOMPARE(heard->text(QAccessible::Name), status->text());
        }
        QVERIFY(shown.settle());
        QCOMPARE(watch.changes, 0);
    }

    void veryManyMetricsComeInPages()
    {
        Shown shown;
        shown.open();
        QStringList keys;
        for (int i = 0; i < 200; ++i)
            keys.append(QStringLiteral("m%1").arg(i));
        shown.fill(1, keys, 3);
        QVERIFY(shown.settle());
        const auto count = [&shown] { return shown.pane->findChildren<ui::ChartsPanel *>().size(); };
        QCOMPARE(count(), ui::ChartsSectionView::pageSize);
        shown.control<QPushButton>("chartsMore")->click();
        QCOMPARE(count(), 2 * ui::ChartsSectionView::pageSize);
    }

    void onlyChartsOnScreenAreDrawn()
    {
        Shown shown;
        shown.open();
        QStringList keys;
        for (int i = 0; i < 40; ++i)
            keys.append(QStringLiteral("m%1").arg(i, 2, 10, QLatin1Char('0')));
        shown.fill(3, keys);
        QVERIFY(shown.settle());
        QVERIFY(shown.view(QStringLiteral("m00"))->frame().pointCount > 0);
        QCOMPARE(shown.view(QStringLiteral("m39"))->frame().pointCount, 0);
        QScrollBar *bar = shown.control<QScrollArea>("chartsScroll")->verticalScrollBar();
        bar->setValue(bar->maximum());
        QTRY_COMPARE_WITH_TIMEOUT(shown.view(QStringLiteral("m39"))->frame().pointCount, 150, patience);
    }

    void picturesAreMadeOutsideOfTheWindowsThreadAndTheNewestWishWins()
    {
        Shown shown;
        shown.open();
        shown.fill(30, {QStringLiteral("train/a"), QStringLiteral("train/b"), QStringLiteral("train/c")}, 200);
        QVERIFY(shown.settle());
        QList<ui::PlotView *> views;
        for (auto *panel : shown.pane->findChildren<ui::ChartsPanel *>())
            views.append(&panel->view());
        QCOMPARE(views.size(), 3);
        QSignalSpy first(views.at(0), &ui::PlotView::frameChanged);
        QSignalSpy second(views.at(1), &ui::PlotView::frameChanged);
        QSignalSpy third(views.at(2), &ui::PlotView::frameChanged);
        {
            // With no thread to make pictures, the window goes through all wishes all the same, with the pictures it
            // has.
            test::HeldPool held(patience);
            for (int round = 1; round <= 10; ++round) {
                shown.control<QSlider>("chartsStrength")->setValue(round * 9);
                for (ui::PlotView *view : std::as_const(views))
                    view->repaint();
                QCoreApplication::processEvents();
            }
            QVERIFY(held.isHeld());
            for (ui::PlotView *view : std::as_const(views)) {
                QVERIFY(!view->isSettled());
                QVERIFY(!view->frame().prepared->options.smoothing.isOn());
            }
            QCOMPARE(first.size() + second.size() + third.size(), 0);
        }
        QVERIFY(shown.settle());
        for (const QSignalSpy *frames : {&first, &second, &third})
            QCOMPARE(frames->size(), 2); // the one that was under way, and the one that is wanted now
        for (ui::PlotView *view : std::as_const(views))
            QCOMPARE(view->frame().prepared->options.smoothing.strength, 0.9);
    }

    void theFeedMayGoOnAfterThePaneIsGone()
    {
        Shown shown;
        shown.open();
        shown.fill(5, {QStringLiteral("loss")}, 100'000);
        shown.pane->repaint();
        shown.pane.reset();
        shown.feed.give(QStringLiteral("run0"), QStringLiteral("loss"), rampPoints(5, 1));
        QVERIFY(QThreadPool::globalInstance()->waitForDone(patience));
    }
};

COHORT_TEST(TestChartsPane)
#include "testchartspane.moc"
