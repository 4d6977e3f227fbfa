#pragma once

#include <QToolButton>

class QMenu;

namespace workspace {
class Workspace;
}

namespace ui {

class Directory;
class WindowActions;

/// The person's disc at the top right: who, which role, on which server; theme, switch account, sign out.
class AccountMenu : public QToolButton
{
    Q_OBJECT

public:
    AccountMenu(const WindowActions &actions, QWidget *parent = nullptr);

    /// Null: nobody is signed in, the button is hidden. Not owned. `server`: what people call it.
    void setDirectory(Directory *directory, const QString &server = {});
    /// The lines that say who is signed in, as shown in the menu.
    [[nodiscard]] QStringList whoLines() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void updatePicture();

    const WindowActions &m_actions;
    Directory *m_directory = nullptr;
    QString m_server;
    QMenu *m_menu = nullptr;
};

} // namespace ui
