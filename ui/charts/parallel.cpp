#include "ui/charts/parallel.h"

#include <QSemaphore>
#include <QThreadPool>
#include <atomic>
#include <memory>

namespace ui {

void parallelFor(int count, int threads, const std::function<void(int)> &work)
{
    std::atomic_int next = 0;
    const auto takeTurns = [&] {
        for (int i = next++; i < count; i = next++)
            work(i);
    };
    // Shared: the last helper may still be inside release() when this function returns.
    const auto done = std::make_shared<QSemaphore>();
    int helpers = 0;
    while (helpers + 1 < threads && helpers + 1 < count) {
        const bool isStarted = QThreadPool::globalInstance()->tryStart([&takeTurns, done] {
            takeTurns();
            done->release();
        });
        if (!isStarted)
            break;
        ++helpers;
    }
    takeTurns();
    done->acquire(helpers);
}

} // namespace ui
