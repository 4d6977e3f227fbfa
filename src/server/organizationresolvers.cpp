#include "server/globalid.h"
#include "server/resolving.h"
#include "server/teamstore.h"
#include "server/userstore.h"

#include <algorithm>

namespace server {

using graphql::Value;

namespace {

Value organizationMember(const UserRecord &user)
{
    return Value::Fields{{QStringLiteral("id"), numberId("User", user.id)}, {QStringLiteral("username"), user.username},
        {QStringLiteral("name"), user.name}, {QStringLiteral("email"), user.email},
        {QStringLiteral("admin"), user.orgRole == domain::OrgRole::Admin},
        {QStringLiteral("role"), domain::wireName(user.orgRole)},
        {QStringLiteral("modelsSeat"), domain::wireName(user.seat)}, {QStringLiteral("photoUrl"), QString()},
        {QStringLiteral("user"), userValue(std::make_shared<const UserRecord>(user))}};
}

base::Result<QList<UserRecord>> people(Session &session)
{
    auto all = UserStore(session.database).all();
    if (all)
        all->removeIf([](const UserRecord &user) { return user.isService; });
    return all;
}

base::Result<Value> organizationMembers(Session &session, const OrganizationView &, const Value &)
{
    if (!Access(session).allows(domain::Action::OrgUsersView, {}))
        return Value(Value::List{});
    const auto found = people(session);
    if (!found)
        return found.error();
    return Value::list(*found, organizationMember);
}

base::Result<Value> seats(Session &session, domain::Seat seat)
{
    const auto found = people(session);
    if (!found)
        return found.error();
    return Value(
        std::count_if(found->begin(), found->end(), [seat](const UserRecord &user) { return user.seat == seat; }));
}

base::Result<Value> organizationTeams(Session &session, const OrganizationView &, const Value &)
{
    const auto all = TeamStore(session.database).allTeams();
    if (!all)
        return all.error();
    Value::List visible;
    for (const EntityRecord &entity : *all) {
        const auto view = viewOf(session, entity, entity.name);
        if (!view)
            return view.error();
        if (view->sight != EntityView::Sight::Missing)
            visible.push_back(Value::object(QStringLiteral("Entity"), *view));
    }
    return Value(std::move(visible));
}

} // namespace

void addOrganizationResolvers(graphql::Resolvers &resolvers)
{
    resolvers.add(QStringLiteral("Organization.featureFlags"),
        [](const graphql::FieldContext &) -> base::Result<Value> { return Value(Value::List{}); });
    const auto property = [&resolvers](const char *field, auto read) {
        resolvers.addProperty<OrganizationView>(QLatin1String("Organization.") + QLatin1String(field), read);
    };
    property("id", [](const OrganizationView &) { return numberId("Organization", 1); });
    property("name", [](const OrganizationView &organization) { return organization.name; });
    property("coreWeaveOrganizationId", [](const OrganizationView &) { return Value(); });
    property("pendingInvites", [](const OrganizationView &) { return Value(Value::List{}); });
    addField<OrganizationView>(resolvers, QStringLiteral("Organization.members"), organizationMembers);
    addField<OrganizationView>(resolvers, QStringLiteral("Organization.teams"), organizationTeams);
    addField<OrganizationView>(resolvers, QStringLiteral("Organization.usedSeats"),
        [](Session &session, const OrganizationView &, const Value &) { return seats(session, domain::Seat::Full); });
    addField<OrganizationView>(resolvers, QStringLiteral("Organization.usedViewOnlySeats"),
        [](Session &session, const OrganizationView &, const Value &) { return seats(session, domain::Seat::Viewer); });
}

} // namespace server
