#include "support/testmain.h"
#include "ui/charts/axisticks.h"

#include <QDateTime>
#include <QTest>
#include <cmath>

namespace {

QStringList texts(const QList<ui::Tick> &ticks)
{
    QStringList list;
    for (const ui::Tick &tick : ticks) {
        if (!tick.text.isEmpty())
            list.append(tick.text);
    }
    return list;
}

} // namespace

class TestAxisTicks : public QObject
{
    Q_OBJECT

private slots:
    void numbersAreRound_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<QString>("expected");
        QTest::newRow("unit") << 0.0 << 1.0 << "0 0.2 0.4 0.6 0.8 1.0";
        QTest::newRow("negative") << -1.5 << 1.5 << "-1 0 1";
        QTest::newRow("thousands") << 0.0 << 40000.0 << "0 10k 20k 30k 40k";
        QTest::newRow("one unit") << 9000.0 << 11000.0 << "9.0k 9.5k 10.0k 10.5k 11.0k";
        QTest::newRow("small") << 0.0011 << 0.0029 << "0.0015 0.0020 0.0025";
        QTest::newRow("millions") << 0.0 << 5e6 << "0 1M 2M 3M 4M 5M";
    }
    void numbersAreRound()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(QString, expected);
        const auto ticks = ui::axisTicks(ui::AxisKind::Number, {low, high}, false, 5, QLocale::c());
        QCOMPARE(texts(ticks).join(u' '), expected);
    }

    void decadesOnALogarithmicAxis()
    {
        const auto ticks = ui::axisTicks(ui::AxisKind::Number, {-3, 1}, true, 6, QLocale::c());
        QCOMPARE(texts(ticks).join(u' '), QStringLiteral("0.001 0.01 0.1 1 10"));
        QVERIFY(ticks.size() > 30); // lines between the decades
        const auto few = ui::axisTicks(ui::AxisKind::Number, {0, 0.3}, true, 5, QLocale::c());
        QVERIFY(texts(few).contains(QStringLiteral("1.5")) || texts(few).contains(QStringLiteral("1.2")));
    }

    void durationsUseTheirUnits()
    {
        const auto of = [](double high) {
            return texts(ui::axisTicks(ui::AxisKind::Duration, {0, high}, false, 4, QLocale::c())).join(u' ');
        };
        QCOMPARE(of(20), QStringLiteral("0 s 5 s 10 s 15 s 20 s"));
        QCOMPARE(of(3600), QStringLiteral("0 min 15 min 30 min 45 min 1:00"));
        QCOMPARE(of(86400), QStringLiteral("0 h 6 h 12 h 18 h 24 h"));
    }

    void momentsFallOnLocalDays()
    {
        const double noon = static_cast<double>(QDateTime(QDate(2026, 5, 3), QTime(12, 0)).toSecsSinceEpoch());
        const auto ticks = ui::axisTicks(ui::AxisKind::Moment, {noon, noon + 4 * 86400.0}, false, 5, QLocale::c());
        QCOMPARE(texts(ticks).join(u','), QStringLiteral("4 May,5 May,6 May,7 May"));
    }

    void noRangeGivesNoTicksAndNeverTooMany()
    {
        QVERIFY(ui::axisTicks(ui::AxisKind::Number, {}, false, 5, QLocale::c()).isEmpty());
        for (const double size : {1e-300, 1e-15, 1.0, 1e15, 1e300}) {
            for (const auto kind : {ui::AxisKind::Number, ui::AxisKind::Duration, ui::AxisKind::Moment}) {
                QVERIFY(ui::axisTicks(kind, {1, 1 + size}, false, 5, QLocale::c()).size() <= 8);
                QVERIFY(texts(ui::axisTicks(kind, {-size, size}, true, 5, QLocale::c())).size() < 40);
            }
        }
    }

    void valuesAreToldInFull()
    {
        QCOMPARE(ui::axisValueText(ui::AxisKind::Number, 123456, QLocale(QStringLiteral("en_GB"))),
            QStringLiteral("123,456"));
        QCOMPARE(ui::axisValueText(ui::AxisKind::Number, 0.000123456, QLocale::c()), QStringLiteral("0.000123456"));
        QCOMPARE(ui::axisValueText(ui::AxisKind::Duration, 3725, QLocale::c()), QStringLiteral("1:02:05"));
        QCOMPARE(ui::axisValueText(ui::AxisKind::Number, std::nan(""), QLocale::c()), QStringLiteral("NaN"));
    }
};

COHORT_TEST(TestAxisTicks)
#include "testaxisticks.moc"
