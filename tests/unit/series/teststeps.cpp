#include "randomdata.h"
#include "series/steps.h"
#include "support/testmain.h"

#include <QTest>
#include <algorithm>

class TestSteps : public QObject
{
    Q_OBJECT

private slots:
    void evenStepsTakeNoMemory()
    {
        series::Steps steps;
        for (qint64 i = 0; i < 1000; ++i)
            steps.push_back(5 + 10 * i);
        QVERIFY(steps.isEven());
        QCOMPARE(steps.bytes(), size_t(0));
        QCOMPARE(steps[999], 9995);
        QCOMPARE(steps.distance(), quint64(10));
        steps.push_back(9996);
        QVERIFY(!steps.isEven());
        QCOMPARE(steps[999], 9995);
        QCOMPARE(steps.back(), 9996);
    }

    void theyAreWhatAVectorWouldHold()
    {
        auto random = seededRandom();
        constexpr qint64 extremes[] = {
            std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max(), -1, 0, 1, 7};
        for (int round = 0; round < 300; ++round) {
            series::Steps steps;
            std::vector<qint64> plain;
            for (int piece = 0; piece < 4; ++piece) {
                const auto count = static_cast<size_t>(random() % 6);
                const qint64 start = random() % 3 == 0 ? extremes[random() % 6] : static_cast<qint64>(random() % 50);
                const quint64 distance = random() % 4 == 0 ? static_cast<quint64>(-3) : random() % 3;
                std::vector<qint64> more;
                for (size_t i = 0; i < count; ++i)
                    more.push_back(static_cast<qint64>(static_cast<quint64>(start) + i * distance));
                if (random() % 2 == 0 && !plain.empty()) {
                    steps.appendEven(distance, count);
                    for (size_t i = 0; i < count; ++i)
                        plain.push_back(static_cast<qint64>(static_cast<quint64>(plain.back()) + distance));
                } else {
                    steps.append(more);
                    plain.insert(plain.end(), more.begin(), more.end());
                }
            }
            QCOMPARE(std::vector<qint64>(steps.begin(), steps.end()), plain);
            QVERIFY(steps == series::Steps(plain));
            QCOMPARE(std::ranges::is_sorted(steps), std::ranges::is_sorted(plain));
            if (plain.empty())
                continue;
            const size_t first = random() % plain.size();
            const size_t count = random() % (plain.size() - first + 1);
            const auto from = plain.begin() + static_cast<qptrdiff>(first);
            const std::vector<qint64> part(from, from + static_cast<qptrdiff>(count));
            QVERIFY(steps.mid(first, count) == series::Steps(part));
            steps.truncate(first);
            plain.resize(first);
            QVERIFY(steps == series::Steps(plain));
            steps.push_back(3);
            plain.push_back(3);
            QVERIFY(steps == series::Steps(plain));
            plain.back() = 4;
            QVERIFY(!(steps == series::Steps(plain)));
        }
    }
};

COHORT_TEST(TestSteps)
#include "teststeps.moc"
