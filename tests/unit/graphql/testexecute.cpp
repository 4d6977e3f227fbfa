#include "library.h"
#include "support/testmain.h"

#include <QTest>
#include <array>
#include <atomic>
#include <thread>

using library::data;
using library::errors;
using library::run;

class TestExecute : public QObject
{
    Q_OBJECT

private slots:
    void answersWithTheKeysThatWereAskedFor()
    {
        const auto response =
            run("{ first: book(id: 1) { title words: subtitle(shout: true) } book(id: \"2\") { id } }");
        QCOMPARE(data(response), QByteArray(R"({"book":{"id":"2"},"first":{"title":"Book 1","words":"A START"}})"));
        QVERIFY(errors(response).isEmpty());
        QVERIFY(response.executed);
    }

    void anAbsentObjectIsNullWithoutError()
    {
        const auto response = run("{ book(id: 9) { title } }");
        QCOMPARE(data(response), QByteArray(R"({"book":null})"));
        QVERIFY(!response.body.contains(QLatin1String("errors")));
    }

    void selectionsUnderOneKeyAreMerged()
    {
        const auto response = run("{ book(id: 1) { related { id } } ...More } "
                                  "fragment More on Query { book(id: 1) { related { title } title } }");
        QCOMPARE(data(response),
            QByteArray(
                R"({"book":{"related":[{"id":"1","title":"Book 1"},{"id":"2","title":"Book 2"}],"title":"Book 1"}})"));
    }

    void fragmentsApplyByTheObjectsType()
    {
        const auto response = run("{ hits { __typename ... on Item { title } ... on Film { minutes } ...P } } "
                                  "fragment P on Person { name }");
        QCOMPARE(data(response),
            QByteArray(
                R"({"hits":[{"__typename":"Book","title":"Book 2"},)"
                R"({"__typename":"Film","minutes":127,"title":"Seven"},{"__typename":"Person","name":"Ada"}]})"));
    }

    void includeAndSkipDecide_data()
    {
        QTest::addColumn<QByteArray>("variables");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("included") << QByteArray(R"({"yes":true})")
                                  << QByteArray(R"({"book":{"id":"1","title":"Book 1"}})");
        QTest::newRow("left out") << QByteArray(R"({"yes":false})") << QByteArray(R"({"book":{"pages":5}})");
    }
    void includeAndSkipDecide()
    {
        QFETCH(QByteArray, variables);
        QFETCH(QByteArray, expected);
        const auto response = run("query ($yes: Boolean!) { book(id: 1) { id @include(if: $yes) pages @skip(if: $yes) "
                                  "... @include(if: $yes) { title } old @skip(if: true) } }",
            variables);
        QCOMPARE(data(response), expected);
    }

    void aTypeAsAWholeCanAnswer()
    {
        QCOMPARE(data(run("{ book(id: 1) { pages old } }")), QByteArray(R"({"book":{"old":null,"pages":5}})"));
    }

    void mutationsRunInTheOrderOfTheText()
    {
        library::Desk desk;
        const auto response =
            run("mutation { b: bump(by: 2) { counter } failing { counter } a: bump { counter note } }", "{}", "", {},
                &desk);
        QCOMPARE(desk.calls, QStringList({QStringLiteral("2"), QStringLiteral("3")}));
        QCOMPARE(data(response), QByteArray(R"({"a":{"counter":3,"note":null},"b":{"counter":2},"failing":null})"));
        QCOMPARE(errors(response), QStringList({QStringLiteral("not yours @1:39 [\"failing\"] FORBIDDEN")}));
    }

    void aResolversErrorNullsTheFieldAndCarriesItsCode()
    {
        const auto response = run("{ a: fails(kind: \"forbidden\")\n  fails(kind: \"missing\") when }");
        QCOMPARE(data(response), QByteArray(R"({"a":null,"fails":null,"when":"2026-01-02T03:04:05"})"));
        QCOMPARE(errors(response),
            QStringList({QStringLiteral("details of forbidden @1:3 [\"a\"] FORBIDDEN"),
                QStringLiteral("details of missing @2:3 [\"fails\"] NOT_FOUND")}));
    }

    void internalDetailsReachTheLogOnly()
    {
        const auto response = run("{ fails(kind: \"storage\") }");
        QCOMPARE(errors(response),
            QStringList({QStringLiteral("The request failed (INTERNAL). @1:3 [\"fails\"] INTERNAL")}));
        QCOMPARE(response.failures.size(), 1);
        QCOMPARE(response.failures.first().error.detail, QStringLiteral("details of storage"));
        QCOMPARE(response.failures.first().path, QJsonArray({QStringLiteral("fails")}));
    }

