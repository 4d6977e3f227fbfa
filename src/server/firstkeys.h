#pragma once

#include <QHash>
#include <QString>
#include <mutex>

namespace server {

/// The first key of a new service account, between its making and the next look of whoever made it at the team's
/// members: that is where the SDK reads it. In memory only, told once, forgotten after a minute. Any thread.
class FirstKeys
{
public:
    static constexpr qint64 lifetime = 60'000; ///< milliseconds

    void put(qint64 account, qint64 maker, const QString &secret, qint64 now);
    /// The secret, or an empty text: there is none for this maker, or it was told already.
    QString take(qint64 account, qint64 maker, qint64 now);

private:
    struct Entry
    {
        qint64 maker = 0;
        QString secret;
        qint64 until = 0;
    };
    std::mutex m_mutex;
    QHash<qint64, Entry> m_entries;
};

} // namespace server
