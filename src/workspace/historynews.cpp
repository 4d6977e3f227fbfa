#include "workspace/historynews.h"

#include <algorithm>
#include <utility>

namespace workspace {

HistoryNews::HistoryNews(std::chrono::milliseconds pause)
    : m_pause(pause)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HistoryNews::tell);
}

void HistoryNews::noteKeys()
{
    m_hasKeys = true;
    gather();
}

void HistoryNews::notePoints(const QString &run)
{
    m_runs.insert(run);
    gather();
}

void HistoryNews::noteState()
{
    m_hasState = true;
    gather();
}

/// The first news after a while are told at once, what follows them closely together.
void HistoryNews::gather()
{
    if (m_timer.isActive())
        return;
    const std::chrono::milliseconds since(m_sinceTold.isValid() ? m_sinceTold.elapsed() : m_pause.count());
    m_timer.start(std::max(std::chrono::milliseconds(0), m_pause - since));
}

void HistoryNews::tellAtOnce()
{
    if (!m_timer.isActive())
        return;
    m_timer.stop();
    tell();
}

void HistoryNews::tell()
{
    m_sinceTold.start();
    if (std::exchange(m_hasKeys, false))
        emit keysDue();
    if (std::exchange(m_hasState, false))
        emit stateDue();
    if (m_runs.isEmpty())
        return;
    QStringList runs(m_runs.begin(), m_runs.end());
    m_runs.clear();
    std::sort(runs.begin(), runs.end());
    emit pointsDue(runs);
}

} // namespace workspace

#include "moc_historynews.cpp"
