#pragma once

#include <QSemaphore>
#include <QThreadPool>
#include <atomic>
#include <memory>

namespace test {

/// Keeps all threads of the common pool busy as long as it lives: what is done meanwhile was done elsewhere.
class HeldPool
{
public:
    /// Lets go by itself after `patience` milliseconds, so that a test that waits for the pool fails and does not hang.
    explicit HeldPool(int patience)
    {
        for (int i = 0; i < m_threads; ++i) {
            QThreadPool::globalInstance()->start([state = m_state, patience] {
                state->begun.release();
                state->gate.tryAcquire(1, patience);
                state->isOver = true;
            });
        }
        m_state->begun.acquire(m_threads);
    }
    ~HeldPool() { m_state->gate.release(m_threads); }
    Q_DISABLE_COPY_MOVE(HeldPool)

    [[nodiscard]] bool isHeld() const { return !m_state->isOver; }

private:
    struct State
    {
        QSemaphore begun;
        QSemaphore gate;
        std::atomic_bool isOver = false;
    };
    const int m_threads = QThreadPool::globalInstance()->maxThreadCount();
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace test
