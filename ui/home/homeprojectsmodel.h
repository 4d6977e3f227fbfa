#pragma once

#include "domain/project.h"
#include "ui/kit/rowsmodel.h"

#include <QDateTime>

namespace ui {

/// The projects that the person works in, the most lively first.
class HomeProjectsModel : public RowsModel<domain::Project>
{
    Q_OBJECT

public:
    enum Column { NameColumn, TeamColumn, RunsColumn, ActiveRunsColumn, LastActiveColumn, ColumnCount };

    explicit HomeProjectsModel(QObject *parent = nullptr);

    void setNow(const QDateTime &now);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const domain::Project &project, int column) const;

    QDateTime m_now;
};

} // namespace ui
