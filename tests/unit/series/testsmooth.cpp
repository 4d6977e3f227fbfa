#include "randomdata.h"
#include "series/smooth.h"
#include "support/testmain.h"

#include <QTest>
#include <cmath>

namespace {

series::CurvePtr noisyCurve(std::mt19937_64 &random, size_t count, bool irregular, double gaps)
{
    std::normal_distribution<double> noise;
    std::uniform_real_distribution<double> chance;
    auto points = std::make_shared<series::Points>();
    auto x = std::make_shared<std::vector<double>>();
    double at = 0;
    for (size_t i = 0; i < count; ++i) {
        points->steps.push_back(static_cast<qint64>(i));
        at += irregular ? chance(random) * 3 : 1;
        x->push_back(at);
        points->values.push_back(chance(random) < gaps ? std::nan("") : 5 + noise(random));
    }
    return irregular ? series::curveOver(points, x) : series::curveOverSteps(points);
}

bool isClose(double a, double b, double tolerance)
{
    return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= tolerance * (1 + std::abs(b));
}

} // namespace

class TestSmooth : public QObject
{
    Q_OBJECT

private slots:
    void timeWeightedIsTheWeightedMeanOfThePast_data()
    {
        QTest::addColumn<bool>("irregular");
        QTest::addColumn<double>("gaps");
        QTest::newRow("even") << false << 0.0;
        QTest::newRow("irregular") << true << 0.0;
        QTest::newRow("irregular with gaps") << true << 0.2;
    }
    void timeWeightedIsTheWeightedMeanOfThePast()
    {
        QFETCH(bool, irregular);
        QFETCH(double, gaps);
        auto random = seededRandom();
        const auto curve = noisyCurve(random, 400, irregular, gaps);
        const double extent = curve->xRange.size();
        const auto result = series::smoothed(*curve, {series::Smoothing::TimeWeightedEma, 0.8}, extent);
        const double weight = std::sqrt(0.8);
        for (size_t i = 0; i < curve->size(); ++i) {
            double sum = 0;
            double weights = 0;
            for (size_t j = 0; j <= i; ++j) {
                if (std::isnan((*curve->y)[j]))
                    continue;
                const double fade = std::pow(weight, (curve->xAt(i) - curve->xAt(j)) / extent * 1000);
                sum += fade * (*curve->y)[j];
                weights += fade;
            }
            const double expected = std::isnan((*curve->y)[i]) ? std::nan("") : sum / weights;
            QVERIFY2(isClose(result[i], expected, 1e-9), qPrintable(QString::number(i)));
        }
    }

    void exponentialForgetsPointByPoint_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("gaps");
        QTest::addColumn<double>("strength");
        for (const int count : {0, 1, 2, 3, 4, 5, 7, 8, 9, 300, 3000}) {
            for (const double gaps : {0.0, 0.1}) {
                for (const double strength : {0.5, 0.9})
                    QTest::addRow("%d points, gaps %g, %g", count, gaps, strength) << count << gaps << strength;
            }
        }
    }
    void exponentialForgetsPointByPoint()
    {
        QFETCH(int, count);
        QFETCH(double, gaps);
        QFETCH(double, strength);
        auto random = seededRandom();
        const auto curve = noisyCurve(random, count, true, gaps);
        const auto result = series::smoothed(*curve, {series::Smoothing::Ema, strength}, 1);
        QCOMPARE(result.size(), curve->size());
        long double sum = 0;
        long double weights = 0;
        for (size_t i = 0; i < curve->size(); ++i) {
            const double value = (*curve->y)[i];
            if (!std::isnan(value)) {
                sum = sum * strength + value;
                weights = weights * strength + 1;
            }
            const double expected = std::isnan(value) ? std::nan("") : static_cast<double>(sum / weights);
            QVERIFY2(isClose(result[i], expected, 1e-12), qPrintable(QString::number(i)));
        }
    }

    void runningAverageIsTheMeanOfItsWindow()
    {
        auto random = seededRandom();
        const auto curve = noisyCurve(random, 500, false, 0.1);
        const series::SmoothingChoice choice{series::Smoothing::RunningAverage, 0.9};
        QCOMPARE(choice.reach(), 9);
        const auto result = series::smoothed(*curve, choice, 1);
        for (int i = 0; i < 500; ++i) {
            double sum = 0;
            int count = 0;
            for (int j = std::max(0, i - 9); j <= std::min(499, i + 9); ++j) {
                const double value = (*curve->y)[static_cast<size_t>(j)];
                sum += std::isnan(value) ? 0 : value;
                count += std::isnan(value) ? 0 : 1;
            }
            const size_t at = static_cast<size_t>(i);
            QVERIFY(isClose(result[at], std::isnan((*curve->y)[at]) ? std::nan("") : sum / count, 1e-12));
        }
    }

    void gaussianIsABell_data()
    {
        QTest::addColumn<double>("strength");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("narrow, direct") << 0.75 << 2e-3; // cut off at three deviations
        QTest::newRow("wide, by three windows") << 0.96 << 4e-2; // the top of such a bell is 6 % flatter
    }
    void gaussianIsABell()
    {
        QFETCH(double, strength);
        QFETCH(double, tolerance);
        // What an impulse becomes is the kernel itself.
        auto points = std::make_shared<series::Points>();
        for (int i = 0; i < 1001; ++i) {
            points->steps.push_back(i);
            points->values.push_back(i == 500 ? 1 : 0);
        }
        const series::SmoothingChoice choice{series::Smoothing::Gaussian, strength};
        const auto result = series::smoothed(*series::curveOverSteps(points), choice, 1);
        const double sigma = choice.sigma();
        const double peak = 1 / (sigma * std::sqrt(2 * std::acos(-1.0)));
        double sum = 0;
        for (int i = 0; i < 1001; ++i) {
            const double distance = (i - 500) / sigma;
            const double expected = peak * std::exp(-0.5 * distance * distance);
            QVERIFY2(std::abs(result[static_cast<size_t>(i)] - expected) < tolerance * peak * 2,
                qPrintable(QString::number(i)));
            sum += result[static_cast<size_t>(i)];
        }
        QVERIFY(std::abs(sum - 1) < 1e-9);
    }

    void aConstantStaysAndAGapStaysAGap()
    {
        auto points = std::make_shared<series::Points>();
        for (int i = 0; i < 200; ++i) {
            points->steps.push_back(i * i);
            points->values.push_back(i % 7 == 3 ? std::nan("") : 2.5);
        }
        const auto curve = series::curveOverSteps(points);
        for (const auto kind : {series::Smoothing::TimeWeightedEma, series::Smoothing::Ema, series::Smoothing::Gaussian,
                 series::Smoothing::RunningAverage}) {
            for (const double strength : {0.1, 0.6, 0.99}) {
                const auto result = series::smoothed(*curve, {kind, strength}, curve->xRange.size());
                for (size_t i = 0; i < result.size(); ++i)
                    QVERIFY(isClose(result[i], i % 7 == 3 ? std::nan("") : 2.5, 1e-9));
            }
        }
    }

    void aMillionPointsDoNotDrift()
    {
        auto points = std::make_shared<series::Points>();
        for (int i = 0; i < 1'000'000; ++i) {
            points->steps.push_back(i);
            points->values.push_back(i < 1000 ? 1e15 : 0.1);
        }
        const auto result =
            series::smoothed(*series::curveOverSteps(points), {series::Smoothing::RunningAverage, 0.99}, 1);
        QVERIFY(isClose(result.back(), 0.1, 1e-3));
    }
};

COHORT_TEST(TestSmooth)
#include "testsmooth.moc"
