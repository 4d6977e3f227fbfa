#pragma once

#include <QHash>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace server {

/// Ends connections that take too long over a request's head or body, and, when there are too many, the one that has
/// been waiting longest without sending a whole head or in spite of a refusal; if there is none, the one that has taken
/// nothing of its answer for longest, and then the one whose body has been silent longest. Whoever just came goes only
/// where all others are being answered. The library's own time-out restarts with each byte, so that somebody who sends
/// a byte every few seconds would stay for ever. Any thread.
class ConnectionWatch
{
public:
    struct Limits
    {
        int connections = 500;
        std::chrono::milliseconds head{10'000}; ///< from the first byte's chance to the end of the head
        std::chrono::milliseconds idle{15'000}; ///< between two requests, before the head's time begins
        std::chrono::milliseconds body{300'000};
        std::chrono::milliseconds answer{
            2'000}; ///< without taking anything of it, until somebody else may have the place
    };

    explicit ConnectionWatch(const Limits &limits);
    ~ConnectionWatch();
    Q_DISABLE_COPY_MOVE(ConnectionWatch)

    enum class Phase {
        Head, ///< before a request, or in its head
        Refused, ///< in the body of a request that is answered already
        Body,
        Work,
        Answer, ///< which is being sent
    };
    void opened(const void *connection, int socket);
    /// Call before the socket is closed.
    void closed(const void *connection);
    void enter(const void *connection, Phase phase);
    /// A part of a body came.
    void heard(const void *connection);

    [[nodiscard]] qsizetype count() const;

private:
    using Clock = std::chrono::steady_clock;
    struct Watched
    {
        int socket = -1;
        Phase phase = Phase::Head;
        bool isFirst = true;
        bool isEnded = false;
        Clock::time_point since;
        Clock::time_point heard; ///< since or later
        quint64 taken = 0; ///< bytes that arrived at the other end
    };
    [[nodiscard]] bool isOverdue(const Watched &watched, Clock::time_point now) const;
    [[nodiscard]] bool mayEnd(const Watched &watched, Clock::time_point now) const;
    static void end(Watched &watched);
    [[nodiscard]] static bool goesBefore(const Watched &one, const Watched &other);
    void makeRoomFor(const void *connection);
    void loop();

    const Limits m_limits;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isEnding = false;
    QHash<const void *, Watched> m_connections;
    std::thread m_thread;
};

} // namespace server
