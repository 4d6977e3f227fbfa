#pragma once

#include <QStyledItemDelegate>

namespace ui {

class ConsoleModel;

/// Paints one row of the console: a mark for stderr, the line's number, the time if wanted, and the text in its colours
/// with what is searched for marked. All rows have one height.
class ConsoleDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    ConsoleDelegate(const ConsoleModel &model, QObject *parent);

    void setShowsTimes(bool shows) { m_showsTimes = shows; }
    [[nodiscard]] bool showsTimes() const { return m_showsTimes; }
    void setSearchText(const QString &text) { m_search = text; }
    /// What stands before the text, in pixels.
    [[nodiscard]] int textLeft(const QFontMetrics &metrics) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintMargin(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintMatches(
        QPainter &painter, const QRect &place, const QString &text, const QStyleOptionViewItem &option) const;

    const ConsoleModel &m_model;
    bool m_showsTimes = false;
    QString m_search;
};

} // namespace ui
