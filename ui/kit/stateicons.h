#pragma once

#include "domain/roles.h"
#include "domain/run.h"

#include <QIcon>

namespace ui {

/// The sign of a visibility level; the word stands beside it.
QIcon visibilityIcon(domain::Visibility visibility);
/// The sign of a run's state, told apart by shape and colour; the word stands beside it or in the tool tip.
QIcon runStateIcon(domain::RunState state);
QIcon roleIcon(domain::BaseRole role);

} // namespace ui
