#include "ui/runs/runspane.h"

#include "ui/kit/icons.h"
#include "ui/kit/pagestack.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/searchfield.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"
#include "ui/runs/projectstate.h"
#include "ui/runs/runcolourdialog.h"
#include "ui/runs/runcolumnsdialog.h"
#include "ui/runs/runstableview.h"

#include <QAction>
#include <QBoxLayout>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QTimer>
#include <QToolButton>
#include <QtConcurrent>

namespace ui {

RunsPane::RunsPane(ProjectState &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_model(new RunsTableModel(this))
    , m_keysCall(this)
    , m_frameCall(this)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_model->setDark(themeColours(palette()).isDark);
    m_keysDelay = new QTimer(this);
    m_keysDelay->setSingleShot(true);
    m_keysDelay->setInterval(std::chrono::seconds(10));
    connect(m_keysDelay, &QTimer::timeout, this, &RunsPane::collectKeys);
    createActions();
    createBar();
    createTable();
    createFooter();
    connectTable();
    if (state.isLoaded())
        restore();
    connect(&state, &ProjectState::loaded, this, &RunsPane::restore);
    updateWords();
    updateActions();
}

RunsPane::~RunsPane() = default;

QAction *RunsPane::makeAction(const char *name, const char *iconName, const QString &text)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    return action;
}

void RunsPane::createActions()
{
    m_toggle = makeAction("toggleRuns", "eye", tr("Show or &hide selected"));
    m_showOnly = makeAction("showOnlySelected", "eye", tr("Show &only selected"));
    m_hideAll = makeAction("hideAllRuns", "eye-off", tr("Hide &all"));
    m_showAll = makeAction("showAllRuns", "eye", tr("&Show all"));
    m_colour = makeAction("setRunColour", "settings", tr("Set &colour…"));
    m_columns = makeAction("chooseColumns", "columns", tr("Choose co&lumns…"));
    m_copy = makeAction("copyRuns", "copy", tr("Cop&y as table"));
    m_clearFilter = makeAction("clearFilter", "filter", tr("Clear the filter"));
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    m_toggle->setToolTip(tr("Draw the selected runs in the charts, or not (Space)"));
    connect(m_toggle, &QAction::triggered, this, &RunsPane::toggleSelected);
    connect(m_showOnly, &QAction::triggered, this,
        [this] { changeLooks([this](RunLooks &looks) { looks.showOnly(m_view->selectedRuns()); }); });
    connect(m_hideAll, &QAction::triggered, this, [this] { changeLooks([](RunLooks &looks) { looks.hideAll(); }); });
    connect(m_showAll, &QAction::triggered, this, [this] { changeLooks([](RunLooks &looks) { looks.showAll(); }); });
    connect(m_colour, &QAction::triggered, this, &RunsPane::chooseColour);
    connect(m_columns, &QAction::triggered, this, &RunsPane::chooseColumns);
    connect(m_copy, &QAction::triggered, this, [this] { m_view->copySelection(); });
    connect(m_clearFilter, &QAction::triggered, this, &RunsPane::clearFilter);
}

QList<QAction *> RunsPane::showActions() const
{
    return {m_toggle, m_showOnly, nullptr, m_hideAll, m_showAll};
}

QList<QAction *> RunsPane::tableActions() const
{
    return showActions() + QList<QAction *>{nullptr, m_colour, m_columns, m_copy};
}

void RunsPane::createBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(gap(2), gap(2), gap(2), gap(2));
    row->setSpacing(gap(1));
    m_filter = new SearchField(bar);
    m_filter->setObjectName(QStringLiteral("runFilter"));
    m_filter->setAccessibleName(tr("Filter runs"));
    m_filter->setPlaceholderText(tr("Filter by text or state = finished and config.lr < 0.01"));
    m_filter->setToolTip(
        tr("Words look in name, id, state, creator, group, job type and tags. Compare columns with = != < > "
           "<= >= ~ (contains) or in (a, b); join with and, or, not; “has config.lr” finds runs that "
           "have a value."));
    row->addWidget(m_filter, 1);
    auto *show = new QToolButton(bar);
    show->setObjectName(QStringLiteral("showMenu"));
    show->setIcon(icon("eye"));
    show->setAutoRaise(true);
    show->setAccessibleName(tr("Show and hide runs"));
    show->setToolTip(tr("Show and hide runs in the charts"));
    show->setPopupMode(QToolButton::InstantPopup);
    show->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(show);
    for (QAction *action : showActions())
        action == nullptr ? menu->addSeparator() : (menu->addAction(action), nullptr);
    show->setMenu(menu);
    row->addWidget(show);
    auto *columns = new QToolButton(bar);
    columns->setObjectName(QStringLiteral("columnsButton"));
    columns->setIcon(icon("columns"));
    columns->setAutoRaise(true);
    columns->setAccessibleName(tr("Choose columns"));
    columns->setToolTip(tr("Choose columns"));
    columns->setFocusPolicy(Qt::StrongFocus);
    connect(columns, &QToolButton::clicked, this, &RunsPane::chooseColumns);
    row->addWidget(columns);
    m_filterErrorBox = new QWidget(this);
    auto *errorRow = new QHBoxLayout(m_filterErrorBox);
    errorRow->setContentsMargins(gap(2), 0, gap(2), gap(2));
    errorRow->setSpacing(gap(1));
    m_filterErrorSign = new QLabel(m_filterErrorBox);
    m_filterError = new PlainLabel(m_filterErrorBox);
    m_filterError->setObjectName(QStringLiteral("filterError"));
    m_filterError->setWordWrap(true);
    errorRow->addWidget(m_filterErrorSign, 0, Qt::AlignTop);
    errorRow->addWidget(m_filterError, 1);
    m_filterErrorBox->hide();
    layout()->addWidget(bar);
    layout()->addWidget(m_filterErrorBox);
    connect(m_filter, &SearchField::searchChanged, this, &RunsPane::applyFilter);
}

