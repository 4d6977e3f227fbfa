#include "serverfixture.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

/// Rewinding, alerts, and what is asked about a project's runs as a whole.
class TestRunStory : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<test::ServerFixture>();
        QVERIFY(m_server->isSound());
        m_server->makeRun(ben(), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("r"));
        QJsonArray rows;
        QJsonArray events;
        QJsonArray console;
        for (int i = 0; i < 10; ++i) {
            rows.append(
                QStringLiteral("{\"_step\":%1,\"_timestamp\":%2,\"loss\":%3}").arg(i).arg(1000 + i).arg(10 - i));
            events.append(QStringLiteral("{\"_timestamp\":%1.5,\"system.cpu\":%2}").arg(1000 + i).arg(i));
            console.append(
                QStringLiteral("{\"ts\":\"1970-01-01T00:16:%1.000000\",\"content\":\"line %2\"}").arg(40 + i).arg(i));
        }
        const auto chunk = [](const QJsonArray &lines) {
            return QJsonObject{{QStringLiteral("offset"), 0}, {QStringLiteral("content"), lines}};
        };
        const test::Reply taken =
            m_server->stream(ben(), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("r"),
                {{QStringLiteral("files"),
                    QJsonObject{{QStringLiteral("wandb-history.jsonl"), chunk(rows)},
                        {QStringLiteral("wandb-events.jsonl"), chunk(events)},
                        {QStringLiteral("output.log"), chunk(console)}}}});
        QCOMPARE(taken.status, 200);
    }

    void aRewoundRunKeepsItsOldSelf()
    {
        const test::Reply rewound = mutate(QStringLiteral(
            "rewindRun(input: {entityName: \"lab\", projectName: \"p\", runName: \"r\", metricName: \"_step\","
            " metricValue: 4}) { rewoundRun { historyLineCount eventsLineCount logLineCount summaryMetrics branchPoint "
            "{"
            " step run { name historyLineCount eventsLineCount logLineCount } } } }"));
        const QJsonValue run = rewound.data(QStringLiteral("rewindRun.rewoundRun"));
        QVERIFY2(run.isObject(), rewound.body.constData());
        QCOMPARE(run[QLatin1String("historyLineCount")].toInt(), 5);
        // Row 5 was logged at 1005: what was told before it stays.
        QCOMPARE(run[QLatin1String("eventsLineCount")].toInt(), 5);
        QCOMPARE(run[QLatin1String("logLineCount")].toInt(), 5);
        const QJsonObject summary =
            QJsonDocument::fromJson(run[QLatin1String("summaryMetrics")].toString().toUtf8()).object();
        QCOMPARE(summary.value(QLatin1String("loss")).toInt(), 6);
        const QJsonValue old = run[QLatin1String("branchPoint")][QLatin1String("run")];
        QCOMPARE(run[QLatin1String("branchPoint")][QLatin1String("step")].toInt(), 4);
        for (const char *count : {"historyLineCount", "eventsLineCount", "logLineCount"})
            QCOMPARE(old[QLatin1String(count)].toInt(), 10);
        QCOMPARE(mutate(QStringLiteral("rewindRun(input: {entityName: \"lab\", projectName: \"p\", runName: \"r\","
                                       " metricName: \"loss\", metricValue: 4}) { rewoundRun { id } }"))
                     .errorCode(),
            QStringLiteral("INVALID"));
    }

    void whoAsksOnceMoreFindsTheRunCutOnce()
    {
        const QString text =
            QStringLiteral("rewindRun(input: {entityName: \"lab\", projectName: \"p\", runName: \"r\", metricName:"
                           " \"_step\", metricValue: 4}) { rewoundRun { historyLineCount branchPoint { run {"
                           " historyLineCount } } } }");
        const QJsonValue first = mutate(text).data(QStringLiteral("rewindRun.rewoundRun"));
        QCOMPARE(first[QLatin1String("historyLineCount")].toInt(), 5);
        QCOMPARE(mutate(text).data(QStringLiteral("rewindRun.rewoundRun")), first);
        QCOMPARE(ask(QStringLiteral("runCount")).data(QStringLiteral("project.runCount")).toInt(), 2);
    }

    void severalForksInOneRequest()
    {
        QStringList forks;
        for (int i = 0; i < 6; ++i)
            forks.append(QStringLiteral("f%1: %2").arg(i).arg(forking(QStringLiteral("fork%1").arg(i), i)));
        const test::Reply made = mutate(forks.join(u' '));
        QVERIFY2(made.errorCode().isEmpty(), made.body.constData());
        for (int i = 0; i < 6; ++i) {
            QCOMPARE(values(QStringLiteral("fork%1").arg(i)).size(), i + 1);
            const QString summary = made.data(QStringLiteral("f%1.bucket.summaryMetrics").arg(i)).toString();
            QVERIFY2(summary.contains(QStringLiteral("\"loss\":%1").arg(10 - i)), qPrintable(summary));
        }
    }

    void aForkThatIsSentAgainAfterItWasResumedTakesNothingAway()
    {
        const auto send = [this](int offset, int firstStep, int count, int loss) {
            QJsonArray rows;
            for (int i = 0; i < count; ++i)
                rows.append(QStringLiteral("{\"_step\":%1,\"loss\":%2}").arg(firstStep + i).arg(loss + i));
            const QJsonObject chunk{{QStringLiteral("offset"), offset}, {QStringLiteral("content"), rows}};
            const test::Reply taken =
                m_server->stream(ben(), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("fork"),
                    {{QStringLiteral("files"), QJsonObject{{QStringLiteral("wandb-history.jsonl"), chunk}}}});
            QCOMPARE(taken.status, 200);
        };
        mutate(forking(QStringLiteral("fork"), 2)); // takes over three rows
        send(0, 3, 2, 100);
        send(1, 4, 2, 101); // repeats one
        QCOMPARE(values(QStringLiteral("fork")), (QList<int>{10, 9, 8, 100, 101, 102}));
        send(6, 6, 3, 200); // resumed by a program that counts all rows
        const QList<int> resumed{10, 9, 8, 100, 101, 102, 200, 201, 202};
        QCOMPARE(values(QStringLiteral("fork")), resumed);
        mutate(forking(QStringLiteral("fork"), 2)); // the program that forked sends everything again
        send(0, 3, 3, 100);
        QCOMPARE(values(QStringLiteral("fork")), resumed);
        send(3, 6, 2, 300); // and what had not arrived
        send(3, 6, 2, 300);
        const QList<int> sent = resumed + QList<int>{300, 301};
        QCOMPARE(values(QStringLiteral("fork")), sent);
        send(11, 9, 1, 400);
        QCOMPARE(values(QStringLiteral("fork")), sent + QList<int>{400});
        // Cut to less than the fork had sent, the run is still told apart.
        const test::Reply rewound =
            mutate(QStringLiteral("rewindRun(input: {entityName: \"lab\", projectName: \"p\", runName: \"fork\","
                                  " metricName: \"_step\", metricValue: 3}) { rewoundRun { historyLineCount } }"));
        QCOMPARE(rewound.data(QStringLiteral("rewindRun.rewoundRun.historyLineCount")).toInt(), 4);
        send(4, 4, 2, 500);
        QCOMPARE(values(QStringLiteral("fork")), (QList<int>{10, 9, 8, 100, 500, 501}));
    }

    void consoleLinesOfSeveralWritersChangeInTheirPlaces()
    {
        const auto say = [this](const QByteArray &writer, int offset, const QStringList &lines) {
            const QJsonObject chunk{
                {QStringLiteral("offset"), offset}, {QStringLiteral("content"), QJsonArray::fromStringList(lines)}};
            const QJsonObject body{{QStringLiteral("files"), QJsonObject{{QStringLiteral("output.log"), chunk}}}};
            const test::Reply taken =
                m_server->request("POST", "/files/lab/p/shared/file_stream", ben(), QJsonDocument(body).toJson(),
                    {{"Content-Type", "application/json"}, {"X-WANDB-USE-ASYNC-FILESTREAM", "true"},
                        {"X-WANDB-ASYNC-CLIENT-ID", writer}});
            QCOMPARE(taken.status, 200);
        };
        m_server->makeRun(ben(), QStringLiteral("lab"), QStringLiteral("p"), QStringLiteral("shared"));
        const auto texts = [](const char *words) { return QString::fromLatin1(words).split(u' '); };
        say("one", 0, texts("a 0%"));
        say("two", 0, texts("x"));
        say("one", 1, texts("50% b"));
        say("two", 0, texts("xx y"));
        say("one", 1, texts("100% B c"));
        say("one", 1, texts("100% B c")); // the answer did not arrive
        const QJsonArray edges = ask(QStringLiteral("run(name: \"shared\") { logLines(first: 100) { edges { node { line"
                                                    " } } } }"))
                                     .data(QStringLiteral("project.run.logLines.edges"))
                                     .toArray();
        QStringList lines;
        for (const QJsonValue edge : edges)
            lines.append(edge[QLatin1String("node")][QLatin1String("line")].toString());
        QCOMPARE(lines, texts("a 100% xx B y c"));
    }

    void alertsAreKeptOnceWithinTheirPause()
    {
        for (const int wait : {0, 60'000, 0})
            mutate(
                QStringLiteral("notifyScriptableRunAlert(input: {entityName: \"lab\", projectName: \"p\", runName:"
                               " \"r\", title: \"high\", text: \"t\", severity: WARN, waitDuration: %1}) { success }")
                    .arg(wait));
        const QJsonArray alerts = ask(QStringLiteral("run(name: \"r\") { alerts { title text severity createdAt } }"))
                                      .data(QStringLiteral("project.run.alerts"))
                                      .toArray();
        QCOMPARE(alerts.size(), 2);
        QCOMPARE(alerts.at(0)[QLatin1String("severity")].toString(), QStringLiteral("WARN"));
    }

    void bucketsHoldTheExtremes()
    {
        const test::Reply reply = ask(QStringLiteral(
            "run(name: \"r\") { bucketedHistory(specs: [\"{\\\"keys\\\": [\\\"loss\\\"], \\\"bins\\\": 3}\"]) }"));
        const QJsonArray buckets = reply.data(QStringLiteral("project.run.bucketedHistory.0.loss")).toArray();
        QCOMPARE(buckets.size(), 3);
        qint64 count = 0;
        for (const QJsonValue bucket : buckets)
            count += bucket[QLatin1String("count")].toInteger();
        QCOMPARE(count, 10);
        QCOMPARE(buckets.first()[QLatin1String("max")].toInt(), 10);
        QCOMPARE(buckets.last()[QLatin1String("min")].toInt(), 1);
        QCOMPARE(ask(QStringLiteral("run(name: \"r\") { bucketedHistory(specs: [\"{}\"]) }")).errorCode(),
            QStringLiteral("INVALID"));
    }

    void tagsPathsAndValuesAreCounted()
    {
        const QJsonObject input{{QStringLiteral("entityName"), QStringLiteral("lab")},
            {QStringLiteral("modelName"), QStringLiteral("p")}, {QStringLiteral("name"), QStringLiteral("s")},
            {QStringLiteral("tags"), QJsonArray{QStringLiteral("a"), QStringLiteral("b")}},
            {QStringLiteral("config"), QStringLiteral("{\"lr\": {\"value\": 0.1}, \"_wandb\": {\"value\": {}}}")}};
        m_server->graphql(ben(),
            QStringLiteral("mutation($i: UpsertBucketInput!) { upsertBucket(input: $i) { inserted } }"),
            {{QStringLiteral("i"), input}});
        const test::Reply reply =
            ask(QStringLiteral("tagCounts { name count } fields(columns: [\"config\"]) { edges { node { path type } } }"
                               " runKeySuggestions(keyPath: \"config.lr.value\") { value count }"));
        QCOMPARE(reply.data(QStringLiteral("project.tagCounts")).toArray().size(), 2);
        QCOMPARE(reply.data(QStringLiteral("project.fields.edges.0.node.path")).toString(),
            QStringLiteral("config.lr.value"));
        QCOMPARE(reply.data(QStringLiteral("project.fields.edges")).toArray().size(), 1);
        QCOMPARE(reply.data(QStringLiteral("project.runKeySuggestions.0.value")).toString(), QStringLiteral("0.1"));
    }

    void telemetryIsTakenQuietly()
    {
        QCOMPARE(m_server->request("POST", "/sdk/otel/v1/metrics", ben(), "x").status, 200);
        QCOMPARE(m_server->request("POST", "/sdk/otel/v1/metrics", QString(), "x").status, 401);
        QCOMPARE(m_server->request("GET", "/sdk/otel/v1/metrics", ben(), {}).status, 405);
    }

private:
    static QString ben() { return QStringLiteral("ben"); }
    test::Reply mutate(const QString &text)
    {
        return m_server->graphql(ben(), QStringLiteral("mutation { ") + text + u'}');
    }
    test::Reply ask(const QString &fields)
    {
        return m_server->graphql(
            ben(), QStringLiteral("{ project(entityName: \"lab\", name: \"p\") { %1 } }").arg(fields));
    }

    static QString forking(const QString &name, int step)
    {
        const QString config = QStringLiteral(
            "{\\\"_wandb\\\":{\\\"value\\\":{\\\"branch_point\\\":{\\\"run_id\\\":\\\"r\\\",\\\"step\\\":%1}}}}")
                                   .arg(step);
        return QStringLiteral("upsertBucket(input: {entityName: \"lab\", modelName: \"p\", name: \"%1\", config:"
                              " \"%2\"}) { bucket { summaryMetrics } }")
            .arg(name, config);
    }
    QList<int> values(const QString &run)
    {
        const QJsonArray rows = ask(QStringLiteral("run(name: \"%1\") { history(samples: 1000) }").arg(run))
                                    .data(QStringLiteral("project.run.history"))
                                    .toArray();
        QList<int> found;
        found.reserve(rows.size());
        for (const QJsonValue row : rows)
            found.append(
                QJsonDocument::fromJson(row.toString().toUtf8()).object().value(QLatin1String("loss")).toInt());
        return found;
    }

    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestRunStory)
#include "testrunstory.moc"
