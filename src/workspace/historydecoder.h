#pragma once

#include "api/historyapi.h"
#include "base/result.h"
#include "cache/historyrecord.h"
#include "workspace/historyplan.h"

namespace workspace {

/// A page of rows as columns.
struct DecodedPage
{
    cache::HistoryPart part;
    HistoryPageFacts facts;
    domain::RunState state = domain::RunState::Unknown;
};

/// Rows of a run's history. Any thread.
DecodedPage decodeHistoryPage(const api::HistoryPage &page);
/// Rows of the system metrics: their bookkeeping keys are put among theirs ("system._runtime"), so that they do not
/// meet those of the history.
DecodedPage decodeEventsPage(const api::HistoryPage &page);

} // namespace workspace
