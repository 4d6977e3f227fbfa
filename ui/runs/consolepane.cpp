#include "ui/runs/consolepane.h"

#include "ui/kit/icons.h"
#include "ui/kit/pagestack.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/searchfield.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"
#include "ui/runs/consolemodel.h"
#include "ui/runs/consoleview.h"
#include "ui/runs/filesaver.h"
#include "workspace/workspace.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QShortcut>
#include <QToolButton>
#include <QtConcurrent>
#include <algorithm>

namespace ui {

ConsolePane::ConsolePane(MessageBar &messages, QWidget *parent)
    : QWidget(parent)
    , m_messages(messages)
    , m_model(new ConsoleModel(this))
    , m_reading(this)
{
    m_view = new ConsoleView(*m_model, this);
    createWidgets();
    updateWords();
}

QToolButton *ConsolePane::makeButton(const char *name, const char *iconName, const QString &text, bool isCheckable)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setIcon(icon(iconName));
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolTip(text);
    button->setAutoRaise(true);
    button->setCheckable(isCheckable);
    button->setFocusPolicy(Qt::StrongFocus);
    if (isCheckable)
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    return button;
}

void ConsolePane::createWidgets()
{
    m_search = new SearchField(this);
    m_search->setObjectName(QStringLiteral("consoleSearch"));
    m_search->setPlaceholderText(tr("Find in the console"));
    m_search->setAccessibleName(tr("Find in the console"));
    m_search->setView(m_view);
    m_search->setMinimumWidth(textWidth(this, 28));
    m_matchWords = new PlainLabel(this);
    m_matchWords->setObjectName(QStringLiteral("consoleMatches"));
    m_matchWords->setMuted(true);
    m_lineWords = new PlainLabel(this);
    m_lineWords->setObjectName(QStringLiteral("consoleCount"));
    m_lineWords->setMuted(true);
    m_previous = makeButton("previousMatch", "back", tr("Previous match"), false);
    m_next = makeButton("nextMatch", "forward", tr("Next match"), false);
    auto *wrap = makeButton("wrapLines", "menu", tr("Wrap"), true);
    auto *times = makeButton("showTimes", "clock", tr("Times"), true);
    m_follow = makeButton("followEnd", "forward", tr("Follow"), true);
    m_follow->setToolTip(tr("Stay at the last line"));
    auto *copy = makeButton("copyLines", "copy", tr("Copy the selected lines"), false);
    auto *save = makeButton("saveConsole", "export", tr("Save the console as…"), false);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(gap(2), gap(2), gap(2), gap(2));
    bar->setSpacing(gap(1));
    bar->addWidget(m_search);
    bar->addWidget(m_previous);
    bar->addWidget(m_next);
    bar->addWidget(m_matchWords);
    bar->addStretch(1);
    bar->addWidget(m_lineWords);
    bar->addSpacing(gap(2));
    for (QToolButton *button : {wrap, times, m_follow, copy, save})
        bar->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    m_stack = new PageStack(this);
    m_stack->setContent(m_view);
    column->addWidget(m_stack, 1);
    connect(m_search, &SearchField::searchChanged, this, &ConsolePane::search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { goToMatch(1); });
    connect(m_previous, &QToolButton::clicked, this, [this] { goToMatch(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { goToMatch(1); });
    connect(wrap, &QToolButton::toggled, m_view, &ConsoleView::setWraps);
    connect(times, &QToolButton::toggled, m_view, &ConsoleView::setShowsTimes);
    connect(m_follow, &QToolButton::clicked, m_view, &ConsoleView::setFollows);
    connect(m_view, &ConsoleView::followsChanged, m_follow, &QToolButton::setChecked);
    connect(copy, &QToolButton::clicked, m_view, &ConsoleView::copySelection);
    connect(save, &QToolButton::clicked, this, &ConsolePane::saveAs);
    const auto shortcut = [this](QKeySequence::StandardKey key, int step) {
        auto *it = new QShortcut(QKeySequence(key), this);
        it->setContext(Qt::WidgetWithChildrenShortcut);
        connect(it, &QShortcut::activated, this, [this, step] { goToMatch(step); });
    };
    shortcut(QKeySequence::FindNext, 1);
    shortcut(QKeySequence::FindPrevious, -1);
    auto *find = new QShortcut(QKeySequence(QKeySequence::Find), this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_search, [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
}

void ConsolePane::setLog(const workspace::ConsoleLog &log)
{
    if (m_model->isMuch(log)) {
        m_reading.start(QtConcurrent::run(&ConsoleModel::prepare, log), [this](const auto &prepared) {
            m_model->take(*prepared);
            searchAgain(0, 0);
            showLines();
        });
        return;
    }
    m_reading.drop();
    const ConsoleModel::Change change = m_model->setLog(log);
    searchAgain(change.dropped, change.firstNew);
    showLines();
}

/// Lines that are the same as before match as before.
void ConsolePane::searchAgain(int dropped, int firstNew)
{
    if (m_searchText.isEmpty())
        return;
    const auto before = m_matches.size();
    m_matches.removeIf([dropped](int line) { return line < dropped; });
    m_match -= static_cast<int>(before - m_matches.size());
    if (dropped > 0) {
        for (int &line : m_matches)
            line -= dropped;
    }
    m_matches.erase(std::ranges::lower_bound(m_matches, firstNew), m_matches.end());
    m_matches += m_model->find(m_searchText, firstNew);
    m_match = std::clamp(m_match, -1, static_cast<int>(m_matches.size()) - 1);
}

void ConsolePane::showLines()
{
    if (m_model->lineCount() > 0)
        m_stack->showContent();
    updateWords();
}

void ConsolePane::setState(
    bool isHere, const std::optional<base::Error> &error, bool isOffline, std::function<void()> retry)
{
    if (m_model->lineCount() > 0)
        m_stack->showContent();
    else if (!isHere || m_reading.isWaiting())
        m_stack->showMissing(error, isOffline, std::move(retry), tr("Loading the console…"));
    else
        m_stack->showEmpty("console", tr("Nothing printed yet"), tr("What the run prints appears here line by line."));
    updateWords();
}

void ConsolePane::setRunning(bool isRunning)
{
    if (isRunning && !m_wasRunning)
        m_view->setFollows(true);
    m_wasRunning = isRunning;
}

void ConsolePane::search(const QString &text)
{
    m_searchText = text;
    m_view->setSearchText(text);
    m_matches = m_model->find(text);
    m_match = -1;
    if (!m_matches.isEmpty()) {
        // The first match at or below where the person is.
        const auto next = std::ranges::lower_bound(m_matches, std::max(0, m_view->currentLine()));
        m_match = next == m_matches.end() ? 0 : static_cast<int>(std::distance(m_matches.begin(), next));
        m_view->goToLine(m_matches.at(m_match));
    }
    updateWords();
}

void ConsolePane::goToMatch(int step)
{
    if (m_matches.isEmpty())
        return;
    const auto count = static_cast<int>(m_matches.size());
    m_match = m_match < 0 ? 0 : (m_match + step + count) % count;
    m_view->goToLine(m_matches.at(m_match));
    updateWords();
}

void ConsolePane::updateWords()
{
    const int here = m_model->lineCount();
    const qint64 all = here == 0 ? 0 : m_model->line(here - 1).number + 1;
    if (here == 0) {
        m_lineWords->setText({});
        m_lineWords->setToolTip({});
    } else if (here < all) { // the beginning is still to come, or is left out for its length
        m_lineWords->setText(tr("last %1 of %2 lines").arg(countText(here), countText(all)));
        m_lineWords->setToolTip(
            tr("Of a very long console the last %1 lines are kept here.").arg(countText(workspace::mostConsoleLines)));
    } else {
        m_lineWords->setText(tr("%Ln line(s)", nullptr, here));
        m_lineWords->setToolTip({});
    }
    m_previous->setEnabled(!m_matches.isEmpty());
    m_next->setEnabled(!m_matches.isEmpty());
    if (m_searchText.isEmpty())
        m_matchWords->setText({});
    else if (m_matches.isEmpty())
        m_matchWords->setText(tr("Not found"));
    else
        m_matchWords->setText(tr("%1 of %2").arg(countText(m_match + 1), countText(m_matches.size())));
}

void ConsolePane::saveAs()
{
    FileSaver::save(this, m_messages, tr("Save the console"), m_runName + QStringLiteral(".log"),
        tr("Text files (*.log *.txt)"), [text = m_model->plainText()] { return text.toUtf8(); });
}

} // namespace ui

#include "moc_consolepane.cpp"
