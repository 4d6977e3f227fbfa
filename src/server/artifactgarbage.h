#pragma once

#include "sqlite/database.h"

#include <QStringList>

namespace server {

/// Forgets content that no version refers to: of deleted versions, of versions that were begun and not committed for 30
/// days, of uploads in parts that rest for 7 days; and deletes versions whose time is over. For a folder that no server
/// uses; the files go afterwards.
base::Status dropUnusedArtifactContent(sqlite::Database &database, qint64 now);

/// The files of uploads in parts that may still go on, relative to the data folder.
base::Result<QStringList> uploadedParts(sqlite::Database &database);

} // namespace server
