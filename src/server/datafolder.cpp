#include "server/datafolder.h"

#include "server/administration.h"
#include "server/auditnames.h"
#include "server/auditstore.h"
#include "server/datafolderparts.h"
#include "server/globalid.h"
#include "server/keystore.h"
#include "server/organizationstore.h"
#include "server/storefolder.h"
#include "server/storequery.h"
#include "server/storeschema.h"
#include "server/teamstore.h"
#include "server/userstore.h"

namespace server {

namespace {

constexpr qint64 dayMilliseconds = 24LL * 3600 * 1000;

base::Status isUpToDate(const QString &path)
{
    auto opened = sqlite::Database::open(path, storeMigrations(), storeOptions(true));
    if (!opened)
        return opened.error();
    const auto version = sqlite::schemaVersion(**opened);
    if (!version)
        return version.error();
    if (static_cast<size_t>(*version) == storeMigrations().size())
        return base::Done{};
    return base::Error{
        base::Error::Kind::Conflict, QStringLiteral("a server of an older version runs on this folder: end it first")};
}

} // namespace

DataFolder::DataFolder(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{ }

DataFolder::~DataFolder() = default;

base::Result<std::unique_ptr<DataFolder>> DataFolder::open(const QString &folder)
{
    if (auto made = makePrivateFolder(folder); !made)
        return made.error();
    auto parts = std::make_unique<Private>();
    parts->folder = folder;
    const QString path = folder + QLatin1String("/server.db");
    // Only without a server beside it may the file be made or brought to a newer version.
    const auto lock = makeFolderLock(folder);
    if (!lock->tryLock(0)) {
        if (auto fine = isUpToDate(path); !fine)
            return fine.error();
    }
    auto opened = sqlite::Database::open(path, storeMigrations(), storeOptions(false));
    if (!opened)
        return opened.error();
    parts->database = std::move(*opened);
    return std::unique_ptr<DataFolder>(new DataFolder(std::move(parts)));
}

base::Status DataFolder::createUser(const TeamServer::NewUser &user)
{
    return d->administer([&](Administration &administration) -> base::Status {
        if (auto made = administration.createUser(user); !made)
            return made;
        return administration.acceptInvites(user.username);
    });
}

base::Result<QList<DataFolder::Person>> DataFolder::users()
{
    return readRows(*d->database,
        QStringLiteral("SELECT %1 FROM users ORDER BY username").arg(QLatin1String(userColumns)),
        [](sqlite::Statement &row) {
            const UserRecord user = userFromRow(row);
            return Person{
                user.username, user.name, user.email, user.seat, user.orgRole, user.isService, user.isDeactivated};
        });
}

base::Status DataFolder::deactivate(const QString &username)
{
    return d->administer([&](Administration &administration) { return administration.deactivate(username); });
}

base::Status DataFolder::activate(const QString &username)
{
    return d->administer([&](Administration &administration) { return administration.activate(username); });
}

base::Status DataFolder::createTeam(const QString &name)
{
    return d->administer([&](Administration &administration) { return administration.createTeam(name, {}); });
}

base::Result<QList<DataFolder::Team>> DataFolder::teams()
{
    TeamStore store(*d->database);
    const auto all = store.allTeams();
    if (!all)
        return all.error();
    QList<Team> teams;
    for (const EntityRecord &team : *all)
        teams.append({team.name, store.memberCount(team.id).valueOr(0), store.adminNames(team.id).valueOr({})});
    return teams;
}

base::Status DataFolder::setMember(const QString &team, const QString &username, domain::BaseRole role)
{
    return d->administer(
        [&](Administration &administration) { return administration.addMember(team, username, role); });
}

base::Status DataFolder::removeMember(const QString &team, const QString &username)
{
    return d->administer([&](Administration &administration) { return administration.removeMember(team, username); });
}

base::Result<QList<DataFolder::Member>> DataFolder::members(const QString &team)
{
    const auto found = d->teamNamed(team);
    if (!found)
        return found.error();
    return TeamStore(*d->database).members(found->id).map([](const QList<MemberRecord> &records) {
        QList<Member> members;
        for (const MemberRecord &record : records)
            members.append({record.user.username, record.role.base});
        return members;
    });
}

base::Result<QString> DataFolder::issueApiKey(const QString &username, const QString &description)
{
    return d->issue(username, KeyKind::ApiKey, description, 0);
}

base::Result<QString> DataFolder::issueToken(const QString &username, int days)
{
    return d->issue(username, KeyKind::SignInToken, QStringLiteral("sign-in token"),
        QDateTime::currentMSecsSinceEpoch() + days * dayMilliseconds);
}

base::Result<QList<DataFolder::Secret>> DataFolder::keys(const QString &username)
{
    return d->secrets(username, false);
}

base::Result<QList<DataFolder::Secret>> DataFolder::tokens(const QString &username)
{
    return d->secrets(username, true);
}

base::Status DataFolder::revoke(qint64 id)
{
    return d->administer([&](Administration &administration) -> base::Status {
        const auto key = KeyStore(*d->database).byId(id);
        if (!key)
            return key.error();
        if (!*key)
            return base::Error{base::Error::Kind::NotFound, QStringLiteral("there is no key or token %1").arg(id)};
        const QString name = auditName(*d->database, numberId("ApiKey", id));
        if (auto revoked = KeyStore(*d->database).revoke(id); !revoked)
            return revoked;
        return administration.note("revoke", name);
    });
}

base::Status DataFolder::putIssuer(const TokenIssuerRecord &issuer)
{
    return d->administer([&](Administration &administration) { return administration.putIssuer(issuer); });
}

base::Result<QList<TokenIssuerRecord>> DataFolder::issuers()
{
    return IdentityStore(*d->database).issuers();
}

base::Status DataFolder::removeIssuer(const QString &issuer)
{
    return d->administer([&](Administration &administration) { return administration.removeIssuer(issuer); });
}

base::Status DataFolder::createExternalAccount(const ExternalAccount &account)
{
    return d->administer([&](Administration &administration) { return administration.createExternalAccount(account); });
}

base::Result<QList<ExternalAccountRecord>> DataFolder::externalAccounts()
{
    return IdentityStore(*d->database).accounts();
}

base::Result<DataFolder::Seats> DataFolder::seats()
{
    OrganizationStore store(*d->database);
    const auto organization = store.read();
    const auto used = store.usedSeats();
    if (!organization || !used)
        return organization ? used.error() : organization.error();
    return Seats{*used, organization->seatLimit};
}

base::Status DataFolder::setSeatLimit(std::optional<qint64> seats)
{
    return d->administer([&](Administration &administration) { return administration.setSeatLimit(seats); });
}

base::Status DataFolder::auditLog(const AuditFilter &filter, const std::function<void(const AuditEvent &)> &take)
{
    return AuditStore(*d->database).forEach(filter, take);
}

base::Result<QString> DataFolder::Private::issue(
    const QString &username, KeyKind kind, const QString &description, qint64 expiresAt)
{
    return database->transact([&] {
        return Administration(*database, QDateTime::currentMSecsSinceEpoch())
            .issueKey(username, kind, description, expiresAt);
    });
}

base::Result<QList<DataFolder::Secret>> DataFolder::Private::secrets(const QString &username, bool areTokens)
{
    const auto user = UserStore(*database).byUsername(username);
    if (!user)
        return user.error();
    if (!username.isEmpty() && !*user)
        return base::Error{base::Error::Kind::NotFound, QStringLiteral("no such user: ") + username};
    return readRows(
        *database,
        QStringLiteral("SELECT keys.id, users.username, keys.ending, keys.description, keys.created_at,"
                       " keys.expires_at FROM keys JOIN users ON users.id = keys.user WHERE keys.kind = ?1"
                       " AND (?2 = '' OR users.username = ?2) ORDER BY keys.id"),
        [](sqlite::Statement &row) {
            return Secret{
                row.integer(0), row.text(1), row.text(2), row.text(3), timeOf(row.integer(4)), timeOf(row.integer(5))};
        },
        areTokens ? QStringLiteral("token") : QStringLiteral("key"), username);
}

base::Result<EntityRecord> DataFolder::Private::teamNamed(const QString &name)
{
    const auto found = TeamStore(*database).byName(name);
    if (!found)
        return found.error();
    if (!*found)
        return base::Error{base::Error::Kind::NotFound, QStringLiteral("no such team: ") + name};
    return **found;
}

} // namespace server
