#include "serverfixture.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

class TestFileStream : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        server::TeamServer::Options options;
        options.crashAfterSeconds = 1;
        m_server = std::make_unique<test::ServerFixture>(options);
        QVERIFY(m_server->isSound());
        m_server->makeRun(ben(), lab(), QStringLiteral("p"), QStringLiteral("r"));
    }

    void theSameRequestTwiceChangesNothing()
    {
        const QJsonObject body{{QStringLiteral("files"),
            QJsonObject{history(0, {"{\"_step\":0,\"loss\":1}", "{\"_step\":1,\"loss\":NaN}"}),
                {QStringLiteral("wandb-summary.json"),
                    QJsonObject{{QStringLiteral("offset"), 0},
                        {QStringLiteral("content"), QJsonArray{QStringLiteral("{\"loss\":NaN}")}}}}}}};
        QCOMPARE(post(body).status, 200);
        QCOMPARE(post(body).status, 200);
        const test::Reply run =
            ask(QStringLiteral("historyLineCount summaryMetrics history(minStep: 0, maxStep: 10, samples: 100)"));
        QCOMPARE(run.data(QStringLiteral("project.run.historyLineCount")).toInt(), 2);
        QCOMPARE(run.data(QStringLiteral("project.run.history")).toArray(),
            (QJsonArray{QStringLiteral("{\"_step\":0,\"loss\":1}"), QStringLiteral("{\"_step\":1,\"loss\":NaN}")}));
        QCOMPARE(run.data(QStringLiteral("project.run.summaryMetrics")).toString(), QStringLiteral("{\"loss\":NaN}"));
    }

    void whatWasAnsweredIsThereAfterARestart()
    {
        QCOMPARE(post({{QStringLiteral("files"), QJsonObject{history(0, {"{\"_step\":0}"})}}}).status, 200);
        QVERIFY(m_server->restart());
        QCOMPARE(
            ask(QStringLiteral("historyLineCount")).data(QStringLiteral("project.run.historyLineCount")).toInt(), 1);
    }

    void theEndDecidesTheState_data()
    {
        QTest::addColumn<int>("exitcode");
        QTest::addColumn<QString>("state");
        QTest::newRow("fine") << 0 << QStringLiteral("finished");
        QTest::newRow("failed") << 1 << QStringLiteral("failed");
    }
    void theEndDecidesTheState()
    {
        QFETCH(int, exitcode);
        post({{QStringLiteral("complete"), true}, {QStringLiteral("exitcode"), exitcode}});
        QTEST(ask(QStringLiteral("state")).data(QStringLiteral("project.run.state")).toString(), "state");
    }

    void aStoppedRunIsToldAndEndsAsKilled()
    {
        const QString id = ask(QStringLiteral("id")).data(QStringLiteral("project.run.id")).toString();
        const test::Reply stopped =
            m_server->graphql(ben(), QStringLiteral("mutation { stopRun(input: {id: \"%1\"}) { success } }").arg(id));
        QVERIFY2(stopped.data(QStringLiteral("stopRun.success")).toBool(), stopped.body.constData());
        QVERIFY(post({}).json().value(QLatin1String("stopped")).toBool());
        post({{QStringLiteral("complete"), true}, {QStringLiteral("exitcode"), 255}});
        QCOMPARE(ask(QStringLiteral("state")).data(QStringLiteral("project.run.state")).toString(),
            QStringLiteral("killed"));
    }

    void aSilentRunCrashesAndASignOfLifeBringsItBack()
    {
        const auto state = [this] {
            return ask(QStringLiteral("state")).data(QStringLiteral("project.run.state")).toString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(state(), QStringLiteral("crashed"), 20'000);
        post({});
        QCOMPARE(state(), QStringLiteral("running"));
    }

    void consoleLinesComeBackWithTimeAndLevel()
    {
        const QJsonObject log{{QStringLiteral("offset"), 1},
            {QStringLiteral("content"),
                QJsonArray{QStringLiteral("ERROR 2026-01-01T00:00:00.000000 bad\n"),
                    QStringLiteral("{\"ts\":\"2026-01-01T00:00:01.000000\",\"content\":\"good\"}")}}};
        QCOMPARE(post({{QStringLiteral("files"), QJsonObject{{QStringLiteral("output.log"), log}}}}).status, 200);
        const test::Reply run =
            ask(QStringLiteral("logLineCount logLines(first: 10) { edges { node { number timestamp level line } } }"));
        QCOMPARE(run.data(QStringLiteral("project.run.logLineCount")).toInt(), 3);
        const QString path = QStringLiteral("project.run.logLines.edges.%1.node.%2");
        QCOMPARE(run.data(path.arg(1).arg(QStringLiteral("level"))).toString(), QStringLiteral("error"));
        QCOMPARE(run.data(path.arg(1).arg(QStringLiteral("line"))).toString(), QStringLiteral("bad"));
        QCOMPARE(run.data(path.arg(2).arg(QStringLiteral("line"))).toString(), QStringLiteral("good"));
        QCOMPARE(run.data(path.arg(2).arg(QStringLiteral("timestamp"))).toString(),
            QStringLiteral("2026-01-01T00:00:01.000000"));
    }

    void nonsenseIsRefusedForGood_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no json") << QByteArray("{");
        QTest::newRow("no object") << QByteArray("[]");
        QTest::newRow("negative offset") << QByteArray(
            "{\"files\":{\"wandb-history.jsonl\":{\"offset\":-1,\"content\":[\"{}\"]}}}");
        QTest::newRow("numbers as lines")
            << QByteArray("{\"files\":{\"wandb-history.jsonl\":{\"offset\":0,\"content\":[1]}}}");
        QTest::newRow("far beyond") << QByteArray(
            "{\"files\":{\"output.log\":{\"offset\":99000000000,\"content\":[\"x\"]}}}");
    }
    void nonsenseIsRefusedForGood()
    {
        QFETCH(QByteArray, body);
        QCOMPARE(m_server->request("POST", "/files/lab/p/r/file_stream", ben(), body).status, 400);
    }

    void whoMayNotLogIsRefused()
    {
        const auto as = [this](const char *person) {
            return m_server->stream(QLatin1String(person), lab(), QStringLiteral("p"), QStringLiteral("r"), {}).status;
        };
        QCOMPARE(as("cleo"), 200);
        QCOMPARE(as("robot"), 200);
        QCOMPARE(as("vera"), 403);
        QCOMPARE(as("oscar"), 404);
        QCOMPARE(m_server->stream(ben(), lab(), QStringLiteral("p"), QStringLiteral("none"), {}).status, 404);
    }

    void runFilesGoUpAndComeDown()
    {
        const test::Reply made = m_server->graphql(ben(),
            QStringLiteral("mutation { createRunFiles(input: {entityName: \"lab\", projectName: \"p\", runName: \"r\","
                           " files: [\"media/ü.txt\"]}) { files { name uploadUrl } } }"));
        const QString url = made.data(QStringLiteral("createRunFiles.files.0.uploadUrl")).toString();
        const QByteArray target = url.mid(m_server->server().url().toString().size()).toLatin1();
        const QByteArray content = QByteArray("bytes\0\xff", 7).repeated(100'000);
        QCOMPARE(m_server->request("PUT", target, {}, content).status, 200);
        QCOMPARE(m_server->request("PUT", QByteArray(target).replace("until=", "until=1"), {}, content).status, 401);
        QCOMPARE(m_server->request("GET", "/files/lab/p/r/media/%C3%BC.txt", QStringLiteral("vera"), {}).body, content);
        QCOMPARE(m_server->request("GET", "/files/lab/p/r/media/%C3%BC.txt", QStringLiteral("oscar"), {}).status, 404);
        QCOMPARE(m_server->request("GET", "/files/lab/p/r/..%2F..%2Fserver.db", ben(), {}).status, 404);
        QCOMPARE(m_server->request("PUT", "/storage/lab/p/r/..%2Fx", ben(), "x").status, 400);
        QCOMPARE(ask(QStringLiteral("fileCount")).data(QStringLiteral("project.run.fileCount")).toInt(), 1);
    }

private:
    static QString lab() { return QStringLiteral("lab"); }
    static QString ben() { return QStringLiteral("ben"); }
    static std::pair<QString, QJsonValue> history(int offset, const QList<const char *> &lines)
    {
        QJsonArray content;
        for (const char *line : lines)
            content.append(QString::fromUtf8(line));
        return {QStringLiteral("wandb-history.jsonl"),
            QJsonObject{{QStringLiteral("offset"), offset}, {QStringLiteral("content"), content}}};
    }
    test::Reply post(const QJsonObject &body)
    {
        return m_server->stream(ben(), lab(), QStringLiteral("p"), QStringLiteral("r"), body);
    }
    test::Reply ask(const QString &fields)
    {
        return m_server->graphql(ben(),
            QStringLiteral("{ project(entityName: \"lab\", name: \"p\") { run(name: \"r\") { %1 } } }").arg(fields));
    }

    std::unique_ptr<test::ServerFixture> m_server;
};

COHORT_TEST(TestFileStream)
#include "testfilestream.moc"
