#include "api/decoderuns.h"
#include "api/historyapi.h"
#include "api/runsapi.h"
#include "recorded.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <cmath>

using base::Error;
using domain::ProjectPath;
using domain::RunPath;
using test::FakeTransport;
using test::recorded;
using test::resultOf;

namespace {

const ProjectPath vit{QStringLiteral("algoperf"), QStringLiteral("imagenet_vit")};
const RunPath brisk{vit, QStringLiteral("a1b2c3d4")};

} // namespace

class TestRunsApi : public QObject
{
    Q_OBJECT

private slots:
    void aPageOfRunsIsRead()
    {
        FakeTransport transport;
        api::RunsApi api(transport);
        transport.prepare(QStringLiteral("Runs"), recorded("runs.json"));
        api::RunsRequest request;
        request.size = 200;
        request.order = QStringLiteral("-heartbeat_at");
        const auto page = resultOf(api.page(vit, request));
        QVERIFY(page);
        const QJsonObject &variables = transport.calls().back().variables;
        QCOMPARE(variables.value(QStringLiteral("filters")).toString(), QStringLiteral("{}"));
        QCOMPARE(variables.value(QStringLiteral("order")).toString(), request.order);
        QCOMPARE(variables.value(QStringLiteral("payload")).toBool(), true);
        QVERIFY(!variables.contains(QStringLiteral("after")));
        QCOMPARE(page->total, 152);
        QCOMPARE(page->items.size(), 2);
        const domain::Run &run = page->items.first();
        QCOMPARE(run.path, brisk);
        QCOMPARE(run.displayName, QStringLiteral("brisk-river-12"));
        QCOMPARE(run.state, domain::RunState::Finished);
        QCOMPARE(run.tags, QStringList({QStringLiteral("baseline"), QStringLiteral("jax")}));
        QCOMPARE(run.historyLineCount, 5000000000);
        QCOMPARE(run.heartbeatAt, QDateTime(QDate(2026, 11, 20), QTime(11, 0, 0, 250), Qt::UTC));
        QVERIFY(run.isFull);
    }

    void configAndSummaryAreUnwrapped()
    {
        const auto page = api::decodeRunPage(recorded("runs.json"), vit);
        QVERIFY(page);
        const domain::Run &run = page->items.first();
        QCOMPARE(
            run.config.keys(), QStringList({QStringLiteral("lr"), QStringLiteral("opt"), QStringLiteral("plain")}));
        QCOMPARE(run.config.value(QStringLiteral("lr")).toDouble(), 0.001);
        QCOMPARE(run.config.value(QStringLiteral("opt"))[QStringLiteral("name")].toString(), QStringLiteral("adam"));
        QCOMPARE(run.config.value(QStringLiteral("plain")).toInt(), 3);
        QVERIFY(std::isnan(run.summary.value(QStringLiteral("loss")).toDouble(0)));
        QVERIFY(std::isinf(run.summary.value(QStringLiteral("best")).toDouble(0)));
        const QJsonValue accuracy = run.summary.value(QStringLiteral("acc"));
        QVERIFY(accuracy[QStringLiteral("max")].toDouble(0) < 0);
        QCOMPARE(accuracy[QStringLiteral("text")].toString(), QStringLiteral("ok"));
        QVERIFY(!run.summary.contains(QStringLiteral("_wandb")));
        QCOMPARE(run.runtimeSeconds, 3600.5);
        QCOMPARE(run.metadata.value(QStringLiteral("python")).toString(), QStringLiteral("3.11"));
    }

    void missingFieldsAndUnknownWordsDoNoHarm()
    {
        const auto page = api::decodeRunPage(recorded("runs.json"), vit);
        QVERIFY(page);
        const domain::Run &run = page->items.last();
        QCOMPARE(run.displayName, QStringLiteral("e5f6a7b8"));
        QCOMPARE(run.state, domain::RunState::Unknown);
        QCOMPARE(run.stateText, QStringLiteral("meditating"));
        QVERIFY(!run.createdAt.isValid());
        QVERIFY(run.config.isEmpty());
        QCOMPARE(run.runtimeSeconds, -1.0);
        const domain::Run empty = api::decodeRun({}, vit);
        QCOMPARE(empty.historyLineCount, 0);
        QVERIFY(!empty.isFull);
    }

