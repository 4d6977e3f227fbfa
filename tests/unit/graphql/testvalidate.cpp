#include "library.h"
#include "support/testmain.h"

#include <QTest>

class TestValidate : public QObject
{
    Q_OBJECT

private slots:
    void goodDocumentsPass_data()
    {
        QTest::addColumn<QByteArray>("query");
        for (const char *query : {"{ when }", "{ __typename __schema { types { name } } __type(name: \"X\") { name } }",
                 "query A { when } query B { when }", "{ item(id: 1) { id ... on Film { minutes } ... { title } } }",
                 "query ($a: ID!) { book(id: $a) { id } }", "query ($a: ID = 1) { book(id: $a) { id } }",
                 "query ($a: String) { needed(range: {to: 1}, text: $a) }", "query ($a: ID!) { echo(ids: [$a, 2]) }",
                 "query ($a: Int!) { echo(filter: {range: {from: $a, to: $a}}) }",
                 "query ($a: Int) { echo(filter: {range: {from: $a, to: 2}}) }",
                 "query ($a: String) { echo(filter: {extra: {deep: [$a, {b: 1.5, c: E}]}}) }",
                 "{ echo(filter: {any: {text: \"x\"}, kinds: NEWEST}) }",
                 "{ hits { ... on Book { x: subtitle(shout: true) } ... on Film { x: cut(version: 1) } } }",
                 "{ a: book(id: 1) { id } b: book(id: 2) { id } a: book(id: 1) { title } }",
                 "query @note(text: \"a\") @note { when @note }",
                 "{ ...F } fragment F on Query { ...G } fragment G on Query { when }",
                 "query ($on: Boolean!) { ...F @include(if: $on) } fragment F on Query { when @skip(if: $on) }"})
            QTest::newRow(query) << QByteArray(query);
    }
    void goodDocumentsPass()
    {
        QFETCH(QByteArray, query);
        QCOMPARE(library::problems(query), QStringList());
    }

