#include "support/builders.h"
#include "support/testmain.h"
#include "ui/runs/runframe.h"

#include <QMap>
#include <QRandomGenerator>
#include <QTest>

using domain::Run;
using ui::FrameColumn;
using ui::RunColumn;
using ui::RunFrame;

namespace {

const RunColumn groups{RunColumn::Kind::Group, {}};
const RunColumn losses{RunColumn::Kind::Summary, QStringLiteral("loss")};

Run runWith(int id, const QString &group, double loss)
{
    Run run = test::aRun(QString::number(id));
    run.group = group;
    run.summary = {{QStringLiteral("loss"), loss}};
    return run;
}

QString textAt(const FrameColumn &column, quint32 slot)
{
    return column.cell(slot) == FrameColumn::Cell::Text ? column.words().at(column.word(slot)) : QString();
}

} // namespace

class TestRunFrame : public QObject
{
    Q_OBJECT

private slots:
    void aColumnIsFilledBitByBit()
    {
        RunFrame frame;
        frame.update({runWith(1, QStringLiteral("a"), 1), runWith(2, QStringLiteral("b"), 2),
            runWith(3, QStringLiteral("c"), 3)});
        QVERIFY(frame.prepare(groups, 2));
        QVERIFY(frame.prepare(groups, 2));
        QVERIFY(!frame.prepare(groups, 2));
        QCOMPARE(textAt(frame.column(groups), 2), QStringLiteral("c"));
    }

    void nothingIsToPrepareInAnEmptyFrame()
    {
        RunFrame frame;
        QVERIFY(!frame.prepare(groups, 10));
        QVERIFY(!frame.hasAny(losses));
    }

    void aColumnHasSomethingWhereOnlyTheLastRunDoes()
    {
        domain::SharedRuns runs;
        for (int id = 0; id < 1000; ++id)
            runs.append(runWith(id, {}, 1));
        runs.append(runWith(1000, QStringLiteral("one"), 1));
        RunFrame frame;
        frame.update(runs);
        QVERIFY(frame.hasAny(groups));
        QVERIFY(!frame.hasAny({RunColumn::Kind::Summary, QStringLiteral("none")}));
    }

    /// However far a column was filled when runs came, changed and went.
    void halfFilledColumnsTellTheTruth()
    {
        const quint32 seed = 20261130;
        QRandomGenerator random(seed);
        RunFrame frame;
        QMap<QString, Run> runs;
        for (int round = 0; round < 200; ++round) {
            for (int i = 0; i < 6; ++i) {
                const int id = random.bounded(60);
                const Run run = runWith(id, QString::number(random.bounded(5)), random.bounded(9));
                if (random.bounded(4) == 0)
                    runs.remove(run.path.run);
                else
                    runs.insert(run.path.run, run);
            }
            frame.update(domain::sharedRuns(runs.values()));
            frame.prepare(groups, random.bounded(8U));
            frame.prepare(losses, random.bounded(8U));
            if (round % 10 != 9)
                continue;
            QCOMPARE(frame.size(), quint32(runs.size()));
            const FrameColumn &group = frame.column(groups);
            const FrameColumn &loss = frame.column(losses);
            for (quint32 slot = 0; slot < frame.size(); ++slot) {
                const Run &expected = runs[frame.run(slot)->path.run];
                QCOMPARE(textAt(group, slot), expected.group);
                QCOMPARE(loss.number(slot), expected.summary[u"loss"].toDouble());
            }
        }
    }
};

COHORT_TEST(TestRunFrame)
#include "testrunframe.moc"
