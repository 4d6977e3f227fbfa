#include "workspace/runhistory.h"

#include <algorithm>

namespace workspace {

namespace {

constexpr qint64 renewalPause = 60'000; // milliseconds, and as much again for each 100,000 rows
constexpr qint64 eventsPause = 30'000;

} // namespace

void RunHistory::begin(const cache::HistoryOverview &history, const cache::HistoryOverview &events)
{
    m_plan = HistoryPlan(history, m_toldRows);
    m_renewal.reset();
    m_wantsRenewal = false;
    m_events = events;
    m_keys = history.keys;
    m_hasBegun = true;
}

void RunHistory::tell(qint64 lineCount, domain::RunState state)
{
    const bool hasEnded = isActive() && !domain::isActive(state) && state != domain::RunState::Unknown;
    if (state != domain::RunState::Unknown)
        m_state = state;
    if (lineCount >= 0)
        m_toldRows = lineCount;
    if (hasEnded) {
        m_lastLook = -1; // one more look at the rows and the system metrics
        m_lastEvents = -1;
        m_hasEnded = true;
        m_isChecked = false;
    }
}

RunHistory::Need RunHistory::need(qint64 now, qint64 followPause, bool wantsEvents) const
{
    if (!m_hasBegun || isFetching || now < m_notBefore)
        return Need::Nothing;
    if (m_renewal)
        return Need::Renewal;
    const qint64 renewalEarliest = m_lastRenewal + renewalPause * (1 + m_plan.overview().rows / 100'000);
    if (m_wantsRenewal && (m_lastRenewal < 0 || now >= renewalEarliest))
        return Need::Renewal;
    if (needsRows(now, followPause))
        return Need::Rows;
    return wantsEvents && needsEvents(now, followPause) ? Need::Events : Need::Nothing;
}

bool RunHistory::needsRows(qint64 now, qint64 followPause) const
{
    const auto &overview = m_plan.overview();
    if (!overview.isWhole || overview.scannedTo != overview.nextStep) // in the middle of a pass
        return true;
    const bool isLookDue = m_lastLook < 0 || now - m_lastLook >= followPause;
    if (isActive() || (m_plan.isNews(m_toldRows) && !m_wantsRenewal))
        return isLookDue;
    return !m_isChecked && m_toldRows < 0;
}

bool RunHistory::needsEvents(qint64 now, qint64 followPause) const
{
    if (m_lastEvents < 0)
        return !m_events.fetchedAt.isValid() || isActive() || m_hasEnded;
    return isActive() && now - m_lastEvents >= std::max(eventsPause, 4 * followPause);
}

void RunHistory::startRenewal(qint64 now)
{
    m_wantsRenewal = false;
    m_lastRenewal = now;
    m_renewal.emplace(cache::HistoryOverview{}, m_toldRows);
}

void RunHistory::endRenewal()
{
    m_plan = *m_renewal;
    m_renewal.reset();
}

void RunHistory::tookPage(qint64 now)
{
    ++pages;
    m_error.reset();
    m_isChecked = m_isChecked || m_plan.isAtEnd();
    if (m_plan.isAtEnd())
        m_lastLook = now;
}

void RunHistory::tookEvents(const cache::HistoryOverview &events, qint64 now)
{
    m_events = events;
    m_lastEvents = now;
    m_error.reset();
}

void RunHistory::fail(const base::Error &error, qint64 now, qint64 pause)
{
    m_error = error;
    m_notBefore = now + pause;
}

void RunHistory::clearFailure()
{
    m_notBefore = 0;
    m_error.reset();
}

void RunHistory::addKeys(const QStringList &keys)
{
    QStringList joined = m_keys;
    for (const QString &key : keys) {
        if (!std::binary_search(m_keys.begin(), m_keys.end(), key))
            joined.append(key);
    }
    std::sort(joined.begin(), joined.end());
    m_keys = joined;
}

HistoryState RunHistory::state() const
{
    const auto &overview = m_plan.overview();
    HistoryState state;
    state.rowsHere = overview.rows;
    state.rowsOnServer = std::max<qint64>(m_toldRows >= 0 ? m_toldRows : overview.serverRows, 0);
    state.isLoading = isFetching || !m_hasBegun;
    state.isSampled = overview.isSampled;
    state.isSystemSampled = m_events.isSampled;
    state.error = m_error;
    return state;
}

} // namespace workspace
