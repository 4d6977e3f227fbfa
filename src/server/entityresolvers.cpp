#include "server/connection.h"
#include "server/firstkeys.h"
#include "server/globalid.h"
#include "server/memberlist.h"
#include "server/projectlist.h"
#include "server/resolving.h"
#include "server/rolevalue.h"
#include "server/runstore.h"
#include "server/teamstore.h"
#include "server/userstore.h"

namespace server {

using graphql::Value;
using Sight = EntityView::Sight;

namespace {

base::Result<Value> entityMembers(Session &session, const EntityView &entity, const Value &)
{
    if (entity.sight != Sight::Full || !entity.record.isTeam)
        return Value(Value::List{});
    return memberValues(session, entity.record);
}

base::Result<Value> invites(Session &session, const EntityView &entity, const Value &arguments)
{
    if (entity.sight != Sight::Full || !entity.record.isTeam)
        return connectionOf({}, {}, 0);
    return inviteConnection(session, entity.record, arguments);
}

base::Result<Value> memberCount(Session &session, const EntityView &entity, const Value &)
{
    if (entity.sight != Sight::Full)
        return Value(0);
    const auto count = TeamStore(session.database).memberCount(entity.record.id);
    return count ? base::Result<Value>(Value(*count)) : count.error();
}

base::Result<Value> entityProjects(Session &session, const EntityView &entity, const Value &arguments)
{
    if (entity.sight == Sight::Missing)
        return connectionOf({}, {}, 0);
    return projectConnection(session, entity.record, arguments);
}

base::Result<Value> projectCount(Session &session, const EntityView &entity, const Value &)
{
    if (entity.sight == Sight::Missing)
        return Value(0);
    const auto visible = visibleProjects(session, entity.record);
    return visible ? base::Result<Value>(Value(visible->size())) : visible.error();
}

base::Result<Value> entityProject(Session &session, const EntityView &entity, const Value &arguments)
{
    if (entity.sight == Sight::Missing)
        return Value();
    const auto found = findProject(session, entity.record.name, arguments[QStringLiteral("name")].toString());
    if (!found)
        return found.error();
    return *found ? Value::object(QStringLiteral("Project"), *found) : Value();
}

base::Result<Value> entityRunCount(Session &session, const EntityView &entity, const Value &)
{
    if (entity.sight == Sight::Missing)
        return Value(0);
    const auto visible = visibleProjects(session, entity.record);
    if (!visible)
        return visible.error();
    qint64 total = 0;
    for (const auto &view : *visible)
        total += view->isNameOnly ? 0 : RunStore(session.database).count(view->record.id).valueOr(0);
    return Value(total);
}

base::Result<Value> entityOrganization(Session &session, const EntityView &entity, const Value &)
{
    const bool isOfIt = entity.sight == Sight::Full && entity.record.isTeam;
    if (!isOfIt && !entity.record.isOrganization)
        return Value();
    const auto name = UserStore(session.database).organizationName();
    if (!name)
        return name.error();
    return Value::object(QStringLiteral("Organization"), OrganizationView{*name});
}

base::Result<Value> entityOwner(Session &session, const EntityView &entity, const Value &)
{
    const auto user = userOf(session, entity.sight == Sight::Missing ? 0 : entity.record.owner);
    if (!user)
        return user.error();
    return userValue(*user);
}

/// May the caller not write here?
base::Result<Value> entityReadOnly(Session &session, const EntityView &entity, const Value &)
{
    return Value(
        entity.sight == Sight::Missing || !Access(session).allows(domain::Action::ProjectCreate, {&entity.record}));
}

base::Result<Value> readOnlyAdmin(Session &session, const EntityView &entity, const Value &)
{
    return Value(
        entity.sight == Sight::Missing || !Access(session).allows(domain::Action::TeamSettingsEdit, {&entity.record}));
}

/// For those inside, and whoever administers from outside.
Value settings(const EntityView &entity)
{
    if (entity.sight != Sight::Full)
        return Value::Fields{};
    const domain::TeamPolicy &policy = entity.record.policy;
    return Value::Fields{{QStringLiteral("membersCanInvite"), policy.membersMayInvite},
        {QStringLiteral("openToMatchingOrgEmailDomainUsers"), policy.joinByDomain},
        {QStringLiteral("hidden"), policy.hideTeam},
        {QStringLiteral("publicReportSharing"), policy.publicReportSharing},
        {QStringLiteral("membersCanSetTtl"), policy.membersMaySetTtl},
        {QStringLiteral("enforced"), enforcedValue(entity.record.enforced)}};
}

void addEntityProperties(graphql::Resolvers &resolvers)
{
    const auto property = [&resolvers](const char *field, auto read) {
        resolvers.addProperty<EntityView>(QLatin1String("Entity.") + QLatin1String(field), read);
    };
    property("id", [](const EntityView &entity) { return numberId("Entity", entity.record.id); });
    property("name", [](const EntityView &entity) { return entity.record.name; });
    property("available", [](const EntityView &entity) { return entity.sight == Sight::Missing; });
    property("isTeam", [](const EntityView &entity) { return entity.record.isTeam; });
    property("entityType", [](const EntityView &entity) {
        if (entity.record.isOrganization)
            return QStringLiteral("organization");
        return entity.record.isTeam ? QStringLiteral("team") : QStringLiteral("user");
    });
    property("createdAt", [](const EntityView &entity) {
        return entity.record.createdAt.isValid() ? timeValue(entity.record.createdAt)
                                                 : Value(QStringLiteral("1970-01-01T00:00:00Z"));
    });
    property("defaultAccess", [](const EntityView &entity) {
        const bool isTold = entity.sight == Sight::Full && !entity.record.defaultAccess.isEmpty();
        return isTold ? entity.record.defaultAccess : QStringLiteral("PRIVATE");
    });
    property("codeSavingEnabled",
        [](const EntityView &entity) { return entity.sight == Sight::Full && entity.record.policy.saveCodeByDefault; });
    property("privateOnly", [](const EntityView &entity) {
        return entity.sight == Sight::Full && entity.record.policy.futureProjectsPrivate;
    });
    property("isPaid", [](const EntityView &) { return true; });
    property("photoUrl", [](const EntityView &) { return Value(); });
    property("limits", [](const EntityView &) { return Value(); });
    property("storageBytes", [](const EntityView &) { return 0; });
    property("settings", settings);
}

/// Of a service account that the caller made a moment ago; told once, null ever after.
base::Result<Value> memberKey(const graphql::FieldContext &context)
{
    auto &session = context.context<Session>();
    const auto account = numberFromId("User", context.parent[QStringLiteral("id")].toString());
    if (!account || session.facts.firstKeys == nullptr)
        return Value();
    const QString secret = session.facts.firstKeys->take(*account, session.who.user.id, session.now);
    return secret.isEmpty() ? Value() : Value(secret);
}

} // namespace

void addEntityResolvers(graphql::Resolvers &resolvers)
{
    resolvers.add(QStringLiteral("Member.apiKey"), memberKey);
    addEntityProperties(resolvers);
    const auto field = [&resolvers](const char *name, auto read) {
        addField<EntityView>(resolvers, QLatin1String("Entity.") + QLatin1String(name), read);
    };
    field("members", entityMembers);
    field("invites", invites);
    field("memberCount", memberCount);
    field("projects", entityProjects);
    field("projectCount", projectCount);
    field("project", entityProject);
    field("runCount", entityRunCount);
    field("organization", entityOrganization);
    field("user", entityOwner);
    field("readOnly", entityReadOnly);
    field("readOnlyAdmin", readOnlyAdmin);
}

} // namespace server