    void oneRunHasItsMetadataAndKeys()
    {
        FakeTransport transport;
        api::RunsApi api(transport);
        transport.prepare(QStringLiteral("Run"), recorded("run.json"));
        const auto run = resultOf(api.run(brisk));
        QVERIFY(run);
        QCOMPARE(transport.calls().back().variables,
            (QJsonObject{{QStringLiteral("entity"), vit.entity}, {QStringLiteral("project"), vit.project},
                {QStringLiteral("run"), brisk.run}}));
        QCOMPARE(run->creatorName, QStringLiteral("ada")); // no name: the user name
        QCOMPARE(run->runtimeSeconds, 42.0);
        QCOMPARE(run->historyKeys,
            QStringList({QStringLiteral("_step"), QStringLiteral("image"), QStringLiteral("train/loss")}));
        QCOMPARE(run->metadata.value(QStringLiteral("program")).toString(), QStringLiteral("train.py"));
        QCOMPARE(run->metadata.value(QStringLiteral("cpu_count")).toInt(), 8);
        QVERIFY(!run->metadata.contains(QStringLiteral("colab")));

        transport.prepare(QStringLiteral("Run"), QByteArray(R"({"project": {"run": null}})"));
        QCOMPARE(resultOf(api.run(brisk)).error().kind, Error::Kind::NotFound);
    }

    void consoleLinesAreSplitWhereTheServerDidNot()
    {
        FakeTransport transport;
        api::RunsApi api(transport);
        transport.prepare(QStringLiteral("LogLines"), recorded("loglines.json"));
        const auto page = resultOf(api.console(brisk, {100, true, QStringLiteral("ignored")}));
        QVERIFY(page);
        const QJsonObject &variables = transport.calls().back().variables;
        QCOMPARE(variables.value(QStringLiteral("last")).toInt(), 100);
        QVERIFY(!variables.contains(QStringLiteral("first")) && !variables.contains(QStringLiteral("after")));
        QCOMPARE(page->total, 5);
        QCOMPARE(page->items.at(0).text, QStringLiteral("epoch 1"));
        QCOMPARE(page->items.at(1),
            (domain::ConsoleLine{1, QStringLiteral("2026-01-01T00:00:01.000000"), QStringLiteral("error"),
                QStringLiteral("Traceback")}));
        QCOMPARE(page->items.at(2).text, QStringLiteral("[node0] \u001b[31mred\u001b[0m"));
        QCOMPARE(page->items.at(3).text, QStringLiteral("no time at all"));
    }

    void filesAreListed()
    {
        FakeTransport transport;
        api::RunsApi api(transport);
        transport.prepare(QStringLiteral("RunFiles"), recorded("files.json"));
        const auto files = resultOf(api.files(brisk, {QStringLiteral("wandb-metadata.json")}));
        QVERIFY(files);
        QCOMPARE(files->first().bytes, 1234);
        QCOMPARE(files->first().url.host(), QStringLiteral("storage.example.org"));
    }

    void anEditSendsOnlyWhatIsSet()
    {
        FakeTransport transport;
        api::RunsApi api(transport);
        domain::RunEdit edit;
        edit.displayName = QStringLiteral("new");
        edit.tags = QStringList();
        // Run:v1:a1b2c3d4:imagenet_vit:algoperf
        const domain::GlobalRunId id{QStringLiteral("UnVuOnYxOmExYjJjM2Q0OmltYWdlbmV0X3ZpdDphbGdvcGVyZg==")};
        transport.prepare(QStringLiteral("EditRun"),
            QByteArray(
                R"({"upsertBucket": {"inserted": false, "bucket": {"name": "a1b2c3d4", "displayName": "new"}}})"));
        const auto run = resultOf(api.edit(id, edit));
        QVERIFY(run);
        QCOMPARE(run->path, brisk);
        QCOMPARE(transport.calls().back().variables.value(QStringLiteral("input")).toObject(),
            (QJsonObject{{QStringLiteral("id"), id.value}, {QStringLiteral("displayName"), QStringLiteral("new")},
                {QStringLiteral("tags"), QJsonArray()}}));
    }

