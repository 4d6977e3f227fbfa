#pragma once

#include "sqlite/database.h"

namespace server {

/// Makes the summary of a run anew: the last value of every key that its history has.
base::Status summarizeHistory(sqlite::Database &database, qint64 run);

} // namespace server
