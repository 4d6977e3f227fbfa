#include "server/connectionwatch.h"

#include <sys/socket.h>

namespace server {

ConnectionWatch::ConnectionWatch(const Limits &limits)
    : m_limits(limits)
    , m_thread([this] { loop(); })
{ }

ConnectionWatch::~ConnectionWatch()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void ConnectionWatch::opened(const void *connection, int socket)
{
    const std::lock_guard lock(m_mutex);
    Watched watched;
    watched.socket = socket;
    watched.since = Clock::now();
    m_connections.insert(connection, watched);
    makeRoom();
}

void ConnectionWatch::closed(const void *connection)
{
    const std::lock_guard lock(m_mutex);
    m_connections.remove(connection);
}

void ConnectionWatch::enter(const void *connection, Phase phase)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_connections.find(connection);
    if (found == m_connections.end())
        return;
    found->phase = phase;
    found->isFirst = false;
    found->since = Clock::now();
}

qsizetype ConnectionWatch::count() const
{
    const std::lock_guard lock(m_mutex);
    return m_connections.size();
}

bool ConnectionWatch::isOverdue(const Watched &watched, Clock::time_point now) const
{
    const auto age = now - watched.since;
    switch (watched.phase) {
    case Phase::Head:
        return age > (watched.isFirst ? m_limits.head : m_limits.head + m_limits.idle);
    case Phase::Body:
        return age > m_limits.body;
    case Phase::Work:
        break;
    }
    return false;
}

/// Both directions are shut; the library then sees the end and closes the socket itself.
void ConnectionWatch::end(Watched &watched)
{
    watched.isEnded = true;
    ::shutdown(watched.socket, SHUT_RDWR);
}

void ConnectionWatch::makeRoom()
{
    qsizetype alive = 0;
    Watched *oldest = nullptr;
    for (Watched &watched : m_connections) {
        alive += watched.isEnded ? 0 : 1;
        if (!watched.isEnded && watched.phase == Phase::Head && (oldest == nullptr || watched.since < oldest->since))
            oldest = &watched;
    }
    if (alive > m_limits.connections && oldest != nullptr)
        end(*oldest);
}

void ConnectionWatch::loop()
{
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, std::chrono::milliseconds(500), [this] { return m_isEnding; })) {
        const auto now = Clock::now();
        for (Watched &watched : m_connections) {
            if (!watched.isEnded && isOverdue(watched, now))
                end(watched);
        }
    }
}

} // namespace server
