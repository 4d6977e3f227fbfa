#include "graphql/document.h"
#include "graphql/lexer.h"
#include "support/testmain.h"

#include <QTest>

using graphql::Literal;
using graphql::Selection;

namespace {

std::shared_ptr<const graphql::Document> parsed(const QByteArray &text)
{
    return graphql::parseDocument(QString::fromUtf8(text)).document;
}

QString problem(const QByteArray &text)
{
    const graphql::Parsed read = graphql::parseDocument(QString::fromUtf8(text));
    if (read.document)
        return {};
    const graphql::Location place = read.errors.first().locations.value(0);
    return QStringLiteral("%1:%2 %3").arg(place.line).arg(place.column).arg(read.errors.first().message);
}

} // namespace

class TestDocument : public QObject
{
    Q_OBJECT

private slots:
    void theShortFormIsAQuery()
    {
        const auto document = parsed("{ a }");
        QVERIFY(document);
        QCOMPARE(document->operations.size(), std::size_t(1));
        QCOMPARE(document->operations[0].kind, graphql::Operation::Kind::Query);
        QCOMPARE(document->operations[0].selections[0].name, QStringLiteral("a"));
        QCOMPARE(document->operation({}), &document->operations[0]);
    }

    void everyPartIsRead()
    {
        const auto document = parsed(
            "mutation M($a: [Int!]! = [1, 2] @x, $b: In) @y(z: 1) {\n"
            "  k: f(p: $a, q: {r: [E, \"s\", 1.5e3, true, null]}) @skip(if: false) { ...F ... { c } ... on T { d } }\n"
            "}\nfragment F on T @w { e }");
        QVERIFY(document);
        const graphql::Operation &operation = document->operations[0];
        QCOMPARE(operation.kind, graphql::Operation::Kind::Mutation);
        QCOMPARE(operation.name, QStringLiteral("M"));
        QCOMPARE(operation.variables[0].type.toString(), QStringLiteral("[Int!]!"));
        QCOMPARE(operation.variables[0].defaultValue.items.size(), std::size_t(2));
        QCOMPARE(operation.variables[0].directives[0].name, QStringLiteral("x"));
        QVERIFY(!operation.variables[1].hasDefault);
        const Selection &field = operation.selections[0];
        QCOMPARE(field.alias, QStringLiteral("k"));
        QCOMPARE(field.responseKey(), QStringLiteral("k"));
        QCOMPARE(field.location, (graphql::Location{2, 3}));
        QCOMPARE(field.arguments[0].value.kind, Literal::Kind::Variable);
        const Literal &list = field.arguments[1].value.items[0];
        const std::vector<Literal::Kind> kinds{Literal::Kind::Enum, Literal::Kind::String, Literal::Kind::Float,
            Literal::Kind::Boolean, Literal::Kind::Null};
        for (std::size_t i = 0; i < kinds.size(); ++i)
            QCOMPARE(list.items[i].kind, kinds[i]);
        QCOMPARE(field.selections[0].kind, Selection::Kind::Spread);
        QCOMPARE(field.selections[1].typeCondition, QString());
        QCOMPARE(field.selections[2].typeCondition, QStringLiteral("T"));
        QCOMPARE(document->fragment(QStringLiteral("F"))->typeCondition, QStringLiteral("T"));
        QVERIFY(document->fragment(QStringLiteral("G")) == nullptr);
    }

    void wordsOfTheLanguageMayBeNames()
    {
        QVERIFY(parsed("query query { type: on fragment(input: enum) { mutation } null true }"));
        QVERIFY(parsed("{ ... on on { on } }"));
    }

    void blanksCommasAndCommentsMeanNothing()
    {
        const auto document = parsed("\xef\xbb\xbf# first\r\n{,a,,b # c\r\n\t c}");
        QVERIFY(document);
        QCOMPARE(document->operations[0].selections.size(), std::size_t(3));
        QCOMPARE(document->operations[0].selections[2].location, (graphql::Location{3, 3}));
    }

