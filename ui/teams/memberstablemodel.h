#pragma once

#include "domain/team.h"
#include "ui/kit/rowsmodel.h"

#include <QDateTime>

namespace ui {

/// What a member is called in lists and questions: the name, else the user name, else the mail address. Foreign text.
QString memberName(const domain::Member &member);

/// A team's people, service accounts and invitations as a table.
class MembersTableModel : public RowsModel<domain::Member>
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        UsernameColumn,
        EmailColumn,
        RoleColumn,
        SeatColumn,
        KindColumn,
        ActivityColumn, ///< last active, or when and by whom invited
        ColumnCount
    };
    /// What a proxy sorts by, and what a delegate paints.
    enum Role { SortRole = Qt::UserRole + 1, KindRole, PersonNameRole };

    explicit MembersTableModel(QObject *parent = nullptr);

    /// The person who is signed in: marked with "(you)".
    void setMe(const domain::UserId &me);
    /// The clock for "3 h ago"; tells the column changed.
    void setNow(const QDateTime &now);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const domain::Member &member, int column) const;
    [[nodiscard]] QString activityText(const domain::Member &member) const;
    [[nodiscard]] QVariant toolTip(const domain::Member &member, int column) const;
    [[nodiscard]] QVariant sortKey(const domain::Member &member, int column) const;

    domain::UserId m_me;
    QDateTime m_now;
};

} // namespace ui
