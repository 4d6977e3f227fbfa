#include "ui/home/homeprojectsmodel.h"

#include "ui/kit/plainlabel.h"
#include "ui/kit/stateicons.h"
#include "ui/kit/words.h"

namespace ui {

namespace {

bool isHomeProjectNumber(int column)
{
    return column == HomeProjectsModel::RunsColumn || column == HomeProjectsModel::ActiveRunsColumn;
}

} // namespace

HomeProjectsModel::HomeProjectsModel(QObject *parent)
    : RowsModel([](const domain::Project &project) { return project.path.text(); }, parent)
    , m_now(QDateTime::currentDateTimeUtc())
{ }

void HomeProjectsModel::setNow(const QDateTime &now)
{
    m_now = now;
    tellAllChanged({Qt::DisplayRole});
}

int HomeProjectsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HomeProjectsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const domain::Project &project = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(project, index.column());
    case Qt::DecorationRole:
        return index.column() == NameColumn ? QVariant(visibilityIcon(project.visibility)) : QVariant();
    case Qt::TextAlignmentRole:
        return static_cast<int>(
            (isHomeProjectNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        if (index.column() == NameColumn)
            return tr("%1: %2", "visibility and what it means")
                .arg(visibilityName(project.visibility), visibilitySentence(project.visibility));
        return index.column() == LastActiveColumn ? QVariant(exactTimeText(project.lastActive)) : QVariant();
    default:
        return {};
    }
}

QString HomeProjectsModel::text(const domain::Project &project, int column) const
{
    switch (column) {
    case NameColumn:
        return project.path.project;
    case TeamColumn:
        return project.path.entity;
    case RunsColumn:
        return project.runCount < 0 ? QStringLiteral("–") : countText(project.runCount);
    case ActiveRunsColumn:
        return project.activeRunCount <= 0 ? QStringLiteral("–") : countText(project.activeRunCount);
    case LastActiveColumn:
        return project.lastActive.isValid() ? ageText(project.lastActive, m_now) : QStringLiteral("–");
    default:
        return {};
    }
}

QVariant HomeProjectsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isHomeProjectNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Project");
    case TeamColumn:
        return tr("Team");
    case RunsColumn:
        return tr("Runs");
    case ActiveRunsColumn:
        return tr("Running");
    case LastActiveColumn:
        return tr("Last activity");
    default:
        return {};
    }
}

} // namespace ui

#include "moc_homeprojectsmodel.cpp"
