#pragma once

#include "workspace/backend.h"

namespace workspace {

/// The changes of an open account: each asks the server, and after its answer the cache and the feeds follow. A refusal
/// refreshes the rights. GUI thread.
class Changes
{
public:
    /// `backend` outlives this object.
    explicit Changes(Backend &backend)
        : m_backend(backend)
    { }

    QFuture<base::Status> editRun(const domain::RunPath &path, const domain::RunEdit &edit);
    QFuture<base::Status> stopRun(const domain::RunPath &path);
    QFuture<base::Status> deleteRun(const domain::RunPath &path, bool withArtifacts);
    QFuture<base::Status> undeleteRun(const domain::RunPath &path);
    QFuture<base::Status> invite(const QString &entity, const QString &who, domain::BaseRole role);
    /// Withdraws and invites again: the protocol has no other way (section 20).
    QFuture<base::Status> resendInvitation(const QString &entity, const domain::Member &invitation);
    QFuture<base::Status> removeMember(const QString &entity, const domain::MemberId &member);
    QFuture<base::Status> setMemberRole(const QString &entity, const domain::MemberId &member, domain::BaseRole role);
    QFuture<base::Status> createProject(
        const domain::ProjectPath &path, const QString &description, domain::Visibility visibility);

private:
    /// The run with its global id: from the cache, or else from the server.
    void withRun(const domain::RunPath &path, std::function<void(const base::Result<domain::Run> &)> then);

    Backend &m_backend;
};

} // namespace workspace
