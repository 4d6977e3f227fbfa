#include "workspace/backend.h"

#include "base/whendone.h"

#include <QLoggingCategory>

namespace workspace {

namespace {

Q_LOGGING_CATEGORY(workspaceLog, "cohort.workspace", QtInfoMsg)

/// Answers when all have.
struct RightsRead
{
    explicit RightsRead(int count)
        : left(count)
    {
        promise.start();
    }
    void oneLess()
    {
        if (--left == 0) {
            promise.addResult(base::Done{});
            promise.finish();
        }
    }
    int left;
    QPromise<base::Status> promise;
};

StorageTrouble storageTroubleOf(cache::Trouble trouble)
{
    switch (trouble) {
    case cache::Trouble::None:
        break;
    case cache::Trouble::Full:
        return StorageTrouble::Full;
    case cache::Trouble::Unwritable:
        return StorageTrouble::Unwritable;
    case cache::Trouble::Failing:
        return StorageTrouble::Failing;
    case cache::Trouble::Damaged:
        return StorageTrouble::Damaged;
    case cache::Trouble::Newer:
        return StorageTrouble::Newer;
    case cache::Trouble::Foreign:
        return StorageTrouble::Foreign;
    case cache::Trouble::Rescued:
        return StorageTrouble::Rescued;
    }
    return StorageTrouble::None;
}

} // namespace

Backend::Backend(const QString &where, const domain::Account &account, Tempo accountTempo, QObject *parent)
    : QObject(parent)
    , folder(where)
    , tempo(accountTempo)
    , cache(where)
    , accountApi(transport, account.server)
    , teamsApi(transport)
    , projectsApi(transport)
    , runsApi(transport)
    , historyApi(transport)
    , connection(transport, accountTempo, [this](const std::function<void()> &answered) { probe(answered); })
{
    rights.setAccount(account);
    connect(&connection, &Connection::changed, this, &Backend::refreshRights);
    base::whenDone(this, cache.opened(), [this](const base::Status &status) { noteOpened(status); });
    base::whenDone(this, cache.personalOpened(), [this](const base::Status &status) { noteOpened(status); });
}

Backend::~Backend() = default;

QFuture<base::Status> Backend::readRights()
{
    auto read = std::make_shared<RightsRead>(4);
    auto future = read->promise.future();
    base::whenDone(this, cache.teams().account(), [this, read](const auto &account) {
        if (account && account->fetchedAt.isValid()) {
            domain::Account known = account->value;
            known.server = rights.account().server; // the local team's port changes
            known.serverName = rights.account().serverName;
            rights.setAccount(known);
        }
        read->oneLess();
    });
    base::whenDone(this, cache.teams().teams(), [this, read](const auto &teams) {
        if (teams && teams->fetchedAt.isValid())
            rights.setTeams(teams->value);
        read->oneLess();
    });
    base::whenDone(this, cache.teams().visitedTeams(), [this, read](const auto &visited) {
        if (visited) {
            for (const cache::TeamRecord &record : *visited)
                rights.setTeam(record.team, record.members);
        } else {
            noteError(visited.error());
        }
        read->oneLess();
    });
    base::whenDone(this, cache.projects().all(), [this, read](const auto &projects) {
        if (projects)
            rights.setProjects(*projects);
        read->oneLess();
    });
    return future;
}

void Backend::refreshRights()
{
    if (m_isRefreshingRights || !connection.isOnline())
        return;
    m_isRefreshingRights = true;
    base::whenDone(this, teamsApi.list({this}), [this](const base::Result<QList<domain::Team>> &teams) {
        m_isRefreshingRights = false;
        if (!teams)
            return;
        rights.setTeams(*teams);
        noteFailure(cache.teams().setTeams(*teams, now()));
        emit synchronised(now());
    });
}

void Backend::probe(const std::function<void()> &answered)
{
    base::whenDone(
        this, accountApi.account({this}), [this, answered](const base::Result<api::SignedInAccount> &signedIn) {
            if (signedIn) {
                domain::Account account = signedIn->account;
                account.serverName = rights.account().serverName;
                rights.setAccount(account);
                noteFailure(cache.teams().setAccount(account, now()));
            }
            answered();
        });
}

void Backend::noteError(const base::Error &error)
{
    if (error.kind == base::Error::Kind::Forbidden)
        refreshRights();
    if (error.kind == base::Error::Kind::Storage) {
        qCWarning(workspaceLog).noquote() << "storage:" << error.detail;
        cache.noteError(error);
        noteTrouble(cache::troubleOf(error));
    }
}

void Backend::noteOpened(const base::Status &status)
{
    noteTrouble(status ? cache.trouble() : cache::troubleOf(status.error()));
}

void Backend::noteTrouble(cache::Trouble trouble)
{
    if (trouble == cache::Trouble::None || m_storageTrouble != StorageTrouble::None)
        return;
    m_storageTrouble = storageTroubleOf(trouble);
    emit storageTroubleChanged();
}

void Backend::noteFailure(QFuture<base::Status> written)
{
    base::whenDone(this, std::move(written), [this](const base::Status &status) {
        if (!status)
            noteError(status.error());
    });
}

} // namespace workspace

#include "moc_backend.cpp"
