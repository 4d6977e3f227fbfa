#include "server/teamserver.h"

#include "server/administration.h"
#include "server/auditstore.h"
#include "server/firstkeys.h"
#include "server/gatekeeper.h"
#include "server/housekeeper.h"
#include "server/httpfront.h"
#include "server/log.h"
#include "server/registrymutations.h"
#include "server/store.h"
#include "server/userstore.h"

#include <QDateTime>
#include <QNetworkInterface>
#include <QSslCertificate>
#include <QSslSocket>
#include <QSysInfo>

namespace server {

class TeamServer::Private
{
public:
    ServerFacts facts;
    std::optional<UrlSigner> signer;
    FirstKeys firstKeys;
    std::unique_ptr<Store> store;
    std::unique_ptr<Housekeeper> housekeeper;
    std::unique_ptr<Gatekeeper> gatekeeper;
    std::unique_ptr<HttpFront> front; ///< the last: ends first
    QUrl url;

    template <typename Work>
    base::Status administer(Work work)
    {
        return store->write([work](sqlite::Database &database) -> base::Status {
            Administration administration(database, QDateTime::currentMSecsSinceEpoch());
            return work(administration);
        });
    }
};

namespace {

/// A chain that is none is refused; one that has ended is told of at once, not by each client that refuses it.
base::Status checkCertificate(const QByteArray &certificate)
{
    if (certificate.isEmpty() || !QSslSocket::supportsSsl())
        return base::Done{};
    const QList<QSslCertificate> chain = QSslCertificate::fromData(certificate);
    if (chain.isEmpty())
        return base::Error{base::Error::Kind::Tls, QStringLiteral("the certificate is no certificate in PEM")};
    const QDateTime end = chain.first().expiryDate();
    if (end < QDateTime::currentDateTimeUtc())
        qCWarning(log).noquote() << "the certificate was good until" << end.toString(Qt::ISODate)
                                 << "- clients will refuse it";
    return base::Done{};
}

base::Status checkAddress(const TeamServer::Options &options)
{
    const bool isPlain = options.tlsCertificate.isEmpty();
    if (isPlain != options.tlsKey.isEmpty())
        return base::Error{base::Error::Kind::Tls, QStringLiteral("certificate and key belong together")};
    if (auto sound = checkCertificate(options.tlsCertificate); !sound)
        return sound;
    if (options.address.isLoopback() || !isPlain)
        return base::Done{};
    if (!options.allowPlainHttp)
        return base::Error{base::Error::Kind::Forbidden,
            QStringLiteral("addresses other than loopback need TLS, or plain HTTP must be allowed explicitly")};
    qCWarning(log) << "plain HTTP on" << options.address.toString()
                   << "- keys and data cross the network readable for everybody on it";
    return base::Done{};
}

QUrl urlOf(const TeamServer::Options &options, quint16 port)
{
    QUrl url;
    url.setScheme(options.tlsCertificate.isEmpty() ? QStringLiteral("http") : QStringLiteral("https"));
    const QList<QHostAddress> everywhere{QHostAddress::Any, QHostAddress::AnyIPv4, QHostAddress::AnyIPv6};
    const bool isAny = everywhere.contains(options.address);
    url.setHost(isAny ? options.hosts.value(0, QStringLiteral("127.0.0.1")) : options.address.toString());
    url.setPort(port);
    return url;
}

/// Names under which requests are answered: those that were given, and, for other machines, this one's own.
QStringList hostsOf(const TeamServer::Options &options)
{
    QStringList hosts = options.hosts + QStringList{options.address.toString()};
    if (options.address.isLoopback())
        return hosts;
    hosts.append(QSysInfo::machineHostName());
    for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
        const bool isSix = address.protocol() == QAbstractSocket::IPv6Protocol;
        hosts.append(isSix ? QLatin1Char('[') + address.toString() + QLatin1Char(']') : address.toString());
    }
    return hosts;
}

HttpFront::Options frontOptions(const TeamServer::Options &options)
{
    HttpFront::Options front;
    front.address = options.address;
    front.port = options.port;
    front.tlsCertificate = options.tlsCertificate;
    front.tlsKey = options.tlsKey;
    front.workers = options.workers;
    front.limits.idle = std::chrono::seconds(options.idleSeconds);
    front.limits.head = std::chrono::seconds(options.headSeconds);
    return front;
}

} // namespace

