#pragma once

#include "base/latestcall.h"
#include "ui/accounts/demoaccount.h"
#include "workspace/accounts.h"

#include <QObject>

class QWidget;

namespace base {
class Settings;
}

namespace ui {

class SignInPage;

/// How people come into an account and leave it: the sign-in page, the account that was open last, the demo team.
class SignInDesk : public QObject
{
    Q_OBJECT

public:
    /// `pageParent` owns the sign-in page once it is made. All outlive the desk.
    SignInDesk(workspace::Accounts &accounts, base::Settings &settings, const QList<DemoAccount> &demoAccounts,
        QWidget &pageParent, QObject *parent);

    /// Made when it is wanted first: who stays signed in does not wait for it.
    SignInPage &page();
    /// Opens the account that was open when the program ended, if it was not signed out of; one of the local team only
    /// if that is being started. False: there is none, the person chooses.
    bool openLastAccount();
    [[nodiscard]] bool isOpening() const { return m_opening.isWaiting(); }
    /// The person chooses instead.
    void stopOpening() { m_opening.drop(); }
    void setDemoTeam(const DemoTeam &team);
    /// The account was opened from what is on this computer; its server has started only now, with a key of its own.
    void connectDemoAccount(const QString &username);
    /// The next start opens no account by itself; the sign-in page tells how it went.
    void signOut(const QString &account);

signals:
    void signedIn(const workspace::SignedIn &account);
    /// The account that was open last does not open.
    void openingFailed(const base::Error &error);
    void connectingFailed(const base::Error &error); ///< of a demo account

private:
    workspace::Accounts &m_accounts;
    base::Settings &m_settings;
    QWidget &m_pageParent;
    DemoTeam m_demoTeam;
    base::LatestCall m_opening; ///< of the account that was open last
    SignInPage *m_page = nullptr;
};

} // namespace ui
