#include "workspace/historycolumns.h"

#include "base/whendone.h"

#include <QtConcurrentRun>
#include <algorithm>

namespace workspace {

namespace {

constexpr qsizetype columnsAtOnce = 64;
constexpr int readsAtOnce = 2;
constexpr size_t longColumn = 200'000; // points; joined less often
constexpr qint64 longColumnPause = 1'000; // milliseconds

qint64 bytesOf(const series::PointsPtr &points)
{
    return points == nullptr ? 0 : static_cast<qint64>(points->steps.bytes() + points->size() * sizeof(double));
}

series::PointsPtr joinPoints(const series::PointsPtr &first, const QList<series::PointsPtr> &rest)
{
    auto joined = std::make_shared<series::Points>();
    joined->lineage = first != nullptr && first->lineage != 0 ? first->lineage : series::newLineage();
    size_t count = first == nullptr ? 0 : first->size();
    for (const series::PointsPtr &points : rest)
        count += points->size();
    joined->steps.reserve(count);
    joined->values.reserve(count);
    const auto add = [&joined](const series::Points &points) {
        joined->steps.append(points.steps);
        joined->values.insert(joined->values.end(), points.values.begin(), points.values.end());
    };
    if (first != nullptr)
        add(*first);
    for (const series::PointsPtr &points : rest)
        add(*points);
    return joined;
}

} // namespace

HistoryColumns::HistoryColumns(Backend &backend, domain::ProjectPath project)
    : m_backend(backend)
    , m_project(std::move(project))
{
    m_clock.start();
    m_readTimer.setSingleShot(true);
    m_joinTimer.setSingleShot(true);
    connect(&m_readTimer, &QTimer::timeout, this, &HistoryColumns::readWanted);
    connect(&m_joinTimer, &QTimer::timeout, this, &HistoryColumns::join);
}

series::PointsPtr HistoryColumns::points(const cache::ColumnName &name)
{
    Column &column = m_columns[name];
    column.lastUse = ++m_uses;
    if (!column.isRead && !column.isReading && !column.isWanted) {
        m_asked.insert(name);
        column.isWanted = true;
        m_readTimer.start(0);
    }
    return column.points;
}

void HistoryColumns::readWanted()
{
    if (m_reads >= readsAtOnce)
        return;
    QList<cache::ColumnName> names;
    for (auto it = m_columns.begin(); it != m_columns.end(); ++it) {
        if (it->isWanted)
            names.append(it.key());
    }
    if (names.isEmpty())
        return;
    // In the order in which they were asked for: what is on screen first.
    std::sort(names.begin(), names.end(),
        [this](const auto &a, const auto &b) { return m_columns.value(a).lastUse < m_columns.value(b).lastUse; });
    names = names.mid(0, columnsAtOnce);
    for (const cache::ColumnName &name : std::as_const(names)) {
        Column &column = m_columns[name];
        column.isWanted = false;
        column.isReading = true;
        column.pending.clear(); // what is written before this read comes with it
    }
    ++m_reads;
    base::whenDone(this, m_backend.cache.histories().columns(m_project, names),
        [this, names](const base::Result<cache::ReadColumns> &read) { takeRead(names, read); });
    m_readTimer.start(0);
}

void HistoryColumns::takeRead(const QList<cache::ColumnName> &names, const base::Result<cache::ReadColumns> &read)
{
    --m_reads;
    m_readTimer.start(0);
    if (!read)
        m_backend.noteError(read.error());
    const bool wasAsked = isAsked();
    QSet<QString> runs;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const auto found = m_columns.find(names[i]);
        if (found == m_columns.end())
            continue;
        found->isReading = false;
        if (std::exchange(found->isStale, false)) {
            found->isWanted = true;
            continue;
        }
        found->isRead = read.ok(); // else the next question reads again
        m_asked.remove(names[i]);
        if (!read)
            continue;
        found->points = read->points[i];
        if (found->points != nullptr)
            runs.insert(names[i].run);
    }
    if (read) {
        for (const QString &run : read->damaged)
            emit damaged(run);
    }
    planJoin();
    letGo();
    for (const QString &run : std::as_const(runs))
        emit changed(run);
    if (wasAsked && m_asked.isEmpty())
        emit answered();
}

