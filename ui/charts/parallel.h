#pragma once

#include <functional>

namespace ui {

/// Calls `work(i)` for each i from 0 to before `count`, on this thread and on up to `threads - 1` others that are idle
/// right now; returns when all are done. Never waits for a thread to become free, so it may be called from the pool.
void parallelFor(int count, int threads, const std::function<void(int)> &work);

} // namespace ui
