#include "ui/kit/tableview.h"

#include "base/settings.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <numeric>

namespace ui {

namespace {

constexpr int leastStretchCharacters = 20;
const base::Setting<QByteArray> columnsSetting{"tables/columns", QByteArray()};

QString cellText(const QModelIndex &index)
{
    QString text = index.data(Qt::DisplayRole).toString();
    return text.replace(u'\t', u' ').replace(u'\n', u' ').replace(u'\r', u' ');
}

QString headerText(const QAbstractItemModel *model, int column)
{
    return model->headerData(column, Qt::Horizontal).toString();
}

} // namespace

TableView::TableView(QWidget *parent)
    : QTableView(parent)
{
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setAlternatingRowColors(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setEditTriggers(NoEditTriggers);
    setFrameShape(QFrame::NoFrame);
    setSortingEnabled(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1); // the style's would be higher than our rows
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setMinimumSectionSize(gap(8));
    connect(header, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        QMenu *menu = makeColumnsMenu();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(horizontalHeader()->mapToGlobal(position));
    });
    connect(this, &QTableView::doubleClicked, this, &TableView::rowActivated);
    m_fitTimer.setSingleShot(true);
    m_fitTimer.setInterval(0);
    connect(&m_fitTimer, &QTimer::timeout, this, [this] {
        fitUsualWidths();
        applyStretch();
    });
    setFont(tabularFont(font()));
    applyRowHeight();
}

void TableView::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    m_isRestored = false;
    restoreColumns();
    if (model == nullptr)
        return;
    connect(model, &QAbstractItemModel::columnsInserted, this, &TableView::restoreColumns);
    connect(model, &QAbstractItemModel::rowsInserted, this, &TableView::fitSoon);
    connect(model, &QAbstractItemModel::modelReset, this, &TableView::fitSoon);
}

void TableView::rememberColumns(base::Settings &settings, const QString &scope)
{
    m_settings = &settings;
    m_scope = scope;
    m_isRestored = false;
    restoreColumns();
    noteUsualWidths();
    QHeaderView *header = horizontalHeader();
    connect(header, &QHeaderView::sectionResized, this, [this](int section, int before, int now) {
        // That one follows the window; and of columns that come and go the header tells late.
        if (section != m_stretchColumn && before != 0 && now != 0)
            saveColumns();
    });
    connect(header, &QHeaderView::sectionMoved, this, &TableView::saveColumns, Qt::UniqueConnection);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &TableView::saveColumns, Qt::UniqueConnection);
}

void TableView::setStretchColumn(int column)
{
    m_stretchColumn = column;
    applyStretch();
}

/// The visible columns but this one and the stretched one.
int TableView::widthOfOthers(int column) const
{
    int width = 0;
    for (const int other : visibleColumns()) {
        if (other != column && other != m_stretchColumn)
            width += columnWidth(other);
    }
    return width;
}

void TableView::noteUsualWidths()
{
    m_usualWidths.clear();
    for (const int column : visibleColumns()) {
        if (column != m_stretchColumn)
            m_usualWidths.insert(column, columnWidth(column));
    }
}

bool TableView::isArranged() const
{
    return m_settings != nullptr && !m_settings->get(columnsSetting, m_scope).isEmpty();
}

int TableView::contentWidth(int column) const
{
    return std::max(horizontalHeader()->sectionSizeHint(column), sizeHintForColumn(column));
}

void TableView::fitUsualWidths()
{
    if (m_stretchColumn < 0 || m_isRestoring || m_usualWidths.isEmpty() || isArranged())
        return;
    m_isRestoring = true;
    for (const int column : std::as_const(m_dispensable))
        setColumnHidden(column, false);
    int room = viewport()->width() - textWidth(this, leastStretchCharacters);
    const auto others = m_usualWidths.keys();
    const bool isNarrow = std::accumulate(m_usualWidths.begin(), m_usualWidths.end(), 0) > room;
    for (const int column : others) {
        const int usual = m_usualWidths.value(column);
        setColumnWidth(column, isNarrow ? std::min(usual, contentWidth(column)) : usual);
        room -= columnWidth(column);
    }
    for (auto column = m_dispensable.constBegin(); column != m_dispensable.constEnd() && room < 0; ++column) {
        room += columnWidth(*column);
        setColumnHidden(*column, true);
    }
    if (m_fittedColumn >= 0) {
        const int most = viewport()->width() - widthOfOthers(m_fittedColumn) - m_leastStretch;
        const int least = horizontalHeader()->sectionSizeHint(m_fittedColumn);
        setColumnWidth(m_fittedColumn, std::clamp(columnWidth(m_fittedColumn), least, std::max(least, most)));
    }
    m_isRestoring = false;
}

void TableView::fitSoon()
{
    if (!m_usualWidths.isEmpty())
        m_fitTimer.start();
}

void TableView::applyStretch()
{
    QHeaderView *header = horizontalHeader();
    if (m_stretchColumn < 0 || m_stretchColumn >= header->count())
        return;
    const int least = textWidth(this, leastStretchCharacters);
    const bool hasRoom = viewport()->width() - widthOfOthers(m_stretchColumn) >= least;
    const auto mode = hasRoom ? QHeaderView::Stretch : QHeaderView::Fixed;
    if (header->sectionResizeMode(m_stretchColumn) != mode)
        header->setSectionResizeMode(m_stretchColumn, mode);
    if (!hasRoom)
        header->resizeSection(m_stretchColumn, least);
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitUsualWidths();
    applyStretch();
}

