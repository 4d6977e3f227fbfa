#include "ui/shell/navigationpane.h"

#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/shell/directory.h"
#include "ui/shell/navigationtree.h"

#include <QBoxLayout>
#include <QToolButton>

namespace ui {

NavigationPane::NavigationPane(QWidget *parent)
    : QWidget(parent)
    , m_tree(new NavigationTree(this))
    , m_server(new QToolButton(this))
{
    m_server->setObjectName(QStringLiteral("serverButton"));
    m_server->setIcon(icon("server"));
    m_server->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_server->setAutoRaise(true);
    m_server->setFocusPolicy(Qt::TabFocus);
    m_server->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_server);
    column->addWidget(m_tree, 1);
    connect(m_tree, &NavigationTree::openRequested, this, &NavigationPane::openRequested);
    connect(m_server, &QToolButton::clicked, this, &NavigationPane::switchRequested);
}

void NavigationPane::setDirectory(Directory *directory, const QString &server)
{
    m_tree->setDirectory(directory);
    if (directory == nullptr)
        return;
    m_server->setText(plainMenuText(server));
    setPlainToolTip(m_server, tr("%1: switch account").arg(server));
}

void NavigationPane::setCurrent(const Location &location)
{
    m_tree->setCurrent(location);
}

} // namespace ui

#include "moc_navigationpane.cpp"
