#pragma once

#include <QJsonObject>
#include <QString>
#include <optional>

namespace server {

/// One line of the audit log: who did what, when, from where, and whether it was allowed. Never holds secrets.
struct AuditEvent
{
    enum class Way {
        Graphql,
        Scim,
        Identity, ///< an identity provider's token was exchanged
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

/// graphql, scim, identity, command
[[nodiscard]] QString auditWayName(AuditEvent::Way way);

} // namespace server
