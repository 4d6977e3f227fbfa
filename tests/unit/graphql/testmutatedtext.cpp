#include "graphql/lexer.h"
#include "library.h"
#include "support/testmain.h"

#include <QRandomGenerator>
#include <QTest>

/// Small changes of good texts: whatever they become, reading them ends and nothing breaks.
class TestMutatedText : public QObject
{
    Q_OBJECT

private:
    static QByteArray changed(QByteArray text, QRandomGenerator &random)
    {
        static const QByteArrayList pieces{"{", "}", "(", ")", "[", "]", "...", "$", "@", "!", ":", "=", "\"", "\"\"\"",
            "\\u", "\xff", "\xf0\x9f\x98\x80", "-1", "1e999", "999999999999999999999", "null", "on",
            "fragment F on Book", "__typename", "#", "\n", QByteArray(1, '\0'), "{a", "[[[[", "...F", "query",
            "$a: ", "= {}", "extend ", "implements I"};
        const int changes = 1 + static_cast<int>(random.bounded(4));
        for (int i = 0; i < changes; ++i) {
            const auto at = static_cast<qsizetype>(random.bounded(static_cast<int>(text.size()) + 1));
            switch (random.bounded(4)) {
            case 0:
                text.insert(at, pieces[random.bounded(static_cast<int>(pieces.size()))]);
                break;
            case 1:
                text.remove(at, 1 + static_cast<qsizetype>(random.bounded(12)));
                break;
            case 2:
                text.insert(
                    at, text.mid(static_cast<qsizetype>(random.bounded(static_cast<int>(text.size()) + 1)), 30));
                break;
            default:
                if (at < text.size())
                    text[at] = static_cast<char>(random.bounded(256));
            }
        }
        return text;
    }

    static QRandomGenerator seeded()
    {
        const quint32 seed = qEnvironmentVariableIsSet("COHORT_SEED") ? qEnvironmentVariable("COHORT_SEED").toUInt()
                                                                      : QRandomGenerator::global()->generate();
        qInfo("COHORT_SEED=%u", seed);
        return QRandomGenerator(seed);
    }

private slots:
    void documents()
    {
        const QByteArrayList corpus{
            ("query Q($a: ID!, $f: Filter = {range: {to: 1}}) { book(id: $a) { ...F related(first: 2) { id } } "
             "echo(filter: $f) } fragment F on Book { id title @skip(if: false) }"),
            "{ hits { __typename ... on Item { title } ... on Film { minutes cut(version: 1) } } }",
            "mutation { a: bump(by: -2) { counter } b: bump { note } }",
            "{ __schema { types { name fields { name type { ofType { name } } } } } __type(name: \"Book\") { name } }",
            "{ echo(order: OLDEST, ids: [\"\"\"a\"\"\", 2], ratio: 1.5e3, grid: [[1], []]) @note(text: \"\\u00e4\") }"};
        QRandomGenerator random = seeded();
        int executed = 0;
        for (int round = 0; round < 3000; ++round) {
            const QByteArray text = changed(corpus[random.bounded(static_cast<int>(corpus.size()))], random);
            const auto response = library::run(text, R"({"a":"1","f":{"text":"x","range":{"to":4}}})", "");
            QVERIFY(response.body.contains(QLatin1String("errors")) || response.body.contains(QLatin1String("data")));
            executed += response.executed ? 1 : 0;
        }
        QVERIFY2(executed > 0, "no changed document was good: the corpus does not fit the schema");
    }

    void schemas()
    {
        QRandomGenerator random = seeded();
        const QByteArray corpus = library::sdl().toUtf8();
        int good = 0;
        for (int round = 0; round < 400; ++round)
            good += graphql::Schema::parse(QString::fromUtf8(changed(corpus, random))).ok() ? 1 : 0;
        QVERIFY(good > 0);
    }

    void anyBytesAtAll()
    {
        QRandomGenerator random = seeded();
        for (int round = 0; round < 2000; ++round) {
            QByteArray bytes(static_cast<qsizetype>(random.bounded(200)), Qt::Uninitialized);
            for (char &byte : bytes)
                byte = static_cast<char>(random.bounded(256));
            const graphql::Parsed parsed = graphql::parseDocument(QString::fromLatin1(bytes));
            QVERIFY(parsed.document || !parsed.errors.isEmpty());
        }
    }
};

COHORT_TEST(TestMutatedText)
#include "testmutatedtext.moc"
