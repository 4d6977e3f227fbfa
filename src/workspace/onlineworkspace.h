#pragma once

#include "workspace/backend.h"
#include "workspace/changes.h"
#include "workspace/workspace.h"

namespace workspace {

/// The workspace over the cache and a server.
class OnlineWorkspace : public Workspace
{
    Q_OBJECT

public:
    explicit OnlineWorkspace(std::shared_ptr<Backend> backend);
    ~OnlineWorkspace() override;

    [[nodiscard]] Backend &backend() { return *m_backend; }
    /// Reads what rights and pages need from the cache; the workspace may be shown when this has answered.
    QFuture<base::Status> prepare();

    [[nodiscard]] const domain::Account &account() const override;
    [[nodiscard]] Connectivity connectivity() const override;
    [[nodiscard]] std::optional<base::Error> connectionError() const override;
    [[nodiscard]] StorageTrouble storageTrouble() const override;
    [[nodiscard]] QString storageFolder() const override;
    void retry() override;

    std::unique_ptr<Feed<HomePage>> home() override;
    std::unique_ptr<Feed<QList<domain::Team>>> teams() override;
    std::unique_ptr<Feed<TeamPage>> team(const QString &entity) override;
    std::unique_ptr<Feed<QList<domain::Project>>> projects(const QString &entity) override;
    std::unique_ptr<Feed<ProjectPage>> project(const domain::ProjectPath &path) override;
    std::unique_ptr<Feed<domain::SharedRuns>> runs(const domain::ProjectPath &path) override;
    std::unique_ptr<Feed<domain::Run>> run(const domain::RunPath &path) override;
    std::unique_ptr<Feed<ConsoleLog>> console(const domain::RunPath &path) override;
    std::unique_ptr<HistoryFeed> histories(const domain::ProjectPath &path) override;

    [[nodiscard]] domain::Person personIn(const QString &entity) const override;
    [[nodiscard]] domain::Person personIn(const domain::ProjectPath &path) const override;
    [[nodiscard]] domain::TeamPolicy policyOf(const QString &entity) const override;
    [[nodiscard]] QStringList adminsOf(const QString &entity) const override;

    QFuture<base::Status> editRun(const domain::RunPath &run, const domain::RunEdit &edit) override;
    QFuture<base::Status> stopRun(const domain::RunPath &run) override;
    QFuture<base::Status> deleteRun(const domain::RunPath &run, bool withArtifacts) override;
    QFuture<base::Status> undeleteRun(const domain::RunPath &run) override;
    QFuture<base::Status> invite(const QString &entity, const QString &who, domain::BaseRole role) override;
    QFuture<base::Status> resendInvitation(const QString &entity, const domain::Member &invitation) override;
    QFuture<base::Status> cancelInvitation(const QString &entity, const domain::MemberId &invitation) override;
    QFuture<base::Status> removeMember(const QString &entity, const domain::MemberId &member) override;
    QFuture<base::Status> setMemberRole(
        const QString &entity, const domain::MemberId &member, domain::BaseRole role) override;
    QFuture<base::Status> createProject(
        const domain::ProjectPath &path, const QString &description, domain::Visibility visibility) override;

    QFuture<QJsonObject> localState(const QString &scope) override;
    QFuture<base::Status> setLocalState(const QString &scope, const QJsonObject &state) override;

private:
    std::shared_ptr<Backend> m_backend;
    Changes m_changes;
    QDateTime m_lastVisit; ///< before this session
};

} // namespace workspace
