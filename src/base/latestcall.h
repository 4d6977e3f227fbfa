#pragma once

#include "base/whendone.h"

#include <QPointer>

namespace base {

/// Keeps the newest of several calls only: the answer of an older one is dropped. For typing, sorting, zooming.
class LatestCall
{
public:
    /// `owner` outlives this object.
    explicit LatestCall(QObject *owner)
        : m_owner(owner)
    { }
    ~LatestCall() { drop(); }
    Q_DISABLE_COPY_MOVE(LatestCall)

    template <typename T, typename Deliver>
    void start(QFuture<T> future, Deliver deliver)
    {
        drop();
        m_watcher = whenDone(m_owner, std::move(future), [this, deliver = std::move(deliver)](const T &value) mutable {
            m_watcher.clear();
            deliver(value);
        });
    }

    /// Forgets the call under way.
    void drop()
    {
        if (m_watcher != nullptr)
            m_watcher->deleteLater();
        if (m_watcher != nullptr)
            m_watcher->disconnect();
        m_watcher.clear();
    }

    /// From the start until the answer is delivered.
    [[nodiscard]] bool isWaiting() const { return !m_watcher.isNull(); }

private:
    QObject *m_owner;
    QPointer<QFutureWatcherBase> m_watcher;
};

} // namespace base
