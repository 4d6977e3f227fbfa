#include "api/replyparser.h"
#include "support/testmain.h"

#include <QTest>

using base::Error;

class TestReplyParser : public QObject
{
    Q_OBJECT

private:
    /// `body`: JSON with ' for ", which reads better (and moc stumbles over some raw strings).
    static base::Result<api::Reply> parse(const QByteArray &body, bool isMutation = false, int status = 200)
    {
        return api::parseAnswer(
            {status, "application/json; charset=utf-8", QByteArray(body).replace('\'', '"')}, isMutation);
    }

private slots:
    void dataWithErrorsArePartialForAQueryAndAnErrorForAMutation()
    {
        const QByteArray body =
            "{'data': {'a': 1, 'b': null}, 'errors': [{'message': 'permission denied', 'path': ['b']}]}";
        const auto reply = parse(body);
        QVERIFY(reply && reply->isPartial());
        QCOMPARE(reply->errors.first().kind, Error::Kind::Forbidden);
        QCOMPARE(reply->data.value(QStringLiteral("a")).toInt(), 1);
        QCOMPARE(parse(body, true).error().kind, Error::Kind::Forbidden);
    }

    void rootsThatAreAllNullTurnTheErrorsIntoTheAnswer()
    {
        const auto reply = parse("{'data': {'project': null}, 'errors': [{'message': 'one'}, {'message': 'two'}]}");
        QVERIFY(!reply);
        QCOMPARE(reply.error().detail, QStringLiteral("one; two"));
        // Without errors null is an answer: the one who asked knows what it means.
        QVERIFY(parse("{'data': {'project': null}}"));
    }

    void theKindComesFromTheCodeThenTheMessageThenTheStatus_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Error::Kind>("kind");
        const auto coded = [](const char *code) {
            return QByteArray("{'errors': [{'message': 'not found', 'extensions': {'code': ") + code + "}}]}";
        };
        const auto said = [](const char *message) {
            return QByteArray("{'errors': [{'message': '") + message + "'}], 'data': null}";
        };
        QTest::newRow("code") << 200 << coded("'FORBIDDEN'") << Error::Kind::Forbidden;
        QTest::newRow("code in small letters") << 200 << coded("'not-found'") << Error::Kind::NotFound;
        QTest::newRow("code as number") << 200 << coded("409") << Error::Kind::Conflict;
        QTest::newRow("unknown code") << 200 << coded("'ODD'") << Error::Kind::NotFound;
        QTest::newRow("conflict") << 400 << said("Project already exists") << Error::Kind::Conflict;
        QTest::newRow("invalid") << 200 << said("Invalid name") << Error::Kind::Invalid;
        QTest::newRow("unknown words") << 200 << said("computer says no") << Error::Kind::BadReply;
        QTest::newRow("status") << 403 << said("computer says no") << Error::Kind::Forbidden;
        QTest::newRow("bare text") << 404 << QByteArray("{'error': 'run not found'}") << Error::Kind::NotFound;
        QTest::newRow("object") << 500 << QByteArray("{'error': {'message': 'oh'}}") << Error::Kind::BadReply;
        QTest::newRow("old server") << 400 << said("Cannot query field x on type Y.") << Error::Kind::BadReply;
    }

    void theKindComesFromTheCodeThenTheMessageThenTheStatus()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(Error::Kind, kind);
        const auto reply = parse(body, false, status);
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, kind);
    }

    void numbersThatJsonDoesNotKnowAreRead()
    {
        const auto reply = parse("{'data': {'x': NaN, 'y': [Infinity, -Infinity]}}");
        QVERIFY(reply);
        QVERIFY(std::isnan(reply->data.value(QStringLiteral("x")).toDouble()));
    }

    void detailsAreShort()
    {
        const auto reply = parse("{'errors': [{'message': '" + QByteArray(100000, 'x') + "'}]}");
        QCOMPARE(reply.error().detail.size(), 2000);
    }

    void oddShapesAreBadReplies_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("data is a list") << QByteArray("{'data': []}");
        QTest::newRow("data is a text") << QByteArray("{'data': 'x'}");
        QTest::newRow("no data") << QByteArray("{'errors': []}");
        QTest::newRow("errors of another shape") << QByteArray("{'errors': [1, null, []]}");
        QTest::newRow("null") << QByteArray("null");
    }

    void oddShapesAreBadReplies()
    {
        QFETCH(QByteArray, body);
        const auto reply = parse(body);
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, Error::Kind::BadReply);
    }
};

COHORT_TEST(TestReplyParser)
#include "testreplyparser.moc"
