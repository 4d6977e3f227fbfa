#include "ui/projects/projectstablemodel.h"

#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/stateicons.h"
#include "ui/kit/words.h"

namespace ui {

ProjectsTableModel::ProjectsTableModel(QObject *parent)
    : ProjectRows(
        {{Field::Name, tr("Name")}, {Field::Description, tr("Description")}, {Field::Visibility, tr("Visibility")},
            {Field::Runs, tr("Runs")}, {Field::ActiveRuns, tr("Running")}, {Field::LastActive, tr("Last activity")},
            {Field::Owner, tr("Owner")}},
        parent)
{ }

void ProjectsTableModel::setPinned(const QSet<QString> &pinned)
{
    if (pinned == m_pinned)
        return;
    m_pinned = pinned;
    tellAllChanged({Qt::DecorationRole, Qt::AccessibleTextRole, PinnedRole});
}

QVariant ProjectsTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const domain::Project &project = at(index.row());
    switch (role) {
    case Qt::AccessibleTextRole:
        if (index.column() == NameColumn && isPinned(project.path))
            return tr("%1, pinned").arg(project.path.project);
        return text(project, index.column());
    case Qt::DecorationRole:
        if (index.column() == NameColumn)
            return isPinned(project.path) ? icon("pin", IconTone::Accent) : icon("projects");
        return index.column() == VisibilityColumn ? QVariant(visibilityIcon(project.visibility)) : QVariant();
    case Qt::ToolTipRole:
        return toolTip(project, index.column());
    case SortRole:
        return sortKey(project, index.column());
    case PinnedRole:
        return isPinned(project.path);
    default:
        return ProjectRows::data(index, role);
    }
}

QVariant ProjectsTableModel::toolTip(const domain::Project &project, int column) const
{
    switch (column) {
    case NameColumn:
        return plainToolTip(project.path.project);
    case DescriptionColumn:
        return plainToolTip(project.description);
    case OwnerColumn:
        return plainToolTip(project.ownerName);
    case VisibilityColumn:
        return visibilitySentence(project.visibility);
    case LastActiveColumn:
        return exactTimeText(project.lastActive);
    default:
        return {};
    }
}

QVariant ProjectsTableModel::sortKey(const domain::Project &project, int column) const
{
    switch (column) {
    case RunsColumn:
        return project.runCount;
    case ActiveRunsColumn:
        return project.activeRunCount;
    case LastActiveColumn:
        return project.lastActive;
    case VisibilityColumn:
        return static_cast<int>(project.visibility);
    default:
        return text(project, column);
    }
}

} // namespace ui

#include "moc_projectstablemodel.cpp"
