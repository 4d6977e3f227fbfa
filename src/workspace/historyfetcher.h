#pragma once

#include "workspace/backend.h"
#include "workspace/historydecoder.h"
#include "workspace/runhistory.h"

#include <QElapsedTimer>
#include <QTimer>

namespace workspace {

/// Brings the histories of a feed's runs from the server into the cache, by what each run needs. A few pages are under
/// way at once, of different runs; runs take turns, those wanted first go first. A page is decoded in the pool and
/// written by the cache's thread before the next one of its run is asked for. GUI thread.
class HistoryFetcher : public QObject
{
    Q_OBJECT

public:
    /// `backend` and `runs` outlive this object. Runs that leave `runs` are no longer fetched.
    HistoryFetcher(Backend &backend, domain::ProjectPath project, QHash<QString, RunHistory> &runs);

    /// The ones to fetch, all of them among the runs, the first ones first.
    void setWanted(const QStringList &runs) { m_wanted = runs; }
    void setActive(bool active) { m_isActive = active; }
    /// From now on system metrics as well, at the next look.
    void wantEvents() { m_wantsEvents = true; }
    /// Of all runs, not only of the first ones.
    void setWantsAllEvents(bool wanted);
    /// Fetches what is needed now, and looks again by itself.
    void pump();

    static constexpr int pagesAtOnce = 4;

signals:
    void stateChanged(); ///< of any run
    /// Rows that the cache gets at the same time. `hasNewKeys`: the run has keys that it had not.
    void rowsCame(const QString &run, const cache::HistoryPart &part, bool hasNewKeys);
    /// The system metrics in the cache are others.
    void eventsCame(const QString &run, bool hasOtherKeys);
    /// What is in memory and what is cached of the run differ: to begin again from the cache.
    void outdated(const QString &run);

private:
    using Need = RunHistory::Need;

    [[nodiscard]] qint64 followPause() const;
    [[nodiscard]] std::pair<QString, Need> mostUrgent() const;
    void fetch(const QString &run, Need need);
    void takePage(const QString &run, Need need, const base::Result<DecodedPage> &page);
    void takeRows(const QString &run, Need need, const DecodedPage &page);
    void takeStored(const QString &run, Need need, const base::Status &stored);
    void endRenewal(const QString &run);
    void takeEvents(const QString &run, const base::Result<DecodedPage> &page);
    void storeEvents(const QString &run, const DecodedPage &page, cache::HistoryOverview &overview);
    void fail(const QString &run, const base::Error &error);
    [[nodiscard]] domain::RunPath pathOf(const QString &run) const { return {m_project, run}; }

    Backend &m_backend;
    domain::ProjectPath m_project;
    QHash<QString, RunHistory> &m_runs;
    QStringList m_wanted;
    QElapsedTimer m_clock;
    QTimer m_pumpTimer;
    bool m_isActive = true;
    bool m_wantsEvents = false;
    bool m_wantsAllEvents = false;
    int m_pagesUnderWay = 0;
};

} // namespace workspace
