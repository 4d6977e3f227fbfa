#include "ui/runs/runstablemodel.h"

#include <QHash>
#include <algorithm>
#include <numeric>

namespace ui {

namespace {

/// More ranges than this are told as a reset: each costs the view a pass over its rows.
constexpr int maxToldRanges = 100;

} // namespace

RunsTableModel::RunsTableModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns{RunColumn{}}
    , m_now(QDateTime::currentDateTimeUtc())
{
    m_preparing.setInterval(0);
    connect(&m_preparing, &QTimer::timeout, this, &RunsTableModel::prepareSome);
}

void RunsTableModel::setRuns(const domain::SharedRuns &runs)
{
    const RunFrame::Change change = m_frame.update(runs);
    if (!change.isEmpty(m_frame.size()))
        takeOver(change);
    m_preparing.start();
}

void RunsTableModel::setFrame(RunFrame &&frame)
{
    beginResetModel();
    m_frame = std::move(frame);
    m_order = freshOrder();
    m_isOrderStale = false;
    m_filterError = m_filter.check(m_frame);
    m_rows = filteredRows(0);
    updateMarks();
    endResetModel();
    emit rowsChanged();
    m_preparing.start();
}

QList<RunColumn> RunsTableModel::usualColumns() const
{
    QList<RunColumn> columns = m_columns;
    for (const RunColumn::Kind kind : RunFilter::wordColumns)
        columns.append({kind, {}});
    if (!columns.contains(m_sortColumn))
        columns.append(m_sortColumn);
    return columns;
}

/// A large project's columns take too long for one turn.
void RunsTableModel::prepareSome()
{
    constexpr quint32 cellsPerTurn = 1000;
    for (const RunColumn &column : usualColumns()) {
        if (m_frame.prepare(column, cellsPerTurn))
            return;
    }
    m_preparing.stop();
}

void RunsTableModel::takeOver(const RunFrame::Change &change)
{
    if (!change.kept.empty()) {
        std::vector<quint32> slotNow(change.kept.size(), goneSlot);
        quint32 next = 0;
        for (size_t slot = 0; slot < change.kept.size(); ++slot) {
            if (change.kept[slot])
                slotNow[slot] = next++;
        }
        for (quint32 &slot : m_order)
            slot = slotNow[slot];
        std::erase(m_order, goneSlot);
        for (quint32 &slot : m_rows)
            slot = slotNow[slot];
    }
    placeAdded(change.firstAdded);
    m_filterError = m_filter.check(m_frame);
    replaceRows(filteredRows(change.firstAdded));
    updateMarks();
    tellChanged(change.changed);
    emit rowsChanged();
}

std::vector<quint32> RunsTableModel::freshOrder() const
{
    std::vector<quint32> order(m_frame.size());
    std::iota(order.begin(), order.end(), quint32(0));
    sortSlots(order, m_frame.column(m_sortColumn), m_sortOrder);
    return order;
}

/// New runs go before the run that follows them in the fresh order; all others stay where they are.
void RunsTableModel::placeAdded(quint32 firstAdded)
{
    std::vector<quint32> fresh = m_order;
    for (quint32 slot = firstAdded; slot < m_frame.size(); ++slot)
        fresh.push_back(slot);
    sortSlots(fresh, m_frame.column(m_sortColumn), m_sortOrder);
    if (firstAdded < m_frame.size()) {
        QHash<quint32, std::vector<quint32>> before;
        std::vector<quint32> waiting;
        for (const quint32 slot : fresh) {
            if (slot >= firstAdded) {
                waiting.push_back(slot);
            } else if (!waiting.empty()) {
                before.insert(slot, waiting);
                waiting.clear();
            }
        }
        std::vector<quint32> order;
        order.reserve(fresh.size());
        for (const quint32 slot : m_order) {
            const auto added = before.constFind(slot);
            if (added != before.constEnd())
                order.insert(order.end(), added->begin(), added->end());
            order.push_back(slot);
        }
        order.insert(order.end(), waiting.begin(), waiting.end());
        m_order = std::move(order);
    }
    m_isOrderStale = m_order != fresh;
}

std::vector<quint32> RunsTableModel::filteredRows(quint32 firstAdded)
{
    if (m_filterError) {
        // What cannot be applied leaves the rows as they are; new runs come along.
        std::vector<bool> isThere(m_frame.size(), false);
        for (const quint32 slot : m_rows) {
            if (slot != goneSlot)
                isThere[slot] = true;
        }
        std::vector<quint32> rows = m_order;
        std::erase_if(rows, [&](quint32 slot) { return slot < firstAdded && !isThere[slot]; });
        return rows;
    }
    const std::vector<quint8> passes = m_filter.passing(m_frame);
    std::vector<quint32> rows;
    rows.reserve(m_order.size());
    for (const quint32 slot : m_order) {
        if (passes[slot] != 0)
            rows.push_back(slot);
    }
    return rows;
}

void RunsTableModel::setFilter(const RunFilter &filter)
{
    m_filter = filter;
    m_filterError = m_filter.check(m_frame);
    if (m_filterError)
        return;
    replaceRows(filteredRows(m_frame.size()));
    updateMarks();
    emit rowsChanged();
}

void RunsTableModel::replaceRows(const std::vector<quint32> &rows)
{
    if (rows == m_rows)
        return;
    std::vector<bool> isNew(m_frame.size(), false);
    for (const quint32 slot : rows)
        isNew[slot] = true;
    std::vector<bool> stays(m_rows.size());
    std::vector<bool> isOld(m_frame.size(), false);
    int ranges = 0;
    for (size_t row = 0; row < m_rows.size(); ++row) {
        const quint32 slot = m_rows[row];
        stays[row] = slot != goneSlot && isNew[slot];
        if (stays[row])
            isOld[slot] = true;
        ranges += !stays[row] && (row == 0 || stays[row - 1]) ? 1 : 0;
    }
    for (size_t row = 0; row < rows.size(); ++row)
        ranges += !isOld[rows[row]] && (row == 0 || isOld[rows[row - 1]]) ? 1 : 0;
    if (ranges > maxToldRanges) {
        beginResetModel();
        m_rows = rows;
        updateMarks();
        endResetModel();
        return;
    }
    removeGone(stays);
    insertNew(rows, isOld);
}

void RunsTableModel::removeGone(const std::vector<bool> &stays)
{
    for (auto last = static_cast<int>(stays.size()) - 1; last >= 0; --last) {
        if (stays[static_cast<size_t>(last)])
            continue;
        int first = last;
        while (first > 0 && !stays[static_cast<size_t>(first) - 1])
            --first;
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
}

void RunsTableModel::insertNew(const std::vector<quint32> &rows, const std::vector<bool> &isOld)
{
    for (int first = 0; first < static_cast<int>(rows.size()); ++first) {
        if (isOld[rows[static_cast<size_t>(first)]])
            continue;
        int last = first;
        while (last + 1 < static_cast<int>(rows.size()) && !isOld[rows[static_cast<size_t>(last) + 1]])
            ++last;
        beginInsertRows({}, first, last);
        m_rows.insert(m_rows.begin() + first, rows.begin() + first, rows.begin() + last + 1);
        endInsertRows();
        first = last;
    }
}

void RunsTableModel::tellChanged(const std::vector<quint32> &changed)
{
    std::vector<int> rows;
    for (const quint32 slot : changed) {
        if (m_rowOfSlot[slot] >= 0)
            rows.push_back(m_rowOfSlot[slot]);
    }
    std::ranges::sort(rows);
    for (size_t i = 0; i < rows.size();) {
        size_t end = i + 1;
        while (end < rows.size() && rows[end] == rows[end - 1] + 1)
            ++end;
        emit dataChanged(index(rows[i], 0), index(rows[end - 1], columnCount() - 1));
        i = end;
    }
}

/// What follows from the rows: their places, who is drawn, and which names stand there twice.
void RunsTableModel::updateMarks()
{
    m_rowOfSlot.assign(m_frame.size(), -1);
    std::vector<quint8> isShown(m_rows.size());
    QSet<quint32> repeated;
    const FrameColumn &names = m_frame.column({RunColumn::Kind::Name, {}});
    std::vector<bool> isSeen(static_cast<size_t>(names.words().size()), false);
    m_shownCount = 0;
    for (size_t row = 0; row < m_rows.size(); ++row) {
        const quint32 slot = m_rows[row];
        m_rowOfSlot[slot] = static_cast<qint32>(row);
        isShown[row] = m_looks.isShown(m_frame.run(slot)->path.run, static_cast<int>(row)) ? 1 : 0;
        m_shownCount += isShown[row];
        if (names.cell(slot) != FrameColumn::Cell::Text)
            continue;
        const quint32 word = names.word(slot);
        if (isSeen[word])
            repeated.insert(word);
        isSeen[word] = true;
    }
    const bool isOther = isShown != m_isShown || repeated != m_repeatedNames;
    m_isShown = std::move(isShown);
    m_repeatedNames = std::move(repeated);
    if (isOther && !m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

void RunsTableModel::setColumns(const QList<RunColumn> &columns)
{
    QList<RunColumn> wanted{RunColumn{}};
    for (const RunColumn &column : columns) {
        if (!wanted.contains(column))
            wanted.append(column);
    }
    for (auto i = m_columns.size() - 1; i > 0; --i) {
        if (wanted.contains(m_columns[i]))
            continue;
        beginRemoveColumns({}, static_cast<int>(i), static_cast<int>(i));
        m_columns.removeAt(i);
        endRemoveColumns();
    }
    QList<RunColumn> kept = wanted;
    kept.removeIf([this](const RunColumn &column) { return !m_columns.contains(column); });
    if (kept != m_columns) {
        beginResetModel();
        m_columns = wanted;
        endResetModel();
        return;
    }
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (i < m_columns.size() && m_columns[i] == wanted[i])
            continue;
        beginInsertColumns({}, static_cast<int>(i), static_cast<int>(i));
        m_columns.insert(i, wanted[i]);
        endInsertColumns();
    }
}

void RunsTableModel::setLooks(const RunLooks &looks)
{
    if (looks == m_looks)
        return;
    m_looks = looks;
    updateMarks();
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, 0), {ColourRole, IsShownRole, Qt::CheckStateRole});
    emit rowsChanged();
}

void RunsTableModel::setDark(bool isDark)
{
    if (std::exchange(m_isDark, isDark) != isDark && !m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, 0), {ColourRole});
}

