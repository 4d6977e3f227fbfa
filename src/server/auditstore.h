#pragma once

#include "server/records.h"
#include "sqlite/database.h"

#include <QJsonObject>
#include <functional>
#include <optional>

namespace server {

/// One line of the audit log: who did what, when, from where, and whether it was allowed. Never holds secrets.
struct AuditEvent
{
    enum class Way {
        Graphql,
        Scim,
        Command, ///< by whoever runs the server
    };
    qint64 id = 0; ///< ascending; given by the store
    qint64 at = 0; ///< milliseconds since 1970 UTC
    qint64 actor = 0; ///< the user; 0 for commands
    QString actorName; ///< the user name at that time; empty for commands
    qint64 key = 0; ///< by which key or token
    QString peer; ///< numeric address of the other end; empty for commands
    Way way = Way::Graphql;
    QString act; ///< the mutation, SCIM call or command
    QString object; ///< what it was done to, in words
    bool isAllowed = true;
    QString reason; ///< of a refusal, e.g. "RoleLacks"
    QJsonObject detail; ///< names and values of the change
};

/// Which lines of the audit log are wanted; what is empty or 0 does not matter.
struct AuditFilter
{
    qint64 since = 0; ///< milliseconds since 1970 UTC, this one too
    qint64 until = 0; ///< without this one
    QString actorName;
    QString act;
    QString objectPart; ///< stands somewhere in the object
    std::optional<bool> isAllowed;
    qint64 newest = 0; ///< only so many of the newest that fit; 0: all
};

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

    static QString wayName(AuditEvent::Way way); ///< graphql, scim, command

private:
    base::Status forget(bool allowed, qint64 most);

    sqlite::Database &m_database;
};

} // namespace server
