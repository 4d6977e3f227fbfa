#pragma once

#include "server/access.h"
#include "server/lookup.h"

namespace server {

/// A run that was just made with `fork_from` says so in its config (`_wandb.branch_point`, protocol, section 8): it
/// takes over the history of the other run up to that step, and the summary of these rows. `run` is as it is stored
/// then. Invalid: there is no such run in the project. Any other run stays as it is.
base::Status takeForkedHistory(Session &session, const std::shared_ptr<const ProjectView> &project, RunRecord &run);

/// The program that forked a run counts its own rows from 0, one that resumes the run counts all of them: the number of
/// the line that `offset` means.
base::Result<qint64> historyOffset(sqlite::Database &database, qint64 run, qint64 offset);

/// Whoever writes at `offset` counts all rows: so does everyone from now on.
base::Status noteHistoryOffset(sqlite::Database &database, qint64 run, qint64 offset);

} // namespace server
