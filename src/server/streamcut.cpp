#include "server/streamcut.h"

#include "base/lenientjson.h"
#include "series/rowscanner.h"
#include "server/rowoutline.h"
#include "server/runstore.h"
#include "server/runtimeof.h"
#include "server/storequery.h"
#include "server/streamstore.h"

#include <QDateTime>
#include <QHash>
#include <QJsonObject>
#include <algorithm>
#include <limits>

namespace server {

namespace {

constexpr qint64 everything = std::numeric_limits<qint64>::max();

/// Sums rows up: the last value of every key, and how often each is there. Rows mostly have the same keys as others,
/// and nothing but numbers: of those only the last is read in full.
class RowSum
{
public:
    explicit RowSum(StreamPlan::KeyCounts &counts)
        : m_counts(counts)
    { }

    /// `isCounted`: its keys as well.
    void take(const QByteArray &line, bool isCounted)
    {
        if (!isPlain(line)) {
            takeGroups();
            return takeRow(line, isCounted ? 1 : 0);
        }
        m_names.append(isCounted ? '1' : '0');
        Group &group = m_groups[m_names];
        group.last = line;
        group.number = ++m_number;
        group.count += isCounted ? 1 : 0;
        if (m_groups.size() > mostGroups)
            takeGroups();
    }

    QString summary()
    {
        takeGroups();
        QJsonObject values = m_values;
        if (const auto runtime = base::numberOf(values.value(QLatin1String("_runtime"))))
            values.insert(QStringLiteral("_wandb"), QJsonObject{{QStringLiteral("runtime"), *runtime}});
        return QString::fromUtf8(base::writeLenientJson(values));
    }

private:
    /// Rows with the same keys.
    struct Group
    {
        QByteArray last;
        qint64 number = 0;
        qint64 count = 0;
    };
    static constexpr qsizetype mostGroups = 64;

    /// Numbers and nothing else; m_names says which.
    bool isPlain(const QByteArray &line)
    {
        const bool isFlat = m_scanner.scan(line) && m_scanner.ignoredCount() == 0 && line.count('{') == 1;
        if (!isFlat || line.contains("\"_wandb\"")) // which the scanner passes over
            return false;
        m_names.resize(0);
        for (const auto &value : m_scanner.values())
            m_names.append(m_scanner.nameOf(value)).append('\0');
        return true;
    }

    void takeGroups()
    {
        QList<Group> groups = m_groups.values();
        std::sort(groups.begin(), groups.end(),
            [](const Group &one, const Group &other) { return one.number < other.number; });
        for (const Group &group : groups)
            takeRow(group.last, group.count);
        m_groups.clear();
    }

    void takeRow(const QByteArray &line, qint64 count)
    {
        if (count > 0)
            StreamPlan::countKeys(line, m_counts, count);
        const auto row = base::parseLenientJson(line);
        const QJsonObject object = row ? row->toObject() : QJsonObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            m_values.insert(it.key(), *it);
    }

    StreamPlan::KeyCounts &m_counts;
    series::RowScanner m_scanner;
    QByteArray m_names;
    QHash<QByteArray, Group> m_groups;
    qint64 m_number = 0;
    QJsonObject m_values;
};

double timeOfLine(Stream stream, const QByteArray &line)
{
    constexpr double never = -std::numeric_limits<double>::infinity();
    const auto parsed = base::parseLenientJson(line, 8);
    if (parsed && stream == Stream::Events)
        return base::numberOf((*parsed)[QLatin1String("_timestamp")]).value_or(never);
    const QString text =
        parsed && parsed->isObject() ? (*parsed)[QLatin1String("ts")].toString() : QString::fromUtf8(line.left(26));
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    time.setTimeSpec(Qt::UTC);
    return time.isValid() ? static_cast<double>(time.toMSecsSinceEpoch()) / 1000.0 : never;
}

} // namespace

base::Result<StreamCut> StreamCut::make(sqlite::Database &database, qint64 run, qint64 step, Streams streams)
{
    StreamCut cut(run, step, streams);
    base::Status done = cut.readHistory(database);
    if (done && streams == Streams::All) {
        const auto time = cut.timeAfter(database, step + 1);
        done = time ? base::Status(base::Done{}) : base::Status(time.error());
        for (const Stream stream : {Stream::Events, Stream::Console}) {
            if (done)
                done = cut.readByTime(database, stream, *time);
        }
    }
    return done ? base::Result<StreamCut>(std::move(cut)) : done.error();
}

base::Status StreamCut::readHistory(sqlite::Database &database)
{
    Part part;
    const auto first = readRow(
        database,
        QStringLiteral("SELECT first_line FROM chunks WHERE run = ?1 AND stream = 0 AND max_step > ?2"
                       " ORDER BY first_line LIMIT 1"),
        [](sqlite::Statement &row) { return row.integer(0); }, m_run, m_step);
    auto outline = outlineIn(database, Stream::History);
    if (!first || !outline)
        return first ? outline.error() : first.error();
    part.whole = first->value_or(everything);
    part.outline = std::move(*outline);
    RowSum sum(m_keys);
    const auto read = StreamStore(database).readSteps(m_run, Stream::History, std::numeric_limits<qint64>::min(),
        m_step + 1, [&](qint64 number, const QByteArray &line) {
            const bool isWhole = number < part.whole;
            if (!isWhole && outlineOf(line).step.value_or(0) > m_step)
                return true;
            if (!isWhole)
                part.others.append(line);
            sum.take(line, isWhole);
            return true;
        });
    if (!read)
        return read;
    m_summary = sum.summary();
    m_parts.append(std::move(part));
    return base::Done{};
}

/// When the first row from that step on was logged, in seconds since 1970; infinity: there is none.
base::Result<double> StreamCut::timeAfter(sqlite::Database &database, qint64 first) const
{
    double time = std::numeric_limits<double>::infinity();
    const auto read =
        StreamStore(database).readSteps(m_run, Stream::History, first, everything, [&](qint64, const QByteArray &line) {
            if (outlineOf(line).step.value_or(0) < first)
                return true;
            const auto row = base::parseLenientJson(line);
            const auto logged = row ? base::numberOf((*row)[QLatin1String("_timestamp")]) : std::optional<double>();
            time = logged.value_or(time);
            return !logged;
        });
    return read ? base::Result<double>(time) : read.error();
}

/// What was written before `time`.
base::Status StreamCut::readByTime(sqlite::Database &database, Stream stream, double time)
{
    Part part{stream, everything, {}, {}};
    auto outline = outlineIn(database, stream);
    if (!outline)
        return outline.error();
    part.outline = std::move(*outline);
    qint64 end = everything;
    const auto found =
        StreamStore(database).readLines(m_run, stream, 0, everything, [&](qint64 number, const QByteArray &line) {
            if (timeOfLine(stream, line) >= time)
                end = number;
            return end == everything;
        });
    if (!found)
        return found;
    for (const auto &block : part.outline) {
        if (block[0] <= end && end < block[0] + block[1])
            part.whole = block[0];
    }
    const auto read = part.whole == everything
        ? base::Status(base::Done{})
        : StreamStore(database).readLines(m_run, stream, part.whole, end, [&](qint64, const QByteArray &line) {
              part.others.append(line);
              return true;
          });
    m_parts.append(std::move(part));
    return read;
}

base::Result<StreamCut::Outline> StreamCut::outlineIn(sqlite::Database &database, Stream stream) const
{
    // Who only takes over rows up to the step does not care about what is written after it.
    const qint64 lastStep = m_streams == Streams::History ? m_step : everything;
    return readRows(
        database,
        QStringLiteral("SELECT first_line, line_count, id, raw_bytes, checksum FROM chunks"
                       " WHERE run = ?1 AND stream = ?2 AND min_step <= ?3 ORDER BY first_line"),
        [](sqlite::Statement &row) {
            return std::array{row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4)};
        },
        m_run, static_cast<int>(stream), lastStep);
}

