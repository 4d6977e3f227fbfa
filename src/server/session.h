#pragma once

#include "server/principal.h"
#include "server/store.h"
#include "server/urlsigner.h"

#include <QHash>
#include <QSet>
#include <functional>
#include <memory>
#include <optional>

namespace server {

class FirstKeys;
class StreamCut;

/// What holds for the whole server.
struct ServerFacts
{
    Store *store = nullptr;
    const UrlSigner *signer = nullptr;
    qint64 crashAfter = 300'000; ///< milliseconds of silence
    FirstKeys *firstKeys = nullptr;
};

/// A refusal of the rule book, for the answer and the log.
struct Refusal
{
    QString text; ///< the message of the error
    QString action;
    QString reason; ///< e.g. "RoleLacks"
    QString helper; ///< e.g. "TeamAdmin"
};

/// What reports that were shared with the caller show them beside what their roles do (see sharesOf()).
struct Shares
{
    QHash<qint64, bool> reports; ///< shared with the caller by name; whether they may edit it
    qint64 linked = 0; ///< the report whose link the request carries; 0: none
    QSet<qint64> projects; ///< whose runs those reports show
};

/// A file that was joined from its parts.
struct JoinedUpload
{
    qint64 upload = 0; ///< 0: none
    ContentDigest digest;
    std::shared_ptr<void> claim = {}; ///< nobody else joins the same parts while it is held
    std::shared_ptr<void> gate = {}; ///< nor takes away content that nothing names yet
};

/// What was done between the attempts at a request.
struct WorkDone
{
    JoinedUpload joined;
    QList<std::shared_ptr<const StreamCut>> cuts = {};
};

/// One request under way: who, when, on which connection. Lives in one thread and one transaction.
struct Session
{
    sqlite::Database &database;
    const ServerFacts &facts;
    Principal who;
    qint64 now = 0;
    QList<Refusal> refusals = {};
    QHash<qint64, std::shared_ptr<const UserRecord>> users = {}; ///< read once a request
    QHash<qint64, domain::TeamRole> roles = {}; ///< the caller's, by entity
    std::optional<Shares> shares = {}; ///< read when they are first asked for
    bool hasChanged = false; ///< something, or tried to
    QList<qint64> contentToRemove = {}; ///< runs whose files go after the commit
    QString baseUrl = {}; ///< under which the caller addresses the server, without a trailing slash
    bool isShared = false; ///< the program that asks is one of several that write its run (sharedwriters.h)
    QString peer = {}; ///< numeric address of the caller, for the audit log
    WorkDone done = {}; ///< by the work of earlier attempts
    bool isLastAttempt = false; ///< what is not done by now is done in the transaction
    /// Set by a mutation that fails for now: work that no transaction may wait for. It is done, then the whole request
    /// is tried again.
    std::function<base::Status(WorkDone &)> workBetween = {};
};

/// The user of that number, from the session's memory if it was read before; null: there is none.
base::Result<std::shared_ptr<const UserRecord>> userOf(Session &session, qint64 id);

} // namespace server
