#include "support/uitestmain.h"
#include "ui/kit/avatarlabel.h"
#include "ui/kit/elidedlabel.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/searchfield.h"
#include "ui/kit/words.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <limits>

using domain::Decision;
using domain::Helper;
using domain::Reason;

class TestWords : public QObject
{
    Q_OBJECT

private slots:
    void agesAreTold_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("text");
        const auto row = [](int seconds, const char *text) {
            QTest::newRow(text) << seconds << QString::fromUtf8(text);
        };
        row(0, "just now");
        row(12, "12 s ago");
        row(59, "59 s ago");
        row(60, "1 min ago");
        row(3 * 3600 + 100, "3 h ago");
        row(-300, "in 5 min");
        row(-3, "just now");
    }
    void agesAreTold()
    {
        QFETCH(int, seconds);
        const QDateTime now(QDate(2026, 5, 3), QTime(12, 0), Qt::UTC);
        QTEST(ui::ageText(now.addSecs(-seconds), now), "text");
    }

    void olderThanAMonthIsADate()
    {
        const QDateTime now(QDate(2026, 5, 3), QTime(12, 0), Qt::UTC);
        QVERIFY(!ui::ageText(now.addDays(-90), now).contains(QStringLiteral("ago")));
        QCOMPARE(ui::ageText(now.addSecs(-30 * 3600), now), QStringLiteral("yesterday"));
        QVERIFY(ui::ageText(QDateTime(), now).isEmpty());
    }

    void countsInSentencesAreGroupedLikeOthers()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        const QDateTime now(QDate(2026, 5, 3), QTime(12, 0), Qt::UTC);
        const QString days = ui::ageText(now.addDays(12'345), now);
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        const QString germanDays = ui::ageText(now.addDays(12'345), now);
        const QString germanCount = ui::countText(12'345);
        QLocale::setDefault(before);
        QVERIFY2(days.contains(QStringLiteral("12,345")), qPrintable(days));
        QVERIFY2(germanDays.contains(germanCount), qPrintable(germanDays));
    }

    void durationsAndNumbersAreTold()
    {
        QCOMPARE(ui::durationText(14), QStringLiteral("14 s"));
        QCOMPARE(ui::durationText(200), QStringLiteral("3 min 20 s"));
        QCOMPARE(ui::durationText(7500), QStringLiteral("2 h 5 min"));
        QCOMPARE(ui::durationText(76.0 * 3600), QStringLiteral("3 d 4 h"));
        QCOMPARE(ui::durationText(-1), QStringLiteral("–"));
        QCOMPARE(ui::durationText(std::numeric_limits<double>::infinity()), QStringLiteral("–"));
        QCOMPARE(ui::numberText(std::numeric_limits<double>::quiet_NaN()), QStringLiteral("NaN"));
        QCOMPARE(ui::numberText(-std::numeric_limits<double>::infinity()), QStringLiteral("−∞"));
        QCOMPARE(ui::numberText(0.25), QStringLiteral("0.25"));
        QCOMPARE(ui::numberText(123456), QStringLiteral("123456"));
        QVERIFY(ui::numberText(1.0e-9).size() < 8);
    }

    void everyReasonSaysWhatIsMissing()
    {
        for (int reason = 1; reason <= static_cast<int>(Reason::NotSignedIn); ++reason) {
            Decision decision;
            decision.reason = static_cast<Reason>(reason);
            decision.helper.kind = Helper::Kind::TeamAdmin;
            decision.effectiveRole = domain::BaseRole::Member;
            const QString text = ui::denialText(decision, {QStringLiteral("algoperf"), {}, {}, {}});
            QVERIFY2(text.endsWith(u'.') && text.size() > 15, qPrintable(QString::number(reason)));
        }
        QVERIFY(ui::denialText({}).isEmpty());
    }

    void theReasonNamesRoleTeamAndHelpers()
    {
        Decision decision;
        decision.reason = Reason::RoleLacks;
        decision.helper.kind = Helper::Kind::TeamMember;
        decision.effectiveRole = domain::BaseRole::ViewOnly;
        const QString text = ui::denialText(
            decision, {QStringLiteral("algoperf"), {QStringLiteral("Ada"), QStringLiteral("Bo")}, {}, {}});
        for (const char *part : {"Member", "View-Only", "algoperf", "Ada", "Bo"})
            QVERIFY2(text.contains(QString::fromLatin1(part)), qPrintable(text));
    }

    void theOwnerIsNamed()
    {
        Decision decision;
        decision.reason = Reason::NotOwner;
        decision.helper = {Helper::Kind::Owner, QStringLiteral("Chiara")};
        QVERIFY(ui::denialText(decision).contains(QStringLiteral("Chiara")));
    }

    void everyErrorSaysWhatToDo()
    {
        for (int kind = 0; kind <= static_cast<int>(base::Error::Kind::Cancelled); ++kind) {
            const base::Error error{static_cast<base::Error::Kind>(kind), QStringLiteral("RAW SERVER TEXT")};
            QVERIFY(!ui::errorTitle(error).isEmpty());
            QVERIFY(ui::errorText(error).endsWith(u'.'));
            QVERIFY(!ui::errorText(error).contains(error.detail));
        }
    }

    void initialsAreTakenFromNames()
    {
        QCOMPARE(ui::initialsOf(QStringLiteral("Ada Moreau")), QStringLiteral("AM"));
        QCOMPARE(ui::initialsOf(QStringLiteral("nightly-sweeps")), QStringLiteral("NS"));
        QCOMPARE(ui::initialsOf(QStringLiteral("ben")), QStringLiteral("B"));
        QCOMPARE(ui::initialsOf(QStringLiteral("noor.haddad@demo.invalid")), QStringLiteral("N"));
        QCOMPARE(ui::initialsOf({}), QStringLiteral("?"));
    }

    void foreignTextIsNeverRich()
    {
        const ui::PlainLabel label(QStringLiteral("<table><tr><td>"));
        QCOMPARE(label.textFormat(), Qt::PlainText);
        QVERIFY(ui::plainToolTip(QStringLiteral("<img src='x'>")).contains(QStringLiteral("&lt;img")));
        QCOMPARE(ui::plainMenuText(QStringLiteral("a&b")), QStringLiteral("a&&b"));
    }

    void screenReadersGetATipWithoutItsMarkup()
    {
        QWidget widget;
        ui::setPlainToolTip(&widget, QStringLiteral("<i>a & b"));
        QVERIFY(Qt::mightBeRichText(widget.toolTip()));
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&widget);
        QCOMPARE(accessible->text(QAccessible::Description), QStringLiteral("<i>a & b"));
        ui::setPlainToolTip(&widget, {});
        QCOMPARE(accessible->text(QAccessible::Description), QString());
    }

    void aCutTextKeepsItsNameForScreenReaders()
    {
        ui::ElidedLabel label(QStringLiteral("a rather long name of a run that does not fit"));
        label.resize(60, 20);
        QVERIFY(label.isCut());
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&label);
        QCOMPARE(accessible->text(QAccessible::Name), label.text());
        label.resize(2000, 20);
        QVERIFY(!label.isCut());
    }

    void searchingWaitsForAPauseAndClearsWithEscape()
    {
        ui::SearchField field;
        const QSignalSpy searched(&field, &ui::SearchField::searchChanged);
        QTest::keyClicks(&field, QStringLiteral("abc"));
        QTRY_COMPARE(searched.size(), 1);
        QCOMPARE(searched.first().first().toString(), QStringLiteral("abc"));
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(searched.size(), 2);
        QVERIFY(field.text().isEmpty());
    }
};

COHORT_TEST(TestWords)
#include "testwords.moc"
