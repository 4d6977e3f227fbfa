#include "plotdata.h"
#include "support/uitestmain.h"
#include "ui/charts/plotview.h"

#include <QAccessible>
#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>
#include <QWheelEvent>

COHORT_GUI_TESTS

namespace {

constexpr int plotPatience = 20'000;

class ShownPlot
{
public:
    explicit ShownPlot(const QList<ui::PlotLine> &lines)
    {
        view.resize(640, 400);
        view.setTitle(QStringLiteral("train/loss"));
        view.setLines(lines);
        view.show();
    }
    [[nodiscard]] bool settle()
    {
        return QTest::qWaitFor([this] { return view.isSettled(); }, plotPatience);
    }
    [[nodiscard]] QPoint pixelOf(double x, double y) const
    {
        const QRect area = view.area();
        const series::PixelMap map = ui::pixelMapOf(view.frame(), area.size());
        return area.topLeft() + QPoint(static_cast<int>(map.column(x)), static_cast<int>(map.row(y)));
    }
    ui::PlotView view;
};

bool isClose(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance;
}

void wheelAt(QWidget &widget, const QPoint &at, int notches, Qt::KeyboardModifiers modifiers = {})
{
    QWheelEvent event(
        at, widget.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&widget, &event);
}

/// QTest::mouseMove() goes through the window system, which may leave out a move.
void moveTo(QWidget &widget, const QPoint &at, Qt::MouseButtons buttons = {}, Qt::KeyboardModifiers modifiers = {})
{
    QMouseEvent event(QEvent::MouseMove, at, widget.mapToGlobal(at), Qt::NoButton, buttons, modifiers);
    QCoreApplication::sendEvent(&widget, &event);
}

} // namespace

class TestPlotView : public QObject
{
    Q_OBJECT

private slots:
    void showsAllPointsAndSaysSo()
    {
        ShownPlot shown({test::plotLine("a", test::ramp(1001, 10)), test::plotLine("b", test::ramp(501, 5))});
        QVERIFY(shown.settle());
        QCOMPARE(shown.view.frame().pointCount, 1502);
        QCOMPARE(shown.view.frame().x, (series::Range{0, 1000}));
        QVERIFY(shown.view.caption().contains(shown.view.locale().toString(1502)));
        QVERIFY(shown.view.caption().startsWith(QStringLiteral("all")));
        QVERIFY(!shown.view.frame().image.isNull());
    }

    void saysWhatIsMissing()
    {
        auto sampled = test::plotLine("a", test::linePoints({1, std::nan(""), HUGE_VAL, -2, 5}));
        sampled.isSampled = true;
        ShownPlot shown({sampled});
        QVERIFY(shown.settle());
        QVERIFY(shown.view.caption().contains(QStringLiteral("samples only")));
        QVERIFY(shown.view.caption().contains(QStringLiteral("2 points are not finite")));
        shown.view.setLogY(true);
        QVERIFY(shown.settle());
        QVERIFY(shown.view.caption().contains(QStringLiteral("1 points are not above 0")));
    }

    void emptyLoadingAndNoDataAreTold()
    {
        ShownPlot shown({});
        QVERIFY(shown.settle());
        QVERIFY(shown.view.summary().contains(QStringLiteral("No run is shown")));
        shown.view.setLines({test::plotLine("a", nullptr)});
        QVERIFY(shown.settle());
        QVERIFY(shown.view.summary().contains(QStringLiteral("No data")));
        shown.view.setLoading(true);
        QVERIFY(shown.view.summary().contains(QStringLiteral("Loading")));
        shown.view.setLoading(false);
        shown.view.setLines({test::plotLine("a", test::ramp(10, 1))});
        ui::PlotOptions options;
        options.x.kind = series::XKind::RelativeTime;
        shown.view.setOptions(options);
        QVERIFY(shown.settle());
        QVERIFY(shown.view.summary().contains(QStringLiteral("1 runs have no values for this x")));
    }

