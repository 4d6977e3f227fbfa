#include "ui/runs/runstablemodel.h"

#include "ui/kit/plainlabel.h"
#include "ui/kit/stateicons.h"
#include "ui/runs/runcells.h"

namespace ui {

QVariant RunsTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const quint32 slot = m_rows[static_cast<size_t>(index.row())];
    if (slot == goneSlot)
        return {};
    if (role == RunIdRole)
        return m_frame.run(slot)->path.run;
    if (index.column() == 0) {
        const QVariant special = nameData(slot, index.row(), role);
        if (special.isValid())
            return special;
    }
    return cellData(m_frame.run(slot), m_columns[index.column()], role);
}

QVariant RunsTableModel::nameData(quint32 slot, int row, int role) const
{
    const domain::Run &run = m_frame.run(slot);
    switch (role) {
    case ColourRole:
        return m_looks.colour(run.path.run, m_isDark);
    case IsShownRole:
        return isShown(row);
    case Qt::CheckStateRole:
        return isShown(row) ? Qt::Checked : Qt::Unchecked;
    case ShortIdRole: {
        const FrameColumn &names = m_frame.column({RunColumn::Kind::Name, {}});
        const bool isRepeated =
            names.cell(slot) == FrameColumn::Cell::Text && m_repeatedNames.contains(names.word(slot));
        return isRepeated ? shortRunId(run) : QString();
    }
    case Qt::AccessibleTextRole: {
        const QString shortId = nameData(slot, row, ShortIdRole).toString();
        const QString name = shortId.isEmpty() ? runName(run) : runName(run) + QLatin1Char(' ') + shortId;
        return isShown(row) ? tr("%1, shown in the charts").arg(name) : tr("%1, hidden in the charts").arg(name);
    }
    default:
        return {};
    }
}

QVariant RunsTableModel::cellData(const domain::Run &run, const RunColumn &column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return runCellText(run, column, m_now);
    case Qt::ToolTipRole: {
        if (column.kind == RunColumn::Kind::Name)
            return plainToolTip(runName(run) + QLatin1Char('\n') + run.path.run);
        const QString exact = runCellExactText(run, column);
        return column.kind != RunColumn::Kind::Created && exact == runCellText(run, column, m_now) && exact.size() < 12
            ? QVariant()
            : QVariant(plainToolTip(exact.left(2000)));
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue<Qt::Alignment>(
            isNumberCell(run, column) ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::DecorationRole:
        return column.kind == RunColumn::Kind::State ? QVariant(runStateIcon(run.state)) : QVariant();
    default:
        return {};
    }
}

bool RunsTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || index.column() != 0)
        return false;
    RunLooks looks = m_looks;
    looks.setShown({runAt(index.row())->path.run}, value.toInt() == Qt::Checked);
    setLooks(looks);
    emit looksChanged();
    return true;
}

QVariant RunsTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    const RunColumn &column = m_columns[section];
    switch (role) {
    case Qt::DisplayRole:
        return runColumnTitle(column);
    case Qt::ToolTipRole:
        return plainToolTip(column.isFixed() ? runColumnTitle(column)
                                             : runColumnOrigin(column) + QStringLiteral(": ") + runColumnTitle(column));
    case ColumnIdRole:
        return column.id();
    case Qt::TextAlignmentRole: {
        const bool isRight = column.kind == RunColumn::Kind::Runtime
            || (!column.isFixed() && !m_rows.empty() && m_rows.front() != goneSlot
                && isNumberCell(m_frame.run(m_rows.front()), column));
        return QVariant::fromValue<Qt::Alignment>((isRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    default:
        return {};
    }
}

Qt::ItemFlags RunsTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
    if (index.column() == 0)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

} // namespace ui
