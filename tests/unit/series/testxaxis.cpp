#include "randomdata.h"
#include "series/xaxis.h"
#include "support/testmain.h"

#include <QTest>
#include <cmath>
#include <map>

namespace {

series::PointsPtr pointsOf(const std::vector<qint64> &steps, std::vector<double> values)
{
    return std::make_shared<const series::Points>(series::Points{steps, std::move(values)});
}

std::vector<double> xOf(const series::Curve &curve)
{
    std::vector<double> x;
    for (size_t i = 0; i < curve.size(); ++i)
        x.push_back(curve.xAt(i));
    return x;
}

} // namespace

class TestXAxis : public QObject
{
    Q_OBJECT

private slots:
    void evenStepsNeedNoColumn()
    {
        const auto points = pointsOf({5, 15, 25}, {1, 2, 3});
        const auto curve = series::curveOverSteps(points);
        QVERIFY(curve->x == nullptr);
        QCOMPARE(xOf(*curve), std::vector<double>({5, 15, 25}));
        QVERIFY(curve->y->data() == points->values.data()); // shared, not copied
        QCOMPARE(curve->xRange, (series::Range{5, 25}));
    }

    void stepsThatGoBackAreSorted()
    {
        const auto curve = series::curveOverSteps(pointsOf({3, 1, 2, 2, 0}, {30, 10, 20, 21, 0}));
        QCOMPARE(xOf(*curve), std::vector<double>({0, 1, 2, 2, 3}));
        QCOMPARE(*curve->y, std::vector<double>({0, 10, 20, 21, 30}));
    }

    void infinitiesAreGapsAndCounted()
    {
        const auto curve = series::curveOverSteps(pointsOf({0, 1, 2, 3}, {1, HUGE_VAL, std::nan(""), 4}));
        QCOMPARE(curve->notFinite, 2);
        QVERIFY(curve->hasGaps);
        QVERIFY(std::isnan((*curve->y)[1]));
        QCOMPARE(curve->yRange, (series::Range{1, 4}));
    }

    void xComesFromTheRowOfTheSameStep()
    {
        const auto y = pointsOf({0, 10, 20, 40}, {1, 2, 3, 4});
        const auto time = pointsOf({0, 5, 10, 15, 20, 30}, {0.5, 1.5, 2.5, 3.5, 4.5, 5.5});
        const auto curve = series::curveAlong({series::XKind::RelativeTime, {}}, y, time);
        QCOMPARE(xOf(*curve), std::vector<double>({0.5, 2.5, 4.5}));
        QCOMPARE(*curve->y, std::vector<double>({1, 2, 3}));
        QVERIFY(series::curveAlong({series::XKind::WallTime, {}}, y, nullptr) == nullptr);
    }

    void matchingAgreesWithALookUpForEachPoint()
    {
        auto random = seededRandom();
        for (int round = 0; round < 200; ++round) {
            const bool sorted = round % 2 == 0;
            const auto make = [&](double base) {
                series::Points points;
                qint64 step = 0;
                for (int i = 0; i < 60; ++i) {
                    step = sorted ? step + static_cast<qint64>(random() % 3) : static_cast<qint64>(random() % 40);
                    points.steps.push_back(step);
                    points.values.push_back(base + i);
                }
                return points;
            };
            const series::Points y = make(0);
            const series::Points x = make(1000);
            const auto matched = series::matchBySteps(y, x);
            std::map<qint64, size_t> used;
            for (size_t i = 0; i < y.size(); ++i) {
                size_t skip = used[y.steps[i]]++;
                double expected = std::nan("");
                for (size_t j = 0; j < x.size(); ++j) {
                    if (x.steps[j] == y.steps[i] && skip-- == 0) {
                        expected = x.values[j];
                        break;
                    }
                }
                const double got = (*matched)[i];
                QVERIFY((std::isnan(got) && std::isnan(expected)) || got == expected);
            }
        }
    }

    void logarithmsLeaveOutWhatIsNotPositive()
    {
        const auto curve = series::curveOverSteps(pointsOf({-10, 0, 10, 100}, {1, 10, 0, 1000}));
        const auto logs = series::logarithmic(curve, true, true);
        QCOMPARE(xOf(*logs), std::vector<double>({1, 2}));
        QVERIFY(std::isnan((*logs->y)[0]));
        QCOMPARE((*logs->y)[1], 3.0);
        QCOMPARE(logs->notPositive, 3); // two in x, one in y
    }

    void theVisibleRangeKnowsWhatCrossesItsEdges()
    {
        const auto curve = series::curveOverSteps(pointsOf({0, 10, 20}, {0, 100, 0}));
        QCOMPARE(series::yRangeWithin(*curve, {5, 15}), (series::Range{50, 100}));
        QCOMPARE(series::yRangeWithin(*curve, {2, 4}), (series::Range{20, 40}));
        QVERIFY(series::yRangeWithin(*curve, {30, 40}).isEmpty());
    }
};

COHORT_TEST(TestXAxis)
#include "testxaxis.moc"
