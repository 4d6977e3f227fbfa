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
    /// `act` is for the audit log.
    template <typename Work>
    base::Status withUser(const char *act, const QString &username, Work work)
    {
        return administer([&](Administration &administration) -> base::Status {
            const auto user = UserStore(*database).byUsername(username);
            if (!user)
                return user.error();
            if (!*user)
                return base::Error{base::Error::Kind::NotFound, QStringLiteral("no such user: ") + username};
            if (const base::Status done = work(**user); !done)
                return done;
            return administration.note(act, username);
        });
    }
    base::Result<QString> issue(const QString &username, KeyKind kind, const QString &description, qint64 expiresAt);
    base::Result<QList<Secret>> secrets(const QString &username, bool areTokens);
    base::Result<EntityRecord> teamNamed(const QString &name);
};

} // namespace server
