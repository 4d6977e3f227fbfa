#include "ui/shell/windowbar.h"

#include "ui/kit/theme.h"
#include "ui/shell/accountmenu.h"
#include "ui/shell/breadcrumb.h"
#include "ui/shell/windowactions.h"

#include <QAction>
#include <QBoxLayout>
#include <QToolButton>

namespace ui {

WindowBar::WindowBar(const WindowActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_breadcrumb(new Breadcrumb(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(gap(2), gap(1), gap(2), gap(1));
    row->setSpacing(gap(1));
    for (QAction *action : {actions.back(), actions.forward(), actions.refresh()}) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
    }
    auto *search = new QToolButton(this);
    search->setObjectName(QStringLiteral("searchButton"));
    search->setDefaultAction(actions.palette());
    search->setAccessibleName(tr("Search or run a command…"));
    search->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    search->setFocusPolicy(Qt::TabFocus);
    m_account = new AccountMenu(actions, this);
    row->addSpacing(gap(2));
    row->addWidget(m_breadcrumb, 1);
    row->addWidget(search);
    row->addSpacing(gap(1));
    row->addWidget(m_account);
    connect(m_breadcrumb, &Breadcrumb::openRequested, this, &WindowBar::openRequested);
}

void WindowBar::setDirectory(Directory *directory, const QString &server)
{
    m_account->setDirectory(directory, server);
}

QString WindowBar::showLocation(const Location &location, const QString &title)
{
    m_breadcrumb->setLocation(location, title);
    return m_breadcrumb->text();
}

} // namespace ui

#include "moc_windowbar.cpp"
