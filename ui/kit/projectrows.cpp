#include "ui/kit/projectrows.h"

#include "ui/kit/words.h"

namespace ui {

namespace {

QString orDash(bool isTold, const QString &text)
{
    return isTold ? text : QStringLiteral("–");
}

} // namespace

ProjectRows::ProjectRows(QList<Title> columns, QObject *parent)
    : RowsModel([](const domain::Project &project) { return project.path.text(); }, parent)
    , m_columns(std::move(columns))
    , m_now(QDateTime::currentDateTimeUtc())
{ }

void ProjectRows::setNow(const QDateTime &now)
{
    m_now = now;
    for (int column = 0; column < m_columns.size(); ++column) {
        if (m_columns.at(column).field == Field::LastActive && rowCount() > 0)
            emit dataChanged(index(0, column), index(rowCount() - 1, column), {Qt::DisplayRole});
    }
}

int ProjectRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant ProjectRows::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return text(at(index.row()), index.column());
    return role == Qt::TextAlignmentRole ? QVariant(alignment(index.column())) : QVariant();
}

QString ProjectRows::text(const domain::Project &project, int column) const
{
    switch (m_columns.at(column).field) {
    case Field::Name:
        return project.path.project;
    case Field::Team:
        return project.path.entity;
    case Field::Description:
        return project.description.simplified();
    case Field::Visibility:
        return project.visibility == domain::Visibility::Unknown && !project.visibilityText.isEmpty()
            ? project.visibilityText
            : visibilityName(project.visibility);
    case Field::Runs:
        return orDash(project.runCount >= 0, countText(project.runCount));
    case Field::ActiveRuns:
        return orDash(project.activeRunCount > 0, countText(project.activeRunCount));
    case Field::LastActive:
        return orDash(project.lastActive.isValid(), ageText(project.lastActive, m_now));
    case Field::Owner:
        return project.ownerName;
    }
    return {};
}

int ProjectRows::alignment(int column) const
{
    const Field field = m_columns.at(column).field;
    const bool isNumber = field == Field::Runs || field == Field::ActiveRuns;
    return static_cast<int>((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

QVariant ProjectRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    return role == Qt::DisplayRole ? QVariant(m_columns.at(section).text) : QVariant();
}

} // namespace ui

#include "moc_projectrows.cpp"
