#include "randomdata.h"
#include "series/codec.h"
#include "support/testmain.h"

#include <QTest>
#include <bit>

namespace {

using Series = series::Points;

bool sameBits(const Series &a, const Series &b)
{
    if (a.steps != b.steps || a.size() != b.size())
        return false;
    for (size_t i = 0; i < a.size(); ++i) {
        if (std::bit_cast<quint64>(a.values[i]) != std::bit_cast<quint64>(b.values[i]))
            return false;
    }
    return true;
}

Series roundTrip(const Series &points)
{
    const auto read = series::decodeChunk(series::encodeChunk(points.steps, points.values));
    if (!read.ok())
        qWarning("%s", qPrintable(read.error().detail));
    return read.ok() ? read.value() : Series();
}

Series randomPoints(std::mt19937_64 &random, size_t count, bool narrow)
{
    Series points;
    qint64 step = static_cast<qint64>(random());
    const auto kind = random() % 3;
    for (size_t i = 0; i < count; ++i) {
        step = static_cast<qint64>(static_cast<quint64>(step)
            + (kind == 0        ? 7
                    : kind == 1 ? random() % 100
                                : random()));
        points.steps.push_back(step);
        const double value = std::bit_cast<double>(random());
        points.values.push_back(narrow ? double(std::bit_cast<float>(quint32(random() & 0xff7fffff))) : value);
    }
    return points;
}

} // namespace

class TestCodec : public QObject
{
    Q_OBJECT

private slots:
    void everyBitComesBack()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        const Series odd{{-5, std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min(), 0, 0, 3, 2},
            {0.0, -0.0, infinity, -infinity, std::bit_cast<double>(0x7ff8000000abcdef),
                std::bit_cast<double>(0xfff0000000000001), std::numeric_limits<double>::denorm_min()}};
        QVERIFY(sameBits(roundTrip(odd), odd));
        QVERIFY(sameBits(roundTrip(Series()), Series()));
        const Series one{{42}, {0.1}};
        QVERIFY(sameBits(roundTrip(one), one));
    }

    void randomPointsComeBack()
    {
        auto random = seededRandom();
        for (int round = 0; round < 300; ++round) {
            const Series points = randomPoints(random, random() % 2000, round % 2 == 0);
            QVERIFY(sameBits(roundTrip(points), points));
        }
    }

    void float32BornValuesTakeHalf()
    {
        Series narrow;
        Series wide;
        for (int i = 0; i < 10'000; ++i) {
            narrow.steps.push_back(i * 10);
            narrow.values.push_back(static_cast<double>(static_cast<float>(1.0 / (i + 1))));
            wide.values.push_back(1.0 / (i + 1));
        }
        QVERIFY(series::encodeChunk(narrow.steps, narrow.values).size() < 42'000);
        QVERIFY(series::encodeChunk(narrow.steps, wide.values).size() < 83'000);
        // A single value that needs float64 must not be rounded.
        narrow.values[7777] = 0.1;
        QVERIFY(sameBits(roundTrip(narrow), narrow));
    }

    void chunksAppendToEachOther()
    {
        Series points{{1, 2}, {0.5, 0.25}};
        const Series more{{3, 9}, {7, 8}};
        QVERIFY(series::appendChunk(series::encodeChunk(more.steps, more.values), points).ok());
        QVERIFY(sameBits(points, Series{{1, 2, 3, 9}, {0.5, 0.25, 7, 8}}));
    }

    void everyChangedBitIsNoticed()
    {
        auto random = seededRandom();
        const Series points = randomPoints(random, 40, true);
        const QByteArray good = series::encodeChunk(points.steps, points.values);
        const Series before{{1}, {2}};
        for (qsizetype at = 0; at < good.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray bad = good;
                bad[at] = static_cast<char>(bad[at] ^ (1 << bit));
                Series into = before;
                const auto status = series::appendChunk(bad, into);
                QVERIFY(!status.ok());
                QCOMPARE(status.error().kind, base::Error::Kind::Storage);
                QVERIFY(sameBits(into, before));
            }
        }
        for (qsizetype size = 0; size < good.size(); ++size)
            QVERIFY(!series::decodeChunk(good.first(size)).ok());
        QVERIFY(!series::decodeChunk(good + '\0').ok());
    }

    void foreignBytesNeverHarm()
    {
        auto random = seededRandom();
        for (int round = 0; round < 20'000; ++round) {
            QByteArray bytes("SC\1", 3);
            bytes.append(static_cast<char>(random() % 4));
            const auto size = random() % 60;
            for (quint64 i = 0; i < size; ++i)
                bytes.append(static_cast<char>(random()));
            QVERIFY(!series::decodeChunk(bytes).ok());
        }
    }
};

COHORT_TEST(TestCodec)
#include "testcodec.moc"
