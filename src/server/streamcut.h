#pragma once

#include "server/records.h"
#include "server/streamplan.h"
#include "sqlite/database.h"

#include <QByteArrayList>
#include <array>

namespace server {

/// What a run's streams hold up to a step, worked out on any connection before the transaction that takes it over
/// (fork) or throws the rest away (rewind): the lines are read, counted and summed up while others write, so that the
/// one that writes only compares and copies blocks. A cut fits the state that it was made from.
class StreamCut
{
public:
    enum class Streams { History, All };

    /// Storage: what is kept is damaged. The events and the console are kept up to the time of the first row that goes.
    static base::Result<StreamCut> make(sqlite::Database &database, qint64 run, qint64 step, Streams streams);

    [[nodiscard]] bool isOf(qint64 run, qint64 step, Streams streams) const;
    /// Whether the run still holds what the cut was made from; rows after the step may have come to a history.
    base::Result<bool> fits(sqlite::Database &database) const;

    /// In a write transaction that found that it fits. `run` has no lines yet; it gets the kept ones and their summary.
    base::Status copyTo(sqlite::Database &database, qint64 run) const;
    /// As copyTo(), of a cut of all streams: the run keeps what is kept, and the other one, which has nothing yet, gets
    /// everything as it was.
    base::Status moveTo(sqlite::Database &database, qint64 run) const;

private:
    /// Blocks as they were found: numbers and checksums.
    using Outline = QList<std::array<qint64, 5>>;
    struct Part
    {
        Stream stream = Stream::History;
        qint64 whole = 0; ///< blocks that begin before this line are kept whole
        QByteArrayList others; ///< the kept lines from there on
        Outline outline;
    };

    StreamCut(qint64 run, qint64 step, Streams streams)
        : m_run(run)
        , m_step(step)
        , m_streams(streams)
    { }
    base::Status readHistory(sqlite::Database &database);
    base::Status readByTime(sqlite::Database &database, Stream stream, double time);
    base::Result<double> timeAfter(sqlite::Database &database, qint64 first) const;
    base::Result<Outline> outlineIn(sqlite::Database &database, Stream stream) const;
    base::Status copyFrom(sqlite::Database &database, qint64 from, qint64 to) const;
    base::Status copyBlocks(sqlite::Database &database, qint64 from, qint64 to, const Part &part) const;

    qint64 m_run;
    qint64 m_step;
    Streams m_streams;
    QList<Part> m_parts;
    StreamPlan::KeyCounts m_keys; ///< of the blocks that are kept whole
    QString m_summary;
};

} // namespace server
