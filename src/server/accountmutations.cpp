#include "server/firstkeys.h"
#include "server/globalid.h"
#include "server/identitystore.h"
#include "server/keystore.h"
#include "server/membership.h"
#include "server/mutations.h"
#include "server/teamstore.h"
#include "server/userstore.h"

#include <QRandomGenerator>

namespace server {

using graphql::Value;

namespace {

constexpr qsizetype longestNote = 256;

base::Error noKeyForViewOnly()
{
    return {base::Error::Kind::Forbidden, QStringLiteral("permission denied: View-Only people have no API key")};
}

base::Status requireManagersOf(Session &session, const UserRecord &account)
{
    const auto team = TeamStore(session.database).byId(account.serviceEntity);
    if (!team)
        return team.error();
    return requireServiceAccounts(session, *team ? &**team : nullptr);
}

/// The keys of a service account are for those who manage it; others are told that there is none.
base::Status requireManaging(Session &session, const UserRecord &account)
{
    if (!account.isService || account.isDeactivated)
        return Access::notFound();
    const auto allowed = requireManagersOf(session, account);
    return allowed ? allowed : base::Status(Access::notFound());
}

/// Whose key is to be made: the caller's, or that of a service account which the caller manages.
base::Result<UserRecord> ownerOfNewKey(Session &session, const Value &input)
{
    const auto id = input[QStringLiteral("user")].text();
    const UserRecord &self = session.who.user;
    if (!id || numberFromId("User", *id) == self.id) {
        // A service account's key that got about would make itself more of them. Some accounts have none at all.
        if (auto hasKeys = requireOwnKeys(session.database, self.id); !hasKeys)
            return hasKeys.error();
        const auto allowed = self.isService ? requireManagersOf(session, self) : base::Status(base::Done{});
        if (!allowed)
            return allowed.error();
        return session.who.isViewOnly ? base::Result<UserRecord>(noKeyForViewOnly()) : session.who.user;
    }
    const auto account = UserStore(session.database).byId(numberFromId("User", *id).value_or(0));
    if (!account)
        return account.error();
    if (!*account)
        return Access::notFound();
    if (auto allowed = requireManaging(session, **account); !allowed)
        return allowed.error();
    return **account;
}

base::Result<Value::Fields> generateApiKey(Session &session, const Value &input)
{
    const auto owner = ownerOfNewKey(session, input);
    if (!owner)
        return owner.error();
    const QString description = input[QStringLiteral("description")].toString().left(longestNote);
    if (auto allowed = requireOwnKeys(session.database, owner->id); !allowed)
        return allowed.error();
    const auto issued = KeyStore(session.database).issue(owner->id, KeyKind::ApiKey, description, session.now);
    if (!issued)
        return issued.error();
    const Value::Fields key{{QStringLiteral("id"), numberId("ApiKey", issued->id)},
        {QStringLiteral("name"), issued->secret}, {QStringLiteral("description"), description},
        {QStringLiteral("user"), userValue(std::make_shared<const UserRecord>(*owner))}};
    return Value::Fields{{QStringLiteral("apiKey"), key}};
}

/// One's own, or one of a service account that the caller manages.
base::Result<Value::Fields> deleteApiKey(Session &session, const Value &input)
{
    KeyStore keys(session.database);
    const auto key = keys.byId(numberFromId("ApiKey", input[QStringLiteral("id")].toString()).value_or(0));
    if (!key)
        return key.error();
    if (!*key)
        return Access::notFound();
    if ((*key)->user != session.who.user.id || session.who.user.isService) {
        const auto owner = UserStore(session.database).byId((*key)->user);
        if (!owner)
            return owner.error();
        if (auto allowed = requireManaging(session, owner->value_or(UserRecord{})); !allowed)
            return allowed.error();
    }
    if (auto revoked = keys.revoke((*key)->id); !revoked)
        return revoked.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

UserRecord newAccount(const QString &name, qint64 team, bool isOfOrganization)
{
    UserRecord account;
    account.name = name;
    account.username =
        QStringLiteral("service-%1").arg(QRandomGenerator::system()->generate64(), 12, 36, QLatin1Char('0'));
    account.isService = true;
    account.serviceEntity = isOfOrganization ? 0 : team;
    account.orgRole = domain::OrgRole::Member;
    return account;
}

/// A service account of the organisation is in every team; where it logs by default it is told.
base::Status placeAccount(Session &session, qint64 account, const EntityRecord &team, bool isOfOrganization)
{
    TeamStore teams(session.database);
    if (!isOfOrganization)
        return teams.setRole(team.id, account, domain::BaseRole::Member, session.now);
    const auto all = teams.allTeams();
    if (!all)
        return all.error();
    for (const EntityRecord &each : *all) {
        if (auto joined = teams.setRole(each.id, account, domain::BaseRole::Member, session.now); !joined)
            return joined;
    }
    return UserStore(session.database).setDefaultEntity(account, team.id);
}

/// The SDK finds the new account's key in the team's members, once.
base::Status issueFirstKey(Session &session, qint64 account)
{
    const auto issued =
        KeyStore(session.database).issue(account, KeyKind::ApiKey, QStringLiteral("first key"), session.now);
    if (!issued)
        return issued.error();
    if (session.facts.firstKeys != nullptr)
        session.facts.firstKeys->put(account, session.who.user.id, issued->secret, session.now);
    return base::Done{};
}

base::Result<Value::Fields> createServiceAccount(Session &session, const Value &input)
{
    const auto team = requireTeam(session, input[QStringLiteral("entityName")].toString());
    if (!team)
        return team.error();
    const QString scope = input[QStringLiteral("scope")].toString(QStringLiteral("team"));
    const bool isOfOrganization = scope == QLatin1String("organization");
    if (auto allowed = requireServiceAccounts(session, isOfOrganization ? nullptr : &*team); !allowed)
        return allowed.error();
    const QString name = input[QStringLiteral("description")].toString().trimmed().left(longestNote);
    if (name.isEmpty())
        return invalidInput("description");
    if (!isOfOrganization && scope != QLatin1String("team"))
        return invalidInput("scope: team or organization");
    const auto id = UserStore(session.database).insert(newAccount(name, team->id, isOfOrganization), session.now);
    if (!id)
        return id.error();
    if (auto placed = placeAccount(session, *id, *team, isOfOrganization); !placed)
        return placed.error();
    if (auto issued = issueFirstKey(session, *id); !issued)
        return issued.error();
    const auto made = UserStore(session.database).byId(*id);
    if (!made)
        return made.error();
    return Value::Fields{{QStringLiteral("user"), userValue(std::make_shared<const UserRecord>(**made))}};
}

/// The caller's own profile.
base::Result<Value::Fields> updateUser(Session &session, const Value &input)
{
    const UserRecord &self = session.who.user;
    if (const auto id = input[QStringLiteral("id")].text(); id && numberFromId("User", *id) != self.id)
        return Access::notFound();
    if (self.isService) { // what it is called, and where it logs by default, is its managers' to say
        if (auto allowed = requireManagersOf(session, self); !allowed)
            return allowed.error();
    }
    UserStore users(session.database);
    if (const auto name = input[QStringLiteral("name")].text(); name && !name->trimmed().isEmpty()) {
        if (auto set = users.setName(self.id, name->trimmed().left(longestNote)); !set)
            return set.error();
    }
    if (const auto name = input[QStringLiteral("defaultEntity")].text()) {
        const auto entity = TeamStore(session.database).byName(*name);
        if (!entity)
            return entity.error();
        const auto role = TeamStore(session.database).roleOf(*entity ? (*entity)->id : 0, self.id);
        if (!role)
            return role.error();
        if (*role == domain::BaseRole::None)
            return Access::notFound();
        if (auto set = users.setDefaultEntity(self.id, (*entity)->id); !set)
            return set.error();
    }
    const auto changed = users.byId(self.id);
    if (!changed)
        return changed.error();
    return Value::Fields{{QStringLiteral("user"), userValue(std::make_shared<const UserRecord>(**changed))}};
}

} // namespace

void addAccountMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "generateApiKey", generateApiKey);
    addMutation(resolvers, "deleteApiKey", deleteApiKey);
    addMutation(resolvers, "createServiceAccount", createServiceAccount);
    addMutation(resolvers, "updateUser", updateUser);
}

} // namespace server
