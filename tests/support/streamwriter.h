#pragma once

#include "support/httplink.h"

#include <QByteArrayList>
#include <QString>
#include <atomic>
#include <thread>
#include <vector>

namespace test {

/// Logs rows to a run as the SDK does: one connection, one request at a time, each chunk sent again with the same
/// offset until it is acknowledged. In a thread of its own.
class StreamWriter
{
public:
    struct Pace
    {
        int rowsInPost = 100;
        int millisecondsBetweenPosts = 500; ///< from one begin to the next; 0: as fast as answers come
        int metrics = 5; ///< numbers in a row, beside _step and _runtime
        qint64 rowsAtMost = -1; ///< then it ends by itself; -1: at stop()
    };

    /// `place` is entity/project. The run is made with start().
    StreamWriter(quint16 port, const QByteArray &key, const QString &place, const QString &run, const Pace &pace);
    ~StreamWriter();
    StreamWriter(const StreamWriter &) = delete;
    StreamWriter &operator=(const StreamWriter &) = delete;

    /// Makes the bodies of all rowsAtMost rows beforehand, so that measuring the server does not measure that too.
    void prepare();
    /// False: the run could not be made.
    bool start();
    void askToStop() { m_isEnding = true; }
    /// Ends after the request that is under way, and waits for that.
    void stop();
    /// Waits until all rowsAtMost are acknowledged.
    void join();

    [[nodiscard]] qint64 acknowledged() const { return m_acknowledged; }
    /// Answers other than 200, and none at all.
    [[nodiscard]] int failures() const { return m_failures; }
    /// Refusals that do not say when to come again (a 429 or 5xx without Retry-After).
    [[nodiscard]] int refusalsWithoutTime() const { return m_refusalsWithoutTime; }
    /// Refusals that say it.
    [[nodiscard]] int refusalsWithTime() const { return m_refusalsWithTime; }
    /// An answer that tells the SDK to give up for good (a 4xx other than 429); empty: none came.
    [[nodiscard]] QByteArray finalRefusal() const; ///< after stop()
    /// The times between request and acknowledgement, in milliseconds; after stop().
    [[nodiscard]] const std::vector<double> &waits() const { return m_waits; }

    /// The size of the first prepared request.
    [[nodiscard]] double megabytesInPost() const { return static_cast<double>(m_prepared.value(0).size()) / 1e6; }

    /// What is wrong with the rows that the server holds: empty when they are exactly 0, 1, 2, ... up to at least what
    /// was acknowledged and at most one chunk more.
    [[nodiscard]] QString compareWithServer();
    [[nodiscard]] QByteArray row(qint64 step) const;

private:
    void work();
    [[nodiscard]] QByteArray bodyFrom(qint64 step) const;
    bool postChunk(const QByteArray &body);

    QString m_place;
    QString m_run;
    Pace m_pace;
    HttpLink m_link;
    QByteArray m_target;
    QByteArrayList m_prepared;
    std::atomic<qint64> m_acknowledged = 0;
    std::atomic<int> m_failures = 0;
    std::atomic<int> m_refusalsWithTime = 0;
    std::atomic<int> m_refusalsWithoutTime = 0;
    std::atomic<bool> m_isEnding = false;
    QByteArray m_finalRefusal;
    std::vector<double> m_waits;
    std::thread m_thread;
};

} // namespace test
