#include "serverfixture.h"
#include "support/testmain.h"

#include "server/sweepconfig.h"
#include "server/yamlreader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <set>

class TestSweeps : public QObject
{
    Q_OBJECT

private slots:
    void yamlIsReadAsTheSdkMeansIt_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QByteArray>("json");
        const auto row = [](const char *name, const char *yaml, const char *json) {
            QTest::newRow(name) << QByteArray(yaml) << QByteArray(json);
        };
        row("nested", "a:\n  b:\n  - 1\n  - 0.5\n  c: {d: x}\n", R"({"a":{"b":[1,0.5],"c":{"d":"x"}}})");
        row("words", "a: [true, no, ~, null, .5, '01', \"true\"]", R"({"a":[true,false,null,null,0.5,"01","true"]})");
        row("numbers", "a: [1.0e-05, 1e3, -7, 1_000, 007]", R"({"a":[1e-05,"1e3",-7,1000,"007"]})");
        row("block text", "a: |\n  one\n  two\n", "{\"a\":\"one\\ntwo\\n\"}");
        row("flow that is JSON", R"({"a": [1, "b"]})", R"({"a":[1,"b"]})");
    }
    void yamlIsReadAsTheSdkMeansIt()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QByteArray, json);
        const auto value = server::parseYaml(yaml);
        QVERIFY2(value.ok(), value.ok() ? "" : qPrintable(value.error().detail));
        QCOMPARE(value->toObject(), QJsonDocument::fromJson(json).object());
    }

    void hostileYamlIsRefused_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("named");
        QTest::newRow("aliases") << QByteArray("a: &x [1]\nb: *x") << QStringLiteral("aliases");
        QTest::newRow("a key twice") << QByteArray("a: 1\na: 2") << QStringLiteral("line 2");
        QTest::newRow("two documents") << QByteArray("a: 1\n---\nb: 2") << QStringLiteral("second document");
        QTest::newRow("a key that is a list") << QByteArray("? [a]\n: 1") << QStringLiteral("no scalar");
        QTest::newRow("deep") << QByteArray(200, '[') + QByteArray(200, ']') << QStringLiteral("levels");
        QTest::newRow("broken") << QByteArray("a: [1") << QStringLiteral("line");
        QTest::newRow("not UTF-8") << QByteArray("a: \xff\xfe") << QStringLiteral("line");
    }
    void hostileYamlIsRefused()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, named);
        const auto value = server::parseYaml(yaml);
        QVERIFY(!value.ok());
        QVERIFY2(value.error().detail.contains(named), qPrintable(value.error().detail));
    }

    void aGridHasEveryPointOnce()
    {
        const auto config =
            server::SweepConfig::read(QStringLiteral("method: grid\nparameters:\n  lr:\n    values: [0.1, 0.2]\n"
                                                     "  n: {distribution: int_uniform, min: 1, max: 3}\n"
                                                     "  opt: {parameters: {name: {values: [a, b]}}}\n"
                                                     "  fixed: {value: 7}\n"));
        QVERIFY2(config.ok(), config.ok() ? "" : qPrintable(config.error().detail));
        QCOMPARE(config->runCount(), std::optional<qint64>(12));
        std::set<QByteArray> points;
        QRandomGenerator random(1);
        for (qint64 i = 0; i < 12; ++i) {
            const auto arguments = config->argumentsOf(i, random);
            QVERIFY(arguments);
            QCOMPARE(arguments->value(QLatin1String("fixed"))[QLatin1String("value")].toInt(), 7);
            QVERIFY(arguments->value(QLatin1String("opt"))[QLatin1String("value")][QLatin1String("name")].isString());
            points.insert(QJsonDocument(*arguments).toJson());
        }
        QCOMPARE(points.size(), std::size_t(12));
        QVERIFY(!config->argumentsOf(12, random));
    }

    void drawnValuesLieWhereTheyShould_data()
    {
        QTest::addColumn<QString>("parameter");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        const auto row = [](const char *parameter, double low, double high) {
            QTest::newRow(parameter) << QString::fromLatin1(parameter) << low << high;
        };
        row("{min: 1, max: 4}", 1, 4);
        row("{min: 0.0, max: 0.5}", 0, 0.5);
        row("{distribution: q_uniform, min: 0, max: 1, q: 0.25}", 0, 1);
        row("{distribution: log_uniform, min: -3, max: 0}", 0.0497, 1.0001);
        row("{distribution: log_uniform_values, min: 0.001, max: 10}", 0.001, 10);
        row("{distribution: inv_log_uniform_values, min: 0.001, max: 10}", 0.001, 10);
        row("{distribution: q_log_uniform_values, min: 1, max: 100, q: 1}", 1, 100);
        row("{distribution: beta, a: 2, b: 3}", 0, 1);
        row("{distribution: normal, mu: 5, sigma: 0.001}", 4.9, 5.1);
        row("{distribution: log_normal, mu: 0, sigma: 0.001}", 0.9, 1.1);
        row("{values: [3, 4], probabilities: [0, 1]}", 4, 4);
    }
    void drawnValuesLieWhereTheyShould()
    {
        QFETCH(QString, parameter);
        QFETCH(double, low);
        QFETCH(double, high);
        const auto config =
            server::SweepConfig::read(QStringLiteral("{method: random, parameters: {x: %1}}").arg(parameter));
        QVERIFY2(config.ok(), config.ok() ? "" : qPrintable(config.error().detail));
        QRandomGenerator random(7);
        std::set<double> values;
        for (qint64 i = 0; i < 300; ++i) {
            const auto arguments = config->argumentsOf(i, random);
            QVERIFY(arguments);
            const double value = arguments->value(QLatin1String("x"))[QLatin1String("value")].toDouble(-1e9);
            QVERIFY2(value >= low && value <= high, qPrintable(QString::number(value)));
            values.insert(value);
        }
        QVERIFY(low == high || values.size() > 1);
    }

    void badConfigsNameTheKey_data()
    {
        QTest::addColumn<QString>("config");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *config, const char *named) {
            QTest::newRow(config) << QString::fromLatin1(config) << QString::fromLatin1(named);
        };
        row("[1]", "no mapping");
        row("{parameters: {a: {value: 1}}}", "method");
        row("{method: grid}", "parameters: at least one");
        row("{method: grid, parameters: {a: 5}}", "parameters.a");
        row("{method: grid, parameters: {a: {values: []}}}", "parameters.a: values");
        row("{method: grid, parameters: {a: {min: 0.5, max: 1.5}}}", "a grid takes");
        row("{method: random, parameters: {a: {min: 2, max: 1}}}", "the smaller one first");
        row("{method: random, parameters: {a: {distribution: odd, min: 2, max: 1}}}", "distribution: one of");
        row("{method: random, parameters: {a: {values: [1, 2], probabilities: [1]}}}", "probabilities");
        row("{method: random, parameters: {a: {distribution: log_uniform_values, min: 0, max: 1}}}", "above 0");
        row("{method: random, run_cap: 0, parameters: {a: {value: 1}}}", "run_cap");
    }
    void badConfigsNameTheKey()
    {
        QFETCH(QString, config);
        QFETCH(QString, named);
        const auto read = server::SweepConfig::read(config);
        QVERIFY(!read.ok());
        QVERIFY2(read.error().detail.contains(named), qPrintable(read.error().detail));
    }

    void anAgentWalksTheGridAndIsSentHome()
    {
        const QString sweep = make("ben", "{method: grid, parameters: {a: {values: [1, 2]}}}");
        const QString agent = agentOf("ben", sweep);
        QVERIFY(!agent.isEmpty());
        QStringList seen;
        for (int i = 0; i < 2; ++i) {
            const QJsonValue command = beat("ben", agent, QStringLiteral("{}")).at(0);
            QCOMPARE(command[QLatin1String("type")].toString(), QStringLiteral("run"));
            seen.append(
                QString::number(command[QLatin1String("args")][QLatin1String("a")][QLatin1String("value")].toInt()));
            const QString run = command[QLatin1String("run_id")].toString();
            QVERIFY(beat("ben", agent, QStringLiteral("{\\\"%1\\\": true}").arg(run)).isEmpty());
        }
        QCOMPARE(seen, (QStringList{QStringLiteral("1"), QStringLiteral("2")}));
        QCOMPARE(
            beat("ben", agent, QStringLiteral("{}")).at(0)[QLatin1String("type")].toString(), QStringLiteral("exit"));
        QCOMPARE(stateOf(sweep), QStringLiteral("FINISHED"));
    }

    void pausedAgentsWaitAndCanceledOnesStop()
    {
        const QString sweep = make("ben", "{method: random, parameters: {a: {min: 1, max: 9}}}");
        const QString agent = agentOf("cleo", sweep);
        const QString run = beat("cleo", agent, QStringLiteral("{}")).at(0)[QLatin1String("run_id")].toString();
        QCOMPARE(stateOf(sweep), QStringLiteral("RUNNING"));
        QCOMPARE(setState("cleo", sweep, "PAUSED"), QStringLiteral("FORBIDDEN"));
        QCOMPARE(setState("ben", sweep, "PAUSED"), QString());
        QVERIFY(beat("cleo", agent, QStringLiteral("{}")).isEmpty());
        QCOMPARE(setState("ada", sweep, "CANCELED"), QString());
        const QJsonValue stop = beat("cleo", agent, QStringLiteral("{\\\"%1\\\": true}").arg(run)).at(0);
        QCOMPARE(stop[QLatin1String("type")].toString(), QStringLiteral("stop"));
        QCOMPARE(stop[QLatin1String("run_id")].toString(), run);
        QCOMPARE(
            beat("cleo", agent, QStringLiteral("{}")).at(0)[QLatin1String("type")].toString(), QStringLiteral("exit"));
    }

    void runsOfTheSweepAreCountedAndTheBestIsFound()
    {
        const QString sweep =
            make("ben", "{method: bayes, metric: {name: loss, goal: minimize}, parameters: {a: {min: 1, max: 9}}}");
        for (int i = 0; i < 3; ++i) {
            const QJsonObject input{{QStringLiteral("entityName"), QStringLiteral("lab")},
                {QStringLiteral("modelName"), QStringLiteral("p")},
                {QStringLiteral("name"), QStringLiteral("s%1").arg(i)}, {QStringLiteral("sweep"), sweep},
                {QStringLiteral("summaryMetrics"), QStringLiteral("{\"loss\": %1}").arg(0.5 - 0.1 * i)}};
            m_server->graphql(QStringLiteral("ben"),
                QStringLiteral("mutation($i: UpsertBucketInput!) { upsertBucket(input: $i) { inserted } }"),
                {{QStringLiteral("i"), input}});
        }
        const test::Reply reply = ask(QStringLiteral("sweep(sweepName: \"%1\") { runCount runCountExpected bestLoss "
                                                     "runs { totalCount edges { node { sweep { name "
                                                     "} } } } } totalSweeps")
                                          .arg(sweep));
        QCOMPARE(reply.data(QStringLiteral("project.sweep.runCount")).toInt(), 3);
        QCOMPARE(reply.data(QStringLiteral("project.sweep.bestLoss")).toDouble(), 0.3);
        QVERIFY(reply.data(QStringLiteral("project.sweep.runCountExpected")).isNull());
        QCOMPARE(reply.data(QStringLiteral("project.sweep.runs.edges.0.node.sweep.name")).toString(), sweep);
        QVERIFY(m_warnings.contains(QStringLiteral("bayes")));
    }

    void preemptedRunsAreHandedOutAgain()
    {
        const QString sweep = make("ben", "{method: grid, program: learn.py, parameters: {a: {values: [1, 2, 3]}}}");
        const QString agent = agentOf("ben", sweep);
        const auto next = [&] { return beat("ben", agent, QStringLiteral("{}")).at(0); };
        const auto begin = [&](const QJsonValue &command) {
            const QString run = command[QLatin1String("run_id")].toString();
            const QJsonObject input{{QStringLiteral("entityName"), QStringLiteral("lab")},
                {QStringLiteral("modelName"), QStringLiteral("p")}, {QStringLiteral("name"), run},
                {QStringLiteral("sweep"), sweep},
                {QStringLiteral("config"),
                    QString::fromUtf8(QJsonDocument(command[QLatin1String("args")].toObject()).toJson())}};
            m_server->graphql(QStringLiteral("ben"),
                QStringLiteral("mutation($i: UpsertBucketInput!) { upsertBucket(input: $i) { inserted } }"),
                {{QStringLiteral("i"), input}});
            return run;
        };
        const auto say = [&](const QString &run, const QJsonObject &what) {
            QCOMPARE(
                m_server->stream(QStringLiteral("ben"), QStringLiteral("lab"), QStringLiteral("p"), run, what).status,
                200);
        };
        const auto end = [](int code) {
            return QJsonObject{{QStringLiteral("complete"), true}, {QStringLiteral("exitcode"), code}};
        };
        const QJsonObject preempting{{QStringLiteral("preempting"), true}};
        // Ended well in time: nothing is left to do.
        const QString first = begin(next());
        say(first, preempting);
        QCOMPARE(runState(first), QStringLiteral("preempting"));
        say(first, end(0));
        QCOMPARE(runState(first), QStringLiteral("finished"));
        // Ended badly, or silently: another agent gets them, with what they were tried with.
        const QJsonValue given = next();
        const QString second = begin(given);
        say(second, preempting);
        say(second, end(1));
        QCOMPARE(runState(second), QStringLiteral("preempted"));
        const QString other = agentOf("cleo", sweep);
        const QJsonValue again = beat("cleo", other, QStringLiteral("{}")).at(0);
        QCOMPARE(again[QLatin1String("type")].toString(), QStringLiteral("resume"));
        for (const char *field : {"run_id", "args", "program"})
            QCOMPARE(again[QLatin1String(field)], given[QLatin1String(field)]);
        QCOMPARE(runState(second), QStringLiteral("pending"));
        const QString third = begin(next()); // the other one is on its way
        QVERIFY(third != second);
        begin(again);
        QCOMPARE(runState(second), QStringLiteral("running"));
        say(second, end(1));
        QCOMPARE(runState(second), QStringLiteral("failed"));
        say(third, preempting);
        QVERIFY(m_server->execute(QStringLiteral("UPDATE runs SET heartbeat_at = 1 WHERE name = '%1'").arg(third)));
        QCOMPARE(runState(third), QStringLiteral("preempted"));
        QCOMPARE(next()[QLatin1String("run_id")].toString(), third);
        QCOMPARE(next()[QLatin1String("type")].toString(), QStringLiteral("exit"));
    }

