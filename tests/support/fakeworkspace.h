#pragma once

#include "support/fakefeed.h"
#include "workspace/accounts.h"
#include "workspace/workspace.h"

#include <QPointer>
#include <QPromise>

namespace test {

/// A workspace in memory: a test fills the public members, hands it to a page, and looks at `calls`. Feeds that were
/// asked for are filled at once unless `isLoading`; `update()` tells them what changed.
class FakeWorkspace : public workspace::Workspace
{
    Q_OBJECT

public:
    /// One team "algoperf" with five people, a service account and an invitation; the signed-in person has `role`
    /// there.
    explicit FakeWorkspace(domain::BaseRole role = domain::BaseRole::Admin);
    ~FakeWorkspace() override;

    // What is there.
    domain::Account me;
    workspace::Connectivity connection = workspace::Connectivity::Online;
    QList<domain::Team> teamList;
    QHash<QString, workspace::TeamPage> teamPages;
    QHash<QString, QList<domain::Project>> projectLists;
    QHash<QString, QList<domain::Run>> runLists; ///< by ProjectPath::text()
    QHash<QString, QList<domain::ConsoleLine>> consoles; ///< by RunPath::text()
    workspace::HomePage homePage;
    domain::Person person;
    domain::TeamPolicy policy;
    QStringList admins;
    workspace::StorageTrouble trouble = workspace::StorageTrouble::None;
    bool isLoading = false; ///< feeds stay without value
    std::optional<base::Error> feedFailure; ///< what feeds say instead of a value
    std::optional<base::Error> failure; ///< what the next changes answer; empty: success
    bool isAnswering = true; ///< false: changes wait until answerAll()

    /// What pages asked to be done, e.g. "stopRun algoperf/ogbg/1".
    QStringList calls;

    /// Hands the present values to all living feeds.
    void update();
    void setConnectivity(workspace::Connectivity connectivity);
    void setRole(domain::BaseRole role);
    void answerAll();
    /// The history feed that was handed out last; null before.
    [[nodiscard]] FakeHistoryFeed *lastHistories() const { return m_histories.data(); }
    /// Called with every new history feed, to fill it.
    std::function<void(FakeHistoryFeed &)> fillHistories;

    [[nodiscard]] const domain::Account &account() const override { return me; }
    [[nodiscard]] workspace::Connectivity connectivity() const override { return connection; }
    [[nodiscard]] std::optional<base::Error> connectionError() const override;
    [[nodiscard]] workspace::StorageTrouble storageTrouble() const override { return trouble; }
    [[nodiscard]] QString storageFolder() const override { return QStringLiteral("/home/ada/data"); }
    void retry() override { calls.append(QStringLiteral("retry")); }

    std::unique_ptr<workspace::Feed<workspace::HomePage>> home() override;
    std::unique_ptr<workspace::Feed<QList<domain::Team>>> teams() override;
    std::unique_ptr<workspace::Feed<workspace::TeamPage>> team(const QString &entity) override;
    std::unique_ptr<workspace::Feed<QList<domain::Project>>> projects(const QString &entity) override;
    std::unique_ptr<workspace::Feed<workspace::ProjectPage>> project(const domain::ProjectPath &path) override;
    std::unique_ptr<workspace::Feed<domain::SharedRuns>> runs(const domain::ProjectPath &path) override;
    std::unique_ptr<workspace::Feed<domain::Run>> run(const domain::RunPath &path) override;
    std::unique_ptr<workspace::Feed<workspace::ConsoleLog>> console(const domain::RunPath &path) override;
    std::unique_ptr<workspace::HistoryFeed> histories(const domain::ProjectPath &path) override;

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
    template <typename T>
    std::unique_ptr<workspace::Feed<T>> makeFeed(std::function<T()> read);
    QFuture<base::Status> answer(const QString &call);

    QList<std::function<void()>> m_updates;
    QList<std::shared_ptr<QPromise<base::Status>>> m_waiting;
    QHash<QString, QJsonObject> m_localStates;
    QPointer<FakeHistoryFeed> m_histories;
};

/// Accounts in memory for the sign-in page.
class FakeAccounts : public workspace::Accounts
{
    Q_OBJECT

public:
    using Accounts::Accounts;

    QList<workspace::KnownAccount> accounts;
    /// What signIn() and open() answer.
    std::function<base::Result<workspace::SignedIn>(const workspace::SignInRequest &)> onSignIn;
    QHash<QString, workspace::KeyState> keyStates;
    QList<workspace::SignInRequest> requests;
    QStringList calls;

    [[nodiscard]] QList<workspace::KnownAccount> known() const override { return accounts; }
    QFuture<base::Result<workspace::SignedIn>> signIn(const workspace::SignInRequest &request) override;
    QFuture<base::Result<workspace::SignedIn>> open(const QString &id) override;
    QFuture<base::Status> signOut(const QString &id, bool removeCache) override;
    [[nodiscard]] workspace::KeyState keyState(const QString &id) const override { return keyStates.value(id); }
};

} // namespace test
