#pragma once

#include "domain/run.h"
#include "ui/kit/rowsmodel.h"

#include <QDateTime>

namespace ui {

/// Runs of several projects: what is in progress, what ended since the last visit.
class HomeRunsModel : public RowsModel<domain::Run>
{
    Q_OBJECT

public:
    enum Column { NameColumn, ProjectColumn, CreatorColumn, TimeColumn, ColumnCount };
    /// What the last column tells.
    enum class Time { Runtime, Ended };

    explicit HomeRunsModel(Time time, QObject *parent = nullptr);

    void setNow(const QDateTime &now);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const domain::Run &run, int column) const;
    [[nodiscard]] QString timeText(const domain::Run &run) const;

    Time m_time;
    QDateTime m_now;
};

} // namespace ui
