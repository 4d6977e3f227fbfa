#include "support/fakeworkspace.h"

#include "base/whendone.h"
#include "support/builders.h"

namespace test {

using domain::BaseRole;

QStringList FakeHistoryFeed::keys() const
{
    QStringList names;
    for (const auto &columns : m_points) {
        for (auto it = columns.begin(); it != columns.end(); ++it) {
            if (!names.contains(it.key()) && !systemNames.contains(it.key()))
                names.append(it.key());
        }
    }
    names.sort();
    return names;
}

series::PointsPtr FakeHistoryFeed::points(const QString &run, const QString &key) const
{
    return m_points.value(run).value(key);
}

workspace::HistoryState FakeHistoryFeed::state(const QString &run) const
{
    workspace::HistoryState state;
    for (const auto &points : m_points.value(run))
        state.rowsHere = std::max(state.rowsHere, static_cast<qint64>(points->size()));
    state.rowsOnServer = state.rowsHere;
    return state;
}

void FakeHistoryFeed::give(const QString &run, const QString &key, series::Points points)
{
    const bool isNewKey = !keys().contains(key);
    m_points[run].insert(key, std::make_shared<const series::Points>(std::move(points)));
    if (isNewKey)
        emit keysChanged();
    emit pointsChanged({run});
    emit stateChanged();
}

FakeWorkspace::FakeWorkspace(BaseRole role)
{
    const QString entity = QStringLiteral("algoperf");
    me.server = QUrl(QStringLiteral("http://127.0.0.1:1"));
    me.username = QStringLiteral("ada");
    me.name = QStringLiteral("Ada Moreau");
    me.email = QStringLiteral("ada@demo.invalid");
    me.defaultEntity = entity;
    me.serverName = QStringLiteral("Local team");
    domain::Team team;
    team.name = entity;
    team.organization = QStringLiteral("demo-lab");
    team.projectCount = 2;
    workspace::TeamPage page;
    page.members = {aMember(QStringLiteral("ada"), BaseRole::Admin), aMember(QStringLiteral("ben"), BaseRole::Member),
        aMember(QStringLiteral("chiara"), BaseRole::Member), aMember(QStringLiteral("dmitri"), BaseRole::Member),
        aMember(QStringLiteral("vera"), BaseRole::ViewOnly),
        anInvitation(QStringLiteral("noor.haddad@demo.invalid"), BaseRole::Member)};
    domain::Member robot = aMember(QStringLiteral("nightly-sweeps"), BaseRole::Member);
    robot.kind = domain::Member::Kind::ServiceAccount;
    robot.seat = domain::Seat::None;
    page.members.append(robot);
    team.memberCount = 5;
    page.team = team;
    admins = {QStringLiteral("Ada Moreau")};
    page.adminNames = admins;
    teamList = {team};
    teamPages.insert(entity, page);
    projectLists.insert(
        entity, {aProject(entity, QStringLiteral("imagenet_vit")), aProject(entity, QStringLiteral("ogbg"))});
    QList<domain::Run> runs;
    for (int i = 1; i <= 12; ++i)
        runs.append(aRun(QStringLiteral("r%1").arg(i)));
    runLists.insert(QStringLiteral("algoperf/ogbg"), runs);
    homePage.projects = projectLists.value(entity);
    setRole(role);
}

FakeWorkspace::~FakeWorkspace() = default;

void FakeWorkspace::setRole(BaseRole role)
{
    me.id.value = QStringLiteral("user-ada");
    person.id = me.id;
    person.username = me.username;
    person.seat = role == BaseRole::ViewOnly ? domain::Seat::Viewer : domain::Seat::Full;
    person.orgRole = domain::OrgRole::Member;
    person.teamRole.base = role;
    for (domain::Team &team : teamList) {
        team.myRole.base = role;
        team.mySeat = person.seat;
    }
    for (workspace::TeamPage &page : teamPages) {
        page.team.myRole.base = role;
        page.team.mySeat = person.seat;
    }
    emit rightsChanged();
    update();
}

void FakeWorkspace::setConnectivity(workspace::Connectivity connectivity)
{
    connection = connectivity;
    emit connectivityChanged();
}

std::optional<base::Error> FakeWorkspace::connectionError() const
{
    if (connection == workspace::Connectivity::Online)
        return std::nullopt;
    return base::Error{base::Error::Kind::Offline, QStringLiteral("Connection refused")};
}

void FakeWorkspace::update()
{
    for (const auto &tell : std::as_const(m_updates))
        tell();
}

template <typename T>
std::unique_ptr<workspace::Feed<T>> FakeWorkspace::makeFeed(std::function<T()> read)
{
    auto feed = std::make_unique<FakeFeed<T>>();
    QPointer<FakeFeed<T>> guarded(feed.get());
    const auto tell = [this, guarded, read = std::move(read)] {
        if (!guarded || isLoading)
            return;
        if (feedFailure)
            guarded->fail(*feedFailure);
        else
            guarded->give(read());
    };
    tell();
    m_updates.append(tell);
    return feed;
}

std::unique_ptr<workspace::Feed<workspace::HomePage>> FakeWorkspace::home()
{
    return makeFeed<workspace::HomePage>([this] { return homePage; });
}

std::unique_ptr<workspace::Feed<QList<domain::Team>>> FakeWorkspace::teams()
{
    return makeFeed<QList<domain::Team>>([this] { return teamList; });
}

std::unique_ptr<workspace::Feed<workspace::TeamPage>> FakeWorkspace::team(const QString &entity)
{
    return makeFeed<workspace::TeamPage>([this, entity] { return teamPages.value(entity); });
}

std::unique_ptr<workspace::Feed<QList<domain::Project>>> FakeWorkspace::projects(const QString &entity)
{
    return makeFeed<QList<domain::Project>>([this, entity] { return projectLists.value(entity); });
}

std::unique_ptr<workspace::Feed<workspace::ProjectPage>> FakeWorkspace::project(const domain::ProjectPath &path)
{
    return makeFeed<workspace::ProjectPage>([this, path] {
        workspace::ProjectPage page;
        page.team = teamPages.value(path.entity).team;
        for (const domain::Project &project : projectLists.value(path.entity)) {
            if (project.path == path)
                page.project = project;
        }
        return page;
    });
}

std::unique_ptr<workspace::Feed<domain::SharedRuns>> FakeWorkspace::runs(const domain::ProjectPath &path)
{
    return makeFeed<domain::SharedRuns>([this, path] { return domain::sharedRuns(runLists.value(path.text())); });
}

std::unique_ptr<workspace::Feed<domain::Run>> FakeWorkspace::run(const domain::RunPath &path)
{
    return makeFeed<domain::Run>([this, path] {
        for (const domain::Run &run : runLists.value(path.project.text())) {
            if (run.path == path)
                return run;
        }
        return domain::Run();
    });
}

std::unique_ptr<workspace::Feed<workspace::ConsoleLog>> FakeWorkspace::console(const domain::RunPath &path)
{
    return makeFeed<workspace::ConsoleLog>([this, path] { return consoles.value(path.text()); });
}

std::unique_ptr<workspace::HistoryFeed> FakeWorkspace::histories(const domain::ProjectPath &)
{
    auto feed = std::make_unique<FakeHistoryFeed>();
    m_histories = feed.get();
    if (fillHistories)
        fillHistories(*feed);
    return feed;
}

domain::Person FakeWorkspace::personIn(const QString &) const
{
    return person;
}

domain::Person FakeWorkspace::personIn(const domain::ProjectPath &) const
{
    return person;
}

domain::TeamPolicy FakeWorkspace::policyOf(const QString &) const
{
    return policy;
}

QStringList FakeWorkspace::adminsOf(const QString &) const
{
    return admins;
}

QFuture<base::Status> FakeWorkspace::answer(const QString &call)
{
    calls.append(call);
    const base::Status status = failure ? base::Status(*failure) : base::Status(base::Done());
    if (isAnswering)
        return base::ready(status);
    auto promise = std::make_shared<QPromise<base::Status>>();
    promise->start();
    m_waiting.append(promise);
    return promise->future();
}

void FakeWorkspace::answerAll()
{
    for (const auto &promise : std::exchange(m_waiting, {})) {
        promise->addResult(failure ? base::Status(*failure) : base::Status(base::Done()));
        promise->finish();
    }
}

QFuture<base::Status> FakeWorkspace::editRun(const domain::RunPath &run, const domain::RunEdit &edit)
{
    for (domain::Run &known : runLists[run.project.text()]) {
        if (known.path != run || failure)
            continue;
        known.displayName = edit.displayName.value_or(known.displayName);
        known.notes = edit.notes.value_or(known.notes);
        known.tags = edit.tags.value_or(known.tags);
        known.group = edit.group.value_or(known.group);
        known.jobType = edit.jobType.value_or(known.jobType);
    }
    auto future = answer(QStringLiteral("editRun ") + run.text());
    update();
    return future;
}

QFuture<base::Status> FakeWorkspace::stopRun(const domain::RunPath &run)
{
    return answer(QStringLiteral("stopRun ") + run.text());
}

QFuture<base::Status> FakeWorkspace::deleteRun(const domain::RunPath &run, bool withArtifacts)
{
    return answer(
        QStringLiteral("deleteRun ") + run.text() + (withArtifacts ? QStringLiteral(" with artifacts") : QString()));
}

QFuture<base::Status> FakeWorkspace::undeleteRun(const domain::RunPath &run)
{
    return answer(QStringLiteral("undeleteRun ") + run.text());
}

QFuture<base::Status> FakeWorkspace::invite(const QString &entity, const QString &who, BaseRole role)
{
    return answer(QStringLiteral("invite %1 %2 %3").arg(entity, who, domain::wireName(role)));
}

QFuture<base::Status> FakeWorkspace::resendInvitation(const QString &entity, const domain::Member &invitation)
{
    return answer(QStringLiteral("resendInvitation %1 %2").arg(entity, invitation.email));
}

QFuture<base::Status> FakeWorkspace::cancelInvitation(const QString &entity, const domain::MemberId &invitation)
{
    return answer(QStringLiteral("cancelInvitation %1 %2").arg(entity, invitation.value));
}

QFuture<base::Status> FakeWorkspace::removeMember(const QString &entity, const domain::MemberId &member)
{
    return answer(QStringLiteral("removeMember %1 %2").arg(entity, member.value));
}

QFuture<base::Status> FakeWorkspace::setMemberRole(const QString &entity, const domain::MemberId &member, BaseRole role)
{
    return answer(QStringLiteral("setMemberRole %1 %2 %3").arg(entity, member.value, domain::wireName(role)));
}

QFuture<base::Status> FakeWorkspace::createProject(
    const domain::ProjectPath &path, const QString &, domain::Visibility visibility)
{
    return answer(QStringLiteral("createProject %1 %2").arg(path.text(), domain::wireName(visibility)));
}

QFuture<QJsonObject> FakeWorkspace::localState(const QString &scope)
{
    return base::ready(m_localStates.value(scope));
}

QFuture<base::Status> FakeWorkspace::setLocalState(const QString &scope, const QJsonObject &state)
{
    m_localStates.insert(scope, state);
    emit localStateChanged(scope);
    return base::ready(base::Status(base::Done()));
}

QFuture<base::Result<workspace::SignedIn>> FakeAccounts::signIn(const workspace::SignInRequest &request)
{
    requests.append(request);
    calls.append(QStringLiteral("signIn ") + request.server.toString());
    if (onSignIn)
        return base::ready(onSignIn(request));
    return base::ready(base::Result<workspace::SignedIn>(base::Error{base::Error::Kind::Unauthorized, {}}));
}

QFuture<base::Result<workspace::SignedIn>> FakeAccounts::open(const QString &id)
{
    calls.append(QStringLiteral("open ") + id);
    if (onSignIn)
        return base::ready(onSignIn({}));
    return base::ready(base::Result<workspace::SignedIn>(base::Error{base::Error::Kind::NotFound, id}));
}

QFuture<base::Status> FakeAccounts::signOut(const QString &id, bool removeCache)
{
    calls.append(QStringLiteral("signOut %1%2").arg(id, removeCache ? QStringLiteral(" with cache") : QString()));
    accounts.removeIf([&id](const workspace::KnownAccount &account) { return account.id == id; });
    emit knownChanged();
    return base::ready(base::Status(base::Done()));
}

} // namespace test
