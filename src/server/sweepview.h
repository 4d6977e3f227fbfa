#pragma once

#include "server/lookup.h"
#include "server/sweepstore.h"

namespace server {

/// The payload of `Sweep`.
struct SweepView
{
    SweepRecord record;
    std::shared_ptr<const ProjectView> project;
};

/// The payload of `Agent`.
struct SweepAgentView
{
    SweepAgentRecord record;
    std::shared_ptr<const SweepView> sweep;
};

/// A sweep of a project that the caller sees; null: there is none.
base::Result<std::shared_ptr<const SweepView>> findSweep(
    Session &session, const std::shared_ptr<const ProjectView> &project, const QString &name);
/// By global id; NotFound: not there or not visible.
base::Result<std::shared_ptr<const SweepView>> requireSweep(Session &session, const QString &globalId);
base::Result<std::shared_ptr<const SweepView>> requireSweep(Session &session, qint64 number);
Access::Target targetOf(const SweepView &sweep);

/// The runs of a sweep as RunQuery's filter says it.
QString runFilterOf(const SweepRecord &sweep);

} // namespace server
