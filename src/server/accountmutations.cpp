#include "server/globalid.h"
#include "server/keystore.h"
#include "server/mutations.h"
#include "server/teamstore.h"
#include "server/userstore.h"

#include <QRandomGenerator>

namespace server {

using domain::Action;
using graphql::Value;

namespace {

constexpr qsizetype longestNote = 256;

base::Error noKeyForViewOnly()
{
    return {base::Error::Kind::Forbidden, QStringLiteral("permission denied: View-Only people have no API key")};
}

base::Result<Value::Fields> generateApiKey(Session &session, const Value &input)
{
    if (session.who.isViewOnly)
        return noKeyForViewOnly();
    const QString description = input[QStringLiteral("description")].toString().left(longestNote);
    const auto issued =
        KeyStore(session.database).issue(session.who.user.id, KeyKind::ApiKey, description, session.now);
    if (!issued)
        return issued.error();
    const Value::Fields key{{QStringLiteral("id"), numberId("ApiKey", issued->id)},
        {QStringLiteral("name"), issued->secret}, {QStringLiteral("description"), description},
        {QStringLiteral("user"), userValue(std::make_shared<const UserRecord>(session.who.user))}};
    return Value::Fields{{QStringLiteral("apiKey"), key}};
}

/// One's own, or one of a service account of a team that the caller administers.
base::Result<Value::Fields> deleteApiKey(Session &session, const Value &input)
{
    KeyStore keys(session.database);
    const auto key = keys.byId(numberFromId("ApiKey", input[QStringLiteral("id")].toString()).value_or(0));
    if (!key)
        return key.error();
    if (!*key)
        return Access::notFound();
    if ((*key)->user != session.who.user.id) {
        const auto owner = UserStore(session.database).byId((*key)->user);
        if (!owner)
            return owner.error();
        const auto team = TeamStore(session.database).byId(*owner ? (*owner)->serviceEntity : 0);
        if (!team)
            return team.error();
        if (!*team || !Access(session).allows(Action::TeamServiceAccountManage, {&**team}))
            return Access::notFound();
    }
    if (auto revoked = keys.revoke((*key)->id); !revoked)
        return revoked.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

base::Result<Value::Fields> createServiceAccount(Session &session, const Value &input)
{
    const QString entityName = input[QStringLiteral("entityName")].toString();
    const auto entity = entityNamed(session, entityName);
    if (!entity)
        return entity.error();
    const auto view = viewOf(session, *entity, entityName);
    if (!view)
        return view.error();
    if (view->sight != EntityView::Sight::Full || !view->record.isTeam)
        return Access::notFound();
    if (auto allowed = Access(session).require(Action::TeamServiceAccountManage, {&view->record}); !allowed)
        return allowed.error();
    UserRecord account;
    account.name = input[QStringLiteral("description")].toString().trimmed().left(longestNote);
    if (account.name.isEmpty())
        return invalidInput("description");
    account.username =
        QStringLiteral("service-%1").arg(QRandomGenerator::system()->generate64(), 12, 36, QLatin1Char('0'));
    account.isService = true;
    account.serviceEntity = view->record.id;
    account.orgRole = domain::OrgRole::Member;
    const auto id = UserStore(session.database).insert(account, session.now);
    if (!id)
        return id.error();
    if (auto added = TeamStore(session.database).setRole(view->record.id, *id, domain::BaseRole::Member, session.now);
        !added)
        return added.error();
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
