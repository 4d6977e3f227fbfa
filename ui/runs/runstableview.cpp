#include "ui/runs/runstableview.h"

#include "ui/kit/theme.h"
#include "ui/runs/runnamedelegate.h"
#include "ui/runs/runstablemodel.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QResizeEvent>
#include <QScrollBar>
#include <QTableView>
#include <algorithm>

namespace ui {

RunsTableView::RunsTableView(RunsTableModel &model, QWidget *parent)
    : TableView(parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("runsTable"));
    setAccessibleName(tr("Runs"));
    setMouseTracking(true);
    m_nameDelegate = new RunNameDelegate(this);
    m_rowDelegate = new RunRowDelegate(this);
    setItemDelegate(m_rowDelegate);
    setModel(&model);
    setItemDelegateForColumn(0, m_nameDelegate);
    horizontalHeader()->setFirstSectionMovable(false);
    createPinned();
    connectPinned();
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &RunsTableView::rememberSelection);
    connect(&model, &QAbstractItemModel::modelReset, this, &RunsTableView::restoreSelection);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_isResetting)
            emit runSelectionChanged();
    });
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (m_isTakingFocus)
            return;
        m_pointed = current.data(RunsTableModel::RunIdRole).toString();
        emit runPointed(m_pointed);
    });
    connect(this, &QAbstractItemView::entered, this,
        [this](const QModelIndex &index) { emit runPointed(index.data(RunsTableModel::RunIdRole).toString()); });
}

void RunsTableView::createPinned()
{
    m_pinned = new QTableView(this);
    m_pinned->setObjectName(QStringLiteral("pinnedNames"));
    m_pinned->setAccessibleName(tr("Names of the runs"));
    m_pinned->setModel(&m_model);
    m_pinned->setSelectionModel(selectionModel());
    m_pinned->setItemDelegate(m_nameDelegate);
    m_pinned->setFocusPolicy(Qt::NoFocus);
    m_pinned->viewport()->setFocusProxy(this);
    m_pinned->setSelectionBehavior(SelectRows);
    m_pinned->setSelectionMode(ExtendedSelection);
    m_pinned->setEditTriggers(NoEditTriggers);
    m_pinned->setShowGrid(false);
    m_pinned->setWordWrap(false);
    m_pinned->setFrameShape(QFrame::NoFrame);
    m_pinned->setTabKeyNavigation(false);
    m_pinned->setCornerButtonEnabled(false);
    m_pinned->setVerticalScrollMode(ScrollPerPixel);
    m_pinned->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_pinned->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_pinned->setMouseTracking(true);
    m_pinned->setFont(font());
    m_pinned->verticalHeader()->hide();
    m_pinned->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_pinned->verticalHeader()->setMinimumSectionSize(verticalHeader()->minimumSectionSize());
    m_pinned->verticalHeader()->setDefaultSectionSize(verticalHeader()->defaultSectionSize());
    QHeaderView *header = m_pinned->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setMinimumSectionSize(gap(8));
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    m_pinned->installEventFilter(this);
    m_pinned->viewport()->installEventFilter(this);
}

void RunsTableView::connectPinned()
{
    QHeaderView *header = m_pinned->horizontalHeader();
    connect(header, &QHeaderView::sectionClicked, this, [this](int section) {
        QHeaderView *own = horizontalHeader();
        const bool isAgain = own->sortIndicatorSection() == section;
        const bool isUp = isAgain && own->sortIndicatorOrder() == Qt::AscendingOrder;
        own->setSortIndicator(section, isUp ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, header, &QHeaderView::setSortIndicator);
    connect(header, &QWidget::customContextMenuRequested, this,
        [this](const QPoint &at) { emit horizontalHeader()->customContextMenuRequested(at); });
    connect(header, &QHeaderView::sectionResized, this, [this](int section, int, int size) {
        if (section == 0)
            setColumnWidth(0, size);
    });
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int section, int, int size) {
        if (section == 0)
            m_pinned->setColumnWidth(0, size);
        placePinned();
    });
    connect(horizontalHeader(), &QHeaderView::sectionCountChanged, this, [this] { placePinned(); });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, m_pinned->verticalScrollBar(), &QScrollBar::setValue);
    connect(m_pinned->verticalScrollBar(), &QScrollBar::valueChanged, verticalScrollBar(), &QScrollBar::setValue);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this, [this] { placePinned(); });
    connect(m_pinned, &QTableView::doubleClicked, this, &TableView::rowActivated);
    connect(m_pinned, &QTableView::entered, this, &QAbstractItemView::entered);
}

