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

BulkDecision decideForRuns(const RunRights &rights, domain::Action action, const QList<domain::Run> &runs)
{
    BulkDecision bulk;
    QHash<std::pair<QString, int>, domain::Decision> known;
    for (const domain::Run &run : runs) {
        const std::pair key(run.creator.value, (domain::isActive(run.state) ? 1 : 0) + (run.creatorLeftTeam ? 2 : 0));
        auto decision = known.constFind(key);
        if (decision == known.constEnd())
            decision = known.insert(key, rights.decide(action, run));
        if (decision->allowed())
            bulk.allowed.append(run);
        else
            bulk.refused.append({run, decision.value()});
    }
    if (bulk.allowed.isEmpty() && !bulk.refused.isEmpty())
        bulk.decision = bulk.refused.first().second;
    return bulk;
}

} // namespace ui
