#include "workspace/runsbook.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace workspace {

namespace {

qint64 whenCreated(const domain::Run &run)
{
    return run.createdAt.isValid() ? run.createdAt.toMSecsSinceEpoch() : std::numeric_limits<qint64>::min();
}

bool comesBefore(const domain::Run &a, const domain::Run &b)
{
    const qint64 createdA = whenCreated(a);
    const qint64 createdB = whenCreated(b);
    return createdA != createdB ? createdA > createdB : a.path.run < b.path.run;
}

} // namespace

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
    m_sorted.clear();
    insert({m_runs.begin(), m_runs.end()});
}

bool RunsBook::hasActive() const
{
    return std::any_of(m_sorted.begin(), m_sorted.end(), [](const domain::Run &run) { return isActive(run.state); });
}

qsizetype RunsBook::placeOf(const domain::SharedRun &run) const
{
    return std::lower_bound(m_sorted.begin(), m_sorted.end(), run, comesBefore) - m_sorted.begin();
}

/// What is not there yet goes to its place.
void RunsBook::insert(domain::SharedRuns &&added)
{
    if (added.isEmpty())
        return;
    std::sort(added.begin(), added.end(), comesBefore);
    const qsizetype old = m_sorted.size();
    m_sorted += added;
    std::inplace_merge(m_sorted.begin(), m_sorted.begin() + old, m_sorted.end(), comesBefore);
}

RunsBook::Difference RunsBook::merge(const QList<domain::Run> &told)
{
    Difference difference;
    QStringList toPlace;
    for (const domain::Run &row : told) {
        const auto found = m_runs.find(row.path.run);
        const bool isKnown = found != m_runs.end();
        const domain::SharedRun known = isKnown ? *found : domain::SharedRun(domain::Run());
        const domain::SharedRun now(mergedRun(known, row));
        if (isKnown && now == known)
            continue;
        const bool hasMoved = now->heartbeatAt != known->heartbeatAt || now->historyLineCount != known->historyLineCount
            || now->state != known->state || !now->isFull;
        if (!row.isFull && hasMoved)
            difference.wantPayload.append(row.path.run);
        difference.changed.append(now);
        if (!isKnown) {
            m_runs.insert(row.path.run, now);
            toPlace.append(row.path.run);
            continue;
        }
        *found = now;
        const qsizetype place = placeOf(known);
        if (place == m_sorted.size() || m_sorted[place]->path.run != row.path.run)
            continue; // told twice: it is among those to add
        if (now->createdAt == known->createdAt) {
            m_sorted[place] = now;
        } else {
            m_sorted.removeAt(place);
            toPlace.append(row.path.run);
        }
    }
    domain::SharedRuns added;
    added.reserve(toPlace.size());
    for (const QString &run : std::as_const(toPlace))
        added.append(*m_runs.constFind(run));
    insert(std::move(added));
    return difference;
}

void RunsBook::remove(const QString &run)
{
    const auto found = m_runs.constFind(run);
    if (found == m_runs.constEnd())
        return;
    m_sorted.removeAt(placeOf(*found));
    m_runs.erase(found);
}

QStringList RunsBook::removeUnseen(const QSet<QString> &seen)
{
    QStringList removed;
    m_sorted.removeIf([&](const domain::SharedRun &run) {
        const bool isGone = !seen.contains(run->path.run);
        if (isGone)
            removed.append(run->path.run);
        return isGone;
    });
    for (const QString &run : std::as_const(removed))
        m_runs.remove(run);
    return removed;
}

} // namespace workspace
