#include "server/streamstore.h"

#include "server/chunkcodec.h"
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
