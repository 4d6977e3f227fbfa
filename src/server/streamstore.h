#pragma once

#include "server/records.h"
#include "sqlite/database.h"

#include <QByteArrayList>
#include <functional>

namespace server {

/// The lines of runs' streams, kept whole: in compressed blocks with the range of their steps, so that a range is read
/// without the rest. Writing line n again overwrites it, so a request that is repeated changes nothing.
class StreamStore
{
public:
    explicit StreamStore(sqlite::Database &database)
        : m_database(database)
    { }

    /// Writes lines from line number `offset` on; a gap before is filled with empty lines. For the history, the counts
    /// of keys and the last step follow. The new number of lines. Compresses within the caller's transaction: what may
    /// be long goes through a StreamPlan.
    base::Result<qint64> write(qint64 run, Stream stream, qint64 offset, const QByteArrayList &lines);

    /// `take(line number, line)` of the lines [first, end) in order; false ends the reading.
    using Take = std::function<bool(qint64 number, const QByteArray &line)>;
    base::Status readLines(qint64 run, Stream stream, qint64 first, qint64 end, const Take &take);
    /// As readLines, of all blocks that hold steps of [minStep, maxStep): other steps of these blocks come along.
    base::Status readSteps(qint64 run, Stream stream, qint64 minStep, qint64 maxStep, const Take &take);

    struct Key
    {
        QString key;
        QString type;
        qint64 count = 0;
        double last = 0;
    };
    base::Result<QList<Key>> keys(qint64 run);

    /// Lines a block holds at most; its text at most blockBytes, unless one line is longer.
    static constexpr qsizetype blockLines = 1000;
    static constexpr qint64 blockBytes = 1024 * 1024;

private:
    base::Status readBlocks(const QString &where, qint64 run, Stream stream, qint64 low, qint64 high, const Take &take);

    sqlite::Database &m_database;
};

} // namespace server
