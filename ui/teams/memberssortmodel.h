#pragma once

#include <QSortFilterProxyModel>

namespace ui {

/// Sorts and filters the members. People, service accounts and invitations stay together whatever is sorted by, in
/// either direction.
class MembersSortModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit MembersSortModel(QObject *parent = nullptr);

protected:
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
};

} // namespace ui
