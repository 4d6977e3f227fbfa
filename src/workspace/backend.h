#pragma once

#include "api/accountapi.h"
#include "api/historyapi.h"
#include "api/projectsapi.h"
#include "api/runsapi.h"
#include "api/teamsapi.h"
#include "cache/accountcache.h"
#include "workspace/connection.h"
#include "workspace/rightsbook.h"
#include "workspace/tempo.h"
#include "workspace/transportslot.h"
#include "workspace/workspace.h"

#include <QObject>
#include <memory>

namespace workspace {

/// What the feeds and changes of one open account share: the cache, the way to the server, the rights, and the news
/// that one of them has for the others. Lives in a shared pointer: a feed may outlive the workspace that made it.
/// GUI thread.
class Backend : public QObject, public std::enable_shared_from_this<Backend>
{
    Q_OBJECT

public:
    Backend(const QString &where, const domain::Account &account, Tempo accountTempo, QObject *parent = nullptr);
    ~Backend() override;

    const QString folder; ///< of the account's files
    const Tempo tempo;
    cache::AccountCache cache;
    TransportSlot transport;
    api::AccountApi accountApi;
    api::TeamsApi teamsApi;
    api::ProjectsApi projectsApi;
    api::RunsApi runsApi;
    api::HistoryApi historyApi;
    RightsBook rights;
    Connection connection;

    /// From the cache: account, teams, projects, members. Answers when it is read, however that went.
    QFuture<base::Status> readRights();
    /// Asks the server who the person is and in which teams. Does nothing while it is being asked.
    void refreshRights();
    /// Looks at an error of a call or of the cache: a refusal refreshes the rights, damage is remembered.
    void noteError(const base::Error &error);
    /// For futures of the cache whose failure nobody waits for.
    void noteFailure(QFuture<base::Status> written);

    /// The first that was met in this session; it stays.
    [[nodiscard]] StorageTrouble storageTrouble() const { return m_storageTrouble; }

    static QDateTime now() { return QDateTime::currentDateTimeUtc(); }

signals:
    void storageTroubleChanged();
    void synchronised(const QDateTime &at);
    /// Small or full rows as the server just told them.
    void runsTold(const domain::ProjectPath &project, const QList<domain::Run> &runs);
    void runRemoved(const domain::RunPath &run);
    /// Something about these is not as it was: feeds ask again.
    void projectRunsStale(const domain::ProjectPath &project);
    void teamStale(const QString &entity);
    void projectsStale(const QString &entity);

private:
    void probe(const std::function<void()> &answered);
    void noteOpened(const base::Status &status);
    void noteTrouble(cache::Trouble trouble);

    StorageTrouble m_storageTrouble = StorageTrouble::None;
    bool m_isRefreshingRights = false;
};

} // namespace workspace
