#include "library.h"
#include "support/testmain.h"

#include <QTest>

using library::data;
using library::errors;
using library::run;

namespace {

QByteArray nested(int depth)
{
    return "{ book(id: 1) " + QByteArray("{ related(first: 1) ").repeated(depth - 2) + "{ id }"
        + QByteArray(" }").repeated(depth - 2) + " }";
}

} // namespace

class TestLimits : public QObject
{
    Q_OBJECT

private slots:
    void theLastAllowedPassesAndTheNextDoesNot_data()
    {
        QTest::addColumn<QByteArray>("allowed");
        QTest::addColumn<QByteArray>("refused");
        QTest::addColumn<QString>("message");
        const auto aliases = [](int count) {
            QByteArray query = "{ ";
            for (int i = 0; i < count; ++i)
                query += "a" + QByteArray::number(i) + ": when ";
            return query + "}";
        };
        const auto fields = [](int count) { return "{ " + QByteArray("when ").repeated(count) + "}"; };
        const auto tokens = [](int count) {
            return "{ book(id: 1) { id " + QByteArray("related(first:1){id} ").repeated((count - 12) / 9) + "} }";
        };
        QTest::newRow("depth") << nested(15) << nested(16)
                               << QStringLiteral("The operation has 16 levels; the limit is 15. @1:1 LIMIT_EXCEEDED");
        QTest::newRow("aliases") << aliases(
            30) << aliases(31) << QStringLiteral("The operation has 31 aliases; the limit is 30. @1:1 LIMIT_EXCEEDED");
        QTest::newRow("root fields") << fields(50) << fields(51)
                                     << QStringLiteral(
                                            "The operation has 51 root fields; the limit is 50. @1:1 LIMIT_EXCEEDED");
        QTest::newRow("tokens")
            << tokens(4900) << tokens(5100)
            << QStringLiteral("Syntax Error: Document contains more than 5000 tokens. @1:11675 LIMIT_EXCEEDED");
        QTest::newRow("bytes") << "{ when } #" + QByteArray(65536 - 10, 'x')
                               << "{ when } #" + QByteArray("\xc3\xa4").repeated(32768)
                               << QStringLiteral("The document is longer than 65536 bytes. LIMIT_EXCEEDED");
    }
    void theLastAllowedPassesAndTheNextDoesNot()
    {
        QFETCH(QByteArray, allowed);
        QFETCH(QByteArray, refused);
        QFETCH(QString, message);
        QCOMPARE(errors(run(allowed)), QStringList());
        const auto response = run(refused);
        QCOMPARE(errors(response).size(), 1);
        QCOMPARE(errors(response).first().section(u'@', 0, 0), message.section(u'@', 0, 0));
        QVERIFY(errors(response).first().endsWith(QLatin1String("LIMIT_EXCEEDED")));
        QVERIFY(!response.executed);
    }

    void fragmentsCountWhereTheyAreSpread()
    {
        const QByteArray query = "{ a: book(id: 1) { ...F } b: book(id: 1) { ...F ...F } } "
                                 "fragment F on Book { x: id y: id z: id related { related { id } } }";
        const auto limited = [&](int depth, int aliases) {
            graphql::Limits limits;
            limits.depth = depth;
            limits.aliases = aliases;
            return errors(run(query, "{}", "", limits)).size();
        };
        QCOMPARE(limited(4, 11), 0);
        QCOMPARE(limited(3, 11), 1);
        QCOMPARE(limited(4, 10), 1);
    }

    /// Each fragment once. Whoever counted each spread would have 2^60 to go through, and this would never end.
    void fragmentsThatDoubleAndCirclesAreCountedOnce()
    {
        QByteArray query = "{ ...F0 } fragment F60 on Query { when ...F0 } ";
        for (int i = 0; i < 60; ++i)
            query += "fragment F" + QByteArray::number(i) + " on Query { a: when ...F" + QByteArray::number(i + 1)
                + " ...F" + QByteArray::number(i + 1) + " } ";
        QCOMPARE(errors(run(query)),
            QStringList({QStringLiteral("The operation has 1000000000 aliases; the limit is 30. @1:1 LIMIT_EXCEEDED"),
                QStringLiteral("The operation has 1000000000 root fields; the limit is 50. @1:1 LIMIT_EXCEEDED")}));
    }

    void tooLargeAnAnswerIsNull()
    {
        graphql::Limits limits;
        QCOMPARE(errors(run("{ many(count: 99999) }", "{}", "", limits)), QStringList());
        const auto response = run("{ when many(count: 100001) }", "{}", "", limits);
        QCOMPARE(data(response), QByteArray("null"));
        QCOMPARE(errors(response), QStringList({QStringLiteral("The answer would be too large. LIMIT_EXCEEDED")}));
        QVERIFY(response.executed);
    }

    void pastTheDeadlineTheRequestEnds()
    {
        graphql::Limits limits;
        limits.deadline = std::chrono::milliseconds(0);
        const auto response = run("{ when list }", "{}", "", limits);
        QCOMPARE(data(response), QByteArray("null"));
        QCOMPARE(errors(response), QStringList({QStringLiteral("The request took too long. LIMIT_EXCEEDED")}));
    }

    void aMutationStopsBetweenItsFields()
    {
        graphql::Limits limits;
        limits.resultNodes = 3;
        library::Desk desk;
        const auto response =
            run("mutation { a: bump { counter } b: bump { counter } c: bump { counter } }", "{}", "", limits, &desk);
        QCOMPARE(desk.counter, 2);
        QVERIFY(response.body.value(QLatin1String("data")).isNull());
    }
};

COHORT_TEST(TestLimits)
#include "testlimits.moc"
