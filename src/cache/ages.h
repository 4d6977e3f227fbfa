#pragma once

#include "base/result.h"
#include "sqlite/database.h"

#include <QDateTime>
#include <QString>

namespace cache {

/// When a piece was fetched (table `fetched`); invalid: never.
base::Result<QDateTime> fetchedAt(sqlite::Database &database, const QString &piece);
base::Status setFetchedAt(sqlite::Database &database, const QString &piece, const QDateTime &at);

} // namespace cache
