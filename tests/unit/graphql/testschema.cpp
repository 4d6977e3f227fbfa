#include "library.h"
#include "support/testmain.h"

#include <QTest>

class TestSchema : public QObject
{
    Q_OBJECT

private slots:
    void everyKindOfDefinitionIsRead()
    {
        const graphql::Schema &schema = library::schema();
        const graphql::Type *book = schema.type(QStringLiteral("Book"));
        QVERIFY(book);
        QCOMPARE(book->kind, graphql::Type::Kind::Object);
        QCOMPARE(book->description, QStringLiteral("A book on paper.\n  It has pages."));
        QCOMPARE(book->interfaces, QStringList({QStringLiteral("Item")}));
        QCOMPARE(book->field(QStringLiteral("old"))->deprecationReason, QStringLiteral("use title"));
        QCOMPARE(book->field(QStringLiteral("strict"))->type.toString(), QStringLiteral("[Book!]!"));
        QCOMPARE(book->field(QStringLiteral("related"))->argument(QStringLiteral("first"))->defaultValue->toInt(), 10);
        QVERIFY(schema.type(QStringLiteral("Order"))->enumValue(QStringLiteral("NEWEST"))->deprecationReason);
        QCOMPARE(schema.type(QStringLiteral("Range"))->inputField(QStringLiteral("from"))->defaultValue->toInt(), 1);
        QCOMPARE(schema.type(QStringLiteral("DateTime"))->description, QStringLiteral("When something happened"));
        QVERIFY(schema.directive(QStringLiteral("note"))->isRepeatable);
        QCOMPARE(schema.mutationType()->name, QStringLiteral("Mutation"));
        QVERIFY(schema.subscriptionType() == nullptr);
    }

    void extensionsAreJoined()
    {
        QVERIFY(library::schema().queryType()->field(QStringLiteral("later")));
        const auto schema = graphql::Schema::parse(QStringLiteral(
            "schema { query: Root } type Root { a: E } enum E { X } extend enum E { Y } extend type Root implements I "
            "interface I { a: E } union U = Root extend union U = Other type Other { b(i: In): Int } input In { c: Int "
            "} "
            "extend input In { d: Int = 3 } extend scalar S @specifiedBy(url: \"x:y\") scalar S"));
        QVERIFY2(schema.ok(), qPrintable(schema.ok() ? QString() : schema.error().detail));
        QCOMPARE(schema->queryType()->name, QStringLiteral("Root"));
        QVERIFY(schema->type(QStringLiteral("E"))->enumValue(QStringLiteral("Y")));
        QCOMPARE(schema->type(QStringLiteral("U"))->possibleTypes.size(), std::size_t(2));
        QCOMPARE(schema->type(QStringLiteral("I"))->possibleTypes.size(), std::size_t(1));
        QCOMPARE(schema->type(QStringLiteral("In"))->inputField(QStringLiteral("d"))->defaultValue->toInt(), 3);
        QCOMPARE(schema->type(QStringLiteral("S"))->specifiedByUrl, QStringLiteral("x:y"));
    }

    void whoMayStandWhere()
    {
        const graphql::Schema &schema = library::schema();
        const auto type = [&](const char *name) -> const graphql::Type & { return *schema.type(QLatin1String(name)); };
        QVERIFY(schema.isPossible(type("Item"), type("Book")));
        QVERIFY(!schema.isPossible(type("Item"), type("Person")));
        QVERIFY(schema.overlap(type("Item"), type("Hit")));
        QVERIFY(schema.overlap(type("Hit"), type("Person")));
        QVERIFY(!schema.overlap(type("Item"), type("Person")));
    }

    void whatIsNoSchemaIsRefused_data()
    {
        QTest::addColumn<QByteArray>("sdl");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *sdl, const char *expected) {
            QTest::newRow(sdl) << QByteArray(sdl) << QString::fromUtf8(expected);
        };
        row("", "1:1: Syntax Error: Unexpected <EOF>.");
        row("type A { a: Int }", "Query root type must be provided.");
        row("type Query { a }", "1:16: Syntax Error: Unexpected \"}\".");
        row("type Query { a: B }", "Unknown type \"B\" of Query.a.");
        row("type Query { a: Int a: Int }", "Query has more than one \"a\".");
        row("type Query { a(b: Int, b: Int): Int }", "Query.a has more than one \"b\".");
        row("type Query { __a: Int }", "Name \"__a\" of Query must not begin with \"__\".");
        row("type Query { a: Int } type __B { a: Int }", "Name \"__B\" must not begin with \"__\".");
        row("type Query { a: Int } type Query { b: Int }", "There can be only one type named \"Query\".");
        row("type Query { a: Int } type B", "Type \"B\" must define at least one part.");
        row("type Query { a: In } input In { b: Int }", "The type of Query.a must be an output type, not \"In\".");
        row("type Query { a(b: Query): Int }", "The type of Query.a(b) must be an input type, not \"Query\".");
        row("type Query { a: Int } extend type B { a: Int }", "Cannot extend type \"B\" because it is not defined.");
        row("type Query { a: Int } extend input Query { a: Int }",
            "Cannot extend type \"Query\" as another kind of type.");
        row("type Query { a: Int } union U = Int", "Union \"U\" can only include object types, not \"Int\".");
        row("type Query implements I { a: Int }", "Type \"Query\" must only implement interface types, not \"I\".");
        row("interface I { b: Int } type Query implements I { a: Int }",
            "Interface field I.b expected but Query does not provide it.");
        row("interface I { a: Int! } type Query implements I { a: Int }",
            "Interface field I.a expects type Int! but Query.a is type Int.");
        row("interface I { a(b: Int): Int } type Query implements I { a: Int }",
            "Interface field argument I.a(b) is not provided alike by Query.");
        row("interface I { a: Int } type Query implements I { a(b: Int!): Int }",
            "Argument Query.a(b) must not be required because I.a does not have it.");
        row("interface J { a: Int } interface I implements J { a: Int } type Query implements I { a: Int }",
            "Type \"Query\" must implement \"J\" because \"I\" does.");
        row("type Query { a(b: Int = \"x\"): Int }",
            "Default of Query.a(b): Int cannot represent non-integer value: \"x\"");
        row("type Query { a: E } enum E { true }", "Enum \"E\" cannot have a value named \"true\".");
        row("schema { query: Q } type Query { a: Int }", "The root type \"Q\" must be an object type.");
        row("type Query { a(b: In): Int } input In { c: In = {} d: In = {} }", "Default of In(c): Too deeply nested.");
    }
    void whatIsNoSchemaIsRefused()
    {
        QFETCH(QByteArray, sdl);
        QFETCH(QString, expected);
        const auto schema = graphql::Schema::parse(QString::fromUtf8(sdl));
        QVERIFY(!schema.ok());
        QCOMPARE(schema.error().kind, base::Error::Kind::Invalid);
        QCOMPARE(schema.error().detail, expected);
    }

    void aCovariantFieldIsFine()
    {
        QVERIFY(graphql::Schema::parse(
            QStringLiteral("interface I { a: I l: [I] } type Query implements I { a: Query! l: [Query!]! }"))
                    .ok());
    }
};

COHORT_TEST(TestSchema)
#include "testschema.moc"
