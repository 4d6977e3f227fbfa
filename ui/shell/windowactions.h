#pragma once

#include <QList>
#include <QObject>

class QAction;
class QMenu;
class QMenuBar;

namespace ui {

class Appearance;

/// The window's own actions and its menu bar. What they do is connected by the window; the page's actions stand in the
/// Edit menu.
class WindowActions : public QObject
{
    Q_OBJECT

public:
    WindowActions(const Appearance &appearance, QObject *parent = nullptr);

    void fill(QMenuBar &bar);
    /// The actions of the page that is shown; a null entry is a separator.
    void setPageActions(const QList<QAction *> &actions);
    /// Without an account nothing can be gone to.
    void setSignedIn(bool isSignedIn);

    [[nodiscard]] QAction *back() const { return m_back; }
    [[nodiscard]] QAction *forward() const { return m_forward; }
    [[nodiscard]] QAction *refresh() const { return m_refresh; }
    [[nodiscard]] QAction *home() const { return m_home; }
    [[nodiscard]] QAction *palette() const { return m_palette; }
    [[nodiscard]] QAction *openLink() const { return m_openLink; }
    [[nodiscard]] QAction *copyLink() const { return m_copyLink; }
    [[nodiscard]] QAction *find() const { return m_find; }
    [[nodiscard]] QAction *navigation() const { return m_navigation; }
    [[nodiscard]] QAction *fullScreen() const { return m_fullScreen; }
    [[nodiscard]] QAction *switchAccount() const { return m_switchAccount; }
    [[nodiscard]] QAction *signOut() const { return m_signOut; }
    [[nodiscard]] QAction *quit() const { return m_quit; }
    [[nodiscard]] QAction *about() const { return m_about; }
    [[nodiscard]] QList<QAction *> themeActions() const;
    /// All that the command palette lists.
    [[nodiscard]] QList<QAction *> all() const;

private:
    QAction *add(const char *iconName, const QString &text, const QKeySequence &shortcut);

    const Appearance &m_appearance;
    QMenu *m_editMenu = nullptr;
    QAction *m_back = nullptr;
    QAction *m_forward = nullptr;
    QAction *m_refresh = nullptr;
    QAction *m_home = nullptr;
    QAction *m_palette = nullptr;
    QAction *m_openLink = nullptr;
    QAction *m_copyLink = nullptr;
    QAction *m_find = nullptr;
    QAction *m_navigation = nullptr;
    QAction *m_fullScreen = nullptr;
    QAction *m_switchAccount = nullptr;
    QAction *m_signOut = nullptr;
    QAction *m_quit = nullptr;
    QAction *m_about = nullptr;
};

} // namespace ui