    void badDocumentsAreRefusedInTheUsualWords_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *query, std::initializer_list<const char *> messages) {
            QStringList expected;
            for (const char *message : messages)
                expected.append(QString::fromUtf8(message));
            QTest::newRow(query) << QByteArray(query) << expected;
        };
        // Fields
        row("{ wen }", {"Cannot query field \"wen\" on type \"Query\"."});
        row("{ book(id: 1) { titel x } }",
            {"Cannot query field \"titel\" on type \"Book\".", "Cannot query field \"x\" on type \"Book\"."});
        row("{ hits { title } }", {"Cannot query field \"title\" on type \"Hit\"."});
        row("{ book(id: 1) { __schema { types { name } } } }", {"Cannot query field \"__schema\" on type \"Book\"."});
        row("{ book(id: 1) }", {"Field \"book\" of type \"Book\" must have a selection of subfields."});
        row("{ list { x } }",
            {"Field \"list\" must not have a selection since type \"[Int]\" has no subfields.",
                "Cannot query field \"x\" on type \"Int\"."});
        row("subscription { a }", {"Schema is not configured for subscriptions."});
        // Arguments and values
        row("{ book(id: 1, di: 2) { id } }", {"Unknown argument \"di\" on field \"Query.book\"."});
        row("{ book { id } }",
            {"Field \"Query.book\" argument \"id\" of type \"ID!\" is required, but it was not provided."});
        row("{ book(id: null) { id } }", {"Expected value of type \"ID!\", found null."});
        row("{ book(id: 1, id: 2) { id } }", {"There can be only one argument named \"id\"."});
        row("{ book(id: 1.5) { id } }", {"ID cannot represent value: 1.5"});
        row("{ echo(order: NOWEST) }", {"Value \"NOWEST\" does not exist in \"Order\" enum."});
        row("{ echo(order: \"NEWEST\") }", {"Enum \"Order\" cannot represent non-enum value: \"NEWEST\"."});
        row("{ echo(flag: 1) }", {"Boolean cannot represent a non boolean value: 1"});
        row("{ echo(filter: {text: 1}) }", {"String cannot represent a non string value: 1"});
        row("{ echo(filter: {range: {}}) }", {"Field \"Range.to\" of required type \"Int!\" was not provided."});
        row("{ echo(filter: {colour: 1}) }", {"Field \"colour\" is not defined by type \"Filter\"."});
        row("{ echo(filter: {text: \"a\", text: \"b\"}) }", {"There can be only one input field named \"text\"."});
        row("{ echo(filter: [1]) }", {"Expected value of type \"Filter\", found [1]."});
        row("{ echo(filter: {at: \"yesterday\"}) }",
            {"DateTime cannot represent a value that is no ISO 8601 time: \"yesterday\""});
        row("{ echo(grid: [[1], [\"x\"]]) }", {"Int cannot represent non-integer value: \"x\""});
        row("{ related: book(id: 3000000000000) { related(first: 3000000000) { id } } }",
            {"Int cannot represent non 32-bit signed integer value: 3000000000"});
        // Fragments
        row("{ ...F }", {"Unknown fragment \"F\"."});
        row("{ when } fragment F on Query { when }", {"Fragment \"F\" is never used."});
        row("{ ...F } fragment F on Nix { when }", {"Unknown type \"Nix\"."});
        row("{ ... on Order { when } }", {"Fragment cannot condition on non composite type \"Order\"."});
        row("{ ...F } fragment F on Int { when }", {"Fragment \"F\" cannot condition on non composite type \"Int\"."});
        row("{ book(id: 1) { ... on Film { id } } }",
            {"Fragment cannot be spread here as objects of type \"Book\" can never be of type \"Film\"."});
        row("{ person { ...F } } fragment F on Item { id }",
            {"Fragment \"F\" cannot be spread here as objects of type \"Person\" can never be of type \"Item\"."});
        row("{ ...F } fragment F on Query { when ...F }", {"Cannot spread fragment \"F\" within itself."});
        row("{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }",
            {"Cannot spread fragment \"F\" within itself via \"G\"."});
        row("{ ...F } fragment F on Query { when } fragment F on Query { list }",
            {"There can be only one fragment named \"F\"."});
        // Operations
        row("query A { when } query A { list }", {"There can be only one operation named \"A\"."});
        row("{ when } query A { list }", {"This anonymous operation must be the only defined operation."});
        // Directives
        row("{ when @nix }", {"Unknown directive \"@nix\"."});
        row("query @skip(if: true) { when }", {"Directive \"@skip\" may not be used on QUERY."});
        row("{ when @skip(if: true) @skip(if: false) }",
            {"The directive \"@skip\" can only be used once at this location."});
        row("{ when @skip }",
            {"Directive \"@skip\" argument \"if\" of type \"Boolean!\" is required, but it was not provided."});
        row("{ when @skip(if: true, of: 1) }", {"Unknown argument \"of\" on directive \"@skip\"."});
        // Variables
        row("query Q { book(id: $a) { id } }", {"Variable \"$a\" is not defined by operation \"Q\"."});
        row("{ book(id: $a) { id } }", {"Variable \"$a\" is not defined."});
        row("query Q($a: ID) { when }", {"Variable \"$a\" is never used in operation \"Q\"."});
        row("query Q($a: Nix) { book(id: $a) { id } }", {"Unknown type \"Nix\"."});
        row("query Q($a: Book) { book(id: $a) { id } }",
            {"Variable \"$a\" cannot be non-input type \"Book\".",
                "Variable \"$a\" of type \"Book\" used in position expecting type \"ID!\"."});
        row("query Q($a: ID!, $a: ID!) { book(id: $a) { id } }", {"There can be only one variable named \"$a\"."});
        row("query Q($a: ID) { book(id: $a) { id } }",
            {"Variable \"$a\" of type \"ID\" used in position expecting type \"ID!\"."});
        row("query Q($a: ID = null) { book(id: $a) { id } }",
            {"Variable \"$a\" of type \"ID\" used in position expecting type \"ID!\"."});
        row("query Q($a: String!) { book(id: $a) { id } }",
            {"Variable \"$a\" of type \"String!\" used in position expecting type \"ID!\"."});
        row("query Q($a: ID!) { echo(ids: $a) }",
            {"Variable \"$a\" of type \"ID!\" used in position expecting type \"[ID!]\"."});
        row("query Q($a: [ID]) { echo(ids: $a) }",
            {"Variable \"$a\" of type \"[ID]\" used in position expecting type \"[ID!]\"."});
        row("query Q($a: Int = \"x\") { echo(grid: [[$a]]) }", {"Int cannot represent non-integer value: \"x\""});
        row("query Q { ...F } fragment F on Query { echo(filter: {range: {to: $b}}) }",
            {"Variable \"$b\" is not defined by operation \"Q\"."});
        row("query Q { nix(a: $b) }",
            {"Cannot query field \"nix\" on type \"Query\".", "Variable \"$b\" is not defined by operation \"Q\"."});
        row("{ book(id: 1) { ...C } } fragment C on Book { related { ...C } } fragment C on Book { id }",
            {"There can be only one fragment named \"C\".", "Cannot spread fragment \"C\" within itself."});
        // Merging
        row("{ a: when a: list }",
            {"Fields \"a\" conflict because they return conflicting types \"DateTime\" and \"[Int]\". Use different "
             "aliases "
             "on the fields to fetch both if this was intentional."});
        row("{ book(id: 1) { id } book(id: 2) { id } }",
            {"Fields \"book\" conflict because they have differing arguments. Use different aliases on the fields to "
             "fetch "
             "both if this was intentional."});
        row("{ hits { ... on Book { x: id } ... on Film { x: minutes } } }",
            {"Fields \"x\" conflict because they return conflicting types \"ID!\" and \"Int!\". Use different aliases "
             "on the "
             "fields to fetch both if this was intentional."});
        row("{ a: book(id: 1) { x: id } ...F } fragment F on Query { a: book(id: 1) { x: title } }",
            {"Fields \"x\" conflict because they return conflicting types \"ID!\" and \"String!\". Use different "
             "aliases on "
             "the fields to fetch both if this was intentional."});
    }
    void badDocumentsAreRefusedInTheUsualWords()
    {
        QFETCH(QByteArray, query);
        QFETCH(QStringList, expected);
        QStringList found = library::problems(query);
        if (found.size() > expected.size())
            found.removeDuplicates();
        QCOMPARE(found, expected);
    }

    void thePlaceIsTold()
    {
        QCOMPARE(library::errors(library::run("{\n  when\n  nix }")),
            QStringList(
                {QStringLiteral("Cannot query field \"nix\" on type \"Query\". @3:3 GRAPHQL_VALIDATION_FAILED")}));
        QVERIFY(!library::run("{ nix }").executed);
        QVERIFY(!library::run("{ nix }").body.contains(QLatin1String("data")));
    }

    void noMoreThanAHundredErrorsAreTold()
    {
        QCOMPARE(library::problems("{ " + QByteArray("nix ").repeated(1000) + " }").size(), 100);
    }

    /// What fits into the work that is granted is held against the rules, the rest refused: without that bound some
    /// would never end. The speed of the rest is measured by the benchmark of the language.
    void documentsBuiltToBeSlowAreGrantedSoMuchWork_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QStringList>("expected");
        const QStringList tooComplex{QStringLiteral("The document is too complex.")};
        QTest::newRow("one field many times") << "{ " + QByteArray("when ").repeated(4900) + " }" << QStringList();
        QTest::newRow("deep repetition") << "{ "
                + QByteArray("book(id: 1) { related { related { id } } } ").repeated(300)
                + " }" << QStringList();
        QByteArray fragments;
        for (int i = 0; i < 40; ++i)
            fragments += "fragment F" + QByteArray::number(i) + " on Book { related { ...F" + QByteArray::number(i + 1)
                + " } r: related { ...F" + QByteArray::number(i + 1) + " } } ";
        QTest::newRow("fragments that double")
            << "{ book(id: 1) { ...F0 } } " + fragments + " fragment F40 on Book { id }" << tooComplex;
        QByteArray nested = "id ";
        for (int i = 0; i < 12; ++i)
            nested = "... on Item { ...I } ... on Book { id related2 { " + nested + " } } ... on Film { id }";
        QTest::newRow("types that double")
            << "{ item(id: 1) { " + nested + " } } fragment I on Item { id title }" << QStringList();
    }
    void documentsBuiltToBeSlowAreGrantedSoMuchWork()
    {
        QFETCH(QByteArray, query);
        QTEST(library::problems(query), "expected");
    }
};

COHORT_TEST(TestValidate)
#include "testvalidate.moc"
