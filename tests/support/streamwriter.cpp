#include "support/streamwriter.h"

#include <QJsonArray>
#include <QJsonObject>
#include <chrono>
#include <cmath>

namespace test {

namespace {

using Clock = std::chrono::steady_clock;
constexpr qint64 rowsInRead = 10'000;

} // namespace

StreamWriter::StreamWriter(
    quint16 port, const QByteArray &key, const QString &place, const QString &run, const Pace &pace)
    : m_place(place)
    , m_run(run)
    , m_pace(pace)
    , m_link(port, key)
    , m_target("/files/" + (place + u'/' + run).toUtf8() + "/file_stream")
{ }

StreamWriter::~StreamWriter()
{
    stop();
}

bool StreamWriter::start()
{
    const QJsonObject input{{QStringLiteral("entityName"), m_place.section(u'/', 0, 0)},
        {QStringLiteral("modelName"), m_place.section(u'/', 1, 1)}, {QStringLiteral("name"), m_run}};
    const QJsonObject made =
        m_link.graphql(QStringLiteral("mutation($i: UpsertBucketInput!) { upsertBucket(input: $i) { bucket { id } } }"),
            {{QStringLiteral("i"), input}});
    if (made.isEmpty())
        return false;
    m_thread = std::thread([this] { work(); });
    return true;
}

void StreamWriter::stop()
{
    m_isEnding = true;
    join();
}

void StreamWriter::join()
{
    if (m_thread.joinable())
        m_thread.join();
}

QByteArray StreamWriter::finalRefusal() const
{
    return m_finalRefusal;
}

QByteArray StreamWriter::row(qint64 step) const
{
    const auto x = static_cast<double>(step);
    QByteArray text = "{\"_step\":" + QByteArray::number(step) + ",\"_runtime\":" + QByteArray::number(x / 200, 'f', 3);
    for (int i = 0; i < m_pace.metrics; ++i)
        text += ",\"metric/" + QByteArray::number(i)
            + "\":" + QByteArray::number(std::sin(x / 100 + i) * std::exp(-x / 1e5) + i, 'g', 17);
    return text + '}';
}

QByteArray StreamWriter::bodyFrom(qint64 step) const
{
    QByteArray lines;
    for (int i = 0; i < m_pace.rowsInPost; ++i) {
        QByteArray line = row(step + i);
        line.replace('"', "\\\"");
        lines += (i == 0 ? "\"" : ",\"") + line + '"';
    }
    return "{\"files\":{\"wandb-history.jsonl\":{\"offset\":" + QByteArray::number(step) + ",\"content\":[" + lines
        + "]}}}";
}

void StreamWriter::prepare()
{
    for (qint64 step = 0; step < m_pace.rowsAtMost; step += m_pace.rowsInPost)
        m_prepared.append(bodyFrom(step));
}

void StreamWriter::work()
{
    const auto begin = Clock::now();
    qint64 posts = 0;
    while (!m_isEnding && m_finalRefusal.isEmpty() && (m_pace.rowsAtMost < 0 || m_acknowledged < m_pace.rowsAtMost)) {
        if (m_pace.millisecondsBetweenPosts > 0)
            std::this_thread::sleep_until(begin + posts * std::chrono::milliseconds(m_pace.millisecondsBetweenPosts));
        const QByteArray body = posts < m_prepared.size() ? m_prepared[posts] : bodyFrom(m_acknowledged);
        ++posts;
        while (!postChunk(body) && !m_isEnding && m_finalRefusal.isEmpty())
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

bool StreamWriter::postChunk(const QByteArray &body)
{
    const auto sent = Clock::now();
    const HttpLink::Answer answer = m_link.post(m_target, body);
    if (answer.status == 200) {
        m_waits.push_back(std::chrono::duration<double, std::milli>(Clock::now() - sent).count());
        m_acknowledged += m_pace.rowsInPost;
        return true;
    }
    ++m_failures;
    if (answer.status >= 400 && answer.status < 500 && answer.status != 429)
        m_finalRefusal = QByteArray::number(answer.status) + ": " + answer.body;
    else if (answer.status >= 400)
        ++(answer.header("Retry-After").toInt() > 0 ? m_refusalsWithTime : m_refusalsWithoutTime);
    return false;
}

QString StreamWriter::compareWithServer()
{
    const QString query =
        QStringLiteral("query($e: String, $p: String, $r: String!, $from: Int64, $to: Int64, $n: Int) {"
                       " project(name: $p, entityName: $e) { run(name: $r) { history(minStep: $from, maxStep: $to, "
                       "samples: $n) } } }");
    m_link.close(); // the server ends connections that were silent while other writers were asked
    qint64 step = 0;
    for (bool isMore = true; isMore;) {
        const QJsonObject variables{{QStringLiteral("e"), m_place.section(u'/', 0, 0)},
            {QStringLiteral("p"), m_place.section(u'/', 1, 1)}, {QStringLiteral("r"), m_run},
            {QStringLiteral("from"), step}, {QStringLiteral("to"), step + rowsInRead},
            {QStringLiteral("n"), rowsInRead}};
        const QJsonObject answer = m_link.graphql(query, variables);
        if (answer.isEmpty())
            return QStringLiteral("%1: the history cannot be read").arg(m_run);
        const QJsonArray lines =
            answer.value(QLatin1String("project"))[QLatin1String("run")][QLatin1String("history")].toArray();
        for (const QJsonValue line : lines) {
            if (line.toString().toUtf8() != row(step))
                return QStringLiteral("%1: line %2 is %3").arg(m_run).arg(step).arg(line.toString());
            ++step;
        }
        isMore = !lines.isEmpty();
    }
    if (step < m_acknowledged || step > m_acknowledged + m_pace.rowsInPost)
        return QStringLiteral("%1: %2 rows acknowledged, %3 there").arg(m_run).arg(m_acknowledged).arg(step);
    return {};
}

} // namespace test
