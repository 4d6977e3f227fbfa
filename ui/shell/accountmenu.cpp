#include "ui/shell/accountmenu.h"

#include "ui/kit/avatarlabel.h"
#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"
#include "ui/shell/directory.h"
#include "ui/shell/windowactions.h"

#include <QEvent>
#include <QMenu>

namespace ui {

namespace {

constexpr qsizetype mostRoleLines = 4;

QString personName(const domain::Account &account)
{
    return account.name.isEmpty() ? account.username : account.name;
}

} // namespace

AccountMenu::AccountMenu(const WindowActions &actions, QWidget *parent)
    : QToolButton(parent)
    , m_actions(actions)
    , m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("accountMenu"));
    setPopupMode(InstantPopup);
    setAutoRaise(true);
    setProperty("cohortNoMenuArrow", true); // the disc says so itself
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Account"));
    setMenu(m_menu);
    setIconSize(QSize(gap(6), gap(6)));
    hide();
}

void AccountMenu::setDirectory(Directory *directory, const QString &server)
{
    m_server = server;
    if (m_directory != nullptr)
        m_directory->disconnect(this);
    m_directory = directory;
    setVisible(directory != nullptr);
    if (directory != nullptr)
        connect(directory, &Directory::changed, this, &AccountMenu::fill);
    fill();
    updatePicture();
}

QStringList AccountMenu::whoLines() const
{
    if (m_directory == nullptr)
        return {};
    const domain::Account &account = m_directory->workspace().account();
    QStringList lines{personName(account)};
    lines.append(m_server);
    const QList<domain::Team> teams = m_directory->teams();
    for (const domain::Team &team : teams.first(std::min(teams.size(), mostRoleLines))) {
        if (!team.isPersonal)
            lines.append(tr("%1 in %2", "role, team").arg(roleName(team.myRole), team.name));
    }
    return lines;
}

void AccountMenu::fill()
{
    m_menu->clear();
    const QStringList lines = whoLines();
    if (lines.isEmpty())
        return;
    setToolTip(plainToolTip(lines.join(u'\n')));
    setAccessibleDescription(lines.join(QStringLiteral(", ")));
    const QList<const char *> signs{"member", "server"};
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QAction *line = m_menu->addAction(ui::icon(signs.value(i, "role")), plainMenuText(lines.at(i)));
        line->setEnabled(false);
    }
    m_menu->addSeparator();
    QMenu *theme = m_menu->addMenu(ui::icon("sun"), tr("&Theme"));
    theme->addActions(m_actions.themeActions());
    m_menu->addSeparator();
    m_menu->addAction(m_actions.switchAccount());
    m_menu->addAction(m_actions.signOut());
}

void AccountMenu::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updatePicture();
}

void AccountMenu::updatePicture()
{
    if (m_directory == nullptr)
        return;
    const domain::Account &account = m_directory->workspace().account();
    setIcon(AvatarLabel::picture(personName(account), account.isServiceAccount, gap(6), this));
}

} // namespace ui

#include "moc_accountmenu.cpp"
