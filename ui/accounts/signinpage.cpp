#include "ui/accounts/signinpage.h"

#include "ui/accounts/accountrow.h"
#include "ui/accounts/democard.h"
#include "ui/accounts/signinform.h"
#include "ui/accounts/signinwords.h"
#include "ui/kit/icons.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"

#include <QBoxLayout>
#include <QDesktopServices>
#include <QFrame>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>

namespace ui {

namespace {

PlainLabel *signInHeading(const QString &text, QWidget *parent)
{
    auto *label = new PlainLabel(text, parent);
    label->setFont(scaledFont(parent->font(), 1.1, true));
    return label;
}

PlainLabel *signInSentence(const QString &text, QWidget *parent)
{
    auto *label = new PlainLabel(text, parent);
    label->setMuted(true);
    label->setWordWrap(true);
    return label;
}

QVBoxLayout *sectionLayout(QWidget *section)
{
    auto *column = new QVBoxLayout(section);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap(2));
    return column;
}

} // namespace

SignInPage::SignInPage(workspace::Accounts &accounts, const QList<DemoAccount> &demoAccounts, QWidget *parent)
    : Page(parent)
    , m_accounts(accounts)
    , m_demoAccounts(demoAccounts)
    , m_call(this)
{
    createLayout();
    showKnown();
    connect(&m_accounts, &workspace::Accounts::knownChanged, this, &SignInPage::showKnown);
    connect(&m_accounts, &workspace::Accounts::keyStateChanged, this, &SignInPage::showKnown);
}

SignInPage::~SignInPage() = default;

Location SignInPage::location() const
{
    Location location;
    location.page = Location::Page::SignIn;
    return location;
}

void SignInPage::createLayout()
{
    m_message = new MessageBar(this);
    auto *inner = new QWidget(this);
    auto *title = new PlainLabel(tr("Sign in to Cohort"), inner);
    title->setFont(scaledFont(font(), 1.6, true));
    m_choices = new QWidget(inner);
    auto *choices = sectionLayout(m_choices);
    choices->setSpacing(gap(6));
    choices->addWidget(createKnownSection());
    choices->addWidget(createDemoSection());
    choices->addWidget(createServerSection());
    m_progress = new QWidget(inner);
    auto *progress = new QHBoxLayout(m_progress);
    progress->setContentsMargins(0, 0, 0, 0);
    m_progressText = new PlainLabel(m_progress);
    auto *bar = new QProgressBar(m_progress);
    bar->setRange(0, 0);
    bar->setTextVisible(false);
    bar->setFixedHeight(gap(1));
    bar->setAccessibleName(tr("Signing in"));
    auto *cancel = new QPushButton(tr("Cancel"), m_progress);
    cancel->setObjectName(QStringLiteral("cancelSignIn"));
    progress->addWidget(m_progressText);
    progress->addWidget(bar, 1);
    progress->addWidget(cancel);
    m_progress->hide();
    auto *column = sectionLayout(inner);
    column->setContentsMargins(gap(6), gap(8), gap(6), gap(6));
    column->setSpacing(gap(4));
    column->addWidget(title);
    column->addWidget(m_message);
    column->addWidget(createKeyQuestion());
    column->addWidget(m_progress);
    column->addWidget(m_choices);
    column->addStretch();
    inner->setMaximumWidth(textWidth(this, 128));
    auto *middle = new QWidget(this);
    auto *row = new QHBoxLayout(middle);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch(1);
    row->addWidget(inner, 20);
    row->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(middle);
    sectionLayout(this)->addWidget(scroll);
    connect(cancel, &QPushButton::clicked, this, [this] {
        m_call.drop();
        setBusy(false);
    });
}

QWidget *SignInPage::createKnownSection()
{
    m_known = new QWidget(m_choices);
    auto *column = sectionLayout(m_known);
    column->addWidget(signInHeading(tr("Accounts on this computer"), m_known));
    auto *rows = new QVBoxLayout;
    rows->setSpacing(gap(2));
    column->addLayout(rows);
    m_knownRows = rows;
    return m_known;
}

