#include "server/sharedwriters.h"

#include "base/lenientjson.h"
#include "server/rowoutline.h"
#include "server/storequery.h"
#include "server/streamstore.h"

#include <algorithm>

namespace server {

namespace {

constexpr qsizetype longestWriter = 128;

base::Result<qint64> lineCount(sqlite::Database &database, qint64 run, Stream stream)
{
    const char *sql = stream == Stream::History ? "SELECT history_lines FROM runs WHERE id = ?1"
        : stream == Stream::Events              ? "SELECT event_lines FROM runs WHERE id = ?1"
                                                : "SELECT log_lines FROM runs WHERE id = ?1";
    return readInteger(database, QLatin1String(sql), run);
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
    QByteArrayList fresh = chunk.lines.mid(std::max<qint64>(0, *known - chunk.offset));
    if (fresh.isEmpty())
        return base::Done{};
    if (chunk.stream == Stream::History) {
        if (auto given = giveSteps(database, run, fresh); !given)
            return given;
    }
    const auto written = StreamStore(database).write(run, chunk.stream, *count, fresh);
    if (!written)
        return written.error();
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
