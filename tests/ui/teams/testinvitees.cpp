#include "support/builders.h"
#include "support/testmain.h"
#include "ui/teams/invitees.h"

#include <QTest>

using ui::Invitee;

class TestInvitees : public QObject
{
    Q_OBJECT

private slots:
    void textIsTakenApart_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected");
        const QStringList two{QStringLiteral("ada@example.org"), QStringLiteral("ben")};
        QTest::newRow("commas") << QStringLiteral("ada@example.org, ben") << two;
        QTest::newRow("lines") << QStringLiteral("ada@example.org\r\nben\n\n") << two;
        QTest::newRow("semicolons") << QStringLiteral(";ada@example.org ; ben;") << two;
        QTest::newRow("blanks") << QStringLiteral("  ada@example.org\tben ") << two;
        QTest::newRow("with names") << QStringLiteral("Ada Moreau <ada@example.org>, ben") << two;
        QTest::newRow("nothing") << QStringLiteral(" ,;\n ") << QStringList();
    }
    void textIsTakenApart()
    {
        QFETCH(QString, text);
        QTEST(ui::splitInvitees(text), "expected");
    }

    void addressesAndNamesAreTold_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isGood");
        for (const char *good : {"ada@example.org", "a.b+c@sub.example.org", "ben", "ben_2-x.y", "ü@example.org"})
            QTest::newRow(good) << QString::fromUtf8(good) << true;
        for (const char *bad : {"ada@", "@example.org", "ada@example", "ada@@example.org", "ada@example..org", "-ben",
                 "be/n", "<b>", "ada@exa mple.org", "ben!"})
            QTest::newRow(bad) << QString::fromUtf8(bad) << false;
        QTest::newRow("too long") << QString(129, u'a') << false;
    }
    void addressesAndNamesAreTold()
    {
        QFETCH(QString, text);
        QTEST(ui::isMailAddress(text) || ui::isUserName(text), "isGood");
    }

    void oneselfMembersAndTheInvitedAreRefusedBeforeSending()
    {
        domain::Account me;
        me.username = QStringLiteral("ada");
        me.email = QStringLiteral("ada@demo.invalid");
        const QList<domain::Member> members{test::aMember(QStringLiteral("ben"), domain::BaseRole::Member),
            test::anInvitation(QStringLiteral("noor@demo.invalid"), domain::BaseRole::Member)};
        const auto checked =
            ui::checkInvitees(QStringLiteral("Ada ADA@demo.invalid ben BEN@demo.invalid "
                                             "noor@demo.invalid eve@demo.invalid EVE@demo.invalid b@d"),
                members, me);
        QList<Invitee::State> states;
        for (const Invitee &invitee : checked)
            states.append(invitee.state);
        using S = Invitee::State;
        QCOMPARE(states,
            (QList<S>{S::Self, S::Self, S::Member, S::Member, S::Invited, S::Ready, S::Repeated, S::Malformed}));
    }

    void notMoreThanAHundredAtOnce()
    {
        QStringList names;
        for (int i = 0; i <= ui::maxInvitees; ++i)
            names.append(QStringLiteral("user%1").arg(i));
        const auto checked = ui::checkInvitees(names.join(u' '), {}, {});
        QCOMPARE(checked.at(ui::maxInvitees - 1).state, Invitee::State::Ready);
        QCOMPARE(checked.at(ui::maxInvitees).state, Invitee::State::TooMany);
    }
};

COHORT_TEST(TestInvitees)
#include "testinvitees.moc"