    void nullsClimbToTheNextPlaceThatMayBeNull_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("item of a list") << QByteArray("{ list }") << QByteArray(R"({"list":[1,null,3]})")
                                        << QByteArray();
        QTest::newRow("strict items") << QByteArray("{ tight }") << QByteArray(R"({"tight":null})")
                                      << QByteArray(R"(["tight",1])");
        QTest::newRow("to the top") << QByteArray("{ list tighter }") << QByteArray("null")
                                    << QByteArray(R"(["tighter",1])");
        QTest::newRow("hard failure") << QByteArray("{ when failsHard(kind: \"missing\") }") << QByteArray("null")
                                      << QByteArray(R"(["failsHard"])");
        QTest::newRow("nested list") << QByteArray("{ book(id: 1) { title strict { id } } }")
                                     << QByteArray(R"({"book":null})") << QByteArray(R"(["book","strict",1])");
        QTest::newRow("absent entry") << QByteArray("{ person { name } }") << QByteArray(R"({"person":null})")
                                      << QByteArray(R"(["person","name"])");
        QTest::newRow("own answer") << QByteArray("{ x: item(id: 8) { id ... on Film { minutes } } }")
                                    << QByteArray(R"({"x":null})") << QByteArray(R"(["x","minutes"])");
    }
    void nullsClimbToTheNextPlaceThatMayBeNull()
    {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, expected);
        QFETCH(QByteArray, path);
        const auto response = run(query);
        QCOMPARE(data(response), expected);
        QCOMPARE(errors(response).size(), path.isEmpty() ? 0 : 1);
        if (!path.isEmpty())
            QVERIFY2(errors(response).first().contains(QString::fromUtf8(path)), qPrintable(errors(response).first()));
    }

    void aNonNullFieldThatIsNullIsTold()
    {
        QCOMPARE(errors(run("{ person { name } }")),
            QStringList({QStringLiteral(
                "Cannot return null for non-nullable field Person.name. @1:12 [\"person\",\"name\"] INTERNAL")}));
    }

    void valuesThatDoNotFitTheirTypeAreErrors()
    {
        const auto response = run("{ number real order own }");
        QCOMPARE(data(response), QByteArray(R"({"number":null,"order":null,"own":{"a":[2.5],"b":1},"real":null})"));
        QCOMPARE(errors(response),
            QStringList(
                {QStringLiteral(
                     "Int cannot represent non 32-bit signed integer value: 5000000000 @1:3 [\"number\"] INTERNAL"),
                    QStringLiteral("Float cannot represent non numeric value: \"NaN\" @1:10 [\"real\"] INTERNAL"),
                    QStringLiteral("Enum \"Order\" cannot represent value: \"SIDEWAYS\" @1:15 [\"order\"] INTERNAL")}));
    }

    void wideIntegersKeepEveryDigit() { QCOMPARE(data(run("{ long }")), QByteArray(R"({"long":9007199254740993})")); }

    void anObjectOfATypeThatCannotBeThereIsRefused()
    {
        const auto response = run("{ item(id: 99) { id } }");
        QCOMPARE(data(response), QByteArray(R"({"item":null})"));
        QVERIFY(response.failures.first().error.detail.contains(QLatin1String("\"Person\"")));
    }

    void aFieldThatNobodyAnswersIsAnInternalError()
    {
        // `later` has no function, and the root answers null; a payload without functions is an error.
        QCOMPARE(data(run("{ later }")), QByteArray(R"({"later":null})"));
        graphql::Resolvers resolvers;
        resolvers.add(
            QStringLiteral("Query.person"), [](const graphql::FieldContext &) -> base::Result<graphql::Value> {
                return graphql::Value::object(QStringLiteral("Person"), 1);
            });
        const auto response =
            graphql::execute(library::schema(), resolvers, {QStringLiteral("{ person { name } }"), {}, {}}, {}, {});
        QCOMPARE(data(response), QByteArray(R"({"person":null})"));
        QVERIFY(response.failures.first().error.detail.contains(QLatin1String("no resolver")));
    }

    void theOperationIsChosenByName()
    {
        const char query[] = "query A { a: when } query B { b: when }";
        QCOMPARE(data(run(query, "{}", "B")), QByteArray(R"({"b":"2026-01-02T03:04:05"})"));
        QCOMPARE(errors(run(query)),
            QStringList(
                {QStringLiteral("Must provide operation name if query contains multiple operations. BAD_USER_INPUT")}));
        QCOMPARE(errors(run(query, "{}", "C")),
            QStringList({QStringLiteral("Unknown operation named \"C\". BAD_USER_INPUT")}));
        QVERIFY(!run(query).executed);
    }

    void aPathIsToldToTheResolver()
    {
        graphql::Resolvers resolvers = library::resolvers();
        QJsonArray seen;
        resolvers.add(
            QStringLiteral("Book.pages"), [&](const graphql::FieldContext &context) -> base::Result<graphql::Value> {
                seen = context.path();
                return graphql::Value(1);
            });
        library::Desk desk;
        const auto response = graphql::execute(library::schema(), resolvers,
            {QStringLiteral("{ b: book(id: 1) { related { n: pages } } }"), {}, {}}, {}, &desk);
        QVERIFY(response.failures.isEmpty());
        QCOMPARE(seen, QJsonArray({QStringLiteral("b"), QStringLiteral("related"), 1, QStringLiteral("n")}));
    }

    void preparedQueriesServeAnyNumberOfThreadsAndRequests()
    {
        const auto prepared = graphql::prepare(
            library::schema(), QStringLiteral("query ($n: Int) { book(id: 1) { related(first: $n) { id } } }"));
        QVERIFY(prepared.query);
        const graphql::Resolvers resolvers = library::resolvers();
        std::vector<std::thread> threads;
        std::array<std::atomic<int>, 4> counts{};
        for (std::size_t n = 0; n < counts.size(); ++n) {
            threads.emplace_back([&, n] {
                for (int i = 0; i < 50; ++i) {
                    const auto response = graphql::execute(library::schema(), resolvers, *prepared.query, {},
                        {{QStringLiteral("n"), static_cast<int>(n)}}, {}, {});
                    counts.at(n) += static_cast<int>(response.body[u"data"][u"book"][u"related"].toArray().size());
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        for (std::size_t n = 0; n < counts.size(); ++n)
            QCOMPARE(counts.at(n).load(), 50 * static_cast<int>(std::min<std::size_t>(n, 2)));
    }
};

COHORT_TEST(TestExecute)
#include "testexecute.moc"
