#pragma once

#include "domain/project.h"
#include "domain/rulebook.h"
#include "domain/run.h"

#include <QList>
#include <utility>

namespace ui {

/// Everything that a decision about runs needs besides the runs: who asks, in which project, under which settings.
struct RunRights
{
    domain::Person person;
    domain::Project project;
    domain::TeamPolicy policy;
    domain::Circumstances circumstances;

    [[nodiscard]] domain::Decision decide(domain::Action action, const domain::Run &run) const;
};

/// What the rule book says about each of several runs.
struct BulkDecision
{
    QList<domain::Run> allowed;
    QList<std::pair<domain::Run, domain::Decision>> refused;
    /// Allowed if any run is; else why the first is not.
    domain::Decision decision;

    [[nodiscard]] qsizetype count() const { return allowed.size() + refused.size(); }
    [[nodiscard]] bool isMixed() const { return !allowed.isEmpty() && !refused.isEmpty(); }
};

/// Asks the rule book once for each creator and state, however many runs there are.
BulkDecision decideForRuns(const RunRights &rights, domain::Action action, const QList<domain::Run> &runs);

} // namespace ui
