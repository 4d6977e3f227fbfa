#pragma once

#include "server/access.h"
#include "server/lookup.h"
#include "server/streamcut.h"

namespace server {

/// A run that was just made with `fork_from` says so in its config (`_wandb.branch_point`, protocol, section 8): it
/// takes over the history of the other run up to that step, and the summary of these rows. `run` is as it is stored
/// then. Invalid: there is no such run in the project. Any other run stays as it is.
base::Status takeForkedHistory(Session &session, const std::shared_ptr<const ProjectView> &project, RunRecord &run);

/// What the run holds up to the step, read before the transaction: a mutation that needs it fails the first time, with
/// the work to do.
base::Result<std::shared_ptr<const StreamCut>> cutOf(
    Session &session, qint64 run, qint64 step, StreamCut::Streams streams);

/// Where a chunk of history lines goes.
struct HistoryPlace
{
    qint64 offset = 0; ///< the number of its first line
    /// It is counted by this writer alone, and goes behind whatever is there (see appendOfWriter()).
    std::optional<QString> writer = {};
    bool isFirstOfResumed = false; ///< whoever writes counts all lines, as the first after the program that forked
};

/// The program that forked a run counts its own rows from 0, one that resumes the run counts all of them. What they
/// mean is told apart by the offset: who resumes begins behind all rows, of which there are more than those of the fork
/// alone. When a fork that was made offline is sent once more after that, nothing of others is overwritten.
base::Result<HistoryPlace> historyPlace(sqlite::Database &database, qint64 run, qint64 offset);

/// A program that counts all lines writes from now on: how many the one that forked the run has written is kept.
base::Status noteResumed(sqlite::Database &database, qint64 run);

/// The history has been cut.
base::Status noteRewound(sqlite::Database &database, qint64 run);

} // namespace server
