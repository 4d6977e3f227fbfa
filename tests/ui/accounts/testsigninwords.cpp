#include "support/uitestmain.h"
#include "ui/accounts/signinwords.h"

#include <QSet>
#include <QTest>

class TestSignInWords : public QObject
{
    Q_OBJECT

private slots:
    void addressesAreRead_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("server");
        const auto row = [](const char *typed, const char *server) {
            QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(server);
        };
        row("https://api.wandb.ai", "https://api.wandb.ai");
        row(" api.wandb.ai/ ", "https://api.wandb.ai");
        row("wandb.example.org:8443/some/path?q=1#x", "https://wandb.example.org:8443");
        row("localhost:8080", "http://localhost:8080");
        row("http://127.0.0.1:8080/", "http://127.0.0.1:8080");
        row("http://wandb.example.org", "");
        row("https://user:secret@wandb.example.org", "");
        row("ftp://wandb.example.org", "");
        row("", "");
        row("not an address", "");
    }
    void addressesAreRead()
    {
        QFETCH(QString, typed);
        QTEST(ui::serverUrlFromText(typed).toString(), "server");
    }

    void plainHttpIsToldApart()
    {
        QVERIFY(ui::isPlainHttpElsewhere(QStringLiteral("http://wandb.example.org")));
        QVERIFY(!ui::isPlainHttpElsewhere(QStringLiteral("http://localhost:1")));
        QVERIFY(!ui::isPlainHttpElsewhere(QStringLiteral("https://wandb.example.org")));
    }

    void theKeysPageIsOnTheSameServer()
    {
        QCOMPARE(ui::keyPageUrl(QUrl(QStringLiteral("https://api.wandb.ai"))).toString(),
            QStringLiteral("https://wandb.ai/authorize"));
        QCOMPARE(ui::keyPageUrl(QUrl(QStringLiteral("https://w.example.org:8443"))).toString(),
            QStringLiteral("https://w.example.org:8443/authorize"));
    }

    void lockedMissingAndSilentKeyringsAreThreeMessages()
    {
        using workspace::KeyState;
        QSet<QString> texts;
        for (const KeyState state :
            {KeyState::KeyringLocked, KeyState::NoKeyring, KeyState::NoAnswer, KeyState::NotStored})
            texts.insert(ui::keyStateText(state));
        QCOMPARE(texts.size(), 4);
        QVERIFY(ui::keyStateText(KeyState::Stored).isEmpty());
    }
};

COHORT_TEST(TestSignInWords)
#include "testsigninwords.moc"