bool StreamCut::isOf(qint64 run, qint64 step, Streams streams) const
{
    return m_run == run && m_step == step && m_streams == streams;
}

base::Result<bool> StreamCut::fits(sqlite::Database &database) const
{
    for (const Part &part : m_parts) {
        const auto outline = outlineIn(database, part.stream);
        if (!outline || *outline != part.outline)
            return outline ? base::Result<bool>(false) : outline.error();
    }
    return true;
}

base::Status StreamCut::copyBlocks(sqlite::Database &database, qint64 from, qint64 to, const Part &part) const
{
    base::Status done = database.execute(
        QStringLiteral(
            "INSERT INTO chunks(run, stream, first_line, line_count, min_step, max_step, raw_bytes, checksum, data)"
            " SELECT ?2, stream, first_line, line_count, min_step, max_step, raw_bytes, checksum, data FROM chunks"
            " WHERE run = ?1 AND stream = ?3 AND first_line < ?4"),
        from, to, static_cast<int>(part.stream), part.whole);
    const QLatin1String count(StreamPlan::countColumn(part.stream));
    if (done)
        done = database.execute(QStringLiteral("UPDATE runs SET %1 = coalesce((SELECT max(first_line + line_count)"
                                               " FROM chunks WHERE run = ?1 AND stream = ?2), 0) WHERE id = ?1")
                                    .arg(count),
            to, static_cast<int>(part.stream));
    if (!done)
        return done;
    const auto lines = readInteger(database, QStringLiteral("SELECT %1 FROM runs WHERE id = ?1").arg(count), to);
    if (!lines)
        return lines.error();
    const auto written = StreamStore(database).write(to, part.stream, *lines, part.others);
    return written ? base::Status(base::Done{}) : base::Status(written.error());
}

base::Status StreamCut::copyFrom(sqlite::Database &database, qint64 from, qint64 to) const
{
    base::Status done = StreamPlan::writeKeys(database, to, m_keys, 1);
    for (const Part &part : m_parts) {
        if (done)
            done = copyBlocks(database, from, to, part);
    }
    if (done)
        done = database.execute(QStringLiteral("UPDATE runs SET last_step = coalesce((SELECT max(max_step) FROM chunks"
                                               " WHERE run = ?1 AND stream = 0), -1) WHERE id = ?1"),
            to);
    return done ? RunStore(database).setSummary(to, m_summary, runtimeOf(m_summary)) : done;
}

base::Status StreamCut::copyTo(sqlite::Database &database, qint64 run) const
{
    return copyFrom(database, m_run, run);
}

base::Status StreamCut::moveTo(sqlite::Database &database, qint64 run) const
{
    Q_ASSERT(m_streams == Streams::All);
    for (const char *sql : {"UPDATE chunks SET run = ?2 WHERE run = ?1", "UPDATE run_keys SET run = ?2 WHERE run = ?1",
             "UPDATE runs SET (history_lines, event_lines, log_lines, last_step, runtime) ="
             " (SELECT history_lines, event_lines, log_lines, last_step, runtime FROM runs WHERE id = ?1)"
             " WHERE id = ?2"}) {
        if (auto done = database.execute(QLatin1String(sql), m_run, run); !done)
            return done;
    }
    return copyFrom(database, run, m_run);
}

} // namespace server
