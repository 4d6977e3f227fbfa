#include "ui/runs/runrights.h"

#include "ui/runs/runcells.h"

#include <QHash>

namespace ui {

domain::Decision RunRights::decide(domain::Action action, const domain::Run &run) const
{
    domain::Object object;
    object.name = runName(run);
    object.visibility = project.visibility;
    object.owner = run.creator;
    object.ownerName = run.creatorName;
    object.ownerLeftTeam = run.creatorLeftTeam;
    object.policy = policy;
    object.isRunActive = domain::isActive(run.state);
    return domain::decide(person, action, object, circumstances);
}

domain::SharedRuns BulkDecision::allowed() const
{
    domain::SharedRuns runs;
    qsizetype next = 0;
    for (qsizetype i = 0; i < m_runs.size(); ++i) {
        if (next < m_refused.size() && m_refused[next] == i)
            ++next;
        else
            runs.append(m_runs[i]);
    }
    return runs;
}

QList<std::pair<domain::Run, domain::Decision>> BulkDecision::refused() const
{
    QList<std::pair<domain::Run, domain::Decision>> runs;
    for (qsizetype i = 0; i < m_refused.size(); ++i)
        runs.append({m_runs[m_refused[i]], m_reasons[m_reasonOf[i]]});
    return runs;
}

BulkDecision decideForRuns(const RunRights &rights, domain::Action action, const domain::SharedRuns &runs)
{
    BulkDecision bulk;
    bulk.m_runs = runs;
    constexpr qsizetype isAllowed = -1;
    QHash<std::pair<QString, int>, qsizetype> known;
    for (qsizetype i = 0; i < runs.size(); ++i) {
        const domain::Run &run = runs[i];
        const std::pair key(run.creator.value, (domain::isActive(run.state) ? 1 : 0) + (run.creatorLeftTeam ? 2 : 0));
        auto reason = known.constFind(key);
        if (reason == known.constEnd()) {
            const domain::Decision decision = rights.decide(action, run);
            if (!decision.allowed())
                bulk.m_reasons.append(decision);
            reason = known.insert(key, decision.allowed() ? isAllowed : bulk.m_reasons.size() - 1);
        }
        if (reason.value() == isAllowed)
            continue;
        bulk.m_refused.append(i);
        bulk.m_reasonOf.append(reason.value());
    }
    if (bulk.allowedCount() == 0 && !bulk.m_reasons.isEmpty())
        bulk.m_decision = bulk.m_reasons.first();
    return bulk;
}

} // namespace ui
