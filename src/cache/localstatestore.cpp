#include "cache/localstatestore.h"

#include "cache/documents.h"
#include "sqlite/worker.h"

#include <QDateTime>

namespace cache {

QFuture<base::Result<QJsonObject>> LocalStateStore::state(const QString &scope)
{
    return m_worker.run([scope](sqlite::Database &database) -> base::Result<QJsonObject> {
        auto rows = database.prepare(QStringLiteral("SELECT state FROM local_state WHERE scope = ?"));
        if (!rows)
            return rows.error();
        const auto row = rows->bind(1, scope).step();
        if (!row)
            return row.error();
        return *row ? jsonObject(rows->text(0)) : QJsonObject();
    });
}

QFuture<base::Status> LocalStateStore::setState(const QString &scope, const QJsonObject &state)
{
    return m_worker.write([scope, state](sqlite::Database &database) {
        if (state.isEmpty())
            return database.execute(QStringLiteral("DELETE FROM local_state WHERE scope = ?"), scope);
        return database.execute(QStringLiteral("INSERT OR REPLACE INTO local_state VALUES(?, ?, ?)"), scope,
            jsonText(state), QDateTime::currentMSecsSinceEpoch());
    });
}

} // namespace cache
