#include "support/uitestmain.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/runcolour.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QLabel>
#include <QSet>
#include <QTest>

COHORT_GUI_TESTS

using ui::ThemeColours;

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void contrastIsComputedAsWcagSays()
    {
        QCOMPARE(qRound(ui::contrastRatio(Qt::black, Qt::white) * 100), 2100);
        QCOMPARE(qRound(ui::contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) * 100), 448);
        QCOMPARE(ui::contrastRatio(Qt::red, Qt::red), 1.0);
    }

    void everyTextCanBeReadOnEverySurface_data() { bothThemes(); }
    void everyTextCanBeReadOnEverySurface()
    {
        QFETCH(bool, isDark);
        const ThemeColours &c = isDark ? ui::darkColours() : ui::lightColours();
        const QList<QColor> surfaces{c.window, c.base, c.alternate, c.raised, c.hover, c.selection};
        for (const QColor &text : {c.text, c.muted, c.accent, c.success, c.warning, c.danger, c.info}) {
            for (const QColor &surface : surfaces)
                verify(text, surface, 4.5);
        }
        verify(c.selectionText, c.selection, 4.5);
        verify(c.onStrong, c.strong, 4.5);
        const QList<std::pair<QColor, QColor>> messages{
            {c.success, c.successBack}, {c.warning, c.warningBack}, {c.danger, c.dangerBack}, {c.info, c.infoBack}};
        for (const auto &[mark, back] : messages) {
            verify(mark, back, 3.0);
            verify(c.text, back, 4.5);
        }
    }

    void greyedTextAndGraphicsAreSeen_data() { bothThemes(); }
    void greyedTextAndGraphicsAreSeen()
    {
        QFETCH(bool, isDark);
        const ThemeColours &c = isDark ? ui::darkColours() : ui::lightColours();
        for (const QColor &surface : {c.window, c.base, c.raised}) {
            verify(c.disabled, surface, 3.0);
            verify(c.border, surface, 3.0);
            verify(c.icon, surface, 4.5);
            verify(c.strong, surface, 2.5);
        }
        verify(c.icon, c.selection, 3.0);
    }

    void runColoursAreSeenAndTellApart_data() { bothThemes(); }
    void runColoursAreSeenAndTellApart()
    {
        QFETCH(bool, isDark);
        const ThemeColours &c = isDark ? ui::darkColours() : ui::lightColours();
        QSet<QRgb> seen;
        for (const QColor &colour : ui::runPalette(isDark)) {
            verify(colour, c.base, 3.0);
            seen.insert(colour.rgb());
        }
        QCOMPARE(seen.size(), ui::runPalette(isDark).size());
        QCOMPARE(ui::runPalette(true).size(), ui::runPalette(false).size());
    }

    void aRunKeepsItsColourForEver()
    {
        // Fixed values: another hash would colour everybody's runs anew.
        QCOMPARE(ui::runColourIndex(QStringLiteral("1a2b3c4d")), ui::runColourIndex(QStringLiteral("1a2b3c4d")));
        QSet<int> used;
        for (int i = 0; i < 400; ++i)
            used.insert(ui::runColourIndex(QStringLiteral("run%1").arg(i)));
        QCOMPARE(used.size(), ui::runPalette(false).size());
    }

    void thePaletteHasTheThemesColours()
    {
        ui::applyTheme(ui::Theme::Dark);
        QVERIFY(ui::themeColours(QApplication::palette()).isDark);
        ui::applyTheme(ui::Theme::System, true);
        QVERIFY(ui::themeColours(QApplication::palette()).isDark);
        ui::applyTheme(ui::Theme::System, false);
        QVERIFY(!ui::themeColours(QApplication::palette()).isDark);
        QCOMPARE(QApplication::palette().color(QPalette::PlaceholderText), ui::lightColours().muted);
    }

    void labelsFollowTheThemeHoweverTheyWereMuted()
    {
        ui::applyTheme(ui::Theme::Light);
        QWidget window;
        ui::PlainLabel muted(QStringLiteral("a"), &window);
        muted.setMuted(true);
        ui::PlainLabel again(QStringLiteral("b"), &window);
        again.setMuted(true);
        again.setMuted(false);
        window.show();
        ui::applyTheme(ui::Theme::Dark);
        QTRY_COMPARE(muted.palette().color(QPalette::WindowText), ui::darkColours().muted);
        QTRY_COMPARE(again.palette().color(QPalette::WindowText), ui::darkColours().text);
        ui::applyTheme(ui::Theme::Light);
        QTRY_COMPARE(muted.palette().color(QPalette::WindowText), ui::lightColours().muted);
    }

    void textGrowsAsWished()
    {
        ui::applyTheme(ui::Theme::Light, false, 100);
        QCOMPARE(QApplication::font().pixelSize(), 13);
        ui::applyTheme(ui::Theme::Light, false, 200);
        QCOMPARE(QApplication::font().pixelSize(), 26);
        ui::applyTheme(ui::Theme::Light, false, 100);
    }

    void figuresInTablesHaveOneWidth()
    {
        const QFontMetrics metrics(ui::tabularFont(QApplication::font()));
        QCOMPARE(metrics.horizontalAdvance(QStringLiteral("1111")), metrics.horizontalAdvance(QStringLiteral("8888")));
    }

private:
    static void bothThemes()
    {
        QTest::addColumn<bool>("isDark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    static void verify(const QColor &front, const QColor &back, double least)
    {
        const double ratio = ui::contrastRatio(front, back);
        QVERIFY2(ratio >= least,
            qPrintable(QStringLiteral("%1 on %2: %3 < %4").arg(front.name(), back.name()).arg(ratio).arg(least)));
    }
};

COHORT_TEST(TestTheme)
#include "testtheme.moc"
