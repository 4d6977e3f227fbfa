#pragma once

#include <QList>
#include <QStringList>
#include <pthread.h>

/// Looks at the call stack of a thread while it works, by a signal that the thread handles in between. For finding out
/// what holds a thread up; one object a process.
class StackSampler
{
public:
    using Stack = QList<void *>; ///< return addresses, the innermost first

    /// Watches the thread that makes it.
    StackSampler();
    ~StackSampler();
    StackSampler(const StackSampler &) = delete;
    StackSampler &operator=(const StackSampler &) = delete;

    /// The stack at this moment; empty if the thread does not get to it within 20 ms. Any other thread, one at a time.
    [[nodiscard]] Stack sample() const;

    /// One text for each frame: the program or library, the offset in it, and the symbol if it is an exported one.
    [[nodiscard]] static QStringList describe(const Stack &stack);

private:
    pthread_t m_thread;
};
