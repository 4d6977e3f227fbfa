#pragma once

#include "domain/project.h"
#include "ui/kit/rowsmodel.h"

#include <QDateTime>

namespace ui {

/// A table of projects: which columns it has, their titles, words and alignment. What else a cell shows is said by the
/// model of a page.
class ProjectRows : public RowsModel<domain::Project>
{
    Q_OBJECT

public:
    /// The clock for "3 h ago"; tells that the column changed.
    void setNow(const QDateTime &now);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    enum class Field { Name, Team, Description, Visibility, Runs, ActiveRuns, LastActive, Owner };
    struct Title
    {
        Field field = Field::Name;
        QString text;
    };

    /// A column each.
    ProjectRows(QList<Title> columns, QObject *parent);

    [[nodiscard]] QString text(const domain::Project &project, int column) const;

private:
    [[nodiscard]] int alignment(int column) const;

    QList<Title> m_columns;
    QDateTime m_now;
};

} // namespace ui
