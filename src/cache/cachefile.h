#pragma once

#include "base/result.h"
#include "sqlite/database.h"

#include <QString>
#include <memory>

namespace cache {

/// The one place that knows what to do with a file that cannot be opened.
///
/// `cache.db` may be rebuilt: a damaged or foreign one is moved aside (`cache.db.aside`, one is kept) and a new one
/// begins; one of a newer version is left alone and `cache.v<N>.db` is used beside it.
base::Result<std::unique_ptr<sqlite::Database>> openCacheFile(const QString &folder);

/// `personal.db` is never given up: a damaged one is kept under another name (`personal.db.damaged-<time>`), and every
/// row that can be read is carried over to a new one. Foreign or newer: an error, the file stays untouched.
base::Result<std::unique_ptr<sqlite::Database>> openPersonalFile(const QString &folder);

/// Says that damage was found while `cache.db` was in use: the next openCacheFile() rebuilds it.
void markCacheDamaged(const QString &folder);

/// Deletes `cache.db` with everything around it; `personal.db` stays. No connection may be open.
base::Status removeCacheFiles(const QString &folder);

} // namespace cache
