#pragma once

#include "server/artifactviews.h"
#include "server/session.h"

namespace server {

/// What decides whether a version's retention may be set.
struct RetentionTarget
{
    const ProjectView &project; ///< of its sequence
    QString type;
    bool isLinked = false;
};

/// Takes the seconds of the wire over: nothing and -1 as the collection has it, 0 and -2 never expires. Asks the rule
/// book where that is a change.
base::Status setRetention(
    Session &session, const RetentionTarget &target, std::optional<qint64> seconds, ArtifactRecord &into);

/// Runs make these by themselves; they never expire.
[[nodiscard]] bool isGeneratedType(const QString &type);

/// Deletes what the run logged, except versions with a protected alias.
base::Status deleteArtifactsOf(sqlite::Database &database, qint64 run);

/// Versions whose time is over, at most `count`, in the order of their numbers and beginning after `after`.
base::Result<QList<qint64>> expiredVersions(sqlite::Database &database, qint64 now, qint64 after, qint64 count);
/// Deletes those of them whose time is still over, except those with a protected alias. How many.
base::Result<qint64> deleteExpired(sqlite::Database &database, qint64 now, const QList<qint64> &versions);

} // namespace server
