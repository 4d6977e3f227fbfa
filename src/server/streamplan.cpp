#include "server/streamplan.h"

#include "server/rowoutline.h"
#include "server/storequery.h"
#include "server/streamstore.h"

#include <algorithm>

namespace server {

namespace {

constexpr qint64 longestGap = 1'000'000;
constexpr qint64 stepOfNone = 0; ///< rows without a step are found when everything is asked for

} // namespace

const char *StreamPlan::countColumn(Stream stream)
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

void StreamPlan::Steps::take(qint64 step)
{
    low = std::min(low, step);
    high = std::max(high, step);
}

base::Result<StreamPlan> StreamPlan::make(
    sqlite::Database &database, qint64 run, Stream stream, qint64 offset, const QByteArrayList &lines)
{
    StreamPlan plan(run, stream);
    if (auto looked = plan.look(database, offset, lines.size()); !looked)
        return looked.error();
    if (lines.isEmpty())
        return plan;
    auto stored = plan.storedLines(database);
    if (!stored && plan.isAppended(offset)) { // a damaged block before must not keep new lines out
        plan.m_joinsLast = false;
        plan.m_stored.clear();
        stored = QByteArrayList();
    }
    if (!stored)
        return stored.error();
    plan.replace(std::move(*stored), offset, lines);
    return plan;
}

/// What is there, and which of it is touched.
base::Status StreamPlan::look(sqlite::Database &database, qint64 offset, qint64 lineCount)
{
    const auto count = countIn(database);
    if (!count)
        return count.error();
    m_countBefore = m_countAfter = *count;
    if (lineCount == 0)
        return base::Done{};
    if (offset < 0 || offset > *count + longestGap)
        return base::Error{base::Error::Kind::Invalid, QStringLiteral("offset")};
    m_first = std::min(offset, *count); // a gap is filled
    m_end = offset + lineCount;
    m_countAfter = std::max(*count, m_end);
    auto blocks = blocksIn(database);
    if (!blocks)
        return blocks.error();
    m_stored = std::move(*blocks);
    return base::Done{};
}

base::Result<qint64> StreamPlan::countIn(sqlite::Database &database) const
{
    return readInteger(
        database, QStringLiteral("SELECT %1 FROM runs WHERE id = ?1").arg(QLatin1String(countColumn(m_stream))), m_run);
}

/// The blocks that share a line with [m_first, m_end), and the one right before, if there is room in it.
base::Result<QList<StreamPlan::StoredBlock>> StreamPlan::blocksIn(sqlite::Database &database) const
{
    const auto found = readRows(
        database,
        QStringLiteral("SELECT id, first_line, line_count, raw_bytes, checksum, min_step, max_step FROM chunks"
                       " WHERE run = ?1 AND stream = ?2"
                       " AND first_line >= coalesce((SELECT max(first_line) FROM chunks WHERE run = ?1 AND stream = ?2"
                       " AND first_line <= ?3), 0) AND first_line < ?4 ORDER BY first_line"),
        [](sqlite::Statement &row) {
            return StoredBlock{row.integer(0), row.integer(1), row.integer(2), row.integer(3),
                static_cast<quint32>(row.integer(4)), row.integer(5), row.integer(6)};
        },
        m_run, static_cast<int>(m_stream), m_first, m_end);
    if (!found)
        return found;
    QList<StoredBlock> blocks = *found;
    blocks.removeIf([this](const StoredBlock &block) {
        const bool hasRoom = m_joinsLast && block.end() == m_first && block.count < StreamStore::blockLines / 2
            && block.rawBytes < StreamStore::blockBytes / 2;
        return block.end() <= m_first && !hasRoom;
    });
    return blocks;
}

base::Result<QByteArrayList> StreamPlan::storedLines(sqlite::Database &database) const
{
    QByteArrayList lines;
    for (const StoredBlock &block : m_stored) {
        const auto row = readRow(
            database, QStringLiteral("SELECT data FROM chunks WHERE id = ?1"),
            [&block](sqlite::Statement &statement) { return decodeChunk(statement.blob(0), block.checksum); },
            block.id);
        if (!row)
            return row.error();
        const auto decoded = row->value_or(base::Result<QByteArrayList>(QByteArrayList()));
        if (!decoded)
            return decoded.error();
        lines.append(*decoded);
    }
    return lines;
}

/// `whole` is what the stored blocks hold.
void StreamPlan::replace(QByteArrayList whole, qint64 offset, const QByteArrayList &lines)
{
    const qint64 begin = beginOfBlocks();
    whole.resize(std::max<qsizetype>(whole.size(), m_end - begin));
    QList<std::optional<qint64>> steps(whole.size());
    bool isChanged = m_countAfter != m_countBefore;
    const bool isHistory = m_stream == Stream::History;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QByteArray &place = whole[offset - begin + i];
        if (place == lines[i])
            continue;
        isChanged = true;
        if (isHistory && !place.isEmpty())
            countKeys(place, m_removed);
        place = lines[i];
        if (isHistory && !place.isEmpty()) {
            const std::optional<qint64> step = countKeys(place, m_added);
            steps[offset - begin + i] = step.value_or(stepOfNone);
            m_lastStep = std::max(m_lastStep, step.value_or(-1));
        }
    }
    if (!isChanged)
        return;
    const bool onlyFollows = isAppended(offset);
    for (qsizetype i = 0; i < whole.size() && isHistory && !onlyFollows; ++i) {
        if (!steps[i] && !whole[i].isEmpty())
            steps[i] = outlineOf(whole[i]).step.value_or(stepOfNone);
    }
    makeBlocks(whole, steps, onlyFollows && !m_stored.isEmpty());
}

