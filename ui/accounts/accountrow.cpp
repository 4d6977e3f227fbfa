#include "ui/accounts/accountrow.h"

#include "ui/accounts/signinwords.h"
#include "ui/kit/avatarlabel.h"
#include "ui/kit/elidedlabel.h"
#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QToolButton>

namespace ui {

namespace {

QString accountPlaceText(const workspace::KnownAccount &account, workspace::KeyState keyState)
{
    const QString server = account.serverName.isEmpty() ? account.server.host() : account.serverName;
    const QString keyText = keyStateText(keyState);
    if (!keyText.isEmpty())
        return AccountRow::tr("%1 · %2", "server, what is with the key").arg(server, keyText);
    if (!account.lastUsed.isValid())
        return server;
    const QString age = ageText(account.lastUsed, QDateTime::currentDateTimeUtc());
    return AccountRow::tr("%1 · last used %2", "server, how long ago").arg(server, age);
}

} // namespace

AccountRow::AccountRow(const workspace::KnownAccount &account, workspace::KeyState keyState, QWidget *parent)
    : QFrame(parent)
{
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    const QString shownName = account.displayName.isEmpty() ? account.username : account.displayName;
    auto *avatar = new AvatarLabel(this);
    avatar->setPerson(shownName);
    avatar->setDiameter(gap(8));
    auto *name = new ElidedLabel(shownName, this);
    name->setFont(scaledFont(font(), 1.0, true));
    auto *place = new ElidedLabel(accountPlaceText(account, keyState), this);
    place->setMuted(true);
    auto *open = new QPushButton(tr("Open"), this);
    open->setObjectName(QStringLiteral("open-") + account.id);
    open->setAccessibleName(tr("Open the account of %1").arg(shownName));
    auto *forget = new QToolButton(this);
    forget->setObjectName(QStringLiteral("forget-") + account.id);
    forget->setIcon(icon("cancel"));
    forget->setAutoRaise(true);
    forget->setFocusPolicy(Qt::StrongFocus);
    forget->setToolTip(tr("Sign out and forget the key; what is on this computer stays"));
    forget->setAccessibleName(tr("Forget the account of %1").arg(shownName));
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(name);
    names->addWidget(place);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(gap(3), gap(2), gap(2), gap(2));
    row->setSpacing(gap(3));
    row->addWidget(avatar);
    row->addLayout(names, 1);
    row->addWidget(open);
    row->addWidget(forget);
    connect(open, &QPushButton::clicked, this, &AccountRow::openRequested);
    connect(forget, &QToolButton::clicked, this, &AccountRow::forgetRequested);
}

} // namespace ui

#include "moc_accountrow.cpp"
