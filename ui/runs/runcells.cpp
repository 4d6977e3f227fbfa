#include "ui/runs/runcells.h"

#include "ui/kit/words.h"
#include "ui/runs/jsonpath.h"

#include <QCoreApplication>

namespace ui {

namespace {

using Kind = RunColumn::Kind;

QString cellWord(const char *text)
{
    return QCoreApplication::translate("ui::RunsTableModel", text);
}

QString singleLine(const QString &text)
{
    return text.simplified();
}

QJsonValue jsonCell(const domain::Run &run, const RunColumn &column)
{
    return jsonAt(column.kind == Kind::Config ? run.config : run.summary, column.key);
}

} // namespace

QString runColumnTitle(const RunColumn &column)
{
    switch (column.kind) {
    case Kind::Name:
        return cellWord(QT_TRANSLATE_NOOP("ui::RunsTableModel", "Name"));
    case Kind::State:
        return cellWord(QT_TRANSLATE_NOOP("ui::RunsTableModel", "State"));
    case Kind::Creator:
        return cellWord(QT_TRANSLATE_NOOP("ui::RunsTableModel", "Creator"));
    case Kind::Group:
        return cellWord(QT_TRANSLATE_NOOP("ui::RunsTableModel", "Group"));
    case Kind::JobType:
        return cellWord(QT_TRANSLATE_NOOP("ui::RunsTableModel", "Job type"));
    case Kind::Tags:
        return cellWord(QT_TRANSLATE_NOOP("ui::RunsTableModel", "Tags"));
    case Kind::Created:
        return cellWord(QT_TRANSLATE_NOOP("ui::RunsTableModel", "Created"));
    case Kind::Runtime:
        return cellWord(QT_TRANSLATE_NOOP("ui::RunsTableModel", "Runtime"));
    case Kind::Id:
        return cellWord(QT_TRANSLATE_NOOP("ui::RunsTableModel", "ID"));
    case Kind::Notes:
        return cellWord(QT_TRANSLATE_NOOP("ui::RunsTableModel", "Notes"));
    case Kind::Host:
        return cellWord(QT_TRANSLATE_NOOP("ui::RunsTableModel", "Host"));
    case Kind::Sweep:
        return cellWord(QT_TRANSLATE_NOOP("ui::RunsTableModel", "Sweep"));
    case Kind::Config:
    case Kind::Summary:
        return column.key;
    }
    return {};
}

QString runColumnOrigin(const RunColumn &column)
{
    if (column.kind == Kind::Config)
        return cellWord(QT_TRANSLATE_NOOP("ui::RunsTableModel", "Config"));
    if (column.kind == Kind::Summary)
        return cellWord(QT_TRANSLATE_NOOP("ui::RunsTableModel", "Summary"));
    return cellWord(QT_TRANSLATE_NOOP("ui::RunsTableModel", "Run"));
}

QString runName(const domain::Run &run)
{
    return run.displayName.isEmpty() ? run.path.run : run.displayName;
}

QString runCreatorText(const domain::Run &run)
{
    if (!run.creatorLeftTeam)
        return run.creatorName;
    return cellWord(QT_TRANSLATE_NOOP("ui::RunsTableModel", "%1 (left the team)")).arg(run.creatorName);
}

QString shortRunId(const domain::Run &run)
{
    return run.path.run.left(8);
}

QString runCellText(const domain::Run &run, const RunColumn &column, const QDateTime &now)
{
    switch (column.kind) {
    case Kind::Name:
        return singleLine(runName(run));
    case Kind::State:
        return runStateName(run);
    case Kind::Creator:
        return runCreatorText(run);
    case Kind::Created:
        return ageText(run.createdAt, now);
    case Kind::Runtime:
        return run.runtimeSeconds < 0 ? QString() : durationText(run.runtimeSeconds);
    case Kind::Config:
    case Kind::Summary:
        return singleLine(jsonCellText(jsonCell(run, column)));
    default:
        return singleLine(runCellExactText(run, column));
    }
}

QString runCellExactText(const domain::Run &run, const RunColumn &column)
{
    switch (column.kind) {
    case Kind::Name:
        return runName(run);
    case Kind::State:
        return runStateName(run);
    case Kind::Creator:
        return runCreatorText(run);
    case Kind::Group:
        return run.group;
    case Kind::JobType:
        return run.jobType;
    case Kind::Tags:
        return run.tags.join(QStringLiteral(", "));
    case Kind::Created:
        return exactTimeText(run.createdAt);
    case Kind::Runtime:
        return run.runtimeSeconds < 0 ? QString() : durationText(run.runtimeSeconds);
    case Kind::Id:
        return run.path.run;
    case Kind::Notes:
        return run.notes;
    case Kind::Host:
        return run.host;
    case Kind::Sweep:
        return run.sweep;
    case Kind::Config:
    case Kind::Summary:
        return jsonExactText(jsonCell(run, column));
    }
    return {};
}

QString runCellMachineText(const domain::Run &run, const RunColumn &column)
{
    switch (column.kind) {
    case Kind::State:
        return run.state == domain::RunState::Unknown ? run.stateText : domain::wireName(run.state);
    case Kind::Creator:
        return run.creatorName;
    case Kind::Created:
        return run.createdAt.toUTC().toString(Qt::ISODateWithMs);
    case Kind::Runtime:
        return run.runtimeSeconds < 0 ? QString() : QString::number(run.runtimeSeconds, 'g', 17);
    default:
        return runCellExactText(run, column);
    }
}

bool isNumberCell(const domain::Run &run, const RunColumn &column)
{
    if (column.kind == Kind::Runtime)
        return true;
    return !column.isFixed() && jsonCell(run, column).isDouble();
}

} // namespace ui
