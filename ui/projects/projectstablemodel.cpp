#include "ui/projects/projectstablemodel.h"

#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/stateicons.h"
#include "ui/kit/words.h"

namespace ui {

ProjectsTableModel::ProjectsTableModel(QObject *parent)
    : RowsModel([](const domain::Project &project) { return project.path.text(); }, parent)
    , m_now(QDateTime::currentDateTimeUtc())
{ }

void ProjectsTableModel::setPinned(const QSet<QString> &pinned)
{
    if (pinned == m_pinned)
        return;
    m_pinned = pinned;
    tellAllChanged({Qt::DecorationRole, Qt::AccessibleTextRole, PinnedRole});
}

void ProjectsTableModel::setNow(const QDateTime &now)
{
    m_now = now;
    if (rowCount() > 0)
        emit dataChanged(index(0, LastActiveColumn), index(rowCount() - 1, LastActiveColumn), {Qt::DisplayRole});
}

int ProjectsTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProjectsTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const domain::Project &project = at(index.row());
    const bool isNumber = index.column() == RunsColumn || index.column() == ActiveRunsColumn;
    switch (role) {
    case Qt::DisplayRole:
        return text(project, index.column());
    case Qt::AccessibleTextRole:
        if (index.column() == NameColumn && isPinned(project.path))
            return tr("%1, pinned").arg(project.path.project);
        return text(project, index.column());
    case Qt::DecorationRole:
        if (index.column() == NameColumn)
            return isPinned(project.path) ? icon("pin", IconTone::Accent) : icon("projects");
        return index.column() == VisibilityColumn ? QVariant(visibilityIcon(project.visibility)) : QVariant();
    case Qt::TextAlignmentRole:
        return static_cast<int>((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return toolTip(project, index.column());
    case SortRole:
        return sortKey(project, index.column());
    case PinnedRole:
        return isPinned(project.path);
    default:
        return {};
    }
}

QString ProjectsTableModel::text(const domain::Project &project, int column) const
{
    switch (column) {
    case NameColumn:
        return project.path.project;
    case DescriptionColumn:
        return project.description.simplified();
    case VisibilityColumn:
        return project.visibility == domain::Visibility::Unknown && !project.visibilityText.isEmpty()
            ? project.visibilityText
            : visibilityName(project.visibility);
    case RunsColumn:
        return project.runCount < 0 ? QStringLiteral("–") : countText(project.runCount);
    case ActiveRunsColumn:
        return project.activeRunCount <= 0 ? QStringLiteral("–") : countText(project.activeRunCount);
    case LastActiveColumn:
        return project.lastActive.isValid() ? ageText(project.lastActive, m_now) : QStringLiteral("–");
    case OwnerColumn:
        return project.ownerName;
    default:
        return {};
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

QVariant ProjectsTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = section == RunsColumn || section == ActiveRunsColumn;
        return static_cast<int>((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case DescriptionColumn:
        return tr("Description");
    case VisibilityColumn:
        return tr("Visibility");
    case RunsColumn:
        return tr("Runs");
    case ActiveRunsColumn:
        return tr("Running");
    case LastActiveColumn:
        return tr("Last activity");
    case OwnerColumn:
        return tr("Owner");
    default:
        return {};
    }
}

} // namespace ui

#include "moc_projectstablemodel.cpp"
