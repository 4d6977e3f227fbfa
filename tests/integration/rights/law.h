#pragma once

#include "household.h"
#include "requests.h"

namespace test {

/// What the rule book says about the request to somebody who knows everything: asked with what the household was made
/// from, and neither with what the server read from its store nor with what the client was told.
domain::Decision lawOn(const Request &request, const Inhabitant &person, const Standpoint &standpoint);

} // namespace test
