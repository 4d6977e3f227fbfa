#include "ui/kit/pagestack.h"

#include "ui/kit/stateview.h"
#include "ui/kit/words.h"

#include <QTimer>

namespace ui {

PageStack::PageStack(QWidget *parent)
    : QStackedWidget(parent)
    , m_content(new QWidget(this))
    , m_view(new StateView(this))
    , m_loadingDelay(new QTimer(this))
{
    addWidget(m_content);
    addWidget(m_view);
    m_loadingDelay->setSingleShot(true);
    m_loadingDelay->setInterval(300);
    connect(m_loadingDelay, &QTimer::timeout, m_view, [this] { m_view->setRevealed(true); });
}

void PageStack::setContent(QWidget *content)
{
    if (content == m_content)
        return;
    QWidget *before = m_content;
    m_content = content;
    insertWidget(0, content);
    removeWidget(before);
    before->deleteLater();
    if (m_state == State::Content)
        setCurrentWidget(m_content);
}

void PageStack::showContent()
{
    showState(State::Content);
}

void PageStack::showLoading(const QString &text)
{
    m_view->setWords("clock", text.isEmpty() ? tr("Loading…") : text, {});
    m_view->setRevealed(m_state == State::Loading && m_view->isRevealed());
    if (!m_view->isRevealed())
        m_loadingDelay->start();
    showState(State::Loading);
}

void PageStack::showEmpty(const char *iconName, const QString &title, const QString &text, QAction *action)
{
    m_view->setWords(iconName, title, text);
    m_view->setAction(action);
    showState(State::Empty);
}

void PageStack::showError(const base::Error &error, std::function<void()> retry)
{
    m_view->setWords("error", errorTitle(error), errorText(error));
    m_view->setDetail(error.detail);
    m_view->setRetry(std::move(retry));
    showState(State::Error);
}

void PageStack::showDenied(const QString &text)
{
    m_view->setWords("padlock-closed", tr("You may not see this"), text);
    showState(State::Denied);
}

/// What may not be seen and what does not exist look the same.
void PageStack::showNotFound()
{
    const base::Error error{base::Error::Kind::NotFound, {}};
    m_view->setWords("padlock-closed", errorTitle(error), errorText(error));
    showState(State::Denied);
}

void PageStack::showOfflineNotCached(std::function<void()> retry)
{
    m_view->setWords("offline", tr("Offline, and not on this computer yet"),
        tr("This was never opened here while the server could be reached. Connect to the network, then try again."));
    m_view->setRetry(std::move(retry));
    showState(State::OfflineNotCached);
}

void PageStack::showMissing(
    const std::optional<base::Error> &error, bool isOffline, std::function<void()> retry, const QString &loadingText)
{
    using Kind = base::Error::Kind;
    if (isOffline || (error && error->kind == Kind::Offline))
        showOfflineNotCached(std::move(retry));
    else if (error && (error->kind == Kind::NotFound || error->kind == Kind::Forbidden))
        showNotFound();
    else if (error)
        showError(*error, std::move(retry));
    else
        showLoading(loadingText);
}

QString PageStack::stateTitle() const
{
    return m_state == State::Content ? QString() : m_view->title();
}

QString PageStack::stateText() const
{
    return m_state == State::Content ? QString() : m_view->text();
}

void PageStack::showState(State state)
{
    if (state != State::Loading) {
        m_loadingDelay->stop();
        m_view->setRevealed(true);
    }
    setCurrentWidget(state == State::Content ? m_content : static_cast<QWidget *>(m_view));
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged();
}

} // namespace ui

#include "moc_pagestack.cpp"
