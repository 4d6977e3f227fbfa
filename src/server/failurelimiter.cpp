#include "server/failurelimiter.h"

namespace server {

int FailureLimiter::secondsToWait(const QString &address, Clock::time_point now)
{
    const QMutexLocker lock(&m_mutex);
    forgetOld(now);
    const auto found = m_failures.constFind(address);
    if (found == m_failures.constEnd() || found->size() < failuresAllowed)
        return 0;
    const auto free = (*found)[found->size() - failuresAllowed] + window;
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(free - now).count());
}

void FailureLimiter::noteFailure(const QString &address, Clock::time_point now)
{
    const QMutexLocker lock(&m_mutex);
    auto &times = m_failures[address];
    times.push_back(now);
    while (times.size() > failuresAllowed)
        times.pop_front();
}

void FailureLimiter::forgetOld(Clock::time_point now)
{
    m_failures.removeIf(
        [now](const auto &entry) { return entry.value().empty() || entry.value().back() + window <= now; });
    for (auto &times : m_failures) {
        while (!times.empty() && times.front() + window <= now)
            times.pop_front();
    }
}

} // namespace server
