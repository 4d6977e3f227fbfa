#include "ui/shell/shellstatusbar.h"

#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QTimer>
#include <QToolButton>

namespace ui {

namespace {

using workspace::Connectivity;

struct ConnectionLook
{
    const char *sign;
    IconTone tone;
    QString text;
    QString detail;
    QString action; ///< empty: nothing to do
};

ConnectionLook connectionLook(Connectivity connectivity)
{
    switch (connectivity) {
    case Connectivity::Connecting:
        return {"refresh", IconTone::Muted, ShellStatusBar::tr("connecting…"), {}, {}};
    case Connectivity::Online:
        return {"online", IconTone::Success, ShellStatusBar::tr("online"), {}, {}};
    case Connectivity::Offline:
        return {"offline", IconTone::Warning, ShellStatusBar::tr("offline"),
            ShellStatusBar::tr("The server cannot be reached. What you opened before is shown from this computer; "
                               "changes need the server."),
            ShellStatusBar::tr("Try again")};
    case Connectivity::KeyMissing:
        return {"key", IconTone::Warning, ShellStatusBar::tr("key missing"),
            ShellStatusBar::tr("The key is not at hand: the keyring is locked, or it was kept for one session only."),
            ShellStatusBar::tr("Sign in")};
    case Connectivity::KeyRefused:
        return {"key", IconTone::Danger, ShellStatusBar::tr("key refused"),
            ShellStatusBar::tr("The server does not accept the key any more. Sign in again with a valid one."),
            ShellStatusBar::tr("Sign in")};
    case Connectivity::Unsafe:
        return {"warning", IconTone::Danger, ShellStatusBar::tr("connection not safe"),
            ShellStatusBar::tr("The server's certificate could not be trusted, so nothing was sent. "
                               "Ask the server's administrator."),
            ShellStatusBar::tr("Try again")};
    }
    return {};
}

bool wantsSignIn(Connectivity connectivity)
{
    return connectivity == Connectivity::KeyMissing || connectivity == Connectivity::KeyRefused;
}

} // namespace

ShellStatusBar::ShellStatusBar(QWidget *parent)
    : QStatusBar(parent)
{
    createWidgets();
    setWorkspace(nullptr);
}

void ShellStatusBar::createWidgets()
{
    setSizeGripEnabled(false);
    auto *box = new QWidget(this);
    m_sign = new QLabel(box);
    m_connection = new PlainLabel(box);
    m_connection->setObjectName(QStringLiteral("connection"));
    m_action = new QToolButton(box);
    m_action->setObjectName(QStringLiteral("connectionAction"));
    m_action->setFocusPolicy(Qt::TabFocus);
    m_age = new PlainLabel(box);
    m_age->setObjectName(QStringLiteral("dataAge"));
    m_age->setMuted(true);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(gap(2), 0, gap(2), 0);
    row->setSpacing(gap(1) + 2);
    row->addWidget(m_sign);
    row->addWidget(m_connection);
    row->addWidget(m_action);
    row->addSpacing(gap(2));
    row->addWidget(m_age);
    addWidget(box);
    m_clock = new QTimer(this);
    m_clock->setInterval(std::chrono::seconds(1));
    connect(m_clock, &QTimer::timeout, this, &ShellStatusBar::updateAge);
    connect(m_action, &QToolButton::clicked, this, [this] {
        if (m_workspace && wantsSignIn(m_workspace->connectivity()))
            emit signInRequested();
        else if (m_workspace)
            m_workspace->retry();
    });
}

void ShellStatusBar::setWorkspace(workspace::Workspace *workspace)
{
    if (m_workspace)
        m_workspace->disconnect(this);
    m_workspace = workspace;
    if (workspace != nullptr) {
        connect(workspace, &workspace::Workspace::connectivityChanged, this, &ShellStatusBar::updateConnection);
    }
    updateConnection();
}

void ShellStatusBar::setShownFrom(const QDateTime &when)
{
    m_shownFrom = when;
    updateAge();
}

QString ShellStatusBar::connectionText() const
{
    return m_connection->text();
}

QString ShellStatusBar::ageOfData() const
{
    return m_age->text();
}

void ShellStatusBar::updateConnection()
{
    const bool isOpen = !m_workspace.isNull();
    m_sign->setVisible(isOpen);
    const ConnectionLook look = isOpen ? connectionLook(m_workspace->connectivity())
                                       : ConnectionLook{"info", IconTone::Muted, tr("not signed in"), {}, {}};
    m_sign->setPixmap(icon(look.sign, look.tone).pixmap(QSize(iconSide(), iconSide()), devicePixelRatioF()));
    m_connection->setText(look.text);
    QString toolTip = look.detail;
    if (isOpen && m_workspace->connectionError() && !m_workspace->connectionError()->detail.isEmpty())
        toolTip += u'\n' + m_workspace->connectionError()->detail;
    setPlainToolTip(m_connection, toolTip);
    m_action->setText(look.action);
    m_action->setVisible(!look.action.isEmpty());
    m_action->setToolTip(plainToolTip(toolTip));
    m_action->setAccessibleDescription(look.detail);
    updateAge();
}

void ShellStatusBar::updateAge()
{
    QString text;
    if (m_workspace && m_shownFrom.isValid())
        text = tr("synced %1").arg(ageText(m_shownFrom, QDateTime::currentDateTimeUtc()));
    if (m_age->text() == text)
        return;
    m_age->setText(text);
    setPlainToolTip(m_age, exactTimeText(m_shownFrom));
}

void ShellStatusBar::changeEvent(QEvent *event)
{
    QStatusBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_sign != nullptr)
        updateConnection();
}

void ShellStatusBar::showEvent(QShowEvent *event)
{
    QStatusBar::showEvent(event);
    m_clock->start();
}

void ShellStatusBar::hideEvent(QHideEvent *event)
{
    QStatusBar::hideEvent(event);
    m_clock->stop();
}

} // namespace ui

#include "moc_shellstatusbar.cpp"
