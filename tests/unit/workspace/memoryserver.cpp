#include "memoryserver.h"

#include "base/lenientjson.h"

#include <QDateTime>
#include <QTimer>
#include <algorithm>

namespace test {

namespace {

QString timeText(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(1'790'000'000 + seconds, Qt::UTC).toString(Qt::ISODate);
}

QJsonObject connection(const QJsonArray &nodes, const QString &endCursor = {}, bool hasMore = false)
{
    QJsonArray edges;
    for (const auto &node : nodes)
        edges.append(QJsonObject{{QStringLiteral("node"), node}});
    return {{QStringLiteral("edges"), edges},
        {QStringLiteral("pageInfo"),
            QJsonObject{{QStringLiteral("endCursor"), endCursor}, {QStringLiteral("hasNextPage"), hasMore}}}};
}

/// Rows of the tests begin with their step; a broken one counts as step 0.
qint64 stepOf(const QString &row)
{
    const QString begin = QStringLiteral("{\"_step\": ");
    if (!row.startsWith(begin))
        return 0;
    return QStringView(row).mid(begin.size(), row.indexOf(QLatin1Char(','), begin.size()) - begin.size()).toLongLong();
}

base::Error notFound(const QString &what)
{
    return {base::Error::Kind::NotFound, what};
}

QJsonObject inRun(QJsonObject fields, const MemoryServer::Run &run)
{
    fields.insert(QStringLiteral("id"), QStringLiteral("gid-") + run.id);
    return {{QStringLiteral("project"), QJsonObject{{QStringLiteral("run"), fields}}}};
}

} // namespace

MemoryServer::Run &MemoryServer::addRun(const QString &id, qint64 count)
{
    Run run;
    run.id = id;
    run.displayName = QStringLiteral("run ") + id;
    run.createdAt = run.heartbeatAt = runs.size() * 10;
    run.config = {{QStringLiteral("lr"), QJsonObject{{QStringLiteral("value"), 0.1}}}};
    run.summary = {{QStringLiteral("loss"), 0.5}};
    runs.insert(id, run);
    addRows(id, 0, count);
    return runs[id];
}

void MemoryServer::addRows(const QString &id, qint64 first, qint64 count, qint64 stride)
{
    Run &run = runs[id];
    for (qint64 i = 0; i < count; ++i) {
        const qint64 step = first + i * stride;
        run.rows.append(QStringLiteral("{\"_step\": %1, \"_runtime\": %2, \"loss\": %3}")
                            .arg(step)
                            .arg(step * 2)
                            .arg(static_cast<double>(step) * 0.5));
    }
    run.heartbeatAt += 1;
}

QJsonObject MemoryServer::runNode(const Run &run, bool withPayload) const
{
    QJsonObject node{{QStringLiteral("id"), QStringLiteral("gid-") + run.id}, {QStringLiteral("name"), run.id},
        {QStringLiteral("displayName"), run.displayName}, {QStringLiteral("state"), run.state},
        {QStringLiteral("createdAt"), timeText(run.createdAt)},
        {QStringLiteral("heartbeatAt"), timeText(run.heartbeatAt)},
        {QStringLiteral("historyLineCount"), run.rows.size() + run.uncountedRows}};
    if (withPayload) {
        node.insert(QStringLiteral("config"), QString::fromUtf8(base::writeLenientJson(run.config)));
        node.insert(QStringLiteral("summaryMetrics"), QString::fromUtf8(base::writeLenientJson(run.summary)));
    }
    return node;
}

QJsonObject MemoryServer::projectNode(const QString &name) const
{
    return {{QStringLiteral("id"), QStringLiteral("project-") + name}, {QStringLiteral("name"), name},
        {QStringLiteral("entityName"), QStringLiteral("algoperf")}, {QStringLiteral("access"), access},
        {QStringLiteral("createdAt"), timeText(0)}, {QStringLiteral("lastActive"), timeText(5)},
        {QStringLiteral("runCount"), name == QStringLiteral("ogbg") ? runs.size() : 0}};
}

QJsonObject MemoryServer::teamNode() const
{
    const auto member = [](const QString &name, const QString &memberRole) {
        return QJsonObject{{QStringLiteral("id"), QStringLiteral("m-") + name}, {QStringLiteral("username"), name},
            {QStringLiteral("name"), name.toUpper()}, {QStringLiteral("role"), memberRole}};
    };
    return {{QStringLiteral("id"), QStringLiteral("team-1")}, {QStringLiteral("name"), QStringLiteral("algoperf")},
        {QStringLiteral("isTeam"), true},
        {QStringLiteral("members"),
            QJsonArray{member(username, role), member(QStringLiteral("boss"), QStringLiteral("admin"))}}};
}

QJsonObject MemoryServer::runsReply(const QJsonObject &variables) const
{
    QList<Run> sorted = runs.values();
    const bool byHeartbeat = variables[QStringLiteral("order")].toString() == QStringLiteral("-heartbeat_at");
    std::sort(sorted.begin(), sorted.end(), [byHeartbeat](const Run &a, const Run &b) {
        return byHeartbeat ? a.heartbeatAt > b.heartbeatAt : a.createdAt > b.createdAt;
    });
    const QJsonObject filters =
        base::parseLenientJson(variables[QStringLiteral("filters")].toString().toUtf8())->toObject();
    const QJsonArray names = filters[QStringLiteral("name")][QStringLiteral("$in")].toArray();
    if (!names.isEmpty())
        sorted.removeIf([&names](const Run &run) { return !names.contains(run.id); });
    const int first = variables[QStringLiteral("first")].toInt();
    const int from = variables[QStringLiteral("after")].toString().toInt();
    QJsonArray nodes;
    for (int i = from; i < std::min<int>(from + first, static_cast<int>(sorted.size())); ++i)
        nodes.append(runNode(sorted[i], variables[QStringLiteral("payload")].toBool()));
    const bool hasMore = from + first < sorted.size();
    return {{QStringLiteral("project"),
        QJsonObject{{QStringLiteral("runCount"), sorted.size()},
            {QStringLiteral("runs"), connection(nodes, QString::number(from + first), hasMore)}}}};
}

QJsonObject MemoryServer::historyReply(const Run &run, const QJsonObject &variables) const
{
    const qint64 least = variables[QStringLiteral("minStep")].toInteger(0);
    const qint64 end = variables[QStringLiteral("maxStep")].toInteger(std::numeric_limits<qint64>::max());
    const qsizetype samples = variables[QStringLiteral("samples")].toInt();
    QStringList inRange;
    for (const QString &row : run.rows) {
        const qint64 step = stepOf(row);
        if (step >= least && step < end)
            inRange.append(row);
    }
    QJsonArray rows;
    if (inRange.size() <= samples) {
        rows = QJsonArray::fromStringList(inRange);
    } else { // a sample over all, the last one included
        for (qsizetype i = 0; i < samples; ++i)
            rows.append(inRange[i * (inRange.size() - 1) / (samples - 1)]);
    }
    return inRun({{QStringLiteral("state"), run.state},
                     {QStringLiteral("historyLineCount"), run.rows.size() + run.uncountedRows},
                     {QStringLiteral("history"), rows}},
        run);
}

QJsonObject MemoryServer::consoleReply(const Run &run, const QJsonObject &variables) const
{
    const int total = static_cast<int>(run.console.size());
    const bool isTail = !variables[QStringLiteral("last")].isUndefined();
    const int count = variables[isTail ? QStringLiteral("last") : QStringLiteral("first")].toInt();
    const int from = isTail ? std::max(0, total - count) : variables[QStringLiteral("after")].toString().toInt();
    QJsonArray nodes;
    for (int i = from; i < std::min(from + count, total); ++i)
        nodes.append(QJsonObject{{QStringLiteral("number"), i}, {QStringLiteral("line"), run.console[i]}});
    return inRun(
        {{QStringLiteral("logLineCount"), total},
            {QStringLiteral("logLines"), connection(nodes, QString::number(from + count), from + count < total)}},
        run);
}

base::Result<QJsonObject> MemoryServer::mutate(const QString &operation, const QJsonObject &input)
{
    if (refusal)
        return *refusal;
    const QString run = input[QStringLiteral("id")].toString().mid(4);
    const QJsonObject success{{QStringLiteral("success"), true}};
    if (operation == QStringLiteral("EditRun")) {
        if (!runs.contains(run))
            return notFound(run);
        runs[run].displayName = input[QStringLiteral("displayName")].toString(runs[run].displayName);
        return QJsonObject{
            {QStringLiteral("upsertBucket"), QJsonObject{{QStringLiteral("bucket"), runNode(runs[run], false)}}}};
    }
    if (operation == QStringLiteral("StopRun")) {
        runs[run].state = QStringLiteral("killed");
        return QJsonObject{{QStringLiteral("stopRun"), success}};
    }
    if (operation == QStringLiteral("DeleteRun")) {
        m_deleted.insert(run, runs.take(run));
        return QJsonObject{{QStringLiteral("deleteRun"), QJsonObject{}}};
    }
    if (operation == QStringLiteral("UndeleteRuns")) {
        for (const Run &deleted : std::as_const(m_deleted))
            runs.insert(deleted.id, deleted);
        return QJsonObject{{QStringLiteral("undeleteRuns"), QJsonObject{}}};
    }
    if (operation == QStringLiteral("CreateInvite")) {
        const QString email = input[QStringLiteral("email")].toString();
        if (!invitations.contains(email)) // an open one is renewed
            invitations.append(email);
        return QJsonObject{{QStringLiteral("createInvite"), success}};
    }
    if (operation == QStringLiteral("DeleteInvite")) {
        invitations.clear();
        return QJsonObject{{QStringLiteral("deleteInvite"), success}};
    }
    if (operation == QStringLiteral("UpdateMember"))
        return QJsonObject{{QStringLiteral("updateMember"), QJsonObject{{QStringLiteral("member"), QJsonObject{}}}}};
    projects.append(input[QStringLiteral("name")].toString());
    return QJsonObject{{QStringLiteral("upsertModel"),
        QJsonObject{
            {QStringLiteral("inserted"), true}, {QStringLiteral("project"), projectNode(projects.constLast())}}}};
}

base::Result<QJsonObject> MemoryServer::read(const QString &operation, const QJsonObject &variables)
{
    const QString runId = variables[QStringLiteral("run")].toString();
    const QString project = variables[QStringLiteral("project")].toString();
    if (operation == QStringLiteral("Viewer") || operation == QStringLiteral("Teams")) {
        return QJsonObject{{QStringLiteral("viewer"),
            QJsonObject{{QStringLiteral("id"), QStringLiteral("user-") + username},
                {QStringLiteral("username"), username}, {QStringLiteral("name"), QStringLiteral("Ada")},
                {QStringLiteral("teams"), connection({teamNode()})}}}};
    }
    if (operation.startsWith(QStringLiteral("Team"))) {
        QJsonObject entity = teamNode();
        QJsonArray invites;
        for (const QString &email : std::as_const(invitations))
            invites.append(QJsonObject{{QStringLiteral("id"), QStringLiteral("i-") + email},
                {QStringLiteral("email"), email}, {QStringLiteral("role"), QStringLiteral("member")}});
        entity.insert(QStringLiteral("invites"), connection(invites));
        return QJsonObject{{QStringLiteral("viewer"), QJsonObject{{QStringLiteral("username"), username}}},
            {QStringLiteral("entity"), entity}};
    }
    if (operation == QStringLiteral("Projects") || operation == QStringLiteral("Home")) {
        QJsonArray nodes;
        for (const QString &name : std::as_const(projects)) {
            QJsonObject node = projectNode(name);
            QJsonArray newest;
            for (const Run &run : std::as_const(runs))
                newest.append(runNode(run, false));
            node.insert(QStringLiteral("runs"), connection(name == QStringLiteral("ogbg") ? newest : QJsonArray()));
            nodes.append(node);
        }
        const QJsonObject team{
            {QStringLiteral("name"), QStringLiteral("algoperf")}, {QStringLiteral("projects"), connection(nodes)}};
        return QJsonObject{{QStringLiteral("entity"), team},
            {QStringLiteral("viewer"), QJsonObject{{QStringLiteral("teams"), connection({team})}}}};
    }
    if (!projects.contains(project))
        return notFound(project);
    if (operation == QStringLiteral("Project"))
        return QJsonObject{{QStringLiteral("project"), projectNode(project)}};
    if (operation == QStringLiteral("ProjectMembers")) {
        QJsonArray members;
        if (!projectRole.isEmpty())
            members.append(QJsonObject{{QStringLiteral("username"), username},
                {QStringLiteral("role"), QJsonObject{{QStringLiteral("name"), projectRole}}}});
        return QJsonObject{{QStringLiteral("project"), QJsonObject{{QStringLiteral("members"), members}}}};
    }
    if (operation == QStringLiteral("Runs"))
        return runsReply(variables);
    const auto run = runs.constFind(runId);
    if (run == runs.constEnd())
        return notFound(runId);
    if (operation == QStringLiteral("Run"))
        return QJsonObject{{QStringLiteral("project"), QJsonObject{{QStringLiteral("run"), runNode(*run, true)}}}};
    if (operation == QStringLiteral("History"))
        return historyReply(*run, variables);
    if (operation == QStringLiteral("Events"))
        return inRun({{QStringLiteral("events"), QJsonArray::fromStringList(run->events)}}, *run);
    return consoleReply(*run, variables);
}

base::Result<api::Reply> MemoryServer::answer(const QString &operation, const QJsonObject &variables)
{
    const QJsonObject input = variables[QStringLiteral("input")].toObject();
    return (input.isEmpty() ? read(operation, variables) : mutate(operation, input)).map([](const QJsonObject &data) {
        return api::Reply{data, {}};
    });
}

MemoryTransport::MemoryTransport(std::shared_ptr<MemoryServer> server, QByteArray key)
    : m_server(std::move(server))
    , m_key(std::move(key))
{ }

MemoryTransport::~MemoryTransport()
{
    for (const Promise &promise : std::as_const(m_hanging))
        finish(promise, base::Error{base::Error::Kind::Cancelled, QStringLiteral("the transport ends")});
}

QFuture<base::Result<api::Reply>> MemoryTransport::send(
    const api::Operation &operation, const QJsonObject &variables, const api::CallOptions &)
{
    auto promise = std::make_shared<QPromise<base::Result<api::Reply>>>();
    promise->start();
    auto future = promise->future();
    m_server->calls.append(operation.name);
    const bool isHistory = operation.name == QStringLiteral("History");
    if (isHistory) {
        m_server->historyCalls.append(variables);
        m_server->most = std::max(m_server->most, ++m_server->underWay);
    }
    m_hanging.append(promise);
    if (m_server->hanging.contains(operation.name))
        return future;
    QTimer::singleShot(0, this, [this, promise, name = operation.name, variables, isHistory] {
        if (isHistory)
            --m_server->underWay;
        base::Result<api::Reply> reply = base::Error{base::Error::Kind::Unauthorized, QStringLiteral("key")};
        if (m_server->failure)
            reply = *m_server->failure;
        else if (m_key == m_server->key.toUtf8())
            reply = m_server->answer(name, variables);
        setLink(reply);
        m_hanging.removeOne(promise);
        finish(promise, reply);
    });
    return future;
}

void MemoryTransport::finish(const Promise &promise, const base::Result<api::Reply> &reply)
{
    promise->addResult(reply);
    promise->finish();
}

void MemoryTransport::setLink(const base::Result<api::Reply> &reply)
{
    Link link = Link::Online;
    m_error.reset();
    if (!reply) {
        if (reply.error().kind == base::Error::Kind::Offline)
            link = Link::Offline;
        else if (reply.error().kind == base::Error::Kind::Tls)
            link = Link::Unsafe;
        else if (reply.error().kind == base::Error::Kind::Unauthorized)
            link = Link::KeyRefused;
        if (link != Link::Online)
            m_error = reply.error();
    }
    if (link == m_link)
        return;
    m_link = link;
    emit linkChanged();
}

} // namespace test

#include "moc_memoryserver.cpp"
