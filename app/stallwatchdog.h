#pragma once

#include "stacksampler.h"

#include <QElapsedTimer>
#include <QMutex>
#include <QObject>
#include <QString>
#include <atomic>
#include <thread>
#include <vector>

class QJsonObject;

/// Measures how long the interface's thread takes to answer: a thread asks it every few milliseconds and notes how long
/// the answer took, and how much of that the interface's thread spent itself instead of waiting for a core that other
/// programs had. While an answer is late it notes what the interface's thread is doing. On with `--stall-report FILE`;
/// costs nothing otherwise.
class StallWatchdog : public QObject
{
    Q_OBJECT

public:
    /// Starts measuring. GUI thread; so is the destructor.
    explicit StallWatchdog(QObject *parent = nullptr);
    ~StallWatchdog() override;

    /// One line of JSON: number of questions, the longest answer and the 99th percentile in milliseconds, how many took
    /// more than 50 ms and more than 100 ms; the same without the time for which no core was free (`own_...`); and the
    /// first answers over 50 ms, with when they came and the stacks seen meanwhile (`stalls`). Any thread.
    [[nodiscard]] QByteArray report() const;

private:
    /// An answer that came too late.
    struct Stall
    {
        double atSeconds = 0; ///< since the start
        float milliseconds = 0;
        float own = 0;
        QList<StackSampler::Stack> stacks;
    };

    void measure();
    void answer(qint64 askedAt, qint64 waitedBefore);
    QList<StackSampler::Stack> watch(int asked);
    [[nodiscard]] static QJsonObject describe(const Stall &stall);

    QElapsedTimer m_clock;
    StackSampler m_sampler;
    std::atomic<bool> m_isStopping = false;
    std::atomic<int> m_answered = 0;
    mutable QMutex m_mutex;
    std::vector<float> m_milliseconds;
    std::vector<float> m_own;
    std::vector<Stall> m_stalls;
    std::thread m_thread; // last: it uses the others
};
