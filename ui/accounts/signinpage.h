#pragma once

#include "base/latestcall.h"
#include "ui/accounts/demoaccount.h"
#include "ui/kit/page.h"
#include "workspace/accounts.h"

#include <QList>

class QBoxLayout;
class QFrame;
class QProgressBar;
class QPushButton;

namespace ui {

class MessageBar;
class PlainLabel;
class SignInForm;

/// Opens an account of this computer, a demo account by role, or any server by address and key. Says in place why it
/// did not work, and asks what to do where there is no keyring: this session only, or stop.
class SignInPage : public Page
{
    Q_OBJECT

public:
    SignInPage(workspace::Accounts &accounts, const QList<DemoAccount> &demoAccounts, QWidget *parent = nullptr);
    ~SignInPage() override;

    [[nodiscard]] Location location() const override;
    [[nodiscard]] QString title() const override { return tr("Sign in"); }

    /// The demo team started, is ready, or failed to start.
    void setDemoTeam(const DemoTeam &team);
    /// Signs in as the demo account with that role, as if its button was pressed; false: there is none.
    bool signInAsDemo(domain::BaseRole role);
    /// Opens a known account, as if its button was pressed.
    void openAccount(const QString &id);
    /// Waits for a key of that server: the address is filled in, the key field has the focus.
    void askForKey(const QUrl &server);
    /// The message above everything, e.g. after a sign-out.
    [[nodiscard]] MessageBar &messages() const { return *m_message; }
    [[nodiscard]] bool isBusy() const { return m_call.isWaiting(); }

signals:
    void signedIn(const workspace::SignedIn &account);

private:
    void createLayout();
    QWidget *createKnownSection();
    QWidget *createDemoSection();
    void showDemoTeam(DemoTeam::State state);
    QWidget *createServerSection();
    QWidget *createKeyQuestion();
    void showKnown();
    void signIn(const workspace::SignInRequest &request);
    void start(QFuture<base::Result<workspace::SignedIn>> future, const QUrl &server, bool wantsKeyring);
    void receive(const base::Result<workspace::SignedIn> &result, const QUrl &server, bool wantsKeyring);
    void askAboutKey(const workspace::SignedIn &account);
    void stopForKey();
    void finish(const workspace::SignedIn &account);
    void forget(const QString &id);
    void setBusy(bool busy, const QString &text = {});

    workspace::Accounts &m_accounts;
    QList<DemoAccount> m_demoAccounts;
    base::LatestCall m_call;
    workspace::SignedIn m_waiting; ///< signed in, while the person decides about the key
    MessageBar *m_message = nullptr;
    QWidget *m_choices = nullptr;
    QWidget *m_known = nullptr;
    QBoxLayout *m_knownRows = nullptr;
    QWidget *m_demo = nullptr;
    QBoxLayout *m_demoCards = nullptr;
    PlainLabel *m_demoState = nullptr;
    SignInForm *m_form = nullptr;
    QFrame *m_keyQuestion = nullptr;
    PlainLabel *m_keyText = nullptr;
    QPushButton *m_sessionOnly = nullptr;
    QWidget *m_progress = nullptr;
    PlainLabel *m_progressText = nullptr;
};

} // namespace ui
