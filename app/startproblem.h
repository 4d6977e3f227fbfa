#pragma once

#include "base/error.h"

#include <QString>

namespace app {

/// Why the server cannot use its data folder, and what to do about it, for the person who started it.
QString startProblem(const base::Error &error, const QString &dataFolder);

} // namespace app
