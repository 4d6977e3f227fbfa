#pragma once

#include "domain/sharedrun.h"

#include <QList>
#include <QStringList>

namespace ui {

/// All keys of the configs and summaries of some runs, sorted, and all their tags. Nested keys are joined with ".".
struct RunKeys
{
    QStringList config;
    QStringList summary;
    QStringList tags;

    bool operator==(const RunKeys &) const = default;
};

/// Reads every run; for the pool.
RunKeys collectRunKeys(const domain::SharedRuns &runs);

} // namespace ui
