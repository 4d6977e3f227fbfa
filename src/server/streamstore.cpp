#include "server/streamstore.h"

#include "server/chunkcodec.h"
#include "server/rowoutline.h"
#include "server/storequery.h"

#include <QHash>
#include <algorithm>
#include <limits>

namespace server {

struct StreamStore::Block
{
    qint64 id = 0;
    qint64 first = 0;
    qint64 count = 0;
    qint64 rawBytes = 0;
    [[nodiscard]] qint64 end() const { return first + count; }
};

namespace {

constexpr qint64 longestGap = 1'000'000;

const char *countColumn(Stream stream)
{
    switch (stream) {
    case Stream::History:
        return "history_lines";
    case Stream::Events:
        return "event_lines";
    case Stream::Console:
        break;
    }
    return "log_lines";
}

struct StepRange
{
    qint64 low = std::numeric_limits<qint64>::max();
    qint64 high = std::numeric_limits<qint64>::min();
    void take(qint64 step)
    {
        low = std::min(low, step);
        high = std::max(high, step);
    }
};

/// Rows without a step count as step 0, so that they are found when everything is asked for.
StepRange stepsOf(const QByteArrayList &lines)
{
    StepRange range;
    for (const QByteArray &line : lines) {
        if (!line.isEmpty())
            range.take(outlineOf(line).step.value_or(0));
    }
    return range.low > range.high ? StepRange{0, 0} : range;
}

} // namespace

base::Result<qint64> StreamStore::lineCount(qint64 run, Stream stream)
{
    return readInteger(
        m_database, QStringLiteral("SELECT %1 FROM runs WHERE id = ?1").arg(QLatin1String(countColumn(stream))), run);
}

/// The blocks that share a line with [offset, end), and the one right before, if there is room in it.
base::Result<QList<StreamStore::Block>> StreamStore::blocksTouching(
    qint64 run, Stream stream, qint64 offset, qint64 end)
{
    const auto found = readRows(
        m_database,
        QStringLiteral("SELECT id, first_line, line_count, raw_bytes FROM chunks WHERE run = ?1 AND stream = ?2"
                       " AND first_line >= coalesce((SELECT max(first_line) FROM chunks WHERE run = ?1 AND stream = ?2"
                       " AND first_line <= ?3), 0) AND first_line < ?4 ORDER BY first_line"),
        [](sqlite::Statement &row) {
            return Block{row.integer(0), row.integer(1), row.integer(2), row.integer(3)};
        },
        run, static_cast<int>(stream), offset, end);
    if (!found)
        return found;
    QList<Block> blocks = *found;
    blocks.removeIf([offset](const Block &block) {
        const bool hasRoom = block.end() == offset && block.count < blockLines / 2 && block.rawBytes < blockBytes / 2;
        return block.end() <= offset && !hasRoom;
    });
    return blocks;
}

base::Result<QByteArrayList> StreamStore::linesOf(qint64 block)
{
    const auto row = readRow(
        m_database, QStringLiteral("SELECT data, checksum FROM chunks WHERE id = ?1"),
        [](sqlite::Statement &statement) {
            return decodeChunk(statement.blob(0), static_cast<quint32>(statement.integer(1)));
        },
        block);
    if (!row)
        return row.error();
    return row->value_or(base::Result<QByteArrayList>(QByteArrayList()));
}

base::Result<qint64> StreamStore::write(qint64 run, Stream stream, qint64 offset, const QByteArrayList &lines)
{
    const auto count = lineCount(run, stream);
    if (!count)
        return count;
    if (lines.isEmpty())
        return count;
    if (offset < 0 || offset > *count + longestGap)
        return base::Error{base::Error::Kind::Invalid, QStringLiteral("offset")};
    const qint64 first = std::min(offset, *count); // a gap is filled
    const qint64 end = offset + lines.size();
    const auto blocks = blocksTouching(run, stream, first, end);
    if (!blocks)
        return blocks.error();

    const qint64 begin = blocks->isEmpty() ? first : std::min(first, blocks->first().first);
    QByteArrayList whole;
    QByteArrayList replaced;
    for (const Block &block : *blocks) {
        auto old = linesOf(block.id);
        if (!old)
            return old.error();
        whole.append(std::move(*old));
        if (auto gone = m_database.execute(QStringLiteral("DELETE FROM chunks WHERE id = ?1"), block.id); !gone)
            return gone.error();
    }
    whole.resize(std::max<qsizetype>(whole.size(), end - begin));
    QByteArrayList changed;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QByteArray &place = whole[offset - begin + i];
        if (place == lines[i])
            continue;
        if (!place.isEmpty())
            replaced.append(place);
        changed.append(lines[i]);
        place = lines[i];
    }
    if (auto inserted = insertBlocks(run, stream, begin, whole); !inserted)
        return inserted.error();
    if (stream == Stream::History) {
        if (auto counted = countKeys(run, replaced, -1); !counted)
            return counted.error();
        if (auto counted = countKeys(run, changed, 1); !counted)
            return counted.error();
    }
    if (auto noted = noteCount(run, stream); !noted)
        return noted.error();
    return std::max(*count, end);
}

base::Status StreamStore::noteCount(qint64 run, Stream stream)
{
    const QString sql = QStringLiteral(
        "UPDATE runs SET %1 = (SELECT coalesce(max(first_line + line_count), 0) FROM chunks WHERE run = ?1"
        " AND stream = ?2 AND first_line = (SELECT max(first_line) FROM chunks WHERE run = ?1 AND"
        " stream = ?2)) WHERE id = ?1")
                            .arg(QLatin1String(countColumn(stream)));
    return m_database.execute(sql, run, static_cast<int>(stream));
}

