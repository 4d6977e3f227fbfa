#pragma once

#include "base/result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QPromise>

namespace base {

/// Calls `deliver` in the owner's thread, unless the owner has died or the future was cancelled.
/// The watcher belongs to `owner` and deletes itself; the caller may delete it earlier to drop the answer.
template <typename T, typename Deliver>
QFutureWatcher<T> *whenDone(QObject *owner, QFuture<T> future, Deliver deliver)
{
    auto *watcher = new QFutureWatcher<T>(owner);
    QObject::connect(
        watcher, &QFutureWatcherBase::finished, watcher, [watcher, deliver = std::move(deliver)]() mutable {
            watcher->deleteLater();
            if (!watcher->isCanceled() && watcher->future().resultCount() > 0)
                deliver(watcher->result());
        });
    watcher->setFuture(std::move(future));
    return watcher;
}

/// A future that has its value already.
template <typename T>
QFuture<T> ready(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

} // namespace base
