#include "workspace/runsbook.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace workspace {

domain::Run mergedRun(const domain::Run &known, const domain::Run &told)
{
    domain::Run run = told;
    if (!told.isFull) {
        run.config = known.config;
        run.summary = known.summary;
        run.isFull = known.isFull;
        if (run.runtimeSeconds < 0)
            run.runtimeSeconds = known.runtimeSeconds;
    }
    if (run.metadata.isEmpty())
        run.metadata = known.metadata;
    if (run.historyKeys.isEmpty())
        run.historyKeys = known.historyKeys;
    if (run.host.isEmpty())
        run.host = known.host;
    if (run.commit.isEmpty())
        run.commit = known.commit;
    if (run.path.project.isEmpty())
        run.path.project = known.path.project;
    run.creatorLeftTeam = run.creatorLeftTeam || known.creatorLeftTeam;
    return run;
}

void RunsBook::setRuns(const QList<domain::Run> &runs)
{
    m_runs.clear();
    m_runs.reserve(runs.size());
    for (const domain::Run &run : runs)
        m_runs.insert(run.path.run, run);
}

bool RunsBook::hasActive() const
{
    return std::any_of(m_runs.begin(), m_runs.end(), [](const domain::Run &run) { return isActive(run.state); });
}

QList<domain::Run> RunsBook::sorted() const
{
    // A run is large: its place is found before it is copied.
    using Place = std::pair<qint64, const domain::Run *>;
    std::vector<Place> places;
    places.reserve(static_cast<size_t>(m_runs.size()));
    for (const domain::Run &run : m_runs)
        places.emplace_back(
            run.createdAt.isValid() ? run.createdAt.toMSecsSinceEpoch() : std::numeric_limits<qint64>::min(), &run);
    std::ranges::sort(places, [](const Place &a, const Place &b) {
        return a.first != b.first ? a.first > b.first : a.second->path.run < b.second->path.run;
    });
    QList<domain::Run> runs;
    runs.reserve(m_runs.size());
    for (const Place &place : places)
        runs.append(*place.second);
    return runs;
}

RunsBook::Difference RunsBook::merge(const QList<domain::Run> &told)
{
    Difference difference;
    for (const domain::Run &row : told) {
        const auto found = m_runs.constFind(row.path.run);
        const domain::Run known = found == m_runs.constEnd() ? domain::Run() : *found;
        const domain::Run now = mergedRun(known, row);
        if (found != m_runs.constEnd() && now == known)
            continue;
        const bool hasMoved = now.heartbeatAt != known.heartbeatAt || now.historyLineCount != known.historyLineCount
            || now.state != known.state || !now.isFull;
        if (!row.isFull && hasMoved)
            difference.wantPayload.append(row.path.run);
        m_runs.insert(row.path.run, now);
        difference.changed.append(now);
    }
    return difference;
}

QStringList RunsBook::removeUnseen(const QSet<QString> &seen)
{
    QStringList removed;
    for (auto it = m_runs.begin(); it != m_runs.end();) {
        if (seen.contains(it.key())) {
            ++it;
        } else {
            removed.append(it.key());
            it = m_runs.erase(it);
        }
    }
    return removed;
}

} // namespace workspace
