#pragma once

#include "domain/sharedrun.h"
#include "ui/runs/runkeys.h"
#include "ui/runs/runstablemodel.h"

#include "base/latestcall.h"

#include <QWidget>

class QAction;
class QLabel;
class QTimer;
class QToolButton;

namespace ui {

class PageStack;
class PlainLabel;
class ProjectState;
class RunsTableView;
class SearchField;

/// The runs of a project: filter, table, and how many are there and drawn. Keeps what the person chose in ProjectState.
class RunsPane : public QWidget
{
    Q_OBJECT

public:
    /// `state` outlives the pane; what it kept is taken over once it is loaded.
    explicit RunsPane(ProjectState &state, QWidget *parent = nullptr);
    ~RunsPane() override;

    void setRuns(const domain::SharedRuns &runs);
    /// A large project's table is being made; its rows follow.
    [[nodiscard]] bool isPreparing() const { return m_frameCall.isWaiting(); }
    [[nodiscard]] const RunsTableModel &model() const { return *m_model; }
    [[nodiscard]] RunsTableView &view() const { return *m_view; }
    [[nodiscard]] domain::SharedRuns selectedRuns() const;
    [[nodiscard]] const RunKeys &keys() const { return m_keys; }
    /// Show and hide, colour, columns, copy; null is a separator.
    [[nodiscard]] QList<QAction *> tableActions() const;
    /// The entries for the eye's menu.
    [[nodiscard]] QList<QAction *> showActions() const;
    /// Asks for a colour for the selected runs.
    void chooseColour();
    /// Sorts again what kept its place while it changed.
    void sortAgain();
    void clearFilter();
    /// The time that ages count from.
    void setNow(const QDateTime &now) { m_model->setNow(now); }
    /// The columns as they stand on screen.
    [[nodiscard]] QList<RunColumn> visualColumns() const;

signals:
    void runSelectionChanged();
    /// Which runs are drawn, their order, names or colours are different.
    void drawnRunsChanged();
    void runActivated(const QString &run);
    void runPointed(const QString &run);
    void menuRequested(const QPoint &globalPosition);
    void keysChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void createActions();
    void createTable();
    void createBar();
    void createFooter();
    void connectTable();
    void restore();
    void restoreColumns();
    void saveColumns();
    void saveSort();
    void applyFilter(const QString &text);
    void updateWords();
    void updateActions();
    void chooseColumns();
    void changeLooks(const std::function<void(RunLooks &)> &change);
    void toggleSelected();
    void fillTable();
    void collectKeys();
    void showFirstColumns();
    void fitFirstColumns();
    QAction *makeAction(const char *name, const char *iconName, const QString &text);

    ProjectState &m_state;
    RunsTableModel *m_model = nullptr;
    RunsTableView *m_view = nullptr;
    PageStack *m_stack = nullptr;
    SearchField *m_filter = nullptr;
    QWidget *m_filterErrorBox = nullptr;
    QLabel *m_filterErrorSign = nullptr;
    PlainLabel *m_filterError = nullptr;
    PlainLabel *m_counts = nullptr;
    PlainLabel *m_limit = nullptr;
    QToolButton *m_sortAgain = nullptr;
    QAction *m_toggle = nullptr;
    QAction *m_showOnly = nullptr;
    QAction *m_hideAll = nullptr;
    QAction *m_showAll = nullptr;
    QAction *m_colour = nullptr;
    QAction *m_columns = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_clearFilter = nullptr;
    domain::SharedRuns m_runs; ///< as they came; shared with the feed
    RunKeys m_keys;
    QTimer *m_keysDelay = nullptr;
    base::LatestCall m_keysCall;
    base::LatestCall m_frameCall;
    std::optional<FilterError> m_syntaxError;
    bool m_hasChosenColumns = false;
    bool m_isRestoring = false;
};

} // namespace ui
