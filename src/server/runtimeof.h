#pragma once

#include <QString>

namespace server {

/// Seconds that a run has taken, from its summary (`_wandb.runtime`, else `_runtime`); -1: not told.
double runtimeOf(const QString &summary);

} // namespace server
