#include "ui/runs/consoleview.h"

#include "ui/kit/theme.h"
#include "ui/runs/consoledelegate.h"
#include "ui/runs/consolemodel.h"

#include <QClipboard>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace ui {

ConsoleView::ConsoleView(ConsoleModel &model, QWidget *parent)
    : QListView(parent)
    , m_model(model)
    , m_delegate(new ConsoleDelegate(model, this))
{
    setObjectName(QStringLiteral("consoleLines"));
    setAccessibleName(tr("Console lines"));
    setModel(&model);
    setItemDelegate(m_delegate);
    setUniformItemSizes(true);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerItem);
    setTabKeyNavigation(false);
    setFont(monospaceFont(font()));
    connect(&model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_follows)
            scrollToBottom();
    });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        if (m_follows)
            scrollToBottom();
    });
    connect(
        verticalScrollBar(), &QScrollBar::actionTriggered, this, &ConsoleView::noticeScrolling, Qt::QueuedConnection);
}

void ConsoleView::setWraps(bool wraps)
{
    m_wraps = wraps;
    setHorizontalScrollBarPolicy(wraps ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    updateWrap();
}

void ConsoleView::setShowsTimes(bool shows)
{
    m_delegate->setShowsTimes(shows);
    updateWrap();
    scheduleDelayedItemsLayout();
    viewport()->update();
}

void ConsoleView::setSearchText(const QString &text)
{
    m_delegate->setSearchText(text);
    viewport()->update();
}

void ConsoleView::setFollows(bool follows)
{
    if (follows)
        scrollToBottom();
    if (follows == m_follows)
        return;
    m_follows = follows;
    emit followsChanged(follows);
}

/// A person who scrolls away from the end reads; who comes back follows again.
void ConsoleView::noticeScrolling()
{
    const QScrollBar *bar = verticalScrollBar();
    setFollows(bar->value() >= bar->maximum());
}

void ConsoleView::updateWrap()
{
    if (m_isLayingOut)
        return;
    const QScopedValueRollback guard(m_isLayingOut, true);
    const QFontMetrics metrics = fontMetrics();
    const int room = viewport()->width() - m_delegate->textLeft(metrics) - gap(2);
    const int columns = m_wraps ? std::max(20, room / std::max(1, metrics.horizontalAdvance(QLatin1Char('0')))) : 0;
    if (columns == m_model.wrapColumns())
        return;
    const QModelIndex top = indexAt(QPoint(1, 1));
    const int line = top.isValid() ? m_model.lineOfRow(top.row()) : -1;
    m_model.setWrapColumns(columns);
    if (m_follows)
        scrollToBottom();
    else if (line >= 0 && line < m_model.lineCount())
        scrollTo(m_model.index(m_model.rowOfLine(line)), PositionAtTop);
}

void ConsoleView::goToLine(int line)
{
    if (line < 0 || line >= m_model.lineCount())
        return;
    setFollows(false);
    const QModelIndex index = m_model.index(m_model.rowOfLine(line));
    setCurrentIndex(index);
    scrollTo(index, PositionAtCenter);
}

int ConsoleView::currentLine() const
{
    return currentIndex().isValid() ? m_model.lineOfRow(currentIndex().row()) : -1;
}

void ConsoleView::copySelection() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    int last = -1;
    for (const QModelIndex &row : std::as_const(rows)) {
        const int line = m_model.lineOfRow(row.row());
        if (line != last)
            lines.append(m_model.lineText(line));
        last = line;
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void ConsoleView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    updateWrap();
}

void ConsoleView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    QListView::keyPressEvent(event);
    if (event->key() == Qt::Key_End)
        setFollows(true);
    else if (event->key() == Qt::Key_Home || event->key() == Qt::Key_PageUp || event->key() == Qt::Key_Up)
        noticeScrolling();
}

void ConsoleView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_delegate != nullptr)
        updateWrap();
}

} // namespace ui

#include "moc_consoleview.cpp"
