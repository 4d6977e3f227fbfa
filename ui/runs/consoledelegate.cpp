#include "ui/runs/consoledelegate.h"

#include "ui/kit/theme.h"
#include "ui/runs/consolemodel.h"

#include <QApplication>
#include <QFontMetrics>
#include <QPainter>

namespace ui {

namespace {

constexpr int timeCharacters = 12;
constexpr int markWidth = 3;
/// What is farther right than this cannot be scrolled to anyway.
constexpr qsizetype maxPaintedCharacters = 20'000;

int charactersWidth(const QFontMetrics &metrics, qsizetype characters)
{
    return metrics.horizontalAdvance(QLatin1Char('0')) * static_cast<int>(characters);
}

} // namespace

ConsoleDelegate::ConsoleDelegate(const ConsoleModel &model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{ }

int ConsoleDelegate::textLeft(const QFontMetrics &metrics) const
{
    const auto digits = std::max<qsizetype>(4, QString::number(m_model.lineCount()).size());
    const int times = m_showsTimes ? charactersWidth(metrics, timeCharacters) + gap(3) : 0;
    return gap(2) + markWidth + charactersWidth(metrics, digits) + gap(3) + times;
}

QSize ConsoleDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const auto characters = std::min(m_model.longestLine(), maxPaintedCharacters);
    const qsizetype shown = m_model.wrapColumns() > 0 ? m_model.wrapColumns() : characters;
    return {textLeft(option.fontMetrics) + charactersWidth(option.fontMetrics, shown) + gap(2),
        option.fontMetrics.lineSpacing() + 2};
}

void ConsoleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem row = option;
    row.text.clear();
    row.state &= ~QStyle::State_HasFocus;
    const QStyle *style = row.widget != nullptr ? row.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &row, painter, row.widget);
    painter->save();
    painter->setFont(option.font);
    paintMargin(*painter, option, index);
    paintText(*painter, option, index);
    painter->restore();
}

void ConsoleDelegate::paintMargin(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeColours &colours = themeColours(option.palette);
    const bool isSelected = (option.state & QStyle::State_Selected) != 0;
    if (index.data(ConsoleModel::IsErrorRole).toBool())
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), markWidth, option.rect.height()), colours.danger);
    if (index.data(ConsoleModel::IsContinuationRole).toBool())
        return;
    const QFontMetrics &metrics = option.fontMetrics;
    painter.setPen(isSelected ? colours.selectionText : colours.muted);
    QRect place = option.rect;
    place.setWidth(textLeft(metrics) - gap(3));
    if (m_showsTimes) {
        place.setWidth(place.width() - charactersWidth(metrics, timeCharacters) - gap(3));
        painter.drawText(place.right() + gap(3), place.top(), charactersWidth(metrics, timeCharacters) + 2,
            place.height(), Qt::AlignLeft | Qt::AlignVCenter, index.data(ConsoleModel::TimestampRole).toString());
    }
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter,
        QString::number(index.data(ConsoleModel::LineNumberRole).toLongLong()));
}

void ConsoleDelegate::paintText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeColours &colours = themeColours(option.palette);
    const bool isSelected = (option.state & QStyle::State_Selected) != 0;
    const QString text = index.data().toString().left(maxPaintedCharacters);
    const QFontMetrics &metrics = option.fontMetrics;
    QRect place = option.rect;
    place.setLeft(place.left() + textLeft(metrics));
    paintMatches(painter, place, text, option);
    const auto drawPart = [&](qsizetype start, qsizetype length, const AnsiStyle &style) {
        const QString part = text.mid(start, length);
        const QRect where(place.left() + metrics.horizontalAdvance(text.left(start)), place.top(),
            metrics.horizontalAdvance(part), place.height());
        QColor ink = style.foreground < 0 ? colours.text : ansiColour(style.foreground, option.palette);
        if (style.faint)
            ink = colours.muted;
        if (style.background >= 0 || style.inverse) {
            QColor back = style.background < 0 ? colours.text : ansiColour(style.background, option.palette);
            // The chosen colours are readable on the base, so the base is readable on them.
            painter.fillRect(where, style.inverse ? ink : back);
            ink = colours.base;
        }
        painter.setPen(isSelected ? colours.selectionText : ink);
        QFont font = option.font;
        font.setBold(style.bold);
        font.setItalic(style.italic);
        font.setUnderline(style.underline);
        painter.setFont(font);
        painter.drawText(where.adjusted(0, 0, gap(2), 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, part);
    };
    qsizetype done = 0;
    for (const AnsiSpan &span : m_model.spansOfRow(index.row())) {
        if (span.start > done)
            drawPart(done, span.start - done, {});
        drawPart(span.start, span.length, span.style);
        done = span.start + span.length;
    }
    if (done < text.size())
        drawPart(done, text.size() - done, {});
}

void ConsoleDelegate::paintMatches(
    QPainter &painter, const QRect &place, const QString &text, const QStyleOptionViewItem &option) const
{
    if (m_search.isEmpty() || (option.state & QStyle::State_Selected) != 0)
        return;
    const ThemeColours &colours = themeColours(option.palette);
    const QFontMetrics &metrics = option.fontMetrics;
    for (qsizetype at = text.indexOf(m_search, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(m_search, at + m_search.size(), Qt::CaseInsensitive)) {
        painter.fillRect(QRect(place.left() + metrics.horizontalAdvance(text.left(at)), place.top(),
                             metrics.horizontalAdvance(text.mid(at, m_search.size())), place.height()),
            colours.warningBack);
    }
}

} // namespace ui

#include "moc_consoledelegate.cpp"
