#pragma once

#include "workspace/backend.h"
#include "workspace/historycolumns.h"
#include "workspace/historydecoder.h"
#include "workspace/runhistory.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTimer>

namespace workspace {

/// The histories of a project's runs from the cache and the server. A few pages are under way at once, of different
/// runs; runs take turns, those wanted first go first. A page is decoded in the pool and written by the cache's thread
/// before the next one of its run is asked for, so memory holds a few pages and the columns that somebody looks at.
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

    static constexpr int pagesAtOnce = 4;

private:
    using Need = RunHistory::Need;

    void readProgress();
    void readOverviews(const QStringList &runs);
    void beginRuns(const QStringList &runs, const QHash<QString, cache::HistoryOverview> &histories,
        const QHash<QString, cache::HistoryOverview> &events);
    void takeNews(const domain::ProjectPath &project, const QList<domain::Run> &runs);

    void pump();
    [[nodiscard]] qint64 followPause() const;
    void fetch(const QString &run, Need need);
    void takePage(const QString &run, Need need, const base::Result<DecodedPage> &page);
    void takeRows(const QString &run, Need need, const DecodedPage &page);
    void takeStored(const QString &run, Need need, const base::Status &stored);
    void endRenewal(const QString &run);
    void takeEvents(const QString &run, const base::Result<DecodedPage> &page);
    void fail(const QString &run, const base::Error &error);
    void forget(const QString &run);

    void noteKeys(bool isNews);
    void gatherPoints(const QString &run);
    void gatherState();
    void gather();
    void tellAnswered();
    void tellGathered();
    [[nodiscard]] domain::RunPath pathOf(const QString &run) const { return {m_project, run}; }

    std::shared_ptr<Backend> m_owner; // goes last
    Backend &m_backend;
    domain::ProjectPath m_project;
    QStringList m_wanted;
    QHash<QString, RunHistory> m_runs;
    /// Looking at a point makes its column wanted, which is no change that anybody sees.
    mutable HistoryColumns m_columns;
    mutable bool m_wantsEvents = false;
    bool m_wantsAllEvents = false;
    QElapsedTimer m_clock;
    QTimer m_pumpTimer;
    QTimer m_gatherTimer;
    QElapsedTimer m_sinceTold;
    QSet<QString> m_changedRuns;
    QHash<QString, cache::RunProgress> m_progress; ///< of the whole project, as cached or told
    mutable std::optional<QStringList> m_keys; ///< put together when asked for
    QStringList m_toldKeys;
    QStringList m_toldSystemKeys;
    bool m_hasKeyNews = false;
    bool m_hasStateNews = false;
    bool m_isActive = true;
    bool m_hasProgress = false;
    int m_pagesUnderWay = 0;
};

} // namespace workspace
