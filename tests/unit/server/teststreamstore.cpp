#include "server/historyreader.h"
#include "server/rowoutline.h"
#include "server/runstore.h"
#include "server/storeschema.h"
#include "server/streamcut.h"
#include "server/streamplan.h"
#include "server/streamstore.h"
#include "support/testmain.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <limits>

using namespace server;

/// Lines are kept whole and come back as they were written, however they arrive.
class TestStreamStore : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = sqlite::Database::open(m_folder->filePath(QStringLiteral("s.db")), storeMigrations(),
            {storeApplicationId, sqlite::Sync::Normal, false, false});
        QVERIFY(opened);
        m_database = std::move(*opened);
        QVERIFY(
            m_database->execute(QStringLiteral("INSERT INTO entities(name, kind, created_at) VALUES('t', 'team', 1)")));
        QVERIFY(m_database->execute(QStringLiteral(
            "INSERT INTO projects(entity, name, access, created_at, updated_at) VALUES(1, 'p', 'PRIVATE', 1, 1)")));
        RunRecord run;
        run.project = 1;
        run.name = QStringLiteral("r");
        run.displayName = QStringLiteral("r");
        run.state = QStringLiteral("running");
        const auto id = RunStore(*m_database).insert(run);
        QVERIFY(id);
        m_run = *id;
    }
    void cleanup()
    {
        m_database.reset();
        m_folder.reset();
    }

    void theSameLinesTwiceChangeNothing()
    {
        const QByteArrayList lines = rows(0, 2500);
        write(0, lines);
        const auto keys = keyCounts();
        write(0, lines);
        write(700, rows(700, 300));
        QCOMPARE(all(), lines);
        QCOMPARE(keyCounts(), keys);
        QCOMPARE(record().historyLines, 2500);
    }

    void manySmallAppendsBecomeFewBlocks()
    {
        for (int i = 0; i < 1200; ++i)
            write(i, rows(i, 1));
        QCOMPARE(all(), rows(0, 1200));
        auto statement = m_database->prepare(QStringLiteral("SELECT count(*) FROM chunks"));
        QVERIFY(statement && statement->step());
        QVERIFY2(statement->integer(0) <= 6, qPrintable(QString::number(statement->integer(0))));
    }

    void consoleLinesMayBeOverwrittenAndGapsAreEmpty()
    {
        StreamStore store(*m_database);
        QVERIFY(store.write(m_run, Stream::Console, 2, {"c", "d"}));
        QVERIFY(store.write(m_run, Stream::Console, 3, {"D", "e"}));
        QCOMPARE(all(Stream::Console), (QByteArrayList{"", "", "c", "D", "e"}));
        QCOMPARE(record().logLines, 5);
    }

    void stepsThatFallOrRepeatComeWhole()
    {
        const QByteArrayList lines{"{\"_step\":5,\"a\":1}", "{\"_step\":3,\"a\":2}", "{\"_step\":3,\"a\":3}",
            "{\"_step\":9,\"a\":NaN}", "{\"_step\":4,\"b\":{\"c\":Infinity}}"};
        write(0, lines);
        const RunRecord run = record();
        HistoryReader reader(*m_database, run);
        QCOMPARE(reader.range(0, 1000, 100).valueOr({}), lines);
        QCOMPARE(reader.range(3, 4, 100).valueOr({}), (QByteArrayList{lines[1], lines[2]}));
        QCOMPARE(reader.range(9, 10, 100).valueOr({}), QByteArrayList{lines[3]});
        QCOMPARE(run.lastStep, 9);
    }

    void aStepIsAnIntegerThatFits_data()
    {
        QTest::addColumn<QByteArray>("step");
        QTest::addColumn<bool>("isOne");
        QTest::newRow("integer") << QByteArray("7") << true;
        QTest::newRow("as a fraction") << QByteArray("7.0") << true;
        QTest::newRow("fraction") << QByteArray("7.5") << false;
        QTest::newRow("too large") << QByteArray("33333333333333333333333331") << false;
        QTest::newRow("far too large") << QByteArray("-1e300") << false;
        QTest::newRow("none") << QByteArray("NaN") << false;
    }
    void aStepIsAnIntegerThatFits()
    {
        QFETCH(QByteArray, step);
        QTEST(outlineOf("{\"_step\":" + step + "}").step == std::optional<qint64>(7), "isOne");
        QCOMPARE(outlineOf("{\"_step\":" + step + "}").step.has_value(), step.startsWith('7') && step != "7.5");
    }

    void keysAreCountedWithTheirTypes()
    {
        write(0,
            {"{\"_step\":0,\"loss\":1,\"note\":\"x\",\"größe\":2,\"img\":{\"_type\":\"image-file\"}}",
                "{\"_step\":1,\"loss\":\"NaN\",\"nest\":{\"deep\":1}}"});
        const auto keys = HistoryReader(*m_database, record()).keys();
        QVERIFY(keys);
        const QJsonObject names = keys->value(QLatin1String("keys")).toObject();
        QCOMPARE(names.value(QLatin1String("loss"))[QLatin1String("typeCounts")][0][QLatin1String("count")].toInt(), 2);
        QVERIFY(names.contains(QStringLiteral("größe")));
        QVERIFY(names.contains(QStringLiteral("nest.deep")));
        QCOMPARE(names.value(QLatin1String("note"))[QLatin1String("typeCounts")][0][QLatin1String("type")].toString(),
            QStringLiteral("string"));
        QCOMPARE(names.value(QLatin1String("img"))[QLatin1String("typeCounts")][0][QLatin1String("type")].toString(),
            QStringLiteral("image-file"));
        QCOMPARE(keys->value(QLatin1String("lastStep")).toInt(), 1);
    }

    void aSampleIsBoundedAndHoldsTheLastRow()
    {
        write(0, rows(0, 5000));
        const auto sample = HistoryReader(*m_database, record()).sample(Stream::History, 500);
        QVERIFY(sample);
        QVERIFY(sample->size() <= 500 && sample->size() > 400);
        QCOMPARE(sample->last(), rows(4999, 1).first());
        QCOMPARE(sample->first(), rows(0, 1).first());
        const auto one = HistoryReader(*m_database, record()).sample(Stream::History, 1);
        QCOMPARE(one.valueOr({}), rows(4999, 1));
    }

    void aSpecTakesRowsThatHoldAllKeys()
    {
        write(0,
            {"{\"_step\":0,\"a\":1}", "{\"_step\":1,\"a\":2,\"b\":3}", "{\"_step\":2,\"b\":4}",
                "{\"_step\":3,\"a\":NaN,\"b\":5}"});
        const QJsonObject spec = QJsonDocument::fromJson("{\"keys\":[\"_step\",\"a\",\"b\"],\"samples\":10}").object();
        const auto found = HistoryReader(*m_database, record()).sampleKeys(spec);
        QVERIFY(found);
        QCOMPARE(found->size(), 2);
        QCOMPARE(found->at(1)[QLatin1String("a")].toString(), QStringLiteral("NaN"));
    }

    void aDamagedBlockIsToldNotShown()
    {
        write(0, rows(0, 100));
        QVERIFY(m_database->execute(QStringLiteral("UPDATE chunks SET checksum = checksum + 1")));
        const auto read = HistoryReader(*m_database, record()).range(0, 1000, 1000);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, base::Error::Kind::Storage);
    }

    void newLinesComeInBehindADamagedBlock()
    {
        write(0, rows(0, 100));
        QVERIFY(m_database->execute(QStringLiteral("UPDATE chunks SET checksum = checksum + 1")));
        write(100, rows(100, 100));
        QCOMPARE(record().historyLines, 200);
        QByteArrayList lines;
        const auto read = StreamStore(*m_database)
                              .readSteps(m_run, Stream::History, 100, 200, [&lines](qint64, const QByteArray &line) {
                                  lines.append(line);
                                  return true;
                              });
        QVERIFY(read);
        QCOMPARE(lines, rows(100, 100));
    }

    void aPlanFitsOnlyWhatItWasMadeFrom()
    {
        write(0, rows(0, 100));
        const auto first = StreamPlan::make(*m_database, m_run, Stream::History, 100, rows(100, 10));
        const auto second = StreamPlan::make(*m_database, m_run, Stream::History, 100, rows(200, 10));
        const auto overwriting = StreamPlan::make(*m_database, m_run, Stream::History, 50, rows(300, 10));
        QVERIFY(first && second && overwriting);
        QVERIFY(first->apply(*m_database).valueOr(false));
        for (const auto &stale : {*second, *overwriting, *first}) {
            const auto applied = stale.apply(*m_database);
            QVERIFY(applied);
            QVERIFY(!*applied);
        }
        QCOMPARE(all(), rows(0, 110));
        QCOMPARE(keyCounts().value(QStringLiteral("lossnumber")), 110);
    }

    void aPlanKnowsChangesThatLeaveTheCount()
    {
        write(0, rows(0, 100));
        const auto plan = StreamPlan::make(*m_database, m_run, Stream::History, 100, rows(100, 10));
        QVERIFY(plan);
        write(99, rows(500, 1));
        const auto applied = plan->apply(*m_database);
        QVERIFY(applied && !*applied);
        QCOMPARE(all(), rows(0, 99) + rows(500, 1));
    }

    void repeatedLinesTouchNoRow()
    {
        write(0, rows(0, 700));
        const auto plan = StreamPlan::make(*m_database, m_run, Stream::History, 300, rows(300, 400));
        QVERIFY(plan);
        auto total = m_database->prepare(QStringLiteral("SELECT total_changes()"));
        QVERIFY(total && total->step());
        const qint64 before = total->integer(0);
        total->reset();
        QVERIFY(plan->apply(*m_database).valueOr(false));
        QVERIFY(total->step());
        QCOMPARE(total->integer(0), before);
    }

    void stepsAreFoundHoweverTheBlocksGrew()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        QByteArrayList expected;
        for (int i = 0; i < 60; ++i) {
            const int offset = random.bounded(static_cast<int>(expected.size()) + 3);
            const QByteArrayList lines = rows(random.bounded(1000), 1 + random.bounded(90));
            write(offset, lines);
            expected.resize(std::max<qsizetype>(expected.size(), offset + lines.size()));
            std::copy(lines.begin(), lines.end(), expected.begin() + offset);
        }
        QVERIFY2(all() == expected, qPrintable(QString::number(seed)));
        for (int step = 0; step < 1100; step += 37) {
            const QByteArray start = "{\"_step\":" + QByteArray::number(step) + ',';
            const auto isAtStep = [&start](const QByteArray &line) { return line.startsWith(start); };
            const auto found = HistoryReader(*m_database, record()).range(step, step + 1, 10'000);
            QVERIFY(found);
            QVERIFY2(found->size() == std::count_if(expected.begin(), expected.end(), isAtStep),
                qPrintable(QStringLiteral("seed %1, step %2").arg(seed).arg(step)));
        }
        QMap<QString, qint64> counts;
        for (const QByteArray &line : expected) {
            if (!line.isEmpty())
                ++counts[QStringLiteral("lossnumber")];
        }
        QCOMPARE(keyCounts().value(QStringLiteral("lossnumber")), counts.value(QStringLiteral("lossnumber")));
    }

    void rewindingCutsWhatCameAfter()
    {
        write(0, rows(0, 100));
        const qint64 old = rewind(41);
        QCOMPARE(all(), rows(0, 42));
        QCOMPARE(record().historyLines, 42);
        QCOMPARE(record().lastStep, 41);
        QCOMPARE(record().summary, QStringLiteral("{\"_step\":41,\"loss\":0.023809523809523808}"));
        QCOMPARE(keyCounts().value(QStringLiteral("lossnumber")), 42);
        m_run = old;
        QCOMPARE(all(), rows(0, 100));
        QCOMPARE(record().historyLines, 100);
        QCOMPARE(keyCounts().value(QStringLiteral("lossnumber")), 100);
    }

    void onlyBlocksThatHoldWhatIsKeptAreRead()
    {
        write(0, rows(0, 4500));
        QVERIFY(m_database->execute(
            QStringLiteral("UPDATE chunks SET checksum = checksum + 1 WHERE first_line >= 3000"))); // cannot be read
        RunRecord fork = record();
        fork.name = QStringLiteral("fork");
        const auto id = RunStore(*m_database).insert(fork);
        const auto cut = StreamCut::make(*m_database, m_run, 2700, StreamCut::Streams::History);
        QVERIFY(id && cut && cut->copyTo(*m_database, *id));
        m_run = *id;
        QCOMPARE(record().historyLines, 2701);
        QCOMPARE(record().lastStep, 2700);
        QCOMPARE(keyCounts().value(QStringLiteral("lossnumber")), 2701);
        QCOMPARE(HistoryReader(*m_database, record()).range(2000, 5000, 5000).valueOr({}), rows(2000, 701));
        write(2701, rows(2701, 10));
        QCOMPARE(HistoryReader(*m_database, record()).range(2700, 5000, 5000).valueOr({}), rows(2700, 11));
        rewind(9999);
        QCOMPARE(record().historyLines, 2711);
        QCOMPARE(all(), rows(0, 2711));
    }

    void rewindingStepsThatAreOutOfOrder()
    {
        write(0, rows(50, 10) + rows(0, 1200) + rows(20, 5));
        rewind(30);
        QCOMPARE(all(), rows(0, 31) + rows(20, 5));
        QCOMPARE(keyCounts().value(QStringLiteral("lossnumber")), 36);
        QCOMPARE(record().lastStep, 30);
    }

    void rowsOfAllKindsAreSummedUp()
    {
        const QByteArrayList kinds{"{\"_step\":0,\"a\":1,\"b\":{\"c\":1}}", "{\"_step\":1,\"a\":2,\"d\":true}",
            "{\"_step\":2,\"a\":3}", "{\"_step\":3,\"a\":null,\"e\":{}}", "{\"_step\":4,\"d\":false}",
            "{\"_step\":5,\"d\":7,\"_runtime\":8}", "{\"_step\":6,\"f\":NaN}", "broken"};
        write(0, kinds);
        rewind(100);
        QCOMPARE(record().summary,
            QStringLiteral("{\"_runtime\":8,\"_step\":6,\"_wandb\":{\"runtime\":8},\"a\":null,\"b\":{\"c\":1},\"d\":7,"
                           "\"e\":{},\"f\":\"NaN\"}"));
        const auto keys = keyCounts();
        QCOMPARE(keys.value(QStringLiteral("_stepnumber")), 7);
        QCOMPARE(keys.value(QStringLiteral("anumber")), 3);
        QCOMPARE(keys.value(QStringLiteral("dnumber")), 3);
        QCOMPARE(keys.value(QStringLiteral("b.cnumber")), 1);
    }

    void aCutOfRowsFitsWhateverIsLoggedAfterIt()
    {
        write(0, rows(0, 3000));
        const auto taken = StreamCut::make(*m_database, m_run, 1499, StreamCut::Streams::History);
        const auto all = StreamCut::make(*m_database, m_run, 1499, StreamCut::Streams::All);
        QVERIFY(taken && all);
        write(3000, rows(3000, 700));
        QVERIFY(taken->fits(*m_database).valueOr(false));
        QVERIFY(!all->fits(*m_database).valueOr(true)); // who throws rows away knows them
        write(700, rows(9000, 1));
        QVERIFY(!taken->fits(*m_database).valueOr(true));
    }

