#pragma once

#include "ui/kit/projectrows.h"

namespace ui {

/// The projects that the person works in, the most lively first.
class HomeProjectsModel : public ProjectRows
{
    Q_OBJECT

public:
    enum Column { NameColumn, TeamColumn, RunsColumn, ActiveRunsColumn, LastActiveColumn };

    explicit HomeProjectsModel(QObject *parent = nullptr);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
};

} // namespace ui
