#include "server/failurelimiter.h"

#include <QHostAddress>
#include <algorithm>

namespace server {

namespace {

/// What stands for the address: an IPv4 one that is written as IPv6 is the same as itself.
QString guesser(const QString &address)
{
    const QHostAddress parsed(address.section(u'%', 0, 0));
    bool isFour = false;
    const quint32 four = parsed.toIPv4Address(&isFour);
    if (isFour)
        return QHostAddress(four).toString();
    if (parsed.protocol() != QAbstractSocket::IPv6Protocol)
        return address;
    Q_IPV6ADDR bits = parsed.toIPv6Address();
    std::fill(std::begin(bits.c) + 8, std::end(bits.c), quint8(0));
    return QHostAddress(bits).toString();
}

} // namespace

int FailureLimiter::secondsToWait(const QString &address, Clock::time_point now)
{
    const QMutexLocker lock(&m_mutex);
    forgetOld(now);
    const auto found = m_failures.constFind(guesser(address));
    if (found == m_failures.constEnd() || found->size() < failuresAllowed)
        return 0;
    const auto free = (*found)[found->size() - failuresAllowed] + window;
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(free - now).count());
}

void FailureLimiter::noteFailure(const QString &address, Clock::time_point now)
{
    const QMutexLocker lock(&m_mutex);
    auto &times = m_failures[guesser(address)];
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
