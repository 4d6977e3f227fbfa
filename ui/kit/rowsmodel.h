#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QList>
#include <functional>

namespace ui {

/// A table over a list of values. setRows() compares with what is there and emits the least (removed, moved, inserted,
/// changed), so that selection and scrolling live through a refresh. For up to some thousand rows.
template <typename T>
class RowsModel : public QAbstractTableModel
{
public:
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    [[nodiscard]] const QList<T> &rows() const { return m_rows; }
    /// Precondition: the row exists.
    [[nodiscard]] const T &at(int row) const { return m_rows.at(row); }

    void setRows(const QList<T> &rows)
    {
        removeMissing(rows);
        for (int row = 0; row < rows.size(); ++row)
            place(row, rows.at(row));
    }

protected:
    /// `key` tells rows apart and stays the same when a row's values change.
    RowsModel(std::function<QString(const T &)> key, QObject *parent)
        : QAbstractTableModel(parent)
        , m_key(std::move(key))
    { }

    void tellAllChanged(const QList<int> &roles = {})
    {
        if (!m_rows.isEmpty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), roles);
    }

private:
    void removeMissing(const QList<T> &rows)
    {
        QHash<QString, bool> wanted;
        for (const T &value : rows)
            wanted.insert(m_key(value), true);
        for (int row = rowCount() - 1; row >= 0; --row) {
            if (wanted.contains(m_key(m_rows.at(row))))
                continue;
            beginRemoveRows({}, row, row);
            m_rows.removeAt(row);
            endRemoveRows();
        }
    }

    void place(int row, const T &value)
    {
        const QString key = m_key(value);
        int from = row;
        while (from < m_rows.size() && m_key(m_rows.at(from)) != key)
            ++from;
        if (from == m_rows.size()) {
            beginInsertRows({}, row, row);
            m_rows.insert(row, value);
            endInsertRows();
            return;
        }
        if (from != row) {
            beginMoveRows({}, from, from, {}, row);
            m_rows.move(from, row);
            endMoveRows();
        }
        if (m_rows.at(row) == value)
            return;
        m_rows[row] = value;
        emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    }

    std::function<QString(const T &)> m_key;
    QList<T> m_rows;
};

} // namespace ui
