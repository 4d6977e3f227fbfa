#pragma once

#include "base/error.h"

#include <QStackedWidget>
#include <functional>
#include <optional>

class QAction;
class QTimer;

namespace ui {

class StateView;

/// A pane's content, or the reason why it is not there: loading, none yet, no match, not allowed, offline and not
/// cached, error. Each state says what to do next. Starts as content.
class PageStack : public QStackedWidget
{
    Q_OBJECT

public:
    enum class State { Content, Loading, Empty, Error, Denied, OfflineNotCached };

    explicit PageStack(QWidget *parent = nullptr);

    /// What is shown in state Content; the stack owns it. Replaces the earlier one.
    void setContent(QWidget *content);
    [[nodiscard]] QWidget *content() const { return m_content; }

    void showContent();
    /// A sign of activity, shown after 0.3 s so that quick answers do not flicker.
    void showLoading(const QString &text = {});
    /// `iconName` as of icons.h. The action, if any, is shown as a button (greyed as its gate says). Also for "no
    /// match": then the action clears the filter.
    void showEmpty(const char *iconName, const QString &title, const QString &text, QAction *action = nullptr);
    void showError(const base::Error &error, std::function<void()> retry);
    /// The reason as of denialText().
    void showDenied(const QString &text);
    /// The computer is offline and this was never opened here.
    void showOfflineNotCached(std::function<void()> retry = {});

    /// Nothing is there to show: because it is being fetched (no error yet), was never fetched while online, may not be
    /// seen, or failed. `retry` is offered where it can help.
    void showMissing(const std::optional<base::Error> &error, bool isOffline, std::function<void()> retry,
        const QString &loadingText = {});

    [[nodiscard]] State state() const { return m_state; }
    /// Title and text of what is shown instead of the content; empty in state Content.
    [[nodiscard]] QString stateTitle() const;
    [[nodiscard]] QString stateText() const;

signals:
    void stateChanged();

private:
    void showNotFound();
    void showState(State state);

    State m_state = State::Content;
    QWidget *m_content = nullptr;
    StateView *m_view = nullptr;
    QTimer *m_loadingDelay = nullptr;
};

} // namespace ui
