#pragma once

#include "base/error.h"

namespace cache {

/// What is wrong with the files of an account, told apart because the remedy differs.
enum class Trouble {
    None, ///< nothing that lasts
    Full, ///< the disk is full
    Unwritable, ///< read-only, or no permission
    Failing, ///< the disk fails
    Damaged, ///< `cache.db` is damaged; it is rebuilt at the next start
    Newer, ///< written by a newer version of this program
    Foreign, ///< of another program
    Rescued, ///< `personal.db` was damaged: what could be read was carried over, the damaged file was kept
};

Trouble troubleOf(const base::Error &error);

} // namespace cache
