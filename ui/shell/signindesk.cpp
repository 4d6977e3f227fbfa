#include "ui/shell/signindesk.h"

#include "base/settings.h"
#include "base/whendone.h"
#include "ui/accounts/signinpage.h"
#include "ui/kit/messagebar.h"
#include "ui/shell/windowstate.h"

namespace ui {

SignInDesk::SignInDesk(workspace::Accounts &accounts, base::Settings &settings, const QList<DemoAccount> &demoAccounts,
    QWidget &pageParent, QObject *parent)
    : QObject(parent)
    , m_accounts(accounts)
    , m_settings(settings)
    , m_pageParent(pageParent)
    , m_opening(this)
{
    m_demoTeam.accounts = demoAccounts;
}

SignInPage &SignInDesk::page()
{
    if (m_page == nullptr) {
        m_page = new SignInPage(m_accounts, m_demoTeam.accounts, &m_pageParent);
        if (m_demoTeam.state != DemoTeam::State::Absent)
            m_page->setDemoTeam(m_demoTeam);
        connect(m_page, &SignInPage::signedIn, this, &SignInDesk::signedIn);
    }
    return *m_page;
}

bool SignInDesk::openLastAccount()
{
    using State = DemoTeam::State;
    const bool hasDemoTeam = m_demoTeam.state == State::Starting || m_demoTeam.state == State::Ready;
    const QString last = lastAccount(m_settings);
    for (const workspace::KnownAccount &account : m_accounts.known()) {
        if (account.id != last || (account.isLocalTeam && !hasDemoTeam))
            continue;
        m_opening.start(m_accounts.open(last), [this](const base::Result<workspace::SignedIn> &opened) {
            if (opened)
                emit signedIn(*opened);
            else
                emit openingFailed(opened.error());
        });
        return true;
    }
    return false;
}

void SignInDesk::setDemoTeam(const DemoTeam &team)
{
    m_demoTeam = team;
    if (m_page != nullptr)
        m_page->setDemoTeam(team);
}

void SignInDesk::connectDemoAccount(const QString &username)
{
    for (const DemoAccount &account : std::as_const(m_demoTeam.accounts)) {
        if (account.username != username)
            continue;
        base::whenDone(
            this, m_accounts.signIn(account.signInRequest()), [this](const base::Result<workspace::SignedIn> &opened) {
                if (!opened)
                    emit connectingFailed(opened.error());
            });
    }
}

void SignInDesk::signOut(const QString &account)
{
    saveLastAccount(m_settings, {});
    base::whenDone(this, m_accounts.signOut(account, false), [this](const base::Status &status) {
        if (status)
            page().messages().showNotice(tr("You are signed out. What was on this computer stays here."));
        else
            page().messages().showMessage(MessageBar::Kind::Warning,
                tr("You are signed out, but the key could not be removed from the keyring. Unlock it and try again."));
    });
}

} // namespace ui

#include "moc_signindesk.cpp"
