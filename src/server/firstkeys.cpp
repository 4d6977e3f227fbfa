#include "server/firstkeys.h"

namespace server {

void FirstKeys::put(qint64 account, qint64 maker, const QString &secret, qint64 now)
{
    const std::lock_guard lock(m_mutex);
    m_entries.removeIf([now](const auto &entry) { return entry.value().until < now; });
    m_entries.insert(account, {maker, secret, now + lifetime});
}

QString FirstKeys::take(qint64 account, qint64 maker, qint64 now)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.constFind(account);
    if (found == m_entries.constEnd() || found->maker != maker)
        return {};
    const QString secret = found->until < now ? QString() : found->secret;
    m_entries.erase(found);
    return secret;
}

} // namespace server