    void stringsKeepWhatTheyMean_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("value");
        QTest::newRow("escapes") << QByteArray("\"a\\\"\\\\\\/\\b\\f\\n\\r\\tz\"")
                                 << QStringLiteral("a\"\\/\b\f\n\r\tz");
        QTest::newRow("code points") << QByteArray("\"\\u00e4\\uD83D\\uDE00\"")
                                     << QString::fromUtf8("\xc3\xa4\xf0\x9f\x98\x80");
        QTest::newRow("plain utf-8") << QByteArray("\"\xf0\x9f\x98\x80 # not a comment\"")
                                     << QString::fromUtf8("\xf0\x9f\x98\x80 # not a comment");
        QTest::newRow("empty") << QByteArray("\"\"") << QString();
        QTest::newRow("block") << QByteArray("\"\"\"\n    one\n      two\n\n    three \\\"\"\" \\n\n  \"\"\"")
                               << QStringLiteral("one\n  two\n\nthree \"\"\" \\n");
        QTest::newRow("empty block") << QByteArray("\"\"\"\"\"\"") << QString();
    }
    void stringsKeepWhatTheyMean()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, value);
        const auto document = parsed("{ a(b: " + text + ") }");
        QVERIFY(document);
        QCOMPARE(document->operations[0].selections[0].arguments[0].value.text, value);
    }

    void whatIsNoDocumentIsRefusedWithThePlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *text, const char *expected) {
            QTest::newRow(text) << QByteArray(text) << QString::fromUtf8(expected);
        };
        row("", "1:1 Syntax Error: Unexpected <EOF>.");
        row("{", "1:2 Syntax Error: Unexpected <EOF>.");
        row("{}", "1:2 Syntax Error: Unexpected \"}\".");
        row("{ a", "1:4 Syntax Error: Unexpected <EOF>.");
        row("{ a } b", "1:7 Syntax Error: Unexpected Name \"b\".");
        row("{ a: }", "1:6 Syntax Error: Unexpected \"}\".");
        row("{ a(b) }", "1:6 Syntax Error: Unexpected \")\".");
        row("{ a() }", "1:5 Syntax Error: Unexpected \")\".");
        row("{ a(b: $) }", "1:9 Syntax Error: Unexpected \")\".");
        row("query ($a: Int = $b) { a }", "1:18 Syntax Error: Unexpected \"$\".");
        row("query () { a }", "1:8 Syntax Error: Unexpected \")\".");
        row("query ($a: [Int) { a }", "1:16 Syntax Error: Unexpected \")\".");
        row("fragment on on T { a }", "1:10 Syntax Error: Unexpected Name \"on\".");
        row("fragment F T { a }", "1:12 Syntax Error: Unexpected Name \"T\".");
        row("{ a(b: 01) }", "1:8 Syntax Error: Invalid number.");
        row("{ a(b: 1.) }", "1:8 Syntax Error: Invalid number.");
        row("{ a(b: 1x) }", "1:8 Syntax Error: Invalid number.");
        row("{ a(b: -) }", "1:8 Syntax Error: Invalid number.");
        row("{ a(b: \"x) }", "1:13 Syntax Error: Unterminated string.");
        row("{ a(b: \"x\ny\") }", "1:10 Syntax Error: Unterminated string.");
        row("{ a(b: \"\\q\") }", "1:9 Syntax Error: Invalid character escape sequence.");
        row("{ a(b: \"\\u12g4\") }", "1:9 Syntax Error: Invalid character escape sequence.");
        row("{ a(b: \"\"\"x) }", "1:15 Syntax Error: Unterminated string.");
        row("{ a\x01 }", "1:4 Syntax Error: Unexpected character U+0001.");
        row("{ a.b }", "1:4 Syntax Error: Unexpected character U+002e.");
        row("type A { b: Int }", "1:1 Syntax Error: Unexpected Name \"type\".");
    }
    void whatIsNoDocumentIsRefusedWithThePlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        QCOMPARE(problem(text), expected);
    }

    void nestingIsBounded_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("middle");
        QTest::addColumn<QByteArray>("open");
        QTest::addColumn<QByteArray>("close");
        QTest::newRow("selections") << QByteArray("{a") << QByteArray() << QByteArray("{a") << QByteArray("}");
        QTest::newRow("lists") << QByteArray("{a(b:") << QByteArray("1") << QByteArray("[") << QByteArray("]");
        QTest::newRow("objects") << QByteArray("{a(b:") << QByteArray("1") << QByteArray("{c:") << QByteArray("}");
        QTest::newRow("types") << QByteArray("query($a:") << QByteArray("Int") << QByteArray("[") << QByteArray("]");
        QTest::newRow("fragments") << QByteArray("{a") << QByteArray() << QByteArray("...{a") << QByteArray("}");
    }
    void nestingIsBounded()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, middle);
        QFETCH(QByteArray, open);
        QFETCH(QByteArray, close);
        const QByteArray end = before.startsWith("query") ? "){a}" : before.contains('(') ? ")}" : "}";
        const auto text = [&](int depth) {
            return before + open.repeated(depth) + middle + close.repeated(depth) + end;
        };
        QCOMPARE(problem(text(20)), QString());
        QVERIFY(problem(text(100)).endsWith(QLatin1String("Too deeply nested.")));
        const graphql::Parsed huge = graphql::parseDocument(QString::fromUtf8(text(200'000)), 1'000'000'000);
        QVERIFY(!huge.document);
    }

    void readingStopsAtTheLimitOfTokens()
    {
        const QString text = QStringLiteral("{ %1 }").arg(QStringLiteral("a ").repeated(98));
        QCOMPARE(graphql::parseDocument(text, 100).document->tokenCount, 100);
        const graphql::Parsed refused = graphql::parseDocument(text, 99);
        QVERIFY(!refused.document);
        QCOMPARE(refused.errors.first().code, QLatin1String(graphql::code::limit));
    }
};

COHORT_TEST(TestDocument)
#include "testdocument.moc"
