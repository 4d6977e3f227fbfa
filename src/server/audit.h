#pragma once

#include "server/auditstore.h"
#include "server/mutations.h"

/// What goes into the audit log.
namespace server {

/// Is a mutation with this rule written to the audit log? What changes rights, people, keys or settings, and what
/// deletes, stops or moves; not what programs do all day when they log.
bool isAudited(const MutationRule &rule);

/// The caller, the time, the way; the rest is to be filled in.
AuditEvent auditEventOf(const Session &session, AuditEvent::Way way, const QString &act);
/// What an input names, ids in words. Only fields that are known to be harmless.
QJsonObject auditDetail(sqlite::Database &database, const graphql::Value &input);
/// Is the value of an input's field of that name written down?
bool isWrittenToAudit(const QString &field);
/// "team lab", "run lab/p/bens", ...: what an input is about.
QString auditObject(sqlite::Database &database, const graphql::Value &input);

/// Appends the event with the outcome of an attempt. Refusals for other reasons than rights (input that cannot be
/// taken, trouble of the store) leave no line.
/// `refusalsBefore`: how many refusals the session held before the attempt; the reason is one of those after.
base::Status noteOutcome(
    Session &session, AuditEvent event, const std::optional<base::Error> &error, qsizetype refusalsBefore = 0);

} // namespace server
