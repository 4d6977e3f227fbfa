#pragma once

#include "domain/rulebook.h"

#include <QString>

namespace ui {

/// What an action is called in a list of rights, e.g. "Delete a run"; the stable name for those of registries and the
/// organisation, which no list shows.
QString actionText(domain::Action action);
/// The heading of a scope's actions, e.g. "Runs".
QString scopeText(domain::Scope scope);

} // namespace ui
