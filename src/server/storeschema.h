#pragma once

#include "sqlite/migration.h"

#include <span>

namespace server {

/// Marks the team server's database (PRAGMA application_id).
inline constexpr quint32 storeApplicationId = 0x43485253; // "CHRS"

/// The steps from an empty file to the newest version. Times are milliseconds since 1970 UTC, booleans 0 and 1.
std::span<const sqlite::Migration> storeMigrations();

} // namespace server