private:
    static QByteArrayList rows(int first, int count)
    {
        QByteArrayList lines;
        for (int i = first; i < first + count; ++i)
            lines.append("{\"_step\":" + QByteArray::number(i)
                + ",\"loss\":" + QByteArray::number(1.0 / (i + 1), 'g', 17) + "}");
        return lines;
    }
    void write(qint64 offset, const QByteArrayList &lines)
    {
        const auto count = StreamStore(*m_database).write(m_run, Stream::History, offset, lines);
        QVERIFY2(count.ok(), count.ok() ? "" : qPrintable(count.error().detail));
    }
    /// The number of the run that has everything as it was.
    qint64 rewind(qint64 step)
    {
        RunRecord old = record();
        old.name += QString::number(step);
        const auto id = RunStore(*m_database).insert(old);
        const auto cut = StreamCut::make(*m_database, m_run, step, StreamCut::Streams::All);
        const bool isDone = id && cut && cut->fits(*m_database).valueOr(false) && cut->moveTo(*m_database, *id);
        return isDone ? *id : 0;
    }
    QByteArrayList all(Stream stream = Stream::History)
    {
        QByteArrayList lines;
        const auto read = StreamStore(*m_database)
                              .readLines(m_run, stream, 0, std::numeric_limits<qint64>::max(),
                                  [&lines](qint64, const QByteArray &line) {
                                      lines.append(line);
                                      return true;
                                  });
        return read ? lines : QByteArrayList();
    }
    QMap<QString, qint64> keyCounts()
    {
        QMap<QString, qint64> counts;
        const auto keys = StreamStore(*m_database).keys(m_run);
        for (const auto &key : keys.valueOr({}))
            counts.insert(key.key + key.type, key.count);
        return counts;
    }
    RunRecord record()
    {
        const auto found = RunStore(*m_database).byId(m_run);
        return found && *found ? **found : RunRecord{};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<sqlite::Database> m_database;
    qint64 m_run = 0;
};

COHORT_TEST(TestStreamStore)
#include "teststreamstore.moc"
