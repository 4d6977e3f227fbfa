#pragma once

namespace bench {

/// Reading so many runs from the cache, as a page does at its start, against parsing the same values from JSON alone:
/// what the cache adds to it. False: it adds much more than that costs, or the runs are others.
bool benchmarkRunStore(int count, int rounds);

} // namespace bench
