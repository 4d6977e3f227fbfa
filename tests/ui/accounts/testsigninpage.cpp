#include "support/fakeworkspace.h"
#include "support/uitestmain.h"
#include "ui/accounts/signinpage.h"
#include "ui/kit/messagebar.h"

#include <QAccessible>
#include <QCheckBox>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

COHORT_GUI_TESTS

using base::Error;
using workspace::KeyState;

class TestSignInPage : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_accounts = std::make_unique<test::FakeAccounts>();
        m_workspace = std::make_shared<test::FakeWorkspace>();
        m_accounts->onSignIn = [this](const workspace::SignInRequest &) { return answer(KeyState::Stored); };
        makePage();
    }

    void theKeyGoesToTheAddressThatWasTyped()
    {
        typeIn(QStringLiteral("wandb.example.org"), QStringLiteral(" secret-key "));
        click(QStringLiteral("signIn"));
        QTRY_COMPARE(m_signedIn.size(), 1);
        QCOMPARE(m_accounts->requests.size(), 1);
        QCOMPARE(m_accounts->requests.first().server, QUrl(QStringLiteral("https://wandb.example.org")));
        QCOMPARE(m_accounts->requests.first().key, QStringLiteral("secret-key"));
        QVERIFY(m_accounts->requests.first().remember);
        QVERIFY(field(QStringLiteral("apiKey"))->text().isEmpty());
    }

    void theKeyIsNeverShown() { QCOMPARE(field(QStringLiteral("apiKey"))->echoMode(), QLineEdit::Password); }

    void nothingIsSentWithoutAddressAndKey()
    {
        typeIn(QStringLiteral("http://elsewhere.example.org"), QStringLiteral("key"));
        QVERIFY(!button(QStringLiteral("signIn"))->isEnabled());
        QTest::keyClick(field(QStringLiteral("apiKey")), Qt::Key_Return);
        typeIn(QStringLiteral("https://elsewhere.example.org"), QString());
        QVERIFY(!button(QStringLiteral("signIn"))->isEnabled());
        QVERIFY(m_accounts->requests.isEmpty());
    }

    void everyErrorIsToldInPlaceAndTheInputStays_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *name, Error::Kind kind, const char *word) {
            QTest::newRow(name) << static_cast<int>(kind) << QString::fromLatin1(word);
        };
        row("wrong key", Error::Kind::Unauthorized, "does not accept this key");
        row("unreachable", Error::Kind::Offline, "cannot be reached");
        row("unsafe", Error::Kind::Tls, "not safe");
        row("not a server", Error::Kind::BadReply, "not like a W&B server");
        row("storage", Error::Kind::Storage, "local data");
    }
    void everyErrorIsToldInPlaceAndTheInputStays()
    {
        QFETCH(int, kind);
        QFETCH(QString, word);
        m_accounts->onSignIn = [kind](const workspace::SignInRequest &) {
            return base::Result<workspace::SignedIn>(
                Error{static_cast<Error::Kind>(kind), QStringLiteral("raw detail")});
        };
        typeIn(QStringLiteral("https://w.example.org"), QStringLiteral("key"));
        QTest::keyClick(field(QStringLiteral("apiKey")), Qt::Key_Return);
        QTRY_VERIFY2(m_page->messages().text().contains(word), qPrintable(m_page->messages().text()));
        const bool isLocal = static_cast<Error::Kind>(kind) == Error::Kind::Storage;
        QCOMPARE(m_page->messages().text().contains(QStringLiteral("w.example.org")), !isLocal);
        QVERIFY(!m_page->messages().text().contains(QStringLiteral("raw")));
        QCOMPARE(field(QStringLiteral("apiKey"))->text(), QStringLiteral("key"));
        QVERIFY(m_signedIn.isEmpty());
    }

    void withoutKeyringThePersonChoosesTheSession()
    {
        m_accounts->onSignIn = [this](const workspace::SignInRequest &) { return answer(KeyState::NoKeyring); };
        typeIn(QStringLiteral("https://w.example.org"), QStringLiteral("key"));
        click(QStringLiteral("signIn"));
        auto *question = m_page->findChild<QFrame *>(QStringLiteral("keyQuestion"));
        QTRY_VERIFY(question->isVisible());
        QVERIFY(m_signedIn.isEmpty());
        QVERIFY(m_page->findChild<QLabel *>(QStringLiteral("keyText"))->text().contains(QStringLiteral("no keyring")));
        click(QStringLiteral("sessionOnly"));
        QCOMPARE(m_signedIn.size(), 1);
        QVERIFY(!question->isVisible());
    }

    void withoutKeyringThePersonMayStop()
    {
        m_accounts->onSignIn = [this](const workspace::SignInRequest &) { return answer(KeyState::KeyringLocked); };
        typeIn(QStringLiteral("https://w.example.org"), QStringLiteral("key"));
        click(QStringLiteral("signIn"));
        auto *question = m_page->findChild<QFrame *>(QStringLiteral("keyQuestion"));
        QTRY_VERIFY(question->isVisible());
        click(QStringLiteral("stopSignIn"));
        QTRY_VERIFY(m_accounts->calls.contains(QStringLiteral("signOut account-1")));
        QVERIFY(m_signedIn.isEmpty());
        QVERIFY(field(QStringLiteral("apiKey"))->text().isEmpty());
        QVERIFY(!question->isVisible());
    }

    void whoDoesNotWantItRememberedIsNotAsked()
    {
        m_accounts->onSignIn = [this](const workspace::SignInRequest &) { return answer(KeyState::SessionOnly); };
        typeIn(QStringLiteral("https://w.example.org"), QStringLiteral("key"));
        m_page->findChild<QCheckBox *>(QStringLiteral("rememberKey"))->setChecked(false);
        click(QStringLiteral("signIn"));
        QTRY_COMPARE(m_signedIn.size(), 1);
        QVERIFY(!m_accounts->requests.first().remember);
    }

    void demoAccountsAreOfferedByRole()
    {
        click(QStringLiteral("demo-viewer"));
        QTRY_COMPARE(m_signedIn.size(), 1);
        QCOMPARE(m_accounts->requests.first().key, QStringLiteral("viewer-token"));
        QVERIFY(!m_page->signInAsDemo(domain::BaseRole::None));
    }

    void knownAccountsAreOpenedAndForgotten()
    {
        QTRY_VERIFY(m_page->findChild<QPushButton *>(QStringLiteral("open-account-1")) != nullptr);
        click(QStringLiteral("open-account-1"));
        QTRY_COMPARE(m_signedIn.size(), 1);
        QVERIFY(m_accounts->calls.contains(QStringLiteral("open account-1")));
        auto *forget = m_page->findChild<QToolButton *>(QStringLiteral("forget-account-1"));
        QTest::mouseClick(forget, Qt::LeftButton);
        QTRY_VERIFY(m_accounts->calls.contains(QStringLiteral("signOut account-1")));
        QTRY_VERIFY(m_page->findChild<QPushButton *>(QStringLiteral("open-account-1")) == nullptr);
    }

    void everyControlHasAName()
    {
        for (QWidget *widget : m_page->findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
                continue;
            QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName()));
        }
    }

