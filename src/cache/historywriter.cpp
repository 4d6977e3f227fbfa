#include "cache/historywriter.h"

#include "series/codec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace cache {

namespace {

QString keysText(const QStringList &keys)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(keys)).toJson(QJsonDocument::Compact));
}

QStringList keysOf(const QByteArray &text)
{
    QStringList keys;
    const QJsonArray array = QJsonDocument::fromJson(text).array();
    for (const auto &key : array)
        keys.append(key.toString());
    return keys;
}

/// `known` with the keys of the part, sorted.
QStringList joinedKeys(const QStringList &known, const HistoryPart &part)
{
    QStringList keys = known;
    for (const HistoryColumn &column : part.columns) {
        if (!std::binary_search(known.begin(), known.end(), column.key))
            keys.append(column.key);
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

} // namespace

HistoryOverview overviewOf(const sqlite::Statement &row, int first)
{
    HistoryOverview overview;
    overview.rows = row.integer(first);
    overview.serverRows = row.integer(first + 1);
    overview.nextStep = row.integer(first + 2);
    overview.scannedTo = row.integer(first + 3);
    overview.lacking = row.integer(first + 4);
    overview.isWhole = row.boolean(first + 5);
    overview.isSampled = row.boolean(first + 6);
    overview.keys = keysOf(row.blob(first + 7));
    overview.fetchedAt = QDateTime::fromMSecsSinceEpoch(row.integer(first + 8), Qt::UTC);
    return overview;
}

HistoryWriter::HistoryWriter(sqlite::Database &database, const domain::RunPath &run, Stream stream)
    : m_database(database)
    , m_run(run)
    , m_stream(stream)
{ }

base::Result<HistoryOverview> HistoryWriter::overview()
{
    auto rows = m_database.prepare(QStringLiteral(
        "SELECT id, row_count, server_rows, next_step, scanned_to, lacking, is_whole, is_sampled, keys, fetched_at "
        "FROM histories WHERE entity = ? AND project = ? AND run = ? AND stream = ?"));
    if (!rows)
        return rows.error();
    rows->bindAll(m_run.project.entity, m_run.project.project, m_run.run, static_cast<int>(m_stream));
    const auto row = rows->step();
    if (!row)
        return row.error();
    if (!*row)
        return HistoryOverview{};
    m_id = rows->integer(0);
    return overviewOf(*rows, 1);
}

base::Status HistoryWriter::append(const HistoryPart &part, HistoryOverview after)
{
    const auto before = overview();
    if (!before)
        return before.error();
    if (before->rows != after.rows - part.rows)
        return base::Error{base::Error::Kind::Conflict,
            QStringLiteral("%1 rows are cached, %2 were expected").arg(before->rows).arg(after.rows - part.rows)};
    after.keys = joinedKeys(before->keys, part);
    auto done = writeOverview(after);
    for (auto it = part.columns.begin(); it != part.columns.end() && done; ++it)
        done = appendColumn(*it);
    return done;
}

base::Status HistoryWriter::writeOverview(const HistoryOverview &overview)
{
    if (m_id >= 0) {
        return m_database.execute(
            QStringLiteral("UPDATE histories SET row_count = ?, server_rows = ?, next_step = ?, scanned_to = ?, "
                           "lacking = ?, is_whole = ?, is_sampled = ?, keys = ?, fetched_at = ? WHERE id = ?"),
            overview.rows, overview.serverRows, overview.nextStep, overview.scannedTo, overview.lacking,
            overview.isWhole, overview.isSampled, keysText(overview.keys), overview.fetchedAt.toMSecsSinceEpoch(),
            m_id);
    }
    auto done =
        m_database.execute(QStringLiteral("INSERT INTO histories VALUES(NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
            m_run.project.entity, m_run.project.project, m_run.run, static_cast<int>(m_stream), overview.rows,
            overview.serverRows, overview.nextStep, overview.scannedTo, overview.lacking, overview.isWhole,
            overview.isSampled, keysText(overview.keys), overview.fetchedAt.toMSecsSinceEpoch());
    m_id = m_database.lastInsertRowId();
    return done;
}

base::Status HistoryWriter::appendColumn(const HistoryColumn &column)
{
    auto last = m_database.prepare(QStringLiteral("SELECT place, point_count, bytes FROM chunks WHERE history = ? AND "
                                                  "key = ? ORDER BY place DESC LIMIT 1"));
    if (!last)
        return last.error();
    const auto row = last->bindAll(m_id, column.key).step();
    if (!row)
        return row.error();
    qint64 place = 0;
    series::Points points;
    if (*row) {
        place = last->integer(0) + 1;
        if (last->integer(1) < static_cast<qint64>(fullStretch)) { // is filled up
            --place;
            if (auto read = series::appendChunk(last->blob(2), points); !read)
                return read;
        }
    }
    last->reset();
    points.steps.append(column.points->steps);
    points.values.insert(points.values.end(), column.points->values.begin(), column.points->values.end());
    for (size_t first = 0; first < points.size(); first += fullStretch) {
        const size_t count = std::min(fullStretch, points.size() - first);
        const QByteArray bytes =
            series::encodeChunk(points.steps.mid(first, count), std::span(points.values).subspan(first, count));
        auto done = m_database.execute(QStringLiteral("INSERT OR REPLACE INTO chunks VALUES(?, ?, ?, ?, ?)"), m_id,
            column.key, place++, count, bytes);
        if (!done)
            return done;
    }
    return base::Done{};
}

base::Status HistoryWriter::remove()
{
    m_id = -1;
    return m_database.execute(
        QStringLiteral("DELETE FROM histories WHERE entity = ? AND project = ? AND run = ? AND stream = ?"),
        m_run.project.entity, m_run.project.project, m_run.run, static_cast<int>(m_stream));
}

base::Status HistoryWriter::renameTo(Stream stream)
{
    if (auto removed = HistoryWriter(m_database, m_run, stream).remove(); !removed)
        return removed;
    return m_database.execute(
        QStringLiteral("UPDATE histories SET stream = ? WHERE entity = ? AND project = ? AND run = ? AND stream = ?"),
        static_cast<int>(stream), m_run.project.entity, m_run.project.project, m_run.run, static_cast<int>(m_stream));
}

} // namespace cache
