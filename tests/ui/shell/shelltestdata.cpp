#include "shelltestdata.h"

#include "support/builders.h"

#include <QJsonArray>

namespace test {

namespace {

domain::Project livelyProject(const QString &name, int runs, int active, int hoursAgo, domain::Visibility visibility)
{
    domain::Project project = aProject(QStringLiteral("algoperf"), name);
    project.visibility = visibility;
    project.runCount = runs;
    project.activeRunCount = active;
    project.lastActive = QDateTime::currentDateTimeUtc().addSecs(-3600 * hoursAgo - 40);
    project.ownerName = hoursAgo % 2 == 0 ? QStringLiteral("Ada Moreau") : QStringLiteral("Ben Okafor");
    return project;
}

domain::Run livelyRun(const QString &name, domain::RunState state, int minutes)
{
    domain::Run run = aRun(name);
    run.displayName = name;
    run.state = state;
    run.creatorName = minutes % 2 == 0 ? QStringLiteral("Chiara Conti") : QStringLiteral("Ben Okafor");
    run.createdAt = QDateTime::currentDateTimeUtc().addSecs(-60 * minutes);
    run.heartbeatAt = QDateTime::currentDateTimeUtc().addSecs(-30 * minutes);
    run.runtimeSeconds = 60 * minutes;
    return run;
}

} // namespace

std::shared_ptr<FakeWorkspace> livelyWorkspace(domain::BaseRole role)
{
    auto workspace = std::make_shared<FakeWorkspace>(role);
    using domain::RunState;
    using domain::Visibility;
    const QList<domain::Project> projects{livelyProject(QStringLiteral("imagenet_vit"), 331, 2, 0, Visibility::Team),
        livelyProject(QStringLiteral("ogbg"), 152, 1, 3, Visibility::Public),
        livelyProject(QStringLiteral("fastmri"), 1204, 0, 30, Visibility::Open),
        livelyProject(QStringLiteral("wmt"), 98, 0, 300, Visibility::Restricted),
        livelyProject(QStringLiteral("librispeech_conformer_with_a_rather_long_name"), 12, 0, 2000, Visibility::Team)};
    workspace->projectLists.insert(QStringLiteral("algoperf"), projects);
    workspace->homePage.projects = projects;
    workspace->homePage.activeRuns = {livelyRun(QStringLiteral("nadamp-0-3"), RunState::Running, 14),
        livelyRun(QStringLiteral("amos-jax-1"), RunState::Running, 190),
        livelyRun(QStringLiteral("lawa-2-1"), RunState::Pending, 1)};
    workspace->homePage.finishedSinceLastVisit = {
        livelyRun(QStringLiteral("adamw-baseline-7"), RunState::Finished, 300),
        livelyRun(QStringLiteral("shampoo-4-2"), RunState::Crashed, 411),
        livelyRun(QStringLiteral("schedule-free-adamw-1"), RunState::Failed, 500),
        livelyRun(QStringLiteral("sophia-0"), RunState::Killed, 720)};
    workspace->setLocalState(
        QStringLiteral("pins"), {{QStringLiteral("projects"), QJsonArray{QStringLiteral("algoperf/imagenet_vit")}}});
    workspace->update();
    return workspace;
}

QList<ui::DemoAccount> demoAccounts()
{
    const QUrl server(QStringLiteral("http://127.0.0.1:1"));
    return {
        {domain::BaseRole::Admin, QStringLiteral("ada"), QStringLiteral("Ada Moreau"), server, QStringLiteral("k1")},
        {domain::BaseRole::Member, QStringLiteral("ben"), QStringLiteral("Ben Okafor"), server, QStringLiteral("k2")},
        {domain::BaseRole::ViewOnly, QStringLiteral("vera"), QStringLiteral("Vera Lindqvist"), server,
            QStringLiteral("k3")}};
}

workspace::SignedIn signedIn(const std::shared_ptr<FakeWorkspace> &workspace)
{
    workspace::SignedIn account;
    account.workspace = workspace;
    account.account.id = QStringLiteral("local-ada");
    account.account.server = workspace->me.server;
    account.account.username = workspace->me.username;
    account.account.displayName = workspace->me.name;
    account.account.serverName = workspace->me.serverName;
    account.keyState = workspace::KeyState::Stored;
    return account;
}

} // namespace test
