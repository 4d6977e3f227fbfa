#include "randomdata.h"
#include "series/outliers.h"
#include "support/testmain.h"

#include <QTest>

namespace {

series::CurvePtr curveOf(std::vector<double> values)
{
    auto points = std::make_shared<series::Points>();
    for (size_t i = 0; i < values.size(); ++i)
        points->steps.push_back(static_cast<qint64>(i));
    points->values = std::move(values);
    return series::curveOverSteps(points);
}

} // namespace

class TestOutliers : public QObject
{
    Q_OBJECT

private slots:
    void rareSpikesAreUnusual()
    {
        std::vector<double> values;
        values.reserve(10'000);
        for (int i = 0; i < 10'000; ++i)
            values.push_back(i % 1000 == 500 ? 1e6 : i % 100);
        const auto curve = curveOf(values);
        const series::Curve *curves[] = {curve.get()};
        const series::Range usual = series::usualRange(curves, curve->xRange);
        QVERIFY(usual.low >= 0 && usual.low <= 2);
        QVERIFY(usual.high >= 97 && usual.high <= 99);
        QCOMPARE(series::countOutside(*curve, curve->xRange, {0, 99}), 10);
        QCOMPARE(series::countOutside(*curve, {0, 500}, {0, 99}), 1);
        QCOMPARE(series::countOutside(*curve, {501, 1499}, {0, 99}), 0);
    }

    void theFewRangesThatStretchAllAreFound()
    {
        std::vector<series::Range> ranges;
        ranges.reserve(21);
        for (int i = 0; i < 20; ++i)
            ranges.push_back({0.1 * i, 10 + 0.1 * i});
        QCOMPARE(series::outlyingRanges(ranges), std::vector<size_t>());
        ranges[7].high = 1e6;
        ranges[3] = {-5e4, 1};
        ranges.emplace_back(); // a run without points
        QCOMPARE(series::outlyingRanges(ranges), std::vector<size_t>({3, 7}));
        ranges[3].low = -4e5;
        ranges[11].high = 4e5; // more than a tenth: they are no exception any more
        QCOMPARE(series::outlyingRanges(ranges), std::vector<size_t>());
    }

    void fewRangesAreNotCompared()
    {
        std::vector<series::Range> ranges{{0, 1}, {0, 1}, {0, 1e9}};
        QCOMPARE(series::outlyingRanges(ranges), std::vector<size_t>());
        ranges.push_back({0, 1});
        QCOMPARE(series::outlyingRanges(ranges), std::vector<size_t>{2});
        const std::vector<series::Range> flat(9, series::Range{4, 4});
        QCOMPARE(series::outlyingRanges(flat), std::vector<size_t>());
    }

    void onlyWhatIsShownCounts()
    {
        std::vector<double> values(1000, 5.0);
        std::fill_n(values.begin(), 500, 100.0);
        const auto curve = curveOf(values);
        const series::Curve *curves[] = {curve.get()};
        QCOMPARE(series::usualRange(curves, {600, 900}), (series::Range{5, 5}));
        QVERIFY(series::usualRange(curves, {2000, 3000}).isEmpty());
    }

    void theCountIsThatOfEveryPoint()
    {
        auto random = seededRandom();
        std::normal_distribution<double> noise;
        std::uniform_real_distribution<double> chance;
        std::vector<double> values(5000);
        for (double &value : values)
            value = chance(random) < 0.01 ? std::nan("") : noise(random);
        const auto curve = curveOf(values);
        for (int i = 0; i < 50; ++i) {
            const double from = std::floor(chance(random) * 4000);
            const series::Range x{from, from + std::floor(chance(random) * 999)};
            const series::Range y{-3 * chance(random), 3 * chance(random)};
            qint64 expected = 0;
            for (auto at = static_cast<size_t>(x.low); at <= static_cast<size_t>(x.high); ++at)
                expected += values[at] < y.low || values[at] > y.high ? 1 : 0;
            QCOMPARE(series::countOutside(*curve, x, y), expected);
        }
    }

    void manyPointsAreRepresented()
    {
        auto random = seededRandom();
        std::normal_distribution<double> noise;
        std::vector<double> values(1'000'000);
        for (double &value : values)
            value = noise(random);
        const auto curve = curveOf(values);
        const series::Curve *curves[] = {curve.get()};
        const series::Range usual = series::usualRange(curves, curve->xRange);
        QVERIFY(usual.low > -2.45 && usual.low < -2.2); // the normal distribution's hundredth is at 2.33
        QVERIFY(usual.high < 2.45 && usual.high > 2.2);
    }
};

COHORT_TEST(TestOutliers)
#include "testoutliers.moc"
