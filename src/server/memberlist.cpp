#include "server/memberlist.h"

#include "server/connection.h"
#include "server/globalid.h"
#include "server/rolewords.h"
#include "server/teamstore.h"

namespace server {

using graphql::Value;

namespace {

Value pendingMember(const InviteRecord &invite, const UserRecord *user)
{
    const QString name = user != nullptr ? user->name : invite.email;
    return Value::Fields{{QStringLiteral("id"), numberId("Invite", invite.id)}, {QStringLiteral("pending"), true},
        {QStringLiteral("username"), user != nullptr ? Value(user->username) : Value()}, {QStringLiteral("name"), name},
        {QStringLiteral("email"), user != nullptr && invite.email.isEmpty() ? user->email : invite.email},
        {QStringLiteral("admin"), invite.role.base == domain::BaseRole::Admin},
        {QStringLiteral("role"), roleWord(invite.role)}, {QStringLiteral("memberRole"), roleValue(invite.role)},
        {QStringLiteral("accountType"), QStringLiteral("MEMBER")}};
}

} // namespace

Value memberValue(const MemberRecord &member)
{
    const UserRecord &user = member.user;
    return Value::Fields{{QStringLiteral("id"), numberId("User", user.id)}, {QStringLiteral("pending"), false},
        {QStringLiteral("username"), user.username}, {QStringLiteral("name"), user.name},
        {QStringLiteral("email"), user.email}, {QStringLiteral("admin"), member.role.base == domain::BaseRole::Admin},
        {QStringLiteral("role"), roleWord(member.role)}, {QStringLiteral("memberRole"), roleValue(member.role)},
        {QStringLiteral("accountType"), user.isService ? QStringLiteral("SERVICE") : QStringLiteral("MEMBER")}};
}

base::Result<Value> inviteValue(Session &session, const InviteRecord &invite, const EntityView &entity)
{
    const auto from = userOf(session, invite.invitedBy);
    const auto to = userOf(session, invite.user);
    if (!from || !to)
        return from ? to.error() : from.error();
    return Value(Value::Fields{{QStringLiteral("id"), numberId("Invite", invite.id)},
        {QStringLiteral("email"), invite.email.isEmpty() && *to ? (*to)->email : invite.email},
        {QStringLiteral("name"), *to ? (*to)->name : invite.email}, {QStringLiteral("role"), roleWord(invite.role)},
        {QStringLiteral("createdAt"), timeValue(invite.sentAt)},
        {QStringLiteral("updatedAt"), timeValue(invite.sentAt)}, {QStringLiteral("fromUser"), userValue(*from)},
        {QStringLiteral("toUser"), userValue(*to)},
        {QStringLiteral("entity"), Value::object(QStringLiteral("Entity"), entity)}});
}

base::Result<Value> memberValues(Session &session, const EntityRecord &entity)
{
    TeamStore teams(session.database);
    const auto members = teams.members(entity.id);
    const auto invites = teams.invites(entity.id);
    if (!members || !invites)
        return members ? invites.error() : members.error();
    Value::List values;
    Value::List accounts;
    for (const MemberRecord &member : *members)
        (member.user.isService ? accounts : values).push_back(memberValue(member));
    for (const InviteRecord &invite : *invites) {
        const auto user = userOf(session, invite.user);
        if (!user)
            return user.error();
        values.push_back(pendingMember(invite, user->get()));
    }
    values.insert(values.end(), accounts.begin(), accounts.end());
    return Value(std::move(values));
}

base::Result<Value> inviteConnection(Session &session, const EntityRecord &entity, const Value &arguments)
{
    const auto invites = TeamStore(session.database).invites(entity.id);
    if (!invites)
        return invites.error();
    const PageRequest page = PageRequest::from(arguments, invites->size(), 1000);
    Value::List nodes;
    for (const InviteRecord &invite : invites->mid(page.offset, page.count)) {
        auto value = inviteValue(session, invite, {entity, EntityView::Sight::Full});
        if (!value)
            return value;
        nodes.push_back(std::move(*value));
    }
    return connectionOf(nodes, page, invites->size());
}

} // namespace server