    void outliersCanBeLeftOutAndAreCounted()
    {
        std::vector<double> values(1000, 1.0);
        for (size_t i = 0; i < values.size(); ++i)
            values[i] += 0.001 * static_cast<double>(i % 10);
        values[300] = 1e6;
        values[700] = -1e6;
        ShownPlot shown({test::plotLine("a", test::linePoints(values))});
        QVERIFY(shown.settle());
        QVERIFY(shown.view.frame().y.contains(1e6));
        QSignalSpy changed(&shown.view, &ui::PlotView::optionsChanged);
        shown.view.findChild<QAction *>(QStringLiteral("plotOutliers"))->trigger();
        QCOMPARE(changed.size(), 1);
        QVERIFY(shown.settle());
        QVERIFY(shown.view.frame().y.low > 0.9 && shown.view.frame().y.high < 1.1);
        QVERIFY(shown.view.caption().contains(QStringLiteral("2 outliers are not shown")));
        QVERIFY(shown.view.caption().startsWith(QStringLiteral("all")));
        shown.view.setLeavesOutOutliers(false);
        QVERIFY(shown.settle());
        QVERIFY(shown.view.frame().y.contains(-1e6));
    }

    void rubberBandZoomsAndBackspaceStepsBack()
    {
        ShownPlot shown({test::plotLine("a", test::ramp(1001, 10))});
        QVERIFY(shown.settle());
        const QPoint from = shown.pixelOf(200, 8);
        const QPoint to = shown.pixelOf(600, 3);
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, from);
        moveTo(shown.view, (from + to) / 2, Qt::LeftButton);
        moveTo(shown.view, to, Qt::LeftButton);
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, to);
        QVERIFY(shown.settle());
        QVERIFY(isClose(shown.view.frame().x.low, 200, 4));
        QVERIFY(isClose(shown.view.frame().x.high, 600, 4));
        QVERIFY(isClose(shown.view.frame().y.low, 3, 0.1));
        QVERIFY(isClose(shown.view.frame().y.high, 8, 0.1));
        QTest::keyClick(&shown.view, Qt::Key_Backspace);
        QVERIFY(shown.settle());
        QVERIFY(!shown.view.zoom().isZoomed());
        QCOMPARE(shown.view.frame().x, (series::Range{0, 1000}));
    }

    void aFlatBandZoomsXOnlyAndYFits()
    {
        ShownPlot shown({test::plotLine("a", test::ramp(1001, 10))});
        QVERIFY(shown.settle());
        const QPoint from = shown.pixelOf(400, 5);
        const QPoint to = shown.pixelOf(500, 5);
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, from);
        moveTo(shown.view, to, Qt::LeftButton);
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, to);
        QVERIFY(shown.settle());
        QVERIFY(!shown.view.zoom().view().y);
        QVERIFY(isClose(shown.view.frame().y.low, 4, 0.15));
        QVERIFY(isClose(shown.view.frame().y.high, 5, 0.15));
    }

    void wheelKeepsThePlaceUnderThePointer()
    {
        ShownPlot shown({test::plotLine("a", test::ramp(1001, 10))});
        QVERIFY(shown.settle());
        const QPoint at = shown.pixelOf(250, 6);
        wheelAt(shown.view, at, 3);
        QVERIFY(shown.settle());
        QVERIFY(shown.view.frame().x.size() < 700);
        QVERIFY((shown.pixelOf(250, 6) - at).manhattanLength() <= 2);
        shown.view.setWheelNeedsControl(true);
        const series::Range before = shown.view.frame().x;
        wheelAt(shown.view, at, 3);
        QVERIFY(shown.settle());
        QCOMPARE(shown.view.frame().x, before);
        wheelAt(shown.view, at, -1, Qt::ControlModifier);
        QVERIFY(shown.settle());
        QVERIFY(shown.view.frame().x.size() > before.size());
    }

    void draggingWithShiftOrTheMiddleButtonPans_data()
    {
        QTest::addColumn<int>("button");
        QTest::addColumn<int>("modifier");
        QTest::newRow("middle") << int(Qt::MiddleButton) << int(Qt::NoModifier);
        QTest::newRow("shift") << int(Qt::LeftButton) << int(Qt::ShiftModifier);
    }
    void draggingWithShiftOrTheMiddleButtonPans()
    {
        QFETCH(int, button);
        QFETCH(int, modifier);
        ShownPlot shown({test::plotLine("a", test::ramp(1001, 10))});
        QVERIFY(shown.settle());
        const QPoint from = shown.pixelOf(500, 5);
        const QPoint to = shown.pixelOf(300, 5);
        const auto mouseButton = static_cast<Qt::MouseButton>(button);
        const auto modifiers = Qt::KeyboardModifiers(modifier);
        QTest::mousePress(&shown.view, mouseButton, modifiers, from);
        moveTo(shown.view, to, mouseButton, modifiers);
        QTest::mouseRelease(&shown.view, mouseButton, modifiers, to);
        QVERIFY(shown.settle());
        QVERIFY(isClose(shown.view.frame().x.low, 200, 4));
        QVERIFY(isClose(shown.view.frame().x.size(), 1000, 1));
        QTest::keyClick(&shown.view, Qt::Key_0);
        QVERIFY(shown.settle());
        QCOMPARE(shown.view.frame().x, (series::Range{0, 1000}));
    }

    void keysZoomAndPan()
    {
        ShownPlot shown({test::plotLine("a", test::ramp(1001, 10))});
        QVERIFY(shown.settle());
        QTest::keyClick(&shown.view, Qt::Key_Plus);
        QVERIFY(shown.settle());
        QVERIFY(isClose(shown.view.frame().x.size(), 800, 1));
        QTest::keyClick(&shown.view, Qt::Key_Right);
        QVERIFY(shown.settle());
        QVERIFY(isClose(shown.view.frame().x.low, 180, 1));
        QTest::keyClick(&shown.view, Qt::Key_Minus);
        QTest::mouseDClick(&shown.view, Qt::LeftButton, {}, shown.view.area().center());
        QVERIFY(shown.settle());
        QVERIFY(!shown.view.zoom().isZoomed());
    }

    void aLiveChartGrowsButKeepsAZoom()
    {
        ShownPlot shown({test::plotLine("a", test::ramp(101, 10))});
        QVERIFY(shown.settle());
        shown.view.setLines({test::plotLine("a", test::ramp(201, 20))});
        QVERIFY(shown.settle());
        QCOMPARE(shown.view.frame().x.high, 200.0);
        shown.view.zoomBy(0.5);
        QVERIFY(shown.settle());
        const series::Range zoomed = shown.view.frame().x;
        shown.view.setLines({test::plotLine("a", test::ramp(401, 40))});
        QVERIFY(shown.settle());
        QCOMPARE(shown.view.frame().x, zoomed);
        QCOMPARE(shown.view.frame().pointCount, 401);
    }

    void hoverFindsTheNearestLine()
    {
        ShownPlot shown({test::plotLine("low", test::linePoints(std::vector<double>(1001, 1))),
            test::plotLine("high", test::linePoints(std::vector<double>(1001, 9))),
            test::plotLine("slope", test::ramp(1001, 10))});
        QVERIFY(shown.settle());
        QSignalSpy hovered(&shown.view, &ui::PlotView::lineHovered);
        moveTo(shown.view, shown.pixelOf(300, 8.7));
        QCOMPARE(hovered.size(), 1);
        QCOMPARE(hovered.last().at(0).toString(), QStringLiteral("high"));
        QVERIFY(shown.view.hover().has_value());
        QVERIFY(isClose(shown.view.hover()->valueX, 300, 2));
        QCOMPARE(shown.view.hover()->valueRaw, 9.0);
        moveTo(shown.view, shown.pixelOf(500, 5.2));
        QCOMPARE(hovered.last().at(0).toString(), QStringLiteral("slope"));
        moveTo(shown.view, shown.pixelOf(500, 3));
        QCOMPARE(hovered.last().at(0).toString(), QString());
        QVERIFY(!shown.view.hover());
        QSignalSpy activated(&shown.view, &ui::PlotView::lineActivated);
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.pixelOf(300, 1));
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.last().at(0).toString(), QStringLiteral("low"));
    }

    void hoverTellsRawAndSmoothedValues()
    {
        std::vector<double> values(1001, 1);
        values[500] = 5;
        ShownPlot shown({test::plotLine("a", test::linePoints(values))});
        ui::PlotOptions options;
        options.smoothing = {series::Smoothing::Ema, 0.9};
        shown.view.setOptions(options);
        QVERIFY(shown.settle());
        shown.view.setFocus();
        QTest::keyClick(&shown.view, Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(shown.view.hover().has_value());
        QCOMPARE(shown.view.hover()->index, size_t(1000));
        for (int i = 0; i < 500; ++i)
            QTest::keyClick(&shown.view, Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(shown.view.hover()->valueX, 500.0);
        QCOMPARE(shown.view.hover()->valueRaw, 5.0);
        QVERIFY(isClose(shown.view.hover()->valueSmooth.value_or(0), 1.4, 1e-6));
        QVERIFY(shown.view.summary().contains(QStringLiteral("smoothed: 1.4")));
    }

    void keysWalkFromLineToLineOverGaps()
    {
        ShownPlot shown({test::plotLine("a", test::linePoints({1, 2, std::nan(""), std::nan(""), 5})),
            test::plotLine("b", test::linePoints({6, 7, 8, 9, 10}))});
        QVERIFY(shown.settle());
        QSignalSpy hovered(&shown.view, &ui::PlotView::lineHovered);
        QTest::keyClick(&shown.view, Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(shown.view.hover()->valueX, 4.0);
        QTest::keyClick(&shown.view, Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(shown.view.hover()->valueX, 1.0);
        QTest::keyClick(&shown.view, Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(hovered.last().at(0).toString(), QStringLiteral("b"));
        QCOMPARE(shown.view.hover()->valueRaw, 7.0);
        QTest::keyClick(&shown.view, Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(hovered.last().at(0).toString(), QStringLiteral("a"));
        QTest::keyClick(&shown.view, Qt::Key_Escape);
        QVERIFY(!shown.view.hover());
    }

    void logarithmicAxesShowDecadesOfTheSameLine()
    {
        ShownPlot shown({test::plotLine("a", test::linePoints({1, 10, 100, 1000}))});
        auto *action = shown.view.findChild<QAction *>(QStringLiteral("plotLogY"));
        QVERIFY(action != nullptr);
        QSignalSpy changed(&shown.view, &ui::PlotView::optionsChanged);
        action->trigger();
        QCOMPARE(changed.size(), 1);
        QVERIFY(shown.settle());
        QVERIFY(isClose(shown.view.frame().y.low, 0, 0.2));
        QVERIFY(isClose(shown.view.frame().y.high, 3, 0.2));
    }

    void highlightingDrawsOneLineThickly()
    {
        const QList<ui::PlotLine> lines{test::plotLine("a", test::linePoints({5, 5, 5}), QColor(Qt::red)),
            test::plotLine("b", test::linePoints({1, 9, 1}), QColor(Qt::blue))};
        ShownPlot shown(lines);
        QVERIFY(shown.settle());
        const auto reds = [&shown] {
            const QImage image = shown.view.grab().toImage();
            int count = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    count += image.pixel(x, y) == 0xffff0000 ? 1 : 0;
            }
            return count;
        };
        const int before = reds();
        QVERIFY(before > 100);
        shown.view.setHighlighted(QStringLiteral("a"));
        QVERIFY(reds() > 2.5 * before);
        shown.view.setHighlighted(QStringLiteral("b"));
        QCOMPARE(reds(), 0); // fainter than itself
    }

    void anotherChartsCrosshairAndZoomMakeNoEcho()
    {
        ShownPlot shown({test::plotLine("a", test::ramp(1001, 10))});
        QVERIFY(shown.settle());
        QSignalSpy zoomed(&shown.view, &ui::PlotView::xZoomed);
        QSignalSpy moved(&shown.view, &ui::PlotView::crosshairMoved);
        const QImage before = shown.view.grab().toImage();
        shown.view.setCrosshair(500);
        QVERIFY(shown.view.grab().toImage() != before);
        shown.view.setXZoom(series::Range{100, 200});
        QVERIFY(shown.settle());
        QCOMPARE(shown.view.frame().x, (series::Range{100, 200}));
        QCOMPARE(zoomed.size(), 0);
        QCOMPARE(moved.size(), 0);
    }

    void screenReadersHearTheChart()
    {
        ShownPlot shown({test::plotLine("a", test::ramp(1001, 10))});
        QVERIFY(shown.settle());
        QAccessibleInterface *chart = QAccessible::queryAccessibleInterface(&shown.view);
        QVERIFY(chart != nullptr);
        QCOMPARE(chart->role(), QAccessible::Chart);
        QCOMPARE(chart->text(QAccessible::Name), QStringLiteral("train/loss"));
        const QString description = chart->text(QAccessible::Description);
        QVERIFY2(description.contains(QStringLiteral("1 lines")), qPrintable(description));
        QVERIFY(description.contains(QStringLiteral("x: 0 to 1,000")));
        QCOMPARE(shown.view.focusPolicy(), Qt::StrongFocus);
    }

    void theFocusIsSeen()
    {
        ShownPlot shown({test::plotLine("a", test::ramp(11, 1))});
        QVERIFY(shown.settle());
        shown.view.clearFocus();
        const QImage without = shown.view.grab().toImage();
        shown.view.activateWindow();
        shown.view.setFocus();
        QTRY_VERIFY_WITH_TIMEOUT(shown.view.hasFocus(), plotPatience);
        QVERIFY(shown.view.grab().toImage().pixel(1, 1) != without.pixel(1, 1));
    }

    void theContextMenuOffersWhatTheKeysDo()
    {
        ShownPlot shown({test::plotLine("a", test::ramp(11, 1))});
        QVERIFY(shown.settle());
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QCoreApplication::sendEvent(&shown.view, &event);
        auto *menu = shown.view.findChild<QMenu *>();
        QVERIFY(menu != nullptr);
        QVERIFY(menu->actions().size() >= 8);
        QVERIFY(!shown.view.findChild<QAction *>(QStringLiteral("plotReset"))->isEnabled());
        shown.view.zoomBy(0.5);
        QVERIFY(shown.view.findChild<QAction *>(QStringLiteral("plotReset"))->isEnabled());
        menu->close();
    }

    /// Meanwhile another one that is seen is asked, for the same reason and later.
    void whatIsNotSeenIsNotAskedFor()
    {
        int asked = 0;
        int seenAsked = 0;
        ui::PlotView view;
        ui::PlotView seen;
        const auto counting = [](int &count) {
            return [&count] {
                ++count;
                return QList<ui::PlotLine>();
            };
        };
        view.resize(300, 200);
        seen.resize(300, 200);
        view.setLineSource(counting(asked));
        seen.setLineSource(counting(seenAsked));
        seen.show();
        QTRY_COMPARE_WITH_TIMEOUT(seenAsked, 1, plotPatience);
        QTRY_VERIFY_WITH_TIMEOUT(seen.isSettled(), plotPatience);
        QCOMPARE(asked, 0);
        view.show();
        QTRY_COMPARE_WITH_TIMEOUT(asked, 1, plotPatience);
        QTRY_VERIFY_WITH_TIMEOUT(view.isSettled(), plotPatience);
        view.hide();
        view.invalidateLines();
        seen.invalidateLines();
        QTRY_COMPARE_WITH_TIMEOUT(seenAsked, 2, plotPatience);
        QTRY_VERIFY_WITH_TIMEOUT(seen.isSettled(), plotPatience);
        QCOMPARE(asked, 1);
    }

    void aChartMayDieWhileItsPictureIsMade()
    {
        for (int i = 0; i < 20; ++i) {
            ShownPlot shown({test::plotLine("a", test::ramp(300'000, 10))});
            shown.view.repaint();
        }
        QVERIFY(QThreadPool::globalInstance()->waitForDone(plotPatience));
    }
};

COHORT_TEST(TestPlotView)
#include "testplotview.moc"