void RunsPane::createTable()
{
    m_stack = new PageStack(this);
    m_view = new RunsTableView(*m_model, m_stack);
    m_stack->setContent(m_view);
    m_filter->setView(m_view);
    static_cast<QVBoxLayout *>(layout())->addWidget(m_stack, 1);
    QHeaderView *header = m_view->horizontalHeader();
    header->setSortIndicator(-1, Qt::DescendingOrder);
    header->setTextElideMode(Qt::ElideRight);
    // The columns are chosen in a dialog, not by hiding.
    disconnect(header, &QWidget::customContextMenuRequested, m_view, nullptr);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(m_columns);
        menu->popup(header->mapToGlobal(at));
    });
    showFirstColumns();
}

void RunsPane::createFooter()
{
    auto *footer = new QWidget(this);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(gap(2), gap(1), gap(2), gap(1));
    row->setSpacing(gap(2));
    m_counts = new PlainLabel(footer);
    m_counts->setObjectName(QStringLiteral("runCounts"));
    m_limit = new PlainLabel(footer);
    m_limit->setObjectName(QStringLiteral("runLimit"));
    m_limit->setMuted(true);
    m_limit->setText(tr("The charts draw the first %1.").arg(RunLooks::autoLimit));
    m_limit->setToolTip(tr("Show more runs with the eyes beside their names, or all with “Show all”."));
    m_sortAgain = new QToolButton(footer);
    m_sortAgain->setObjectName(QStringLiteral("sortAgain"));
    m_sortAgain->setText(tr("Sort again"));
    m_sortAgain->setIcon(icon("sort"));
    m_sortAgain->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_sortAgain->setAutoRaise(true);
    m_sortAgain->setFocusPolicy(Qt::StrongFocus);
    m_sortAgain->setToolTip(tr("Values changed; the rows kept their place"));
    row->addWidget(m_counts);
    row->addWidget(m_limit);
    row->addStretch();
    row->addWidget(m_sortAgain);
    footer->setMinimumHeight(m_sortAgain->sizeHint().height() + gap(2));
    layout()->addWidget(footer);
    connect(m_sortAgain, &QToolButton::clicked, this, &RunsPane::sortAgain);
}

void RunsPane::connectTable()
{
    connect(m_model, &RunsTableModel::rowsChanged, this, [this] {
        updateWords();
        emit drawnRunsChanged();
    });
    connect(m_model, &RunsTableModel::looksChanged, this,
        [this] { m_state.setPart(QStringLiteral("looks"), m_model->looks().toJson()); });
    connect(m_view, &RunsTableView::runSelectionChanged, this, [this] {
        updateActions();
        emit runSelectionChanged();
    });
    connect(m_view, &RunsTableView::widthChanged, this, &RunsPane::fitFirstColumns);
    connect(m_view, &RunsTableView::toggleRequested, this, &RunsPane::toggleSelected);
    connect(m_view, &RunsTableView::runPointed, this, &RunsPane::runPointed);
    connect(m_view, &TableView::menuRequested, this, &RunsPane::menuRequested);
    connect(m_view, &TableView::rowActivated, this,
        [this](const QModelIndex &index) { emit runActivated(index.data(RunsTableModel::RunIdRole).toString()); });
    QHeaderView *header = m_view->horizontalHeader();
    connect(header, &QHeaderView::sectionResized, this, &RunsPane::saveColumns);
    connect(header, &QHeaderView::sectionMoved, this, &RunsPane::saveColumns);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &RunsPane::saveSort);
}

void RunsPane::setRuns(const domain::SharedRuns &runs)
{
    const bool isOtherCount = runs.size() != m_runs.size();
    m_runs = runs;
    fillTable();
    // Runs that go on change all the time, but rarely their keys.
    if (isOtherCount)
        collectKeys();
    else if (!m_keysDelay->isActive())
        m_keysDelay->start();
    updateActions();
}

