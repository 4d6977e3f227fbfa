#include "serverfixture.h"

#include "server/store.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>

namespace test {

QJsonObject Reply::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QJsonValue Reply::data(const QString &path) const
{
    QJsonValue value = json().value(QLatin1String("data"));
    for (const QString &part : path.split(u'.')) {
        bool isIndex = false;
        const int index = part.toInt(&isIndex);
        value = isIndex ? QJsonValue(value.toArray().at(index)) : QJsonValue(value.toObject().value(part));
    }
    return value;
}

QString Reply::errorCode() const
{
    return json()
        .value(QLatin1String("errors"))
        .toArray()
        .at(0)[QLatin1String("extensions")][QLatin1String("code")]
        .toString();
}

QString folderInMemory()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    return memory.isDir() && memory.isWritable() ? QStringLiteral("/dev/shm/cohort-test-XXXXXX") : QString();
}

ServerFixture::ServerFixture(server::TeamServer::Options options, const QString &folder)
    : m_folder(folder.isEmpty() ? QDir::temp().filePath(QStringLiteral("cohort-test-XXXXXX")) : folder)
    , m_options(std::move(options))
{
    m_options.dataFolder = m_folder.filePath(QStringLiteral("server"));
    if (!begin() || !fill())
        m_server.reset();
}

bool ServerFixture::begin()
{
    auto started = server::TeamServer::start(m_options);
    if (started)
        m_server = std::move(*started);
    return m_server != nullptr;
}

bool ServerFixture::restart()
{
    m_server.reset();
    return begin();
}

bool ServerFixture::fill()
{
    using domain::BaseRole;
    bool isFine = m_server->setOrganization(QStringLiteral("house")).ok();
    const auto user = [&](const char *name, domain::Seat seat, domain::OrgRole role) {
        const QString username = QLatin1String(name);
        const server::TeamServer::NewUser wanted{
            username, username.toUpper(), username + QStringLiteral("@house.invalid"), seat, role};
        isFine = isFine && m_server->createUser(wanted).ok();
    };
    for (const char *name : {"ada", "ben", "cleo", "oscar"})
        user(name, domain::Seat::Full, domain::OrgRole::Member);
    user("vera", domain::Seat::Viewer, domain::OrgRole::Member);
    user("olga", domain::Seat::Full, domain::OrgRole::Admin);
    const QString lab = QStringLiteral("lab");
    const QString other = QStringLiteral("other");
    isFine = isFine && m_server->createTeam(lab).ok() && m_server->createTeam(other).ok();
    const std::pair<const char *, BaseRole> members[] = {
        {"ada", BaseRole::Admin}, {"ben", BaseRole::Member}, {"cleo", BaseRole::Member}, {"vera", BaseRole::ViewOnly}};
    for (const auto &[name, role] : members)
        isFine = isFine && m_server->addMember(lab, QLatin1String(name), role).ok();
    isFine = isFine && m_server->addMember(other, QStringLiteral("oscar"), BaseRole::Admin).ok()
        && m_server->createServiceAccount(lab, QStringLiteral("robot"), QStringLiteral("Robot")).ok();
    for (const char *name : {"ada", "ben", "cleo", "oscar", "olga", "robot"})
        m_keys.insert(QLatin1String(name), m_server->issueApiKey(QLatin1String(name)).valueOr(QString()));
    m_keys.insert(QStringLiteral("vera"), m_server->signInToken(QStringLiteral("vera")).valueOr(QString()));
    return isFine;
}

quint16 ServerFixture::port() const
{
    return static_cast<quint16>(m_server->url().port());
}

QByteArray ServerFixture::raw(const QByteArray &bytes, int enough) const
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port());
    if (!socket.waitForConnected(10'000))
        return {};
    socket.write(bytes);
    QByteArray answer;
    while (socket.waitForReadyRead(enough)) {
        answer += socket.readAll();
        const auto head = answer.indexOf("\r\n\r\n");
        const auto length = answer.indexOf("Content-Length: ");
        const bool isWhole = head > 0 && length > 0
            && answer.size()
                >= head + 4 + answer.mid(length + 16, answer.indexOf('\r', length) - length - 16).toLongLong();
        if (isWhole || (head > 0 && answer.startsWith("HTTP/1.1 204")))
            break;
    }
    return answer + socket.readAll();
}

Reply ServerFixture::request(const QByteArray &method, const QByteArray &target, const QString &username,
    const QByteArray &body, const QMap<QByteArray, QByteArray> &headers)
{
    QByteArray text = method + ' ' + target + " HTTP/1.1\r\n";
    QMap<QByteArray, QByteArray> all{{"Host", "127.0.0.1:" + QByteArray::number(port())},
        {"Content-Type", "application/json"}, {"Content-Length", QByteArray::number(body.size())}};
    if (!username.isEmpty())
        all.insert("Authorization", "Basic " + ("api:" + m_keys.value(username, username).toLatin1()).toBase64());
    for (auto it = headers.begin(); it != headers.end(); ++it)
        all.insert(it.key(), it.value());
    for (auto it = all.begin(); it != all.end(); ++it)
        text += it.key() + ": " + it.value() + "\r\n";
    const QByteArray answer = raw(text + "\r\n" + body, 30'000);
    Reply reply;
    const auto head = answer.indexOf("\r\n\r\n");
    const QList<QByteArray> lines = answer.left(head).split('\n');
    reply.status = lines.value(0).split(' ').value(1).toInt();
    for (const QByteArray &line : lines.mid(1))
        reply.headers.insert(line.left(line.indexOf(':')).toLower(), line.mid(line.indexOf(':') + 1).trimmed());
    reply.body = answer.mid(head + 4);
    return reply;
}

Reply ServerFixture::graphql(
    const QString &username, const QString &query, const QJsonObject &variables, const QByteArray &suffix)
{
    const QJsonObject body{{QStringLiteral("query"), query}, {QStringLiteral("variables"), variables}};
    return request("POST", "/graphql" + suffix, username, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

QString ServerFixture::makeRun(const QString &username, const QString &team, const QString &project, const QString &run)
{
    const QJsonObject input{{QStringLiteral("entityName"), team}, {QStringLiteral("modelName"), project},
        {QStringLiteral("name"), run}, {QStringLiteral("displayName"), QStringLiteral("a run")}};
    return graphql(username,
        QStringLiteral("mutation($i: UpsertBucketInput!) { upsertBucket(input: $i) { bucket { displayName } } }"),
        {{QStringLiteral("i"), input}})
        .data(QStringLiteral("upsertBucket.bucket.displayName"))
        .toString();
}

bool ServerFixture::execute(const QString &sql)
{
    return m_server->store().write([sql](sqlite::Database &database) { return database.execute(sql); }).ok();
}

Reply ServerFixture::stream(
    const QString &username, const QString &team, const QString &project, const QString &run, const QJsonObject &body)
{
    const QString target = QStringLiteral("/files/%1/%2/%3/file_stream").arg(team, project, run);
    return request("POST", target.toLatin1(), username, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

} // namespace test
