#include "base/lenientjson.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>
#include <cmath>
#include <limits>

class TestLenientJson : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatTheSdkWrites()
    {
        const auto read = base::parseLenientJson(R"({"loss": NaN, "up": Infinity, "down": -Infinity, "n": 3})");
        QVERIFY(read.ok());
        const QJsonObject object = read.value().toObject();
        QVERIFY(std::isnan(object[u"loss"].toDouble()));
        QVERIFY(std::isinf(object[u"up"].toDouble()));
        QVERIFY(object[u"down"].toDouble() < 0);
        QCOMPARE(object[u"n"].toInteger(), 3);
    }

    void refusesWithThePlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"", "{", "[1,", "[1 2]", "{\"a\" 1}", "nul", "01", "1.", "1e", "-", "\"\\x\"", "\"a",
                 "\"\\u12g4\"", "[1] 2", "{\"a\":1,}", "+1", "\"\n\"", "\"\xff\"", ".5"})
            QTest::newRow(text) << QByteArray(text);
    }
    void refusesWithThePlace()
    {
        QFETCH(QByteArray, text);
        const auto read = base::parseLenientJson(text);
        QVERIFY(!read.ok());
        QCOMPARE(read.error().kind, base::Error::Kind::Invalid);
        QVERIFY(read.error().detail.contains(QStringLiteral("byte")));
    }

    void depthIsBounded()
    {
        QVERIFY(base::parseLenientJson(QByteArray(100, '[') + QByteArray(100, ']')).ok());
        QVERIFY(!base::parseLenientJson(QByteArray(101, '[') + QByteArray(101, ']')).ok());
        QVERIFY(!base::parseLenientJson(QByteArray(1'000'000, '[')).ok());
    }

    void valuesComeBackUnchanged_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"0", "-0.0", "1", "-1", "9223372036854775807", "-9223372036854775808", "0.1", "1e+300",
                 "5e-324", "123456789.123456", "\"\"", "\"a\\\"b\\\\c\\u0001\"", "[]", "{}",
                 "[1,[2,{\"k\":null}],true,false]", "\"\xc3\xa4\xf0\x9f\x98\x80\"", "{\"a.b/c\":1}", "\"\\ud83dn\"",
                 "\"\\ude00\\ud83d\"", "{\"b\":1,\"\\ud83dn\":2}"})
            QTest::newRow(text) << QByteArray(text);
    }
    void valuesComeBackUnchanged()
    {
        QFETCH(QByteArray, text);
        const auto first = base::parseLenientJson(text);
        QVERIFY2(first.ok(), qPrintable(first.ok() ? QString() : first.error().detail));
        const QByteArray written = base::writeLenientJson(first.value());
        const auto second = base::parseLenientJson(written);
        QVERIFY(second.ok());
        QCOMPARE(second.value(), first.value());
        QCOMPARE(base::writeLenientJson(second.value()), written);
        if (first.value().isDouble())
            QCOMPARE(std::signbit(second.value().toDouble()), std::signbit(first.value().toDouble()));
    }

    void escapesMakeSurrogatePairs()
    {
        const auto read = base::parseLenientJson(R"("\ud83d\ude00")");
        QVERIFY(read.ok());
        QCOMPARE(read.value().toString(), QString::fromUtf8("\xf0\x9f\x98\x80"));
    }

    void nonFiniteNumbersHaveTwoSpellings()
    {
        const QJsonValue nan(std::numeric_limits<double>::quiet_NaN());
        QCOMPARE(base::writeLenientJson(nan), QByteArray("\"NaN\""));
        QCOMPARE(base::writeLenientJson(nan, base::NonFinite::AsWord), QByteArray("NaN"));
        QVERIFY(std::isnan(*base::numberOf(QJsonValue(QStringLiteral("NaN")))));
        QVERIFY(!base::numberOf(QJsonValue(QStringLiteral("nan"))));
        QCOMPARE(*base::numberOf(QJsonValue(2.5)), 2.5);
    }
};

COHORT_TEST(TestLenientJson)
#include "testlenientjson.moc"
