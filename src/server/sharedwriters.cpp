#include "server/sharedwriters.h"

#include "base/lenientjson.h"
#include "server/rowoutline.h"
#include "server/storequery.h"
#include "server/streamplan.h"
#include "server/streamstore.h"

#include <algorithm>

namespace server {

namespace {

constexpr qsizetype longestWriter = 128;

base::Result<qint64> lineCount(sqlite::Database &database, qint64 run, Stream stream)
{
    return readInteger(database,
        QStringLiteral("SELECT %1 FROM runs WHERE id = ?1").arg(QLatin1String(StreamPlan::countColumn(stream))), run);
}

/// Writers of older SDKs leave the steps to the server, which alone knows who else writes: rows get the next one.
base::Status giveSteps(sqlite::Database &database, qint64 run, QByteArrayList &rows)
{
    const auto last = readInteger(database, QStringLiteral("SELECT last_step FROM runs WHERE id = ?1"), run);
    if (!last)
        return last.error();
    qint64 step = *last;
    for (QByteArray &row : rows) {
        const qsizetype begin = row.indexOf('{') + 1;
        if (const auto given = outlineOf(row).step; given || begin == 0) {
            step = std::max(step, given.value_or(step));
            continue;
        }
        const bool isEmpty = row.mid(begin).trimmed() == "}";
        row.insert(begin, "\"_step\":" + QByteArray::number(++step) + (isEmpty ? "" : ","));
    }
    return base::Done{};
}

/// Lines of the writer's console that stand together in the run's.
struct WriterLines
{
    qint64 first = 0; ///< as the writer counts
    qint64 count = 0;
    qint64 place = 0; ///< of the first, in the run
};

/// A progress bar changes lines that were sent before.
base::Status writeAgain(
    sqlite::Database &database, qint64 run, const QString &writer, qint64 offset, const QByteArrayList &lines)
{
    const qint64 end = offset + lines.size();
    const auto known = readRows(
        database,
        QStringLiteral("SELECT first_line, line_count, place FROM writer_lines"
                       " WHERE run = ?1 AND writer = ?2 AND first_line < ?4 AND first_line + line_count > ?3"),
        [](sqlite::Statement &row) {
            return WriterLines{row.integer(0), row.integer(1), row.integer(2)};
        },
        run, writer, offset, end);
    if (!known)
        return known.error();
    for (const WriterLines &part : *known) {
        const qint64 begin = std::max(offset, part.first);
        const qint64 count = std::min(end, part.first + part.count) - begin;
        const auto written = StreamStore(database).write(
            run, Stream::Console, part.place + begin - part.first, lines.mid(begin - offset, count));
        if (!written)
            return written.error();
    }
    return base::Done{};
}

base::Status notePlace(sqlite::Database &database, qint64 run, const QString &writer, const WriterLines &lines)
{
    const auto joined = readRow(
        database,
        QStringLiteral("UPDATE writer_lines SET line_count = line_count + ?5 WHERE run = ?1 AND writer = ?2"
                       " AND first_line + line_count = ?3 AND place + line_count = ?4 RETURNING first_line"),
        [](sqlite::Statement &row) { return row.integer(0); }, run, writer, lines.first, lines.place, lines.count);
    if (!joined || *joined)
        return joined ? base::Status(base::Done{}) : base::Status(joined.error());
    return database.execute(QStringLiteral("INSERT OR REPLACE INTO writer_lines(run, writer, first_line, line_count,"
                                           " place) VALUES(?1, ?2, ?3, ?4, ?5)"),
        run, writer, lines.first, lines.count, lines.place);
}

QJsonObject objectIn(const QString &text)
{
    const auto parsed = base::parseLenientJson(text.toUtf8());
    return parsed ? parsed->toObject() : QJsonObject();
}

void layOver(QJsonObject &below, const QJsonObject &above, int depth)
{
    for (auto it = above.begin(); it != above.end(); ++it) {
        QJsonObject inner = below.value(it.key()).toObject();
        // The SDK's own entry says of each writer what it is.
        const bool isOwnEntry = depth > 0 || it.key() == QLatin1String("_wandb");
        if (!isOwnEntry || depth >= 3 || inner.isEmpty() || !it->isObject()) {
            below.insert(it.key(), *it);
            continue;
        }
        layOver(inner, it->toObject(), depth + 1);
        below.insert(it.key(), inner);
    }
}

} // namespace

base::Status appendOfWriter(
    sqlite::Database &database, qint64 run, const QString &writer, const StreamRequest::Lines &chunk)
{
    const auto known = readInteger(database,
        QStringLiteral("SELECT next_line FROM stream_writers WHERE run = ?1 AND writer = ?2 AND stream = ?3"), run,
        writer, static_cast<int>(chunk.stream));
    const auto count = lineCount(database, run, chunk.stream);
    if (!known || !count)
        return known ? count.error() : known.error();
    const qint64 repeated = std::clamp<qint64>(*known - chunk.offset, 0, chunk.lines.size());
    if (chunk.stream == Stream::Console && repeated > 0) {
        if (auto changed = writeAgain(database, run, writer, chunk.offset, chunk.lines.first(repeated)); !changed)
            return changed;
    }
    QByteArrayList fresh = chunk.lines.mid(repeated);
    if (fresh.isEmpty())
        return base::Done{};
    if (chunk.stream == Stream::History) {
        if (auto given = giveSteps(database, run, fresh); !given)
            return given;
    }
    const auto written = StreamStore(database).write(run, chunk.stream, *count, fresh);
    if (!written)
        return written.error();
    if (chunk.stream == Stream::Console) {
        if (auto noted = notePlace(database, run, writer, {chunk.offset + repeated, fresh.size(), *count}); !noted)
            return noted;
    }
    return database.execute(
        QStringLiteral("INSERT OR REPLACE INTO stream_writers(run, writer, stream, next_line) VALUES(?1, ?2, ?3, ?4)"),
        run, writer, static_cast<int>(chunk.stream), chunk.offset + chunk.lines.size());
}

QString laidOver(const QString &stored, const QString &given)
{
    QJsonObject all = objectIn(stored);
    layOver(all, objectIn(given), 0);
    return QString::fromUtf8(base::writeLenientJson(all));
}

std::optional<QString> writerOf(const HttpRequest &request)
{
    if (request.header("x-wandb-use-async-filestream") != "true")
        return std::nullopt;
    return QString::fromUtf8(request.header("x-wandb-async-client-id")).left(longestWriter);
}

} // namespace server
