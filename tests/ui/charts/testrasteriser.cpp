#include "plotdata.h"
#include "support/testmain.h"
#include "ui/charts/rasteriser.h"

#include <QTest>

namespace {

/// Every segment on its own, in drawing order, straight into a picture: no columns, no extremes, other arithmetic.
QImage drawnBySegments(const std::vector<ui::RasterLine> &lines, const series::PixelMap &map)
{
    QImage image(map.width, map.height, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    for (const ui::RasterLine &line : lines) {
        const series::Curve &curve = *line.curve;
        const int before = (line.thickness - 1) / 2;
        const auto light = [&](int column, long double a, long double b) {
            const auto row = [&](long double y) {
                return static_cast<int>(std::floor(std::clamp<long double>(y, -9999, 99999)));
            };
            if (row(std::max(a, b)) < 0 || row(std::min(a, b)) >= map.height)
                return;
            for (int y = std::max(0, row(std::min(a, b))); y <= std::min(map.height - 1, row(std::max(a, b))); ++y) {
                for (int dy = -before; dy < line.thickness - before; ++dy) {
                    for (int dx = -before; dx < line.thickness - before; ++dx) {
                        if (image.valid(column + dx, y + dy))
                            image.setPixel(column + dx, y + dy, line.colour);
                    }
                }
            }
        };
        for (size_t i = 0; i < curve.size(); ++i) {
            if (std::isnan((*curve.y)[i]))
                continue;
            const long double toX = map.column(curve.xAt(i));
            const long double toY = map.row((*curve.y)[i]);
            if (std::abs(toX) < 1e6L)
                light(static_cast<int>(std::floor(toX)), toY, toY);
            if (i == 0 || std::isnan((*curve.y)[i - 1]))
                continue;
            const long double fromX = map.column(curve.xAt(i - 1));
            const long double fromY = map.row((*curve.y)[i - 1]);
            const auto first = static_cast<int>(std::floor(std::max(fromX, -3.0L)));
            const auto last = static_cast<int>(std::floor(std::min(toX, map.width + 3.0L)));
            for (int column = first; column <= last; ++column) {
                const auto at = [&](long double x) {
                    return x <= fromX ? fromY : x >= toX ? toY : fromY + (toY - fromY) * ((x - fromX) / (toX - fromX));
                };
                light(column, at(column), toX == fromX ? toY : at(column + 1));
                if (toX == fromX)
                    light(column, fromY, toY);
            }
        }
    }
    return image;
}

int differing(const QImage &a, const QImage &b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            count += a.pixel(x, y) == b.pixel(x, y) ? 0 : 1;
    }
    return a.size() == b.size() ? count : -1;
}

std::vector<series::CurvePtr> noisyCurves(std::mt19937_64 &random, int runs, int count, bool irregular, double gaps)
{
    std::normal_distribution<double> noise;
    std::uniform_real_distribution<double> chance;
    std::vector<series::CurvePtr> curves;
    for (int run = 0; run < runs; ++run) {
        auto points = std::make_shared<series::Points>();
        auto x = std::make_shared<std::vector<double>>();
        double at = 0;
        const double floor = chance(random);
        for (int i = 0; i < count; ++i) {
            points->steps.push_back(i);
            at += irregular ? std::exp(noise(random)) : 1;
            x->push_back(at);
            const double value =
                floor + std::exp(-4.0 * i / count) + 0.05 * noise(random) + (random() % 500 == 0 ? noise(random) : 0);
            points->values.push_back(chance(random) < gaps ? std::nan("") : value);
        }
        curves.push_back(irregular ? series::curveOver(points, x) : series::curveOverSteps(points));
    }
    return curves;
}

} // namespace

class TestRasteriser : public QObject
{
    Q_OBJECT

private slots:
    void thePictureIsThatOfAllSegments_data()
    {
        QTest::addColumn<int>("runs");
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("irregular");
        QTest::addColumn<double>("gaps");
        QTest::addColumn<int>("thickness");
        for (const int count : {30, 500, 6000}) {
            for (const bool irregular : {false, true}) {
                for (const double gaps : {0.0, 0.01, 0.4})
                    QTest::addRow("%d points, irregular %d, gaps %g", count, irregular, gaps)
                        << 7 << count << irregular << gaps << 1;
            }
        }
        QTest::newRow("thick") << 7 << 300 << true << 0.05 << 3;
        QTest::newRow("even thicker") << 7 << 50 << false << 0.05 << 4;
        // So many that most of them lies behind others.
        QTest::newRow("many") << 70 << 2000 << false << 0.0 << 1;
        QTest::newRow("many, few points") << 70 << 120 << false << 0.0 << 1;
        QTest::newRow("many, irregular, gaps") << 70 << 1000 << true << 0.02 << 1;
        QTest::newRow("many, thick") << 50 << 700 << false << 0.02 << 2;
        QTest::newRow("many, even thicker, irregular") << 40 << 700 << true << 0.02 << 5;
    }
    void thePictureIsThatOfAllSegments()
    {
        QFETCH(int, runs);
        QFETCH(int, count);
        QFETCH(bool, irregular);
        QFETCH(double, gaps);
        QFETCH(int, thickness);
        auto random = test::seededPlotRandom();
        std::uniform_real_distribution<double> chance;
        const auto curves = noisyCurves(random, runs, count, irregular, gaps);
        std::vector<ui::RasterLine> lines;
        series::Range x;
        series::Range y;
        for (const auto &curve : curves) {
            lines.push_back({curve.get(), 0xff000000U | static_cast<QRgb>(random() % 0xffffff), thickness});
            x.add(curve->xRange);
            y.add(curve->yRange);
        }
        for (int zoom = 0; zoom < 6; ++zoom) {
            series::Range shownX = x;
            series::Range shownY = y;
            if (zoom > 0) {
                const double part = std::pow(0.25, zoom);
                shownX.low = x.low + chance(random) * x.size() * (1 - part);
                shownX.high = shownX.low + x.size() * part;
                shownY = {y.low + 0.1 * y.size() * chance(random), y.high - 0.4 * y.size() * chance(random)};
            }
            // A width that is no multiple of the strips, a height that is none of four.
            const series::PixelMap map(shownX, shownY, 333, 149);
            const QImage expected = drawnBySegments(lines, map);
            QCOMPARE(differing(ui::rasterise(lines, map, 1), expected), 0);
            QCOMPARE(differing(ui::rasterise(lines, map, 2), expected), 0);
        }
    }

    void givenUpWorkGivesNoPicture()
    {
        const auto curve = series::curveOverSteps(test::ramp(100, 1));
        const std::vector<ui::RasterLine> lines{{curve.get(), 0xffff0000, 1}};
        const std::atomic_bool stop = true;
        QVERIFY(ui::rasterise(lines, {{0, 99}, {0, 1}, 100, 100}, 2, &stop).isNull());
    }

    void noLineNoPixel()
    {
        const QImage image = ui::rasterise({}, {{0, 1}, {0, 1}, 70, 30}, 2);
        QCOMPARE(image.size(), QSize(70, 30));
        QCOMPARE(image.pixelColor(69, 29).alpha(), 0);
    }
};

COHORT_TEST(TestRasteriser)
#include "testrasteriser.moc"
