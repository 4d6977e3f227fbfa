#include "server/streamstore.h"

#include "server/chunkcodec.h"
#include "server/rowoutline.h"
#include "server/storequery.h"
#include "server/streamplan.h"

namespace server {

base::Result<qint64> StreamStore::write(qint64 run, Stream stream, qint64 offset, const QByteArrayList &lines)
{
    const auto plan = StreamPlan::make(m_database, run, stream, offset, lines);
    if (!plan)
        return plan.error();
    const auto applied = plan->apply(m_database); // nobody comes between: the transaction is the caller's
    return applied ? base::Result<qint64>(plan->lineCount()) : applied.error();
}

base::Status StreamStore::readBlocks(
    const QString &where, qint64 run, Stream stream, qint64 low, qint64 high, const Take &take)
{
    const auto takeBlock = [&take](sqlite::Statement &row) -> base::Result<bool> {
        const auto lines = decodeChunk(row.blob(1), static_cast<quint32>(row.integer(2)));
        if (!lines)
            return lines.error();
        for (qsizetype i = 0; i < lines->size(); ++i) {
            if (!take(row.integer(0) + i, (*lines)[i]))
                return false;
        }
        return true;
    };
    const auto all = forEachRow(m_database,
        QStringLiteral("SELECT first_line, data, checksum FROM chunks WHERE run = ?1 AND stream = ?2 AND %1"
                       " ORDER BY first_line")
            .arg(where),
        takeBlock, run, static_cast<int>(stream), low, high);
    return all ? base::Status(base::Done{}) : all.error();
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
    const auto first = readRow(
        m_database,
        QStringLiteral("SELECT first_line FROM chunks WHERE run = ?1 AND stream = 0 AND max_step > ?2"
                       " ORDER BY first_line LIMIT 1"),
        [](sqlite::Statement &row) { return row.integer(0); }, run, step);
    if (!first)
        return first.error();
    if (!*first)
        return base::Done{};
    // Blocks before that one stay as they are: the time goes with what is cut off, not with what is kept.
    QByteArrayList touched;
    QByteArrayList kept;
    const auto read = readBlocks(QStringLiteral("first_line >= ?3 AND ?3 = ?4"), run, Stream::History, **first, **first,
        [&](qint64, const QByteArray &line) {
            touched.append(line);
            if (outlineOf(line).step.value_or(0) <= step)
                kept.append(line);
            return true;
        });
    if (!read)
        return read;
    if (auto uncounted = StreamPlan::uncount(m_database, run, touched); !uncounted)
        return uncounted;
    for (const char *sql : {"DELETE FROM chunks WHERE run = ?1 AND stream = 0 AND first_line >= ?2",
             "UPDATE runs SET history_lines = ?2, last_step = coalesce((SELECT max(max_step) FROM chunks"
             " WHERE run = ?1 AND stream = 0), -1) WHERE id = ?1"}) {
        if (auto done = m_database.execute(QLatin1String(sql), run, **first); !done)
            return done;
    }
    const auto written = write(run, Stream::History, **first, kept);
    return written ? base::Status(base::Done{}) : base::Status(written.error());
}

base::Status StreamStore::truncateLines(qint64 run, Stream stream, qint64 first)
{
    Q_ASSERT(stream != Stream::History); // whose keys are counted: truncateAfter()
    QByteArrayList kept;
    const auto read = readLines(run, stream, 0, first, [&kept](qint64, const QByteArray &line) {
        kept.append(line);
        return true;
    });
    if (!read)
        return read;
    const char *forget = stream == Stream::Events ? "UPDATE runs SET event_lines = 0 WHERE id = ?1"
                                                  : "UPDATE runs SET log_lines = 0 WHERE id = ?1";
    base::Status done = m_database.execute(
        QStringLiteral("DELETE FROM chunks WHERE run = ?1 AND stream = ?2"), run, static_cast<int>(stream));
    if (done)
        done = m_database.execute(QLatin1String(forget), run);
    if (!done)
        return done;
    const auto written = write(run, stream, 0, kept);
    return written ? base::Status(base::Done{}) : base::Status(written.error());
}

base::Status StreamStore::copy(qint64 from, qint64 to)
{
    for (const char *sql :
        {"INSERT INTO chunks(run, stream, first_line, line_count, min_step, max_step, raw_bytes, checksum, data)"
         " SELECT ?2, stream, first_line, line_count, min_step, max_step, raw_bytes, checksum, data FROM chunks"
         " WHERE run = ?1",
            "INSERT INTO run_keys(run, key, type, count, last) SELECT ?2, key, type, count, last FROM run_keys"
            " WHERE run = ?1",
            "UPDATE runs SET (history_lines, event_lines, log_lines, last_step, runtime) ="
            " (SELECT history_lines, event_lines, log_lines, last_step, runtime FROM runs WHERE id = ?1)"
            " WHERE id = ?2"}) {
        if (auto done = m_database.execute(QLatin1String(sql), from, to); !done)
            return done;
    }
    return base::Done{};
}

base::Status StreamStore::copyHistory(qint64 from, qint64 to)
{
    if (auto done = copy(from, to); !done)
        return done;
    for (const char *sql : {"DELETE FROM chunks WHERE run = ?1 AND stream <> 0",
             "UPDATE runs SET event_lines = 0, log_lines = 0, runtime = NULL WHERE id = ?1"}) {
        if (auto done = m_database.execute(QLatin1String(sql), to); !done)
            return done;
    }
    return base::Done{};
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
