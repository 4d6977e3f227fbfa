#pragma once

#include "base/result.h"

#include <QFuture>
#include <QJsonObject>
#include <QString>

namespace sqlite {
class Worker;
}

namespace cache {

/// What only this person has, by scope ("project/x/y", "pins"): in `personal.db`, each change flushed to the disk
/// before it is called saved. Any thread.
class LocalStateStore
{
public:
    /// `worker` outlives this object.
    explicit LocalStateStore(sqlite::Worker &worker)
        : m_worker(worker)
    { }

    /// Empty where nothing was stored.
    QFuture<base::Result<QJsonObject>> state(const QString &scope);
    /// An empty object forgets the scope.
    QFuture<base::Status> setState(const QString &scope, const QJsonObject &state);

private:
    sqlite::Worker &m_worker;
};

} // namespace cache
