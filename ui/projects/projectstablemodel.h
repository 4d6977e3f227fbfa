#pragma once

#include "ui/kit/projectrows.h"

#include <QSet>

namespace ui {

/// A team's projects as a table, with the pins of this person.
class ProjectsTableModel : public ProjectRows
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        DescriptionColumn,
        VisibilityColumn,
        RunsColumn,
        ActiveRunsColumn,
        LastActiveColumn,
        OwnerColumn,
    };
    /// What a proxy sorts by.
    enum Role { SortRole = Qt::UserRole + 1, PinnedRole };

    explicit ProjectsTableModel(QObject *parent = nullptr);

    /// The names (ProjectPath::text()) of the pinned projects.
    void setPinned(const QSet<QString> &pinned);
    [[nodiscard]] bool isPinned(const domain::ProjectPath &path) const { return m_pinned.contains(path.text()); }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QVariant toolTip(const domain::Project &project, int column) const;
    [[nodiscard]] QVariant sortKey(const domain::Project &project, int column) const;

    QSet<QString> m_pinned;
};

} // namespace ui