QWidget *SignInPage::createDemoSection()
{
    m_demo = new QWidget(m_choices);
    QWidget *section = m_demo;
    auto *column = sectionLayout(section);
    column->addWidget(signInHeading(tr("Look around in the demo team"), section));
    column->addWidget(
        signInSentence(tr("A team of real training runs on this computer. It needs no account and no network. "
                          "Choose a role to see what this role sees; you can switch at any time."),
            section));
    auto *cards = new QHBoxLayout;
    cards->setSpacing(gap(3));
    column->addLayout(cards);
    m_demoCards = cards;
    m_demoState = new PlainLabel(section);
    m_demoState->setObjectName(QStringLiteral("demoState"));
    m_demoState->setWordWrap(true);
    column->addWidget(m_demoState);
    showDemoTeam(m_demoAccounts.isEmpty() ? DemoTeam::State::Absent : DemoTeam::State::Ready);
    return section;
}

void SignInPage::setDemoTeam(const DemoTeam &team)
{
    m_demoAccounts = team.accounts;
    showDemoTeam(team.state);
    showKnown();
}

void SignInPage::showDemoTeam(DemoTeam::State state)
{
    while (QLayoutItem *item = m_demoCards->takeAt(0)) {
        const std::unique_ptr<QLayoutItem> owned(item);
        item->widget()->hide();
        item->widget()->deleteLater();
    }
    for (const DemoAccount &account : m_demoAccounts) {
        auto *card = new DemoCard(account, m_demo);
        m_demoCards->addWidget(card, 1);
        connect(card, &DemoCard::chosen, this, [this, role = account.role] { signInAsDemo(role); });
    }
    if (state == DemoTeam::State::Starting)
        m_demoState->setText(tr("The demo team is being prepared. The first time this takes some seconds."));
    else if (state == DemoTeam::State::Failed)
        m_demoState->setText(tr("The demo team could not be started. Signing in to another server works as usual."));
    m_demoState->setVisible(state == DemoTeam::State::Starting || state == DemoTeam::State::Failed);
    m_demo->setVisible(state != DemoTeam::State::Absent);
}

QWidget *SignInPage::createServerSection()
{
    auto *section = new QWidget(m_choices);
    auto *column = sectionLayout(section);
    column->addWidget(signInHeading(tr("Sign in to a server"), section));
    column->addWidget(
        signInSentence(tr("W&B Cloud, a W&B Server of your organisation, or a Cohort team server."), section));
    m_form = new SignInForm(section);
    column->addSpacing(gap(1));
    column->addWidget(m_form);
    connect(m_form, &SignInForm::submitted, this, [this] { signIn(m_form->value()); });
    connect(m_form, &SignInForm::keyPageRequested, this, [](const QUrl &page) { QDesktopServices::openUrl(page); });
    return section;
}

