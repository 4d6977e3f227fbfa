#pragma once

#include <QMutex>
#include <QObject>
#include <QString>
#include <atomic>
#include <thread>
#include <vector>

/// Measures how long the interface's thread takes to answer: a thread asks it every few milliseconds and notes how long
/// the answer took. On with `--stall-report FILE`; costs nothing otherwise.
class StallWatchdog : public QObject
{
    Q_OBJECT

public:
    /// Starts measuring. GUI thread; so is the destructor.
    explicit StallWatchdog(QObject *parent = nullptr);
    ~StallWatchdog() override;

    /// One line of JSON: number of questions, the longest answer and the 99th percentile in milliseconds, how many took
    /// more than 50 ms and more than 100 ms. Any thread.
    [[nodiscard]] QByteArray report() const;

private:
    void measure();

    std::atomic<bool> m_isStopping = false;
    std::atomic<int> m_answered = 0;
    mutable QMutex m_mutex;
    std::vector<float> m_milliseconds;
    std::thread m_thread;
};
