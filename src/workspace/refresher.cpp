#include "workspace/refresher.h"

#include "workspace/backend.h"

namespace workspace {

Refresher::Refresher(Backend &backend)
    : m_backend(backend)
    , m_interval(backend.tempo.idle)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { request(false); });
    connect(&backend.connection, &Connection::changed, this, &Refresher::followConnection);
}

void Refresher::setActive(bool active)
{
    if (active == m_isActive)
        return;
    m_isActive = active;
    if (active)
        request(false);
    else
        m_timer.stop();
}

void Refresher::setInterval(std::chrono::milliseconds interval)
{
    m_interval = interval;
    if (m_timer.isActive() && m_failures == 0 && m_timer.remainingTimeAsDuration() > interval)
        m_timer.start(interval);
}

void Refresher::request(bool byPerson)
{
    if (m_isRunning)
        return;
    m_timer.stop();
    if (m_backend.connection.isOnline()) {
        start();
        return;
    }
    m_isWaiting = true;
    followConnection();
    if (byPerson)
        m_backend.connection.retry();
}

void Refresher::start()
{
    m_isWaiting = false;
    m_isRunning = true;
    Freshness freshness = m_freshness;
    freshness.isRefreshing = true;
    setFreshness(freshness);
    emit due();
}

void Refresher::followConnection()
{
    if (m_isRunning)
        return;
    if (m_backend.connection.isOnline()) {
        if (m_isWaiting || (m_isActive && m_freshness.error))
            request(false);
        return;
    }
    Freshness freshness = m_freshness;
    freshness.isRefreshing = m_isWaiting && m_backend.connection.state() == Connectivity::Connecting;
    if (const auto error = m_backend.connection.error()) {
        freshness.error = error;
        m_isWaiting = m_isWaiting || m_isActive;
        m_timer.stop();
    }
    setFreshness(freshness);
}

void Refresher::setFetchedAt(const QDateTime &at)
{
    Freshness freshness = m_freshness;
    freshness.fetchedAt = at;
    setFreshness(freshness);
}

void Refresher::succeeded(const QDateTime &at)
{
    m_isRunning = false;
    m_failures = 0;
    setFreshness({at, false, std::nullopt});
    emit m_backend.synchronised(at);
    planNext();
}

void Refresher::failed(const base::Error &error)
{
    m_isRunning = false;
    ++m_failures;
    m_backend.noteError(error);
    Freshness freshness = m_freshness;
    freshness.isRefreshing = false;
    freshness.error = error;
    setFreshness(freshness);
    planNext();
}

void Refresher::planNext()
{
    if (!m_isActive)
        return;
    if (!m_backend.connection.isOnline()) {
        m_isWaiting = true;
        return;
    }
    auto pause = m_interval;
    for (int i = 1; i < m_failures && pause < m_backend.tempo.longestRetry; ++i)
        pause *= 2;
    m_timer.start(std::min(pause, std::max(m_interval, m_backend.tempo.longestRetry)));
}

void Refresher::setFreshness(const Freshness &freshness)
{
    if (freshness == m_freshness)
        return;
    m_freshness = freshness;
    emit freshnessChanged();
}

} // namespace workspace

#include "moc_refresher.cpp"