base::Status StreamStore::insertBlocks(qint64 run, Stream stream, qint64 first, const QByteArrayList &lines)
{
    qsizetype at = 0;
    while (at < lines.size()) {
        qsizetype end = at;
        qint64 bytes = 0;
        while (end < lines.size() && end - at < blockLines && (end == at || bytes + lines[end].size() <= blockBytes))
            bytes += lines[end++].size();
        if (auto inserted = insertBlock(run, stream, first + at, lines.mid(at, end - at)); !inserted)
            return inserted;
        at = end;
    }
    return base::Done{};
}

base::Status StreamStore::insertBlock(qint64 run, Stream stream, qint64 first, const QByteArrayList &lines)
{
    const EncodedChunk chunk = encodeChunk(lines);
    const StepRange steps = stream == Stream::History ? stepsOf(lines) : StepRange{0, 0};
    return m_database.execute(
        QStringLiteral(
            "INSERT INTO chunks(run, stream, first_line, line_count, min_step, max_step, raw_bytes, checksum,"
            " data) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
        run, static_cast<int>(stream), first, lines.size(), steps.low, steps.high, chunk.rawBytes, chunk.checksum,
        chunk.data);
}

base::Status StreamStore::countKeys(qint64 run, const QByteArrayList &lines, int sign)
{
    struct Count
    {
        qint64 count = 0;
        double last = 0;
    };
    QHash<std::pair<QString, QString>, Count> counts;
    qint64 lastStep = -1;
    for (const QByteArray &line : lines) {
        const RowOutline outline = outlineOf(line);
        lastStep = std::max(lastStep, outline.step.value_or(-1));
        for (const RowOutline::Entry &entry : outline.entries) {
            Count &count = counts[{entry.key, entry.type}];
            ++count.count;
            count.last = entry.number;
        }
    }
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        const auto done = m_database.execute(
            QStringLiteral(
                "INSERT INTO run_keys(run, key, type, count, last) VALUES(?1, ?2, ?3, ?4, ?5)"
                " ON CONFLICT(run, key, type) DO UPDATE SET count = count + excluded.count, last = excluded.last"),
            run, it.key().first, it.key().second, sign * it->count, it->last);
        if (!done)
            return done;
    }
    if (sign < 0)
        return m_database.execute(QStringLiteral("DELETE FROM run_keys WHERE run = ?1 AND count <= 0"), run);
    return m_database.execute(
        QStringLiteral("UPDATE runs SET last_step = max(last_step, ?2) WHERE id = ?1"), run, lastStep);
}

base::Status StreamStore::readBlocks(
    const QString &where, qint64 run, Stream stream, qint64 low, qint64 high, const Take &take)
{
    auto statement = m_database.prepare(
        QStringLiteral("SELECT first_line, data, checksum FROM chunks WHERE run = ?1 AND stream = ?2 AND %1"
                       " ORDER BY first_line")
            .arg(where));
    if (!statement)
        return statement.error();
    statement->bindAll(run, static_cast<int>(stream), low, high);
    for (;;) {
        const auto more = statement->step();
        if (!more)
            return more.error();
        if (!*more)
            return base::Done{};
        const auto lines = decodeChunk(statement->blob(1), static_cast<quint32>(statement->integer(2)));
        if (!lines)
            return lines.error();
        for (qsizetype i = 0; i < lines->size(); ++i) {
            if (!take(statement->integer(0) + i, (*lines)[i]))
                return base::Done{};
        }
    }
}

base::Status StreamStore::readLines(qint64 run, Stream stream, qint64 first, qint64 end, const Take &take)
{
    return readBlocks(QStringLiteral("first_line + line_count > ?3 AND first_line < ?4"), run, stream, first, end,
        [&](qint64 number, const QByteArray &line) {
            return number >= end ? false : number < first || take(number, line);
        });
}

base::Status StreamStore::readSteps(qint64 run, Stream stream, qint64 minStep, qint64 maxStep, const Take &take)
{
    return readBlocks(QStringLiteral("max_step >= ?3 AND min_step < ?4"), run, stream, minStep, maxStep, take);
}

base::Status StreamStore::truncateAfter(qint64 run, qint64 step)
{
    QByteArrayList kept;
    const auto read =
        readBlocks(QStringLiteral("?3 = ?4"), run, Stream::History, 0, 0, [&](qint64, const QByteArray &line) {
            if (outlineOf(line).step.value_or(0) <= step)
                kept.append(line);
            return true;
        });
    if (!read)
        return read;
    for (const char *sql : {"DELETE FROM chunks WHERE run = ?1 AND stream = 0", "DELETE FROM run_keys WHERE run = ?1",
             "UPDATE runs SET history_lines = 0, last_step = -1 WHERE id = ?1"}) {
        if (auto done = m_database.execute(QLatin1String(sql), run); !done)
            return done;
    }
    const auto written = write(run, Stream::History, 0, kept);
    return written ? base::Status(base::Done{}) : base::Status(written.error());
}

base::Result<QList<StreamStore::Key>> StreamStore::keys(qint64 run)
{
    return readRows(
        m_database, QStringLiteral("SELECT key, type, count, last FROM run_keys WHERE run = ?1 ORDER BY key, type"),
        [](sqlite::Statement &row) {
            return Key{row.text(0), row.text(1), row.integer(2), row.real(3)};
        },
        run);
}

} // namespace server
