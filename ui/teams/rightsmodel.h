#pragma once

#include "domain/rulebook.h"
#include "domain/team.h"
#include "ui/kit/rowsmodel.h"

namespace ui {

/// One line of "what may this person do?".
struct Right
{
    enum class Answer { No, Own, Yes };

    domain::Action action = domain::Action::TeamView;
    Answer answer = Answer::No;
    QString reason; ///< why not, or why only own; empty for Yes

    bool operator==(const Right &) const = default;
};

/// What a member may do in the team and in its projects of one visibility, by asking the rule book twice: for things
/// of their own and for those of others. Registries and the organisation have roles of their own and are not told.
QList<Right> rightsOf(const domain::Member &member, const domain::TeamPolicy &policy, domain::Visibility visibility);

/// Rights as a table: area, action, answer, reason.
class RightsModel : public RowsModel<Right>
{
    Q_OBJECT

public:
    enum Column { AreaColumn, ActionColumn, AnswerColumn, ReasonColumn, ColumnCount };
    enum Role { SortRole = Qt::UserRole + 1, AnswerRole };

    explicit RightsModel(QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const Right &right, int column) const;
};

} // namespace ui
