#pragma once

#include "server/administration.h"
#include "server/datafolder.h"
#include "server/userstore.h"

#include <QDateTime>

namespace server {

/// What DataFolder's functions share.
class DataFolder::Private
{
public:
    QString folder;
    std::unique_ptr<sqlite::Database> database;

    template <typename Work>
    base::Status administer(Work work)
    {
        return database->transact([&]() -> base::Status {
            Administration administration(*database, QDateTime::currentMSecsSinceEpoch());
            return work(administration);
        });
    }
    base::Result<QString> issue(const QString &username, KeyKind kind, const QString &description, qint64 expiresAt);
    base::Result<QList<Secret>> secrets(const QString &username, bool areTokens);
    base::Result<EntityRecord> teamNamed(const QString &name);
};

} // namespace server
