#pragma once

#include "sqlite/migration.h"

#include <span>

namespace cache {

constexpr quint32 cacheApplicationId = 0x43684361; ///< "ChCa"
constexpr quint32 personalApplicationId = 0x43685065; ///< "ChPe"

/// The steps of `cache.db`: what can be fetched again.
std::span<const sqlite::Migration> cacheSchema();
/// The steps of `personal.db`: what only this person has.
std::span<const sqlite::Migration> personalSchema();

} // namespace cache
