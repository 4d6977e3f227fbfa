#pragma once

#include "domain/rulestanding.h"

namespace domain {

/// Section 11: what about the object blocks the action now, whoever asks; None: nothing.
WrongState blockingState(
    Action action, const Object &object, const Standing &standing, const Circumstances &circumstances);
/// What the sentence about the state names: an alias, the accepted types; may be empty.
QString stateDetail(WrongState state, const Object &object);

} // namespace domain
