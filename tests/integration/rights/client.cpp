#include "client.h"

#include "api/httptransport.h"
#include "ui/runs/runrights.h"
#include "ui/teams/memberrights.h"
#include "workspace/composition.h"

#include <QSignalSpy>
#include <QTest>
#include <algorithm>

namespace test {

namespace {

constexpr int longestWait = 20'000;

/// The answer of a feed that asks the server now; nothing where the server has nothing for this person.
template <typename T>
std::optional<T> told(std::unique_ptr<workspace::Feed<T>> feed, const QDateTime &since)
{
    const auto isTold = [&feed, &since] {
        const workspace::Freshness &freshness = feed->freshness();
        return !freshness.isRefreshing && (freshness.error || (freshness.hasValue() && freshness.fetchedAt >= since));
    };
    QSignalSpy spy(feed.get(), &workspace::FeedBase::freshnessChanged);
    while (!isTold()) {
        if (!spy.wait(longestWait))
            qFatal("a feed does not answer");
    }
    return feed->freshness().error ? std::nullopt : std::optional<T>(feed->value());
}

domain::Decision hidden()
{
    domain::Decision decision;
    decision.reason = domain::Reason::NotVisible;
    return decision;
}

} // namespace

Client::Client(const QUrl &server, const QString &key)
{
    using namespace std::chrono_literals;
    workspace::Dependencies dependencies;
    dependencies.dataFolder = m_folder.path();
    dependencies.credentials = std::make_shared<FakeCredentials>();
    dependencies.makeTransport = [](const QUrl &url, const QByteArray &secret) -> std::unique_ptr<api::Transport> {
        api::HttpTransport::Options options;
        options.server = url;
        options.key = secret;
        return std::make_unique<api::HttpTransport>(options);
    };
    dependencies.tempo.live = dependencies.tempo.idle = dependencies.tempo.sweep = 1h; // only what the test asks
    dependencies.tempo.gather = 1ms;
    m_accounts = workspace::makeAccounts(std::move(dependencies));
    auto signingIn = m_accounts->signIn({server, key});
    const bool isAnswered = QTest::qWaitFor([&signingIn] { return signingIn.isFinished(); }, longestWait);
    const auto signedIn =
        isAnswered ? signingIn.result() : base::Error{base::Error::Kind::Offline, QStringLiteral("no answer")};
    if (!signedIn)
        return;
    m_workspace = signedIn->workspace;
    if (!QTest::qWaitFor([this] { return isOnline(); }, longestWait))
        qWarning("the workspace does not come online");
    told(m_workspace->teams(), {});
}

Client::~Client()
{
    m_workspace.reset();
}

bool Client::isOnline() const
{
    return m_workspace && m_workspace->connectivity() == workspace::Connectivity::Online;
}

void Client::visit(const Scene &scene, bool withPeople)
{
    const QDateTime since = QDateTime::currentDateTimeUtc();
    m_scene = scene;
    m_seesNameOnly = false;
    m_team = withPeople ? told(m_workspace->team(Scene::team()), since) : std::nullopt;
    m_project = withPeople ? std::nullopt : visitProject(scene.project, since);
    m_run = m_project ? told(m_workspace->run(scene.run), since) : std::nullopt;
}

/// The project's page, or what the list of the team's projects tells of one that cannot be opened.
std::optional<workspace::ProjectPage> Client::visitProject(const domain::ProjectPath &path, const QDateTime &since)
{
    const auto page = told(m_workspace->project(path), since);
    if (page)
        return page;
    const auto listed = told(m_workspace->projects(path.entity), since);
    for (const domain::Project &project : listed.value_or(QList<domain::Project>())) {
        m_seesNameOnly = m_seesNameOnly || project.path == path;
        if (project.path == path)
            return workspace::ProjectPage{project, {}};
    }
    return std::nullopt;
}

domain::Decision Client::decide(domain::Action action, bool isOnNew) const
{
    switch (domain::ruleOf(action).scope) {
    case domain::Scope::Run:
        return decideOnRun(action, isOnNew);
    case domain::Scope::Project:
    case domain::Scope::View:
    case domain::Scope::Report:
    case domain::Scope::Artifact:
        return action == domain::Action::ProjectCreate ? decideInTeam(action) : decideInProject(action, isOnNew);
    default:
        return m_team ? decideOnMember(action) : hidden();
    }
}

/// As the Members page asks.
domain::Decision Client::decideOnMember(domain::Action action) const
{
    using ui::MemberAction;
    ui::MemberRights rights;
    rights.person = m_workspace->personIn(Scene::team());
    rights.policy = m_workspace->policyOf(Scene::team());
    rights.members = m_team->members;
    const auto on = [&rights](MemberAction what, const domain::MemberId &id) {
        const auto found = std::find_if(rights.members.begin(), rights.members.end(),
            [&id](const domain::Member &member) { return member.id == id; });
        return found == rights.members.end() ? hidden() : rights.decide(what, *found);
    };
    switch (action) {
    case domain::Action::TeamMemberInvite:
        return rights.decideInvite(domain::BaseRole::Member);
    case domain::Action::TeamInviteResend:
        return on(MemberAction::Resend, m_scene.invitation);
    case domain::Action::TeamInviteCancel:
        return on(MemberAction::CancelInvitation, m_scene.invitation);
    case domain::Action::TeamMemberRemove:
        return on(MemberAction::Remove, m_scene.member);
    case domain::Action::TeamMemberSetRole:
        return on(MemberAction::SetRole, m_scene.member);
    case domain::Action::TeamServiceAccountManage:
        return on(MemberAction::Remove, m_scene.robot);
    default:
        return decideInTeam(action);
    }
}

domain::Decision Client::decideInTeam(domain::Action action) const
{
    if (!m_team)
        return hidden();
    domain::Object team;
    team.name = Scene::team();
    team.policy = m_workspace->policyOf(Scene::team());
    return domain::decide(m_workspace->personIn(Scene::team()), action, team);
}

/// As the pages of a project ask.
domain::Decision Client::decideOnRun(domain::Action action, bool isNew) const
{
    if (!m_project || !(isNew || m_run))
        return hidden();
    const ui::RunRights rights{
        m_workspace->personIn(m_scene.project), m_project->project, m_workspace->policyOf(Scene::team()), {}};
    return rights.decide(action, isNew ? domain::Run() : *m_run);
}

domain::Decision Client::decideInProject(domain::Action action, bool isNew) const
{
    if (!m_project)
        return hidden();
    domain::Object project;
    project.name = m_project->project.path.project;
    project.visibility = m_project->project.visibility;
    if (!isNew) {
        project.owner = m_project->project.owner;
        project.ownerName = m_project->project.ownerName;
    }
    project.policy = m_workspace->policyOf(Scene::team());
    if (action == domain::Action::ProjectSetVisibility)
        project.givenVisibility = m_scene.otherVisibility;
    return domain::decide(m_workspace->personIn(m_scene.project), action, project);
}

} // namespace test
