#include "ui/shell/windowactions.h"

#include "ui/kit/icons.h"
#include "ui/shell/appearance.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

namespace ui {

WindowActions::WindowActions(const Appearance &appearance, QObject *parent)
    : QObject(parent)
    , m_appearance(appearance)
{
    m_back = add("back", tr("&Back"), QKeySequence(Qt::ALT | Qt::Key_Left));
    m_forward = add("forward", tr("&Forward"), QKeySequence(Qt::ALT | Qt::Key_Right));
    m_refresh = add("refresh", tr("&Refresh"), QKeySequence(QKeySequence::Refresh));
    m_home = add("home", tr("&Home"), QKeySequence(Qt::ALT | Qt::Key_Home));
    m_palette = add("search", tr("&Search or run a command…"), QKeySequence(Qt::CTRL | Qt::Key_K));
    m_palette->setIconText(m_palette->iconText() + QStringLiteral("   ")
        + m_palette->shortcut().toString(QKeySequence::NativeText)); // the button says how to do without it
    m_openLink = add("link", tr("Open &link…"), QKeySequence(Qt::CTRL | Qt::Key_L));
    m_copyLink = add("copy", tr("Copy &link to this page"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    m_find = add("filter", tr("&Find in this page"), QKeySequence(QKeySequence::Find));
    m_navigation = add("hide-panel", tr("&Navigation"), QKeySequence(Qt::CTRL | Qt::Key_B));
    m_navigation->setCheckable(true);
    m_navigation->setChecked(true);
    m_fullScreen = add("maximise", tr("&Full screen"), QKeySequence(Qt::Key_F11));
    m_fullScreen->setCheckable(true);
    m_switchAccount = add("members", tr("S&witch account…"), {});
    m_signOut = add("sign-out", tr("Sign &out"), {});
    m_quit = add("cancel", tr("&Quit"), QKeySequence(QKeySequence::Quit));
    m_quit->setMenuRole(QAction::QuitRole);
    m_about = add("info", tr("&About Cohort"), {});
    m_about->setMenuRole(QAction::AboutRole);
    m_back->setEnabled(false);
    m_forward->setEnabled(false);
}

QAction *WindowActions::add(const char *iconName, const QString &text, const QKeySequence &shortcut)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setShortcut(shortcut);
    return action;
}

void WindowActions::fill(QMenuBar &bar)
{
    QMenu *file = bar.addMenu(tr("&File"));
    file->addActions({m_openLink, m_copyLink, m_refresh});
    file->addSeparator();
    file->addActions({m_switchAccount, m_signOut});
    file->addSeparator();
    file->addAction(m_quit);
    m_editMenu = bar.addMenu(tr("&Edit"));
    m_editMenu->addAction(m_find);
    QMenu *view = bar.addMenu(tr("&View"));
    QMenu *theme = view->addMenu(icon("sun"), tr("&Theme"));
    theme->addActions(m_appearance.themeActions());
    view->addSeparator();
    view->addActions(m_appearance.textActions());
    view->addSeparator();
    view->addActions({m_navigation, m_fullScreen});
    QMenu *go = bar.addMenu(tr("&Go"));
    go->addActions({m_back, m_forward, m_home});
    go->addSeparator();
    go->addAction(m_palette);
    QMenu *help = bar.addMenu(tr("&Help"));
    help->addAction(m_about);
    for (QMenu *menu : {file, m_editMenu, view, go, help})
        menu->setToolTipsVisible(true);
}

void WindowActions::setPageActions(const QList<QAction *> &actions)
{
    // Rebuilt from nothing: separators of the page before belong to the menu.
    m_editMenu->clear();
    m_editMenu->addAction(m_find);
    if (!actions.isEmpty())
        m_editMenu->addSeparator();
    for (QAction *action : actions) {
        if (action == nullptr)
            m_editMenu->addSeparator();
        else
            m_editMenu->addAction(action);
    }
}

void WindowActions::setSignedIn(bool isSignedIn)
{
    for (QAction *action : {m_refresh, m_home, m_copyLink, m_find, m_navigation, m_switchAccount, m_signOut})
        action->setEnabled(isSignedIn);
}

QList<QAction *> WindowActions::themeActions() const
{
    return m_appearance.themeActions();
}

QList<QAction *> WindowActions::all() const
{
    QList<QAction *> actions{m_back, m_forward, m_refresh, m_openLink, m_copyLink, m_find, m_navigation, m_fullScreen};
    actions += m_appearance.themeActions();
    actions += m_appearance.textActions();
    actions += {m_switchAccount, m_signOut, m_about, m_quit};
    return actions;
}

} // namespace ui

#include "moc_windowactions.cpp"