/// Are all stored lines before the offset?
bool StreamPlan::isAppended(qint64 offset) const
{
    return m_stored.isEmpty() || m_stored.last().end() <= offset;
}

qint64 StreamPlan::beginOfBlocks() const
{
    return m_stored.isEmpty() ? m_first : std::min(m_first, m_stored.first().first);
}

/// Greedy, so that lines which only follow the stored ones leave those together in the first block.
void StreamPlan::makeBlocks(
    const QByteArrayList &lines, const QList<std::optional<qint64>> &steps, bool keepsFirstSteps)
{
    const qint64 begin = beginOfBlocks();
    for (qsizetype at = 0; at < lines.size();) {
        NewBlock block;
        if (at == 0 && keepsFirstSteps) {
            block.steps.take(m_stored.first().minStep);
            block.steps.take(m_stored.first().maxStep);
        }
        qsizetype end = at;
        qint64 bytes = 0;
        while (end < lines.size() && end - at < StreamStore::blockLines
            && (end == at || bytes + lines[end].size() <= StreamStore::blockBytes)) {
            if (steps[end])
                block.steps.take(*steps[end]);
            bytes += lines[end++].size();
        }
        if (block.steps.low > block.steps.high)
            block.steps = {0, 0};
        block.first = begin + at;
        block.count = end - at;
        block.chunk = encodeChunk(lines.mid(at, end - at));
        m_blocks.append(std::move(block));
        at = end;
    }
}

std::optional<qint64> StreamPlan::countKeys(const QByteArray &line, KeyCounts &into, qint64 lines)
{
    const RowOutline outline = outlineOf(line);
    for (const RowOutline::Entry &entry : outline.entries) {
        KeyCount &count = into[{entry.key, entry.type}];
        count.count += lines;
        count.last = entry.number;
    }
    return outline.step;
}

base::Result<bool> StreamPlan::apply(sqlite::Database &database) const
{
    const auto count = countIn(database);
    if (!count)
        return count.error();
    if (*count != m_countBefore)
        return false;
    const auto stored = m_end > m_first ? blocksIn(database) : base::Result<QList<StoredBlock>>(m_stored);
    if (!stored)
        return stored.error();
    if (*stored != m_stored)
        return false;
    if (m_blocks.isEmpty())
        return true;
    if (auto written = writeBlocks(database); !written)
        return written.error();
    if (auto removed = writeKeys(database, m_run, m_removed, -1); !removed)
        return removed.error();
    if (auto added = writeKeys(database, m_run, m_added, 1); !added)
        return added.error();
    const auto noted =
        database.execute(QStringLiteral("UPDATE runs SET %1 = ?2, last_step = max(last_step, ?3) WHERE id = ?1")
                             .arg(QLatin1String(countColumn(m_stream))),
            m_run, m_countAfter, m_lastStep);
    return noted ? base::Result<bool>(true) : noted.error();
}

base::Status StreamPlan::writeBlocks(sqlite::Database &database) const
{
    for (const StoredBlock &block : m_stored) {
        if (auto gone = database.execute(QStringLiteral("DELETE FROM chunks WHERE id = ?1"), block.id); !gone)
            return gone;
    }
    for (const NewBlock &block : m_blocks) {
        const auto inserted = database.execute(
            QStringLiteral(
                "INSERT INTO chunks(run, stream, first_line, line_count, min_step, max_step, raw_bytes, checksum,"
                " data) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
            m_run, static_cast<int>(m_stream), block.first, block.count, block.steps.low, block.steps.high,
            block.chunk.rawBytes, block.chunk.checksum, block.chunk.data);
        if (!inserted)
            return inserted;
    }
    return base::Done{};
}

base::Status StreamPlan::writeKeys(sqlite::Database &database, qint64 run, const KeyCounts &counts, int sign)
{
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        const auto done = database.execute(
            QStringLiteral(
                "INSERT INTO run_keys(run, key, type, count, last) VALUES(?1, ?2, ?3, ?4, ?5)"
                " ON CONFLICT(run, key, type) DO UPDATE SET count = count + excluded.count, last = excluded.last"),
            run, it.key().first, it.key().second, sign * it->count, it->last);
        if (!done)
            return done;
    }
    if (sign < 0 && !counts.isEmpty())
        return database.execute(QStringLiteral("DELETE FROM run_keys WHERE run = ?1 AND count <= 0"), run);
    return base::Done{};
}

} // namespace server
