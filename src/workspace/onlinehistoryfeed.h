#pragma once

#include "workspace/backend.h"
#include "workspace/historycolumns.h"
#include "workspace/historyfetcher.h"
#include "workspace/historynews.h"
#include "workspace/runhistory.h"

namespace workspace {

/// The histories of a project's runs: begins with what the cache has, lets missing pages be fetched, shows the columns
/// that somebody looks at. Memory holds a few pages and those columns.
class OnlineHistoryFeed : public HistoryFeed
{
    Q_OBJECT

public:
    /// `backend` outlives this object.
    OnlineHistoryFeed(Backend &backend, const domain::ProjectPath &project);

    void setRuns(const QStringList &runs) override;
    void setActive(bool active) override;
    void setWantsAllSystem(bool wanted) override;
    [[nodiscard]] QStringList keys() const override;
    [[nodiscard]] QStringList systemKeys() const override;
    [[nodiscard]] series::PointsPtr points(const QString &run, const QString &key) const override;
    [[nodiscard]] bool isReading() const override { return m_columns.isAsked(); }
    [[nodiscard]] HistoryState state(const QString &run) const override;

private:
    void connectFetcher();
    void readProgress();
    void readOverviews(const QStringList &runs);
    void beginRuns(const QStringList &runs, const QHash<QString, cache::HistoryOverview> &histories,
        const QHash<QString, cache::HistoryOverview> &events);
    void takeNews(const domain::ProjectPath &project, const QList<domain::Run> &runs);
    void forget(const QString &run);
    void noteKeys();
    void tellKeys();
    [[nodiscard]] QStringList knownSystemKeys() const;

    std::shared_ptr<Backend> m_owner; // goes last
    Backend &m_backend;
    domain::ProjectPath m_project;
    QStringList m_wanted;
    QHash<QString, RunHistory> m_runs;
    /// Looking at a point makes its column wanted, and looking at system keys makes them wanted, which is no change
    /// that anybody sees.
    mutable HistoryColumns m_columns;
    mutable HistoryFetcher m_fetcher;
    HistoryNews m_news;
    QHash<QString, cache::RunProgress> m_progress; ///< of the whole project, as cached or told
    mutable std::optional<QStringList> m_keys; ///< put together when asked for
    QStringList m_toldKeys;
    QStringList m_toldSystemKeys;
    bool m_isActive = true;
    bool m_hasProgress = false;
};

} // namespace workspace
