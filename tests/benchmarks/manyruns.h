#pragma once

#include "domain/run.h"

#include <QList>

namespace bench {

/// So many runs of one project with 60 values each, the same every time.
QList<domain::Run> manyRuns(int count);

} // namespace bench
