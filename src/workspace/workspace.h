#pragma once

#include "base/result.h"
#include "domain/person.h"
#include "domain/sharedrun.h"
#include "workspace/consolelog.h"
#include "workspace/feed.h"
#include "workspace/historyfeed.h"
#include "workspace/pages.h"

#include <QFuture>
#include <QJsonObject>
#include <QObject>
#include <memory>

namespace workspace {

/// Whether the server answers, with words that people can be told (the interface has them).
enum class Connectivity {
    Connecting,
    Online,
    Offline, ///< no answer; tried again with growing pauses
    KeyMissing, ///< the cache is readable, but the key is not here (keyring locked, signed in for a session only)
    KeyRefused, ///< the server does not accept the key: sign in again
    Unsafe, ///< TLS error
};

/// What is wrong with the files on this computer, with words that people can be told (the interface has them).
enum class StorageTrouble {
    None,
    Full, ///< the disk is full: what is chosen in this session is not kept
    Unwritable, ///< the folder is read-only or not ours: likewise
    Failing, ///< the disk fails: likewise
    Damaged, ///< the local copy is; the next start makes a new one
    Newer, ///< a newer version wrote what this person chose: it is left alone and not seen
    Foreign, ///< another program's file stands in its place: likewise
    Rescued, ///< what this person chose was damaged; what could be read was carried over, the damaged file was kept
};

/// Of a longer console only the last lines are given; their numbers tell how many there are.
constexpr int mostConsoleLines = 100'000;

enum class ConsoleStart { Beginning, End };

/// What the interface talks to: one account on one server, read from the cache, refreshed from the server. An
/// interface, so that pages are tested over values. GUI thread; nothing here blocks. Every change asks the rule book on
/// the server; a refusal (Kind::Forbidden) refreshes the cached role by itself.
class Workspace : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual const domain::Account &account() const = 0;
    [[nodiscard]] virtual Connectivity connectivity() const = 0;
    /// Why not online; detail for "Show details".
    [[nodiscard]] virtual std::optional<base::Error> connectionError() const = 0;
    /// What is shown and done works all the same, as far as it can.
    [[nodiscard]] virtual StorageTrouble storageTrouble() const = 0;
    /// Where this account's files are.
    [[nodiscard]] virtual QString storageFolder() const = 0;
    /// Tries to connect now.
    virtual void retry() = 0;

    // What pages show. The caller owns the feed.
    virtual std::unique_ptr<Feed<HomePage>> home() = 0;
    virtual std::unique_ptr<Feed<QList<domain::Team>>> teams() = 0;
    virtual std::unique_ptr<Feed<TeamPage>> team(const QString &entity) = 0;
    virtual std::unique_ptr<Feed<QList<domain::Project>>> projects(const QString &entity) = 0;
    virtual std::unique_ptr<Feed<ProjectPage>> project(const domain::ProjectPath &path) = 0;
    virtual std::unique_ptr<Feed<domain::SharedRuns>> runs(const domain::ProjectPath &path) = 0;
    virtual std::unique_ptr<Feed<domain::Run>> run(const domain::RunPath &path) = 0;
    virtual std::unique_ptr<Feed<ConsoleLog>> console(const domain::RunPath &path) = 0;
    virtual std::unique_ptr<HistoryFeed> histories(const domain::ProjectPath &path) = 0;

    // Who the person is in a scope, from what is cached; RoleUnknown where nothing is.
    [[nodiscard]] virtual domain::Person personIn(const QString &entity) const = 0;
    [[nodiscard]] virtual domain::Person personIn(const domain::ProjectPath &path) const = 0;
    [[nodiscard]] virtual domain::TeamPolicy policyOf(const QString &entity) const = 0;
    /// Names of the team's admins, for "who can help"; may be empty.
    [[nodiscard]] virtual QStringList adminsOf(const QString &entity) const = 0;

    // Changes. All need the server and answer after it has.
    virtual QFuture<base::Status> editRun(const domain::RunPath &run, const domain::RunEdit &edit) = 0;
    virtual QFuture<base::Status> stopRun(const domain::RunPath &run) = 0;
    /// Deletes one run; deleted runs can be brought back within 7 days unless their artifacts went with them.
    virtual QFuture<base::Status> deleteRun(const domain::RunPath &run, bool withArtifacts) = 0;
    virtual QFuture<base::Status> undeleteRun(const domain::RunPath &run) = 0;
    /// `who`: a mail address or a user name.
    virtual QFuture<base::Status> invite(const QString &entity, const QString &who, domain::BaseRole role) = 0;
    /// Sends an open invitation again, with its role. When this is refused, the invitation is as it was.
    virtual QFuture<base::Status> resendInvitation(const QString &entity, const domain::Member &invitation) = 0;
    virtual QFuture<base::Status> cancelInvitation(const QString &entity, const domain::MemberId &invitation) = 0;
    virtual QFuture<base::Status> removeMember(const QString &entity, const domain::MemberId &member) = 0;
    virtual QFuture<base::Status> setMemberRole(
        const QString &entity, const domain::MemberId &member, domain::BaseRole role) = 0;
    virtual QFuture<base::Status> createProject(
        const domain::ProjectPath &path, const QString &description, domain::Visibility visibility) = 0;

    // What only this person has: hidden runs, colours, pins, columns. Survives a crash; never sent.
    /// `scope` e.g. "project/algoperf/imagenet_vit" or "pins".
    virtual QFuture<QJsonObject> localState(const QString &scope) = 0;
    virtual QFuture<base::Status> setLocalState(const QString &scope, const QJsonObject &state) = 0;

signals:
    void connectivityChanged();
    void storageTroubleChanged();
    void rightsChanged(); ///< personIn() or policyOf() may answer differently now
    void synchronised(const QDateTime &at); ///< a refresh ended well
    void localStateChanged(const QString &scope);
};

} // namespace workspace
