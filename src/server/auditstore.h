#pragma once

#include "server/auditevent.h"
#include "sqlite/database.h"

#include <QList>
#include <functional>

namespace server {

/// The audit log: append-only, bounded. Allowed and refused events are bounded apart, so that nobody can push changes
/// out of the log by being refused often.
class AuditStore
{
public:
    explicit AuditStore(sqlite::Database &database)
        : m_database(database)
    { }

    static constexpr qint64 mostEvents = 200'000; ///< of each outcome
    static constexpr qsizetype longestText = 2048; ///< characters of `detail`, and of `object`; longer ones are cut

    /// In the caller's transaction, so that a change and its line are kept or lost together.
    base::Status append(const AuditEvent &event, qint64 most = mostEvents);
    /// The newest first, without the first `skipped`.
    base::Result<QList<AuditEvent>> newest(qint64 count, qint64 skipped = 0);
    base::Result<qint64> count();
    /// The oldest first.
    base::Status forEach(const AuditFilter &filter, const std::function<void(const AuditEvent &)> &take);

private:
    base::Status forget(bool allowed, qint64 most);

    sqlite::Database &m_database;
};

} // namespace server
