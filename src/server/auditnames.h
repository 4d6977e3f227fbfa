#pragma once

#include "sqlite/database.h"

#include <QString>

namespace server {

/// What a global id stands for, in words that say it when the thing is gone: "user ben", "version lab/p/net:v3". Of
/// what is not there, kind and number; anything else as it is, without what looks like a key.
[[nodiscard]] QString auditName(sqlite::Database &database, const QString &globalId);

} // namespace server
