#include "ui/home/homeprojectsmodel.h"

#include "ui/kit/stateicons.h"
#include "ui/kit/words.h"

namespace ui {

HomeProjectsModel::HomeProjectsModel(QObject *parent)
    : ProjectRows({{Field::Name, tr("Project")}, {Field::Team, tr("Team")}, {Field::Runs, tr("Runs")},
                      {Field::ActiveRuns, tr("Running")}, {Field::LastActive, tr("Last activity")}},
        parent)
{ }

QVariant HomeProjectsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const domain::Project &project = at(index.row());
    switch (role) {
    case Qt::DecorationRole:
        return index.column() == NameColumn ? QVariant(visibilityIcon(project.visibility)) : QVariant();
    case Qt::ToolTipRole:
        if (index.column() == NameColumn)
            return tr("%1: %2", "visibility and what it means")
                .arg(visibilityName(project.visibility), visibilitySentence(project.visibility));
        return index.column() == LastActiveColumn ? QVariant(exactTimeText(project.lastActive)) : QVariant();
    default:
        return ProjectRows::data(index, role);
    }
}

} // namespace ui

#include "moc_homeprojectsmodel.cpp"