/// The first look at a large project is taken in the pool; what comes later is little.
void RunsPane::fillTable()
{
    constexpr qsizetype manyRuns = 1000;
    if (m_frameCall.isWaiting())
        return; // the newest follow then
    if (m_model->totalCount() > 0 || m_runs.size() < manyRuns) {
        m_model->setRuns(m_runs);
        return;
    }
    m_frameCall.start(QtConcurrent::run(makeRunFrame, m_runs, m_model->usualColumns()),
        [this](const std::shared_ptr<RunFrame> &frame) {
            m_model->setFrame(std::move(*frame));
            m_model->setRuns(m_runs);
        });
    m_stack->showLoading();
}

void RunsPane::collectKeys()
{
    m_keysDelay->stop();
    m_keysCall.start(QtConcurrent::run(collectRunKeys, m_runs), [this](const RunKeys &keys) {
        if (keys == m_keys)
            return;
        m_keys = keys;
        if (!m_hasChosenColumns)
            showFirstColumns();
        emit keysChanged();
    });
}

domain::SharedRuns RunsPane::selectedRuns() const
{
    domain::SharedRuns runs;
    for (const int row : m_view->selectedRowNumbers())
        runs.append(m_model->runAt(row));
    return runs;
}

void RunsPane::applyFilter(const QString &text)
{
    const RunFilter::Parsed parsed = RunFilter::parse(text);
    m_syntaxError = parsed.error;
    if (!parsed.error)
        m_model->setFilter(parsed.filter);
    m_state.setPart(QStringLiteral("filter"), text);
    updateWords();
}

void RunsPane::clearFilter()
{
    m_filter->clear();
    m_filter->setFocus();
}

void RunsPane::sortAgain()
{
    if (m_model->isOrderStale())
        m_model->sortBy(m_model->sortColumn(), m_model->sortOrder());
}

void RunsPane::changeLooks(const std::function<void(RunLooks &)> &change)
{
    RunLooks looks = m_model->looks();
    change(looks);
    m_model->setLooks(looks);
    m_state.setPart(QStringLiteral("looks"), looks.toJson());
}

/// If any of the selected runs is drawn, all are hidden; else all are drawn.
void RunsPane::toggleSelected()
{
    // Somebody who came by Ctrl and an arrow stands on a row that is not selected.
    if (m_view->selectedRowNumbers().isEmpty() && m_view->currentIndex().isValid())
        m_view->selectRow(m_view->currentIndex().row());
    bool isAnyShown = false;
    for (const int row : m_view->selectedRowNumbers())
        isAnyShown = isAnyShown || m_model->isShown(row);
    const QStringList runs = m_view->selectedRuns();
    changeLooks([&](RunLooks &looks) { looks.setShown(runs, !isAnyShown); });
}

void RunsPane::chooseColour()
{
    const QStringList runs = m_view->selectedRuns();
    if (runs.isEmpty())
        return;
    auto *dialog = new RunColourDialog(static_cast<int>(runs.size()), this);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog, runs] { changeLooks([&](RunLooks &looks) { looks.setColour(runs, dialog->value()); }); });
    dialog->open();
}

void RunsPane::updateWords()
{
    const int total = m_model->totalCount();
    const int matching = m_model->rowCount();
    m_counts->setText(matching == total
            ? tr("%Ln run(s), %1 shown", nullptr, total).arg(countText(m_model->shownCount()))
            : tr("%Ln run(s), %1 match, %2 shown", nullptr, total)
                  .arg(countText(matching), countText(m_model->shownCount())));
    m_limit->setVisible(m_model->looks().isAutomatic() && matching > RunLooks::autoLimit);
    m_sortAgain->setVisible(m_model->isOrderStale());
    const auto &error = m_syntaxError ? m_syntaxError : m_model->filterError();
    m_filterErrorBox->setVisible(error.has_value());
    if (error)
        m_filterErrorSign->setPixmap(
            icon("warning", IconTone::Warning).pixmap(QSize(iconSide(), iconSide()), devicePixelRatioF()));
    m_filterError->setText(error ? filterErrorText(*error) : QString());
    if (total > 0 && matching == 0)
        m_stack->showEmpty("filter", tr("No run matches"), tr("None of the runs passes the filter."), m_clearFilter);
    else if (!isPreparing())
        m_stack->showContent();
}

void RunsPane::updateActions()
{
    const bool hasSelection = m_view->selectionModel()->hasSelection();
    for (QAction *action : {m_toggle, m_showOnly, m_colour}) {
        action->setEnabled(hasSelection);
        action->setStatusTip(hasSelection ? QString() : tr("Select a run first."));
    }
}

void RunsPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || m_filterError == nullptr)
        return;
    m_model->setDark(themeColours(palette()).isDark);
    emit drawnRunsChanged();
}

} // namespace ui

#include "moc_runspane.cpp"
