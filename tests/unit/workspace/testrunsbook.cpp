#include "support/builders.h"
#include "support/testmain.h"
#include "workspace/runsbook.h"

#include <QMap>
#include <QRandomGenerator>
#include <QTest>

using domain::Run;
using workspace::RunsBook;

namespace {

Run runWith(int id, int minute, const QString &name)
{
    Run run = test::aRun(QString::number(id));
    run.createdAt = run.createdAt.addSecs(minute * 60);
    run.displayName = name;
    return run;
}

QStringList idsOf(const RunsBook &book)
{
    QStringList ids;
    for (const Run &run : book.sorted())
        ids.append(run.path.run);
    return ids;
}

} // namespace

class TestRunsBook : public QObject
{
    Q_OBJECT

private slots:
    void newestComesFirst()
    {
        RunsBook book;
        book.setRuns({runWith(1, 1, {}), runWith(3, 5, {}), runWith(2, 5, {})});
        QCOMPARE(idsOf(book), (QStringList{QStringLiteral("2"), QStringLiteral("3"), QStringLiteral("1")}));
    }

    void whatIsToldTwiceInOnePageIsThereOnce()
    {
        RunsBook book;
        book.merge({runWith(1, 1, QStringLiteral("old")), runWith(1, 2, QStringLiteral("new"))});
        QCOMPARE(idsOf(book), QStringList{QStringLiteral("1")});
        QCOMPARE(book.sorted().first()->displayName, QStringLiteral("new"));
        QCOMPARE(book.count(), 1);
    }

    void whatIsTheSameIsNoChange()
    {
        RunsBook book;
        book.setRuns({runWith(1, 1, {})});
        const domain::SharedRuns before = book.sorted();
        QVERIFY(book.merge({runWith(1, 1, {})}).isEmpty());
        QCOMPARE(&*book.sorted().first(), &*before.first());
    }

    void aCopyThatSomebodyKeepsStaysAsItIs()
    {
        RunsBook book;
        book.setRuns({runWith(1, 1, QStringLiteral("before"))});
        const domain::SharedRuns kept = book.sorted();
        book.merge({runWith(1, 1, QStringLiteral("after"))});
        book.remove(QStringLiteral("1"));
        QCOMPARE(kept.first()->displayName, QStringLiteral("before"));
        QVERIFY(book.sorted().isEmpty());
    }

    void manyChangesLeaveTheOrderOfAFreshBook()
    {
        const quint32 seed = 20261130;
        QRandomGenerator random(seed);
        RunsBook book;
        QMap<QString, Run> expected;
        for (int round = 0; round < 300; ++round) {
            QList<Run> told;
            for (int i = 0; i < 5; ++i)
                told.append(runWith(random.bounded(40), random.bounded(6), QString::number(random.bounded(3))));
            book.merge(told);
            for (const Run &run : std::as_const(told))
                expected.insert(run.path.run, run);
            if (round % 7 == 0) {
                const QString gone = QString::number(random.bounded(40));
                book.remove(gone);
                expected.remove(gone);
            }
            if (round % 13 == 0) {
                QSet<QString> seen;
                for (int i = 0; i < 25; ++i)
                    seen.insert(QString::number(random.bounded(40)));
                book.removeUnseen(seen);
                erase_if(expected, [&](const auto &entry) { return !seen.contains(entry.key()); });
            }
            RunsBook fresh;
            fresh.setRuns(expected.values());
            QCOMPARE(book.sorted(), fresh.sorted());
            QCOMPARE(book.count(), expected.size());
        }
    }
};

COHORT_TEST(TestRunsBook)
#include "testrunsbook.moc"
