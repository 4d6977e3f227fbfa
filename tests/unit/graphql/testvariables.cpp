#include "library.h"
#include "support/testmain.h"

#include <QTest>

using library::data;
using library::errors;
using library::run;

class TestVariables : public QObject
{
    Q_OBJECT

private slots:
    void argumentsArriveCoerced_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("variables");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *query, const char *variables, const char *expected) {
            QTest::newRow(name) << QByteArray(query) << QByteArray(variables) << QByteArray(expected);
        };
        row("default of the schema", "{ echo }", "{}", R"({"order":"NEWEST"})");
        row("null is not absent", "{ echo(order: null) }", "{}", R"({"order":null})");
        row("absent variable", "query ($o: Order, $r: Float) { echo(order: $o, ratio: $r) }", "{}",
            R"({"order":"NEWEST"})");
        row("null variable", "query ($o: Order) { echo(order: $o) }", R"({"o":null})", R"({"order":null})");
        row("default of the document", "query ($o: Order = OLDEST) { echo(order: $o) }", "{}", R"({"order":"OLDEST"})");
        row("enum by text", "query ($o: Order) { echo(order: $o) }", R"({"o":"SHORTEST"})", R"({"order":"SHORTEST"})");
        row("id from a number", "query ($i: [ID!]) { echo(ids: $i) }", R"({"i":[1,"b"]})",
            R"({"ids":["1","b"],"order":"NEWEST"})");
        row("one item for a list", "query ($i: [ID!]) { echo(ids: $i) }", R"({"i":7})",
            R"({"ids":["7"],"order":"NEWEST"})");
        row("one item for lists of lists", "query ($g: [[Int]]) { echo(grid: $g) }", R"({"g":7})",
            R"({"grid":[[7]],"order":"NEWEST"})");
        row("wide integer", "query ($b: Int64) { echo(big: $b) }", R"({"b":9007199254740993})",
            R"({"big":9007199254740993,"order":"NEWEST"})");
        row("integer for a float", "query ($r: Float) { echo(ratio: $r) }", R"({"r":3})",
            R"({"order":"NEWEST","ratio":3})");
        row("input object", "query ($f: Filter) { echo(filter: $f) }",
            R"({"f":{"range":{"to":9},"kinds":"OLDEST","any":[{"text":"x"}],"extra":{"a":[1,null]},"at":"2026-01-02"}})",
            R"({"filter":{"any":[{"text":"x"}],"at":"2026-01-02","extra":{"a":[1,null]},"kinds":["OLDEST"],"range":{"from":1,"to":9}},"order":"NEWEST"})");
        row("variables in literals", "query ($t: String, $n: Int!) { echo(filter: {text: $t, range: {to: $n}}) }",
            R"({"n":2})", R"({"filter":{"range":{"from":1,"to":2}},"order":"NEWEST"})");
        row("variables in free JSON", "query ($t: String) { echo(filter: {extra: {k: [$t, E, 1.5]}}) }", R"({"t":"v"})",
            R"({"filter":{"extra":{"k":["v","E",1.5]}},"order":"NEWEST"})");
        row("absent where null is forbidden but a default stands",
            "query ($t: String) { needed(range: {to: 1}, text: $t) }", "{}",
            R"({"range":{"from":1,"to":1},"text":"x"})");
        row("more variables than asked for", "{ echo }", R"({"nix":1})", R"({"order":"NEWEST"})");
    }
    void argumentsArriveCoerced()
    {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, variables);
        QFETCH(QByteArray, expected);
        const auto response = run(query, variables);
        QCOMPARE(errors(response), QStringList());
        const QByteArray key = query.contains("needed") ? "needed" : "echo";
        QCOMPARE(data(response), "{\"" + key + "\":" + expected + "}");
    }

    void wrongVariablesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("declared");
        QTest::addColumn<QByteArray>("use");
        QTest::addColumn<QByteArray>("variables");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *declared, const char *use, const char *variables, const char *expected) {
            QTest::newRow(expected) << QByteArray(declared) << QByteArray(use) << QByteArray(variables)
                                    << QString::fromUtf8(expected);
        };
        row("ID!", "book(id: $v) { id }", "{}", "Variable \"$v\" of required type \"ID!\" was not provided.");
        row("ID!", "book(id: $v) { id }", R"({"v":null})",
            "Variable \"$v\" of non-null type \"ID!\" must not be null.");
        row("ID!", "book(id: $v) { id }", R"({"v":1.5})",
            "Variable \"$v\" got invalid value 1.5; ID cannot represent a non-string and non-integer value: 1.5");
        row("Boolean", "echo(flag: $v)", R"({"v":"true"})",
            "Variable \"$v\" got invalid value \"true\"; Boolean cannot represent a non boolean value: \"true\"");
        row("Int64", "echo(big: $v)", R"({"v":1e30})",
            "Variable \"$v\" got invalid value 1e+30; Int64 cannot represent non-integer value: 1e+30");
        row("Order", "echo(order: $v)", R"({"v":"NIX"})",
            "Variable \"$v\" got invalid value \"NIX\"; Value \"NIX\" does not exist in \"Order\" enum.");
        row("[ID!]", "echo(ids: $v)", R"({"v":["a",null]})",
            "Variable \"$v\" got invalid value [\"a\",null]; at \"[1]\": Expected non-nullable type \"ID!\" not to be "
            "null.");
        row("Filter", "echo(filter: $v)", R"({"v":{"nix":1}})",
            "Variable \"$v\" got invalid value {\"nix\":1}; Field \"nix\" is not defined by type \"Filter\".");
        row("Filter", "echo(filter: $v)", R"({"v":{"range":{}}})",
            "Variable \"$v\" got invalid value {\"range\":{}}; at \".range\": Field \"to\" of required type \"Int!\" "
            "was not provided.");
        row("Filter", "echo(filter: $v)", R"({"v":3})",
            "Variable \"$v\" got invalid value 3; Expected type \"Filter\" to be an object.");
    }
    void wrongVariablesAreRefused()
    {
        QFETCH(QByteArray, declared);
        QFETCH(QByteArray, use);
        QFETCH(QByteArray, variables);
        QFETCH(QString, expected);
        const auto response = run("query ($v: " + declared + ") { " + use + " }", variables);
        QCOMPARE(errors(response), QStringList({expected + QStringLiteral(" @1:8 BAD_USER_INPUT")}));
        QVERIFY(!response.executed);
    }

    void inputsThatNestWithoutEndAreRefused()
    {
        const QByteArray deep = QByteArray(R"({"any":)").repeated(60) + "{}" + QByteArray("}").repeated(60);
        const auto response = run("query ($v: Filter) { echo(filter: $v) }", R"({"v":)" + deep + "}");
        QVERIFY(errors(response).first().contains(QLatin1String("Too deeply nested.")));
    }

    void aVariableThatIsAbsentInAStrictPlaceIsAnErrorOfTheField()
    {
        // Legal for validation because of the default in the schema; then null is given on purpose.
        const auto response = run("query ($t: String) { when needed(range: {to: 1}, text: $t) }", R"({"t":null})");
        QCOMPARE(data(response), QByteArray(R"({"needed":null,"when":"2026-01-02T03:04:05"})"));
        QCOMPARE(errors(response),
            QStringList({QStringLiteral("Variable \"$t\" must not be null where type \"String!\" is expected. @1:27 "
                                        "[\"needed\"] BAD_USER_INPUT")}));
    }
};

COHORT_TEST(TestVariables)
#include "testvariables.moc"