private:
    void makePage()
    {
        workspace::KnownAccount known;
        known.id = QStringLiteral("account-1");
        known.server = QUrl(QStringLiteral("https://w.example.org"));
        known.username = QStringLiteral("grace");
        known.displayName = QStringLiteral("Grace <b>H</b>");
        m_accounts->accounts = {known};
        const QUrl local(QStringLiteral("http://127.0.0.1:1"));
        const QList<ui::DemoAccount> demo{{domain::BaseRole::Admin, QStringLiteral("ada"), QStringLiteral("Ada"), local,
                                              QStringLiteral("admin-token")},
            {domain::BaseRole::ViewOnly, QStringLiteral("vera"), QStringLiteral("Vera"), local,
                QStringLiteral("viewer-token")}};
        m_page = std::make_unique<ui::SignInPage>(*m_accounts, demo);
        m_signedIn.clear();
        connect(m_page.get(), &ui::SignInPage::signedIn, this,
            [this](const workspace::SignedIn &account) { m_signedIn.append(account.account.id); });
        m_page->resize(1000, 800);
        m_page->show();
    }

    base::Result<workspace::SignedIn> answer(KeyState state)
    {
        workspace::SignedIn account;
        account.workspace = m_workspace;
        account.account.id = QStringLiteral("account-1");
        account.keyState = state;
        return account;
    }

    QLineEdit *field(const QString &name) { return m_page->findChild<QLineEdit *>(name); }
    QPushButton *button(const QString &name) { return m_page->findChild<QPushButton *>(name); }
    void click(const QString &name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    void typeIn(const QString &address, const QString &key)
    {
        field(QStringLiteral("serverAddress"))->setText(address);
        field(QStringLiteral("apiKey"))->setText(key);
    }

    std::unique_ptr<test::FakeAccounts> m_accounts;
    std::shared_ptr<test::FakeWorkspace> m_workspace;
    std::unique_ptr<ui::SignInPage> m_page;
    QStringList m_signedIn;
};

COHORT_TEST(TestSignInPage)
#include "testsigninpage.moc"
