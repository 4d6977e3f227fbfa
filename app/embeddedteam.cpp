#include "embeddedteam.h"

#include "base/whendone.h"
#include "server/demoteam.h"
#include "server/teamserver.h"

#include <QHash>
#include <QThreadPool>

namespace {

// The same address at every start, so that the SDK's settings and the cache stay valid; another one if it is taken.
constexpr quint16 usualPort = 8643;

base::Result<std::unique_ptr<server::TeamServer>> startServer(const QString &dataFolder)
{
    server::TeamServer::Options options;
    options.dataFolder = dataFolder;
    options.port = usualPort;
    auto started = server::TeamServer::start(options);
    if (started.ok() || started.error().kind == base::Error::Kind::Conflict)
        return started;
    options.port = 0;
    return server::TeamServer::start(options);
}

QString displayName(const QString &username)
{
    return username.left(1).toUpper() + username.mid(1);
}

} // namespace

EmbeddedTeam::EmbeddedTeam(QObject *parent)
    : QObject(parent)
{ }

EmbeddedTeam::~EmbeddedTeam() = default;

void EmbeddedTeam::start(const QString &dataFolder)
{
    auto promise = std::make_shared<QPromise<base::Result<Team>>>();
    promise->start();
    base::whenDone(this, promise->future(), [this](const base::Result<Team> &team) {
        if (!team.ok()) {
            emit failed(team.error());
            return;
        }
        m_server = team->server;
        m_accounts = team->accounts;
        emit started(m_server->url(), m_accounts);
    });
    QThreadPool::globalInstance()->start([promise, dataFolder] {
        promise->addResult(load(dataFolder));
        promise->finish();
    });
}

base::Result<EmbeddedTeam::Team> EmbeddedTeam::load(const QString &dataFolder)
{
    auto started = startServer(dataFolder);
    if (!started.ok())
        return started.error();
    Team team;
    team.server = std::move(started.value());
    if (const auto loaded = server::DemoTeam::load(*team.server); !loaded.ok())
        return loaded.error();
    const auto offered = server::DemoTeam::accounts();
    if (!offered.ok())
        return offered.error();
    for (const server::DemoTeam::Account &account : *offered) {
        const auto token = team.server->signInToken(account.username);
        if (!token.ok())
            return token.error();
        team.accounts.append({domain::baseRoleFromWire(account.role), account.username, displayName(account.username),
            team.server->url(), *token});
    }
    return team;
}
