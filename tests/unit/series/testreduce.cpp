#include "randomdata.h"
#include "series/reduce.h"
#include "support/testmain.h"

#include <QTest>
#include <cmath>
#include <set>

namespace {

using Pixels = std::set<std::pair<int, int>>;

/// Draws every segment on its own, in long doubles and by another formula than the product's.
Pixels drawnBySegments(const series::Curve &curve, const series::PixelMap &map)
{
    Pixels pixels;
    const auto light = [&](int column, long double a, long double b) {
        const auto top = static_cast<int>(std::floor(std::clamp(std::min(a, b), -1.0L, map.height + 0.0L)));
        const auto bottom = static_cast<int>(std::floor(std::clamp(std::max(a, b), -1.0L, map.height + 0.0L)));
        for (int row = std::max(top, 0); row <= std::min(bottom, map.height - 1); ++row) {
            if (column >= 0 && column < map.width)
                pixels.insert({column, row});
        }
    };
    for (size_t i = 0; i < curve.size(); ++i) {
        const double y1 = (*curve.y)[i];
        if (std::isnan(y1))
            continue;
        const long double toX = map.column(curve.xAt(i));
        const long double toY = map.row(y1);
        if (std::abs(toX) < 1e6L)
            light(static_cast<int>(std::floor(toX)), toY, toY);
        if (i == 0 || std::isnan((*curve.y)[i - 1]))
            continue;
        const long double fromX = map.column(curve.xAt(i - 1));
        const long double fromY = map.row((*curve.y)[i - 1]);
        const auto at = [&](long double x) {
            return toX > fromX ? (fromY * (toX - x) + toY * (x - fromX)) / (toX - fromX) : toY;
        };
        const auto first = static_cast<int>(std::floor(std::max(fromX, -1.0L)));
        const auto last = static_cast<int>(std::floor(std::min(toX, map.width + 1.0L)));
        for (int column = first; column <= last; ++column) {
            const long double left = std::max<long double>(column, fromX);
            const long double right = std::min<long double>(column + 1, toX);
            if (left == fromX && right == toX)
                light(column, fromY, toY);
            else
                light(column, left == fromX ? fromY : at(left), right == toX ? toY : at(right));
        }
    }
    return pixels;
}

Pixels drawnBySpans(const series::Curve &curve, const series::PixelMap &map, int strip)
{
    Pixels pixels;
    series::ColumnTable table;
    for (int begin = 0; begin < map.width; begin += strip) {
        table.set(curve, map, begin, std::min(map.width, begin + strip));
        series::forEachSpan(curve, map, table, [&](int column, int top, int bottom) {
            for (int row = top; row <= bottom; ++row)
                pixels.insert({column, row});
        });
    }
    return pixels;
}

enum class XShape { Even, Irregular, Repeated };

series::CurvePtr randomCurve(std::mt19937_64 &random, size_t count, XShape shape, double gaps)
{
    std::normal_distribution<double> noise;
    std::uniform_real_distribution<double> chance;
    auto points = std::make_shared<series::Points>();
    auto x = std::make_shared<std::vector<double>>();
    double at = 3;
    for (size_t i = 0; i < count; ++i) {
        points->steps.push_back(3 + 10 * static_cast<qint64>(i));
        at += shape == XShape::Repeated && random() % 2 == 0 ? 0 : std::exp(noise(random) * 2);
        x->push_back(at);
        double value = 1 / (1 + 0.01 * static_cast<double>(i)) + 0.02 * noise(random);
        if (random() % 97 == 0)
            value += 1;
        points->values.push_back(chance(random) < gaps ? std::nan("") : value);
    }
    return shape == XShape::Even ? series::curveOverSteps(points) : series::curveOver(points, x);
}

} // namespace

class TestReduce : public QObject
{
    Q_OBJECT

private slots:
    void spansAreThePictureOfAllSegments_data()
    {
        QTest::addColumn<int>("shape");
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("gaps");
        for (const int shape : {0, 1, 2}) {
            for (const int count : {0, 1, 2, 40, 3000}) {
                for (const double gaps : {0.0, 0.05, 0.6})
                    QTest::addRow("shape %d, %d points, %g gaps", shape, count, gaps) << shape << count << gaps;
            }
        }
    }
    void spansAreThePictureOfAllSegments()
    {
        QFETCH(int, shape);
        QFETCH(int, count);
        QFETCH(double, gaps);
        auto random = seededRandom();
        std::uniform_real_distribution<double> chance;
        for (int view = 0; view < 8; ++view) {
            const auto curve = randomCurve(random, static_cast<size_t>(count), static_cast<XShape>(shape), gaps);
            series::Range x = curve->xRange;
            series::Range y = curve->yRange;
            if (x.isEmpty() || !(x.size() > 0))
                x = {0, 10};
            if (y.isEmpty() || !(y.size() > 0))
                y = {-1, 2};
            if (view > 1) {
                const double zoom = std::pow(0.3, view);
                const double from = x.low + chance(random) * x.size() * (1 - zoom);
                x = {from, from + x.size() * zoom};
            }
            if (view % 2 == 1)
                y = {y.low + 0.2 * y.size(), y.low + 0.5 * y.size()};
            const series::PixelMap map(x, y, 211, 97);
            QCOMPARE(drawnBySpans(*curve, map, 64), drawnBySegments(*curve, map));
        }
    }

    void aPointBetweenGapsLightsItsPixel()
    {
        const auto points =
            std::make_shared<series::Points>(series::Points{{0, 1, 2, 3, 4}, {0, std::nan(""), 1, std::nan(""), 2}});
        const series::PixelMap map({0, 4}, {0, 2}, 5, 3);
        QCOMPARE(drawnBySpans(*series::curveOverSteps(points), map, 5), Pixels({{0, 2}, {2, 1}, {4, 0}}));
    }

    void hugeValuesStayInThePicture()
    {
        const auto points = std::make_shared<series::Points>(series::Points{{0, 1, 2}, {-1e308, 1e308, -1e308}});
        const series::PixelMap map({0, 2}, {-1, 1}, 50, 20);
        for (const auto &[column, row] : drawnBySpans(*series::curveOverSteps(points), map, 50))
            QVERIFY(column >= 0 && column < 50 && row >= 0 && row < 20);
    }

    void pixelsAndValuesAreInverse()
    {
        const series::PixelMap map({-5, 7}, {0.1, 0.2}, 300, 100);
        QCOMPARE(map.xOf(map.column(3.25)), 3.25);
        QCOMPARE(map.yOf(map.row(0.125)), 0.125);
        QCOMPARE(std::floor(map.column(7)), 299.0);
        QCOMPARE(std::floor(map.row(0.2)), 0.0);
    }
};

COHORT_TEST(TestReduce)
#include "testreduce.moc"
