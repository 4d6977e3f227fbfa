#pragma once

#include "domain/project.h"
#include "ui/kit/rowsmodel.h"

#include <QDateTime>
#include <QSet>

namespace ui {

/// A team's projects as a table, with the pins of this person.
class ProjectsTableModel : public RowsModel<domain::Project>
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
        ColumnCount
    };
    /// What a proxy sorts by.
    enum Role { SortRole = Qt::UserRole + 1, PinnedRole };

    explicit ProjectsTableModel(QObject *parent = nullptr);

    /// The names (ProjectPath::text()) of the pinned projects.
    void setPinned(const QSet<QString> &pinned);
    [[nodiscard]] bool isPinned(const domain::ProjectPath &path) const { return m_pinned.contains(path.text()); }
    /// The clock for "3 h ago"; tells the column changed.
    void setNow(const QDateTime &now);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const domain::Project &project, int column) const;
    [[nodiscard]] QVariant toolTip(const domain::Project &project, int column) const;
    [[nodiscard]] QVariant sortKey(const domain::Project &project, int column) const;

    QSet<QString> m_pinned;
    QDateTime m_now;
};

} // namespace ui
