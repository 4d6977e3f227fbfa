#include "series/historyrows.h"

#include "series/rowscanner.h"

#include <atomic>
#include <cmath>
#include <optional>

namespace series {

base::Status HistoryTable::appendRow(QByteArrayView line)
{
    // One scanner a thread keeps its buffers from row to row; it holds nothing that outlives a call.
    thread_local RowScanner scanner;
    const qint64 row = m_rows++;
    if (!scanner.scan(line)) {
        ++m_brokenRows;
        return base::Error{base::Error::Kind::Invalid,
            QStringLiteral("history row %1: %2 at byte %3")
                .arg(row)
                .arg(QLatin1String(scanner.problem()))
                .arg(scanner.at())};
    }
    m_ignored += scanner.ignoredCount();
    qint64 step = row;
    for (const RowScanner::Value &value : scanner.values()) {
        if (value.nameSize == 5 && scanner.nameOf(value) == "_step")
            step = value.step().value_or(step);
    }
    m_lastStep = step;
    m_guess = 0;
    for (const RowScanner::Value &value : scanner.values()) {
        const QByteArray name = scanner.nameOf(value);
        if (name == "_step")
            continue;
        const qsizetype column = columnOf(name);
        if (column < 0)
            ++m_ignored;
        else
            store(column, step, value.number);
    }
    return base::Done{};
}

qsizetype HistoryTable::columnOf(const QByteArray &name)
{
    const auto count = static_cast<qsizetype>(m_columns.size());
    if (m_guess < count && m_columns[static_cast<size_t>(m_guess)].name == name)
        return m_guess++;
    auto found = m_index.constFind(name);
    if (found == m_index.constEnd()) {
        if (count >= maxColumns)
            return -1;
        const QByteArray own(name.constData(), name.size());
        m_columns.push_back({own, std::make_shared<Points>(), -1, false});
        m_columns.back().points->lineage = newLineage();
        found = m_index.insert(own, count);
    }
    m_guess = *found + 1;
    return *found;
}

void HistoryTable::store(qsizetype index, qint64 step, double value)
{
    Column &column = m_columns[static_cast<size_t>(index)];
    if (column.isForeign || column.points.use_count() > 1) {
        auto copy = std::make_shared<Points>();
        copy->lineage = column.points->lineage != 0 ? column.points->lineage : newLineage();
        const size_t room = column.points->size() + column.points->size() / 8 + 16;
        copy->steps.reserve(room);
        copy->values.reserve(room);
        copy->steps.append(column.points->steps);
        copy->values.assign(column.points->values.begin(), column.points->values.end());
        column.points = std::move(copy);
        column.isForeign = false;
    } else {
        // The last reader may have let go in another thread just now: what it read must have been read before we write.
        std::atomic_thread_fence(std::memory_order_acquire);
    }
    const qint64 row = m_rows - 1;
    if (column.lastRow == row) {
        column.points->values.back() = value;
        column.points->lineage = newLineage(); // who saw the other value saw other points
        return;
    }
    column.lastRow = row;
    column.points->steps.push_back(step);
    column.points->values.push_back(value);
}

void HistoryTable::restoreColumn(const QString &key, PointsPtr points)
{
    const qsizetype column = columnOf(key.toUtf8());
    if (column < 0 || points == nullptr)
        return;
    if (!points->empty())
        m_lastStep = std::max(m_lastStep, points->steps.back());
    Column &restored = m_columns[static_cast<size_t>(column)];
    restored.points = std::const_pointer_cast<Points>(std::move(points));
    restored.isForeign = true;
}

QStringList HistoryTable::keys() const
{
    QStringList keys;
    keys.reserve(static_cast<qsizetype>(m_columns.size()));
    for (const Column &column : m_columns)
        keys.append(QString::fromUtf8(column.name));
    return keys;
}

PointsPtr HistoryTable::points(const QString &key) const
{
    const auto found = m_index.constFind(key.toUtf8());
    return found == m_index.constEnd() ? nullptr : m_columns[static_cast<size_t>(*found)].points;
}

} // namespace series
