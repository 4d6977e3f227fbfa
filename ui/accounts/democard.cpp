#include "ui/accounts/democard.h"

#include "ui/accounts/signinwords.h"
#include "ui/kit/avatarlabel.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"

#include <QBoxLayout>
#include <QPushButton>

namespace ui {

DemoCard::DemoCard(const DemoAccount &account, QWidget *parent)
    : QFrame(parent)
{
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto *avatar = new AvatarLabel(this);
    avatar->setPerson(account.displayName);
    avatar->setDiameter(gap(8));
    auto *role = new PlainLabel(roleName(account.role), this);
    role->setFont(scaledFont(font(), 1.1, true));
    auto *name = new PlainLabel(account.displayName, this);
    name->setMuted(true);
    auto *sentence = new PlainLabel(demoSentence(account.role), this);
    sentence->setWordWrap(true);
    sentence->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_button = new QPushButton(tr("Look around as %1").arg(roleName(account.role)), this);
    m_button->setObjectName(QStringLiteral("demo-") + domain::wireName(account.role));
    m_button->setAccessibleDescription(demoSentence(account.role));
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(role);
    names->addWidget(name);
    auto *head = new QHBoxLayout;
    head->setSpacing(gap(3));
    head->addWidget(avatar);
    head->addLayout(names, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap(3), gap(3), gap(3), gap(3));
    column->setSpacing(gap(2));
    column->addLayout(head);
    column->addWidget(sentence, 1);
    column->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &DemoCard::chosen);
}

} // namespace ui

#include "moc_democard.cpp"
