#pragma once

#include <QHash>
#include <QTableView>
#include <QTimer>

class QMenu;

namespace base {
class Settings;
}

namespace ui {

/// The program's table: rows are selected, columns sorted, moved, resized, hidden and remembered; Ctrl+C copies the
/// selection as TSV and HTML; typing finds a row; Tab leaves; the context menu comes by mouse and by keyboard.
/// Sorting itself is the model's (a proxy, or the store).
class TableView : public QTableView
{
    Q_OBJECT

public:
    explicit TableView(QWidget *parent = nullptr);

    /// Remembers the columns in `settings` under `scope` (e.g. "projects", "runs/algoperf/ogbg") and restores them as
    /// soon as the model has columns. Settings outlive the view.
    void rememberColumns(base::Settings &settings, const QString &scope);
    /// The column that typing searches; 0 at first.
    void setSearchColumn(int column) { m_searchColumn = column; }
    /// The column that takes the room that is left, e.g. the name's; -1: none. Where hardly any is left, it stays
    /// readable, and the table scrolls sideways.
    void setStretchColumn(int column);
    /// Makes a column as wide as its cells, as far as the others and `leastStretch` pixels of the stretched one leave
    /// room; not once the person has arranged the columns.
    void fitColumn(int column, int leastStretch);
    /// Columns that go, the first ones first, where the window is too narrow for all; they come back with the room.
    void setDispensable(const QList<int> &columns);
    /// A menu with one checkable entry a column; the search column's is always on. The caller shows it with popup().
    QMenu *makeColumnsMenu();
    /// The selected rows in their order on screen; empty: nothing is selected.
    [[nodiscard]] QModelIndexList selectedRowsInOrder() const;
    void copySelection() const;
    /// The visible columns of the selected rows (all rows if none is selected) as tab-separated text with a header.
    [[nodiscard]] QString selectionAsTsv() const;
    [[nodiscard]] QString selectionAsHtml() const;

    void setModel(QAbstractItemModel *model) override;
    void keyboardSearch(const QString &text) override;

signals:
    /// Return, Enter or a double click on a row.
    void rowActivated(const QModelIndex &index);
    /// At the pointer or, from the keyboard, at the current row.
    void menuRequested(const QPoint &globalPosition);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QList<int> visibleColumns() const;
    [[nodiscard]] QList<int> rowsToCopy() const;
    [[nodiscard]] int widthOfOthers(int column) const;
    void noteUsualWidths();
    /// A person chose columns or widths: they stay as they are.
    [[nodiscard]] bool isArranged() const;
    [[nodiscard]] int contentWidth(int column) const;
    /// Where the usual widths leave no room for the stretched column, the columns take what their cells need, and those
    /// that can be done without go.
    void fitUsualWidths();
    void fitSoon();
    void applyStretch();
    void applyRowHeight();
    void restoreColumns();
    void saveColumns();

    base::Settings *m_settings = nullptr;
    QString m_scope;
    QHash<int, int> m_usualWidths; ///< by column, without the stretched one; empty: none are known
    QTimer m_fitTimer;
    QList<int> m_dispensable;
    int m_fittedColumn = -1;
    int m_leastStretch = 0; ///< beside the fitted column
    int m_searchColumn = 0;
    int m_stretchColumn = -1;
    bool m_isRestoring = false;
    bool m_isRestored = false;
};

} // namespace ui
