#include "ui/home/homerunsmodel.h"

#include "ui/kit/plainlabel.h"
#include "ui/kit/stateicons.h"
#include "ui/kit/words.h"

namespace ui {

HomeRunsModel::HomeRunsModel(Time time, QObject *parent)
    : RowsModel([](const domain::Run &run) { return run.path.text(); }, parent)
    , m_time(time)
    , m_now(QDateTime::currentDateTimeUtc())
{ }

void HomeRunsModel::setNow(const QDateTime &now)
{
    m_now = now;
    tellAllChanged({Qt::DisplayRole});
}

int HomeRunsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HomeRunsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const domain::Run &run = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(run, index.column());
    case Qt::AccessibleTextRole:
        if (index.column() == NameColumn)
            return tr("%1, %2", "run, state").arg(text(run, NameColumn), runStateName(run));
        return text(run, index.column());
    case Qt::DecorationRole:
        return index.column() == NameColumn ? QVariant(runStateIcon(run.state)) : QVariant();
    case Qt::ToolTipRole:
        if (index.column() == NameColumn)
            return runStateName(run.state);
        if (index.column() == ProjectColumn)
            return plainToolTip(run.path.project.text());
        if (index.column() == TimeColumn)
            return exactTimeText(m_time == Time::Ended ? run.heartbeatAt : run.createdAt);
        return {};
    default:
        return {};
    }
}

QString HomeRunsModel::text(const domain::Run &run, int column) const
{
    switch (column) {
    case NameColumn:
        return run.displayName.isEmpty() ? run.path.run : run.displayName;
    case ProjectColumn:
        return run.path.project.project;
    case CreatorColumn:
        return run.creatorName;
    case TimeColumn:
        return timeText(run);
    default:
        return {};
    }
}

QString HomeRunsModel::timeText(const domain::Run &run) const
{
    if (m_time == Time::Ended)
        return ageText(run.heartbeatAt, m_now);
    const bool isTold = run.runtimeSeconds >= 0 || !run.createdAt.isValid();
    return durationText(isTold ? run.runtimeSeconds : static_cast<double>(run.createdAt.secsTo(m_now)));
}

QVariant HomeRunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Run");
    case ProjectColumn:
        return tr("Project");
    case CreatorColumn:
        return tr("By");
    case TimeColumn:
        return m_time == Time::Ended ? tr("Ended") : tr("Running for");
    default:
        return {};
    }
}

} // namespace ui

#include "moc_homerunsmodel.cpp"
