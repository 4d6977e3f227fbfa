#include "server/runfilter.h"
#include "server/runorder.h"
#include "support/testmain.h"

#include <QTest>

using namespace server;

class TestRunFilter : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_run = RunRecord{};
        m_run.id = 1;
        m_run.name = QStringLiteral("abc");
        m_run.displayName = QStringLiteral("amos-1");
        m_run.state = QStringLiteral("finished");
        m_run.tags = {QStringLiteral("jax"), QStringLiteral("big")};
        m_run.createdAt = 1'767'225'600'000; // 2026-01-01T00:00:00Z
        m_run.config =
            QStringLiteral("{\"lr\":{\"value\":0.1},\"model\":{\"value\":{\"depth\":12}},\"a.b\":{\"value\":2}}");
        m_run.summary = QStringLiteral("{\"loss\":0.5,\"val\":{\"acc\":0.9},\"bad\":NaN}");
    }

    void filtersReadAsTheProtocolSays_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char *filter, bool matches) {
            QTest::newRow(filter) << QString::fromLatin1(filter) << matches;
        };
        row("", true);
        row("{}", true);
        row("{\"state\": \"finished\"}", true);
        row("{\"state\": \"running\"}", false);
        row("{\"state\": {\"$in\": [\"running\", \"finished\"]}}", true);
        row("{\"state\": {\"$nin\": [\"finished\"]}}", false);
        row("{\"tags\": \"jax\"}", true);
        row("{\"tags\": {\"$in\": [\"small\", \"big\"]}}", true);
        row("{\"tags\": {\"$ne\": \"jax\"}}", false);
        row("{\"display_name\": {\"$regex\": \"^amos\"}}", true);
        row("{\"displayName\": {\"$regex\": \"^lawa\"}}", false);
        row("{\"config.lr.value\": 0.1}", true);
        row("{\"config.lr\": 0.1}", true);
        row("{\"config.lr\": {\"$gt\": 0.2}}", false);
        row("{\"config.model.value.depth\": {\"$gte\": 12}}", true);
        row("{\"config.model.depth\": 12}", true);
        row("{\"config.a.b\": 2}", true);
        row("{\"config.none\": {\"$exists\": false}}", true);
        row("{\"config.none\": 1}", false);
        row("{\"summary_metrics.loss\": {\"$lt\": 0.6, \"$gt\": 0.4}}", true);
        row("{\"summary_metrics.val.acc\": 0.9}", true);
        row("{\"username\": \"ben\"}", true);
        row("{\"created_at\": {\"$gt\": \"2025-12-31T00:00:00Z\"}}", true);
        row("{\"createdAt\": {\"$lt\": \"2025-12-31T00:00:00\"}}", false);
        row("{\"$or\": [{\"$and\": [{\"state\": \"running\"}]}, {\"name\": \"abc\"}]}", true);
        row("{\"$nor\": [{\"name\": \"abc\"}]}", false);
        row("{\"state\": {\"$not\": {\"$eq\": \"running\"}}}", true);
        row("{\"keys_info.keys.loss\": {\"$exists\": true}}", true);
    }
    void filtersReadAsTheProtocolSays()
    {
        QFETCH(QString, filter);
        const auto parsed = RunFilter::parse(filter);
        QVERIFY(parsed);
        QTEST(parsed->matches(RunFields(m_run, surroundings())), "matches");
    }

    void brokenFiltersAreRefused_data()
    {
        QTest::addColumn<QString>("filter");
        for (const char *filter :
            {"[1]", "{", "{\"a\": {\"$where\": 1}}", "{\"$or\": 1}", "{\"name\": {\"$regex\": \"(\"}}"})
            QTest::newRow(filter) << QString::fromLatin1(filter);
        QTest::newRow("deep") << QStringLiteral("{\"$and\":[").repeated(40) + QStringLiteral("{}")
                + QStringLiteral("]}").repeated(40);
    }
    void brokenFiltersAreRefused()
    {
        QFETCH(QString, filter);
        const auto parsed = RunFilter::parse(filter);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().kind, base::Error::Kind::Invalid);
    }

    void runsWithoutTheValueComeLastEitherWay()
    {
        const QJsonValue none(QJsonValue::Undefined);
        for (const char *order : {"+summary_metrics.loss", "-summary_metrics.loss"}) {
            const RunOrder by(QString::fromLatin1(order));
            QVERIFY(by.isBefore(1.0, none));
            QVERIFY(!by.isBefore(none, 1.0));
        }
        QVERIFY(RunOrder(QStringLiteral("-a")).isBefore(2.0, 1.0));
        QVERIFY(RunOrder(QStringLiteral("a")).isBefore(1.0, 2.0));
    }

    void onlyKnownColumnsBecomeSql()
    {
        QCOMPARE(RunOrder(QStringLiteral("-heartbeat_at")).sql(), QStringLiteral("heartbeat_at DESC, id DESC"));
        QVERIFY(RunOrder(QStringLiteral("name; DROP TABLE runs")).sql().isEmpty());
    }

private:
    const RunFields::Surroundings &surroundings()
    {
        m_around.crashAfter = 1000;
        m_around.usernameOf = [](qint64) { return QStringLiteral("ben"); };
        m_around.hasKey = [](qint64, const QString &key) { return key == QLatin1String("loss"); };
        return m_around;
    }
    RunRecord m_run;
    RunFields::Surroundings m_around;
};

COHORT_TEST(TestRunFilter)
#include "testrunfilter.moc"