    void stopDeleteAndUndeleteSaySo()
    {
        FakeTransport transport;
        api::RunsApi api(transport);
        const domain::GlobalRunId id{QStringLiteral("r")};
        transport.prepare(QStringLiteral("StopRun"), QByteArray(R"({"stopRun": {"success": true}})"));
        QVERIFY(resultOf(api.stop(id)));
        transport.prepare(QStringLiteral("StopRun"), QByteArray(R"({"stopRun": {"success": false}})"));
        QCOMPARE(resultOf(api.stop(id)).error().kind, Error::Kind::Conflict);
        transport.prepare(QStringLiteral("DeleteRun"), QByteArray(R"({"deleteRun": {"clientMutationId": null}})"));
        QVERIFY(resultOf(api.remove(id, true)));
        QVERIFY(transport.calls().back().variables[QLatin1String("input")][QLatin1String("deleteArtifacts")].toBool());
        transport.prepare(QStringLiteral("DeleteRun"), QByteArray(R"({"deleteRun": null})"));
        QCOMPARE(resultOf(api.remove(id, false)).error().kind, Error::Kind::NotFound);
        transport.prepare(
            QStringLiteral("UndeleteRuns"), QByteArray(R"({"undeleteRuns": {"clientMutationId": null}})"));
        QVERIFY(resultOf(api.undelete(brisk)));
        QCOMPARE(transport.calls().back().variables[QLatin1String("input")][QLatin1String("filters")].toString(),
            QStringLiteral("{\"name\":\"a1b2c3d4\"}"));
        transport.prepare(QStringLiteral("DeleteRun"), test::denied());
        QCOMPARE(resultOf(api.remove(id, false)).error(), test::denied());
    }

    void historyPagesHandOutRawLines()
    {
        FakeTransport transport;
        api::HistoryApi api(transport);
        transport.prepare(QStringLiteral("History"), recorded("history.json"));
        const auto page = resultOf(api.page(brisk, {10, 20}, 1000));
        QVERIFY(page);
        const QJsonObject &variables = transport.calls().back().variables;
        QCOMPARE(variables.value(QStringLiteral("minStep")).toInteger(), 10);
        QCOMPARE(variables.value(QStringLiteral("maxStep")).toInteger(), 20);
        QCOMPARE(page->lineCount, 100);
        QCOMPARE(page->state, domain::RunState::Running);
        QCOMPARE(page->lines.size(), 3);
        QCOMPARE(page->lines.first(),
            QByteArray("{\"_step\": 0, \"loss\": NaN, \"gr\xc3\xb6\xc3\x9f"
                       "e\": 1}"));

        transport.prepare(QStringLiteral("History"), recorded("history.json"));
        QVERIFY(resultOf(api.page(brisk, {}, 5)));
        QVERIFY(!transport.calls().back().variables.contains(QStringLiteral("maxStep")));
    }

    void samplesKeysAndEventsAreRead()
    {
        FakeTransport transport;
        api::HistoryApi api(transport);
        transport.prepare(QStringLiteral("SampledHistory"), recorded("sampledhistory.json"));
        const auto sampled = resultOf(api.sampled(brisk, {QStringLiteral("loss")}, 500));
        QVERIFY(sampled);
        QCOMPARE(sampled->lines, QByteArrayList({"{\"_step\":0,\"loss\":1.5}", "{\"_step\":9,\"loss\":\"NaN\"}"}));
        const QJsonArray specs = transport.calls().back().variables.value(QStringLiteral("specs")).toArray();
        QCOMPARE(
            QJsonDocument::fromJson(specs.at(0).toString().toUtf8()).object().value(QStringLiteral("samples")).toInt(),
            500);

        transport.prepare(QStringLiteral("HistoryKeys"), recorded("run.json"));
        const auto keys = resultOf(api.keys(brisk));
        QVERIFY(keys);
        QCOMPARE(keys->lastStep, 99);
        QCOMPARE(keys->lineCount, 100);
        QCOMPARE(keys->numberKeys, QStringList({QStringLiteral("_step"), QStringLiteral("train/loss")}));

        transport.prepare(QStringLiteral("Events"),
            QByteArray("{\"project\": {\"run\": {\"eventsLineCount\": 7, \"events\": [\"{}\"]}}}"));
        const auto events = resultOf(api.events(brisk, 10));
        QVERIFY(events);
        QCOMPARE(events->lineCount, 7);
        QCOMPARE(events->lines, QByteArrayList({"{}"}));
    }
};

COHORT_TEST(TestRunsApi)
#include "testrunsapi.moc"
