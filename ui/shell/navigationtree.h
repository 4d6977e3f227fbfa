#pragma once

#include "ui/kit/location.h"

#include <QSet>
#include <QTreeView>

class QStandardItem;
class QStandardItemModel;

namespace ui {

class Directory;

/// Home, pinned and recent projects, then the teams with their pages. Return or a click opens; what is shown in the
/// window is marked.
class NavigationTree : public QTreeView
{
    Q_OBJECT

public:
    explicit NavigationTree(QWidget *parent = nullptr);

    /// Null: nothing is open. Not owned.
    void setDirectory(Directory *directory);
    void setCurrent(const Location &location);
    /// The place of an entry, by the texts from the top, e.g. {"algoperf", "Members"}; for tests.
    [[nodiscard]] QModelIndex indexOf(const QStringList &texts) const;

signals:
    void openRequested(const ui::Location &location);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void rebuild();
    void addProjects(const QString &heading, const QString &key, const QStringList &names);
    void addTeams();
    QStandardItem *addEntry(QStandardItem *parent, const QIcon &icon, const QString &text, const Location &location);
    QStandardItem *addHeading(const QIcon &icon, const QString &text, const QString &key);
    void markCurrent();
    void open(const QModelIndex &index);

    Directory *m_directory = nullptr;
    QStandardItemModel *m_model = nullptr;
    Location m_current;
    QSet<QString> m_collapsed; ///< keys of headings that the person closed
    bool m_isRebuilding = false;
};

} // namespace ui
