#pragma once

#include "domain/project.h"
#include "domain/rulebook.h"
#include "domain/sharedrun.h"

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

/// What the rule book says about each of several runs. Ten thousand selected runs cost no copies.
class BulkDecision
{
public:
    BulkDecision() = default;

    /// Allowed if any run is; else why the first is not.
    [[nodiscard]] const domain::Decision &decision() const { return m_decision; }
    [[nodiscard]] qsizetype allowedCount() const { return m_runs.size() - refusedCount(); }
    [[nodiscard]] qsizetype refusedCount() const { return m_refused.size(); }
    [[nodiscard]] bool isMixed() const { return allowedCount() > 0 && refusedCount() > 0; }
    [[nodiscard]] domain::SharedRuns allowed() const;
    [[nodiscard]] QList<std::pair<domain::Run, domain::Decision>> refused() const;

private:
    friend BulkDecision decideForRuns(const RunRights &rights, domain::Action action, const domain::SharedRuns &runs);

    domain::SharedRuns m_runs;
    QList<qsizetype> m_refused; ///< places in m_runs, ascending
    QList<domain::Decision> m_reasons; ///< the different ones
    QList<qsizetype> m_reasonOf; ///< for each of m_refused its place in m_reasons
    domain::Decision m_decision;
};

/// Asks the rule book once for each creator and state, however many runs there are.
BulkDecision decideForRuns(const RunRights &rights, domain::Action action, const domain::SharedRuns &runs);

} // namespace ui
