#pragma once

#include "domain/sharedrun.h"
#include "ui/kit/location.h"
#include "ui/shell/paletteentry.h"

#include <QObject>
#include <QPointer>
#include <memory>

class QAction;

namespace workspace {
template <typename T>
class Feed;
struct TeamPage;
} // namespace workspace
namespace domain {
struct Run;
}

namespace ui {

class Directory;

/// What the command palette offers: the window's and the page's actions, pages, projects; the runs of the project and
/// the members of the team where the window is, fetched while the palette is open.
class PaletteSource : public QObject
{
    Q_OBJECT

public:
    using Open = std::function<void(const Location &)>;

    explicit PaletteSource(Open open, QObject *parent = nullptr);
    ~PaletteSource() override;

    /// Null: nobody is signed in.
    void setDirectory(Directory *directory);
    void setActions(const QList<QAction *> &windowActions, const QList<QAction *> &pageActions);
    /// The palette opens where the window is: follows this project's runs and this team's members.
    void start(const Location &here);
    /// The palette is closed: asks the server no more.
    void stop();
    [[nodiscard]] QList<PaletteEntry> entries() const;

signals:
    void changed();

private:
    void addActions(QList<PaletteEntry> &entries, const QList<QAction *> &actions, const QString &detail) const;
    void addPages(QList<PaletteEntry> &entries) const;
    void addProjects(QList<PaletteEntry> &entries) const;
    void addRuns(QList<PaletteEntry> &entries) const;
    void addMembers(QList<PaletteEntry> &entries) const;
    [[nodiscard]] PaletteEntry place(PaletteEntry::Kind kind, const char *iconName, const QString &title,
        const QString &detail, const Location &to) const;

    Open m_open;
    QPointer<Directory> m_directory;
    QList<QPointer<QAction>> m_windowActions;
    QList<QPointer<QAction>> m_pageActions;
    std::unique_ptr<workspace::Feed<domain::SharedRuns>> m_runs;
    std::unique_ptr<workspace::Feed<workspace::TeamPage>> m_team;
};

} // namespace ui
