#include "server/auditstore.h"
#include "server/connection.h"
#include "server/globalid.h"
#include "server/memberlist.h"
#include "server/organizationstore.h"
#include "server/resolving.h"
#include "server/rolevalue.h"
#include "server/teamstore.h"
#include "server/userstore.h"

#include <algorithm>
#include <limits>

namespace server {

using graphql::Value;

namespace {

Value organizationMember(const UserRecord &user)
{
    return Value::Fields{{QStringLiteral("id"), numberId("User", user.id)}, {QStringLiteral("username"), user.username},
        {QStringLiteral("name"), user.name}, {QStringLiteral("email"), user.email},
        {QStringLiteral("admin"), user.orgRole == domain::OrgRole::Admin},
        {QStringLiteral("role"), domain::wireName(user.orgRole)}, {QStringLiteral("billingAdmin"), user.isBillingAdmin},
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

base::Result<Value> organizationInvites(Session &session, const OrganizationView &, const Value &)
{
    if (!Access(session).allows(domain::Action::OrgUsersInvite, {}))
        return Value(Value::List{});
    const auto all = TeamStore(session.database).allTeams();
    if (!all)
        return all.error();
    Value::List values;
    for (const EntityRecord &team : *all) {
        const auto invites = TeamStore(session.database).invites(team.id);
        if (!invites)
            return invites.error();
        for (const InviteRecord &invite : *invites) {
            auto value = inviteValue(session, invite, {team, EntityView::Sight::Full});
            if (!value)
                return value;
            values.push_back(std::move(*value));
        }
    }
    return Value(std::move(values));
}

base::Result<Value> organizationRoles(Session &session, const OrganizationView &, const Value &)
{
    const auto all = CustomRoleStore(session.database).all();
    if (!all)
        return all.error();
    return Value::list(*all, customRoleValue);
}

base::Result<Value> enforcedPrivacy(Session &session, const OrganizationView &, const Value &)
{
    const auto organization = OrganizationStore(session.database).read();
    if (!organization)
        return organization.error();
    return enforcedValue(organization->enforced);
}

/// Seats that are left; where there is no limit, as many as the type holds.
base::Result<Value> seatAvailability(Session &session, const OrganizationView &, const Value &)
{
    constexpr qint64 unlimited = std::numeric_limits<qint32>::max();
    OrganizationStore store(session.database);
    const auto organization = store.read();
    const auto used = store.usedSeats();
    if (!organization || !used)
        return organization ? used.error() : organization.error();
    const qint64 left = organization->seatLimit ? std::max<qint64>(0, *organization->seatLimit - *used) : unlimited;
    return Value(Value::Fields{{QStringLiteral("seats"), left}, {QStringLiteral("viewOnlySeats"), unlimited}});
}

Value auditValue(const AuditEvent &event)
{
    return Value::Fields{{QStringLiteral("id"), numberId("AuditEvent", event.id)},
        {QStringLiteral("at"), timeValue(event.at)},
        {QStringLiteral("actor"), event.actorName.isEmpty() ? Value() : Value(event.actorName)},
        {QStringLiteral("peer"), event.peer.isEmpty() ? Value() : Value(event.peer)},
        {QStringLiteral("way"), auditWayName(event.way)}, {QStringLiteral("act"), event.act},
        {QStringLiteral("object"), event.object}, {QStringLiteral("isAllowed"), event.isAllowed},
        {QStringLiteral("reason"), event.reason.isEmpty() ? Value() : Value(event.reason)},
        {QStringLiteral("detail"), Value::json(event.detail)}};
}

/// The newest first, for those who may change the settings of the server; null for others.
base::Result<Value> auditLog(Session &session, const OrganizationView &, const Value &arguments)
{
    if (!Access(session).allows(domain::Action::SystemSettingsEdit, {}))
        return Value();
    AuditStore store(session.database);
    const auto total = store.count();
    if (!total)
        return total.error();
    const PageRequest page = PageRequest::from(arguments, *total);
    const auto events = store.newest(page.count, page.offset);
    if (!events)
        return events.error();
    return connectionOf(Value::list(*events, auditValue).toList(), page, *total);
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
    addField<OrganizationView>(resolvers, QStringLiteral("Organization.pendingInvites"), organizationInvites);
    addField<OrganizationView>(resolvers, QStringLiteral("Organization.customRoles"), organizationRoles);
    addField<OrganizationView>(resolvers, QStringLiteral("Organization.enforcedPrivacy"), enforcedPrivacy);
    addField<OrganizationView>(resolvers, QStringLiteral("Organization.seatAvailability"), seatAvailability);
    addField<OrganizationView>(resolvers, QStringLiteral("Organization.auditLog"), auditLog);
    addField<OrganizationView>(resolvers, QStringLiteral("Organization.members"), organizationMembers);
    addField<OrganizationView>(resolvers, QStringLiteral("Organization.teams"), organizationTeams);
    addField<OrganizationView>(resolvers, QStringLiteral("Organization.usedSeats"),
        [](Session &session, const OrganizationView &, const Value &) { return seats(session, domain::Seat::Full); });
    addField<OrganizationView>(resolvers, QStringLiteral("Organization.usedViewOnlySeats"),
        [](Session &session, const OrganizationView &, const Value &) { return seats(session, domain::Seat::Viewer); });
}

} // namespace server
