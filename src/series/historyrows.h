#pragma once

#include "base/result.h"
#include "series/points.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QString>
#include <QStringList>

namespace series {

/// The history of one run as columns: rows of JSON text go in, one `Points` a metric comes out (protocol, section 10).
/// What counts as a number: JSON numbers, the bare words and the texts NaN, Infinity and -Infinity, and booleans (0,
/// 1). Nested objects are flattened with "."; media objects (those with `_type`), texts, lists and null are left out
/// and counted. `_step` gives each row its step; a row without one (system metrics) has its row number.
///
/// Not thread safe; the snapshots it hands out may go to any thread.
class HistoryTable
{
public:
    /// Takes one row. A line that is not a JSON object (Kind::Invalid, with the byte) adds no value, but counts as a
    /// row, so that row numbers stay those of the server.
    base::Status appendRow(QByteArrayView line);

    /// Continues a history that was kept elsewhere: `rows` rows were read before, with this column among them.
    /// Replaces a column of the same name.
    void restoreColumn(const QString &key, PointsPtr points);
    void setRowCount(qint64 rows) { m_rows = rows; }

    [[nodiscard]] qint64 rowCount() const { return m_rows; }
    [[nodiscard]] qint64 brokenRowCount() const { return m_brokenRows; }
    /// Values that were no numbers.
    [[nodiscard]] qint64 ignoredValueCount() const { return m_ignored; }
    /// The step of the last row; -1 before the first.
    [[nodiscard]] qint64 lastStep() const { return m_lastStep; }
    /// In the order of their first appearance. Includes `_runtime` and `_timestamp`, never `_step`.
    [[nodiscard]] QStringList keys() const;
    /// Null: no such metric. The snapshot does not change when rows are appended later. It costs nothing until then;
    /// the first row after it copies the column if the snapshot is still in use.
    [[nodiscard]] PointsPtr points(const QString &key) const;

    /// No run has more metrics than this; values of further keys are ignored and counted.
    static constexpr qsizetype maxColumns = 20'000;

private:
    struct Column
    {
        QByteArray name; ///< UTF-8
        std::shared_ptr<Points> points;
        qint64 lastRow = -1; ///< a key that comes twice in a row: the last one wins
        bool isForeign = false; ///< restored: somebody else's, copied before the first change
    };

    [[nodiscard]] qsizetype columnOf(const QByteArray &name);
    void store(qsizetype column, qint64 step, double value);

    std::vector<Column> m_columns;
    QHash<QByteArray, qsizetype> m_index;
    qsizetype m_guess = 0; ///< rows repeat their keys in the same order: the next column is probably this
    qint64 m_rows = 0;
    qint64 m_brokenRows = 0;
    qint64 m_ignored = 0;
    qint64 m_lastStep = -1;
};

} // namespace series