QWidget *SignInPage::createKeyQuestion()
{
    m_keyQuestion = new QFrame(this);
    m_keyQuestion->setObjectName(QStringLiteral("keyQuestion"));
    m_keyQuestion->setFrameShape(QFrame::StyledPanel);
    m_keyText = new PlainLabel(m_keyQuestion);
    m_keyText->setObjectName(QStringLiteral("keyText"));
    m_keyText->setWordWrap(true);
    m_sessionOnly = new QPushButton(tr("Stay signed in for this session only"), m_keyQuestion);
    m_sessionOnly->setObjectName(QStringLiteral("sessionOnly"));
    auto *stop = new QPushButton(tr("Stop and forget the key"), m_keyQuestion);
    stop->setObjectName(QStringLiteral("stopSignIn"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(stop);
    buttons->addWidget(m_sessionOnly);
    auto *column = new QVBoxLayout(m_keyQuestion);
    column->setContentsMargins(gap(4), gap(4), gap(4), gap(4));
    column->addWidget(m_keyText);
    column->addLayout(buttons);
    m_keyQuestion->hide();
    connect(m_sessionOnly, &QPushButton::clicked, this, [this] { finish(std::exchange(m_waiting, {})); });
    connect(stop, &QPushButton::clicked, this, &SignInPage::stopForKey);
    return m_keyQuestion;
}

void SignInPage::showKnown()
{
    while (QLayoutItem *item = m_knownRows->takeAt(0)) {
        const std::unique_ptr<QLayoutItem> owned(item);
        item->widget()->hide();
        item->widget()->deleteLater(); // its own button may have asked for this
    }
    for (const workspace::KnownAccount &account : m_accounts.known()) {
        if (account.isLocalTeam && !m_demoAccounts.isEmpty())
            continue; // offered by role below
        auto *row = new AccountRow(account, m_accounts.keyState(account.id), m_known);
        m_knownRows->addWidget(row);
        connect(row, &AccountRow::openRequested, this, [this, id = account.id] { openAccount(id); });
        connect(row, &AccountRow::forgetRequested, this, [this, id = account.id] { forget(id); });
    }
    m_known->setVisible(m_knownRows->count() > 0);
}

bool SignInPage::signInAsDemo(domain::BaseRole role)
{
    for (const DemoAccount &account : m_demoAccounts) {
        if (account.role != role)
            continue;
        signIn(account.signInRequest());
        return true;
    }
    return false;
}

void SignInPage::openAccount(const QString &id)
{
    QUrl server;
    for (const workspace::KnownAccount &account : m_accounts.known()) {
        if (account.id == id)
            server = account.server;
    }
    start(m_accounts.open(id), server, false);
}

void SignInPage::askForKey(const QUrl &server)
{
    m_form->setServer(server);
    m_form->focusKey();
}

void SignInPage::signIn(const workspace::SignInRequest &request)
{
    start(m_accounts.signIn(request), request.server, request.remember);
}

void SignInPage::start(QFuture<base::Result<workspace::SignedIn>> future, const QUrl &server, bool wantsKeyring)
{
    m_message->clear();
    const bool isDemo = std::any_of(m_demoAccounts.begin(), m_demoAccounts.end(),
        [&server](const DemoAccount &account) { return account.server == server; });
    setBusy(true, isDemo ? tr("Opening the demo team…") : tr("Signing in to %1…").arg(server.host()));
    m_call.start(std::move(future), [this, server, wantsKeyring](const base::Result<workspace::SignedIn> &result) {
        receive(result, server, wantsKeyring);
    });
}

void SignInPage::receive(const base::Result<workspace::SignedIn> &result, const QUrl &server, bool wantsKeyring)
{
    setBusy(false);
    if (!result) {
        m_message->showMessage(MessageBar::Kind::Error, signInErrorText(result.error(), server));
        if (result.error().kind == base::Error::Kind::Unauthorized && wantsKeyring)
            m_form->focusKey();
        return;
    }
    using workspace::KeyState;
    const KeyState state = result->keyState;
    const bool isKept = state == KeyState::Stored || state == KeyState::Unknown;
    if (wantsKeyring && !isKept)
        askAboutKey(*result);
    else
        finish(*result);
}

void SignInPage::askAboutKey(const workspace::SignedIn &account)
{
    m_waiting = account;
    m_keyText->setText(tr("%1 You can work until you close Cohort and enter the key again next time, or stop here. "
                          "The key is never written into a plain file.")
                           .arg(keyStateText(account.keyState)));
    m_choices->setEnabled(false);
    m_keyQuestion->show();
    m_sessionOnly->setFocus();
}

void SignInPage::stopForKey()
{
    const QString id = m_waiting.account.id;
    m_waiting = {};
    m_keyQuestion->hide();
    m_choices->setEnabled(true);
    m_form->forgetKey();
    forget(id);
}

void SignInPage::finish(const workspace::SignedIn &account)
{
    m_keyQuestion->hide();
    m_choices->setEnabled(true);
    m_form->forgetKey();
    emit signedIn(account);
}

void SignInPage::forget(const QString &id)
{
    base::whenDone(this, m_accounts.signOut(id, false), [this](const base::Status &status) {
        if (status)
            m_message->showNotice(tr("The key was forgotten."));
        else
            m_message->showMessage(MessageBar::Kind::Warning,
                tr("The key could not be removed from the keyring. Unlock the keyring, then try again."));
    });
}

void SignInPage::setBusy(bool busy, const QString &text)
{
    m_progressText->setText(text);
    m_progress->setVisible(busy);
    m_choices->setEnabled(!busy);
}

} // namespace ui

#include "moc_signinpage.cpp"
