#include "randomdata.h"
#include "series/historyrows.h"
#include "support/testmain.h"

#include "base/lenientjson.h"

#include <QJsonObject>
#include <QTest>
#include <cmath>

namespace {

std::vector<double> valuesOf(const series::HistoryTable &table, const char *key)
{
    const auto points = table.points(QString::fromUtf8(key));
    return points == nullptr ? std::vector<double>() : points->values;
}

} // namespace

class TestHistoryRows : public QObject
{
    Q_OBJECT

private slots:
    void numbersBecomeColumns()
    {
        series::HistoryTable table;
        QVERIFY(
            table.appendRow(R"({"_step": 0, "loss": 2.5, "ok": true, "_runtime": 0.25, "_timestamp": 1700000000.5})")
                .ok());
        QVERIFY(table.appendRow(R"({"loss":1e-3,"_step":10,"ok":false})").ok());
        QCOMPARE(table.keys().join(u' '), QStringLiteral("loss ok _runtime _timestamp"));
        QCOMPARE(table.points(QStringLiteral("loss"))->steps, std::vector<qint64>({0, 10}));
        QCOMPARE(valuesOf(table, "loss"), std::vector<double>({2.5, 0.001}));
        QCOMPARE(valuesOf(table, "ok"), std::vector<double>({1, 0}));
        QCOMPARE(table.lastStep(), 10);
        QVERIFY(table.points(QStringLiteral("none")) == nullptr);
    }

    void nonFiniteNumbersHaveWordsAndTexts()
    {
        series::HistoryTable table;
        QVERIFY(table.appendRow(R"({"_step":1,"a":NaN,"b":Infinity,"c":-Infinity})").ok());
        QVERIFY(table.appendRow(R"({"_step":2,"a":"NaN","b":"Infinity","c":"-Infinity"})").ok());
        for (const size_t row : {size_t(0), size_t(1)}) {
            QVERIFY(std::isnan(valuesOf(table, "a")[row]));
            QCOMPARE(valuesOf(table, "b")[row], HUGE_VAL);
            QCOMPARE(valuesOf(table, "c")[row], -HUGE_VAL);
        }
    }

    void nestedKeysAreJoinedAndMediaLeftOut()
    {
        series::HistoryTable table;
        QVERIFY(table
                    .appendRow(R"({"_step":3,"train":{"loss":{"min":0.5},"acc":1},"_wandb":{"x":1},
            "img":{"width":10,"_type":"image-file","inner":{"size":5}},"tags":[1,{"a":2}],"name":"x","nothing":null})")
                    .ok());
        QCOMPARE(table.keys().join(u' '), QStringLiteral("train.loss.min train.acc"));
        QCOMPARE(table.ignoredValueCount(), 4);
    }

    void keysAreUnescaped()
    {
        series::HistoryTable table;
        QVERIFY(table.appendRow("{\"a\\u00e4\\ud83d\\ude00\\\"\\n\": 1, \"\\ud83d\": 2, \"\xc3\xa4\": 3}").ok());
        QCOMPARE(table.keys(),
            QStringList({QString::fromUtf8("a\xc3\xa4\xf0\x9f\x98\x80\"\n"), QString(QChar(0xfffd)),
                QString::fromUtf8("\xc3\xa4")}));
    }

    void brokenRowsCountAndAddNothing_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line : {"", "[]", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":1}x", "{\"a\":1,}", "{a:1}",
                 "{\"a\":--1}", "{\"a\":tru}", "{\"a\":\"x}", "{\"a\\q\":1}", "{\"a\":[1,}", "{\"a\":1e}", "{\"a\":-}",
                 "{\"a\\u12\":1}"})
            QTest::newRow(line) << QByteArray(line);
        QTest::newRow("too deep") << QByteArray("{\"a\":").repeated(100'000);
        QTest::newRow("deep list") << "{\"a\":" + QByteArray(100'000, '[');
    }
    void brokenRowsCountAndAddNothing()
    {
        QFETCH(QByteArray, line);
        series::HistoryTable table;
        const auto status = table.appendRow(line);
        QVERIFY(!status.ok());
        QCOMPARE(status.error().kind, base::Error::Kind::Invalid);
        QVERIFY(table.keys().isEmpty());
        QVERIFY(table.appendRow("{\"b\":1}").ok());
        QCOMPARE(table.points(QStringLiteral("b"))->steps, std::vector<qint64>({1}));
        QCOMPARE(table.brokenRowCount(), 1);
        QCOMPARE(table.rowCount(), 2);
    }

    void randomBytesNeverHarm()
    {
        auto random = seededRandom();
        const QByteArray alphabet("{}[]\":,\\u0aeE+-.NIt \xc3");
        for (int round = 0; round < 20'000; ++round) {
            QByteArray line("{\"");
            const auto size = random() % 40;
            for (quint64 i = 0; i < size; ++i)
                line.append(alphabet[static_cast<qsizetype>(random() % static_cast<quint64>(alphabet.size()))]);
            series::HistoryTable table;
            // What the strict reader takes, this one takes too.
            const bool isRow = base::parseLenientJson(line).ok();
            QVERIFY2(table.appendRow(line).ok() || !isRow, line.constData());
        }
    }

    void aKeyTwiceInARowCountsOnce()
    {
        series::HistoryTable table;
        QVERIFY(table.appendRow(R"({"_step":1,"a":1,"a":2})").ok());
        QCOMPARE(valuesOf(table, "a"), std::vector<double>({2}));
    }

    void snapshotsDoNotChange()
    {
        series::HistoryTable table;
        QVERIFY(table.appendRow(R"({"_step":0,"a":1})").ok());
        const auto first = table.points(QStringLiteral("a"));
        QVERIFY(table.appendRow(R"({"_step":1,"a":2})").ok());
        QCOMPARE(first->values, std::vector<double>({1}));
        const auto second = table.points(QStringLiteral("a"));
        QCOMPARE(second->values, std::vector<double>({1, 2}));
        QVERIFY(table.points(QStringLiteral("a")) == second); // nothing new: the same, not a copy
    }

    void aRestoredColumnGoesOn()
    {
        const auto kept = std::make_shared<const series::Points>(series::Points{{0, 5}, {1, 2}});
        series::HistoryTable table;
        table.restoreColumn(QStringLiteral("a"), kept);
        table.setRowCount(2);
        QCOMPARE(table.lastStep(), 5);
        QVERIFY(table.appendRow(R"({"a":3})").ok());
        QCOMPARE(*table.points(QStringLiteral("a")), (series::Points{{0, 5, 2}, {1, 2, 3}}));
        QCOMPARE(kept->size(), size_t(2));
    }

    void agreesWithTheFullReader()
    {
        auto random = seededRandom();
        for (int round = 0; round < 500; ++round) {
            const double value = std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 1800) - 900);
            const QByteArray line = base::writeLenientJson(QJsonObject{{QStringLiteral("v"), value}});
            series::HistoryTable table;
            QVERIFY(table.appendRow(line).ok());
            const auto row = base::parseLenientJson(line);
            QCOMPARE(valuesOf(table, "v"), std::vector<double>({row.value().toObject()[u"v"].toDouble()}));
        }
    }
};

COHORT_TEST(TestHistoryRows)
#include "testhistoryrows.moc"