private:
    QString runState(const QString &run)
    {
        return ask(QStringLiteral("run(name: \"%1\") { state }").arg(run))
            .data(QStringLiteral("project.run.state"))
            .toString();
    }
    QString make(const char *person, const char *config)
    {
        m_server = std::make_unique<test::ServerFixture>();
        if (!m_server->isSound())
            return {};
        m_server->makeRun(QStringLiteral("ben"), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("r"));
        const test::Reply reply = m_server->graphql(QLatin1String(person),
            QStringLiteral("mutation { upsertSweep(input: {entityName: \"lab\", projectName: \"p\", config: \"%1\"})"
                           " { sweep { name } configValidationWarnings } }")
                .arg(QLatin1String(config)));
        m_warnings = reply.data(QStringLiteral("upsertSweep.configValidationWarnings.0")).toString();
        return reply.data(QStringLiteral("upsertSweep.sweep.name")).toString();
    }
    QString agentOf(const char *person, const QString &sweep)
    {
        return m_server
            ->graphql(QLatin1String(person),
                QStringLiteral("mutation { createAgent(input: {entityName: \"lab\", projectName: \"p\", sweep: \"%1\","
                               " host: \"h\"}) { agent { id } } }")
                    .arg(sweep))
            .data(QStringLiteral("createAgent.agent.id"))
            .toString();
    }
    QJsonArray beat(const char *person, const QString &agent, const QString &runs)
    {
        const QString commands = m_server
                                     ->graphql(QLatin1String(person),
                                         QStringLiteral("mutation { agentHeartbeat(input: {id: \"%1\", metrics: \"{}\","
                                                        " runState: \"%2\"}) { commands } }")
                                             .arg(agent, runs))
                                     .data(QStringLiteral("agentHeartbeat.commands"))
                                     .toString(QStringLiteral("[{\"type\": \"none\"}]"));
        return QJsonDocument::fromJson(commands.toUtf8()).array();
    }
    QString setState(const char *person, const QString &sweep, const char *state)
    {
        return m_server
            ->graphql(QLatin1String(person),
                QStringLiteral("mutation { upsertSweep(input: {entityName: \"lab\", projectName: \"p\", id: \"%1\","
                               " state: \"%2\"}) { sweep { state } } }")
                    .arg(sweep, QLatin1String(state)))
            .errorCode();
    }
    test::Reply ask(const QString &fields)
    {
        return m_server->graphql(
            QStringLiteral("ben"), QStringLiteral("{ project(entityName: \"lab\", name: \"p\") { %1 } }").arg(fields));
    }
    QString stateOf(const QString &sweep)
    {
        return ask(QStringLiteral("sweep(sweepName: \"%1\") { state }").arg(sweep))
            .data(QStringLiteral("project.sweep.state"))
            .toString();
    }

    std::unique_ptr<test::ServerFixture> m_server;
    QString m_warnings;
};

COHORT_TEST(TestSweeps)
#include "testsweeps.moc"
