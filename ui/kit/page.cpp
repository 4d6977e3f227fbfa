#include "ui/kit/page.h"

#include "ui/kit/stateview.h"

#include <QAbstractItemView>
#include <QTimer>
#include <QVBoxLayout>

namespace ui {

void Page::compose(const QList<QWidget *> &bars, QWidget *content)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget *bar : bars)
        column->addWidget(bar);
    column->addWidget(content, 1);
}

void Page::focusContent()
{
    for (QWidget *next = nextInFocusChain(); next != this; next = next->nextInFocusChain()) {
        auto *view = qobject_cast<QAbstractItemView *>(next);
        if (view != nullptr && isAncestorOf(view) && view->isVisibleTo(this) && view->focusPolicy() != Qt::NoFocus) {
            view->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    const QList<StateView *> states = findChildren<StateView *>();
    for (StateView *state : states) {
        if (state->isVisibleTo(this) && state->focusButton())
            return;
    }
    setFocus(Qt::OtherFocusReason);
}

void Page::renewEachMinute(std::function<void()> renew)
{
    auto *minute = new QTimer(this);
    minute->setInterval(std::chrono::minutes(1));
    connect(minute, &QTimer::timeout, this, [this, renew = std::move(renew)] {
        if (isVisible())
            renew();
    });
    minute->start();
}

} // namespace ui

#include "moc_page.cpp"
