#include "support/testmain.h"
#include "ui/runs/chartssections.h"

#include <QTest>

class TestChartsSections : public QObject
{
    Q_OBJECT

private slots:
    void metricsStandInSectionsByPrefix()
    {
        const QStringList keys{QStringLiteral("train/loss"), QStringLiteral("loss"), QStringLiteral("_runtime"),
            QStringLiteral("train/layer10"), QStringLiteral("train/layer2"), QStringLiteral("/odd")};
        const auto sections = ui::chartSections(
            keys, {QStringLiteral("system.cpu"), QStringLiteral("system._runtime")}, ui::chartFilter({}));
        QCOMPARE(sections.size(), 3);
        QCOMPARE(sections.at(0).name, QStringLiteral("train"));
        QCOMPARE(sections.at(0).keys.join(u' '), QStringLiteral("train/loss train/layer2 train/layer10"));
        QCOMPARE(sections.at(1).keys, QStringList({QStringLiteral("loss"), QStringLiteral("/odd")}));
        QVERIFY(sections.at(2).isSystem);
        QCOMPARE(sections.at(2).keys.join(u' '), QStringLiteral("system.cpu"));
    }

    void whatPeopleCompareStandsBeforeCounters_data()
    {
        QTest::addColumn<QString>("keys");
        QTest::addColumn<QString>("order");
        QTest::newRow("without prefix")
            << QStringLiteral(
                   "accumulated_eval_time global_step grad_norm loss preemption_count accuracy total_duration lr")
            << QStringLiteral(
                   "loss accuracy grad_norm lr accumulated_eval_time global_step preemption_count total_duration");
        QTest::newRow("splits before other prefixes")
            << QStringLiteral(
                   "gradients/w test/loss epoch validation/num_examples validation/mean_average_precision train/loss")
            << QStringLiteral(
                   "train/loss validation/mean_average_precision validation/num_examples test/loss epoch gradients/w");
        QTest::newRow("total_loss is a loss, lossless is none")
            << QStringLiteral("a total_loss lossless valLoss time_per_step")
            << QStringLiteral("total_loss valLoss a lossless time_per_step");
    }
    void whatPeopleCompareStandsBeforeCounters()
    {
        QFETCH(QString, keys);
        QFETCH(QString, order);
        QStringList shown;
        for (const auto &section : ui::chartSections(keys.split(u' '), {}, ui::chartFilter({})))
            shown += section.keys;
        QCOMPARE(shown.join(u' '), order);
    }

    void theSearchIsARegularExpressionOrText()
    {
        const QStringList keys{QStringLiteral("train/loss"), QStringLiteral("val/loss"), QStringLiteral("acc(top")};
        QCOMPARE(ui::chartSections(keys, {}, ui::chartFilter(QStringLiteral("^train"))).size(), 1);
        QCOMPARE(ui::chartSections(keys, {}, ui::chartFilter(QStringLiteral("LOSS"))).size(), 2);
        QCOMPARE(ui::chartSections(keys, {}, ui::chartFilter(QStringLiteral("c(t"))).size(), 1);
    }
};

COHORT_TEST(TestChartsSections)
#include "testchartssections.moc"