TeamServer::TeamServer(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{ }

TeamServer::~TeamServer()
{
    d->store->interrupt(); // before the requests under way are waited for
}

base::Result<std::unique_ptr<TeamServer>> TeamServer::start(const Options &options)
{
    if (auto sound = checkAddress(options); !sound)
        return sound.error();
    auto parts = std::make_unique<Private>();
    auto store = Store::open(options.dataFolder, options.workers);
    if (!store)
        return store.error();
    parts->store = std::move(*store);
    const base::Status ensured = parts->store->write(
        [](sqlite::Database &database) { return ensureRegistries(database, QDateTime::currentMSecsSinceEpoch()); });
    if (!ensured)
        return ensured.error();
    auto signer = UrlSigner::open(options.dataFolder);
    if (!signer)
        return signer.error();
    parts->signer = std::move(*signer);
    parts->facts.store = parts->store.get();
    parts->facts.signer = &*parts->signer;
    parts->facts.firstKeys = &parts->firstKeys;
    parts->facts.crashAfter = qint64(options.crashAfterSeconds) * 1000;
    auto graphql = GraphqlApi::make(parts->facts);
    if (!graphql)
        return graphql.error();
    parts->gatekeeper =
        std::make_unique<Gatekeeper>(parts->facts, hostsOf(options), std::move(*graphql), options.identities);
    auto front = HttpFront::start(frontOptions(options), *parts->gatekeeper);
    if (!front)
        return front.error();
    parts->front = std::move(*front);
    parts->url = urlOf(options, parts->front->port());
    parts->housekeeper = std::make_unique<Housekeeper>(*parts->store, std::chrono::seconds(options.tidySeconds));
    return std::unique_ptr<TeamServer>(new TeamServer(std::move(parts)));
}

QUrl TeamServer::url() const
{
    return d->url;
}

Store &TeamServer::store()
{
    return *d->store;
}

base::Result<bool> TeamServer::isEmpty()
{
    bool hasNobody = true;
    const base::Status read = d->store->read([&hasNobody](sqlite::Database &database) -> base::Status {
        const auto users = UserStore(database).all();
        hasNobody = users && users->isEmpty();
        return users ? base::Status(base::Done{}) : base::Status(users.error());
    });
    return read ? base::Result<bool>(hasNobody) : read.error();
}

base::Status TeamServer::setOrganization(const QString &name)
{
    return d->administer([name](Administration &administration) { return administration.setOrganization(name); });
}

base::Status TeamServer::setSeatLimit(std::optional<qint64> seats)
{
    return d->administer([seats](Administration &administration) { return administration.setSeatLimit(seats); });
}

base::Result<QList<AuditEvent>> TeamServer::auditLog(qint64 newest)
{
    QList<AuditEvent> events;
    const base::Status done = d->store->read([&](sqlite::Database &database) -> base::Status {
        const auto found = AuditStore(database).newest(newest);
        events = found.valueOr({});
        return found ? base::Status(base::Done{}) : base::Status(found.error());
    });
    return done ? base::Result<QList<AuditEvent>>(events) : done.error();
}

base::Status TeamServer::createUser(const NewUser &user)
{
    return d->administer([user](Administration &administration) { return administration.createUser(user); });
}

base::Status TeamServer::createTeam(const QString &name, const QString &introduction)
{
    return d->administer([=](Administration &administration) { return administration.createTeam(name, introduction); });
}

base::Status TeamServer::addMember(const QString &team, const QString &username, domain::BaseRole role)
{
    return d->administer(
        [=](Administration &administration) { return administration.addMember(team, username, role); });
}

base::Status TeamServer::createServiceAccount(const QString &team, const QString &username, const QString &name)
{
    return d->administer(
        [=](Administration &administration) { return administration.createServiceAccount(team, username, name); });
}

base::Status TeamServer::invite(
    const QString &team, const QString &email, domain::BaseRole role, const QString &invitedBy)
{
    return d->administer(
        [=](Administration &administration) { return administration.invite(team, email, role, invitedBy); });
}

base::Status TeamServer::acceptInvites(const QString &username)
{
    return d->administer([=](Administration &administration) { return administration.acceptInvites(username); });
}

base::Status TeamServer::createProject(const NewProject &project)
{
    return d->administer([project](Administration &administration) { return administration.createProject(project); });
}

namespace {

base::Result<QString> issueSecret(Store &store, const QString &username, KeyKind kind, const QString &description)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const qint64 expiresAt =
        kind == KeyKind::SignInToken ? now + TeamServer::tokenDays * 24LL * 3600 * 1000 : qint64(0);
    QString secret;
    const base::Status done = store.write([&](sqlite::Database &database) -> base::Status {
        const auto issued = Administration(database, now).issueKey(username, kind, description, expiresAt);
        secret = issued.valueOr(QString());
        return issued ? base::Status(base::Done{}) : base::Status(issued.error());
    });
    return done ? base::Result<QString>(secret) : done.error();
}

} // namespace

base::Result<QString> TeamServer::issueApiKey(const QString &username, const QString &description)
{
    return issueSecret(*d->store, username, KeyKind::ApiKey, description);
}

base::Result<QString> TeamServer::signInToken(const QString &username)
{
    return issueSecret(*d->store, username, KeyKind::SignInToken, QStringLiteral("sign-in token"));
}

} // namespace server