void TableView::fitColumn(int column, int leastStretch)
{
    if (isArranged())
        return;
    m_fittedColumn = column;
    m_leastStretch = leastStretch;
    m_usualWidths.insert(column, contentWidth(column));
    fitUsualWidths();
    applyStretch();
}

void TableView::setDispensable(const QList<int> &columns)
{
    m_dispensable = columns;
}

void TableView::restoreColumns()
{
    QHeaderView *header = horizontalHeader();
    if (header->count() == 0)
        return;
    if (m_settings != nullptr && !m_isRestored) {
        m_isRestoring = true;
        const QByteArray state = m_settings->get(columnsSetting, m_scope);
        if (!state.isEmpty())
            header->restoreState(state);
        m_isRestored = true;
        m_isRestoring = false;
    }
    setStretchColumn(m_stretchColumn);
}

void TableView::saveColumns()
{
    if (m_settings != nullptr && m_isRestored && !m_isRestoring)
        m_settings->set(columnsSetting, horizontalHeader()->saveState(), m_scope);
}

QMenu *TableView::makeColumnsMenu()
{
    auto *menu = new QMenu(tr("Columns"), this);
    const QAbstractItemModel *shown = model();
    for (int column = 0; shown != nullptr && column < shown->columnCount(); ++column) {
        QAction *entry = menu->addAction(plainMenuText(headerText(shown, column)));
        entry->setCheckable(true);
        entry->setChecked(!isColumnHidden(column));
        entry->setEnabled(column != m_searchColumn);
        connect(entry, &QAction::toggled, this, [this, column](bool isOn) {
            setColumnHidden(column, !isOn);
            saveColumns();
        });
    }
    return menu;
}

QModelIndexList TableView::selectedRowsInOrder() const
{
    if (selectionModel() == nullptr)
        return {};
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(),
        [](const QModelIndex &one, const QModelIndex &other) { return one.row() < other.row(); });
    return rows;
}

QList<int> TableView::visibleColumns() const
{
    QList<int> columns;
    const QHeaderView *header = horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (!header->isSectionHidden(column))
            columns.append(column);
    }
    return columns;
}

QList<int> TableView::rowsToCopy() const
{
    QList<int> rows;
    const QModelIndexList selected = selectedRowsInOrder();
    for (const QModelIndex &index : selected)
        rows.append(index.row());
    for (int row = 0; selected.isEmpty() && row < model()->rowCount(); ++row)
        rows.append(row);
    return rows;
}

QString TableView::selectionAsTsv() const
{
    if (model() == nullptr)
        return {};
    const QList<int> columns = visibleColumns();
    QStringList lines;
    QStringList cells;
    for (const int column : columns)
        cells.append(headerText(model(), column));
    lines.append(cells.join(u'\t'));
    for (const int row : rowsToCopy()) {
        cells.clear();
        for (const int column : columns)
            cells.append(cellText(model()->index(row, column)));
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n') + u'\n';
}

QString TableView::selectionAsHtml() const
{
    QString html = QStringLiteral("<table>");
    const QStringList lines = selectionAsTsv().split(u'\n', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString tag = i == 0 ? QStringLiteral("th") : QStringLiteral("td");
        html += QStringLiteral("<tr>");
        for (const QString &cell : lines.at(i).split(u'\t'))
            html += u'<' + tag + u'>' + cell.toHtmlEscaped() + QStringLiteral("</") + tag + u'>';
        html += QStringLiteral("</tr>");
    }
    return html + QStringLiteral("</table>");
}

void TableView::copySelection() const
{
    auto content = std::make_unique<QMimeData>();
    content->setText(selectionAsTsv());
    content->setHtml(selectionAsHtml());
    QApplication::clipboard()->setMimeData(content.release()); // the clipboard takes it over
}

void TableView::keyboardSearch(const QString &text)
{
    if (model() == nullptr || model()->rowCount() == 0)
        return;
    // Type-ahead looks at the name's column wherever the cursor is.
    const QModelIndex at = currentIndex();
    if (!at.isValid() || at.column() != m_searchColumn) {
        const int row = at.isValid() ? at.row() : 0;
        selectionModel()->setCurrentIndex(model()->index(row, m_searchColumn), QItemSelectionModel::NoUpdate);
    }
    QTableView::keyboardSearch(text);
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && event->modifiers() == Qt::NoModifier
        && state() != EditingState && currentIndex().isValid()) {
        emit rowActivated(currentIndex());
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        emit menuRequested(event->globalPos());
    } else {
        const QRect row = visualRect(currentIndex());
        emit menuRequested(viewport()->mapToGlobal(currentIndex().isValid() ? row.center() : QPoint(gap(2), gap(2))));
    }
    event->accept();
}

void TableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        applyRowHeight();
}

void TableView::applyRowHeight()
{
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + gap(2) - 1);
}

} // namespace ui

#include "moc_tableview.cpp"
