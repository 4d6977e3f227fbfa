#include "server/connection.h"
#include "server/globalid.h"
#include "server/keystore.h"
#include "server/memberlist.h"
#include "server/projectlist.h"
#include "server/resolving.h"
#include "server/teamstore.h"
#include "server/userstore.h"

namespace server {

using graphql::Value;

namespace {

Value accountType(const UserRecord &user)
{
    if (user.isService)
        return Value::enumText(QStringLiteral("SERVICE"));
    return Value::enumText(user.seat == domain::Seat::Viewer ? QStringLiteral("VIEWER") : QStringLiteral("USER"));
}

/// Nothing where there is none, or where it is another's that the caller does not know of.
base::Result<std::optional<EntityView>> knownDefaultEntity(Session &session, const UserRecord &user)
{
    const auto entity = defaultEntity(session, user);
    if (!entity)
        return entity.error();
    if (!*entity)
        return std::optional<EntityView>();
    auto view = viewOf(session, *entity, (*entity)->name);
    if (!view)
        return view.error();
    const bool isKnown = user.id == session.who.user.id || view->sight != EntityView::Sight::Missing;
    return isKnown ? std::optional<EntityView>(std::move(*view)) : std::nullopt;
}

base::Result<Value> entityName(Session &session, const UserRecord &user, const Value &)
{
    const auto entity = knownDefaultEntity(session, user);
    if (!entity)
        return entity.error();
    return *entity ? Value((*entity)->record.name) : Value(user.username);
}

base::Result<Value> defaultEntityValue(Session &session, const UserRecord &user, const Value &)
{
    const auto entity = knownDefaultEntity(session, user);
    if (!entity)
        return entity.error();
    return *entity ? Value::object(QStringLiteral("Entity"), **entity) : Value();
}

/// The teams, and the personal entity where it is used: people in teams are not shown an empty place of their own.
base::Result<Value> userTeams(Session &session, const UserRecord &user, const Value &arguments)
{
    const auto entities = TeamStore(session.database).ofUser(user.id);
    if (!entities)
        return entities.error();
    const bool isSelf = user.id == session.who.user.id;
    Value::List nodes;
    for (const EntityRecord &entity : *entities) {
        const bool isNeeded = entity.isTeam || entities->size() == 1 || user.defaultEntity == entity.id;
        if (!isNeeded || (!isSelf && !entity.isTeam))
            continue;
        const auto view = viewOf(session, entity, entity.name);
        if (!view)
            return view.error();
        if (view->sight == EntityView::Sight::Full)
            nodes.push_back(Value::object(QStringLiteral("Entity"), *view));
    }
    const auto total = static_cast<qint64>(nodes.size());
    const PageRequest page = PageRequest::from(arguments, total, 1000);
    return connectionOf(
        Value::List(nodes.begin() + page.offset, nodes.begin() + page.offset + page.count), page, total);
}

Value keyValue(const KeyStore::Key &key, const UserRecord &user)
{
    return Value::Fields{{QStringLiteral("id"), numberId("ApiKey", key.id)},
        {QStringLiteral("name"), QStringLiteral("…") + key.ending}, {QStringLiteral("description"), key.description},
        {QStringLiteral("user"), userValue(std::make_shared<const UserRecord>(user))}};
}

/// Section 7.3 of the permissions: one's own, those of service accounts that one manages, and an organisation admin
/// sees all.
base::Result<bool> maySeeKeys(Session &session, const UserRecord &user)
{
    if (user.id == session.who.user.id)
        return true;
    Access access(session);
    if (access.allows(domain::Action::OrgServiceAccountManage, {}))
        return true;
    const auto team = TeamStore(session.database).byId(user.isService ? user.serviceEntity : 0);
    if (!team)
        return team.error();
    return *team && access.allows(domain::Action::TeamServiceAccountManage, {&**team});
}

/// Never the secrets.
base::Result<Value> apiKeys(Session &session, const UserRecord &user, const Value &arguments)
{
    const auto maySee = maySeeKeys(session, user);
    if (!maySee)
        return maySee.error();
    if (!*maySee)
        return connectionOf({}, {}, 0);
    const auto keys = KeyStore(session.database).ofUser(user.id);
    if (!keys)
        return keys.error();
    const PageRequest page = PageRequest::from(arguments, keys->size());
    Value::List nodes;
    for (const KeyStore::Key &key : keys->mid(page.offset, page.count))
        nodes.push_back(keyValue(key, user));
    return connectionOf(nodes, page, keys->size());
}

base::Result<Value> organizations(Session &session, const UserRecord &user, const Value &)
{
    const auto name = UserStore(session.database).organizationName();
    if (!name)
        return name.error();
    if (user.id != session.who.user.id || user.isService)
        return Value(Value::List{});
    return Value(Value::List{Value::object(QStringLiteral("Organization"), OrganizationView{*name})});
}

/// Of all the user's entities, as far as the caller sees them.
base::Result<Value> projectsOf(Session &session, const UserRecord &user, const Value &arguments)
{
    const auto entities = TeamStore(session.database).ofUser(user.id);
    if (!entities)
        return entities.error();
    QList<std::shared_ptr<const ProjectView>> found;
    for (const EntityRecord &entity : *entities) {
        const auto visible = visibleProjects(session, entity);
        if (!visible)
            return visible.error();
        found.append(*visible);
    }
    const PageRequest page = PageRequest::from(arguments, found.size());
    Value::List nodes;
    for (const auto &project : found.mid(page.offset, page.count))
        nodes.push_back(Value::object(QStringLiteral("Project"), project));
    return connectionOf(nodes, page, found.size());
}

/// The teams that wait for the caller's answer.
base::Result<Value> openInvites(Session &session, const UserRecord &user, const Value &)
{
    if (user.id != session.who.user.id || user.isService)
        return Value(Value::List{});
    const auto invites = TeamStore(session.database).invitesFor(user);
    if (!invites)
        return invites.error();
    Value::List values;
    for (const InviteRecord &invite : *invites) {
        const auto team = TeamStore(session.database).byId(invite.entity);
        if (!team)
            return team.error();
        auto value = inviteValue(session, invite, {team->value_or(EntityRecord{}), EntityView::Sight::Limited});
        if (!value)
            return value;
        values.push_back(std::move(*value));
    }
    return Value(std::move(values));
}

} // namespace

void addUserResolvers(graphql::Resolvers &resolvers)
{
    const auto property = [&resolvers](const char *field, auto read) {
        resolvers.addProperty<UserRecord>(QLatin1String("User.") + QLatin1String(field), read);
    };
    property("id", [](const UserRecord &user) { return numberId("User", user.id); });
    property("username", [](const UserRecord &user) { return user.username; });
    property("name", [](const UserRecord &user) { return user.name; });
    property("flags", [](const UserRecord &) { return QStringLiteral("{\"code_saving_enabled\": true}"); });
    property("accountType", accountType);
    property("createdAt", [](const UserRecord &user) { return timeValue(user.createdAt); });
    property("deletedAt", [](const UserRecord &) { return Value(); });
    property("photoUrl", [](const UserRecord &) { return Value(); });
    // Whoever made what everybody may see is named; their address is for people with an account here.
    addField<UserRecord>(resolvers, QStringLiteral("User.email"),
        [](Session &session, const UserRecord &user, const Value &) -> base::Result<Value> {
            return Value(session.who.isVisitor() ? QString() : user.email);
        });
    addField<UserRecord>(resolvers, QStringLiteral("User.admin"),
        [](Session &session, const UserRecord &user, const Value &) -> base::Result<Value> {
            return Value(!session.who.isVisitor() && user.orgRole == domain::OrgRole::Admin);
        });
    addField<UserRecord>(resolvers, QStringLiteral("User.entity"), entityName);
    addField<UserRecord>(resolvers, QStringLiteral("User.defaultEntity"), defaultEntityValue);
    addField<UserRecord>(resolvers, QStringLiteral("User.projects"), projectsOf);
    addField<UserRecord>(resolvers, QStringLiteral("User.teams"), userTeams);
    addField<UserRecord>(resolvers, QStringLiteral("User.apiKeys"), apiKeys);
    addField<UserRecord>(resolvers, QStringLiteral("User.invites"), openInvites);
    addField<UserRecord>(resolvers, QStringLiteral("User.organizations"), organizations);
}

} // namespace server
