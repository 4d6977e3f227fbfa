#include "ui/accounts/signinform.h"

#include "ui/accounts/signinwords.h"
#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace ui {

SignInForm::SignInForm(QWidget *parent)
    : QWidget(parent)
{
    createFields();
    check();
}

void SignInForm::createFields()
{
    m_address = new QLineEdit(QStringLiteral("https://api.wandb.ai"), this);
    m_address->setObjectName(QStringLiteral("serverAddress"));
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    m_addressHint = new PlainLabel(this);
    m_addressHint->setMuted(true);
    m_key = new QLineEdit(this);
    m_key->setObjectName(QStringLiteral("apiKey"));
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_keyPage = new QPushButton(icon("open-external"), tr("Where is my key?"), this);
    m_keyPage->setObjectName(QStringLiteral("keyPage"));
    m_remember = new QCheckBox(tr("&Remember the key in the system keyring"), this);
    m_remember->setObjectName(QStringLiteral("rememberKey"));
    m_remember->setChecked(true);
    m_signIn = new QPushButton(icon("sign-in"), tr("Sign in"), this);
    m_signIn->setObjectName(QStringLiteral("signIn"));
    auto *keyRow = new QHBoxLayout;
    keyRow->setSpacing(gap(2));
    keyRow->addWidget(m_key, 1);
    keyRow->addWidget(m_keyPage);
    auto *buttonRow = new QHBoxLayout;
    buttonRow->addWidget(m_remember, 1);
    buttonRow->addWidget(m_signIn);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(gap(2));
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Server &address:"), m_address);
    form->addRow(QString(), m_addressHint);
    form->addRow(tr("API &key:"), keyRow);
    static_cast<QLabel *>(form->labelForField(keyRow))->setBuddy(m_key);
    form->addRow(QString(), buttonRow);
    setTabOrder(m_address, m_key);
    setTabOrder(m_key, m_keyPage);
    setTabOrder(m_keyPage, m_remember);
    setTabOrder(m_remember, m_signIn);
    for (QLineEdit *field : {m_address, m_key}) {
        connect(field, &QLineEdit::textChanged, this, &SignInForm::check);
        connect(field, &QLineEdit::returnPressed, this, &SignInForm::submit);
    }
    connect(m_signIn, &QPushButton::clicked, this, &SignInForm::submit);
    connect(m_keyPage, &QPushButton::clicked, this, [this] { emit keyPageRequested(keyPageUrl(value().server)); });
}

void SignInForm::check()
{
    const QUrl server = value().server;
    if (isPlainHttpElsewhere(m_address->text()))
        m_addressHint->setText(tr("Only https: over plain http the key could be read on its way."));
    else if (server.isEmpty())
        m_addressHint->setText(tr("For example https://api.wandb.ai or https://wandb.example.org"));
    else
        m_addressHint->setText(tr("The key is sent to %1 and nowhere else.").arg(server.host()));
    m_keyPage->setEnabled(!server.isEmpty());
    m_keyPage->setToolTip(server.isEmpty() ? QString() : plainToolTip(keyPageUrl(server).toDisplayString()));
    m_signIn->setEnabled(!server.isEmpty() && !m_key->text().trimmed().isEmpty());
    m_signIn->setToolTip(m_signIn->isEnabled() ? QString() : tr("Enter the server's address and your key first"));
}

void SignInForm::submit()
{
    if (m_signIn->isEnabled())
        emit submitted();
}

workspace::SignInRequest SignInForm::value() const
{
    workspace::SignInRequest request;
    request.server = serverUrlFromText(m_address->text());
    request.key = m_key->text().trimmed();
    request.remember = m_remember->isChecked();
    return request;
}

void SignInForm::setServer(const QUrl &server)
{
    m_address->setText(server.toDisplayString());
}

void SignInForm::setBusy(bool busy)
{
    setEnabled(!busy);
}

void SignInForm::forgetKey()
{
    m_key->clear();
}

void SignInForm::focusKey()
{
    m_key->setFocus();
    m_key->selectAll();
}

} // namespace ui

#include "moc_signinform.cpp"
