#pragma once

#include "ui/kit/location.h"

#include <QDateTime>
#include <QWidget>
#include <functional>

class QAction;

namespace ui {

/// One page of the window. It owns its model, its actions and its message bar; the shell shows it, lists its actions in
/// menus and in the command palette, and navigates where it asks to.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual Location location() const = 0;
    /// What the breadcrumb and the window title call it; foreign text possible.
    [[nodiscard]] virtual QString title() const = 0;
    /// The page's own actions, in menu order; a null entry is a separator.
    [[nodiscard]] virtual QList<QAction *> pageActions() const { return {}; }
    /// Shows the part that the location names (its tab); the rest of the location is the page's own.
    virtual void showPart(const Location &) { }
    /// Gives the focus to the first list or table, as the Tab key would come to it; where none shows, to what helps to
    /// get there ("Try again"), else to the page.
    void focusContent();
    /// Asks the server again.
    virtual void refresh() { }
    /// The page is shown or hidden: a hidden one does not poll.
    virtual void setActive(bool) { }
    /// Its data are there (cached or fetched) or it says why not: a screenshot may be taken.
    [[nodiscard]] virtual bool isReady() const { return true; }
    /// From when what is shown is; invalid: nothing is shown yet.
    [[nodiscard]] virtual QDateTime shownFrom() const { return {}; }

protected:
    /// One below the other, from edge to edge: bars, and the content that takes the room that is left.
    void compose(const QList<QWidget *> &bars, QWidget *content);
    /// Calls `renew` each minute while the page is seen: ages go on.
    void renewEachMinute(std::function<void()> renew);

signals:
    void openRequested(const ui::Location &location);
    void titleChanged();
    void readyChanged();
    void shownFromChanged();
};

} // namespace ui