/// Above the name's column, as wide as it; columns that were added stay hidden in it. Only there while it is needed.
void RunsTableView::placePinned()
{
    for (int column = 1; column < m_model.columnCount(); ++column) {
        if (!m_pinned->isColumnHidden(column))
            m_pinned->setColumnHidden(column, true);
    }
    if (m_pinned->columnWidth(0) != columnWidth(0))
        m_pinned->setColumnWidth(0, columnWidth(0));
    m_pinned->horizontalHeader()->setFixedHeight(horizontalHeader()->height());
    const int width = std::min(columnWidth(0), viewport()->width());
    QRect place(frameWidth(), frameWidth(), width, viewport()->height() + horizontalHeader()->height());
    m_pinned->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
    m_pinned->setVisible(horizontalScrollBar()->value() > 0);
    m_pinned->verticalScrollBar()->setValue(verticalScrollBar()->value());
}

QList<int> RunsTableView::selectedRowNumbers() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

QStringList RunsTableView::selectedRuns() const
{
    QStringList runs;
    for (const int row : selectedRowNumbers())
        runs.append(m_model.runAt(row)->path.run);
    return runs;
}

void RunsTableView::selectRun(const QString &run)
{
    const int row = m_model.rowOf(run);
    if (row < 0)
        return;
    const QModelIndex index = m_model.index(row, 0);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index, EnsureVisible);
}

void RunsTableView::setHighlightedRun(const QString &run)
{
    m_nameDelegate->setHighlightedRun(run);
    m_rowDelegate->setHighlightedRun(run);
    viewport()->update();
    m_pinned->viewport()->update();
}

void RunsTableView::rememberSelection()
{
    m_isResetting = true;
    m_remembered = selectedRuns();
    m_rememberedCurrent = currentIndex().data(RunsTableModel::RunIdRole).toString();
}

void RunsTableView::restoreSelection()
{
    QItemSelection selection;
    for (const QString &run : std::as_const(m_remembered)) {
        const int row = m_model.rowOf(run);
        if (row >= 0)
            selection.select(m_model.index(row, 0), m_model.index(row, m_model.columnCount() - 1));
    }
    const int current = m_model.rowOf(m_rememberedCurrent);
    if (current >= 0)
        selectionModel()->setCurrentIndex(m_model.index(current, 0), QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    m_isResetting = false;
    placePinned();
    if (current >= 0)
        scrollTo(currentIndex(), EnsureVisible);
    emit runSelectionChanged();
}

void RunsTableView::resizeEvent(QResizeEvent *event)
{
    TableView::resizeEvent(event);
    placePinned();
    if (event->size().width() != event->oldSize().width())
        emit widthChanged();
}

/// A view that gets the focus makes its first row the current one: nobody pointed at that run.
void RunsTableView::focusInEvent(QFocusEvent *event)
{
    m_isTakingFocus = true;
    TableView::focusInEvent(event);
    m_isTakingFocus = false;
}

void RunsTableView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        emit toggleRequested();
        return;
    }
    TableView::keyPressEvent(event);
}

bool RunsTableView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        emit runPointed(m_pointed);
    return TableView::viewportEvent(event);
}

bool RunsTableView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ContextMenu) {
        auto *menu = static_cast<QContextMenuEvent *>(event);
        emit menuRequested(menu->globalPos());
        return true;
    }
    if (watched == m_pinned->viewport() && event->type() == QEvent::MouseButtonPress)
        setFocus(Qt::MouseFocusReason);
    return TableView::eventFilter(watched, event);
}

/// What is left of the scrolled columns lies under the name's column: never scroll a row into view sideways.
void RunsTableView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const int sideways = horizontalScrollBar()->value();
    TableView::scrollTo(index, hint);
    if (index.column() == 0) {
        horizontalScrollBar()->setValue(sideways);
        return;
    }
    const int hidden = columnWidth(0) - columnViewportPosition(index.column());
    if (horizontalScrollBar()->value() > 0 && hidden > 0)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - hidden);
}

void RunsTableView::changeEvent(QEvent *event)
{
    TableView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_model.setDark(themeColours(palette()).isDark);
    if (event->type() == QEvent::FontChange && m_pinned != nullptr) {
        m_pinned->setFont(font());
        m_pinned->verticalHeader()->setDefaultSectionSize(verticalHeader()->defaultSectionSize());
        placePinned();
    }
}

} // namespace ui

#include "moc_runstableview.cpp"
