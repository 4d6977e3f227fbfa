#pragma once

#include "ui/runs/runcolumn.h"
#include "ui/runs/runfilter.h"
#include "ui/runs/runframe.h"
#include "ui/runs/runlooks.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QSet>
#include <QTimer>

namespace ui {

/// The runs of a project as a table: chosen columns, filtered and sorted by itself. A refresh tells the least, so that
/// selection and scrolling live through it; rows that change keep their place until the person sorts again.
/// GUI thread. 10,000 runs are usual, 100,000 work.
class RunsTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        RunIdRole = Qt::UserRole + 1, ///< QString
        ColourRole, ///< QColor of the run
        IsShownRole, ///< bool: drawn in the charts
        ShortIdRole, ///< QString; empty unless another shown row has the same name
        ColumnIdRole, ///< header: RunColumn::id()
    };

    explicit RunsTableModel(QObject *parent = nullptr);

    void setRuns(const domain::SharedRuns &runs);
    /// Shows a frame that was made elsewhere instead of what was there: a reset.
    void setFrame(RunFrame &&frame);
    /// What rows, filters and sorting ask for first.
    [[nodiscard]] QList<RunColumn> usualColumns() const;
    /// The chosen columns; the name always comes first.
    void setColumns(const QList<RunColumn> &columns);
    [[nodiscard]] const QList<RunColumn> &columns() const { return m_columns; }
    /// A filter that does not fit to the runs (filterError()) changes nothing until it does.
    void setFilter(const RunFilter &filter);
    [[nodiscard]] const std::optional<FilterError> &filterError() const { return m_filterError; }
    void setLooks(const RunLooks &looks);
    [[nodiscard]] const RunLooks &looks() const { return m_looks; }
    /// Which theme the colours are for.
    void setDark(bool isDark);
    /// The time that ages count from.
    void setNow(const QDateTime &now);

    void sort(int column, Qt::SortOrder order) override;
    void sortBy(const RunColumn &column, Qt::SortOrder order);
    [[nodiscard]] const RunColumn &sortColumn() const { return m_sortColumn; }
    [[nodiscard]] Qt::SortOrder sortOrder() const { return m_sortOrder; }
    /// Rows changed and kept their place; sortBy() would move some.
    [[nodiscard]] bool isOrderStale() const { return m_isOrderStale; }

    [[nodiscard]] int totalCount() const { return static_cast<int>(m_frame.size()); }
    /// Runs that pass the filter and are drawn.
    [[nodiscard]] int shownCount() const { return m_shownCount; }
    [[nodiscard]] const domain::SharedRun &runAt(int row) const
    {
        return m_frame.run(m_rows[static_cast<size_t>(row)]);
    }
    /// Null: there is no such run (the filter does not matter).
    [[nodiscard]] const domain::Run *findRun(const QString &runId) const;
    /// -1: not among the rows.
    [[nodiscard]] int rowOf(const QString &runId) const;
    [[nodiscard]] bool isShown(int row) const;
    [[nodiscard]] const RunFrame &frame() const { return m_frame; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    void looksChanged(); ///< by a click on an eye
    void rowsChanged(); ///< other rows, another order, or other counts

private:
    static constexpr quint32 goneSlot = ~quint32(0);

    void takeOver(const RunFrame::Change &change);
    void prepareSome();
    [[nodiscard]] std::vector<quint32> filteredRows(quint32 firstAdded);
    void replaceRows(const std::vector<quint32> &rows);
    void removeGone(const std::vector<bool> &stays);
    void insertNew(const std::vector<quint32> &rows, const std::vector<bool> &isOld);
    void tellChanged(const std::vector<quint32> &changed);
    void updateMarks();
    void placeAdded(quint32 firstAdded);
    [[nodiscard]] std::vector<quint32> freshOrder() const;
    [[nodiscard]] QVariant nameData(quint32 slot, int row, int role) const;
    [[nodiscard]] QVariant cellData(const domain::Run &run, const RunColumn &column, int role) const;

    RunFrame m_frame;
    QTimer m_preparing; ///< between other events: what filters and sorting will ask for
    QList<RunColumn> m_columns;
    RunFilter m_filter;
    std::optional<FilterError> m_filterError;
    RunLooks m_looks;
    RunColumn m_sortColumn{RunColumn::Kind::Created, {}};
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
    bool m_isOrderStale = false;
    std::vector<quint32> m_order; ///< all slots as sorted
    std::vector<quint32> m_rows; ///< those that pass the filter
    std::vector<qint32> m_rowOfSlot; ///< -1: not among the rows
    std::vector<quint8> m_isShown; ///< by row
    QSet<quint32> m_repeatedNames; ///< words of the name column that several rows have
    int m_shownCount = 0;
    bool m_isDark = false;
    QDateTime m_now;
};

} // namespace ui
