#pragma once

#include <QHash>
#include <QMutex>
#include <QString>
#include <chrono>
#include <deque>

namespace server {

/// Slows down guessing: after ten failed sign-ins within a minute an address has to wait. Any thread. Of IPv6 the first
/// 64 bits count: whoever has one such address has all that begin like it.
class FailureLimiter
{
public:
    using Clock = std::chrono::steady_clock;
    static constexpr int failuresAllowed = 10;
    static constexpr std::chrono::seconds window{60};

    /// Seconds until the address may try again; 0: now.
    [[nodiscard]] int secondsToWait(const QString &address, Clock::time_point now = Clock::now());
    void noteFailure(const QString &address, Clock::time_point now = Clock::now());

private:
    void forgetOld(Clock::time_point now);

    QMutex m_mutex;
    QHash<QString, std::deque<Clock::time_point>> m_failures;
};

} // namespace server
