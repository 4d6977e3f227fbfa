#pragma once

#include "server/chunkcodec.h"
#include "server/records.h"
#include "sqlite/database.h"

#include <QByteArrayList>
#include <QHash>
#include <limits>

namespace server {

/// A write of lines into a run's stream, worked out before the transaction that carries it out: the lines are read and
/// the blocks compressed on any thread and any connection, so that the one that writes only compares and moves rows. A
/// plan fits the state that it was made from; when another write came between, a new one is needed.
class StreamPlan
{
public:
    /// Writes lines from line number `offset` on; a gap before is filled with empty lines. Invalid: the gap is too
    /// long.
    static base::Result<StreamPlan> make(
        sqlite::Database &database, qint64 run, Stream stream, qint64 offset, const QByteArrayList &lines);

    /// In a write transaction. False: the stream is not as it was, nothing was changed.
    base::Result<bool> apply(sqlite::Database &database) const;

    struct KeyCount
    {
        qint64 count = 0;
        double last = 0;
    };
    using KeyCounts = QHash<std::pair<QString, QString>, KeyCount>; ///< by key and type
    /// Counts the keys of a history line, or of `lines` lines like it; the line's step.
    static std::optional<qint64> countKeys(const QByteArray &line, KeyCounts &into, qint64 lines = 1);
    /// Adds the counts to those of the run (`sign` 1), or takes them out (-1).
    static base::Status writeKeys(sqlite::Database &database, qint64 run, const KeyCounts &counts, int sign);
    /// The column of `runs` that says how many lines the stream has.
    static const char *countColumn(Stream stream);

    /// The number of lines afterwards.
    [[nodiscard]] qint64 lineCount() const { return m_countAfter; }

private:
    struct Steps
    {
        qint64 low = std::numeric_limits<qint64>::max();
        qint64 high = std::numeric_limits<qint64>::min();
        void take(qint64 step);
    };
    struct StoredBlock
    {
        qint64 id = 0;
        qint64 first = 0;
        qint64 count = 0;
        qint64 rawBytes = 0;
        quint32 checksum = 0;
        qint64 minStep = 0;
        qint64 maxStep = 0;
        [[nodiscard]] qint64 end() const { return first + count; }
        bool operator==(const StoredBlock &) const = default;
    };
    struct NewBlock
    {
        qint64 first = 0;
        qint64 count = 0;
        Steps steps;
        EncodedChunk chunk;
    };

    StreamPlan(qint64 run, Stream stream)
        : m_run(run)
        , m_stream(stream)
    { }
    base::Status look(sqlite::Database &database, qint64 offset, qint64 lineCount);
    base::Result<QByteArrayList> storedLines(sqlite::Database &database) const;
    void replace(QByteArrayList whole, qint64 offset, const QByteArrayList &lines);
    void makeBlocks(const QByteArrayList &lines, const QList<std::optional<qint64>> &steps, bool keepsFirstSteps);
    [[nodiscard]] bool isAppended(qint64 offset) const;
    [[nodiscard]] qint64 beginOfBlocks() const;

    base::Result<qint64> countIn(sqlite::Database &database) const;
    base::Result<QList<StoredBlock>> blocksIn(sqlite::Database &database) const;
    base::Status writeBlocks(sqlite::Database &database) const;

    qint64 m_run;
    Stream m_stream;
    bool m_joinsLast = true; ///< short blocks before the new lines are joined with them
    qint64 m_first = 0; ///< of the lines that are touched
    qint64 m_end = 0;
    qint64 m_countBefore = 0;
    qint64 m_countAfter = 0;
    QList<StoredBlock> m_stored; ///< what the new blocks stand instead of
    QList<NewBlock> m_blocks; ///< empty: everything is there already
    KeyCounts m_removed;
    KeyCounts m_added;
    qint64 m_lastStep = -1;
};

} // namespace server
