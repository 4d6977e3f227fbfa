#pragma once

#include "base/result.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace server {

class Store;

/// What a server does by itself from time to time: versions of artifacts whose time is over go, as do runs that were
/// deleted too long ago to be brought back, uploads that nobody goes on with, and content that nothing names any more.
/// By handfuls, so that no request waits for it. `cohortd gc` does what is left while no server runs.
class Housekeeper
{
public:
    /// A round every `period`, the first one after the first period.
    Housekeeper(Store &store, std::chrono::milliseconds period);
    /// Ends within the step that is under way.
    ~Housekeeper();
    Q_DISABLE_COPY_MOVE(Housekeeper)

    struct Round
    {
        qint64 expired = 0; ///< versions of artifacts
        qint64 runs = 0;
        qint64 uploads = 0;
        qint64 files = 0; ///< of content
    };
    /// One round in the caller's thread, at the moment `now` (milliseconds since 1970 UTC).
    static base::Result<Round> tidy(Store &store, qint64 now);

private:
    void loop();

    Store &m_store;
    const std::chrono::milliseconds m_period;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace server
