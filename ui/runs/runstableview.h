#pragma once

#include "ui/kit/tableview.h"

namespace ui {

class RunNameDelegate;
class RunRowDelegate;
class RunsTableModel;

/// The table of runs: the name's column stays in place while the others scroll sideways; selection and scrolling live
/// through a reset of the model. Space toggles the eyes of the selected rows.
class RunsTableView : public TableView
{
    Q_OBJECT

public:
    explicit RunsTableView(RunsTableModel &model, QWidget *parent = nullptr);

    /// The rows of the selection from the top, without asking the model about each cell.
    [[nodiscard]] QList<int> selectedRowNumbers() const;
    [[nodiscard]] QStringList selectedRuns() const;
    void selectRun(const QString &run);
    /// The run that the pointer is on in a chart; empty: none.
    void setHighlightedRun(const QString &run);

signals:
    void runSelectionChanged();
    /// The run under the pointer or, without one, the current one; empty: none.
    void runPointed(const QString &run);
    void toggleRequested(); ///< the Space key
    void widthChanged(); ///< of what is seen of the columns

protected:
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void scrollTo(const QModelIndex &index, ScrollHint hint) override;
    void changeEvent(QEvent *event) override;

private:
    void createPinned();
    void connectPinned();
    void placePinned();
    void rememberSelection();
    void restoreSelection();

    RunsTableModel &m_model;
    QString m_pointed; ///< the run that was made current by a person
    bool m_isTakingFocus = false;
    QTableView *m_pinned = nullptr;
    RunNameDelegate *m_nameDelegate = nullptr;
    RunRowDelegate *m_rowDelegate = nullptr;
    QStringList m_remembered;
    QString m_rememberedCurrent;
    bool m_isResetting = false;
};

} // namespace ui
