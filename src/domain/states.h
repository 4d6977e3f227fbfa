#pragma once

#include "domain/rulebook.h"

namespace domain {

/// Section 11: the state of the object that blocks an action which the role would allow; None where nothing does.
/// `role`: the person's role in the registry, because some states bind all below Admin only.
WrongState blockingState(Action action, const Object &object, RegistryRole role, const QDateTime &now);

} // namespace domain
