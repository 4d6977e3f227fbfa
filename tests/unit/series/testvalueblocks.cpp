#include "randomdata.h"
#include "series/valueblocks.h"
#include "support/testmain.h"

#include <QTest>

namespace {

series::Range rangeByHand(const std::vector<double> &y, size_t begin, size_t end)
{
    series::Range range;
    for (size_t i = begin; i < end; ++i) {
        if (!std::isnan(y[i]))
            range.add(y[i]);
    }
    return range;
}

std::vector<double> noise(std::mt19937_64 &random, size_t count, double gaps)
{
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> chance;
    std::vector<double> y(count);
    for (double &value : y)
        value = chance(random) < gaps ? std::nan("") : normal(random);
    return y;
}

} // namespace

class TestValueBlocks : public QObject
{
    Q_OBJECT

private slots:
    void aStretchHasTheExtremesOfItsPoints_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("gaps");
        for (const int count : {1, 2, 63, 64, 65, 1000, 1024, 1025, 40'000}) {
            for (const double gaps : {0.0, 0.001, 0.3, 1.0})
                QTest::addRow("%d points, gaps %g", count, gaps) << count << gaps;
        }
    }
    void aStretchHasTheExtremesOfItsPoints()
    {
        QFETCH(int, count);
        QFETCH(double, gaps);
        auto random = seededRandom();
        const std::vector<double> y = noise(random, static_cast<size_t>(count), gaps);
        const series::ValueBlocks blocks(y.data(), y.size());
        QCOMPARE(blocks.range(), rangeByHand(y, 0, y.size()));
        for (int i = 0; i < 200; ++i) {
            size_t begin = random() % (y.size() + 1);
            size_t end = random() % (y.size() + 1);
            if (begin > end)
                std::swap(begin, end);
            const series::Range expected = rangeByHand(y, begin, end);
            series::Range exact;
            blocks.addExtremesWithin(exact, y.data(), begin, end);
            QCOMPARE(exact, expected);
            series::Range outer = blocks.outerRange(begin, end);
            outer.add(expected);
            QCOMPARE(blocks.outerRange(begin, end), outer); // nothing of it is missing
            const bool hasNan =
                std::any_of(y.begin() + qptrdiff(begin), y.begin() + qptrdiff(end), [](double v) { return v != v; });
            QVERIFY(blocks.mayHaveNan(begin, end) || !hasNan);
        }
    }

    void nanAndInfinitiesAreNoticed()
    {
        std::vector<double> y(300, 1.0);
        QVERIFY(series::ValueBlocks(y.data(), y.size()).areFinite());
        QVERIFY(!series::ValueBlocks(y.data(), y.size()).mayHaveNan(0, 300));
        y[200] = std::nan("");
        const series::ValueBlocks withNan(y.data(), y.size());
        QVERIFY(!withNan.areFinite());
        QVERIFY(withNan.mayHaveNan(190, 210));
        QVERIFY(!withNan.mayHaveNan(0, 100));
        y[200] = -std::numeric_limits<double>::infinity();
        QVERIFY(!series::ValueBlocks(y.data(), y.size()).areFinite());
        y[200] = std::numeric_limits<double>::infinity();
        QVERIFY(!series::ValueBlocks(y.data(), y.size()).areFinite());
    }

    void continuedBlocksAreThoseOfTheWholeColumn()
    {
        auto random = seededRandom();
        for (const double gaps : {0.0, 0.0005}) {
            const std::vector<double> y = noise(random, 20'000, gaps);
            series::ValueBlocks blocks;
            size_t before = 0;
            for (const size_t count : {1, 64, 100, 1024, 1090, 5000, 16'384, 20'000}) {
                blocks = series::ValueBlocks(blocks, y.data(), before, count);
                before = count;
                QCOMPARE(blocks, series::ValueBlocks(y.data(), count));
            }
        }
    }
};

COHORT_TEST(TestValueBlocks)
#include "testvalueblocks.moc"
