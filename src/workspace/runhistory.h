#pragma once

#include "domain/run.h"
#include "workspace/historyfeed.h"
#include "workspace/historyplan.h"

#include <QDateTime>
#include <QElapsedTimer>

namespace workspace {

/// What a history feed knows about one run: how far it is, and what it needs next. No I/O.
class RunHistory
{
public:
    /// What to fetch for the run.
    enum class Need { Nothing, Rows, Renewal, Events };

    /// What is cached; called before anything is fetched, and again after the cache was found to be another.
    void begin(const cache::HistoryOverview &history, const cache::HistoryOverview &events);
    [[nodiscard]] bool hasBegun() const { return m_hasBegun; }

    /// How the server told that the run is. `lineCount` -1: not told.
    void tell(qint64 lineCount, domain::RunState state);

    /// `followPause`: between two looks at a run that is active. `now`: milliseconds of any steady clock.
    [[nodiscard]] Need need(qint64 now, qint64 followPause, bool wantsEvents) const;

    /// The plan of the fetch under way; `Need::Renewal` has its own.
    [[nodiscard]] HistoryPlan &plan(Need need) { return need == Need::Renewal ? *m_renewal : m_plan; }
    /// The server has other rows than those that are here.
    void wantRenewal() { m_wantsRenewal = true; }
    void startRenewal(qint64 now);
    /// The renewal is complete and has taken the history's place.
    void endRenewal();
    [[nodiscard]] bool isRenewing() const { return m_renewal.has_value(); }
    void tookPage(qint64 now);
    void tookEvents(const cache::HistoryOverview &events, qint64 now);
    void fail(const base::Error &error, qint64 now, qint64 pause);
    void clearFailure();

    void addKeys(const QStringList &keys);
    [[nodiscard]] const QStringList &keys() const { return m_keys; }
    [[nodiscard]] const cache::HistoryOverview &events() const { return m_events; }
    [[nodiscard]] HistoryState state() const;
    [[nodiscard]] bool isActive() const { return domain::isActive(m_state); }

    bool isFetching = false; ///< a page is under way or being stored
    int pages = 0; ///< fetched in this session: runs take turns by it

private:
    [[nodiscard]] bool needsRows(qint64 now, qint64 followPause) const;
    [[nodiscard]] bool needsEvents(qint64 now, qint64 followPause) const;

    HistoryPlan m_plan;
    std::optional<HistoryPlan> m_renewal;
    cache::HistoryOverview m_events;
    QStringList m_keys;
    domain::RunState m_state = domain::RunState::Unknown;
    qint64 m_toldRows = -1;
    bool m_hasBegun = false;
    bool m_isChecked = false; ///< compared with the server in this session
    bool m_hasEnded = false; ///< in this session
    bool m_wantsRenewal = false;
    qint64 m_lastLook = -1;
    qint64 m_lastEvents = -1;
    qint64 m_lastRenewal = -1;
    qint64 m_notBefore = 0; ///< after a failure
    std::optional<base::Error> m_error;
};

} // namespace workspace
