#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// Paints a cell of the runs table, marked where its run is the one that the pointer is on in a chart.
class RunRowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Empty: none. The caller repaints.
    void setHighlightedRun(const QString &run) { m_highlighted = run; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    QString m_highlighted;
};

} // namespace ui
