#include "server/connectionwatch.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <utility>

namespace server {

namespace {

quint64 takenBytes(int socket)
{
    tcp_info info = {};
    socklen_t size = sizeof info;
    return ::getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 ? info.tcpi_bytes_acked : 0;
}

} // namespace

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
    watched.since = watched.heard = Clock::now();
    m_connections.insert(connection, watched);
    makeRoomFor(connection);
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
    found->since = found->heard = Clock::now();
}

void ConnectionWatch::heard(const void *connection)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_connections.find(connection);
    if (found != m_connections.end())
        found->heard = Clock::now();
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
    case Phase::Refused:
    case Phase::Body:
        return age > m_limits.body;
    case Phase::Work:
    case Phase::Answer: // the library ends what stays still
        break;
    }
    return false;
}

bool ConnectionWatch::mayEnd(const Watched &watched, Clock::time_point now) const
{
    if (watched.phase == Phase::Answer)
        return now - watched.heard >= m_limits.answer;
    return watched.phase != Phase::Work;
}

/// Both directions are shut; the library then sees the end and closes the socket itself.
void ConnectionWatch::end(Watched &watched)
{
    watched.isEnded = true;
    ::shutdown(watched.socket, SHUT_RDWR);
}

/// Whether the first is the one to end of two that may be.
bool ConnectionWatch::goesBefore(const Watched &one, const Watched &other)
{
    const auto rank = [](const Watched &watched) {
        return watched.phase == Phase::Body ? 2 : watched.phase == Phase::Answer ? 1 : 0;
    };
    if (rank(one) != rank(other))
        return rank(one) < rank(other);
    return rank(one) > 0 ? one.heard < other.heard : one.since < other.since;
}

void ConnectionWatch::makeRoomFor(const void *connection)
{
    const auto now = Clock::now();
    qsizetype alive = 0;
    Watched *first = nullptr;
    for (auto it = m_connections.begin(); it != m_connections.end(); ++it) {
        if (it->isEnded)
            continue;
        ++alive;
        const bool isCandidate = it.key() != connection && mayEnd(*it, now);
        if (isCandidate && (first == nullptr || goesBefore(*it, *first)))
            first = &*it;
    }
    if (alive > m_limits.connections)
        end(first != nullptr ? *first : m_connections[connection]);
}

void ConnectionWatch::loop()
{
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, std::chrono::milliseconds(500), [this] { return m_isEnding; })) {
        const auto now = Clock::now();
        for (Watched &watched : m_connections) {
            if (watched.isEnded)
                continue;
            if (watched.phase == Phase::Answer) {
                const quint64 taken = takenBytes(watched.socket);
                if (std::exchange(watched.taken, taken) != taken)
                    watched.heard = now;
            }
            if (isOverdue(watched, now))
                end(watched);
        }
    }
}

} // namespace server