void RunsTableModel::setNow(const QDateTime &now)
{
    m_now = now;
    for (int column = 0; column < columnCount() && !m_rows.empty(); ++column) {
        if (m_columns[column].kind == RunColumn::Kind::Created)
            emit dataChanged(index(0, column), index(rowCount() - 1, column), {Qt::DisplayRole});
    }
}

void RunsTableModel::sort(int column, Qt::SortOrder order)
{
    if (column >= 0 && column < m_columns.size())
        sortBy(m_columns[column], order);
}

void RunsTableModel::sortBy(const RunColumn &column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    m_isOrderStale = false;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    sortSlots(m_order, m_frame.column(column), order);
    const std::vector<quint32> before = m_rows;
    std::vector<quint32> rows;
    rows.reserve(m_rows.size());
    for (const quint32 slot : m_order) {
        if (m_rowOfSlot[slot] >= 0)
            rows.push_back(slot);
    }
    m_rows = std::move(rows);
    for (size_t row = 0; row < m_rows.size(); ++row)
        m_rowOfSlot[m_rows[row]] = static_cast<qint32>(row);
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &old : from)
        to.append(index(m_rowOfSlot[before[static_cast<size_t>(old.row())]], old.column()));
    changePersistentIndexList(from, to);
    emit layoutChanged({}, VerticalSortHint);
    updateMarks();
    emit rowsChanged();
}

const domain::Run *RunsTableModel::findRun(const QString &runId) const
{
    const qint64 slot = m_frame.slotOf(runId);
    return slot < 0 ? nullptr : &*m_frame.run(static_cast<quint32>(slot));
}

int RunsTableModel::rowOf(const QString &runId) const
{
    const qint64 slot = m_frame.slotOf(runId);
    return slot < 0 || static_cast<size_t>(slot) >= m_rowOfSlot.size() ? -1 : m_rowOfSlot[static_cast<size_t>(slot)];
}

bool RunsTableModel::isShown(int row) const
{
    const auto at = static_cast<size_t>(row);
    return at < m_isShown.size() && m_isShown[at] != 0;
}

int RunsTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RunsTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

} // namespace ui

#include "moc_runstablemodel.cpp"
