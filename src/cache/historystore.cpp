#include "cache/historystore.h"

#include "cache/historywriter.h"
#include "series/codec.h"
#include "sqlite/fault.h"
#include "sqlite/worker.h"

namespace cache {

namespace {

using Overviews = QHash<QString, HistoryOverview>;
using Chunks = QByteArrayList;

/// The stretches of a metric, undecoded.
base::Result<Chunks> readChunks(sqlite::Database &database, const domain::ProjectPath &project, const ColumnName &name)
{
    auto rows = database.prepare(QStringLiteral(
        "SELECT bytes FROM chunks WHERE history = (SELECT id FROM histories WHERE entity = ? AND project = ? AND "
        "run = ? AND stream = ?) AND key = ? ORDER BY place"));
    if (!rows)
        return rows.error();
    rows->bindAll(project.entity, project.project, name.run, static_cast<int>(name.stream), name.key);
    Chunks chunks;
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            return chunks;
        chunks.append(rows->blob(0));
    }
}

base::Result<series::PointsPtr> pointsOf(const Chunks &chunks)
{
    if (chunks.isEmpty())
        return series::PointsPtr();
    auto points = std::make_shared<series::Points>();
    points->lineage = series::newLineage();
    const size_t room = static_cast<size_t>(chunks.size()) * HistoryWriter::fullStretch;
    if (chunks.size() > 1) {
        points->steps.reserve(room);
        points->values.reserve(room);
    }
    for (const QByteArray &chunk : chunks) {
        if (auto read = series::appendChunk(chunk, *points); !read)
            return read.error();
    }
    return series::PointsPtr(std::move(points));
}

base::Result<ReadColumns> readColumns(
    sqlite::Database &database, const domain::ProjectPath &project, const QList<ColumnName> &names)
{
    ReadColumns result;
    for (const ColumnName &name : names) {
        const auto chunks = readChunks(database, project, name);
        if (!chunks)
            return chunks.error();
        auto points = pointsOf(*chunks);
        result.points.append(points ? *points : nullptr);
        if (points || result.damaged.contains(name.run))
            continue;
        result.damaged.append(name.run);
        if (auto removed = HistoryWriter(database, {project, name.run}, name.stream).remove(); !removed)
            return removed.error();
    }
    return result;
}

base::Result<Overviews> readOverviews(
    sqlite::Database &database, const domain::ProjectPath &project, const QStringList &runs, Stream stream)
{
    Overviews overviews;
    for (const QString &run : runs) {
        const auto overview = HistoryWriter(database, {project, run}, stream).overview();
        if (!overview)
            return overview.error();
        if (overview->fetchedAt.isValid())
            overviews.insert(run, *overview);
    }
    return overviews;
}

} // namespace

QFuture<base::Result<Overviews>> HistoryStore::overviews(
    const domain::ProjectPath &project, const QStringList &runs, Stream stream)
{
    return m_worker.run(
        [project, runs, stream](sqlite::Database &database) { return readOverviews(database, project, runs, stream); });
}

QFuture<base::Result<ReadColumns>> HistoryStore::columns(
    const domain::ProjectPath &project, const QList<ColumnName> &names)
{
    return m_worker.run([project, names](sqlite::Database &database) { return readColumns(database, project, names); });
}

QFuture<base::Status> HistoryStore::append(
    const domain::RunPath &run, Stream stream, const HistoryPart &part, const HistoryOverview &after)
{
    return m_worker.write([run, stream, part, after](sqlite::Database &database) {
        return HistoryWriter(database, run, stream).append(part, after);
    });
}

QFuture<base::Status> HistoryStore::replace(
    const domain::RunPath &run, Stream stream, const HistoryPart &part, const HistoryOverview &after)
{
    return m_worker.write([run, stream, part, after](sqlite::Database &database) {
        HistoryWriter writer(database, run, stream);
        auto done = writer.remove();
        return done ? writer.append(part, after) : done;
    });
}

QFuture<base::Status> HistoryStore::promoteRenewal(const domain::RunPath &run)
{
    return m_worker.write([run](sqlite::Database &database) {
        return HistoryWriter(database, run, Stream::Renewal).renameTo(Stream::History);
    });
}

QFuture<base::Status> HistoryStore::remove(const domain::RunPath &run, Stream stream)
{
    return m_worker.write(
        [run, stream](sqlite::Database &database) { return HistoryWriter(database, run, stream).remove(); });
}

} // namespace cache
