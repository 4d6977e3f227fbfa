#include "sqlite/fault.h"
#include "sqlite/worker.h"
#include "support/testmain.h"

#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <latch>

namespace {

const sqlite::Migration itemsSchema[] = {
    {"items", {QStringLiteral("CREATE TABLE items(id INTEGER PRIMARY KEY)")}},
};

base::Result<qint64> countItems(sqlite::Database &database)
{
    auto statement = database.prepare(QStringLiteral("SELECT count(*) FROM items"));
    if (!statement)
        return statement.error();
    const auto row = statement->step();
    if (!row)
        return row.error();
    return statement->integer(0);
}

sqlite::Worker::Write insertItem(int id)
{
    return [id](sqlite::Database &database) {
        return database.execute(QStringLiteral("INSERT INTO items VALUES(?)"), id);
    };
}

} // namespace

class TestWorker : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] std::unique_ptr<sqlite::Worker> makeWorker() const
    {
        return std::make_unique<sqlite::Worker>(
            QStringLiteral("items"), [path = m_folder->filePath(QStringLiteral("items.db"))] {
                return sqlite::Database::open(path, itemsSchema, {.applicationId = 5});
            });
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void jobsRunElsewhereAndInOrder()
    {
        const auto worker = makeWorker();
        QVERIFY(worker->opened().result());
        const auto thread =
            worker->run([](sqlite::Database &) { return base::Result<QThread *>(QThread::currentThread()); });
        QVERIFY(thread.result().value() != QThread::currentThread());
        auto written = worker->write(insertItem(1));
        const auto count = worker->run(countItems);
        QCOMPARE(count.result().value(), 1);
        QVERIFY(written.result());
    }

    void writesThatWaitShareACommitAndFailAlone()
    {
        const auto worker = makeWorker();
        std::latch gate(1);
        const auto blocked = worker->run([&gate](sqlite::Database &) {
            gate.wait();
            return base::Status(base::Done{});
        });
        QList<QFuture<base::Status>> written;
        for (int i = 0; i < 600; ++i)
            written.append(worker->write(insertItem(i == 300 ? 7 : i))); // the 300th breaks a rule
        gate.count_down();
        QVERIFY(blocked.result());
        for (int i = 0; i < written.size(); ++i)
            QCOMPARE(written[i].result().ok(), i != 300);
        QCOMPARE(sqlite::faultOf(written[300].result().error()), sqlite::Fault::Constraint);
        QCOMPARE(worker->run(countItems).result().value(), 599);
    }

    void aFullDiskFailsOnlyTheWritesThatDoNotFit()
    {
        const auto worker = makeWorker();
        QVERIFY(worker
                    ->write([](sqlite::Database &database) {
                        return database.execute(QStringLiteral("CREATE TABLE fat(x BLOB)"));
                    })
                    .result());
        std::latch gate(1);
        const auto blocked = worker->run([&gate](sqlite::Database &database) {
            gate.wait();
            return database.execute(QStringLiteral("PRAGMA max_page_count = 12"));
        });
        QList<QFuture<base::Status>> written;
        for (int i = 0; i < 5; ++i) {
            written.append(worker->write(insertItem(i)));
            written.append(worker->write([](sqlite::Database &database) {
                return database.execute(QStringLiteral("INSERT INTO fat VALUES(zeroblob(100000))"));
            }));
        }
        gate.count_down();
        QVERIFY(blocked.result());
        for (int i = 0; i < written.size(); ++i) {
            QCOMPARE(written[i].result().ok(), i % 2 == 0);
            if (i % 2 == 1)
                QCOMPARE(sqlite::faultOf(written[i].result().error()), sqlite::Fault::Full);
        }
        QCOMPARE(worker->run(countItems).result().value(), 5);
    }

    void everyJobGetsTheErrorOfTheOpening()
    {
        sqlite::Worker worker(QStringLiteral("broken"), [] {
            return base::Result<std::unique_ptr<sqlite::Database>>(
                sqlite::faultError(sqlite::Fault::Corrupt, QStringLiteral("x")));
        });
        QCOMPARE(sqlite::faultOf(worker.opened().result().error()), sqlite::Fault::Corrupt);
        QCOMPARE(sqlite::faultOf(worker.run(countItems).result().error()), sqlite::Fault::Corrupt);
        QCOMPARE(sqlite::faultOf(worker.write(insertItem(1)).result().error()), sqlite::Fault::Corrupt);
    }

    void theEndCarriesOutWritesAndDropsReads()
    {
        QList<QFuture<base::Status>> written;
        QFuture<base::Result<qint64>> dropped;
        {
            const auto worker = makeWorker();
            for (int i = 0; i < 50; ++i)
                written.append(worker->write(insertItem(i)));
            dropped = worker->run(countItems);
        }
        for (const auto &future : std::as_const(written))
            QVERIFY(future.result());
        QVERIFY(dropped.isFinished());
        const auto again = makeWorker();
        QCOMPARE(again->run(countItems).result().value(), 50);
    }
};

COHORT_TEST(TestWorker)
#include "testworker.moc"
