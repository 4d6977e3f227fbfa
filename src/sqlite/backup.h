#pragma once

#include "base/result.h"

#include <QString>

struct sqlite3;

namespace sqlite {

/// Copies the connection's file page by page to `<path>.part`, then renames it to `path`, which is replaced.
base::Status copyDatabase(sqlite3 *source, const QString &path);

} // namespace sqlite
