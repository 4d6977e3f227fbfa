#pragma once

#include "ui/runs/runrowdelegate.h"

namespace ui {

/// Paints the name's cell: an eye (drawn in the charts or not), the run's colour, the name, and the short id where two
/// names are the same. A click on the eye toggles it.
class RunNameDelegate : public RunRowDelegate
{
    Q_OBJECT

public:
    using RunRowDelegate::RunRowDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;
};

} // namespace ui
