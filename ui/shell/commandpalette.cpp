#include "ui/shell/commandpalette.h"

#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"
#include "ui/shell/palettedelegate.h"
#include "ui/shell/palettemodel.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

namespace ui {

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window)
    , m_model(new PaletteModel(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAutoFillBackground(true);
    createWidgets();
    hide();
    window->installEventFilter(this);
}

void CommandPalette::createWidgets()
{
    m_field = new QLineEdit(this);
    m_field->setObjectName(QStringLiteral("paletteField"));
    m_field->setPlaceholderText(tr("Search pages, projects, runs, members and actions, or paste a link"));
    m_field->setAccessibleName(tr("Search or run a command"));
    m_field->addAction(icon("search", IconTone::Muted), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    m_list = new QListView(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Matches"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMouseTracking(true);
    m_hint = new PlainLabel(this);
    m_hint->setObjectName(QStringLiteral("paletteHint"));
    m_hint->setMuted(true);
    m_hint->setWordWrap(true);
    m_hint->setContentsMargins(gap(2), 0, gap(2), 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap(2), gap(2), gap(2), gap(2));
    column->setSpacing(gap(2));
    column->addWidget(m_field);
    column->addWidget(m_list, 1);
    column->addWidget(m_hint);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) {
        emit queryChanged(text);
        m_model->setQuery(text);
        selectRow(0);
    });
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CommandPalette::describeCurrent);
}

void CommandPalette::open(const QList<PaletteEntry> &entries)
{
    if (isHidden())
        m_focusBefore = QApplication::focusWidget();
    m_field->clear();
    m_model->setQuery({});
    m_model->setEntries(entries);
    place();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
    selectRow(0);
}

void CommandPalette::setEntries(const QList<PaletteEntry> &entries)
{
    const int row = m_list->currentIndex().row();
    m_model->setEntries(entries);
    selectRow(std::max(0, row));
}

void CommandPalette::close()
{
    if (isHidden())
        return;
    hide();
    if (m_focusBefore && m_focusBefore->isVisible())
        m_focusBefore->setFocus(Qt::PopupFocusReason);
    emit closed();
}

void CommandPalette::place()
{
    const QSize room = parentWidget()->size();
    const int wanted = std::min(textWidth(this, 110), room.width() - gap(8));
    const int height = std::min(fontMetrics().lineSpacing() * 26, room.height() - gap(20));
    setGeometry((room.width() - wanted) / 2, gap(10), wanted, height);
}

void CommandPalette::selectRow(int row)
{
    if (m_model->rowCount() == 0) {
        m_hint->setText(tr("Nothing matches. Try fewer letters."));
        return;
    }
    const QModelIndex index = m_model->index(std::min(row, m_model->rowCount() - 1), 0);
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
    describeCurrent();
}

bool CommandPalette::handleKey(int key)
{
    const int row = m_list->currentIndex().row();
    const int rows = m_model->rowCount();
    constexpr int pageStep = 10;
    switch (key) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Down:
        selectRow(row + 1 >= rows ? 0 : row + 1);
        return true;
    case Qt::Key_Up:
        selectRow(row <= 0 ? rows - 1 : row - 1);
        return true;
    case Qt::Key_PageDown:
        selectRow(row + pageStep);
        return true;
    case Qt::Key_PageUp:
        selectRow(std::max(0, row - pageStep));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runCurrent();
        return true;
    default:
        return false;
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress)
        return handleKey(static_cast<QKeyEvent *>(event)->key());
    if (watched == m_field && event->type() == QEvent::FocusOut && isVisible()) {
        const auto reason = static_cast<QFocusEvent *>(event)->reason();
        // Another window in front leaves it open; clicking or tabbing elsewhere in this one closes it.
        if (reason == Qt::MouseFocusReason || reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason) {
            m_focusBefore.clear();
            close();
        }
    }
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::runCurrent()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    const PaletteEntry entry = m_model->at(index.row());
    if (!entry.isEnabled() || !entry.run)
        return; // the hint says why
    close();
    entry.run();
}

void CommandPalette::describeCurrent()
{
    const QModelIndex index = m_list->currentIndex();
    const QString reason = index.isValid() ? index.data(PaletteModel::ReasonRole).toString() : QString();
    m_hint->setText(reason.isEmpty() ? tr("↑ ↓ choose · Return opens · Escape closes") : reason);
    m_field->setAccessibleDescription(
        index.isValid() ? index.data(Qt::AccessibleTextRole).toString() : tr("Nothing matches"));
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    const ThemeColours &theme = themeColours(palette());
    QPainter painter(this);
    painter.setPen(theme.border);
    painter.setBrush(theme.raised);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace ui

#include "moc_commandpalette.cpp"
