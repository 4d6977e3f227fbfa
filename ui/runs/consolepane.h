#pragma once

#include "base/error.h"
#include "base/latestcall.h"
#include "workspace/consolelog.h"

#include <QWidget>
#include <functional>
#include <optional>

class QToolButton;

namespace ui {

class ConsoleModel;
class ConsoleView;
class MessageBar;
class PageStack;
class PlainLabel;
class SearchField;

/// What a run printed: search with next and previous, wrapping, times, following the end, copy and save.
class ConsolePane : public QWidget
{
    Q_OBJECT

public:
    /// `messages` tells how saving went; outlives the pane.
    explicit ConsolePane(MessageBar &messages, QWidget *parent = nullptr);

    /// A long console is read in the pool first and is there a moment later.
    void setLog(const workspace::ConsoleLog &log);
    /// Why there are no lines; none: the run printed nothing. `isHere`: the lines that were set are the run's.
    void setState(bool isHere, const std::optional<base::Error> &error, bool isOffline, std::function<void()> retry);
    /// The name for the saved file.
    void setRunName(const QString &name) { m_runName = name; }
    /// Whether new lines are to be expected: then the end is followed at first.
    void setRunning(bool isRunning);
    [[nodiscard]] ConsoleView &view() const { return *m_view; }
    [[nodiscard]] const ConsoleModel &model() const { return *m_model; }

private:
    void createWidgets();
    QToolButton *makeButton(const char *name, const char *iconName, const QString &text, bool isCheckable);
    void search(const QString &text);
    void goToMatch(int step);
    void updateWords();
    void searchAgain(int dropped, int firstNew);
    void showLines();
    void saveAs();

    MessageBar &m_messages;
    QString m_runName;
    ConsoleModel *m_model = nullptr;
    ConsoleView *m_view = nullptr;
    SearchField *m_search = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    QToolButton *m_follow = nullptr;
    PlainLabel *m_matchWords = nullptr;
    PlainLabel *m_lineWords = nullptr;
    PageStack *m_stack = nullptr;
    QString m_searchText;
    QList<int> m_matches;
    int m_match = -1;
    bool m_wasRunning = false;
    base::LatestCall m_reading; ///< of a long console
};

} // namespace ui
