#include "workspace/onlineworkspace.h"

#include "base/whendone.h"
#include "workspace/consolefeed.h"
#include "workspace/feeds.h"
#include "workspace/homefeed.h"
#include "workspace/onlinehistoryfeed.h"
#include "workspace/projectsfeed.h"
#include "workspace/runsfeed.h"

namespace workspace {

namespace {

const QString visitScope = QStringLiteral("workspace/visit");
const QString visitKey = QStringLiteral("at");

} // namespace

OnlineWorkspace::OnlineWorkspace(std::shared_ptr<Backend> backend)
    : m_backend(std::move(backend))
    , m_changes(*m_backend)
{
    connect(&m_backend->connection, &Connection::changed, this, &Workspace::connectivityChanged);
    connect(&m_backend->rights, &RightsBook::changed, this, &Workspace::rightsChanged);
    connect(m_backend.get(), &Backend::synchronised, this, &Workspace::synchronised);
    connect(m_backend.get(), &Backend::storageTroubleChanged, this, &Workspace::storageTroubleChanged);
}

OnlineWorkspace::~OnlineWorkspace()
{
    m_backend->disconnect(this);
    m_backend->connection.disconnect(this);
    m_backend->rights.disconnect(this);
    m_backend->transport.setTransport(nullptr); // feeds that are left show what they have and ask no more
}

QFuture<base::Status> OnlineWorkspace::prepare()
{
    auto promise = std::make_shared<QPromise<base::Status>>();
    promise->start();
    // Both at the same time: they are in different files.
    base::whenDone(this, m_backend->readRights(),
        [this, promise, visit = m_backend->cache.localState().state(visitScope)](const base::Status &) {
            base::whenDone(this, visit, [this, promise](const base::Result<QJsonObject> &state) {
                m_lastVisit = QDateTime::fromString(state.valueOr({})[visitKey].toString(), Qt::ISODateWithMs);
                const QString now = Backend::now().toString(Qt::ISODateWithMs);
                m_backend->noteFailure(m_backend->cache.localState().setState(visitScope, {{visitKey, now}}));
                promise->addResult(base::Done{});
                promise->finish();
            });
        });
    return promise->future();
}

const domain::Account &OnlineWorkspace::account() const
{
    return m_backend->rights.account();
}

Connectivity OnlineWorkspace::connectivity() const
{
    return m_backend->connection.state();
}

std::optional<base::Error> OnlineWorkspace::connectionError() const
{
    return m_backend->connection.error();
}

StorageTrouble OnlineWorkspace::storageTrouble() const
{
    return m_backend->storageTrouble();
}

QString OnlineWorkspace::storageFolder() const
{
    return m_backend->folder;
}

void OnlineWorkspace::retry()
{
    m_backend->connection.retry();
}

std::unique_ptr<Feed<HomePage>> OnlineWorkspace::home()
{
    return std::make_unique<HomeFeed>(*m_backend, m_lastVisit);
}

std::unique_ptr<Feed<QList<domain::Team>>> OnlineWorkspace::teams()
{
    return makeTeamsFeed(*m_backend);
}

std::unique_ptr<Feed<TeamPage>> OnlineWorkspace::team(const QString &entity)
{
    return makeTeamFeed(*m_backend, entity);
}

std::unique_ptr<Feed<QList<domain::Project>>> OnlineWorkspace::projects(const QString &entity)
{
    return std::make_unique<ProjectsFeed>(*m_backend, entity);
}

std::unique_ptr<Feed<ProjectPage>> OnlineWorkspace::project(const domain::ProjectPath &path)
{
    return makeProjectFeed(*m_backend, path);
}

std::unique_ptr<Feed<domain::SharedRuns>> OnlineWorkspace::runs(const domain::ProjectPath &path)
{
    return std::make_unique<RunsFeed>(*m_backend, path);
}

std::unique_ptr<Feed<domain::Run>> OnlineWorkspace::run(const domain::RunPath &path)
{
    return makeRunFeed(*m_backend, path);
}

std::unique_ptr<Feed<ConsoleLog>> OnlineWorkspace::console(const domain::RunPath &path)
{
    return std::make_unique<ConsoleFeed>(*m_backend, path);
}

std::unique_ptr<HistoryFeed> OnlineWorkspace::histories(const domain::ProjectPath &path)
{
    return std::make_unique<OnlineHistoryFeed>(*m_backend, path);
}

domain::Person OnlineWorkspace::personIn(const QString &entity) const
{
    return m_backend->rights.personIn(entity);
}

domain::Person OnlineWorkspace::personIn(const domain::ProjectPath &path) const
{
    return m_backend->rights.personIn(path);
}

domain::TeamPolicy OnlineWorkspace::policyOf(const QString &entity) const
{
    return m_backend->rights.policyOf(entity);
}

QStringList OnlineWorkspace::adminsOf(const QString &entity) const
{
    return m_backend->rights.adminsOf(entity);
}

QFuture<base::Status> OnlineWorkspace::editRun(const domain::RunPath &run, const domain::RunEdit &edit)
{
    return m_changes.editRun(run, edit);
}

QFuture<base::Status> OnlineWorkspace::stopRun(const domain::RunPath &run)
{
    return m_changes.stopRun(run);
}

QFuture<base::Status> OnlineWorkspace::deleteRun(const domain::RunPath &run, bool withArtifacts)
{
    return m_changes.deleteRun(run, withArtifacts);
}

QFuture<base::Status> OnlineWorkspace::undeleteRun(const domain::RunPath &run)
{
    return m_changes.undeleteRun(run);
}

QFuture<base::Status> OnlineWorkspace::invite(const QString &entity, const QString &who, domain::BaseRole role)
{
    return m_changes.invite(entity, who, role);
}

QFuture<base::Status> OnlineWorkspace::resendInvitation(const QString &entity, const domain::Member &invitation)
{
    return m_changes.resendInvitation(entity, invitation);
}

QFuture<base::Status> OnlineWorkspace::cancelInvitation(const QString &entity, const domain::MemberId &invitation)
{
    return m_changes.removeMember(entity, invitation);
}

QFuture<base::Status> OnlineWorkspace::removeMember(const QString &entity, const domain::MemberId &member)
{
    return m_changes.removeMember(entity, member);
}

QFuture<base::Status> OnlineWorkspace::setMemberRole(
    const QString &entity, const domain::MemberId &member, domain::BaseRole role)
{
    return m_changes.setMemberRole(entity, member, role);
}

QFuture<base::Status> OnlineWorkspace::createProject(
    const domain::ProjectPath &path, const QString &description, domain::Visibility visibility)
{
    return m_changes.createProject(path, description, visibility);
}

QFuture<QJsonObject> OnlineWorkspace::localState(const QString &scope)
{
    return m_backend->cache.localState().state(scope).then(
        [](const base::Result<QJsonObject> &state) { return state.valueOr({}); });
}

QFuture<base::Status> OnlineWorkspace::setLocalState(const QString &scope, const QJsonObject &state)
{
    auto saved = m_backend->cache.localState().setState(scope, state);
    base::whenDone(this, saved, [this, scope](const base::Status &status) {
        if (status)
            emit localStateChanged(scope);
        else
            m_backend->noteError(status.error());
    });
    return saved;
}

} // namespace workspace

#include "moc_onlineworkspace.cpp"