void HistoryColumns::append(const QString &run, cache::Stream stream, const cache::HistoryPart &part)
{
    for (const cache::HistoryColumn &arrived : part.columns) {
        const auto found = m_columns.find({run, arrived.key, stream});
        if (found != m_columns.end() && (found->isRead || found->isReading))
            found->pending.append(arrived.points);
    }
    planJoin();
}

void HistoryColumns::planJoin()
{
    if (!m_joinTimer.isActive())
        m_joinTimer.start(m_backend.tempo.gather);
}

void HistoryColumns::join()
{
    struct Piece
    {
        cache::ColumnName name;
        series::PointsPtr first;
        QList<series::PointsPtr> rest;
        quint64 join = 0;
    };
    QList<Piece> pieces;
    bool isLeft = false;
    const qint64 now = m_clock.elapsed();
    for (auto it = m_columns.begin(); it != m_columns.end(); ++it) {
        if (it->pending.isEmpty() || !it->isRead || it->joining != 0)
            continue;
        const bool isLong = it->points != nullptr && it->points->size() > longColumn;
        if (isLong && now - it->joinedAt < longColumnPause) {
            isLeft = true;
            continue;
        }
        it->joining = ++m_joins;
        it->joinedAt = now;
        pieces.append({it.key(), it->points, std::exchange(it->pending, {}), it->joining});
    }
    if (isLeft)
        planJoin();
    if (pieces.isEmpty())
        return;
    base::whenDone(this, QtConcurrent::run([pieces] {
        Joined joined;
        for (const Piece &piece : pieces)
            joined.append({piece.name, joinPoints(piece.first, piece.rest), piece.join});
        return joined;
    }),
        [this](const Joined &joined) { takeJoined(joined); });
}

void HistoryColumns::takeJoined(const Joined &joined)
{
    QSet<QString> runs;
    for (const auto &[name, points, join] : joined) {
        const auto found = m_columns.find(name);
        if (found == m_columns.end() || found->joining != join) // let go, or read again meanwhile
            continue;
        found->joining = 0;
        found->points = points;
        runs.insert(name.run);
        if (!found->pending.isEmpty())
            planJoin();
    }
    letGo();
    for (const QString &run : std::as_const(runs))
        emit changed(run);
}

void HistoryColumns::reload(const QString &run)
{
    for (auto it = m_columns.begin(); it != m_columns.end(); ++it) {
        if (it.key().run != run)
            continue;
        it->pending.clear();
        it->joining = 0;
        it->isStale = it->isReading;
        it->isWanted = it->isRead && !it->isReading;
        it->isRead = false;
    }
    m_readTimer.start(0);
}

void HistoryColumns::keepOnly(const QSet<QString> &runs)
{
    m_columns.removeIf([&runs](const auto &entry) { return !runs.contains(entry.key().run); });
    m_asked.removeIf([&runs](const cache::ColumnName &name) { return !runs.contains(name.run); });
}

void HistoryColumns::letGo()
{
    qint64 bytes = 0;
    for (const Column &column : std::as_const(m_columns))
        bytes += bytesOf(column.points);
    if (bytes <= mostBytes)
        return;
    QList<std::pair<quint64, cache::ColumnName>> byUse;
    for (auto it = m_columns.begin(); it != m_columns.end(); ++it) {
        // What a chart holds costs no less when we let go of it.
        if (it->points != nullptr && it->points.use_count() == 1 && it->joining == 0)
            byUse.append({it->lastUse, it.key()});
    }
    std::sort(byUse.begin(), byUse.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (const auto &[use, name] : std::as_const(byUse)) {
        if (bytes <= mostBytes)
            return;
        bytes -= bytesOf(m_columns.value(name).points);
        m_columns.remove(name);
    }
}

} // namespace workspace

#include "moc_historycolumns.cpp"
