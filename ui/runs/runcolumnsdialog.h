#pragma once

#include "ui/runs/runcolumn.h"
#include "ui/runs/runkeys.h"

#include <QDialog>

class QTreeWidget;
class QTreeWidgetItem;

namespace ui {

/// Chooses the columns of the runs table among the fixed ones, the config's keys and the summary's. Opened with open().
class RunColumnsDialog : public QDialog
{
    Q_OBJECT

public:
    RunColumnsDialog(const QList<RunColumn> &chosen, const RunKeys &keys, QWidget *parent = nullptr);

    /// The columns that were chosen before in their order, then the new ones in the order of the list.
    [[nodiscard]] QList<RunColumn> value() const;

private:
    void createWidgets();
    void addGroup(const QString &title, const QList<RunColumn> &columns);
    void filter(const QString &text);

    QList<RunColumn> m_chosen;
    QTreeWidget *m_tree = nullptr;
};

} // namespace ui
